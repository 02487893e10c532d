"""Parameters of small networks, and what the checks of the two penalties share."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder import close, made


def layers(*widths):
    """Parameters (w, b) of the layers between dimensions of these names, none of them near zero."""

    def draw(rng, sizes):
        return [
            (_away_from_zero(rng, (sizes[i], sizes[o])), _away_from_zero(rng, (sizes[o],)))
            for i, o in pairwise(widths)
        ]

    return made(draw, *widths)


def _away_from_zero(rng, shape):
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(0.2, 1.5, shape)


def require_biases_left_alone(student, params, lam):
    """Require that with `exclude_biases` a penalty is what the submission's own would be if all biases were zero."""
    penalty, grads = student(params, lam, exclude_biases=True)
    own, own_grads = student([(w, np.zeros_like(b)) for w, b in params], lam)
    close(penalty, np.asarray(own, dtype=float), name="penalty")
    wanted = [
        (np.asarray(dw, dtype=float), np.zeros_like(b))
        for (dw, _), (_, b) in zip(own_grads, params, strict=True)
    ]
    close(grads, wanted, name="grads")


def summed(params, exclude_biases, size, slope):
    """Return a penalty that adds up ``size(p)``, and gradients ``slope(p)``, of each parameter."""
    counted = [(w, 0 * b if exclude_biases else b) for w, b in params]
    return sum(size(p) for pair in counted for p in pair), [(slope(w), slope(b)) for w, b in counted]
