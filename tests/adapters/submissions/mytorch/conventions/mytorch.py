import numpy as np


class Linear:
    def __init__(self, in_features, out_features, debug=False):
        self.W = np.zeros((out_features, in_features))
        self.b = np.zeros((out_features, 1))

    def forward(self, A):
        self.A = A
        return A @ self.W.T + self.b.T

    def backward(self, dLdZ):
        self.dLdW = dLdZ.T @ self.A / len(self.A)
        self.dLdb = dLdZ.T @ np.ones((len(self.A), 1)) / len(self.A)
        return dLdZ @ self.W


class ReLU:
    def forward(self, Z):
        self.on = Z > 0
        return self.on * Z

    def backward(self, dLdA):
        return self.on * dLdA


class CrossEntropyLoss:
    def forward(self, A, Y):
        self.Y = Y
        e = np.exp(A - A.max(axis=1, keepdims=True))
        self.softmax = e / (e @ np.ones((A.shape[1], 1)))
        each = (-Y * np.log(self.softmax)) @ np.ones((A.shape[1], 1))
        return np.ones((1, len(A))) @ each / len(A)

    def backward(self):
        return self.softmax - self.Y


class SGD:
    def __init__(self, model, lr=0.1, momentum=0):
        self.l = model.layers
        self.lr, self.mu = lr, momentum
        self.v_W = [0 * layer.W for layer in self.l]
        self.v_b = [0 * layer.b for layer in self.l]

    def step(self):
        for k, layer in enumerate(self.l):
            self.v_W[k] = self.mu * self.v_W[k] + self.lr * layer.dLdW
            self.v_b[k] = self.mu * self.v_b[k] + self.lr * layer.dLdb
            layer.W = layer.W - self.v_W[k]
            layer.b = layer.b - self.v_b[k]


class Adam:
    def __init__(self, model, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.l = model.layers[::2]
        self.lr, self.beta1, self.beta2, self.eps, self.t = lr, beta1, beta2, eps, 0
        self.m_W, self.v_W = [[0 * layer.W for layer in self.l] for _ in range(2)]
        self.m_b, self.v_b = [[0 * layer.b for layer in self.l] for _ in range(2)]

    def step(self):
        self.t += 1
        rate = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        for k, layer in enumerate(self.l):
            self.m_W[k] = self.beta1 * self.m_W[k] + (1 - self.beta1) * layer.dLdW
            self.v_W[k] = self.beta2 * self.v_W[k] + (1 - self.beta2) * layer.dLdW**2
            self.m_b[k] = self.beta1 * self.m_b[k] + (1 - self.beta1) * layer.dLdb
            self.v_b[k] = self.beta2 * self.v_b[k] + (1 - self.beta2) * layer.dLdb**2
            layer.W = layer.W - rate * self.m_W[k] / (np.sqrt(self.v_W[k]) + self.eps)
            layer.b = layer.b - rate * self.m_b[k] / (np.sqrt(self.v_b[k]) + self.eps)
