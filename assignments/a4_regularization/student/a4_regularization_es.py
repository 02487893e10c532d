"""Regularización.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a4_regularization_es.py --lang es
"""

import numpy as np


# l2_penalty (6 puntos) ----------------------------------------------------------------------------
#
# Devuelve la penalización L2 de una red, lam / 2 por la suma de los cuadrados de todos los pesos y
# sesgos, y su gradiente respecto de cada uno. Con `exclude_biases=True` los sesgos no participan.


def l2_penalty(params, lam, *, exclude_biases=False):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer
    lam : float
    exclude_biases : bool, por omisión False

    Devuelve
    --------
    penalty : scalar
    grads : lista de (dw, db), in the order de `params`
    """
    raise NotImplementedError


# l1_penalty (6 puntos) ----------------------------------------------------------------------------
#
# Devuelve la penalización L1 de una red, lam / 2 por la suma de los valores absolutos de todos los
# pesos y sesgos, y su gradiente respecto de cada uno. Con `exclude_biases=True` los sesgos no
# participan.


def l1_penalty(params, lam, *, exclude_biases=False):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer
    lam : float
    exclude_biases : bool, por omisión False

    Devuelve
    --------
    penalty : scalar
    grads : lista de (dw, db), in the order de `params`
    """
    raise NotImplementedError


# early_stopping (10 puntos) -----------------------------------------------------------------------
#
# A partir de la pérdida de validación de cada época, encuentra la época en que se detiene el
# entrenamiento: la primera que esté `patience` épocas después de la última mejora o, si no la hay,
# la última época. Devuélvela junto con la época de la mejor pérdida hasta ahí. Una época es una
# mejora si baja la mejor pérdida en más de `min_delta`.


def early_stopping(val_losses, *, patience, min_delta=0.0):
    """Parámetros
    ----------
    val_losses : arreglo, forma (epochs,)
    patience : int
    min_delta : float, por omisión 0.0

    Devuelve
    --------
    stop_epoch : int
    best_epoch : int
    """
    raise NotImplementedError


# add_input_noise (5 puntos) -----------------------------------------------------------------------
#
# Agrega ruido a las entradas: a cada entrada el suyo, sorteado de una distribución normal con media
# cero y desviación estándar `std`.


def add_input_noise(x, *, std, rng):
    """Parámetros
    ----------
    x : arreglo, cualquier forma
    std : float
    rng : numpy.random.Generator

    Devuelve
    --------
    noisy : arreglo, forma de `x`
    """
    raise NotImplementedError


# add_weight_noise (5 puntos) ----------------------------------------------------------------------
#
# Devuelve los parámetros de una red con ruido sumado a cada peso: el suyo, sorteado de una
# distribución normal con media cero y desviación estándar `std`. Los sesgos quedan como están.


def add_weight_noise(params, *, std, rng):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer
    std : float
    rng : numpy.random.Generator

    Devuelve
    --------
    noisy : lista de (w, b), in the order de `params`
    """
    raise NotImplementedError


# smooth_labels (3 puntos) -------------------------------------------------------------------------
#
# Quita a cada etiqueta one-hot la fracción `eps` y repártela por igual entre todas las clases,
# incluida la verdadera.


def smooth_labels(targets, *, eps):
    """Parámetros
    ----------
    targets : arreglo, forma (batch, classes)
    eps : float

    Devuelve
    --------
    smoothed : arreglo, forma (batch, classes)
    """
    raise NotImplementedError


# random_flip (6 puntos) ---------------------------------------------------------------------------
#
# Refleja cada imagen de un lote, izquierda por derecha, con probabilidad `flip_prob`, cada una por
# separado. Las demás quedan como están.


def random_flip(images, *, flip_prob=0.5, rng):
    """Parámetros
    ----------
    images : arreglo, forma (batch, height, width, channels)
    flip_prob : float, por omisión 0.5
    rng : numpy.random.Generator

    Devuelve
    --------
    out : arreglo, forma de `images`
    """
    raise NotImplementedError


# random_shift (7 puntos) --------------------------------------------------------------------------
#
# Mueve cada imagen de un lote hacia arriba o abajo y hacia la izquierda o derecha, cada vez un
# número entero de píxeles entre `-max_shift` y `max_shift`, todos igual de probables y sorteados
# para cada imagen por separado. Rellena con ceros lo que entra.


def random_shift(images, *, max_shift, rng):
    """Parámetros
    ----------
    images : arreglo, forma (batch, height, width, channels)
    max_shift : int
    rng : numpy.random.Generator

    Devuelve
    --------
    out : arreglo, forma de `images`
    """
    raise NotImplementedError


# weight_sharing (4 puntos) ------------------------------------------------------------------------
#
# Varios lugares de un arreglo contienen un mismo peso: los que tienen el mismo número en `groups`.
# A partir del gradiente respecto de cada lugar, como si todos fueran libres, devuelve el gradiente
# respecto del peso que está ahí.


def tied_gradient(grad, groups):
    """Parámetros
    ----------
    grad : arreglo, cualquier forma
    groups : arreglo de int, forma de `grad`

    Devuelve
    --------
    tied : arreglo, forma de `grad`
    """
    raise NotImplementedError


# multitask (9 puntos) -----------------------------------------------------------------------------
#
# Una capa oculta de unidades ReLU alimenta dos cabezas lineales: una da los logits de una
# clasificación, la otra predice números. Calcula la pérdida, la entropía cruzada más `task_weight`
# por el error cuadrático, y sus gradientes respecto de los parámetros del tronco y de las dos
# cabezas.


def multitask_loss_and_gradients(params, x, y, t, *, task_weight=1.0):
    """Parámetros
    ----------
    params : lista de three (w, b)
    x : arreglo, forma (batch, features)
    y : arreglo, forma (batch,)
    t : arreglo, forma (batch, outputs)
    task_weight : float, por omisión 1.0

    Devuelve
    --------
    loss : scalar
    gradients : lista de three (dw, db), in the order de `params`
    """
    raise NotImplementedError


# average_predictions (5 puntos) -------------------------------------------------------------------
#
# Combina en una sola predicción las probabilidades de clase que predicen varios modelos: su media
# aritmética o, con `geometric=True`, su media geométrica, escalada para que las probabilidades de
# cada ejemplo sumen 1.


def average_predictions(predictions, *, geometric=False):
    """Parámetros
    ----------
    predictions : arreglo, forma (models, batch, classes)
    geometric : bool, por omisión False

    Devuelve
    --------
    combined : arreglo, forma (batch, classes)
    """
    raise NotImplementedError


# average_weights (4 puntos) -----------------------------------------------------------------------
#
# Promedia los parámetros de varios modelos de la misma forma, capa por capa, en los parámetros de
# un solo modelo.


def average_weights(models):
    """Parámetros
    ----------
    models : lista de params, one a model

    Devuelve
    --------
    params : lista de (w, b), one pair a layer
    """
    raise NotImplementedError


# bayesian_average (6 puntos) ----------------------------------------------------------------------
#
# Promedia las predicciones de varios modelos, cada una ponderada con su probabilidad a posteriori.
# Lo que recibes son los logaritmos de estas, salvo una constante común y de cualquier magnitud:
# conviértelos en pesos que sumen 1.


def bayesian_average(log_posteriors, predictions):
    """Parámetros
    ----------
    log_posteriors : arreglo, forma (models,)
    predictions : arreglo, forma (models, batch, classes)

    Devuelve
    --------
    combined : arreglo, forma (batch, classes)
    """
    raise NotImplementedError


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


# autoencoder (12 puntos) --------------------------------------------------------------------------
#
# Un autoencoder codifica x con una capa de unidades sigmoides y lo devuelve con una capa lineal.
# Calcula la mitad de la diferencia al cuadrado entre su salida y x, promediada sobre el lote, y los
# gradientes. Con `tied=True` los pesos del decodificador son w.T; con `noisy_x` el codificador ve
# eso, pero la salida debe seguir siendo x.


def autoencoder_loss_and_gradients(params, x, *, tied=False, noisy_x=None):
    """Parámetros
    ----------
    params : lista de arreglo
    x : arreglo, forma (batch, features)
    tied : bool, por omisión False
    noisy_x : arreglo, forma (batch, features), opcional

    Devuelve
    --------
    loss : scalar
    gradients : lista de arreglo, in the order de `params`
    """
    raise NotImplementedError


# greedy_pretraining (5 puntos) --------------------------------------------------------------------
#
# Preentrena las capas ocultas de una red una por una. `train_layer(inputs, width)` entrena un
# autoencoder y devuelve su codificador (w, b). La primera capa se entrena con x; cada una de las
# demás, con los códigos de la anterior, sigmoid(inputs @ w + b).


def greedy_pretraining(x, widths, train_layer):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    widths : lista de int
    train_layer : función

    Devuelve
    --------
    params : lista de (w, b), one pair a layer
    """
    raise NotImplementedError
