# python pruebas.py
import numpy as np

from init import glorot_uniform
from red import mlp_loss_and_gradients
from util import numerical_gradient


def main():
    rng = np.random.default_rng(3)
    params = [(glorot_uniform(4, 5, rng=rng), np.zeros(5)), (glorot_uniform(5, 3, rng=rng), np.zeros(3))]
    x, y = rng.normal(size=(6, 4)), rng.integers(0, 3, size=6)
    for act in ("relu", "sigmoid", "tanh"):
        _, grads = mlp_loss_and_gradients(params, x, y, activation=act)
        for capa, (w, b) in enumerate(params):
            def perdida(w_nuevo):
                otros = list(params)
                otros[capa] = (w_nuevo, b)
                return mlp_loss_and_gradients(otros, x, y, activation=act)[0]
            print(act, capa, np.abs(numerical_gradient(perdida, w) - grads[capa][0]).max())


if __name__ == "__main__":
    main()
