"""Comparisons that leave a mistake to the check that is about it."""

from __future__ import annotations

from autograder import close
from autograder.numeric.mismatch import Mismatch


def agrees(got, wanted, **options):
    """Tell whether `close` would find nothing."""
    try:
        close(got, wanted, **options)
    except Mismatch:
        return False
    return True


def close_to_one_of(got, wanted, *others, **options):
    """Require the right answer, or one of those that follow from mistakes judged elsewhere."""
    if not any(agrees(got, other, **options) for other in others):
        close(got, wanted, **options)
