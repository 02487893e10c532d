import numpy as np


def _desviacion(numerador, denominador):
    return np.sqrt(numerador / denominador)


def xavier_normal(fan_in, fan_out, *, rng):
    return _desviacion(1, fan_in) * rng.standard_normal(size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return _desviacion(2, fan_in) * rng.standard_normal(size=(fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    # uniforme de ancho 2L: desviación = L / sqrt(3)
    L = np.sqrt(3) * _desviacion(2, fan_in + fan_out)
    return rng.uniform(-L, L, size=(fan_in, fan_out))
