"""What a function may be called with, drawn from its docstring and without its checks.

Sizes and scales go further than those of the checks: single rows, squares, large arrays, entries a thousand times
larger or smaller, ties and zeros. A mutant that differs anywhere here is a wrong program.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.random import Generator

from autograder.exercise.contract import docstring_sections
from autograder.exercise.model import Exercise

#: Under which circumstances arguments are drawn.
REGIMES = ("plain", "edges", "square", "large", "scaled", "grid")

_ENTRY = re.compile(r"^(?P<names>\w+(?:, \w+)*) ?: ?(?P<kind>.*)$")
_INTERVAL = re.compile(r"in ([\[(])\s*(-?[\d.e+-]+)\s*,\s*(-?[\d.e+-]+)\s*([\])])")
_SHAPE = re.compile(r"shape \(([^)]*)\)")
_CONDITION = re.compile(r"[Ff]rom `\w+` with ``(\w+)=(\w+)``")
_ORIGIN = re.compile(r"[Ff]rom `(\w+)`")


class UnknownArgumentError(Exception):
    """The docstring does not say enough to draw an argument."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as its function's docstring describes it."""

    name: str
    kind: str
    text: str
    by_keyword: bool
    optional: bool

    @property
    def origin(self) -> str | None:
        """The function whose result it is, if the docstring names one."""
        found = _ORIGIN.search(self.text)
        return found[1] if found else None

    @property
    def condition(self) -> dict[str, Any]:
        """The options under which that function has to be called, as in "From `f` with ``training=True``"."""
        found = _CONDITION.search(self.text)
        return {found[1]: ast.literal_eval(found[2])} if found else {}


def parameters_of(function: Callable[..., Any]) -> list[Parameter]:
    """Return a function's parameters in order."""
    described = dict(_described(inspect.getdoc(function) or ""))
    found = []
    for name, parameter in inspect.signature(function).parameters.items():
        kind, text = described.get(name, ("", ""))
        by_keyword = parameter.kind is parameter.KEYWORD_ONLY
        found.append(Parameter(name, kind, text, by_keyword, parameter.default is not parameter.empty))
    return found


def _described(docstring: str) -> Iterator[tuple[str, tuple[str, str]]]:
    lines = docstring_sections(docstring).get("Parameters", "").splitlines()
    starts = [k for k, line in enumerate(lines) if _ENTRY.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        entry = _ENTRY.match(lines[start])
        assert entry is not None  # noqa: S101 (see `starts`)
        text = " ".join(line.strip() for line in lines[start + 1 : end])
        for name in entry["names"].split(", "):
            yield name, (entry["kind"], text)


@dataclass(slots=True)
class Drawer:
    """Draws the arguments of one call.

    Parameters
    ----------
    exercise : Exercise
        Its inputs say what is legal where a docstring does not.
    regime : str
        One of `REGIMES`.
    rng : numpy.random.Generator
    known : dict of str to value
        What has been drawn, by the parameter's name.
    """

    exercise: Exercise
    regime: str
    rng: Generator
    known: dict[str, Any] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    _axes: int | None = None

    def argument(self, parameter: Parameter) -> Any:
        """Return a value for a parameter; the same name gets the same value."""
        if parameter.name not in self.known:
            self.known[parameter.name] = self._rescaled(self._drawn(parameter))
        return self.known[parameter.name]

    def leaves_out(self, parameter: Parameter) -> bool:
        """Decide whether an optional argument is left out of this call."""
        return parameter.optional and bool(self.rng.random() < 0.4)

    def size(self, name: str) -> int:
        """Return the size of a dimension, a number or a name."""
        if name.isdigit():
            return int(name)
        if name not in self._sizes:
            self._sizes[name] = self._new_size(name)
        return self._sizes[name]

    def _new_size(self, name: str) -> int:
        usual = self.exercise.sizes.get(name)
        if self.regime == "edges":
            return int(self.rng.integers(1, 4))
        if self.regime == "square":
            return next(iter(self._sizes.values()), int(self.rng.integers(2, 6)))
        if self.regime == "large":
            return int(self.rng.integers(10, 40))
        return int(self.rng.choice(usual)) if usual and max(usual) < 40 else int(self.rng.integers(2, 9))

    def _drawn(self, parameter: Parameter) -> Any:
        for beginning, special in SPECIAL.items():
            if parameter.kind.startswith(beginning):
                return special(self)
        if "enerator" in parameter.kind:
            return np.random.default_rng(self.rng.integers(2**63))
        if parameter.kind.startswith("{"):
            values = sorted(ast.literal_eval(parameter.kind[: parameter.kind.index("}") + 1]))
            return values[int(self.rng.integers(len(values)))]
        if parameter.kind.startswith("bool"):
            return bool(self.rng.integers(2))
        if parameter.kind.startswith("float") and _INTERVAL.search(parameter.text):
            return self._within(_INTERVAL.search(parameter.text))
        if parameter.name in self.exercise.inputs:
            return self._input(parameter.name)
        return self._by_kind(parameter)

    def _within(self, interval: Any) -> float:
        """Draw from an interval such as ``[0, 1)``, now and then an end that belongs to it."""
        opening, low, high, closing = interval.groups()
        ends = [float(low)] * (opening == "[") + [float(high)] * (closing == "]")
        if ends and self.rng.random() < 0.2:
            return float(self.rng.choice(ends))
        return float(self.rng.uniform(float(low), float(high)))

    def _input(self, name: str) -> Any:
        spec = self.exercise.inputs[name]
        return spec.draw(self.rng, {dimension: self.size(dimension) for dimension in spec.dimensions})

    def _by_kind(self, parameter: Parameter) -> Any:
        kind = parameter.kind
        if kind.startswith("array"):
            whole = "of int" in kind or "integer" in kind
            return self._array(kind, whole=whole)
        if kind.startswith("float"):
            return float(10 ** self.rng.uniform(-3, 0.5))
        if kind.startswith("int"):
            return int(self.rng.integers(1, 12))
        raise UnknownArgumentError(f"{parameter.name} : {kind or '?'}")

    def _array(self, kind: str, *, whole: bool) -> Any:
        twin = re.search(r"shape of `(\w+)`", kind)
        shapes = _SHAPE.findall(kind)
        if twin and twin[1] in self.known:
            shape = np.shape(self.known[twin[1]])
        elif shapes:
            names = shapes[int(self.rng.integers(len(shapes)))].replace(" ", "").split(",")
            shape = tuple(self.size(name) for name in names if name)
        elif "any shape" in kind:
            shape = self._any_shape()
        else:
            raise UnknownArgumentError(kind)
        return self.rng.integers(0, 5, shape) if whole else self.rng.standard_normal(shape)

    def _any_shape(self) -> tuple[int, ...]:
        if self._axes is None:
            self._axes = int(self.rng.integers(1, 3 if self.regime == "large" else 4))
        return tuple(self.size(f"axis {k}") for k in range(self._axes))

    def _rescaled(self, value: Any) -> Any:
        """Return arrays of floats on another scale, or on a grid of halves, where the regime asks for it."""
        if isinstance(value, list | tuple):
            return type(value)(self._rescaled(item) for item in value)
        if not isinstance(value, np.ndarray) or value.dtype.kind != "f" or not value.size:
            return value
        if self.regime == "grid":
            return np.round(2 * value) / 2
        if self.regime != "scaled" or np.allclose(value.sum(axis=-1), 1):  # probabilities
            return value
        free = value.min() < 0 or value.max() > 1
        return value * 10.0 ** self.rng.choice([-3, -1, 1, 2, 4] if free else [-3, -2, -1])


def network(drawer: Drawer) -> list[tuple[Any, Any]]:
    """Draw the parameters of a network of one to four layers."""
    hidden = [int(width) for width in drawer.rng.integers(1, 6, drawer.rng.integers(0, 4))]
    widths = [drawer.size("features"), *hidden, drawer.size("classes")]
    return [
        (drawer.rng.normal(0, i**-0.5, (i, o)), drawer.rng.normal(0, 0.5, o)) for i, o in pairwise(widths)
    ]


def labels(drawer: Drawer) -> Any:
    """Draw class indices, or one-hot rows."""
    classes = drawer.size("classes")
    indices = drawer.rng.integers(0, classes, drawer.size("batch"))
    return np.eye(classes)[indices] if drawer.rng.random() < 0.5 else indices


def scalar_function(drawer: Drawer) -> Callable[[Any], float]:
    """Draw a smooth function of an array: a wave, of a length that may be as short as a small step."""
    frequency = float(10 ** drawer.rng.uniform(-1, 6))
    phase = float(drawer.rng.uniform(0, 6))

    def wave(x: Any) -> float:
        weights = np.cos(1 + np.arange(np.size(x)))
        products = np.outer(np.ravel(x), np.ravel(x))
        return float(np.sum(weights * np.sin(frequency * np.ravel(x) + phase)) + np.sum(np.sin(products)))

    return wave


#: Kinds of arguments that need more than a line of a docstring, by how that line begins.
SPECIAL: Mapping[str, Callable[[Drawer], Any]] = {
    "array, shape (batch,) or (batch, classes)": labels,
    "callable": scalar_function,
    "list of (w, b)": network,
    "list of (dw, db)": network,
}
