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

import msgspec
import numpy as np

from autograder.sandbox import worker
from autograder.sandbox.worker.zygote import Reaped

_START_SECONDS = 60.0

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


class SandboxError(RuntimeError):
    """Workers cannot be started on this machine."""


@dataclass(frozen=True, slots=True)
class WorkerProcess:
    """A forked child: its connection, its pid, and a pidfd, which names it even after the pid is reused."""

    connection: socket.socket
    pid: int
    pidfd: int

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

    Use as a context manager: leaving it ends every worker.
    """

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `close`)
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and script)
            [sys.executable, "-s", "-P", "-S", str(_main()), str(theirs.fileno()), *_site_folders()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            env=_ENVIRONMENT,
            pass_fds=[theirs.fileno()],
            close_fds=True,
        )
        theirs.close()
        self._expect_ready()

    @property
    def alive(self) -> bool:
        """Whether it can still start workers."""
        return self._process.poll() is None

    def fork(self) -> WorkerProcess:
        """Return a new confined worker, about three milliseconds from now."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            socket.send_fds(self._control, [b"fork"], [theirs.fileno()])
        answer, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
        if not answer:
            ours.close()
            raise SandboxError("the process that starts workers has ended: " + self._last_words())
        return WorkerProcess(ours, int(answer), descriptors[0])

    def reap(self, process: WorkerProcess) -> Reaped:
        """Kill a worker and return its exit status and processor time."""
        process.kill()
        self._control.send(b"reap %d" % process.pid)
        return msgspec.msgpack.decode(self._control.recv(64), type=Reaped)

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
            raise SandboxError("the process that starts workers did not start: " + words)
        self._control.settimeout(None)

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def _main() -> Path:
    return Path(worker.__file__).with_name("__main__.py")


def _site_folders() -> list[str]:
    """The folders that hold NumPy and msgspec: the only third-party code a worker can import."""
    folders = (Path(module.__file__ or "").parents[1] for module in (np, msgspec))
    return list(dict.fromkeys(map(str, folders)))
