import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, alpha=0.9):
        self.alpha = alpha
        self.eps = 1e-8
        self.BW = np.ones((1, num_features))
        self.Bb = np.zeros((1, num_features))
        self.running_M = np.zeros((1, num_features))
        self.running_V = np.ones((1, num_features))

    def forward(self, Z, eval=False):
        if eval:
            return NotImplemented
        self.M = None  # TODO
        self.BZ = None  # TODO
        self.running_M = None  # TODO
        return self.BZ

    def backward(self, dLdBZ):
        self.dLdBW = None  # TODO
        return NotImplemented
