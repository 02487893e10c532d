import numpy as np


class Sigmoid(object):
    def forward(self, x):
        self.state = 1 / (1 + np.exp(-x))
        return self.state

    def derivative(self):
        return self.state * (1 - self.state)


class Identity(object):
    def forward(self, x):
        return x

    def derivative(self):
        return 1.0


class SoftmaxCrossEntropy(object):
    def forward(self, x, y):
        self.y = y
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.sm = e / e.sum(axis=1, keepdims=True)
        return np.squeeze(-(y * np.log(self.sm + 1e-300)).sum(axis=1, keepdims=True))

    def derivative(self):
        return (self.sm - self.y) / len(self.y)


class MLP(object):
    def __init__(self, input_size, output_size, hiddens, activations, weight_init_fn, bias_init_fn, criterion, lr,
                 momentum=0.0, num_bn_layers=0):
        self.lr, self.momentum = lr, momentum
        sizes = [input_size] + hiddens + [output_size]
        self.W = [weight_init_fn(i, o) for i, o in zip(sizes, sizes[1:])]
        self.b = [bias_init_fn(o) for o in sizes[1:]]
        self.dW = [np.zeros_like(w) for w in self.W]
        self.db = [np.zeros(o) for o in sizes[1:]]
        self.velocity = [np.zeros_like(w) for w in self.W]

    def step(self):
        for k in range(len(self.W)):
            self.velocity[k] = self.momentum * self.velocity[k] - self.lr * self.dW[k]
            self.W[k] = self.W[k] + self.velocity[k]
            self.b[k] = self.b[k] - self.lr * self.db[k]
