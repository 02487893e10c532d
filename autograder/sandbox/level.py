"""How well workers are confined on this machine: found by attacking the confinement from inside.

No file of the kernel's and no word of a worker's is believed for this. A throw-away worker runs `canaries`,
and a layer works if every attack it should stop fails. What the zygote reports is only used to say why not.
"""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.sandbox import explain
from autograder.sandbox.calls import Call, Returned, WorkerLost
from autograder.sandbox.channel import Deadline
from autograder.sandbox.explain import LayerReport
from autograder.sandbox.process import SandboxError, WorkerProcess, Zygote
from autograder.sandbox.remote import RemoteSession
from autograder.sandbox.worker.messages import Chunk, File, Load
from autograder.sandbox.worker.reports import Report
from autograder.text import Text

Level = Literal["A", "B", "C", "D"]

_DEADLINE = Deadline(cpu_seconds=2.0, wall_seconds=10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One thing a submission might try.

    Parameters
    ----------
    call : Call
        Of a function in `canaries`.
    text : Text
        What it tries.
    """

    call: Call
    text: Text


def _attack(function: str, en: str, es: str, *args: str) -> Attack:
    return Attack(call=Call(function=function, args=args), text=Text(en=en, es=es))


#: Files to write: in the folder for temporary files, and in a worker's current folder.
_TO_WRITE = tuple(f"{folder}/gradiente-canary-{secrets.token_hex(8)}" for folder in ("/tmp", ""))  # noqa: S108


def _on_files(secret: Path) -> tuple[Attack, ...]:
    """What Landlock must stop."""
    return (
        _attack("read_file", "read a file of the grader's", "leer un archivo del calificador", str(secret)),
        _attack("read_file", "read /etc/passwd", "leer /etc/passwd", "/etc/passwd"),
        _attack("read_file", "read an environment", "leer un entorno", "/proc/self/environ"),
        _attack("list_folder", "list the home folder", "listar la carpeta personal", _home()),
        _attack("list_folder", "list processes", "listar los procesos", "/proc"),
        *(_attack("write_file", f"write {path}", f"escribir {path}", path) for path in _TO_WRITE),
        _attack("read_memory_of_parent", "read another process's memory", "leer la memoria de otro proceso"),
    )


def _home() -> str:
    try:
        return str(Path.home())
    except RuntimeError:  # a user that no one has entered anywhere, as in some containers
        return "/root"


#: What the filter of system calls must stop.
_ON_CALLS = (
    _attack("open_internet_socket", "open a TCP socket", "abrir un socket TCP"),
    _attack("open_datagram_socket", "open a UDP socket", "abrir un socket UDP"),
    _attack("open_unix_socket", "open a unix socket", "abrir un socket de unix"),
    _attack("start_process", "start a process", "iniciar un proceso"),
    _attack("signal_parent", "signal another process", "enviar una señal a otro proceso"),
    _attack("change_limits", "change limits", "cambiar los límites"),
    _attack("change_mode", "change a file's mode", "cambiar los permisos de un archivo"),
    _attack("make_anonymous_program", "make a program in memory", "crear un programa en la memoria"),
    _attack("enter_namespace", "enter a namespace", "entrar en un espacio de nombres"),
)

#: What it must stop by ending the process: each needs a worker of its own.
_FATAL = (
    _attack("execute_program", "execute a program", "ejecutar un programa"),
    _attack("trace_process", "control another process", "controlar otro proceso"),
)

_FACTS = tuple(Call(function=name) for name in ("own_number", "own_user", "has_limits"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReport:
    """How well workers are confined.

    Parameters
    ----------
    level : str
        A: namespaces, Landlock and seccomp; B: Landlock and seccomp; C: one of these two; D: neither.
    landlock : int
        The ABI of a Landlock that works, or 0.
    seccomp, namespaces : bool
        Whether they work.
    layers : tuple of LayerReport
        Each layer in words.
    """

    level: Level
    landlock: int
    seccomp: bool
    namespaces: bool
    layers: tuple[LayerReport, ...]

    @property
    def confined(self) -> bool:
        """Whether other people's submissions can be graded here: level B or better."""
        return self.level in ("A", "B")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the canaries met: the attacks that got through, and facts."""

    files_open: tuple[Attack, ...]
    calls_open: tuple[Attack, ...]
    namespaces: bool
    user: Any
    limits: bool


def find_level(zygote: Zygote, secret: Path | None = None) -> LevelReport:
    """Attack the confinement of the zygote's workers from inside, in some ten milliseconds.

    Parameters
    ----------
    zygote : Zygote
    secret : Path, optional
        A file of the course or the grader that exists and that no worker may read.

    Raises
    ------
    SandboxError
        If workers end before they answer.
    """
    try:
        found = _probe(zygote, secret or Path(__file__))
    except WorkerLost:
        raise SandboxError("a worker ended before it was asked anything") from None
    return _judge(found, zygote.report(), zygote.no_namespaces)


def nowhere(system: str) -> LevelReport:
    """Return the report for a system on which there are no workers (macOS, Windows)."""
    return LevelReport(
        level="D", landlock=0, seccomp=False, namespaces=False, layers=(explain.not_linux(system),)
    )


def _judge(found: _Found, report: Report, no_namespaces: str | None) -> LevelReport:
    landlock = max(report.landlock, 0) if not found.files_open else 0
    seccomp = report.seccomp == 1 and not found.calls_open
    return LevelReport(
        level=_level(landlock > 0, seccomp, found.namespaces),
        landlock=landlock,
        seccomp=seccomp,
        namespaces=found.namespaces,
        layers=(
            explain.process(),
            explain.limits(found.limits),
            explain.landlock(report.landlock, _texts(found.files_open)),
            explain.seccomp(report.seccomp, _texts(found.calls_open)),
            explain.namespaces(found.namespaces, no_namespaces),
            explain.user(report.user, root=found.user == 0),
        ),
    )


def _texts(attacks: Sequence[Attack]) -> list[Text]:
    return [attack.text for attack in attacks]


def _level(landlock: bool, seccomp: bool, namespaces: bool) -> Level:
    if landlock and seccomp:
        return "A" if namespaces else "B"
    return "C" if landlock or seccomp else "D"


def _probe(zygote: Zygote, secret: Path) -> _Found:
    """Run every canary: all that a worker survives in one exchange, then each of the others."""
    on_files = _on_files(secret)
    sees = Call(function="see_file", args=(str(secret),))
    pid, answers = _ask(zygote, [*(attack.call for attack in (*on_files, *_ON_CALLS)), sees, *_FACTS])
    files, answers = answers[: len(on_files)], answers[len(on_files) :]
    calls, (visible, number, user, limits) = answers[: len(_ON_CALLS)], answers[len(_ON_CALLS) :]
    return _Found(
        files_open=_through(on_files, files),
        calls_open=_through(_ON_CALLS, calls) + tuple(a for a in _FATAL if _survives(zygote, a.call)),
        namespaces=not visible and number != pid,
        user=user,
        limits=limits is True,
    )


def _through(attacks: Sequence[Attack], outcomes: Sequence[Any]) -> tuple[Attack, ...]:
    """Return the attacks that got through: all that were not seen to fail."""
    return tuple(attack for attack, outcome in zip(attacks, outcomes, strict=True) if outcome is not False)


def _survives(zygote: Zygote, call: Call) -> bool:
    """Tell whether a worker lives to see this attack succeed."""
    process = zygote.fork()
    try:
        succeeded: Any = _run(process, [call])[0]
    except WorkerLost:
        succeeded = None
    status = zygote.reap(process).status
    ended_for_it = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSYS
    return not (succeeded is False or ended_for_it)


def _ask(zygote: Zygote, calls: Sequence[Call]) -> tuple[int, list[Any]]:
    """Return a fresh worker's number and its answers."""
    process = zygote.fork()
    try:
        return process.pid, _run(process, calls)
    finally:
        zygote.reap(process)
        for path in map(Path, _TO_WRITE):
            with suppress(OSError):
                path.unlink()


def _run(process: WorkerProcess, calls: Sequence[Call]) -> list[Any]:
    session = RemoteSession(process, _DEADLINE)
    session.load(Load([_file()]))
    return [answer.value if isinstance(answer, Returned) else None for answer in session.run(calls)]


def _file() -> File:
    source = Path(__file__).with_name("canaries.py").read_text(encoding="utf-8")
    return File("canaries", [Chunk("canaries.py", source)], stepwise=False)
