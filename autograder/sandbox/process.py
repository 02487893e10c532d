"""Starting the zygote, and the lives of the processes it forks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, get_args

import msgspec
import numpy as np

from autograder.sandbox import namespaces, worker
from autograder.sandbox.worker.reports import Reaped, Report
from autograder.text import Text

if sys.platform == "linux":
    from autograder.sandbox.worker.privileges import keep_memory_private

_START_SECONDS = 60.0

_WORKER = Path(worker.__file__).parent

#: All that a worker inherits: one thread of BLAS, no home, the same hashes in every process.
_ENVIRONMENT = {
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/nonexistent",
    "PATH": "",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONWARNINGS": "ignore",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}


Layer = Literal["landlock", "seccomp", "privileges", "namespaces"]

#: Everything that confines a worker beyond being a process of its own with limits.
ALL_LAYERS: frozenset[Layer] = frozenset(get_args(Layer))


class SandboxError(RuntimeError):
    """Workers cannot be started on this machine.

    Parameters
    ----------
    what : str
        What happened.
    words : str
        The last words of the process that ended.
    """

    def __init__(self, what: str, words: str = "") -> None:
        super().__init__(f"{what}: {words}" if words else what)
        self.words = words

    #: Of the command that could not do without.
    exit_code = 3

    @property
    def text(self) -> Text:
        """What to tell."""
        return Text(en=f"Workers cannot be started: {self}", es=f"No se pueden iniciar procesos: {self}")


@dataclass(frozen=True, slots=True)
class WorkerProcess:
    """A forked child.

    Parameters
    ----------
    connection : socket.socket
        To talk to it.
    pid : int
        Its number here.
    pidfd : int
        Names it even after the number is used again.
    number : int
        Its number where the zygote is, which can be a pid namespace of its own.
    """

    connection: socket.socket
    pid: int
    pidfd: int
    number: int

    def cpu_seconds(self) -> float:
        """Return the processor time used so far, as the kernel counts it."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # clock_getcpuclockid(3): CPUCLOCK_SCHED
        except OSError:  # already gone
            return 0.0

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        self.connection.close()
        os.close(self.pidfd)


class Zygote:
    """A warm interpreter, apart from this one, that forks a worker for each submission.

    Use as a context manager: leaving it ends every worker. Making one also keeps this process's memory from
    other processes of the same user, for good: no debugger can attach to it, and it leaves no core dump.

    Parameters
    ----------
    layers : frozenset of str
        What confines the workers, as far as this machine has it. Fewer are for tests and measurements.
    """

    def __init__(self, layers: frozenset[Layer] = ALL_LAYERS) -> None:
        keep_memory_private()
        self._warm: set[str] = set()
        self._arguments = [f"--without={layer}" for layer in sorted(ALL_LAYERS - layers)] + _site_folders()
        #: Why there are no namespaces, in the words of who refused them; None if there are.
        self.no_namespaces: str | None = "left out"
        bubblewrap = namespaces.program()
        if "namespaces" in layers:
            self.no_namespaces = self._try(bubblewrap) if bubblewrap else "not installed"
        if self.no_namespaces is not None:
            self._start([sys.executable, "-s", "-P", "-S", str(_WORKER / "__main__.py")])

    def _try(self, bubblewrap: str) -> str | None:
        """Start inside namespaces; return what went wrong, if anything did."""
        try:
            self._start(namespaces.command(bubblewrap, _WORKER, _site_folders()))
        except SandboxError as error:
            return error.words
        return None

    def _start(self, command: list[str]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `close`)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and script)
                [*command, str(theirs.fileno()), *self._arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env=_ENVIRONMENT,
                pass_fds=[theirs.fileno()],
                close_fds=True,
            )
        self._expect_ready()

    @property
    def alive(self) -> bool:
        """Whether it can still start workers."""
        return self._process.poll() is None

    def fork(self, *, scratch: bool = False) -> WorkerProcess:
        """Return a new confined worker, about three milliseconds from now.

        Parameters
        ----------
        scratch : bool
            Whether it may write files in a folder of its own, which is its current folder and ends with it.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            socket.send_fds(self._control, [b"fork scratch" if scratch else b"fork"], [theirs.fileno()])
        answer, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
        if not answer:
            ours.close()
            raise SandboxError("the process that starts workers has ended", self._last_words())
        return WorkerProcess(ours, _pid(descriptors[0], int(answer)), descriptors[0], int(answer))

    def warm(self, module: str) -> None:
        """Import an installed module once, here, instead of in every worker that uses it."""
        if module not in self._warm:
            self._warm.add(module)
            self._control.send(b"warm " + module.encode())
            self._control.recv(16)

    def reap(self, process: WorkerProcess) -> Reaped:
        """Kill a worker and return its exit status and processor time."""
        process.kill()
        self._control.send(b"reap %d" % process.number)
        return msgspec.msgpack.decode(self._control.recv(64), type=Reaped)

    def report(self) -> Report:
        """Return what the zygote found this machine to offer."""
        self._control.send(b"report")
        return msgspec.msgpack.decode(self._control.recv(64), type=Report)

    def close(self) -> None:
        """End the zygote and every worker."""
        self._control.close()
        self._process.wait()
        self._errors.close()

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _expect_ready(self) -> None:
        self._control.settimeout(_START_SECONDS)
        try:
            ready = self._control.recv(16)
        except OSError:
            ready = b""
        if ready != b"ready":
            self._process.kill()
            words = self._last_words()
            self.close()
            raise SandboxError("the process that starts workers did not start", words)
        self._control.settimeout(None)

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def _pid(pidfd: int, number: int) -> int:
    """Return a process's number here, from what the kernel says of its pidfd: see pidfd_open(2)."""
    try:
        lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
    except OSError:  # no /proc: then bubblewrap, which needs one, has not started the zygote either
        return number
    return next((int(line[4:]) for line in lines if line.startswith("Pid:")), number)


def _site_folders() -> list[str]:
    """The folders that hold NumPy and msgspec: the only third-party code a worker can import."""
    folders = (Path(module.__file__ or "").parents[1] for module in (np, msgspec))
    return list(dict.fromkeys(map(str, folders)))
