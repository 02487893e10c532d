import numpy as np


def sgd(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    w -= config["learning_rate"] * dw
    return w, config


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    v = config.get('velocity', np.zeros_like(w))
    next_w = None
    config['velocity'] = v
    return next_w, config


def rmsprop(w, dw, config=None):
    next_w = None
    return next_w, config


def adam(w, dw, config=None):
    next_w = None
    return next_w, config
