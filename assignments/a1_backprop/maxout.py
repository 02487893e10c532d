"""The maxout layer, forward and backward: the largest of several affine layers."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine
from autograder import Exercise, close, gradient_agrees, made, normal
from autograder.numeric.mismatch import Mismatch
from solutions.maxout import maxout_backward, maxout_forward


def _weights(rng, sizes):
    shape = (sizes["k"], sizes["fan_in"], sizes["fan_out"])
    return rng.normal(0, sizes["fan_in"] ** -0.5, shape)


def _biases(rng, sizes):
    """Some units are positive, some negative, whichever piece wins: a maxout unit has no zero to bend at."""
    return rng.standard_normal((sizes["k"], sizes["fan_out"])) + rng.permutation(
        np.linspace(-4, 4, sizes["fan_out"])
    )


exercise = Exercise(
    maxout_forward,
    maxout_backward,
    en="Write a layer of maxout units: each computes k affine pieces, x @ w[p] + b[p], and returns the largest. Then "
    "carry the upstream gradient `dout` back to x, w and b.",
    es="Escribe una capa de unidades maxout: cada una calcula k piezas afines, x @ w[p] + b[p], y devuelve la mayor. "
    "Luego lleva el gradiente que llega, `dout`, hacia atrás hasta x, w y b.",
    inputs={
        "x": normal("batch", "fan_in"),
        "w": made(_weights, "k", "fan_in", "fan_out"),
        "b": made(_biases, "k", "fan_out"),
    },
    sizes={"k": range(3, 6)},
    builds_on=[affine.exercise],
    edges=[{"batch": 1}],
)


@exercise.check(
    points=3, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, x, w, b):
    out, _ = student.maxout_forward(x, w, b)
    close(out, maxout_forward(x, w, b)[0], name="out")


def _gradient_agrees(student, of, rng, x, w, b):
    at = {"x": x, "w": w, "b": b}
    try:
        gradient_agrees(student.maxout_forward, student.maxout_backward, at, of=of, rng=rng)
    except Mismatch:
        if of == "b" or not _follows_own_routing(student, of, rng, x, w, b):
            raise


# A gradient that goes to the wrong pieces is wrong in b, w and x alike. It is held against db alone.
def _follows_own_routing(student, of, rng, x, w, b):
    """Tell whether dx or dw is right for the pieces that the gradient reached, as db of each example tells."""
    dout = rng.standard_normal((len(x), b.shape[1]))

    def backward(rows):
        _, cache = student.maxout_forward(x[rows], w, b)
        return student.maxout_backward(dout[rows], cache)

    reached = [backward(slice(n, n + 1))[2] for n in range(len(x))]
    if any(np.shape(db) != b.shape for db in reached):
        return False
    dz = np.array(reached)  # (batch, k, fan_out)
    dx, dw, _ = backward(slice(None))
    got, wanted = {
        "x": (dx, np.einsum("npj,pij->ni", dz, w)),
        "w": (dw, np.einsum("ni,npj->pij", x, dz)),
    }[of]
    nothing_lost = dz.any(axis=1).all()
    return nothing_lost and np.shape(got) == wanted.shape and np.allclose(got, wanted, rtol=1e-4, atol=1e-5)


@exercise.check(points=3, en="db is the gradient with respect to b", es="db es el gradiente respecto de b")
def db_agrees(student, x, w, b, rng):
    _gradient_agrees(student, "b", rng, x, w, b)


@exercise.check(points=2, en="dw is the gradient with respect to w", es="dw es el gradiente respecto de w")
def dw_agrees(student, x, w, b, rng):
    _gradient_agrees(student, "w", rng, x, w, b)


@exercise.check(points=2, en="dx is the gradient with respect to x", es="dx es el gradiente respecto de x")
def dx_agrees(student, x, w, b, rng):
    _gradient_agrees(student, "x", rng, x, w, b)


def _pieces(x, w, b):
    return x @ w + b[:, None, :]


def _routed(dout, cache):
    """Return the gradient of each piece: whole for the winner, 0 for the others."""
    _, w, winner = cache
    return dout * (winner == np.arange(len(w))[:, None, None])


def _gradients(dz, cache):
    """Return dx, dw and db for the gradient of each piece."""
    x, w, _ = cache
    return (dz @ w.transpose(0, 2, 1)).sum(axis=0), x.T @ dz, dz.sum(axis=1)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Take the largest of the pieces, not the smallest.",
    es="Toma la mayor de las piezas, no la menor.",
)
class takes_the_smallest:
    @staticmethod
    def maxout_forward(x, w, b):
        z = _pieces(x, w, b)
        return z.min(axis=0), (x, w, z.argmin(axis=0))

    @staticmethod
    def maxout_backward(dout, cache):
        return maxout_backward(dout, cache)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Compare the pieces as they are: the largest one, not the one of largest magnitude.",
    es="Compara las piezas tal como son: gana la mayor, no la de mayor valor absoluto.",
)
class compares_magnitudes:
    @staticmethod
    def maxout_forward(x, w, b):
        z = _pieces(x, w, b)
        winner = np.abs(z).argmax(axis=0)
        return np.take_along_axis(z, winner[None], axis=0)[0], (x, w, winner)

    @staticmethod
    def maxout_backward(dout, cache):
        return maxout_backward(dout, cache)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Take the maximum over the pieces: their sum is one affine layer and bends nowhere.",
    es="Toma el máximo sobre las piezas: su suma es una sola capa afín y no se dobla en ninguna parte.",
)
class sums_the_pieces:
    @staticmethod
    def maxout_forward(x, w, b):
        return _pieces(x, w, b).sum(axis=0), (x, w, None)

    @staticmethod
    def maxout_backward(dout, cache):
        return _gradients(np.broadcast_to(dout, (len(cache[1]), *dout.shape)), cache)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Take the maximum over the pieces: their mean is one affine layer and bends nowhere.",
    es="Toma el máximo sobre las piezas: su promedio es una sola capa afín y no se dobla en ninguna parte.",
)
class averages_the_pieces:
    @staticmethod
    def maxout_forward(x, w, b):
        return _pieces(x, w, b).mean(axis=0), (x, w, None)

    @staticmethod
    def maxout_backward(dout, cache):
        k = len(cache[1])
        return _gradients(np.broadcast_to(dout / k, (k, *dout.shape)), cache)


@exercise.misconception(
    caught_by=forward_agrees,
    en="w may hold any number of pieces: take the maximum over all of them, not over the first two.",
    es="w puede traer cualquier número de piezas: toma el máximo sobre todas, no sobre las primeras dos.",
)
class compares_two_pieces:
    @staticmethod
    def maxout_forward(x, w, b):
        z = _pieces(x, w, b)
        return np.maximum(z[0], z[1]), (x, w, (z[1] > z[0]).astype(int))

    @staticmethod
    def maxout_backward(dout, cache):
        return maxout_backward(dout, cache)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Maxout needs no ReLU: the largest piece is the output even where it is negative.",
    es="Maxout no necesita una ReLU: la pieza mayor es la salida aunque sea negativa.",
)
class rectifies_as_well:
    @staticmethod
    def maxout_forward(x, w, b):
        out, (_, _, winner) = maxout_forward(x, w, b)
        return np.maximum(out, 0), (x, w, np.where(out > 0, winner, -1))

    @staticmethod
    def maxout_backward(dout, cache):
        return maxout_backward(dout, cache)


@exercise.misconception(
    replaces=maxout_forward,
    caught_by=forward_agrees,
    en="Each piece has its own bias: add b[p] to x @ w[p] before you compare.",
    es="Cada pieza tiene su propio sesgo: suma b[p] a x @ w[p] antes de comparar.",
)
def forgets_the_biases(x, w, b):
    return maxout_forward(x, w, 0 * b)


@exercise.misconception(
    replaces=maxout_forward,
    caught_by=forward_agrees,
    en="Add each piece's bias before you compare, not the largest bias afterwards.",
    es="Suma el sesgo de cada pieza antes de comparar, no el mayor de los sesgos al final.",
)
def takes_the_maximum_of_biases(x, w, b):
    out, cache = maxout_forward(x, w, 0 * b)
    return out + b.max(axis=0), cache


@exercise.misconception(
    caught_by=forward_agrees,
    en="Every example and unit has its own winner: take the maximum entry by entry, along the axis of the pieces.",
    es="Cada ejemplo y cada unidad tienen su propia ganadora: toma el máximo entrada por entrada, a lo largo del eje "
    "de las piezas.",
)
class lets_one_piece_win_everything:
    @staticmethod
    def maxout_forward(x, w, b):
        z = _pieces(x, w, b)
        best = z.sum(axis=(1, 2)).argmax()
        return z[best], (x, w, np.full(z[best].shape, best))

    @staticmethod
    def maxout_backward(dout, cache):
        return maxout_backward(dout, cache)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=db_agrees,
    en="Only the piece that won changes the output: give it the whole gradient, and the others none.",
    es="Solo la pieza ganadora cambia la salida: dale a ella todo el gradiente, y a las demás nada.",
)
def reaches_every_piece(dout, cache):
    return _gradients(np.broadcast_to(dout, (len(cache[1]), *dout.shape)), cache)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=db_agrees,
    en="Do not share the gradient out among the pieces: the one that won gets all of it.",
    es="No repartas el gradiente entre las piezas: la ganadora se lo lleva todo.",
)
def shares_the_gradient_out(dout, cache):
    k = len(cache[1])
    return _gradients(np.broadcast_to(dout / k, (k, *dout.shape)), cache)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=db_agrees,
    en="The chain rule: what reaches the winner is the upstream gradient `dout`, not 1.",
    es="La regla de la cadena: lo que llega a la ganadora es el gradiente `dout`, no 1.",
)
def ignores_upstream(dout, cache):
    return _gradients(_routed(np.ones_like(dout), cache), cache)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=db_agrees,
    en="A bias gets a gradient only where its piece won: use the same mask for db as for dw.",
    es="Un sesgo recibe gradiente solo donde ganó su pieza: usa para db la misma máscara que para dw.",
)
def forgets_the_winner_in_db(dout, cache):
    dx, dw, _ = maxout_backward(dout, cache)
    return dx, dw, np.tile(dout.sum(axis=0), (len(dw), 1))


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=db_agrees,
    en="b was added to every example, so db is the sum over the batch, not the mean.",
    es="b se sumó a cada ejemplo: db es la suma sobre el lote, no el promedio.",
)
def averages_bias_gradient(dout, cache):
    dx, dw, db = maxout_backward(dout, cache)
    return dx, dw, db / len(dout)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=db_agrees,
    en="Keep the pieces apart: db has the shape of b, (k, fan_out), so sum over the batch alone.",
    es="Mantén separadas las piezas: db tiene la forma de b, (k, fan_out); suma solo sobre el lote.",
)
def sums_bias_gradient_over_pieces(dout, cache):
    dx, dw, db = maxout_backward(dout, cache)
    return dx, dw, db.sum(axis=0)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=dw_agrees,
    en="Do not divide dw by the batch size: the loss has already averaged, if it was to.",
    es="No dividas dw entre el tamaño del lote: la pérdida ya promedió, si hacía falta.",
)
def averages_weight_gradient(dout, cache):
    dx, dw, db = maxout_backward(dout, cache)
    return dx, dw / len(dout), db


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=(db_agrees, dw_agrees),
    en="Do not divide dw and db by the batch size: the loss has already averaged, if it was to.",
    es="No dividas dw y db entre el tamaño del lote: la pérdida ya promedió, si hacía falta.",
)
def averages_both_gradients_of_parameters(dout, cache):
    dx, dw, db = maxout_backward(dout, cache)
    return dx, dw / len(dout), db / len(dout)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=(db_agrees, dw_agrees, dx_agrees),
    en="Do not divide the gradient by the batch size: the loss has already averaged, if it was to.",
    es="No dividas el gradiente entre el tamaño del lote: la pérdida ya promedió, si hacía falta.",
)
def divides_by_the_batch_size(dout, cache):
    return maxout_backward(dout / len(dout), cache)


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=dw_agrees,
    en="A piece learns only from the examples in which it won: use the same mask for dw as for db.",
    es="Una pieza aprende solo de los ejemplos en que ganó: usa para dw la misma máscara que para db.",
)
def forgets_the_winner_in_dw(dout, cache):
    dx, dw, db = maxout_backward(dout, cache)
    return dx, np.broadcast_to(cache[0].T @ dout, dw.shape), db


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=dx_agrees,
    en="In dx too, only the pieces that won count: multiply each w[p].T by the gradient that reached piece p.",
    es="También en dx cuentan solo las piezas ganadoras: multiplica cada w[p].T por el gradiente que llegó a la "
    "pieza p.",
)
def forgets_the_winner_in_dx(dout, cache):
    _, dw, db = maxout_backward(dout, cache)
    return (dout @ cache[1].transpose(0, 2, 1)).sum(axis=0), dw, db


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=dx_agrees,
    en="All pieces read the same x: sum dx over the pieces, so that it has the shape of x.",
    es="Todas las piezas leen la misma x: suma dx sobre las piezas, para que tenga la forma de x.",
)
def keeps_dx_of_each_piece(dout, cache):
    _, dw, db = maxout_backward(dout, cache)
    return _routed(dout, cache) @ cache[1].transpose(0, 2, 1), dw, db


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=dx_agrees,
    en="Collect dx from all the pieces: add up their contributions instead of keeping the last one.",
    es="Reúne dx de todas las piezas: suma sus contribuciones en lugar de quedarte con la última.",
)
def keeps_dx_of_the_last_piece(dout, cache):
    _, dw, db = maxout_backward(dout, cache)
    return (_routed(dout, cache) @ cache[1].transpose(0, 2, 1))[-1], dw, db


@exercise.misconception(
    replaces=maxout_backward,
    caught_by=dx_agrees,
    en="dx adds up over the pieces; do not divide it by their number.",
    es="dx se suma sobre las piezas; no lo dividas entre cuántas son.",
)
def averages_dx_over_pieces(dout, cache):
    dx, dw, db = maxout_backward(dout, cache)
    return dx / len(dw), dw, db
