"""Entrenar: juntarlo todo con datos reales.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a6_training_es.py --lang es
"""

import numpy as np


# MSE (4 puntos) -----------------------------------------------------------------------------------
#
# Escribe una clase cuyos objetos se llaman con las salidas de una red y sus objetivos, ambos de
# forma (batch, outputs). La respuesta es el error cuadrático, promediado sobre todas las entradas,
# y su gradiente respecto de las salidas.


class MSE:

    def __call__(self, out, y):
        """Parámetros
        ----------
        out : arreglo, forma (batch, outputs)
        y : arreglo, forma (batch, outputs)

        Devuelve
        --------
        loss : scalar
        gradient : arreglo, forma (batch, outputs)
        """
        raise NotImplementedError


# CrossEntropy (5 puntos) --------------------------------------------------------------------------
#
# Escribe una clase cuyos objetos se llaman con logits, de forma (batch, classes), y clases, enteros
# de forma (batch,). La respuesta es la entropía cruzada del softmax de los logits, promediada sobre
# el lote, y su gradiente respecto de los logits. Los logits de 10^4 no deben desbordar.


class CrossEntropy:

    def __call__(self, out, y):
        """Parámetros
        ----------
        out : arreglo, forma (batch, classes)
        y : arreglo, forma (batch,)

        Devuelve
        --------
        loss : scalar
        gradient : arreglo, forma (batch, classes)
        """
        raise NotImplementedError


# L2 (3 puntos) ------------------------------------------------------------------------------------
#
# Escribe una clase que se crea con un factor y cuyos objetos se llaman con un arreglo de pesos. La
# respuesta es la penalización, factor / 2 por la suma de todos los pesos al cuadrado, y su
# gradiente respecto de los pesos.


class L2:
    """Parámetros
    ----------
    factor : float
    """

    def __init__(self, factor):
        raise NotImplementedError

    def __call__(self, w):
        """Parámetros
        ----------
        w : arreglo, cualquier forma

        Devuelve
        --------
        penalty : scalar
        gradient : arreglo, forma de `w`
        """
        raise NotImplementedError


# SGD (4 puntos) -----------------------------------------------------------------------------------
#
# Escribe una clase que se crea con un tamaño de lote y una tasa de aprendizaje y guarda ambos, como
# `bs` y `lr`. Su paso recibe parámetros y el gradiente de la pérdida, y devuelve los parámetros
# después de un paso del descenso por gradiente.


class SGD:
    """Parámetros
    ----------
    bs : int
    lr : float
    """

    def __init__(self, bs, lr):
        raise NotImplementedError

    def step(self, w, grad):
        """Parámetros
        ----------
        w : arreglo, cualquier forma
        grad : arreglo, forma de `w`

        Devuelve
        --------
        w : arreglo, forma de `w`
        """
        raise NotImplementedError


# network (32 puntos) ------------------------------------------------------------------------------
#
# Escribe los objetos con los que se arma una red. Las capas se encadenan al llamarlas:
# `Dense(10)(hidden)` es una capa de diez unidades que escucha a todas las de `hidden`, y solo
# entonces puede sortear sus pesos, porque conoce su fan_in: con la distribución normal de media 0,
# con varianza 2 / fan_in si sus unidades son ReLU y 1 / fan_in en los demás casos; los sesgos
# empiezan en 0. Lo que devuelva esa llamada es asunto tuyo, mientras la capa siguiente y `Network`
# puedan usarlo. `Network` recibe los dos extremos de la cadena, una pérdida y, si quieres,
# métricas, un optimizador y un regularizador; conoce las activaciones "linear", "relu", "tanh" y
# "sigmoid", en cualquier capa, y cualquier número de capas. El calificador la mira por cuatro
# métodos: lee y reemplaza todos los parámetros, pide predicciones y compara tus gradientes con las
# pendientes de tu propia pérdida. La pérdida y el regularizador son objetos que ya escribiste:
# llámalos, `loss(out, y)` y `reg(w)`. Puedes copiar funciones de tareas anteriores.


class Input:
    """Parámetros
    ----------
    units : int
    """

    def __init__(self, units):
        raise NotImplementedError


class Dense:
    """Parámetros
    ----------
    units : int
    activation : {"linear", "relu", "tanh", "sigmoid"}, por omisión "linear"
    seed : int, opcional
    """

    def __init__(self, units, activation='linear', seed=None):
        raise NotImplementedError

    def __call__(self, inputs):
        """Parámetros
        ----------
        inputs : Input o Dense

        Devuelve
        --------
        layer : Dense
        """
        raise NotImplementedError


class Network:
    """Parámetros
    ----------
    inputs : Input
    outputs : Dense
    loss : MSE o CrossEntropy
    metrics : sequence de str, por omisión ()
    optimizer : SGD, opcional
    reg : L2, opcional
    """

    def __init__(self, inputs, outputs, loss, metrics=(), optimizer=None, reg=None):
        raise NotImplementedError

    def get_params(self):
        """Devuelve
        --------
        params : lista de (w, b), one pair a layer, from the first layer to the last
        """
        raise NotImplementedError

    def set_params(self, params):
        """Parámetros
        ----------
        params : lista de (w, b)
        """
        raise NotImplementedError

    def predict(self, x):
        """Parámetros
        ----------
        x : arreglo, forma (batch, features)

        Devuelve
        --------
        out : arreglo, forma (batch, outputs)
        """
        raise NotImplementedError

    def loss_and_gradients(self, x, y):
        """Parámetros
        ----------
        x : arreglo, forma (batch, features)
        y : arreglo

        Devuelve
        --------
        loss : scalar
        gradients : lista de (dw, db), in the order de `get_params`
        """
        raise NotImplementedError


# fit (21 puntos) ----------------------------------------------------------------------------------
#
# Escribe el ciclo de entrenamiento. En cada época visita todos los ejemplos una vez, en un orden
# aleatorio nuevo, en lotes del tamaño `bs` del optimizador; el último lote puede ser más corto.
# Cada lote es un paso: el `step` del optimizador para cada peso y cada sesgo, con los gradientes de
# `loss_and_gradients`. Al final de la época mide la pérdida y las métricas con todos los ejemplos
# de entrenamiento y, si los hay, con los de validación. Escríbelo como una función de la red;
# después, `Network.fit = fit` la convierte en un método. (Un método `fit` en tu clase `Network`
# vale igual.)


def fit(network, x, y, epochs, validation=None, verbose=False):
    """Parámetros
    ----------
    network : Network
    x : arreglo, forma (n, features)
    y : arreglo, first axis n
    epochs : int
    validation : (x, y), opcional
    verbose : bool, por omisión False

    Devuelve
    --------
    history : diccionario de str to lista de float, one entry an epoch
    """
    raise NotImplementedError


# expected_initial_loss (2 puntos) -----------------------------------------------------------------
#
# Antes del primer paso, una buena red da más o menos la misma probabilidad a cada clase. Devuelve
# la entropía cruzada que tiene entonces, dado el número de clases.


def expected_initial_loss(n_classes):
    """Parámetros
    ----------
    n_classes : int

    Devuelve
    --------
    loss : float
    """
    raise NotImplementedError


# regularization_raises_loss (4 puntos) ------------------------------------------------------------
#
# Recibes dos redes con las mismas capas, una sin regularizador y otra con él. Di si el
# regularizador hace más grande la pérdida con los mismos parámetros: los de la red que no lo tiene.
# Las dos pueden venir con parámetros distintos.


def regularization_raises_loss(plain, regularized, x, y):
    """Parámetros
    ----------
    plain : Network
    regularized : Network
    x : arreglo, forma (batch, features)
    y : arreglo, first axis batch

    Devuelve
    --------
    raises : bool
    """
    raise NotImplementedError


# overfit_tiny (6 puntos) --------------------------------------------------------------------------
#
# Una red que no puede aprenderse veinte ejemplos de memoria está rota. Entrena la red que recibes,
# con tu `fit`, con los primeros `n_examples` ejemplos y con nada más, durante `epochs` épocas.
# Devuelve la fracción de esos ejemplos que acierta después.


def overfit_tiny(network, x, y, *, n_examples=20, epochs=200):
    """Parámetros
    ----------
    network : Network
    x : arreglo, forma (n, features)
    y : arreglo, forma (n,)
    n_examples : int, por omisión 20
    epochs : int, por omisión 200

    Devuelve
    --------
    accuracy : float
    """
    raise NotImplementedError


# explosion (6 puntos) -----------------------------------------------------------------------------
#
# Di si un entrenamiento explotó: si su pérdida, en cualquier época, es NaN, infinita o mayor que
# `factor` veces la pérdida de la primera época. Las pérdidas son `history["loss"]`, como las
# devuelve `fit`.


def has_exploded(history, factor=3):
    """Parámetros
    ----------
    history : diccionario de str to lista de float
    factor : float, por omisión 3

    Devuelve
    --------
    exploded : bool
    """
    raise NotImplementedError


# update_ratio (2 puntos) --------------------------------------------------------------------------
#
# Divide la norma de una actualización entre la norma de los pesos que cambia. La norma es la raíz
# de la suma de todas las entradas al cuadrado.


def update_ratio(w, update):
    """Parámetros
    ----------
    w : arreglo, cualquier forma
    update : arreglo, forma de `w`

    Devuelve
    --------
    ratio : scalar
    """
    raise NotImplementedError


# generalization_gap (2 puntos) --------------------------------------------------------------------
#
# A partir del historial de un entrenamiento con ejemplos de validación, calcula en cuánto supera la
# pérdida de validación a la de entrenamiento, época por época.


def generalization_gap(history):
    """Parámetros
    ----------
    history : diccionario de str to lista de float

    Devuelve
    --------
    gap : arreglo, forma (epochs,)
    """
    raise NotImplementedError


# sample_log_uniform (5 puntos) --------------------------------------------------------------------
#
# Sortea `n` números independientes entre `low` y `high` cuyo logaritmo sea uniforme: cada factor de
# diez recibe la misma parte. Sortea solo con `rng`.


def sample_log_uniform(low, high, n, *, rng):
    """Parámetros
    ----------
    low : float
    high : float
    n : int
    rng : numpy.random.Generator

    Devuelve
    --------
    samples : arreglo, forma (n,)
    """
    raise NotImplementedError


# random_search (9 puntos) -------------------------------------------------------------------------
#
# Prueba `n_trials` candidatos al azar, cada uno una vez, y devuelve el mejor y todos con sus
# pérdidas. Un candidato es un diccionario con un número para cada hiperparámetro de `space`, log-
# uniforme en su rango e independiente de los demás. El mejor tiene la menor pérdida. Un
# entrenamiento que explotó tiene pérdida NaN: ese nunca es el mejor.


def random_search(objective, space, n_trials, *, rng):
    """Parámetros
    ----------
    objective : función
    space : diccionario de str to (low, high)
    n_trials : int
    rng : numpy.random.Generator

    Devuelve
    --------
    best : diccionario de str to float
    trials : lista de (candidate, loss), in the order they were tried
    """
    raise NotImplementedError


# coarse_to_fine (10 puntos) -----------------------------------------------------------------------
#
# Busca en rondas de `n_trials` candidatos al azar (llama a tu `random_search`) y, después de cada
# ronda, da a cada hiperparámetro un rango nuevo alrededor de su valor en el mejor candidato de
# todas las rondas hasta ahora, que es el centro del rango nuevo en la escala logarítmica. Por lo
# común, el rango nuevo tiene la mitad del ancho del anterior, también en la escala logarítmica.
# Pero si el valor está en un borde, en el primer o el último décimo del rango anterior, puede haber
# otros mejores más allá: entonces el rango nuevo tiene el doble del ancho.


def coarse_to_fine(objective, space, *, n_trials, n_rounds, rng):
    """Parámetros
    ----------
    objective : función
    space : diccionario de str to (low, high)
    n_trials : int
    n_rounds : int
    rng : numpy.random.Generator

    Devuelve
    --------
    best : diccionario de str to float
    spaces : lista de diccionario de str to (low, high), one a round
    """
    raise NotImplementedError


# cross_validation (9 puntos) ----------------------------------------------------------------------
#
# Reparte al azar los ejemplos de 0 a n - 1 en k partes cuyos tamaños difieran a lo más en uno. Por
# cada parte devuelve un par: los índices de los ejemplos que no están en ella, para entrenar, y los
# de los que sí están, para validar. Sortea solo con `rng`.


def k_fold(n, k, *, rng):
    """Parámetros
    ----------
    n : int
    k : int
    rng : numpy.random.Generator

    Devuelve
    --------
    splits : lista de (train, validation), one pair a fold
    """
    raise NotImplementedError


# digits (10 puntos) -------------------------------------------------------------------------------
#
# Júntalo todo: arma una red con tus propias clases, entrénala con imágenes de dígitos escritos a
# mano y devuélvela. Recibes las imágenes como filas de 64 pixeles entre 0 y 1, y sus clases, de 0 a
# 9. (Qué clase corresponde a qué dígito es secreto del calificador.) El calificador le pide a tu
# red que prediga (`predict`) imágenes que nunca ha visto y toma la mayor de las diez salidas.
# Entrenada con 1200 imágenes debe acertar al menos el 88% de ellas, y el 60% entrenada con 300.
# Todo esto puede tomar 12 segundos de procesador; basta una fracción de segundo. En tu propia
# computadora, `sklearn.datasets.load_digits` tiene imágenes así; aparta algunas para ver cómo vas.


def train_digits(x, y):
    """Parámetros
    ----------
    x : arreglo, forma (n, 64)
    y : arreglo, forma (n,)

    Devuelve
    --------
    network : Network
    """
    raise NotImplementedError
