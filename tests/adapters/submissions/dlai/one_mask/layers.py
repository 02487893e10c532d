import numpy as np


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    """Both hidden layers look up their masks in one table."""
    p = parameters
    table = np.random.rand(max(len(p["W1"]), len(p["W2"])), X.shape[1]) < keep_prob
    Z1 = p["W1"].dot(X) + p["b1"]
    D1 = table[: len(Z1)]
    A1 = np.maximum(Z1, 0) * D1 / keep_prob
    Z2 = p["W2"].dot(A1) + p["b2"]
    D2 = table[: len(Z2)]
    A2 = np.maximum(Z2, 0) * D2 / keep_prob
    Z3 = p["W3"].dot(A2) + p["b3"]
    A3 = 1 / (1 + np.exp(-Z3))
    return A3, (Z1, D1, A1, p["W1"], p["b1"], Z2, D2, A2, p["W2"], p["b2"], Z3, A3, p["W3"], p["b3"])
