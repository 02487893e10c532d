import numpy as np


def squash(values):
    return 1.0 / (1.0 + np.exp(-values))
