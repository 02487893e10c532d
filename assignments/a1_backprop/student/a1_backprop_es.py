"""De la perturbación a la retropropagación.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a1_backprop_es.py --lang es
"""

import numpy as np


# single_weight_perturbation (5 puntos) ------------------------------------------------------------
#
# Aumenta un solo peso en delta, deja los demás como están y mira cuánto cambia la pérdida por
# unidad: (f(w + delta e_i) - f(w)) / delta. Hazlo con cada peso; w puede tener cualquier número de
# ejes.


def single_weight_perturbation_gradient(f, w, *, delta):
    """Parámetros
    ----------
    f : función
    w : arreglo, cualquier forma
    delta : float

    Devuelve
    --------
    grad : arreglo, forma de `w`
    """
    raise NotImplementedError


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


# weight_perturbation (8 puntos) -------------------------------------------------------------------
#
# Estima el gradiente de f en w cambiando todos los pesos a la vez. En cada uno de los `n_trials`
# intentos sortea ruido normal estándar e, un número por cada peso, y pondéralo según lo que le hace
# a la pérdida: (f(w + delta e) - f(w)) / delta * e. Devuelve el promedio de los intentos. w puede
# tener cualquier número de ejes; el ruido sale de `rng`.


def weight_perturbation_gradient(f, w, *, delta, n_trials, rng):
    """Parámetros
    ----------
    f : función
    w : arreglo, cualquier forma
    delta : float
    n_trials : int
    rng : numpy.random.Generator

    Devuelve
    --------
    grad : arreglo, forma de `w`
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


# node_perturbation (8 puntos) ---------------------------------------------------------------------
#
# f es el resto de la red: a partir de las salidas de una capa, out = x @ w + b, obtiene la pérdida
# de cada ejemplo. Estima los gradientes de la pérdida promedio respecto de w y b cambiando esas
# salidas. En cada uno de los `n_trials` intentos sortea ruido normal estándar e, un número por cada
# salida de cada ejemplo, y pondera el ruido de cada ejemplo según lo que le hace a la pérdida de
# ese ejemplo: (f(out + delta e) - f(out)) / delta * e. El promedio de los intentos estima los
# gradientes respecto de las salidas. Llévalos hasta w y b como lo hace la retropropagación, y
# recuerda que la pérdida se promedia sobre el lote. El ruido sale de `rng`.


def node_perturbation_gradient(f, x, w, b, *, delta, n_trials, rng):
    """Parámetros
    ----------
    f : función
    x : arreglo, forma (batch, fan_in)
    w : arreglo, forma (fan_in, fan_out)
    b : arreglo, forma (fan_out,)
    delta : float
    n_trials : int
    rng : numpy.random.Generator

    Devuelve
    --------
    dw : arreglo, forma (fan_in, fan_out)
    db : arreglo, forma (fan_out,)
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


# squared_error (4 puntos) -------------------------------------------------------------------------
#
# Devuelve E = 1/2 sum (t - y)^2 sobre todas las salidas y = `pred` de todos los ejemplos, con los
# objetivos t = `target`, y también dE/dy. No se promedia nada.


def squared_error(pred, target):
    """Parámetros
    ----------
    pred : arreglo, forma (batch, outputs)
    target : arreglo, forma (batch, outputs)

    Devuelve
    --------
    loss : scalar
    gradient : arreglo, forma (batch, outputs)
    """
    raise NotImplementedError


# mse_loss (4 puntos) ------------------------------------------------------------------------------
#
# Devuelve el promedio de los errores al cuadrado sobre todas las entradas de `pred`, ejemplos y
# salidas por igual, y su gradiente respecto de `pred`.


def mse_loss(pred, target):
    """Parámetros
    ----------
    pred : arreglo, forma (batch, outputs)
    target : arreglo, forma (batch, outputs)

    Devuelve
    --------
    loss : scalar
    gradient : arreglo, forma (batch, outputs)
    """
    raise NotImplementedError


# binary_cross_entropy (8 puntos) ------------------------------------------------------------------
#
# Devuelve la entropía cruzada entre sigmoide(logits) y las respuestas y, 0 o 1, promediada sobre el
# lote, y su gradiente respecto de los logits. Los logits pueden llegar a 10^4, positivos o
# negativos: las respuestas siguen siendo finitas, y un error cometido con total seguridad conserva
# su gradiente.


def binary_cross_entropy(logits, y):
    """Parámetros
    ----------
    logits : arreglo, forma (batch,)
    y : arreglo, forma (batch,)

    Devuelve
    --------
    loss : scalar
    gradient : arreglo, forma (batch,)
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


# delta_rule (8 puntos) ----------------------------------------------------------------------------
#
# Cada capa de esta red, también la última, calcula z = y_anterior @ w + b e y = sigmoide(z).
# Devuelve el error E = 1/2 sum (t - y)^2 y sus gradientes respecto de todos los pesos y sesgos,
# para tantas capas como tenga `params`. Baja una capa a la vez: de dE/dy a dE/dz, de ahí a dE/dw y
# dE/db, y a la dE/dy de la capa anterior.


def logistic_backprop(x, t, params):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    t : arreglo, forma (batch, outputs)
    params : lista de (w, b), one pair a layer, at least one

    Devuelve
    --------
    error : scalar
    gradients : lista de (dw, db), in the order de `params`
    """
    raise NotImplementedError


# mlp (14 puntos) ----------------------------------------------------------------------------------
#
# Apila capas afines, tantas como pares (w, b) tenga `params`, con la activación entre ellas y
# ninguna después de la última. Luego calcula la entropía cruzada con softmax de los logits y sus
# gradientes respecto de todos los parámetros. Tu red debe conocer las activaciones "relu" y
# "sigmoid"; agregar "tanh" cuesta una línea más. Llama a las funciones que ya escribiste.


def mlp_forward(params, x, *, activation):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer, at least one
    x : arreglo, forma (batch, features)
    activation : {"relu", "sigmoid", "tanh"}

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
    activation : {"relu", "sigmoid", "tanh"}

    Devuelve
    --------
    loss : scalar
    gradients : lista de (dw, db), in the order de `params`
    """
    raise NotImplementedError
