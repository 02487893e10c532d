"""What the random exercises share: the noise that an answer holds, and whose generator it came from."""

from __future__ import annotations

import numpy as np

from autograder import close, require


def signs(*shape):
    """Return inputs of 1 and -1: noise that is multiplied looks like noise that is added, and its mean shows."""
    return np.random.default_rng(0).choice([-1.0, 1.0], shape)


def noise_in(noisy, given):
    """Return the noise of an answer for inputs that are `signs`, whether it was added to them or not."""
    noisy = np.asarray(noisy, dtype=float)
    if noisy.shape != given.shape:
        close(noisy, given, name="noisy")  # says so
    return noisy - given if np.mean(noisy * given) > 0.5 else noisy


def require_own_draws(draw):
    """Require that ``draw(generator)`` is decided by the generator, and by it alone."""
    first, again, other = (np.asarray(draw(np.random.default_rng(seed)), dtype=float) for seed in (1, 1, 2))
    close(again, first, name="out")
    require(
        np.any(first != other),
        en="Two different generators gave the same result: draw with `rng`, the generator you are given.",
        es="Dos generadores distintos dieron el mismo resultado: sortea con `rng`, el generador que recibes.",
    )
