"""Grading one exercise: its checks in order, each with its prerequisites, and the mistakes they show."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from autograder.exercise.model import Check, Exercise, Misconception
from autograder.grade.conventions import run_as_meant
from autograder.grade.diagnose import diagnose
from autograder.grade.findings import finding
from autograder.grade.host import Host
from autograder.grade.outcome import (
    CheckResult,
    ExerciseResult,
    ExerciseStatus,
    MisconceptionResult,
    evidence,
    message,
)
from autograder.grade.run import Run
from autograder.sandbox.calls import WorkerLost
from autograder.text import Text

#: After so many time-outs, or so many lost processes, the rest of an exercise's checks are given up.
_MAX_TIMEOUTS = 2
_MAX_LOST = 10


def grade_exercise(
    assignment: str, exercise: Exercise, host: Host, seed: int, *, passed: Container[str] = ()
) -> ExerciseResult:
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
    passed : container of str
        Checks known to be passed: they are not run again.
    """
    runs = _run_checks(exercise, host, seed, passed)
    named = _diagnose(exercise, runs)
    conventions = [
        MisconceptionResult(run.instead.instead, message(run.instead.hint), check)
        for check, run in runs.items()
        if run is not None and run.instead is not None
    ]
    checks = [_check_result(exercise, check, runs) for check in exercise.checks]
    return ExerciseResult(
        assignment=assignment,
        name=exercise.name,
        status=_status(exercise, runs, host),
        score=float(sum(check.score for check in checks)),
        max_score=exercise.max_score,
        checks=checks,
        misconceptions=[
            *(MisconceptionResult(m.name, message(m.hint), check) for check, m in named.items()),
            *conventions,
        ],
    )


def _run_checks(exercise: Exercise, host: Host, seed: int, passed: Container[str]) -> dict[str, Run | None]:
    """Return the run of each check by name; None for those skipped after a failed prerequisite."""
    runs: dict[str, Run | None] = {}
    losses = [lost for lost in [host.rehearse(exercise, seed)] if lost]
    for check in exercise.checks:
        if check.name in passed:
            runs[check.name] = Run(None)
        elif any(_failed(runs.get(name)) for name in check.needs):
            runs[check.name] = None
        elif _given_up(losses):
            runs[check.name] = Run(finding(losses[-1], host.lines))
        else:
            run = runs[check.name] = _run(exercise, check, host, seed)
            if run.lost is not None:
                losses.append(run.lost)
                host.discard(run.lost)
    return runs


def _given_up(losses: Sequence[WorkerLost]) -> bool:
    """Tell whether an exercise has cost enough processes; a time-out costs more than a crash."""
    timeouts = sum(lost.reason == "timeout" for lost in losses)
    return timeouts >= _MAX_TIMEOUTS or len(losses) >= _MAX_LOST


def _run(exercise: Exercise, check: Check, host: Host, seed: int) -> Run:
    try:
        session = host.session()
    except WorkerLost as lost:
        return Run(finding(lost, host.lines), lost=lost)
    return run_as_meant(exercise, check, session, seed, host.lines)


def _failed(run: Run | None) -> bool:
    return run is None or run.finding is not None


def _diagnose(exercise: Exercise, runs: Mapping[str, Run | None]) -> dict[str, Misconception]:
    """Return the misconceptions that were recognised, by the first check that showed each."""
    named: dict[str, Misconception] = {}
    for name, run in runs.items():
        if run is None or run.finding is None or run.instead is not None:
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
