"""One slip in each function."""
import numpy as np
from reg_utils import relu, sigmoid


def initialize_parameters_he(layers_dims):
    made = {}
    for k in range(1, len(layers_dims)):
        made[f"W{k}"] = np.random.randn(layers_dims[k - 1], layers_dims[k]) * np.sqrt(2 / layers_dims[k - 1])
        made[f"b{k}"] = np.zeros((layers_dims[k], 1))
    return made


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    D1 = np.random.randn(*Z1.shape) < keep_prob
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = W2 @ A1 + b2
    D2 = np.random.rand(*Z2.shape) < keep_prob
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    for k in (1, 2):
        v[f"dW{k}"] = beta * v[f"dW{k}"] + (1 - beta) * grads[f"dW{k}"]
        v[f"db{k}"] = beta * v[f"db{k}"] + (1 - beta) * grads[f"db{k}"]
        parameters[f"W{k}"] = parameters[f"W{k}"] - learning_rate * v[f"dW{k}"]
        parameters[f"b{k}"] = parameters[f"W{k}"] - learning_rate * v[f"db{k}"]
    return parameters, v


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for k in (1, 2):
        for name in (f"W{k}", f"b{k}"):
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * grads["d" + name]
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * grads["d" + name] ** 2
        for name in (f"W{k}", f"b{k}"):
            root = np.sqrt(s[f"db{k}"] / (1 - beta2**t)) + epsilon
            parameters[name] = parameters[name] - learning_rate * v["d" + name] / (1 - beta1**t) / root
    return parameters, v, s
