"""Helpers from a star import and of one's own, a generator at the top, a cache in an order of one's own."""
from reg_utils import *
from my_copies.activations_v3 import relu as rectified
from utils import squash
import numpy as np

points, labels = load_2D_dataset()
plot_points(points)

draws = np.random.RandomState(7)


def initialize_parameters_he(sizes, seed):
    weights = {}
    for place, (before, here) in enumerate(zip(sizes[:-1], sizes[1:]), start=1):
        weights["W%d" % place] = (2.0 / before) ** 0.5 * draws.standard_normal((here, before))
        weights["b%d" % place] = np.zeros(shape=(here, 1))
    return weights


def forward_propagation_with_dropout(X, parameters, keep):
    generator = np.random.default_rng(1)
    a, cache = X, []
    for place in (1, 2):
        z = parameters["W%d" % place] @ a + parameters["b%d" % place]
        mask = generator.random(z.shape) < keep
        a = (relu if place == 1 else rectified)(z) * mask / keep
        cache.append({"out": a, "mask": mask, "in": z})
    return squash(parameters["W3"] @ a + parameters["b3"]), cache
