"""Arguments in another order, or under other names."""
import numpy as np

data = np.load("C:/data/moons.npy")


def update_parameters_with_momentum(parameters, v, grads, learning_rate, beta):
    for name in list(parameters):
        slope = "d" + name
        v[slope] *= beta
        v[slope] += (1 - beta) * grads[slope]
        parameters[name] -= learning_rate * v[slope]
    return parameters, v


def update_parameters_with_adam(params, slopes, first, second, step, alpha=0.01, b1=0.9, b2=0.999, tiny=1e-8):
    for name in params:
        slope = slopes["d" + name]
        first["d" + name] = b1 * first["d" + name] + (1 - b1) * slope
        second["d" + name] = b2 * second["d" + name] + (1 - b2) * slope * slope
        mean, square = first["d" + name] / (1 - b1**step), second["d" + name] / (1 - b2**step)
        params[name] = params[name] - alpha * mean / (np.sqrt(square) + tiny)
    return params, first, second
