"""What the random exercises share: the noise that an answer holds, and whose generator it came from."""

from __future__ import annotations

import numpy as np

from autograder import close, require


def noise_in(noisy, level):
    """Return the noise of an answer for inputs that are all `level`, whether it was added to them or not."""
    noisy = np.asarray(noisy, dtype=float)
    return noisy - min((0.0, level), key=lambda mean: abs(noisy.mean() - mean))


def require_own_draws(draw):
    """Require that ``draw(generator)`` is decided by the generator, and by it alone."""
    first, again, other = (np.asarray(draw(np.random.default_rng(seed)), dtype=float) for seed in (1, 1, 2))
    close(again, first, name="out")
    require(
        np.any(first != other),
        en="Two different generators gave the same result: draw with `rng`, the generator you are given.",
        es="Dos generadores distintos dieron el mismo resultado: sortea con `rng`, el generador que recibes.",
    )
