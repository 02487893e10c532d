"""Normalización.

Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con

    autograder check a3_normalization_es.py --lang es
"""

import numpy as np


# standardize (5 puntos) ---------------------------------------------------------------------------
#
# `fit_standardizer` mira los datos de entrenamiento y devuelve lo que `standardize` necesite saber
# de ellos. `standardize` le resta a cada característica su media de entrenamiento y la divide entre
# su desviación estándar de entrenamiento (la sesgada), sean cuales sean los datos que reciba. Una
# característica que fue constante en el entrenamiento debe sobrevivir: ni NaN ni infinitos.


def fit_standardizer(x_train):
    """Parámetros
    ----------
    x_train : arreglo, forma (train, features)

    Devuelve
    --------
    stats : lo que quieras
    """
    raise NotImplementedError


def standardize(x, stats):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    stats : lo que quieras

    Devuelve
    --------
    out : arreglo, forma (batch, features)
    """
    raise NotImplementedError


# image_centering (6 puntos) -----------------------------------------------------------------------
#
# Centra las imágenes `x` con estadísticas de las imágenes de entrenamiento `x_train`, de dos
# maneras. `subtract_mean_image` resta la imagen media: cada fila, columna y canal tiene su propia
# media. `subtract_channel_means` resta un solo número por canal: su media sobre todos los píxeles
# de todas las imágenes de entrenamiento.


def subtract_mean_image(x, x_train):
    """Parámetros
    ----------
    x : arreglo, forma (batch, height, width, channels)
    x_train : arreglo, forma (train, height, width, channels)

    Devuelve
    --------
    out : arreglo, forma (batch, height, width, channels)
    """
    raise NotImplementedError


def subtract_channel_means(x, x_train):
    """Parámetros
    ----------
    x : arreglo, forma (batch, height, width, channels)
    x_train : arreglo, forma (train, height, width, channels)

    Devuelve
    --------
    out : arreglo, forma (batch, height, width, channels)
    """
    raise NotImplementedError


# pca (12 puntos) ----------------------------------------------------------------------------------
#
# `fit_pca` encuentra las componentes principales de los datos de entrenamiento, que son los
# vectores propios de su matriz de covarianza, y devuelve lo que necesiten las otras dos funciones.
# `decorrelate` centra los datos en la media de entrenamiento y los expresa en las componentes, con
# la de mayor varianza primero. `whiten` divide cada componente decorrelacionada entre sqrt(varianza
# + eps), con la varianza de los datos de entrenamiento. `n_components` conserva solo esa cantidad
# de componentes. El signo de cada componente es libre.


def fit_pca(x_train, n_components=None):
    """Parámetros
    ----------
    x_train : arreglo, forma (train, features)
    n_components : int, opcional

    Devuelve
    --------
    pca : lo que quieras
    """
    raise NotImplementedError


def decorrelate(x, pca):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    pca : lo que quieras

    Devuelve
    --------
    out : arreglo, forma (batch, components)
    """
    raise NotImplementedError


def whiten(x, pca, eps):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    pca : lo que quieras
    eps : float

    Devuelve
    --------
    out : arreglo, forma (batch, components)
    """
    raise NotImplementedError


# batchnorm_forward (10 puntos) --------------------------------------------------------------------
#
# Normaliza cada característica de un lote; luego escálala con gamma y desplázala con beta. Al
# entrenar, usa la media y la varianza sesgada del propio lote, y acumula ambas en promedios
# móviles; en inferencia, usa lo acumulado. Suma `eps` a la varianza, dentro de la raíz. `momentum`
# es la parte del promedio anterior que se conserva.


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-05):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    gamma : arreglo, forma (features,)
    beta : arreglo, forma (features,)
    running_mean : arreglo, forma (features,)
    running_var : arreglo, forma (features,)
    training : bool
    momentum : float, por omisión 0.9
    eps : float, por omisión 1e-5

    Devuelve
    --------
    out : arreglo, forma (batch, features)
    cache : lo que quieras
    running_mean : arreglo, forma (features,)
    running_var : arreglo, forma (features,)
    """
    raise NotImplementedError


# batchnorm_backward (8 puntos) --------------------------------------------------------------------
#
# Lleva el gradiente que llega, `dout`, hacia atrás por la normalización por lotes, hasta x, gamma y
# beta. La media y la varianza también dependen de x. La caché viene de tu propio
# `batchnorm_forward`, al entrenar.


def batchnorm_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, forma (batch, features)
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma (batch, features)
    dgamma : arreglo, forma (features,)
    dbeta : arreglo, forma (features,)
    """
    raise NotImplementedError


# batchnorm_placement (14 puntos) ------------------------------------------------------------------
#
# Combina la capa afín x @ w + b, la normalización por lotes y ReLU en dos órdenes: con la
# normalización antes de ReLU y después de ella. Escribe el forward y el backward de ambos; llama a
# tus `batchnorm_forward` y `batchnorm_backward`. Las estadísticas acumuladas son las de aquello que
# se normaliza.


def affine_batchnorm_relu_forward(x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-05):
    """Parámetros
    ----------
    x : arreglo, forma (batch, fan_in)
    w : arreglo, forma (fan_in, fan_out)
    b : arreglo, forma (fan_out,)
    gamma : arreglo, forma (fan_out,)
    beta : arreglo, forma (fan_out,)
    running_mean : arreglo, forma (fan_out,)
    running_var : arreglo, forma (fan_out,)
    training : bool
    momentum : float, por omisión 0.9
    eps : float, por omisión 1e-5

    Devuelve
    --------
    out : arreglo, forma (batch, fan_out)
    cache : lo que quieras
    running_mean : arreglo, forma (fan_out,)
    running_var : arreglo, forma (fan_out,)
    """
    raise NotImplementedError


def affine_batchnorm_relu_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, forma (batch, fan_out)
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma (batch, fan_in)
    dw : arreglo, forma (fan_in, fan_out)
    db : arreglo, forma (fan_out,)
    dgamma : arreglo, forma (fan_out,)
    dbeta : arreglo, forma (fan_out,)
    """
    raise NotImplementedError


def affine_relu_batchnorm_forward(x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-05):
    """Parámetros
    ----------
    x : arreglo, forma (batch, fan_in)
    w : arreglo, forma (fan_in, fan_out)
    b : arreglo, forma (fan_out,)
    gamma : arreglo, forma (fan_out,)
    beta : arreglo, forma (fan_out,)
    running_mean : arreglo, forma (fan_out,)
    running_var : arreglo, forma (fan_out,)
    training : bool
    momentum : float, por omisión 0.9
    eps : float, por omisión 1e-5

    Devuelve
    --------
    out : arreglo, forma (batch, fan_out)
    cache : lo que quieras
    running_mean : arreglo, forma (fan_out,)
    running_var : arreglo, forma (fan_out,)
    """
    raise NotImplementedError


def affine_relu_batchnorm_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, forma (batch, fan_out)
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma (batch, fan_in)
    dw : arreglo, forma (fan_in, fan_out)
    db : arreglo, forma (fan_out,)
    dgamma : arreglo, forma (fan_out,)
    dbeta : arreglo, forma (fan_out,)
    """
    raise NotImplementedError


# batchnorm_population (5 puntos) ------------------------------------------------------------------
#
# Calcula la media y la varianza sesgada de cada característica sobre todos los lotes juntos, como
# si fueran un solo lote grande. Los lotes pueden ser de distinto tamaño.


def population_statistics(batches):
    """Parámetros
    ----------
    batches : lista de arreglo, cada uno de forma (batch, features)

    Devuelve
    --------
    mean : arreglo, forma (features,)
    var : arreglo, forma (features,)
    """
    raise NotImplementedError


# batchnorm_fold (5 puntos) ------------------------------------------------------------------------
#
# Devuelve los pesos y sesgos de una sola capa afín que haga lo mismo que estas dos en inferencia:
# la capa afín x @ w + b y, detrás, la normalización por lotes con estos gamma, beta, mean y var.


def fold_batchnorm(w, b, gamma, beta, mean, var, eps):
    """Parámetros
    ----------
    w : arreglo, forma (fan_in, fan_out)
    b : arreglo, forma (fan_out,)
    gamma : arreglo, forma (fan_out,)
    beta : arreglo, forma (fan_out,)
    mean : arreglo, forma (fan_out,)
    var : arreglo, forma (fan_out,)
    eps : float

    Devuelve
    --------
    w_folded : arreglo, forma (fan_in, fan_out)
    b_folded : arreglo, forma (fan_out,)
    """
    raise NotImplementedError


# layernorm_forward (5 puntos) ---------------------------------------------------------------------
#
# Normaliza cada ejemplo sobre sus propias características; luego escala la característica j con
# gamma[j] y desplázala con beta[j]. Usa la varianza sesgada y súmale `eps`, dentro de la raíz. No
# hay estadísticas acumuladas: al entrenar y en inferencia se hace lo mismo.


def layernorm_forward(x, gamma, beta, *, eps=1e-05):
    """Parámetros
    ----------
    x : arreglo, forma (batch, features)
    gamma : arreglo, forma (features,)
    beta : arreglo, forma (features,)
    eps : float, por omisión 1e-5

    Devuelve
    --------
    out : arreglo, forma (batch, features)
    cache : lo que quieras
    """
    raise NotImplementedError


# layernorm_backward (8 puntos) --------------------------------------------------------------------
#
# Lleva el gradiente que llega, `dout`, hacia atrás por la normalización por capa, hasta x, gamma y
# beta. La media y la varianza de cada ejemplo dependen de todas sus características. La caché viene
# de tu propio `layernorm_forward`.


def layernorm_backward(dout, cache):
    """Parámetros
    ----------
    dout : arreglo, forma (batch, features)
    cache : lo que quieras

    Devuelve
    --------
    dx : arreglo, forma (batch, features)
    dgamma : arreglo, forma (features,)
    dbeta : arreglo, forma (features,)
    """
    raise NotImplementedError
