"""What was removed from NumPy, for submissions that were written before."""

from __future__ import annotations

from typing import Any

import numpy as np

#: What NumPy had when older submissions were written, by what replaces it.
REMOVED_FROM_NUMPY: dict[str, Any] = {
    "int": int,
    "float": float,
    "bool": bool,
    "complex": complex,
    "object": object,
    "str": str,
    "long": int,
    "unicode": str,
    "float_": np.float64,
    "complex_": np.complex128,
    "string_": np.bytes_,
    "unicode_": np.str_,
    "Inf": np.inf,
    "Infinity": np.inf,
    "infty": np.inf,
    "PINF": np.inf,
    "NINF": -np.inf,
    "NaN": np.nan,
    "PZERO": 0.0,
    "NZERO": -0.0,
    "product": np.prod,
    "cumproduct": np.cumprod,
    "sometrue": np.any,
    "alltrue": np.all,
    "round_": np.round,
    "asscalar": lambda a: a.item(),
    "asfarray": lambda a, dtype=np.float64: np.asarray(a, dtype=dtype),
    "row_stack": np.vstack,
    "in1d": lambda ar1, ar2, **kwargs: np.isin(np.ravel(ar1), ar2, **kwargs),
    "trapz": lambda y, x=None, dx=1.0, axis=-1: np.trapezoid(y, x, dx, axis),
    "msort": lambda a: np.sort(a, axis=0),
    "find_common_type": lambda array_types, scalar_types: np.result_type(*array_types, *scalar_types),
    "cast": {},
    "mat": np.asmatrix,
}


def restore_removed_names() -> None:
    """Give NumPy back what it has no longer."""
    for name, value in REMOVED_FROM_NUMPY.items():
        if name not in vars(np):
            setattr(np, name, value)
