"""What all initialisers have in common."""

from __future__ import annotations

import numpy as np

from autograder import close, require, shape_text


def require_shape(w, shape):
    """Weights are (fan_in, fan_out), so that a layer is x @ w + b."""
    found = np.shape(w)
    require(
        found == shape,
        en=f"`w` should have shape (fan_in, fan_out) = {shape}; it has {shape_text(found)}.",
        es=f"`w` debería tener forma (fan_in, fan_out) = {shape}; tiene {shape_text(found)}.",
        kind="shape",
    )


def require_scale(w, std):
    """The spread about zero, whatever the distribution: chance moves it by 0.5% at 20,000 entries."""
    rms = np.sqrt(np.mean(np.square(np.asarray(w, dtype=float))))
    close(rms, std, name="standard deviation of w", tolerance=0.035)


def spread(w):
    """The root mean square of the weights, which a distribution of that scale is compared with."""
    rms = float(np.sqrt(np.mean(np.square(np.asarray(w, dtype=float)))))
    require(
        np.isfinite(rms) and rms > 0,
        en="The weights are all zero, or not all finite.",
        es="Los pesos son todos cero, o no todos son finitos.",
    )
    return rms


def require_generator(student, source, rng):
    """All randomness comes from the generator in the argument: the same state, the same weights."""
    first, again = (np.asarray(student(8, 5, rng=source)) for _ in range(2))
    other = np.asarray(student(8, 5, rng=np.random.default_rng(rng.integers(2**63))))
    require(
        np.array_equal(first, again),
        en="Two calls with generators in the same state gave different weights: draw from `rng` alone.",
        es="Dos llamadas con generadores en el mismo estado dieron pesos distintos: sortea solo con `rng`.",
    )
    require(
        not np.array_equal(first, other),
        en="Two calls with different generators gave the same weights: draw from the `rng` that you are given.",
        es="Dos llamadas con generadores distintos dieron los mismos pesos: sortea con el `rng` que recibes.",
    )
