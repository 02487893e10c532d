"""Warnings of NumPy's and of one's own, caught, shown, and turned into errors."""

import warnings

import numpy as np


def program():
    warnings.warn("careful", stacklevel=1)
    assert np.log(np.zeros(1))[0] == -np.inf and np.isnan(np.float64(0) / np.float64(0))
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        np.array([1.0]) / 0
    assert len(seen) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            np.sqrt(np.array([-1.0]))
        except RuntimeWarning:
            return True
