"""The losses, and what leans on them, agree with JAX and optax."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped]
import pytest

from solutions.losses import multiclass_hinge_loss

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

SEEDS = [0, 1, 2]


def close(got: Any, wanted: Any, *, rtol: float = 1e-10, atol: float = 1e-12) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


# The multiclass hinge loss


@jax.value_and_grad
def pairwise_hinges(scores: Any, y: Any) -> Any:
    """Sum optax's binary hinge loss of s_y - s_j over the wrong classes j; average over the batch."""
    pairs = optax.hinge_loss(jnp.take_along_axis(scores, y[:, None], axis=1) - scores, jnp.ones(scores.shape))
    return jnp.where(jax.nn.one_hot(y, scores.shape[1]) > 0, 0.0, pairs).sum(axis=1).mean()


@pytest.mark.parametrize("classes", [1, 2, 6])
@pytest.mark.parametrize("batch", [1, 7])
@pytest.mark.parametrize("seed", SEEDS)
def test_multiclass_hinge_loss_matches_optax(seed: int, batch: int, classes: int) -> None:
    """Loss and gradient are those of optax's binary hinge, once for every wrong class."""
    rng = np.random.default_rng(seed)
    scores, y = rng.normal(scale=2.0, size=(batch, classes)), rng.integers(classes, size=batch)
    close(multiclass_hinge_loss(scores, y), pairwise_hinges(scores, y))


def test_multiclass_hinge_loss_of_two_classes_is_crammer_and_singers() -> None:
    """With one wrong class, the sum over them and optax's maximum over them are the same."""
    rng = np.random.default_rng(4)
    scores, y = rng.normal(scale=2.0, size=(9, 2)), rng.integers(2, size=9)
    close(multiclass_hinge_loss(scores, y)[0], optax.losses.multiclass_hinge_loss(scores, y).mean())
