import numpy as np
from mytorch.nn import Softmax  # there is no __init__.py here: the course has it


class CrossEntropyLoss:
    def forward(self, A, Y):
        self.A = A
        self.Y = Y
        self.N, self.C = A.shape
        Ones_C = np.ones((self.C, 1))
        Ones_N = np.ones((self.N, 1))
        shifted = A - A.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.softmax = Softmax().forward(A)
        crossentropy = (-Y * (shifted - log_sum)) @ Ones_C
        return (Ones_N.T @ crossentropy / self.N)[0, 0]

    def backward(self):
        return (self.softmax - self.Y) / self.N
