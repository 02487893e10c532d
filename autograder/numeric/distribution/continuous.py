"""Whether an answer was drawn from a normal or uniform distribution."""

from __future__ import annotations

import math
from typing import NoReturn

import numpy as np
import numpy.typing as npt

from autograder.numeric.distribution import bounds
from autograder.numeric.distribution.confusions import other_shape, readings
from autograder.numeric.distribution.draws import ENORMOUS, Array, Shape, fail, stacked
from autograder.numeric.distribution.families import Distribution
from autograder.numeric.distribution.independence import (
    require_no_repeated_slices,
    require_unrelated_neighbours,
)
from autograder.numeric.distribution.sample import Sample, furthest_from_cdf
from autograder.text import Text, join


def drawn_from(
    samples: npt.ArrayLike,
    distribution: Distribution,
    *,
    name: str = "w",
    shape: Shape | None = None,
    false_fail: float = 1e-9,
) -> None:
    """Require independent entries of the given distribution.

    Parameters
    ----------
    samples : array, or list or tuple of arrays
        The answer of one call, or of several calls with different generators.
    distribution : Distribution
        What is wanted: `Normal` or `Uniform`.
    name : str
        What the answer is called in messages.
    shape : tuple of int, optional
        The shape each answer must have. Otherwise all must have the first one's.
    false_fail : float
        The largest acceptable probability of rejecting a right answer.

    Raises
    ------
    Mismatch
        Of kind ``"dtype"``, ``"shape"`` or ``"not_finite"`` for what is no sample at all. Otherwise
        ``"distribution"``, its pattern naming what is wrong: copies, mean, variance, limits, shape ...

    Notes
    -----
    Single-precision draws are accepted: values may coincide, and leave the limits, as far as rounding
    explains. Copies are looked for first, since they spoil every other test, and relations between
    neighbours last.
    """
    stack = stacked(samples, name=name, kinds="f", shape=shape)
    found = Sample.of(stack, distribution, name)
    alpha = bounds.share(false_fail, tests=5 + 3 * stack.ndim)
    _require_moderate(found)
    _require_not_constant(found, alpha)
    require_no_repeated_slices(stack, collision=found.resolution, alpha=alpha, name=name)
    _require_few_repeats(found, alpha)
    _require_mean(found, alpha)
    _require_variance(found, alpha)
    _require_extremes(found, alpha)
    _require_cdf(found, alpha)
    require_unrelated_neighbours(found.z, exponent=_product_exponent, alpha=alpha, name=name)


def _require_moderate(found: Sample) -> None:
    """Look for values that would spoil every number below, and whose probability rounds to 0."""
    count = int(np.count_nonzero(np.abs(found.z) >= ENORMOUS))
    if not count:
        return
    text = Text(
        en="{} of {} entries of {} are enormous; a standard deviation of {:.4g} was wanted.",
        es="{} de {} entradas de {} son enormes; se esperaba una desviación estándar de {:.4g}.",
    ).format(count, found.n, found.name, found.wanted.std)
    fail(text, name=found.name, pattern="enormous", wanted=found.wanted.std, count=count, total=found.n)


def _require_not_constant(found: Sample, alpha: float) -> None:
    if np.ptp(found.z) > 0 or not _repeats_too_much(found, found.n - 1, alpha):
        return
    value = found.value(float(found.z.flat[0]))
    text = Text(
        en="Every entry of {} is {:.4g}; they were to be drawn at random.",
        es="Todas las entradas de {} son {:.4g}; debían sortearse al azar.",
    ).format(found.name, value)
    fail(text, name=found.name, got=value, pattern="constant", count=found.n, total=found.n)


def _require_few_repeats(found: Sample, alpha: float) -> None:
    different = len(np.unique(found.z))
    if not _repeats_too_much(found, found.n - different, alpha):
        return
    text = Text(
        en="The {1} entries of {0} hold only {2} different values; draws from a continuous distribution "
        "do not repeat.",
        es="Las {1} entradas de {0} solo tienen {2} valores diferentes; los sorteos de una distribución "
        "continua no se repiten.",
    ).format(found.name, found.n, different)
    fail(text, name=found.name, got=different, wanted=found.n, pattern="repeated values", total=found.n)


def _repeats_too_much(found: Sample, repeats: int, alpha: float) -> bool:
    return bounds.repeats_exponent(repeats, found.n, found.resolution) > math.log(1 / alpha)


def _require_mean(found: Sample, alpha: float) -> None:
    mean = float(np.mean(found.z))
    deviation = max(0.0, abs(mean) - found.resolution)
    if bounds.mean_exponent(found.n, deviation) <= math.log(2 / alpha):
        return
    got, wanted = found.value(mean), found.wanted.mean
    text = Text(
        en="The mean of {} is {:.4g}; {:.4g} was wanted, and chance does not explain the difference.",
        es="La media de {} es {:.4g}; se esperaba {:.4g}, y el azar no explica la diferencia.",
    )
    fail(
        text.format(found.name, got, wanted),
        name=found.name,
        got=got,
        wanted=wanted,
        pattern="mean",
        total=found.n,
    )


def _require_variance(found: Sample, alpha: float) -> None:
    excess = found.mean_square - 1
    ratio = 1 + math.copysign(max(0.0, abs(excess) - 2 * found.resolution), excess)
    if found.wanted.square_exponent(found.n, ratio) > math.log(2 / alpha):
        _fail_variance(found)


def _fail_variance(found: Sample) -> NoReturn:
    got, wanted = found.wanted.std * math.sqrt(found.mean_square), found.wanted.std
    fitting = readings(found)
    text = Text(
        en="The standard deviation of {} is {:.4g}; {:.4g} was wanted. That is {}.",
        es="La desviación estándar de {} es {:.4g}; se esperaba {:.4g}. Es decir, {}.",
    )
    en, es = " or ".join(r.text.en for r in fitting), " o ".join(r.text.es for r in fitting)
    fail(
        Text(
            en=text.format(found.name, got, wanted, en).en,
            es=text.format(found.name, got, wanted, es).es,
        ),
        name=found.name,
        got=got,
        wanted=wanted,
        pattern=" or ".join(r.pattern for r in fitting),
        total=found.n,
    )


def _require_extremes(found: Sample, alpha: float) -> None:
    """Look at the value furthest from the mean: ``P(all within t) = (1 - tail(t))^n`` exactly."""
    furthest = float(np.max(np.abs(found.z)))
    outside = found.wanted.tail(max(0.0, furthest - (1 + furthest) * found.resolution))
    if found.n * outside <= alpha / 2:
        _fail_too_far(found)
    beyond = found.wanted.tail(furthest + (1 + furthest) * found.resolution)
    if beyond >= 1 or found.n * math.log1p(-beyond) < math.log(alpha / 2):
        _fail_too_near(found, furthest)


def _fail_too_far(found: Sample) -> NoReturn:
    low, high = found.wanted.support
    worst = int(np.argmax(np.abs(found.z)))
    got = found.value(float(found.z.flat[worst]))
    if math.isinf(high):
        text = Text(
            en="{} holds {:.4g}, {:.3g} standard deviations from the mean: chance does not explain it.",
            es="{} contiene {:.4g}, a {:.3g} desviaciones estándar de la media: el azar no lo explica.",
        ).format(found.name, got, abs(float(found.z.flat[worst])))
        fail(text, name=found.name, got=got, wanted=found.wanted.mean, pattern="too far", total=found.n)
    count = int(np.count_nonzero(np.abs(found.z) > math.sqrt(3) + 3 * found.resolution))
    text = Text(
        en="{} of {} entries of {} lie outside [{:.4g}, {:.4g}]; the furthest is {:.4g}.",
        es="{} de {} entradas de {} están fuera de [{:.4g}, {:.4g}]; la más lejana es {:.4g}.",
    ).format(count, found.n, found.name, low, high, got)
    _fail_shape(
        found, text, got=got, wanted=high if got > high else low, pattern="outside the limits", count=count
    )


def _fail_too_near(found: Sample, furthest: float) -> NoReturn:
    got = furthest * found.wanted.std
    text = Text(
        en="No entry of {} is further than {:.4g} from the mean; among {} draws some had to be.",
        es="Ninguna entrada de {} se aleja más de {:.4g} de la media; entre {} sorteos alguna debía hacerlo.",
    ).format(found.name, got, found.n)
    _fail_shape(found, text, got=got, pattern="no extremes")


def _require_cdf(found: Sample, alpha: float) -> None:
    z = np.sort(found.z, axis=None)
    signed, at = furthest_from_cdf(z, found.wanted)
    distance = max(0.0, abs(signed) - found.resolution)
    if bounds.cdf_exponent(found.n, distance) <= math.log(2 / alpha):
        return
    x = found.value(at)
    wanted = float(found.wanted.cdf(x))
    got = wanted + signed
    text = Text(
        en="{:.1%} of the entries of {} are below {:.4g}; {:.1%} should be.",
        es="El {:.1%} de las entradas de {} está por debajo de {:.4g}; debía ser el {:.1%}.",
    ).format(got, found.name, x, wanted)
    _fail_shape(found, text, got=got, wanted=wanted, pattern="shape")


def _fail_shape(
    found: Sample,
    text: Text,
    *,
    got: float,
    pattern: str,
    wanted: float | None = None,
    count: int | None = None,
) -> NoReturn:
    other = other_shape(found)
    if other is not None:
        text, pattern = join([text, other.text]), other.pattern
    fail(text, name=found.name, got=got, wanted=wanted, pattern=pattern, count=count, total=found.n)


def _product_exponent(first: Array, second: Array) -> float:
    return bounds.product_exponent(first.size, float(np.mean(first * second)))
