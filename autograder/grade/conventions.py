"""Where another course means another convention: there it is right, and ours is the other one."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.exercise.model import Check, Exercise
from autograder.grade.diagnose import reproduces
from autograder.grade.findings import Finding, Lines
from autograder.grade.run import Exchange, Run, run_check
from autograder.sandbox.calls import Session


def run_as_meant(exercise: Exercise, check: Check, session: Session, seed: int, lines: Lines) -> Run:
    """Run a check; what the convention that is meant answers is right, and it has to be followed.

    A convention differs visibly in every check that would catch it as a misconception. A submission that passes
    such a check, and never by way of the convention, follows ours instead.
    """
    if not exercise.meant:
        return run_check(exercise, check, session, seed, lines)
    conventions = {m.name: m for m in exercise.misconceptions}
    followed: set[str] = set()

    def excused(exchanges: Sequence[Exchange]) -> bool:
        found = {
            m.convention for m in exercise.meant if reproduces(exercise, conventions[m.convention], exchanges)
        }
        followed.update(found)
        return bool(found)

    run = run_check(exercise, check, session, seed, lines, excused)
    if run.finding is None:
        for meant in exercise.meant:
            if check.name in conventions[meant.convention].caught_by and meant.convention not in followed:
                return Run(Finding(status="failed", text=meant.hint), instead=meant)
    return run
