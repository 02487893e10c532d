import numpy as np


class Identity:
    def forward(self, Z):
        self.A = Z
        return self.A

    def backward(self, dLdA):
        return dLdA * np.ones(self.A.shape, dtype="f")


class Sigmoid:
    def forward(self, Z):
        self.A = np.where(Z >= 0, 1 / (1 + np.exp(-np.abs(Z))), np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))))
        return self.A

    def backward(self, dLdA):
        return dLdA * (self.A - self.A * self.A)


class ReLU:
    def forward(self, Z):
        self.A = np.maximum(0, Z)
        return self.A

    def backward(self, dLdA):
        return np.where(self.A > 0, dLdA, 0)


class Softmax:
    def forward(self, Z):
        grown = np.exp(Z - Z.max(axis=1, keepdims=True))
        self.A = grown / grown.sum(axis=1, keepdims=True)
        return self.A
