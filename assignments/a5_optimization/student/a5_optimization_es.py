"""Optimización.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a5_optimization_es.py --lang es
"""

import numpy as np


# count_updates (7 puntos) -------------------------------------------------------------------------
#
# Cuenta las actualizaciones de un entrenamiento con n ejemplos: cada minilote de `batch_size`
# ejemplos da una, también el último de cada época, que puede quedar corto.


def count_updates(n, batch_size, epochs):
    """Parámetros
    ----------
    n : int
    batch_size : int
    epochs : int

    Devuelve
    --------
    updates : int
    """
    raise NotImplementedError


# minibatches (10 puntos) --------------------------------------------------------------------------
#
# Devuelve los minilotes de una época como arreglos de índices: los n ejemplos en orden aleatorio,
# cortados en trozos de `batch_size`. El último trozo puede ser más corto, y se conserva.


def minibatches(n, batch_size, *, rng):
    """Parámetros
    ----------
    n : int
    batch_size : int
    rng : numpy.random.Generator

    Devuelve
    --------
    batches : lista de arreglo de enteros
    """
    raise NotImplementedError


# balanced_minibatches (10 puntos) -----------------------------------------------------------------
#
# Devuelve los minilotes de una época de modo que cada uno tenga las clases en las proporciones de
# todos los datos. Cada ejemplo está en uno de ellos, ninguno es mayor que `batch_size`, y hay tan
# pocos como eso permite.


def balanced_minibatches(y, batch_size, *, rng):
    """Parámetros
    ----------
    y : arreglo, forma (n,)
    batch_size : int
    rng : numpy.random.Generator

    Devuelve
    --------
    batches : lista de arreglo de enteros
    """
    raise NotImplementedError


# sgd (5 puntos) -----------------------------------------------------------------------------------
#
# Da un paso de descenso de gradiente: desde w, muévete lr por el gradiente, cuesta abajo. Devuelve
# el nuevo w.


def sgd_step(w, grad, *, lr):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    lr : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    """
    raise NotImplementedError


# momentum (10 puntos) -----------------------------------------------------------------------------
#
# Da un paso con momentum. La velocidad es v = momentum * v + lr * grad, y el paso la resta: w = w -
# v. Devuelve el nuevo w y la nueva v.


def momentum_step(w, grad, v, *, lr, momentum):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    v : arreglo, forma de `w`
    lr : float
    momentum : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    v : arreglo, forma de `w`
    """
    raise NotImplementedError


# nesterov (10 puntos) -----------------------------------------------------------------------------
#
# Da un paso con el momentum de Nesterov. La velocidad es v = momentum * v + lr * grad, como en el
# momentum simple; pero el paso resta lo que sería la velocidad si este gradiente llegara otra vez:
# w = w - (momentum * v + lr * grad), con la nueva v. Devuelve el nuevo w y la nueva v.


def nesterov_step(w, grad, v, *, lr, momentum):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    v : arreglo, forma de `w`
    lr : float
    momentum : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    v : arreglo, forma de `w`
    """
    raise NotImplementedError


# convergence_study (10 puntos) --------------------------------------------------------------------
#
# Cuenta los pasos de lote completo que llevan la pérdida hasta `target` o menos: 0 si ya está ahí
# al comienzo, np.inf si `max_epochs` pasos no bastan. Cada paso devuelve los nuevos parámetros y la
# nueva velocidad, que empieza en cero; pásale ambos al siguiente.


def epochs_to_converge(step, loss_and_gradient, w, *, target, max_epochs):
    """Parámetros
    ----------
    step : función
    loss_and_gradient : función
    w : arreglo, cualquier forma
    target : float
    max_epochs : int

    Devuelve
    --------
    epochs : int o float
    """
    raise NotImplementedError


# adaptive_gains (10 puntos) -----------------------------------------------------------------------
#
# Da un paso en el que cada parámetro tiene su propia ganancia. Súmale 0.05 donde el gradiente y el
# anterior coinciden (su producto es positivo), multiplícala por 0.95 donde no, y mantenla entre
# `low` y `high`. Luego mueve w en lr * ganancia * grad, con las nuevas ganancias. Devuelve el nuevo
# w y las nuevas ganancias.


def adaptive_gains_step(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    previous : arreglo, forma de `w`
    gains : arreglo, forma de `w`
    lr : float
    low : float, por omisión 0.1
    high : float, por omisión 10.0

    Devuelve
    --------
    w : arreglo, forma de `w`
    gains : arreglo, forma de `w`
    """
    raise NotImplementedError


# rprop (10 puntos) --------------------------------------------------------------------------------
#
# Da un paso de RProp. Multiplica el paso de cada parámetro por `increase` donde el gradiente y el
# anterior tienen el mismo signo, y por `decrease` donde los signos son opuestos; donde uno de los
# dos es cero, déjalo. Mantén los pasos entre `min_step` y `max_step`. Luego mueve cada parámetro
# según su nuevo paso, contra el signo de su gradiente. Devuelve el nuevo w y los nuevos pasos.


def rprop_step(w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=0.001, max_step=50.0):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    previous : arreglo, forma de `w`
    steps : arreglo, forma de `w`
    increase : float, por omisión 1.2
    decrease : float, por omisión 0.5
    min_step : float, por omisión 1e-3
    max_step : float, por omisión 50.0

    Devuelve
    --------
    w : arreglo, forma de `w`
    steps : arreglo, forma de `w`
    """
    raise NotImplementedError


# adagrad (10 puntos) ------------------------------------------------------------------------------
#
# Da un paso de AdaGrad. Suma el gradiente al cuadrado a s; luego mueve w en lr * grad dividido
# entre sqrt(s) + eps, con el nuevo s. Devuelve los nuevos w y s.


def adagrad_step(w, grad, s, *, lr, eps):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    s : arreglo, forma de `w`
    lr : float
    eps : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    s : arreglo, forma de `w`
    """
    raise NotImplementedError


# rmsprop (10 puntos) ------------------------------------------------------------------------------
#
# Da un paso de RMSProp. Actualiza el promedio móvil s del gradiente al cuadrado, del que se
# conserva una parte `decay`; luego mueve w en lr * grad dividido entre sqrt(s) + eps, con el nuevo
# s. Devuelve los nuevos w y s.


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    s : arreglo, forma de `w`
    lr : float
    decay : float, por omisión 0.9
    eps : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    s : arreglo, forma de `w`
    """
    raise NotImplementedError


# adam_uncorrected (10 puntos) ---------------------------------------------------------------------
#
# Da un paso de Adam sin la corrección del sesgo. Actualiza los promedios móviles m del gradiente y
# v de su cuadrado; luego mueve w en lr * m / (sqrt(v) + eps), con los nuevos m y v. Devuelve los
# nuevos w, m y v.


def adam_uncorrected_step(w, grad, m, v, *, lr, beta1, beta2, eps):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    m : arreglo, forma de `w`
    v : arreglo, forma de `w`
    lr : float
    beta1 : float
    beta2 : float
    eps : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    m : arreglo, forma de `w`
    v : arreglo, forma de `w`
    """
    raise NotImplementedError


# adam (10 puntos) ---------------------------------------------------------------------------------
#
# Da el paso número t de Adam; el primero es el 1. Actualiza los promedios móviles m del gradiente y
# v de su cuadrado; divídelos entre 1 - beta1**t y 1 - beta2**t para obtener m_hat y v_hat; mueve w
# en lr * m_hat / (sqrt(v_hat) + eps). Devuelve el nuevo w, y los nuevos m y v sin la corrección.


def adam_step(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    m : arreglo, forma de `w`
    v : arreglo, forma de `w`
    t : int
    lr : float
    beta1 : float
    beta2 : float
    eps : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    m : arreglo, forma de `w`
    v : arreglo, forma de `w`
    """
    raise NotImplementedError


# adamw (10 puntos) --------------------------------------------------------------------------------
#
# Da el paso número t de AdamW: el paso de Adam y, aparte, un decaimiento de los pesos. A lo que
# resulta de Adam réstale lr * weight_decay por el w anterior; el gradiente y los promedios m y v no
# se enteran del decaimiento. Devuelve los nuevos w, m y v.


def adamw_step(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    grad : arreglo, forma de `w`
    m : arreglo, forma de `w`
    v : arreglo, forma de `w`
    t : int
    lr : float
    beta1 : float
    beta2 : float
    eps : float
    weight_decay : float

    Devuelve
    --------
    w : arreglo, forma de `w`
    m : arreglo, forma de `w`
    v : arreglo, forma de `w`
    """
    raise NotImplementedError


# adjust_learning_rate (10 puntos) -----------------------------------------------------------------
#
# Elige la siguiente tasa de aprendizaje según las últimas pérdidas. Redúcela a la mitad si alguna
# pérdida es mayor que la anterior (sube u oscila), y también al final, cuando en total baja menos
# del 0.1 % de la primera. Si baja siempre, pero menos del 10 %, multiplícala por 1.1. Si no, déjala
# como está.


def adjust_learning_rate(losses, lr):
    """Parámetros
    ----------
    losses : arreglo, forma (epochs,)
    lr : float

    Devuelve
    --------
    lr : float
    """
    raise NotImplementedError


# reduce_on_plateau (10 puntos) --------------------------------------------------------------------
#
# Recorre las pérdidas de las épocas. Una mejora es una pérdida que queda más de `min_delta` por
# debajo de la mejor hasta ahora, y pasa a ser la mejor. Tras `patience` épocas seguidas sin mejora,
# multiplica la tasa por `factor` y vuelve a contar desde cero. Devuelve la tasa que vale después de
# cada época.


def reduce_on_plateau(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    """Parámetros
    ----------
    losses : arreglo, forma (epochs,)
    lr : float
    factor : float, por omisión 0.1
    patience : int, por omisión 10
    min_delta : float, por omisión 0.0

    Devuelve
    --------
    rates : arreglo, forma (epochs,)
    """
    raise NotImplementedError


# step_decay (7 puntos) ----------------------------------------------------------------------------
#
# Devuelve la tasa de aprendizaje de una época: empieza en lr y se multiplica por `factor` cada vez
# que terminan `every` épocas. Las épocas se cuentan desde 0.


def step_decay(lr, epoch, *, factor=0.5, every=10):
    """Parámetros
    ----------
    lr : float
    epoch : int
    factor : float, por omisión 0.5
    every : int, por omisión 10

    Devuelve
    --------
    lr : float
    """
    raise NotImplementedError


# flatten (10 puntos) ------------------------------------------------------------------------------
#
# Pon los parámetros de una red, una lista de (w, b), en un solo vector: capa tras capa, las
# entradas de w fila por fila y luego las de b. Y vuelve a cortar un vector así en parámetros con
# las formas de `like`.


def flatten(params):
    """Parámetros
    ----------
    params : lista de (w, b), one pair a layer

    Devuelve
    --------
    vector : arreglo, forma (number de parameters,)
    """
    raise NotImplementedError


def unflatten(vector, like):
    """Parámetros
    ----------
    vector : arreglo, forma (number de parameters,)
    like : lista de (w, b), one pair a layer

    Devuelve
    --------
    params : lista de (w, b), one pair a layer
    """
    raise NotImplementedError


# lbfgs (10 puntos) --------------------------------------------------------------------------------
#
# Minimiza la pérdida sobre todos los ejemplos con scipy.optimize.minimize. Trabaja con un solo
# vector: lleva los parámetros hasta allí y de vuelta, y entrégale también el gradiente, que
# `loss_and_grads` devuelve junto con la pérdida. Devuelve los parámetros encontrados, en la forma
# de `params`.


def minimize_full_batch(loss_and_grads, params):
    """Parámetros
    ----------
    loss_and_grads : función
    params : lista de (w, b), one pair a layer

    Devuelve
    --------
    params : lista de (w, b), one pair a layer
    """
    raise NotImplementedError
