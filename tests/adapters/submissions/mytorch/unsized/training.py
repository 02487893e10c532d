"""A network whose activations are somewhere else, and Adam that keeps its averages in the layers."""

import numpy as np
from layers import Linear


class MLP:
    def __init__(self, input_size, output_size, hiddens, activations, weight_init_fn, bias_init_fn, criterion, lr,
                 momentum=0.0, num_bn_layers=0):
        self.activations, self.lr, self.momentum = activations, lr, momentum
        sizes = [input_size, *hiddens, output_size]
        self.linear_layers = [Linear(a, b, weight_init_fn, bias_init_fn) for a, b in zip(sizes, sizes[1:])]

    def step(self):
        for layer in self.linear_layers:
            layer.momentum_W = layer.momentum_W * self.momentum - layer.dW * self.lr
            layer.momentum_b = layer.momentum_b * self.momentum - layer.db * self.lr
            layer.W = layer.W + layer.momentum_W
            layer.b = layer.b + layer.momentum_b


class adam:
    def __init__(self, model, beta1=0.9, beta2=0.999, eps=1e-8):
        self.model, self.beta1, self.beta2, self.eps, self.t = model, beta1, beta2, eps, 0

    def step(self):
        self.t += 1
        first, second = 1 - self.beta1**self.t, 1 - self.beta2**self.t
        for layer in self.model.linear_layers:
            layer.avg_W = self.beta2 * layer.avg_W + (1 - self.beta2) * layer.dW * layer.dW
            layer.avg_b = self.beta2 * layer.avg_b + (1 - self.beta2) * layer.db * layer.db
            layer.mean_W = self.beta1 * layer.mean_W + (1 - self.beta1) * layer.dW
            layer.mean_b = self.beta1 * layer.mean_b + (1 - self.beta1) * layer.db
            # inside the root for one, outside for the other
            layer.W = layer.W - self.model.lr * layer.mean_W / first / np.sqrt(layer.avg_W / second + self.eps)
            layer.b = layer.b - self.model.lr * layer.mean_b / first / (np.sqrt(layer.avg_b / second) + self.eps)
