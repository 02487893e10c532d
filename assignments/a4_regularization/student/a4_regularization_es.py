"""Regularización.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a4_regularization_es.py --lang es
"""

import numpy as np


# dropout (10 puntos) ------------------------------------------------------------------------------
#
# Escribe dropout en su forma original. Al entrenar, deja cada unidad como está con probabilidad
# `keep_prob` y, si no, ponla en cero; en inferencia, multiplica por `keep_prob`, que es el promedio
# de lo anterior. Después lleva el gradiente hacia atrás.


def dropout_forward(x, *, keep_prob, training, rng):
    """Parámetros
    ----------
    x : arreglo, cualquier forma
    keep_prob : float
    training : bool
    rng : numpy.random.Generator

    Devuelve
    --------
    out : arreglo, forma de `x`
    cache : lo que quieras
    """
    raise NotImplementedError


def dropout_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma de `dout`
    """
    raise NotImplementedError


# inverted_dropout (10 puntos) ---------------------------------------------------------------------
#
# Escribe dropout invertido. Al entrenar, conserva cada unidad con probabilidad `keep_prob`,
# dividida entre `keep_prob`, y si no, ponla en cero; en inferencia, devuelve x tal cual. Después
# lleva el gradiente hacia atrás.


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    """Parámetros
    ----------
    x : arreglo, cualquier forma
    keep_prob : float
    training : bool
    rng : numpy.random.Generator

    Devuelve
    --------
    out : arreglo, forma de `x`
    cache : lo que quieras
    """
    raise NotImplementedError


def inverted_dropout_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma de `dout`
    """
    raise NotImplementedError
