"""The verdict on one block at one point, and how verdicts at several points are combined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from numpy.random import Generator

from autograder.numeric.gradient.entries import Entry, Sample, measure, typical_size, verdict
from autograder.numeric.gradient.evaluation import Inquiry
from autograder.numeric.gradient.ladder import CLEAR
from autograder.numeric.gradient.localise import Located, every_entry, localise
from autograder.numeric.gradient.probe import Probe
from autograder.numeric.gradient.survey import survey

Status: TypeAlias = Literal["passed", "failed", "inconclusive", "vacuous"]

#: The fraction of entries to decide where directions decide nothing.
_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one point says of one block.

    Parameters
    ----------
    status : str
    probe : Probe
        The block there.
    wrong, slight : tuple of Entry
        Entries beyond the tolerance, and entries that differ by less.
    sample : Sample or None
        The numerical gradient on a grid, if it was measured.
    smooth : bool
        False if a kink was seen along a direction.
    """

    status: Status
    probe: Probe
    wrong: tuple[Entry, ...] = ()
    slight: tuple[Entry, ...] = ()
    sample: Sample | None = None
    smooth: bool = True

    @property
    def is_clear(self) -> bool:
        """Whether there are errors, and all are beyond doubt.

        Kinks of opposite sign can hide from the bound of one entry, but not from those of all directions.
        """
        clear = all(entry.error > CLEAR * entry.bound for entry in self.wrong)
        return bool(self.wrong) and clear and self.smooth


def judge(probe: Probe, tolerance: float, rng: Generator, *, by_entry: bool) -> Inquiry[Judgement]:
    """Judge a block along directions, and locate what is wrong.

    Parameters
    ----------
    probe : Probe
    tolerance : float
        The relative error of an entry that fails.
    rng : Generator
    by_entry : bool
        Measure entries one by one if directions leave the question open.
    """
    if probe.values.size == 0 or probe.output.size == 0:
        return Judgement("vacuous", probe)
    found = yield from survey(probe, rng)
    if found.finding == "agrees":
        return Judgement("passed", probe)
    if found.finding == "zero":
        return Judgement("vacuous", probe)
    if found.finding == "suspect":
        located = yield from localise(probe, found, tolerance, rng)
        if located.wrong or located.slight:
            return _located(probe, located, smooth=found.clear)
    if by_entry:
        located = yield from every_entry(probe, tolerance, rng)
        if located.wrong or located.decided >= _ENOUGH:
            return _located(probe, located)
    return Judgement("inconclusive", probe)


def recheck(probe: Probe, before: Judgement, tolerance: float) -> Inquiry[Judgement]:
    """Measure again, elsewhere, only the entries that were wrong."""
    entries = yield from measure(probe, [entry.index for entry in before.wrong])
    typical = typical_size(probe, before.sample)
    wrong = tuple(entry for entry in entries if verdict(probe, entry, typical, tolerance) == "wrong")
    return Judgement("failed" if wrong else "passed", probe, wrong)


def settled(votes: Sequence[Judgement]) -> Judgement | None:
    """Return what the judgements at several points amount to, or None if that is open.

    One pass settles it, but a failure has to be seen twice, and more often than passes.
    """
    failed = [vote for vote in votes if vote.status == "failed"]
    passed = [vote for vote in votes if vote.status in ("passed", "vacuous")]
    if len(passed) > len(failed):
        return passed[-1]
    return failed[0] if len(failed) >= 2 and len(failed) > len(passed) else None


def _located(probe: Probe, located: Located, *, smooth: bool = True) -> Judgement:
    status: Status = "failed" if located.wrong else "passed"
    return Judgement(status, probe, located.wrong, located.slight, located.sample, smooth)
