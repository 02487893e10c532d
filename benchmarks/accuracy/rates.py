"""What a count says about a rate."""

from __future__ import annotations

from scipy.stats import beta

#: The confidence of the bounds.
CONFIDENCE = 0.95


def upper_bound(count: int, total: int) -> float:
    """Return the largest rate with which so few of `total` are still plausible (Clopper and Pearson, one-sided)."""
    return 1.0 if count >= total else float(beta.ppf(CONFIDENCE, count + 1, total - count))
