"""The results of grading, as they are stored and written: the shape of ``results.json``."""

from __future__ import annotations

from math import isfinite
from typing import Literal

import msgspec

from autograder.numeric.mismatch import Evidence, Quoted
from autograder.text import Text

CheckStatus = Literal["passed", "failed", "skipped", "error", "timeout", "killed"]
ExerciseStatus = Literal["attempted", "not_attempted", "missing"]
SubmissionStatus = Literal["graded", "unreadable"]


class Message(msgspec.Struct, frozen=True):
    """A text in both languages."""

    en: str
    es: str


class EvidenceResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """What exactly differed. Numbers that JSON cannot hold are written as "nan", "inf" or "-inf"."""

    kind: str
    argument: str | None = None
    index: list[int] | None = None
    got: float | str | None = None
    wanted: float | str | None = None
    count: int | None = None
    total: int | None = None
    error_bound: float | None = None
    pattern: str | None = None


class CheckResult(msgspec.Struct, frozen=True):
    """How one check went."""

    name: str
    title: Message
    status: CheckStatus
    score: float
    points: float
    message: Message | None = None
    evidence: EvidenceResult | None = None


class MisconceptionResult(msgspec.Struct, frozen=True):
    """A mistake that was recognised: it reproduces every answer the submission gave to a failed check."""

    name: str
    hint: Message
    check: str


class ExerciseResult(msgspec.Struct, frozen=True):
    """How one exercise went."""

    assignment: str
    name: str
    status: ExerciseStatus
    score: float
    max_score: float
    checks: list[CheckResult]
    misconceptions: list[MisconceptionResult] = []
    carried_forward: list[str] = []


class ProblemResult(msgspec.Struct, frozen=True):
    """An exception while the submission was first executed, in its own words."""

    type: str
    message: str
    label: str
    line: int


class SubmissionResult(msgspec.Struct, frozen=True):
    """How one submission went."""

    student: str
    status: SubmissionStatus
    score: float
    max_score: float
    cpu_s: float
    wall_s: float
    exercises: list[ExerciseResult] = []
    reason: Message | None = None
    notes: list[Message] = []
    problems: list[ProblemResult] = []


class Sandbox(msgspec.Struct, frozen=True):
    """How well submissions were kept apart: level A to D, and the layers behind it."""

    level: Literal["A", "B", "C", "D"]
    landlock: int = 0
    seccomp: bool = False
    namespaces: bool = False


class Results(msgspec.Struct, frozen=True):
    """A graded class."""

    assignment: str
    version: str
    seed: int
    sandbox: Sandbox
    submissions: list[SubmissionResult]


def message(text: Text) -> Message:
    """Return a text as it is stored."""
    return Message(text.en, text.es)


def evidence(found: Evidence) -> EvidenceResult:
    """Return evidence as it is stored."""
    return EvidenceResult(
        kind=found.kind,
        argument=found.argument,
        index=None if found.index is None else list(found.index),
        got=_quoted(found.got),
        wanted=_quoted(found.wanted),
        count=found.count,
        total=found.total,
        error_bound=found.error_bound if found.error_bound is None or isfinite(found.error_bound) else None,
        pattern=found.pattern,
    )


def _quoted(value: Quoted | None) -> float | str | None:
    if value is None or isinstance(value, str):
        return value
    return float(value) if isfinite(value) else str(float(value))
