"""Two names that every signature in this book uses.

``Array`` is any NumPy array of floating-point numbers. Calculations run in float64 unless the caller hands
over float32, which is then kept: a Python number such as ``0.9`` never widens a float32 array, but a
float64 array (an unconverted mask, for instance) does.

``Cache`` is whatever a forward pass wants its backward pass to know. Nobody else looks inside, so it may be
anything: an array, a tuple, a list of other caches.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.floating[Any]]
"""A NumPy array of floating-point numbers, of any shape."""

Scalar: TypeAlias = np.floating[Any]
"""A single NumPy floating-point number, such as a loss."""

Labels: TypeAlias = npt.NDArray[Any]
"""Class indices (integers, one an example) or one-hot rows (one column a class)."""

Cache: TypeAlias = Any
"""What a forward pass keeps for its backward pass."""
