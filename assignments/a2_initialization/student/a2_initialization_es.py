"""Inicialización: dónde empieza el entrenamiento.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a2_initialization_es.py --lang es
"""

import numpy as np


# chain_gradient (8 puntos) ------------------------------------------------------------------------
#
# En una cadena de unidades sueltas, cada una recibe la salida de la anterior: u_j = w_j a_{j-1} +
# b_j y a_j = f(u_j), con a_0 = x. Devuelve la derivada de la última salida respecto de x. La cadena
# puede tener cualquier número de unidades; f es "sigmoid", "tanh" o "relu".


def chain_gradient(ws, bs, x, *, activation):
    """Parámetros
    ----------
    ws : arreglo, forma (depth,)
    bs : arreglo, forma (depth,)
    x : float
    activation : {"sigmoid", "tanh", "relu"}

    Devuelve
    --------
    grad : float
    """
    raise NotImplementedError


# zeros (2 puntos) ---------------------------------------------------------------------------------
#
# Inicia en cero los pesos de una capa, de forma (fan_in, fan_out). Todos los inicializadores de
# esta tarea se llaman igual, así que este también recibe `rng`, aunque no lo necesita.


def zeros(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# constant (3 puntos) ------------------------------------------------------------------------------
#
# Inicia todos los pesos de una capa, de forma (fan_in, fan_out), en el número `value`, que es 0.1
# si no se indica otro.


def constant(fan_in, fan_out, *, value=0.1, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    value : float
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# symmetry (9 puntos) ------------------------------------------------------------------------------
#
# Dos herramientas para ver adónde lleva un comienzo. `train_from` da `n_steps` pasos de descenso
# por gradiente simple, p - lr * dp para cada peso y cada sesgo, con todos los gradientes tomados en
# el mismo punto. `hidden_unit_spread` dice, para cada capa oculta, qué tan lejos están sus unidades
# de su promedio (raíz de la distancia cuadrática media), donde una unidad es el vector de sus pesos
# de entrada y su sesgo; la capa de salida no cuenta.


def train_from(params, gradients, *, lr, n_steps):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer
    gradients : función
    lr : float
    n_steps : int

    Devuelve
    --------
    params_after_training : lista de (w, b)
    """
    raise NotImplementedError


def hidden_unit_spread(params_after_training):
    """Parámetros
    ----------
    params_after_training : lista de (w, b), one pair a layer

    Devuelve
    --------
    spread : arreglo, forma (hidden layers,)
    """
    raise NotImplementedError


# small_normal (5 puntos) --------------------------------------------------------------------------
#
# Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal de media 0 y
# desviación estándar 0.01, sea cual sea el tamaño de la capa. Sortea solo con `rng`.


def small_normal(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# unit_normal (5 puntos) ---------------------------------------------------------------------------
#
# Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal estándar:
# media 0 y desviación estándar 1, sea cual sea el tamaño de la capa. Sortea solo con `rng`.


def unit_normal(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# activation_statistics (14 puntos) ----------------------------------------------------------------
#
# Envía entradas normales estándar por una red profunda recién inicializada, a = f(a @ w) en cada
# capa, con pesos nuevos w = init(width, width, rng=rng) para cada una y sin sesgos. Devuelve la
# media y la desviación estándar de las activaciones de cada capa, sobre todos los ejemplos y
# unidades. La activación f es "tanh", "relu" o "sigmoid".


def activation_statistics(init, *, activation, n_layers=10, width=500, n_samples=10000, rng):
    """Parámetros
    ----------
    init : función
    activation : {"sigmoid", "tanh", "relu"}
    n_layers : int
    width : int
    n_samples : int
    rng : numpy.random.Generator

    Devuelve
    --------
    means : arreglo, forma (n_layers,)
    stds : arreglo, forma (n_layers,)
    """
    raise NotImplementedError


# xavier_normal (7 puntos) -------------------------------------------------------------------------
#
# Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal de media 0 y
# varianza 1 / fan_in. Sortea solo con `rng`.


def xavier_normal(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# glorot_uniform (7 puntos) ------------------------------------------------------------------------
#
# Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución uniforme alrededor
# de 0 y varianza 2 / (fan_in + fan_out). En [-limit, limit] la varianza es limit**2 / 3. Sortea
# solo con `rng`.


def glorot_uniform(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# glorot_normal (7 puntos) -------------------------------------------------------------------------
#
# Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal de media 0 y
# varianza 2 / (fan_in + fan_out). Sortea solo con `rng`.


def glorot_normal(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# fan_sum_normal (5 puntos) ------------------------------------------------------------------------
#
# Otra propuesta: sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución
# normal de media 0 y varianza 1 / (fan_in + fan_out). Sortea solo con `rng`.


def fan_sum_normal(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# he_normal (7 puntos) -----------------------------------------------------------------------------
#
# Sortea los pesos de una capa que recibe su entrada de unidades ReLU, de forma (fan_in, fan_out),
# con la distribución normal de media 0 y varianza 2 / fan_in. Sortea solo con `rng`.


def he_normal(fan_in, fan_out, *, rng):
    """Parámetros
    ----------
    fan_in : int
    fan_out : int
    rng : numpy.random.Generator

    Devuelve
    --------
    w : arreglo, forma (fan_in, fan_out)
    """
    raise NotImplementedError


# dead_units (4 puntos) ----------------------------------------------------------------------------
#
# Una unidad ReLU está muerta si su activación, max(0, z), es 0 para todos los ejemplos del lote.
# Devuelve qué fracción de las unidades de la capa están muertas.


def dead_relu_fraction(z):
    """Parámetros
    ----------
    z : arreglo, forma (batch, units)

    Devuelve
    --------
    fraction : float
    """
    raise NotImplementedError


# gradient_norms (8 puntos) ------------------------------------------------------------------------
#
# Para una red de cualquier profundidad, devuelve la norma del gradiente de la pérdida respecto de
# los pesos de cada capa, de la primera a la última: la raíz de la suma de los cuadrados de las
# entradas de dw. La pérdida es la entropía cruzada con softmax promedio; la activación entre capas
# es "sigmoid" (si no se indica), "tanh" o "relu". Trae tu `mlp_loss_and_gradients` de la tarea de
# retropropagación y enséñale tanh si no la conoce.


def gradient_norms_by_layer(params, x, y, *, activation='sigmoid'):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer
    x : arreglo, forma (batch, features)
    y : arreglo, forma (batch,)
    activation : {"sigmoid", "tanh", "relu"}

    Devuelve
    --------
    norms : arreglo, forma (layers,)
    """
    raise NotImplementedError


# residual (10 puntos) -----------------------------------------------------------------------------
#
# Un bloque residual le suma a su entrada lo que una rama hace con ella: out = x + max(0, x @ w1 +
# b1) @ w2 + b2. Después de la suma no hay activación. Escríbelo y lleva el gradiente que llega,
# `dout`, hacia atrás hasta x y hasta los parámetros de la rama.


def residual_forward(x, w1, b1, w2, b2):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    w1 : arreglo, forma (features, hidden)
    b1 : arreglo, forma (hidden,)
    w2 : arreglo, forma (hidden, features)
    b2 : arreglo, forma (features,)

    Devuelve
    --------
    out : arreglo, forma (batch, features)
    cache : lo que quieras
    """
    raise NotImplementedError


def residual_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, forma (batch, features)
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma (batch, features)
    dw1 : arreglo, forma (features, hidden)
    db1 : arreglo, forma (hidden,)
    dw2 : arreglo, forma (hidden, features)
    db2 : arreglo, forma (features,)
    """
    raise NotImplementedError


# clip_by_value (4 puntos) -------------------------------------------------------------------------
#
# Acota cada entrada de los gradientes de una red: lo que pasa de `limit` queda en `limit`, lo que
# baja de -`limit` queda en -`limit`, y lo demás se queda como está.


def clip_by_value(grads, limit):
    """Parámetros
    ----------
    grads : lista de (dw, db), one pair a layer
    limit : float

    Devuelve
    --------
    clipped : lista de (dw, db)
    """
    raise NotImplementedError


# clip_by_global_norm (7 puntos) -------------------------------------------------------------------
#
# Todos los gradientes de una red juntos forman un solo vector largo. Si su norma es mayor que
# `max_norm`, multiplica todos los gradientes por el mismo factor, de modo que la norma quede en
# `max_norm`; si no, déjalos como están.


def clip_by_global_norm(grads, max_norm):
    """Parámetros
    ----------
    grads : lista de (dw, db), one pair a layer
    max_norm : float

    Devuelve
    --------
    clipped : lista de (dw, db)
    """
    raise NotImplementedError
