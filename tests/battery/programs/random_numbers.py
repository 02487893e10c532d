"""Every kind of generator, seeded and from the machine's randomness."""

import random
import secrets

import numpy as np


def program():
    for bits in (
        np.random.PCG64,
        np.random.PCG64DXSM,
        np.random.MT19937,
        np.random.Philox,
        np.random.SFC64,
    ):
        assert np.array_equal(
            np.random.Generator(bits(1)).normal(size=3),
            np.random.Generator(bits(1)).normal(size=3),
        )
        assert np.random.Generator(bits()).random() < 1
    rng = np.random.default_rng()
    assert (
        len(rng.spawn(2)) == 2
        and rng.permutation(5).sum() == 10
        and rng.choice([1, 2], p=[0, 1]) == 2
    )
    assert (
        np.random.RandomState(3).randn(2, 2).shape
        == np.random.rand(2, 2).shape
        == (2, 2)
    )
    np.random.seed(0)
    np.random.shuffle(numbers := np.arange(5))
    assert (
        numbers.sum() == 10
        and random.random() < 1
        and random.SystemRandom().random() < 1
    )
    return len(secrets.token_bytes(4)) == 4
