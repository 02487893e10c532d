"""What the gradient check answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from autograder.numeric.gradient.evaluation import Evaluator
from autograder.numeric.gradient.findings import Finding, slight_finding, wrong_finding
from autograder.numeric.gradient.judgement import Judgement, Status, settled
from autograder.numeric.mismatch import Mismatch
from autograder.text import join

_DECISIVE_FIRST: tuple[Status, ...] = ("failed", "inconclusive", "passed")


@dataclass(frozen=True, slots=True)
class GradientVerdict:
    """What the check found.

    Parameters
    ----------
    status : {"passed", "failed", "inconclusive", "vacuous"}
        ``"failed"`` if any block failed, else ``"inconclusive"`` if any block is, else ``"passed"``;
        ``"vacuous"`` if the derivative vanishes in every block, so that there was nothing to see.
    blocks : mapping of name to status
        Without the blocks that were not examined because a condition failed before.
    failures, notes : tuple of Finding
        What is wrong, and differences too small to fail; at most one for each block.
    points, calls : int
        Forward evaluations, and the calls they took.
    """

    status: Status
    blocks: Mapping[str, Status]
    failures: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    points: int
    calls: int


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


def conclude(
    votes: Mapping[str, Sequence[Judgement]], tolerance: float, evaluator: Evaluator
) -> GradientVerdict:
    """Combine the judgements of every block at several points."""
    reached = {name: settled(cast) for name, cast in votes.items()}
    blocks: dict[str, Status] = {name: j.status if j else "inconclusive" for name, j in reached.items()}
    judgements = [judgement for judgement in reached.values() if judgement]
    return GradientVerdict(
        status=next((status for status in _DECISIVE_FIRST if status in blocks.values()), "vacuous"),
        blocks=MappingProxyType(blocks),
        failures=tuple(wrong_finding(j, tolerance) for j in judgements if j.status == "failed"),
        notes=tuple(slight_finding(j) for j in judgements if j.status == "passed" and j.slight),
        points=evaluator.points,
        calls=evaluator.calls,
    )


def refuse(found: Mismatch, evaluator: Evaluator) -> GradientVerdict:
    """Return the failure of a condition without which there is nothing to measure."""
    name = found.evidence.argument
    blocks: dict[str, Status] = {} if name is None else {name: "failed"}
    return GradientVerdict(
        status="failed",
        blocks=MappingProxyType(blocks),
        failures=(Finding(found.text, found.evidence),),
        notes=(),
        points=evaluator.points,
        calls=evaluator.calls,
    )
