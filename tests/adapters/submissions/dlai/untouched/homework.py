import numpy as np
from reg_utils import relu, sigmoid


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = None
        parameters["b" + str(l)] = None
    return parameters


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = None
    A1 = None
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = None
    A2 = None
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    for l in range(len(parameters) // 2):
        v["dW" + str(l + 1)] = None
        v["db" + str(l + 1)] = None
        parameters["W" + str(l + 1)] = None
        parameters["b" + str(l + 1)] = None
    return parameters, v


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for l in range(len(parameters) // 2):
        for part in ("W", "b"):
            v["d" + part + str(l + 1)] = s["d" + part + str(l + 1)] = parameters[part + str(l + 1)] = None
    return parameters, v, s
