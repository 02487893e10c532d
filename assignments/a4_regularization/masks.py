"""Reading a mask off the answers, so that a submission may draw it however it likes.

Activations and upstream gradients are drawn away from zero: a zero in the output is a unit that was dropped. And
their magnitudes lie so close together that another scale shows even where only distributions can be compared.
"""

from __future__ import annotations

import numpy as np

from autograder import close, made, require


def _draw(rng, sizes):
    shape = (sizes["batch"], sizes["units"])
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(1.0, 1.1, shape)


#: Entries between 1 and 1.1 in magnitude, of either sign.
away_from_zero = made(_draw, "batch", "units")

#: Some 12,000 entries: enough to tell a `keep_prob` from others.
SIZES = {"batch": range(90, 110), "units": range(110, 130)}

#: The largest error of a scale that was measured rather than known.
MEASURED = 1e-6


def kept(out):
    """Tell which entries were kept."""
    return np.asarray(out) != 0


def scale(got, given, name):
    """Return what `given` was multiplied by where it was not dropped (the median; 0 if nothing is left)."""
    if np.shape(got) != np.shape(given):
        close(got, given, name=name)  # says so
    factors = np.asarray(got) / given
    survivors = factors[factors != 0]
    return float(np.median(survivors)) if survivors.size else 0.0


def nearest(value, *candidates):
    """Return the candidate that comes closest, so that one mistake is not held against two checks."""
    return min(candidates, key=lambda candidate: abs(candidate - value))


def probability_used(mask, keep_prob):
    """Return the probability of keeping that a mask shows: `keep_prob`, or the opposite where it was swapped."""
    return nearest(float(np.mean(mask)), keep_prob, 1 - keep_prob)


def average(out, x, keep_prob):
    """Return the factor that units have on average in a training pass, for inference to agree with."""
    return probability_used(kept(out), keep_prob) * (scale(out, x, "out") or 1.0)


def require_survivors(out):
    """Require that something was kept."""
    require(
        kept(out).any(),
        en="Every unit was dropped; some should be kept.",
        es="Se descartaron todas las unidades; algunas deben conservarse.",
    )


def require_own_draws(draw):
    """Require that ``draw(generator)`` is decided by the generator, and by it alone."""
    first, again, other = (draw(np.random.default_rng(seed)) for seed in (1, 1, 2))
    close(again, first, name="out")
    require(
        np.any(kept(first) != kept(other)),
        en="Two different generators gave the same mask: draw it with `rng`, the generator you are given.",
        es="Dos generadores distintos dieron la misma máscara: sortéala con `rng`, el generador que recibes.",
    )
