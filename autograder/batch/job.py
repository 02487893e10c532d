"""What one process of a batch does: grade a submission, with the course and the zygote kept between calls.

The same function serves this process, a pool of local ones, and a cluster's.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from autograder.course import Course, Selection, lesson_cells, load_adapter, selected, support_files
from autograder.exercise.model import Assignment
from autograder.grade.host import Provided
from autograder.grade.outcome import SubmissionResult
from autograder.grade.submission import grade_submission
from autograder.intake import Submission, Unreadable
from autograder.sandbox.level import find_level
from autograder.sandbox.process import SandboxError, Zygote
from autograder.sandbox.worker.messages import Chunk, File

Grade = Callable[[Submission | Unreadable], SubmissionResult]


@dataclass(frozen=True, slots=True)
class Job:
    """What a batch grades by: everything but the submission. Small, and the same for all of them.

    Parameters
    ----------
    course : Course
    selection : Selection
        What to grade.
    seed : int
    trust : bool
        Whether to grade even in a process that cannot confine submissions.
    """

    course: Course
    selection: Selection
    seed: int
    trust: bool = False


def grade_one(job: Job, entry: Submission | Unreadable) -> SubmissionResult:
    """Grade one submission.

    Raises
    ------
    SandboxError
        If this process (of a cluster's, perhaps) cannot confine it, and `Job.trust` was not given.
    """
    zygote = _zygote(job.trust)
    if not zygote.alive:
        _zygote.cache_clear()
        zygote = _zygote(job.trust)
    return grade_submission(_assignments(job), entry, zygote, job.seed, provided=_provided(job))


@functools.cache
def _assignments(job: Job) -> tuple[Assignment, ...]:
    return selected(job.course, job.selection)


@functools.cache
def _provided(job: Job) -> Provided:
    support = tuple(
        File(name, [Chunk(f"{name}.py", path.read_text(encoding="utf-8"))], stepwise=False)
        for name, path in support_files(job.course)
    )
    if job.selection.adapter is None:
        cells = (lesson_cells(job.course, assignment) for assignment in _assignments(job))
        names = (f"{a.name}{ending}" for a in _assignments(job) for ending in ("", "_en", "_es"))
        return Provided(support=support, lesson=frozenset().union(*cells), handed_out=frozenset(names))
    adapter = load_adapter(job.course, job.selection.adapter)
    source = Chunk(adapter.worker.name, adapter.worker.read_text(encoding="utf-8"))
    return Provided(support=support, adapter=source, files=adapter.files, complete=adapter.complete)


@functools.cache
def _zygote(trust: bool) -> Zygote:
    """This process's zygote; it ends when its socket closes, with this process."""
    zygote = Zygote()
    if not trust and not find_level(zygote).confined:
        zygote.close()
        raise SandboxError(
            "submissions cannot be confined in a process of this batch (see `autograder doctor`)"
        )
    return zygote
