"""A point, an upstream gradient, and what forward and backward say there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.numeric.gradient import guards
from autograder.numeric.gradient.evaluation import Array, Evaluator, Inquiry, Point, carry_out
from autograder.numeric.gradient.probe import EPS64, Probe, is_coarse, norm, rms
from autograder.numeric.gradient.reshaping import readings, wrong_shape
from autograder.numeric.gradient.survey import survey

#: Agreement no accident explains, for gradients in double precision.
_AGREEMENT = 1e-7

#: Terms that cancel leave up to so many units of their rounding: normalisation multiplies it.
_CANCELLED = 5e4
_CANCELLED_AT_MOST = 5e-4

#: A gradient this much smaller than the upstream one and than all others is not asked to be linear.
_NEGLIGIBLE = 1e-6

#: A mix of two upstream gradients that is again standard Gaussian.
_MIX = (0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything known without further evaluations.

    Parameters
    ----------
    point : Point
    upstream, output : float64 arrays of the output's shape
    claims : mapping of name to array
        Gradients as the backward returned them, each of its block's shape.
    eps : float
        Spacing of the output's type at 1.
    """

    point: Point
    upstream: Array
    output: Array
    claims: Mapping[str, NDArray[Any]]
    eps: float

    @property
    def coarse(self) -> bool:
        """Whether the output has less than double precision."""
        return is_coarse(self.eps)

    def probe(self, name: str, claim: NDArray[Any] | None = None) -> Probe:
        """Return the claim about one block, or another claim about it."""
        claim = self.claims[name] if claim is None else claim
        return Probe(
            name=name,
            point=self.point,
            claimed=claim.astype(np.float64),
            upstream=self.upstream,
            output=self.output,
            eps=self.eps,
            agreement=max(_AGREEMENT, 8 * _spacing(claim)),
            largest=max(rms(other.astype(np.float64)) for other in self.claims.values()),
            rounding=min(_CANCELLED * self._claim_spacing, _CANCELLED_AT_MOST),
        )

    @property
    def negligible(self) -> float:
        """The norm of a gradient that may be what is left of terms that cancel, however crudely computed."""
        largest = max((norm(claim.astype(np.float64)) for claim in self.claims.values()), default=0.0)
        return max(_NEGLIGIBLE, 1e4 * self._claim_spacing) * max(norm(self.upstream), largest)

    @property
    def _claim_spacing(self) -> float:
        return max((_spacing(claim) for claim in self.claims.values()), default=EPS64)


def set_scene(
    evaluator: Evaluator,
    backward: guards.Backward,
    point: Point,
    rng: Generator,
    *,
    loss: bool,
    upstream: Array | None = None,
) -> Scene:
    """Evaluate forward and backward once, and insist on what has to hold of them.

    Parameters
    ----------
    loss : bool
        The backward has no upstream gradient: it is that of a loss.
    upstream : array, optional
        The upstream gradient to use if the output has its shape; a Gaussian one is drawn otherwise.

    Raises
    ------
    Mismatch
        If something does not hold. See `guards`, and a gradient of another shape than its block.
    """
    output = guards.base_output(evaluator, point)
    if upstream is None or upstream.shape != output.shape:
        upstream = np.ones(output.shape) if loss else draw_upstream(output.shape, rng)
    other = draw_upstream(output.shape, rng)
    upstreams = [upstream] if loss else [upstream, other, _MIX[0] * upstream + _MIX[1] * other]
    answers = [guards.claims(found, point) for found in backward(point, upstreams)]
    scene = Scene(point, upstream, output.astype(np.float64), answers[0], _spacing(output))
    for answer in answers:
        _insist_on_shapes(scene, answer, evaluator, rng)
    if not loss:
        guards.linear(answers, _MIX, scene.negligible)
    return scene


def draw_upstream(shape: tuple[int, ...], rng: Generator) -> Array:
    """Draw an upstream gradient: Gaussian, since ones would hide a backward that forgets it.

    A single number is kept away from zero, which would hide everything.
    """
    if shape == ():
        return np.array(rng.uniform(0.5, 1.5) * rng.choice([-1.0, 1.0]))
    return rng.standard_normal(shape)


def _insist_on_shapes(
    scene: Scene, answer: Mapping[str, NDArray[Any]], evaluator: Evaluator, rng: Generator
) -> None:
    for name, block in scene.point.items():
        claim = answer[name]
        if claim.shape != block.shape:
            remedy = carry_out(_remedy(scene, name, claim, rng), evaluator.shaped(scene.output.shape))
            raise wrong_shape(name, claim, block.shape, remedy)


def _remedy(scene: Scene, name: str, claim: NDArray[Any], rng: Generator) -> Inquiry[str | None]:
    """Return the name of a reading of the claim that has the right numbers."""
    for remedy, reading in readings(claim.astype(np.float64), scene.point[name].shape):
        found = yield from survey(scene.probe(name, reading), rng)
        if found.finding == "agrees":
            return remedy
    return None


def _spacing(values: NDArray[Any]) -> float:
    """Return the spacing at 1 of an array's type, no finer than double precision."""
    return max(EPS64, float(np.finfo(values.dtype).eps)) if values.dtype.kind == "f" else EPS64
