"""The gradient check as a whole.

A fixed step with a fixed tolerance cannot tell whether a backward is right: on correct code it errs at
unusual scales, at ties and in single precision. Here every numerical derivative comes with a bound on
its error, and the verdict follows from the bounds:

1. guards (`guards`): shapes, finite values, a repeatable forward, a backward linear in its upstream;
2. a few random directions per block (`survey`), with quick tests that only agreement can pass;
3. on disagreement, a derivative with an estimated error (`ladder`), and the wrong entries (`localise`);
4. a failure counts only if it reappears at a neighbouring point, or with another upstream gradient;
5. what cannot be decided is tried at neighbouring points, entry by entry, and then called inconclusive.

`benchmarks/gradient_rates.py` measures how often it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.random import Generator

from autograder.numeric.gradient.evaluation import Evaluator, Forward, Inquiry, Point, carry_out, together
from autograder.numeric.gradient.guards import Backward
from autograder.numeric.gradient.judgement import Judgement, judge, recheck, settled
from autograder.numeric.gradient.probe import Probe, rms
from autograder.numeric.gradient.scene import Scene, set_scene
from autograder.numeric.gradient.verdict import GradientVerdict, conclude, refuse
from autograder.numeric.mismatch import Mismatch

#: Draws another point with the same parameters.
Resample: TypeAlias = Callable[[Generator], Point]

#: Where to look again, in units of each block's scale, and how much farther if the output is coarse.
_JITTERS = (1e-4, 1e-4, 3e-3)
_COARSE_JITTER = 100


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
        Relative error of an entry that fails; an entry below a tenth of the typical size counts as that.
    loss : bool
        The backward is that of a loss, and ignores its (single) upstream gradient, which is 1.
    resample : callable, optional
        Draws another point like `point`, for when this one and its neighbours decide nothing.

    Returns
    -------
    GradientVerdict
        Nothing is raised, whatever arrays the forward and the backward return.
    """
    blocks = {name: np.array(block, dtype=np.float64) for name, block in point.items()}
    evaluator = Evaluator(forward)
    check = _Check(evaluator, backward, rng, tolerance, loss, resample)
    try:
        with np.errstate(all="ignore"):  # overflow and nan are findings here, not accidents
            votes = check.votes(blocks)
            return conclude(votes, tolerance, evaluator)
    except Mismatch as found:
        return refuse(found, evaluator)


@dataclass(frozen=True, slots=True)
class _Check:
    """One check: who is asked, and how strictly."""

    evaluator: Evaluator
    backward: Backward
    rng: Generator
    tolerance: float
    loss: bool
    resample: Resample | None

    def votes(self, point: Point) -> Mapping[str, list[Judgement]]:
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
        return votes

    def _scene(self, point: Point, origin: Scene | None) -> Scene:
        """Look at a point, with the upstream gradient of another scene or a fresh one."""
        upstream = origin.upstream if origin else None
        return set_scene(self.evaluator, self.backward, point, self.rng, loss=self.loss, upstream=upstream)

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
        inquiries = [self._judged(scene.probe(name), cast) for name, cast in votes.items()]
        for cast, judgement in zip(votes.values(), self._carry_out(scene, inquiries), strict=True):
            cast.append(judgement)

    def _judged(self, probe: Probe, before: list[Judgement]) -> Inquiry[Judgement]:
        """Judge a block in full, unless the entries that were wrong before are wrong again."""
        if before and before[-1].status == "failed":
            again = yield from recheck(probe, before[-1], self.tolerance)
            if again.status == "failed":
                return again
        # Entry by entry is expensive, and a third try seldom decides what a second did not.
        return (yield from judge(probe, self.tolerance, self.rng, by_entry=len(before) == 1))

    def _vote_again(self, origin: Scene, votes: Mapping[str, list[Judgement]]) -> None:
        """Look with another upstream gradient at errors that were clear here, but not at a neighbour.

        A backward can be wrong at one point only: where a mask compares with exactly zero, say.
        """
        clear = {
            name: cast[0]
            for name, cast in votes.items()
            if len(cast) == 2 and cast[1].status != "failed" and cast[0].is_clear
        }
        if not clear or self.loss:
            return
        scene = self._scene(origin.point, None)
        rechecks = [recheck(scene.probe(name), first, self.tolerance) for name, first in clear.items()]
        for name, judgement in zip(clear, self._carry_out(scene, rechecks), strict=True):
            if judgement.is_clear:
                votes[name].append(judgement)

    def _carry_out(self, scene: Scene, inquiries: list[Inquiry[Judgement]]) -> list[Judgement]:
        return carry_out(together(inquiries), self.evaluator.shaped(scene.output.shape))
