"""Whether a dropout mask keeps each entry with the wanted probability, independently."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from autograder.numeric.distribution import bounds
from autograder.numeric.distribution.confusions import FITS
from autograder.numeric.distribution.draws import ENORMOUS, Array, Shape, fail, stacked
from autograder.numeric.distribution.independence import (
    require_no_repeated_slices,
    require_unrelated_neighbours,
)
from autograder.text import Text, join


def mask_drawn(
    mask: npt.ArrayLike,
    *,
    keep_prob: float,
    name: str = "mask",
    shape: Shape | None = None,
    false_fail: float = 1e-9,
) -> None:
    """Require a mask that keeps each entry independently with probability `keep_prob`.

    Parameters
    ----------
    mask : array of bool, or list or tuple of arrays
        True, or 1, where an entry is kept; one mask, or those of several calls with different generators.
    keep_prob : float
        The probability of keeping an entry, from 0 to 1.
    name : str
        What the mask is called in messages.
    shape : tuple of int, optional
        The shape each mask must have. Otherwise all must have the first one's.
    false_fail : float
        The largest acceptable probability of rejecting a right answer.

    Raises
    ------
    Mismatch
        Of kind ``"dtype"``, ``"shape"``, ``"not_finite"`` or ``"value"`` for what is no mask at all.
        Otherwise ``"distribution"``, its pattern naming what is wrong: fraction kept, copies, dependence.
    """
    if not 0 <= keep_prob <= 1:
        raise ValueError(f"keep_prob must be from 0 to 1, not {keep_prob}")
    stack = stacked(mask, name=name, kinds="biuf", shape=shape)
    _require_zeros_and_ones(stack, name)
    kept = stack.astype(bool)
    alpha = bounds.share(false_fail, tests=1 + 3 * kept.ndim)
    agreement = keep_prob**2 + (1 - keep_prob) ** 2

    def exponent(first: Array, second: Array) -> float:
        return bounds.binomial_exponent(first.size, float(np.mean(first == second)), agreement)

    if not kept.all() and kept.any():  # copies explain an odd fraction; a constant mask is not a copy
        require_no_repeated_slices(kept, collision=agreement, alpha=alpha, name=name)
    _require_fraction(kept, keep_prob, alpha, name)
    require_unrelated_neighbours(kept, exponent=exponent, alpha=alpha, name=name)


def _require_zeros_and_ones(stack: Array, name: str) -> None:
    bad = np.argwhere((stack != 0) & (stack != 1))
    if not len(bad):
        return
    call, *index = (int(i) for i in bad[0])
    got = max(-ENORMOUS, min(ENORMOUS, float(stack[(call, *index)])))
    text = Text(
        en="{} holds {:.4g}; a mask has only 0 and 1 (False and True).",
        es="{} contiene {:.4g}; una máscara solo tiene 0 y 1 (False y True).",
    ).format(name, got)
    fail(
        text,
        kind="value",
        name=name,
        got=got,
        wanted="0 or 1",
        index=tuple(index),
        count=len(bad),
        total=stack.size,
    )


def _require_fraction(kept: Array, keep_prob: float, alpha: float, name: str) -> None:
    fraction = float(np.mean(kept))
    if bounds.binomial_exponent(kept.size, fraction, keep_prob) <= math.log(2 / alpha):
        return
    text = Text(
        en="{} keeps {:.1%} of its {} entries; keep_prob is {:.4g}.",
        es="{} conserva el {:.1%} de sus {} entradas; keep_prob es {:.4g}.",
    ).format(name, fraction, kept.size, keep_prob)
    swapped = bounds.binomial_exponent(kept.size, fraction, 1 - keep_prob) <= math.log(2 / FITS)
    if swapped:
        text = join([text, _SWAPPED])
    pattern = "keep and drop exchanged" if swapped else "fraction kept"
    fail(text, name=name, got=fraction, wanted=keep_prob, pattern=pattern, total=kept.size)


_SWAPPED = Text(
    en="The probabilities of keeping and of dropping are exchanged.",
    es="Las probabilidades de conservar y de descartar están intercambiadas.",
)
