"""Submissions in another course's shape: an adapter's functions answer, by calling the submission's.

An adapter is a module that runs here, beside the submission. It defines functions with the names and signatures
of our exercises; what it knows is how another course calls things, never what they should answer.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import random
import sys
import types
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from .load import Nothing, Submission
from .messages import Chunk
from .removed import from_python_2, restore_removed_names

_F = TypeVar("_F", bound=Callable[..., Any])

#: The adapter's own name, and so that of the module of every function it defines.
_NAME = "adapter"

_seed_of_numpy = np.random.seed

#: NumPy's global generator.
_GLOBAL = np.random.rand.__self__  # type: ignore[attr-defined]

_RandomState = np.random.RandomState


class _Theirs:
    """The submission, by attributes: ``theirs.affine_forward``."""

    submission: Submission

    def __getattr__(self, name: str) -> Any:
        found = self.submission.find(name)
        if found is None:
            raise AttributeError(f"the submission defines no {name}")
        return found


theirs = _Theirs()


def needs(*names: str, instead: tuple[str, ...] = ()) -> Callable[[_F], _F]:
    """Say which names of the submission's an adapter's function calls: without them there is nothing to ask.

    Any one of the names in `instead`, what other years called it, will do as well.
    """

    def register(function: _F) -> _F:
        function.__needs__ = names  # type: ignore[attr-defined]
        function.__instead__ = instead  # type: ignore[attr-defined]
        return function

    return register


def written(answer: Any) -> Any:
    """Return an answer of the submission's, unless it is what an untouched skeleton returns: nothing."""
    if _is_nothing(answer):
        raise NotImplementedError
    return answer


def _is_nothing(answer: Any) -> bool:
    """Tell whether an answer is None or NotImplemented, or holds nothing else."""
    if isinstance(answer, dict):
        return all(map(_is_nothing, answer.values()))
    nothing = answer is None or answer is NotImplemented
    return nothing or (isinstance(answer, tuple) and all(map(_is_nothing, answer)))


def draw_from(rng: np.random.Generator) -> None:
    """Let the global generators go on from `rng`; seeding them is not the submission's business."""
    seed = int(rng.integers(2**31))
    random.seed(seed)
    _seed_of_numpy(seed)
    np.random.seed = _ignore_seed


def _ignore_seed(seed: Any = None) -> None:
    """Take the place of `numpy.random.seed`."""


class _AnyRandomState(type):
    """What NumPy made of its own `RandomState` is one of ours as well: libraries ask."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _RandomState)


class _SharedRandomState(_RandomState, metaclass=_AnyRandomState):
    """Takes the place of `numpy.random.RandomState`: it is always the global one, whatever its seed."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """Return the global one."""
        return _GLOBAL


def _shared_generator(*args: Any, **kwargs: Any) -> np.random.Generator:
    """Take the place of `numpy.random.default_rng`: it draws from the same bits as the global generator."""
    return np.random.Generator(np.random.get_bit_generator())  # type: ignore[attr-defined]


def _share_the_global_generator() -> None:
    """Let generators that a submission makes go on from the grader's, as the global one does."""
    np.random.RandomState = _SharedRandomState  # type: ignore[misc]
    np.random.default_rng = _shared_generator


def provide(name: str, **values: Any) -> None:
    """Offer a module of the other course's that submissions import from; what else they import does nothing.

    A module of that name that was handed in is the submission's own, and stays.
    """
    if theirs.submission.brings(name):
        return
    module = _empty_module(name)
    vars(module).update(values, __all__=sorted({*_anywhere, *values}))
    sys.modules[name] = module


#: What `provide_anywhere` was given.
_anywhere: dict[str, Any] = {}


def provide_anywhere(**values: Any) -> None:
    """Offer values in whatever module of the other course's is not there: students rename those files."""
    _anywhere.update(values)


def _empty_module(name: str) -> types.ModuleType:
    """Return a module that has every name asked for, of which those that are provided anywhere do something."""
    module = types.ModuleType(name)
    module.__getattr__ = Nothing().__getattr__  # type: ignore[method-assign]
    vars(module).update(_anywhere, __all__=sorted(_anywhere))
    return module


class Adapted:
    """A submission seen through an adapter.

    Parameters
    ----------
    submission : Submission
        Not executed yet.
    chunk : Chunk
        The adapter's source.
    """

    def __init__(self, submission: Submission, chunk: Chunk) -> None:
        self._submission = submission
        self._chunk = chunk
        self._offered: dict[str, Callable[..., Any]] = {}

    def execute(self) -> None:
        """Execute the adapter, which may have modules to offer, then the submission."""
        theirs.submission = self._submission
        restore_removed_names()
        self._submission.translate = from_python_2
        _share_the_global_generator()
        namespace: dict[str, Any] = {"__name__": _NAME}
        exec(compile(self._chunk.source, self._chunk.label, "exec"), namespace)  # noqa: S102 (the course's own)
        self._offered = {
            name: value
            for name, value in namespace.items()
            if getattr(value, "__module__", "") == _NAME and not name.startswith("_")
        }
        sys.meta_path.append(_AbsentModules(self._submission))
        self._submission.lenient = True
        self._submission.execute()

    def find(self, name: str) -> Any:
        """Return the adapter's function of this name, if the submission has what it calls."""
        function = self._offered.get(name)
        needed, instead = (getattr(function, key, ()) for key in ("__needs__", "__instead__"))
        there = all(map(self._has, needed)) or any(map(self._has, instead))
        return function if there else None

    def _has(self, name: str) -> bool:
        return self._submission.find(name) is not None

    def names(self) -> list[str]:
        """Return what can be asked."""
        return sorted(name for name in self._offered if self.find(name) is not None)

    def replace(self, name: str, value: Callable[..., Any]) -> None:
        """Put `value` in the place of the adapter's function `name`."""
        self._offered[name] = value


class _AbsentModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds, for submissions only, what their course had and this machine has not: last of all finders.

    A module that was handed in under another path is that module; any other is one that offers nothing.
    """

    def __init__(self, submission: Submission) -> None:
        self._submission = submission

    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find any module, if it is the submission that asks."""
        if not self._submission.is_asking():
            return None
        # A package that was imported may bring its own, by finders that come after this one.
        for finder in sys.meta_path[sys.meta_path.index(self) + 1 :]:
            if (found := finder.find_spec(fullname, path, target)) is not None:
                return found
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return the module that was handed in, or an empty one."""
        own = self._submission.ending_in(spec.name.rpartition(".")[2])
        if own is not None:
            return own
        self._submission.absent.append(spec.name)
        return _empty_module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Execute a file that was handed in, once."""
        self._submission.execute_file(self._submission.name_of(module))
