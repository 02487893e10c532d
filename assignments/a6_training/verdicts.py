"""Answers that are yes or no."""

from __future__ import annotations

import numpy as np

from autograder import close, require


def says(answer, wanted, *, en, es):
    """Require that a yes-or-no answer is the wanted one; 1 and 0 will do."""
    if np.shape(answer) != () or isinstance(answer, str) or answer is None:
        close(answer, float(wanted))  # says what it is instead
    require(answer in (True, False) and bool(answer) == wanted, en=en, es=es)
