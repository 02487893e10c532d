"""Work in several processes that may hang or die without taking the rest along."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

#: Address space of a process: a mutant that asks for more is refused.
_MOST_BYTES = 6 * 2**30

#: What a fresh process may take beyond the limit, to import what it needs.
_START_SECONDS = 60.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lost:
    """The task was not finished: its process took too long, died, or raised an exception.

    Parameters
    ----------
    reason : str
        ``"timeout"``, ``"killed"``, or the exception.
    """

    reason: str


class _Worker:
    """A process and the task it is at."""

    def __init__(self, perform: Callable[[Any], Any], seconds: float) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, perform, seconds), daemon=True)
        self._process.start()
        theirs.close()
        self.task: Any = None
        self.deadline = 0.0
        self._fresh = True

    def give(self, task: Any, seconds: float) -> None:
        """Hand over a task."""
        self.task = task
        self.deadline = time.monotonic() + seconds + (_START_SECONDS if self._fresh else 0.0)
        self._fresh = False
        self.connection.send(task)

    def take(self) -> Any:
        """Return the result of the task, or `Lost`."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            return Lost("killed")

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def work(
    perform: Callable[[T], Any], tasks: Sequence[T], *, jobs: int, seconds: float
) -> Iterator[tuple[T, Any]]:
    """Yield each task with what `perform` made of it, as they are finished.

    Parameters
    ----------
    perform : callable
        A function of a module: processes import it.
    tasks : sequence
        To be sent to processes.
    jobs : int
        How many processes.
    seconds : float
        The time limit of a task. One that exceeds it, or ends its process, yields `Lost`.
    """
    waiting = list(reversed(tasks))
    workers: list[_Worker] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                workers.append(_Worker(perform, seconds))
                workers[-1].give(waiting.pop(), seconds)
            patience = max(0.0, min(worker.deadline for worker in workers) - time.monotonic())
            ready = wait([worker.connection for worker in workers], timeout=patience)
            for worker in list(workers):
                if worker.connection in ready:
                    result = worker.take()
                elif time.monotonic() > worker.deadline:
                    result = Lost("timeout")
                else:
                    continue
                yield worker.task, result
                if isinstance(result, Lost) or not waiting:
                    worker.end()
                    workers.remove(worker)
                else:
                    worker.give(waiting.pop(), seconds)
    finally:
        for worker in workers:
            worker.end()


def _serve(connection: Connection, perform: Callable[[Any], Any], seconds: float) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        signal.alarm(int(2 * (seconds + _START_SECONDS)))  # should nobody be left to end a task that hangs
        try:
            result = perform(task)
        except BaseException as error:  # a mutant may raise anything
            result = Lost(f"{type(error).__name__}: {error}"[:500])
        connection.send(result)
