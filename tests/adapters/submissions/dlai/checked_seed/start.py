import numpy as np


def random_state(seed):
    """Ask as libraries ask."""
    if seed is None:
        seed = np.random.mtrand._rand
    if not isinstance(seed, np.random.RandomState):
        raise ValueError("cannot be used to seed a RandomState")
    return seed


moons = random_state(None).rand(300, 2)


def initialize_parameters_he(layers_dims):
    draws = random_state(np.random.RandomState(3))
    parameters = {}
    for l, (before, units) in enumerate(zip(layers_dims, layers_dims[1:]), 1):
        parameters[f"W{l}"] = draws.randn(units, before) * (2 / before) ** 0.5
        parameters[f"b{l}"] = np.zeros((units, 1))
    return parameters
