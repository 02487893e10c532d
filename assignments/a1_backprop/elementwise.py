"""What the exercises on activations have in common: every unit on its own, one number in, one number out."""

from __future__ import annotations

import numpy as np

from autograder import close, gradient_agrees, made, require
from autograder.numeric.mismatch import Mismatch


def _draw(rng, sizes):
    n = sizes["batch"] * sizes["units"]
    z = (np.arange(n) + rng.uniform(size=n)) * 8 / n - 4
    rows = rng.permuted(z.reshape(sizes["batch"], sizes["units"]), axis=1)
    return rng.permuted(rows, axis=0)


#: Entries spread evenly from -4 to 4, in every unit: no draw leaves out a branch, or the neighbourhood of 0.
pre_activations = made(_draw, "batch", "units")


def values_agree(forward, reference, z, *parameters):
    """Require the reference's activations, near 0 and far from it: there is no threshold but 0."""
    for scale in (1, 0.01, 10):
        a, _ = forward(scale * z, *parameters)
        close(a, reference(scale * z, *parameters)[0], name="a")


def default_is(value, forward, reference, z):
    """Require that leaving out the parameter means `value`, whatever the submission makes of that.

    One that makes nothing of it is held against the reference.
    """
    a, _ = forward(z)
    own, other = (forward(z, parameter)[0] for parameter in (value, 2 * value))
    is_used = not _alike(own, np.asarray(other))
    close(a, own if is_used else reference(z)[0], name="a")


def slope_agrees(forward, backward, at, slope, rng):
    """Require that the backward is the derivative of its forward, or that it multiplies `da` by ``slope(a)``.

    The second is the right rule written with the output `a`. It comes out wrong where the forward's output is
    wrong, and that has been paid for.
    """
    try:
        gradient_agrees(forward, backward, at, rng=rng)
    except Mismatch:
        da = rng.standard_normal(at["z"].shape)
        a, cache = forward(*at.values())
        if not _alike(backward(da, cache), da * slope(np.asarray(a))):
            raise


def survives_large_entries(forward, backward, reference, z, da, *parameters):
    """Require right activations and a finite gradient at 0 and at entries as large as 10^4."""
    z[:, :3] = 0, 1e4, -1e4  # 0 belongs to neither side
    a, cache = forward(z, *parameters)
    close(a, reference(z, *parameters)[0], name="a")
    require(
        np.isfinite(backward(da, cache)).all(),
        en="`dz` has NaN or infinite entries where z is very large or very negative.",
        es="`dz` tiene entradas NaN o infinitas donde z es muy grande o muy negativa.",
        kind="not_finite",
    )


def _alike(got, wanted):
    return np.shape(got) == wanted.shape and np.allclose(got, wanted, rtol=1e-4, atol=1e-6)
