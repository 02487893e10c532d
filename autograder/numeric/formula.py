"""Functions that checks pass to students' functions, written so that they can be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Formula:
    """A function given by its text; see `formula`."""

    parameters: str
    expression: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def __name__(self) -> str:
        """What the function is called where it is shown."""
        return "f"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Evaluate it."""
        source = f"lambda {self.parameters}: {self.expression}"
        function = eval(source, {"np": np, **self.values})  # noqa: S307 (an author's own text)
        return function(*args, **kwargs)


def formula(parameters: str, expression: str, **values: Any) -> Formula:
    """Return the function ``lambda parameters: expression``.

    A check that passes plain functions to a student's (`f` of a numerical gradient) cannot be recorded for students to
    try at home; one that passes formulas can.

    Parameters
    ----------
    parameters : str
        Their names, as after ``lambda``.
    expression : str
        In terms of them, of ``np`` (NumPy), and of `values`.
    **values
        Numbers and arrays that the expression names.

    Examples
    --------
    >>> f = formula("x", "a * np.sum(x**2)", a=2.0)
    >>> float(f(np.array([1.0, 2.0])))
    10.0
    """
    return Formula(parameters, expression, values)
