"""Tail bounds that hold for every sample size: how unlikely a deviation is, not how unlikely it becomes.

Most are *exponents*: a deviation has probability at most ``exp(-exponent)`` per side, so a test
at level ``alpha`` rejects when the exponent exceeds ``log(1 / alpha)``, or ``log(2 / alpha)``
when it looks both ways. None of them is an approximation for large samples.
"""

from __future__ import annotations

import math


def mean_exponent(n: int, deviation: float) -> float:
    """Bound the mean of `n` standardised, strictly sub-Gaussian values (normal, uniform).

    Notes
    -----
    ``P(mean >= d) <= exp(-n d^2 / 2)``: Chernoff's bound with ``E exp(t z) <= exp(t^2 / 2)``, an
    equality for the normal. For the uniform, ``sinh(x) / x <= exp(x^2 / 6)`` term by term, which
    is a third of the exponent Hoeffding (1963) gives away by knowing the range alone.
    """
    return n * deviation * deviation / 2


def chi_square_exponent(n: int, ratio: float) -> float:
    """Bound the mean square of `n` standard normal values at `ratio`, on either side of 1.

    Notes
    -----
    Chernoff (1952) for the chi-square law: ``n (r - 1 - log r) / 2``; Laurent and Massart (2000)
    is its simplification.
    """
    return math.inf if ratio <= 0 else n * max(0.0, ratio - 1 - math.log(ratio)) / 2


def bernstein_exponent(n: int, deviation: float, variance: float, largest: float) -> float:
    """Bound the mean of `n` values of known `variance` that exceed their expectation by at most `largest`.

    Notes
    -----
    Bernstein's inequality, as in Boucheron, Lugosi and Massart (2013), corollary 2.11.
    """
    return n * deviation * deviation / (2 * (variance + largest * deviation / 3))


def binomial_exponent(n: int, fraction: float, probability: float) -> float:
    """Bound the `fraction` of successes among `n` trials, on either side of `probability`.

    Notes
    -----
    Hoeffding (1963), theorem 1: `n` times the Kullback-Leibler divergence of the two coins.
    """
    return n * (_divergence(fraction, probability) + _divergence(1 - fraction, 1 - probability))


def _divergence(p: float, q: float) -> float:
    if p <= 0:
        return 0.0
    return math.inf if q <= 0 else p * math.log(p / q)


def product_exponent(n: int, mean_product: float) -> float:
    """Bound the mean product of `n` disjoint pairs of independent standardised values.

    Notes
    -----
    ``E exp(t x y) <= 1 / sqrt(1 - t^2)``, an equality for normals and true for strictly
    sub-Gaussian values (integrate one of them out, then exchange it for a normal). Chernoff's
    bound is least at the `t` that solves ``r = t / (1 - t^2)``.
    """
    r = abs(mean_product)
    t = 2 * r / (1 + math.hypot(1, 2 * r))  # (sqrt(1 + 4 r^2) - 1) / (2 r) without cancellation
    log_one_minus_t2 = -math.inf if t >= 1 else math.log1p(-t * t)
    return math.inf if t >= 1 else n * (t * r + log_one_minus_t2 / 2)


def repeats_exponent(count: int, n: int, largest_atom: float) -> float:
    """Bound the number of values, of `n`, equal to an earlier one, no value likelier than `largest_atom`.

    Notes
    -----
    The i-th value repeats one of the others with probability at most ``(i - 1) * largest_atom``
    whatever they are, so the count is below a sum of independent events: Chernoff's bound in its
    Poisson form (Mitzenmacher and Upfal 2005, theorem 4.4).
    """
    expected = n * (n - 1) * largest_atom / 2
    return 0.0 if count <= expected else count * math.log(count / expected) - count + expected


def cdf_exponent(n: int, distance: float) -> float:
    """Bound the distance of the empirical distribution function of `n` values from the true one, one side.

    Notes
    -----
    Massart (1990), the sharp constant in the inequality of Dvoretzky, Kiefer and Wolfowitz (1956).
    It holds for every distribution, with atoms or without.
    """
    return 2 * n * distance * distance


def cdf_radius(n: int, alpha: float) -> float:
    """Return the distance exceeded with probability at most `alpha`, counting both sides."""
    return math.sqrt(math.log(2 / alpha) / (2 * n))


def two_sample_log_probability(n: int, difference: int) -> float:
    """Bound the log-probability that two samples of `n` values differ by `difference` counts somewhere.

    Notes
    -----
    The first reflection of Gnedenko and Korolyuk (1951), ``2 C(2n, n - k) / C(2n, n)``. Ties only
    make a difference less likely.
    """
    log_choices = 2 * math.lgamma(n + 1) - math.lgamma(n - difference + 1) - math.lgamma(n + difference + 1)
    return min(0.0, math.log(2) + log_choices)


def share(false_fail: float, *, tests: int) -> float:
    """Return the level of each of several tests whose union must stay below `false_fail` (Bonferroni)."""
    if not 0 < false_fail < 1:
        raise ValueError(f"false_fail must be between 0 and 1, not {false_fail}")
    return false_fail / tests
