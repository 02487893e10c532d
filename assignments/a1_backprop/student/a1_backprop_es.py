"""De la perturbación a la retropropagación.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a1_backprop_es.py --lang es
"""

import numpy as np


# numerical_gradient (10 puntos) -------------------------------------------------------------------
#
# Estima el gradiente de f en x con diferencias centradas: mueve una sola entrada a la vez, h hacia
# cada lado, y divide f(x + h e_i) - f(x - h e_i) entre 2h. x puede tener cualquier número de ejes.


def numerical_gradient(f, x, h=1e-05):
    """Parámetros
    ----------
    f : función
    x : arreglo, cualquier forma
    h : float, por omisión 1e-5

    Devuelve
    --------
    grad : arreglo, forma de `x`
    """
    raise NotImplementedError


# relu (5 puntos) ----------------------------------------------------------------------------------
#
# Escribe la unidad lineal rectificada, max(0, z) en cada entrada, y lleva el gradiente que llega,
# `da`, hacia atrás hasta z.


def relu_forward(z):
    """Parámetros
    ----------
    z : arreglo, cualquier forma

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def relu_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# sigmoid (7 puntos) -------------------------------------------------------------------------------
#
# Escribe la sigmoide logística, 1 / (1 + exp(-z)) en cada entrada, y lleva el gradiente que llega,
# `da`, hacia atrás hasta z. Ambas deben resistir entradas de hasta 10^4, positivas y negativas.


def sigmoid_forward(z):
    """Parámetros
    ----------
    z : arreglo, cualquier forma

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def sigmoid_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# step (4 puntos) ----------------------------------------------------------------------------------
#
# Escribe la función escalón, 1 donde z es positiva y 0 donde es negativa (en el 0 exacto vale
# cualquiera de los dos), y lleva el gradiente que llega, `da`, hacia atrás hasta z. ¿Cuánto cambia
# una activación cuando z cambia un poquito?


def step_forward(z):
    """Parámetros
    ----------
    z : arreglo, cualquier forma

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def step_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# tanh (7 puntos) ----------------------------------------------------------------------------------
#
# Escribe la tangente hiperbólica, (exp(z) - exp(-z)) / (exp(z) + exp(-z)) en cada entrada, y lleva
# el gradiente que llega, `da`, hacia atrás hasta z. Ambas deben resistir entradas de hasta 10^4,
# positivas y negativas.


def tanh_forward(z):
    """Parámetros
    ----------
    z : arreglo, cualquier forma

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def tanh_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# leaky_relu (6 puntos) ----------------------------------------------------------------------------
#
# Escribe la ReLU con fuga (leaky): z donde es positiva, alpha * z donde es negativa. Luego lleva el
# gradiente que llega, `da`, hacia atrás hasta z.


def leaky_relu_forward(z, alpha=0.01):
    """Parámetros
    ----------
    z : arreglo, cualquier forma
    alpha : float, por omisión 0.01

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def leaky_relu_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# prelu (9 puntos) ---------------------------------------------------------------------------------
#
# Escribe la ReLU paramétrica: z donde es positiva, alpha * z donde es negativa, con una pendiente
# alpha propia para cada unidad. Las pendientes se aprenden: lleva el gradiente que llega, `da`,
# hacia atrás hasta z y hasta alpha.


def prelu_forward(z, alpha):
    """Parámetros
    ----------
    z : arreglo, forma (batch, units)
    alpha : arreglo, forma (units,)

    Devuelve
    --------
    a : arreglo, forma (batch, units)
    cache : lo que quieras
    """
    raise NotImplementedError


def prelu_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, forma (batch, units)
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma (batch, units)
    dalpha : arreglo, forma (units,)
    """
    raise NotImplementedError


# elu (6 puntos) -----------------------------------------------------------------------------------
#
# Escribe la unidad lineal exponencial: z donde es positiva, alpha * (exp(z) - 1) donde es negativa.
# Luego lleva el gradiente que llega, `da`, hacia atrás hasta z.


def elu_forward(z, alpha=1.0):
    """Parámetros
    ----------
    z : arreglo, cualquier forma
    alpha : float, por omisión 1.0

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def elu_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# celu (6 puntos) ----------------------------------------------------------------------------------
#
# Escribe CELU, la ELU cuyos dos lados siempre se unen con pendiente 1: z donde es positiva, alpha *
# (exp(z / alpha) - 1) donde es negativa. Luego lleva el gradiente que llega, `da`, hacia atrás
# hasta z.


def celu_forward(z, alpha=1.0):
    """Parámetros
    ----------
    z : arreglo, cualquier forma
    alpha : float, por omisión 1.0

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def celu_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# swish (7 puntos) ---------------------------------------------------------------------------------
#
# Escribe Swish, z * sigmoide(beta * z) en cada entrada, y lleva el gradiente que llega, `da`, hacia
# atrás hasta z. Ambas deben resistir entradas de hasta 10^4, positivas y negativas. Puedes llamar a
# tu sigmoide.


def swish_forward(z, beta=1.0):
    """Parámetros
    ----------
    z : arreglo, cualquier forma
    beta : float, por omisión 1.0

    Devuelve
    --------
    a : arreglo, forma de `z`
    cache : lo que quieras
    """
    raise NotImplementedError


def swish_backward(da, cache):
    """Parámetros
    ----------
    da : arreglo, cualquier forma
    cache : lo que quieras

    Devuelve
    --------
    dz : arreglo, forma de `da`
    """
    raise NotImplementedError


# affine (8 puntos) --------------------------------------------------------------------------------
#
# Escribe la capa afín x @ w + b y lleva el gradiente que llega, `dout`, hacia atrás hasta x, w y b.


def affine_forward(x, w, b):
    """Parámetros
    ----------
    x : arreglo, forma (batch, fan_in)
    w : arreglo, forma (fan_in, fan_out)
    b : arreglo, forma (fan_out,)

    Devuelve
    --------
    out : arreglo, forma (batch, fan_out)
    cache : lo que quieras
    """
    raise NotImplementedError


def affine_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, forma (batch, fan_out)
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma (batch, fan_in)
    dw : arreglo, forma (fan_in, fan_out)
    db : arreglo, forma (fan_out,)
    """
    raise NotImplementedError


# maxout (10 puntos) -------------------------------------------------------------------------------
#
# Escribe una capa de unidades maxout: cada una calcula k piezas afines, x @ w[p] + b[p], y devuelve
# la mayor. Luego lleva el gradiente que llega, `dout`, hacia atrás hasta x, w y b.


def maxout_forward(x, w, b):
    """Parámetros
    ----------
    x : arreglo, forma (batch, fan_in)
    w : arreglo, forma (k, fan_in, fan_out)
    b : arreglo, forma (k, fan_out)

    Devuelve
    --------
    out : arreglo, forma (batch, fan_out)
    cache : lo que quieras
    """
    raise NotImplementedError


def maxout_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, forma (batch, fan_out)
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma (batch, fan_in)
    dw : arreglo, forma (k, fan_in, fan_out)
    db : arreglo, forma (k, fan_out)
    """
    raise NotImplementedError


# softmax_cross_entropy (11 puntos) ----------------------------------------------------------------
#
# Devuelve la entropía cruzada entre softmax(logits) y las etiquetas, promediada sobre el lote, y su
# gradiente respecto de los logits. Las etiquetas llegan como índices de clase o como filas one-hot.
# Los logits pueden llegar a 10^4, positivos o negativos: las respuestas siguen siendo finitas.


def softmax_cross_entropy(logits, y):
    """Parámetros
    ----------
    logits : arreglo, forma (batch, classes)
    y : arreglo, forma (batch,) o (batch, classes)

    Devuelve
    --------
    loss : scalar
    gradient : arreglo, forma (batch, classes)
    """
    raise NotImplementedError


# hinge_loss (6 puntos) ----------------------------------------------------------------------------
#
# Devuelve la pérdida hinge multiclase con margen 1 y su gradiente respecto de los puntajes. Una
# clase incorrecta j le cuesta a un ejemplo max(0, s_j - s_y + 1), donde s_y es el puntaje de su
# clase correcta. Suma sobre las clases incorrectas y promedia sobre el lote.


def multiclass_hinge_loss(scores, y):
    """Parámetros
    ----------
    scores : arreglo, forma (batch, classes)
    y : arreglo de enteros, forma (batch,)

    Devuelve
    --------
    loss : scalar
    gradient : arreglo, forma (batch, classes)
    """
    raise NotImplementedError


# mlp (14 puntos) ----------------------------------------------------------------------------------
#
# Apila capas afines, tantas como pares (w, b) tenga `params`, con la activación entre ellas y
# ninguna después de la última. Luego calcula la entropía cruzada con softmax de los logits y sus
# gradientes respecto de todos los parámetros. Tu red debe conocer las activaciones "relu" y
# "sigmoid"; llama a las funciones que ya escribiste.


def mlp_forward(params, x, *, activation):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer, at least one
    x : arreglo, forma (batch, features)
    activation : {"relu", "sigmoid"}

    Devuelve
    --------
    out : arreglo, forma (batch, classes)
    cache : lo que quieras
    """
    raise NotImplementedError


def mlp_loss_and_gradients(params, x, y, *, activation):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer, at least one
    x : arreglo, forma (batch, features)
    y : arreglo, forma (batch,) o (batch, classes)
    activation : {"relu", "sigmoid"}

    Devuelve
    --------
    loss : scalar
    gradients : lista de (dw, db), in the order de `params`
    """
    raise NotImplementedError
