"""A whole batch: what is already done is taken from the store, the rest is graded and kept at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

import msgspec

import autograder
from autograder.batch.job import Job
from autograder.batch.run import grade_batch
from autograder.course import definitions_digest, load_adapter, support_files
from autograder.grade.outcome import SubmissionResult
from autograder.intake import Submission, Unreadable
from autograder.store import Store

Entry = Submission | Unreadable

#: Called with each result as it is there, and whether it was taken from the store.
Report = Callable[[SubmissionResult, bool], None]


def grade_class(
    job: Job,
    entries: Sequence[Entry],
    store: Store,
    report: Report,
    *,
    jobs: int = 1,
    cluster: str | None = None,
) -> list[SubmissionResult]:
    """Grade every submission that has changed since it was last graded, and return all results.

    On `KeyboardInterrupt` what is finished is returned: nothing is lost, and a later run goes on from there.

    Parameters
    ----------
    job : Job
    entries : sequence of Submission or Unreadable
    store : Store
        Where results are kept, each as soon as it is there.
    report : callable
        Told of every result.
    jobs, cluster
        As for `grade_batch`.
    """
    keys = _keys(job, entries)
    done = {}
    for entry in entries:
        kept = store.get(entry.student, keys[entry.student])
        if kept is not None:
            done[entry.student] = kept
            report(kept, True)
    todo = [entry for entry in entries if entry.student not in done]
    try:
        for result in grade_batch(job, todo, jobs=jobs, cluster=cluster):
            done[result.student] = result
            store.put(keys[result.student], result)
            report(result, False)
    except KeyboardInterrupt:
        pass
    return [done[entry.student] for entry in entries if entry.student in done]


def _keys(job: Job, entries: Iterable[Entry]) -> dict[str, str]:
    """Return, by student, a digest of all that the result depends on."""
    common = [
        autograder.__version__,
        definitions_digest(job.course),
        _files_digest(job),
        msgspec.to_builtins(job.selection),
        job.seed,
    ]
    return {
        entry.student: hashlib.sha256(msgspec.json.encode([*common, entry.digest])).hexdigest()
        for entry in entries
    }


def _files_digest(job: Job) -> str:
    """Return a digest of what is put beside each submission: no module of the course, but results depend on it."""
    files = [path for _, path in support_files(job.course)]
    if job.selection.adapter is not None:
        files.append(load_adapter(job.course, job.selection.adapter).worker)
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
