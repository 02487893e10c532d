"""Grading one exercise: its checks in order, each with its prerequisites, and the mistakes they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.exercise.model import Check, Exercise, Misconception
from autograder.grade.diagnose import diagnose
from autograder.grade.findings import Finding, finding
from autograder.grade.host import Host
from autograder.grade.outcome import (
    CheckResult,
    ExerciseResult,
    ExerciseStatus,
    MisconceptionResult,
    evidence,
    message,
)
from autograder.grade.run import Run, run_check
from autograder.sandbox.calls import WorkerLost
from autograder.text import Text

#: After so many lost processes in one exercise, its remaining checks are given up.
_MAX_LOST = 2


def grade_exercise(assignment: str, exercise: Exercise, host: Host, seed: int) -> ExerciseResult:
    """Run every check of an exercise on a submission.

    Parameters
    ----------
    assignment : str
        The name of the assignment, for the result.
    exercise : Exercise
    host : Host
        Where the submission's functions are asked. A check that loses its process gets a fresh one.
    seed : int
        The class's seed.
    """
    host.rehearse(exercise, seed)
    runs = _run_checks(exercise, host, seed)
    named = _diagnose(exercise, runs)
    checks = [_check_result(exercise, check, runs) for check in exercise.checks]
    return ExerciseResult(
        assignment=assignment,
        name=exercise.name,
        status=_status(exercise, runs, host),
        score=float(sum(check.score for check in checks)),
        max_score=exercise.max_score,
        checks=checks,
        misconceptions=[MisconceptionResult(m.name, message(m.hint), check) for check, m in named.items()],
    )


def _run_checks(exercise: Exercise, host: Host, seed: int) -> dict[str, Run | None]:
    """Return the run of each check by name; None for those skipped after a failed prerequisite."""
    runs: dict[str, Run | None] = {}
    lost: list[Finding] = []
    for check in exercise.checks:
        if any(runs.get(name) is None or _failed(runs[name]) for name in check.needs):
            runs[check.name] = None
        elif len(lost) >= _MAX_LOST:
            runs[check.name] = Run(lost[-1])
        else:
            run = _run(exercise, check, host, seed)
            runs[check.name] = run
            if run.finding and run.finding.status in ("timeout", "killed"):
                lost.append(run.finding)
                host.discard()
    return runs


def _run(exercise: Exercise, check: Check, host: Host, seed: int) -> Run:
    try:
        session = host.session()
    except WorkerLost as error:
        return Run(finding(error, host.lines))
    return run_check(exercise, check, session, seed, host.lines)


def _failed(run: Run | None) -> bool:
    return run is None or run.finding is not None


def _diagnose(exercise: Exercise, runs: Mapping[str, Run | None]) -> dict[str, Misconception]:
    """Return the misconceptions that were recognised, by the first check that showed each."""
    named: dict[str, Misconception] = {}
    for name, run in runs.items():
        if run is None or run.finding is None:
            continue
        found = diagnose(exercise, name, run.exchanges)
        if found is not None and found not in named.values():
            named[name] = found
    return named


def _check_result(exercise: Exercise, check: Check, runs: Mapping[str, Run | None]) -> CheckResult:
    run = runs[check.name]
    title = message(check.text)
    if run is None:
        text = message(_skipped(exercise, check.needs, runs))
        return CheckResult(check.name, title, "skipped", 0.0, float(check.points), text)
    found = run.finding
    if found is None:
        return CheckResult(check.name, title, "passed", float(check.points), float(check.points))
    seen = None if found.evidence is None else evidence(found.evidence)
    return CheckResult(check.name, title, found.status, 0.0, float(check.points), message(found.text), seen)


def _skipped(exercise: Exercise, needs: Sequence[str], runs: Mapping[str, Run | None]) -> Text:
    texts = {check.name: check.text for check in exercise.checks}
    first = next(name for name in needs if _failed(runs.get(name)))
    return Text(
        en=f"Skipped: it comes after “{texts[first].en}”.",
        es=f"Omitida: viene después de «{texts[first].es}».",
    )


def _status(exercise: Exercise, runs: Mapping[str, Run | None], host: Host) -> ExerciseStatus:
    """Tell an exercise that was tried from one left as it was handed out, or absent."""
    findings = [run.finding for run in runs.values() if run is not None]
    if any(found is None or found.status == "failed" for found in findings):
        return "attempted"
    if not host.defines_any(tuple(exercise.references)):
        return "missing"
    untouched = [found for found in findings if found is not None and found.not_attempted]
    return "not_attempted" if untouched and len(untouched) == len(findings) else "attempted"
