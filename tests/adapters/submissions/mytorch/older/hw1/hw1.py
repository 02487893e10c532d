import sys

import numpy as np

sys.path.append("mytorch")
from loss import *
from activation import *
from batchnorm import *
from linear import *


class MLP(object):
    def __init__(self, input_size, output_size, hiddens, activations, weight_init_fn,
                 bias_init_fn, criterion, lr, momentum=0.0, num_bn_layers=0):
        self.activations = activations
        self.criterion = criterion
        self.lr = lr
        self.momentum = momentum
        sizes = [input_size] + hiddens + [output_size]
        self.linear_layers = [Linear(i, o, weight_init_fn, bias_init_fn) for i, o in zip(sizes, sizes[1:])]
        self.bn_layers = [BatchNorm(size) for size in sizes[1:num_bn_layers + 1]]

    def step(self):
        for layer in self.linear_layers:
            layer.momentum_W = self.momentum * layer.momentum_W - self.lr * layer.dW
            layer.momentum_B = self.momentum * layer.momentum_B - self.lr * layer.db
            layer.W += layer.momentum_W
            layer.b += layer.momentum_B
        for bn in self.bn_layers:
            bn.gamma -= self.lr * bn.dgamma
            bn.beta -= self.lr * bn.dbeta


def get_training_stats(mlp, dset, nepochs, batch_size):
    raise NotImplemented
