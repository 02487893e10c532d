"""Many submissions at once: over local processes, or over a Dask cluster. Results come as they finish."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager

from autograder.batch.job import Job, grade_one
from autograder.grade.outcome import SubmissionResult, message
from autograder.intake import Submission, Unreadable
from autograder.text import Text

_LOST = Text(
    en="The grader's own process ended while grading this submission. Is the machine out of memory?",
    es="El proceso del calificador terminó mientras calificaba esta entrega. ¿Le falta memoria al equipo?",
)


class ClusterError(Exception):
    """The cluster cannot be used.

    Parameters
    ----------
    text : Text
        What is wrong, and what to do.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def grade_batch(
    job: Job, entries: Sequence[Submission | Unreadable], *, jobs: int = 1, cluster: str | None = None
) -> Iterator[SubmissionResult]:
    """Yield the result of each submission as it is finished, in any order.

    Parameters
    ----------
    job : Job
    entries : sequence of Submission or Unreadable
    jobs : int
        Local processes; with 1, this one.
    cluster : str, optional
        The address of a Dask scheduler, to use its workers instead.

    Raises
    ------
    ClusterError
        If there is no such cluster.
    """
    if cluster is None and (jobs == 1 or len(entries) < 2):
        yield from (grade_one(job, entry) for entry in entries)
        return
    context = _dask(cluster) if cluster else _local(jobs)
    with context as executor:
        yield from _collect(executor, job, entries)


def _collect(
    executor: Executor, job: Job, entries: Sequence[Submission | Unreadable]
) -> Iterator[SubmissionResult]:
    pending = {executor.submit(grade_one, job, entry): entry for entry in entries}
    broken = []
    for future in as_completed(pending):
        try:
            yield future.result()
        except BrokenProcessPool:
            broken.append(pending[future])
    for entry in broken:  # one of them ended a grader (out of memory, say): each gets one of its own
        yield _alone(job, entry)


def _alone(job: Job, entry: Submission | Unreadable) -> SubmissionResult:
    try:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
            return executor.submit(grade_one, job, entry).result()
    except BrokenProcessPool:
        return SubmissionResult(entry.student, "unreadable", 0.0, 0.0, 0.0, 0.0, reason=message(_LOST))


def _local(jobs: int) -> AbstractContextManager[Executor]:
    # "spawn": no grader is forked from a process that already has threads (a progress bar's, BLAS's).
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _dask(address: str) -> AbstractContextManager[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            Text(
                en="--cluster needs Dask: pip install 'gradiente[cluster]'.",
                es="--cluster necesita Dask: pip install 'gradiente[cluster]'.",
            )
        ) from None
    try:
        client = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
        executor: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterError(
            Text(
                en=f"There is no Dask scheduler at {address} ({error}). Start one with `dask scheduler`.",
                es=f"No hay un planificador de Dask en {address} ({error}). Inicia uno con `dask scheduler`.",
            )
        ) from error
    return executor
