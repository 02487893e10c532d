"""Keeping a submission at hand: executed once, and again in a fresh process after a crash or time-out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Protocol

from autograder.exercise.model import Exercise
from autograder.grade.findings import Lines, builtin_exception
from autograder.grade.outcome import ProblemResult
from autograder.grade.rehearsal import Rehearsed, plan_of
from autograder.intake import Submission
from autograder.intake.model import SourceFile
from autograder.sandbox.calls import HeldFunction, Session, WorkerLost
from autograder.sandbox.channel import Allowance, Deadline
from autograder.sandbox.local import LocalSession
from autograder.sandbox.process import WorkerProcess, Zygote
from autograder.sandbox.remote import RemoteSession
from autograder.sandbox.worker.messages import Chunk, File, Load, Loaded, Problem
from autograder.text import printable

#: How many steps of a submission that hang or crash are left out before it is given up.
_MAX_SKIPPED = 3

#: How much of what went wrong while loading is kept.
_MAX_PROBLEMS = 20
_MOST_IN_WANT = 1000
_MAX_MESSAGE = 1000

#: How many time-outs, and how many crashes, one submission may cost altogether. Crashes are quick.
_MAX_LOST = {"timeout": 12, "killed": 100}


#: Modules that take longer to import than a submission to grade, by the word that gives their use away.
_SLOW_IMPORTS = {"matplotlib": "matplotlib.pyplot", "scipy": "scipy.optimize"}

#: How long the grader waits for one submission altogether, in deadlines of one exchange. Without this, one that
#: crashes or answers just before each deadline would cost a hundred of them.
_MAX_WAITS = 12


#: A module's name, as it may be shown.
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provided:
    """What a course puts beside each submission in its worker.

    Parameters
    ----------
    support : tuple of File
        Modules that submissions may import.
    adapter : Chunk or None
        Source that answers in the place of a submission in another course's shape.
    lesson : frozenset of str
        The cells that notebooks were handed out with, besides those to write in.
    handed_out : frozenset of str
        The names, without suffix, of the files to write in: where another file defines the same, they count.
    files : tuple of str
        The same, as regular expressions of whole paths, those that count most last.
    complete : tuple of str
        Regular expressions of paths at which a course hands out finished code, which is not the student's.
    """

    support: tuple[File, ...] = ()
    adapter: Chunk | None = None
    lesson: frozenset[str] = frozenset()
    handed_out: frozenset[str] = frozenset()
    files: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()


class Host(Protocol):
    """Where a submission's functions are asked."""

    lines: Lines

    def session(self) -> Session:
        """Return the submission's session, in a fresh process if the last one was lost."""
        ...

    def rehearse(self, exercise: Exercise, seed: int) -> WorkerLost | None:
        """Be told which exercise comes next; return what was lost by that."""
        ...

    def defines_any(self, names: Sequence[str]) -> bool:
        """Tell whether the submission defines any of these."""
        ...

    def discard(self, lost: WorkerLost | None = None) -> None:
        """Give up the current process (`lost` if it was): the next `session` is a fresh one."""
        ...

    def with_stand_ins(self, functions: Sequence[HeldFunction]) -> Session:
        """Return a fresh session in which functions of the grader's replace submitted ones."""
        ...


class LocalHost:
    """A trusted submission in this process.

    Parameters
    ----------
    functions : mapping of str to callable
        What it defines.
    """

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self.lines: Lines = {}
        self._functions = functions
        self._session = LocalSession(functions)

    def session(self) -> Session:
        """Return the session."""
        return self._session

    def rehearse(self, exercise: Exercise, seed: int) -> WorkerLost | None:
        """Do nothing: asking costs nothing here."""
        return None

    def defines_any(self, names: Sequence[str]) -> bool:
        """Tell whether the submission defines any of these."""
        return any(name in self._functions for name in names)

    def discard(self, lost: WorkerLost | None = None) -> None:
        """Do nothing: there is no process to lose."""

    def with_stand_ins(self, functions: Sequence[HeldFunction]) -> Session:
        """Return a session with the functions replaced."""
        return LocalSession({**self._functions, **{held.name: held.function for held in functions}})


class WorkerHost:
    """A submission in confined workers.

    Parameters
    ----------
    zygote : Zygote
        Where workers come from.
    submission : Submission
    deadline : Deadline
        For each exchange with a worker.
    provided : Provided
        What the course puts beside the submission.
    """

    def __init__(
        self,
        zygote: Zygote,
        submission: Submission,
        deadline: Deadline,
        provided: Provided = Provided(),
    ) -> None:
        self._provided = provided
        self._zygote = zygote
        self._usual = self._deadline = deadline
        given = _given(submission, provided.complete)
        everything = worker_files(submission, provided.lesson, provided.handed_out, provided.files)
        self._files = [file for file in everything if file.module not in given]
        self._given = [file for file in everything if file.module in given]
        for word, module in _SLOW_IMPORTS.items():
            if any(word in chunk.source for file in self._files for chunk in file.chunks):
                zygote.warm(module)
        self._skip: list[int] = []
        self._only_definitions = False
        self._last_step: int | None = None
        self._lost = Counter[str]()
        self._process: WorkerProcess | None = None
        self._session: RemoteSession | Rehearsed | None = None
        self.lines: Lines = {
            chunk.label: chunk.source.count("\n") + 1 for file in self._files for chunk in file.chunks
        }
        self.cpu_seconds = 0.0
        self.problems: list[ProblemResult] = []
        self.absent: list[str] = []
        self.translated: list[str] = []
        self.in_want = 0
        self._loaded = False
        self._allowance = Allowance(_MAX_WAITS * deadline.wall_seconds)
        self.names: frozenset[str] = frozenset()
        self.stuck: list[str] = []

    @property
    def given(self) -> list[str]:
        """The files that a course handed out complete, and so are not the student's."""
        return sorted({chunk.label for file in self._given for chunk in file.chunks})

    @property
    def adapted(self) -> bool:
        """Whether an adapter answers for the submission."""
        return self._provided.adapter is not None

    def session(self) -> Session:
        """Return the submission's session, in a fresh process if the last one was lost.

        Raises
        ------
        WorkerLost
            If the submission cannot be executed at all, or has cost too many processes.
        """
        if self._session is None:
            self._session = self._load_with_care()
        return self._session

    def rehearse(self, exercise: Exercise, seed: int) -> WorkerLost | None:
        """Ask at once what a right submission would be asked.

        Where that is lost, the loss is returned, and everything is asked live.
        """
        plan = plan_of(exercise, seed)
        self._allow(exercise.time_factor)
        try:
            live = self._live()
            live.begin(exercise.name)
            self._session = Rehearsed(live, plan, live.run_prepared(plan.prepared))
        except WorkerLost as lost:
            self.discard(lost)
            return lost
        return None

    def defines_any(self, names: Sequence[str]) -> bool:
        """Tell whether the submission, when last executed, defined any of these."""
        return not self.names.isdisjoint(names)

    def discard(self, lost: WorkerLost | None = None) -> None:
        """End the current process, if any, and add up what it used."""
        if lost is not None:
            self._lost[lost.reason] += 1
        self._session = None
        if self._process is not None:
            process, self._process = self._process, None
            self.cpu_seconds += self._zygote.reap(process).cpu_seconds

    def with_stand_ins(self, functions: Sequence[HeldFunction]) -> Session:
        """Return a fresh session in which functions of the grader's replace submitted ones."""
        self.discard()
        session = self._load_with_care()
        session.stand_in(functions)
        self._session = session
        return session

    def _allow(self, factor: float) -> None:
        """Let every exchange from here on take so many times the usual processor time."""
        self._deadline = replace(self._usual, cpu_seconds=factor * self._usual.cpu_seconds)
        session = self._session.live if isinstance(self._session, Rehearsed) else self._session
        if session is not None:
            session.allow(self._deadline)

    def _live(self) -> RemoteSession:
        """Return the session itself, without answers fetched before."""
        if self._session is None:
            self._session = self._load_with_care()
        return self._session.live if isinstance(self._session, Rehearsed) else self._session

    def _load_with_care(self) -> RemoteSession:
        """Execute the submission; leave out the steps of it that hang or crash."""
        try:
            return self._load(trace=False)
        except WorkerLost as lost:
            if lost.reason == "exhausted":
                raise
            first_loss = lost
        for _ in range(_MAX_SKIPPED + 1):
            try:
                return self._load(trace=True)
            except WorkerLost:
                step = self._last_step
                if step is None or step in self._skip or len(self._skip) == _MAX_SKIPPED:
                    break
                self._skip.append(step)
                self.stuck.append(first_loss.reason)
        return self._load_definitions(first_loss)

    def _load_definitions(self, first_loss: WorkerLost) -> RemoteSession:
        """Execute only what defines functions and the like, where leaving out single steps was not enough."""
        if self._only_definitions:
            raise first_loss
        self._only_definitions, self._skip = True, []
        try:
            session = self._load(trace=False)
        except WorkerLost:
            raise first_loss from None
        self.stuck = ["only definitions"]
        return session

    def _load(self, *, trace: bool) -> RemoteSession:
        self.discard()
        if any(self._lost[reason] >= most for reason, most in _MAX_LOST.items()):
            raise WorkerLost("exhausted")
        self._process = self._zygote.fork()
        session = RemoteSession(self._process, self._deadline, self._allowance)
        self._last_step = None
        try:
            loaded = session.load(self._load_message(trace))
        except WorkerLost as lost:
            self.discard(lost)
            raise
        finally:
            self._last_step = session.last_step
        self._remember(loaded)
        return session

    def _load_message(self, trace: bool) -> Load:
        support, adapter = [*self._provided.support, *self._given], self._provided.adapter
        return Load(self._files, self._skip, trace, support, adapter, self._only_definitions)

    def _remember(self, loaded: Loaded) -> None:
        self.names = frozenset(loaded.names)
        if not self._loaded:  # what a later process says may have come from one that saw hidden inputs
            self.problems = [self._problem(problem) for problem in loaded.problems[:_MAX_PROBLEMS]]
            self.in_want = max(0, min(loaded.in_want, _MOST_IN_WANT))
            self.absent = [name for name in loaded.absent if _MODULE.fullmatch(name)][:_MAX_PROBLEMS]
            self.translated = [label for label in loaded.translated if label in self.lines][:_MAX_PROBLEMS]
        self._loaded = True

    def _problem(self, problem: Problem) -> ProblemResult:
        """Return what a worker says of itself, bounded, and without a place that is not there."""
        known = 1 <= problem.line <= self.lines.get(problem.label, 0)
        return ProblemResult(
            builtin_exception(problem.type) or "Exception",
            printable(problem.message, _MAX_MESSAGE),
            problem.label if known else "",
            problem.line if known else 0,
        )


def worker_files(
    submission: Submission,
    lesson: Container[str] = (),
    handed_out: Container[str] = (),
    paths: Sequence[str] = (),
) -> list[File]:
    """A ``.py`` file is executed statement by statement; a notebook cell by cell, as its student did.

    What is word for word in the `lesson` is marked as such: much of it need not be executed. The files that were
    `handed_out` come last, for the last definition counts, and the others are a student's scratch paper; so do
    those that fit one of the `paths`.
    """

    def weight(file: SourceFile) -> tuple[bool, int]:
        fitting = [k for k, path in enumerate(paths, start=1) if re.fullmatch(path, file.name)]
        return PurePosixPath(file.name).stem in handed_out, max(fitting, default=0)

    modules = {_module(file.name) for file in submission.files if file.name.endswith(".py")}
    files = []
    for file in sorted(submission.files, key=weight):
        stepwise, module = file.name.endswith(".py"), _module(file.name)
        while not stepwise and module in modules:  # a notebook beside the .py file of its name
            module += "_ipynb"
        modules.add(module)
        chunks = [Chunk(c.label, c.source, not stepwise and c.source.strip() in lesson) for c in file.chunks]
        files.append(File(module, chunks, stepwise=stepwise))
    return files


def _given(submission: Submission, complete: Sequence[str]) -> set[str]:
    """Return the modules that a course handed out complete, where the student's own of that name is there too."""
    given = [f.name for f in submission.files if any(re.fullmatch(path, f.name) for path in complete)]
    own = {PurePosixPath(f.name).name for f in submission.files if f.name not in given}
    return {_module(name) for name in given if PurePosixPath(name).name in own}


def _module(name: str) -> str:
    return name.removesuffix(".py").removesuffix(".ipynb").replace("/", ".")
