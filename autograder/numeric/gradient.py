"""Is a hand-written backward the derivative of the forward it belongs to?

A fixed step with a fixed tolerance cannot tell: on correct code it errs at unusual scales, at ties and
in single precision. Here every numerical derivative comes with a bound on its error, and the verdict
follows from the bounds:

1. guards (`guards`): shapes, finite values, a repeatable forward, a backward linear in its upstream;
2. a few random directions per block (`survey`), with quick tests that only agreement can pass;
3. on disagreement, an error-estimated derivative (`ladder`), and the wrong entries (`localise`);
4. a failure counts only if it reappears at a neighbouring point, or with another upstream gradient;
5. what cannot be decided is tried at neighbouring points, entry by entry, and then called inconclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.random import Generator

from autograder.numeric.evaluation import Evaluator, Forward, Inquiry, Point, carry_out, together
from autograder.numeric.gradient_findings import Finding, slight_finding, wrong_finding
from autograder.numeric.guards import Backward
from autograder.numeric.judgement import Judgement, Status, judge, recheck, settled
from autograder.numeric.mismatch import Mismatch
from autograder.numeric.probe import Probe, rms
from autograder.numeric.scene import Scene, set_scene
from autograder.text import join

__all__ = ["Backward", "Finding", "Forward", "GradientVerdict", "Point", "check_gradient", "raise_if_failed"]

Resample: TypeAlias = Callable[[Generator], Point]

#: Where to look again, in units of each block's scale, and how much farther if the output is coarse.
_JITTERS = (1e-4, 1e-4, 3e-3)
_COARSE_JITTER = 100

_WORST_FIRST: tuple[Status, ...] = ("failed", "inconclusive", "passed", "vacuous")


@dataclass(frozen=True, slots=True)
class GradientVerdict:
    """What the check found.

    Parameters
    ----------
    status : {"passed", "failed", "inconclusive", "vacuous"}
        ``"failed"`` if any block failed, else ``"inconclusive"`` if any block is, else ``"passed"``.
        ``"vacuous"`` if no block depends on the parameters, so that there was nothing to see.
    blocks : mapping of name to status
        Without blocks that were not examined because a condition failed before.
    failures, notes : tuple of Finding
        What is wrong, by block, and differences too small to fail.
    points, calls : int
        Forward evaluations, and the calls they took.
    """

    status: Status
    blocks: Mapping[str, Status]
    failures: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    points: int
    calls: int


def check_gradient(
    forward: Forward,
    backward: Backward,
    point: Point,
    *,
    rng: Generator,
    tolerance: float = 1e-4,
    loss: bool = False,
    resample: Resample | None = None,
) -> GradientVerdict:
    """Decide whether `backward` is the derivative of `forward` at `point`.

    Parameters
    ----------
    forward : callable
        Many points to their outputs, each one array of the same shape (0-d for a loss). Floats of any
        precision; the arithmetic inside may be coarser still.
    backward : callable
        One point and several upstream gradients to the gradients of each, by name.
    point : mapping of name to array
        The parameters under test.
    rng : numpy.random.Generator
        Source of directions and upstream gradients: the verdict is a function of its state.
    tolerance : float
        Relative error of an entry that fails; entries below a tenth of the typical size count as that.
    loss : bool
        The backward is that of a loss, and ignores its (single) upstream gradient, which is 1.
    resample : callable, optional
        Draws another point like `point`, for when this one and its neighbours decide nothing.

    Returns
    -------
    GradientVerdict
        Whatever the forward and the backward return, nothing is raised.
    """
    blocks = {name: np.array(block, dtype=np.float64) for name, block in point.items()}
    evaluator = Evaluator(forward)
    check = _Check(evaluator, backward, rng, tolerance, loss, resample)
    try:
        with np.errstate(all="ignore"):  # overflow and nan are findings here, not accidents
            return check.run(blocks)
    except Mismatch as found:
        finding = Finding(found.text, found.evidence)
        failed: dict[str, Status] = {name: "failed" for name in [finding.evidence.argument] if name}
        return GradientVerdict("failed", failed, (finding,), (), evaluator.points, evaluator.calls)


def raise_if_failed(verdict: GradientVerdict) -> None:
    """Raise the failures of a verdict, if there are any.

    Raises
    ------
    Mismatch
        With the sentences of all failures, and the evidence of the first.
    """
    if verdict.failures:
        text = join(failure.text for failure in verdict.failures)
        raise Mismatch(text, verdict.failures[0].evidence)


@dataclass(frozen=True, slots=True)
class _Check:
    """One check: who is asked, and how strictly."""

    evaluator: Evaluator
    backward: Backward
    rng: Generator
    tolerance: float
    loss: bool
    resample: Resample | None

    def run(self, point: Point) -> GradientVerdict:
        """Judge all blocks, first here, then elsewhere those that are not settled."""
        origin = self._scene(point, None)
        votes: dict[str, list[Judgement]] = {name: [] for name in point}
        self._vote(origin, votes)
        for elsewhere in self._elsewhere(origin):
            unsettled = {name: cast for name, cast in votes.items() if settled(cast) is None}
            if not unsettled:
                break
            neighbour = self._neighbour(elsewhere, origin)
            if neighbour is not None:
                self._vote(neighbour, unsettled)
                self._vote_again(origin, unsettled)
        return self._verdict(votes)

    def _elsewhere(self, origin: Scene) -> Iterator[Point]:
        """Yield other points, nearest first."""
        for distance in _JITTERS:
            size = distance * (_COARSE_JITTER if origin.coarse else 1)
            yield {
                name: block + size * (rms(block) or 1.0) * self.rng.standard_normal(block.shape)
                for name, block in origin.point.items()
            }
        if self.resample is not None:
            drawn = self.resample(self.rng)
            yield {name: np.array(drawn[name], dtype=np.float64) for name in origin.point}

    def _scene(self, point: Point, origin: Scene | None) -> Scene:
        upstream = origin.upstream if origin else None
        return set_scene(self.evaluator, self.backward, point, self.rng, loss=self.loss, upstream=upstream)

    def _neighbour(self, point: Point, origin: Scene) -> Scene | None:
        """Return the scene at another point, or None if it is outside the domain."""
        try:
            return self._scene(point, origin)
        except Mismatch as found:
            if found.evidence.kind == "not_finite":
                return None
            raise

    def _vote(self, scene: Scene, votes: Mapping[str, list[Judgement]]) -> None:
        """Add the judgement of each block at this scene, all at once."""
        judgements = self._carry_out(scene, [self._judged(scene.probe(name), votes[name]) for name in votes])
        for name, judgement in zip(votes, judgements, strict=True):
            votes[name].append(judgement)

    def _judged(self, probe: Probe, before: list[Judgement]) -> Inquiry[Judgement]:
        if before and before[-1].status == "failed":
            again = yield from recheck(probe, before[-1], self.tolerance)
            if again.status == "failed":
                return again
        return (yield from judge(probe, self.tolerance, self.rng, by_entry=bool(before)))

    def _vote_again(self, origin: Scene, votes: Mapping[str, list[Judgement]]) -> None:
        """Look with another upstream gradient at errors that were clear here, but not at a neighbour.

        A backward can be wrong at one point only: where a mask compares with exactly zero, say.
        """
        clear = {
            name: cast[0]
            for name, cast in votes.items()
            if len(cast) == 2 and cast[0].clearly_wrong and cast[1].status != "failed"
        }
        if not clear or self.loss:
            return
        scene = self._scene(origin.point, None)
        rechecks = [recheck(scene.probe(name), first, self.tolerance) for name, first in clear.items()]
        for name, judgement in zip(clear, self._carry_out(scene, rechecks), strict=True):
            if judgement.clearly_wrong:
                votes[name].append(judgement)

    def _carry_out(self, scene: Scene, inquiries: list[Inquiry[Judgement]]) -> list[Judgement]:
        return carry_out(together(inquiries), self.evaluator.shaped(scene.output.shape))

    def _verdict(self, votes: Mapping[str, list[Judgement]]) -> GradientVerdict:
        final = {name: settled(cast) for name, cast in votes.items()}
        blocks: dict[str, Status] = {
            name: judgement.status if judgement else "inconclusive" for name, judgement in final.items()
        }
        reached = [judgement for judgement in final.values() if judgement]
        return GradientVerdict(
            status=_overall(set(blocks.values())),
            blocks=MappingProxyType(blocks),
            failures=tuple(wrong_finding(j, self.tolerance) for j in reached if j.status == "failed"),
            notes=tuple(slight_finding(j) for j in reached if j.status == "passed" and j.slight),
            points=self.evaluator.points,
            calls=self.evaluator.calls,
        )


def _overall(statuses: set[Status]) -> Status:
    for status in _WORST_FIRST:
        if status in statuses:
            return status
    return "vacuous"
