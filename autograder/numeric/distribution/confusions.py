"""What a wrong spread or shape may come from, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from autograder.numeric.distribution import bounds
from autograder.numeric.distribution.families import Distribution, Normal, Uniform
from autograder.numeric.distribution.sample import Sample, furthest_from_cdf
from autograder.text import Text

#: The level at which an explanation still counts as fitting.
FITS = 1e-3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a ratio of variances, got to wanted, may come from."""

    ratio: float
    pattern: str
    text: Text


def readings(found: Sample) -> list[Reading]:
    """Return the known confusions that the variance fits, within 10% and within chance, or its ratio."""
    known = _COMMON_RATIOS + _scale_readings(found.wanted.std) + _limit_readings(found.wanted)
    fitting = [reading for reading in known if _fits(found, reading.ratio)]
    return fitting or [_ratio_reading(found.mean_square)]


def _fits(found: Sample, ratio: float) -> bool:
    relative = found.mean_square / ratio if ratio > 0 else math.inf
    return abs(relative - 1) < 0.1 and bounds.chi_square_exponent(found.n, relative) <= math.log(2 / FITS)


def _ratio_reading(ratio: float) -> Reading:
    return Reading(
        ratio,
        "variance",
        Text(
            en="a variance {:.3g} times the wanted one",
            es="una varianza {:.3g} veces la pedida",
        ).format(ratio),
    )


_COMMON_RATIOS = [
    Reading(
        2.0,
        "variance 2 times",
        Text(en="a variance 2 times the wanted one", es="una varianza 2 veces la pedida"),
    ),
    Reading(
        0.5,
        "variance half",
        Text(en="a variance half of the wanted one", es="una varianza que es la mitad de la pedida"),
    ),
    Reading(
        4.0,
        "std 2 times",
        Text(
            en="a standard deviation 2 times the wanted one",
            es="una desviación estándar 2 veces la pedida",
        ),
    ),
    Reading(
        0.25,
        "std half",
        Text(
            en="a standard deviation half of the wanted one",
            es="una desviación estándar que es la mitad de la pedida",
        ),
    ),
]


def _scale_readings(std: float) -> list[Reading]:
    return [
        Reading(
            std * std,
            "std equals the wanted variance",
            Text(
                en="the wanted variance itself: the square root is missing",
                es="la varianza pedida misma: falta la raíz cuadrada",
            ),
        ),
        Reading(
            1 / std / std if std > 1e-150 else math.inf,
            "std 1",
            Text(en="1, as drawn: it was not scaled", es="1, tal como se sortea: no se escaló"),
        ),
    ]


def _limit_readings(wanted: Distribution) -> list[Reading]:
    if math.isfinite(wanted.support[1]):
        return [
            Reading(
                3.0,
                "limit used as std",
                Text(
                    en="the wanted limit: it was used as a standard deviation",
                    es="el límite pedido: se usó como desviación estándar",
                ),
            )
        ]
    return [
        Reading(
            1 / 3,
            "std used as limit",
            Text(
                en="what is left when the wanted one is used as the limit of a uniform distribution",
                es="la que resulta al usar la pedida como límite de una distribución uniforme",
            ),
        )
    ]


def other_shape(found: Sample) -> Reading | None:
    """Recognise the other of normal and uniform, with the wanted mean and variance."""
    bounded = math.isfinite(found.wanted.support[1])
    other: Distribution = Normal(0.0, 1.0) if bounded else Uniform(-math.sqrt(3), math.sqrt(3))
    signed, _ = furthest_from_cdf(np.sort(found.z, axis=None), other)
    if abs(signed) > bounds.cdf_radius(found.n, FITS):
        return None
    return _NORMAL_FOR_UNIFORM if bounded else _UNIFORM_FOR_NORMAL


_NORMAL_FOR_UNIFORM = Reading(
    1.0,
    "normal instead of uniform",
    Text(
        en="They look normal, with the right variance; a uniform distribution was wanted.",
        es="Parecen normales, con la varianza correcta; se pedía una distribución uniforme.",
    ),
)
_UNIFORM_FOR_NORMAL = Reading(
    1.0,
    "uniform instead of normal",
    Text(
        en="They look uniform, with the right variance; a normal distribution was wanted.",
        es="Parecen uniformes, con la varianza correcta; se pedía una distribución normal.",
    ),
)
