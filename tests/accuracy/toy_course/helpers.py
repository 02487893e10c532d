"""What a reference uses from another module."""

from __future__ import annotations


def offset(shift):
    """Twice the shift."""
    return 2 * shift
