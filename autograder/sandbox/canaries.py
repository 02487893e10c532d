"""Attacks that a worker tries on its own confinement: this file's text is run there like a submission.

Each function answers whether the attack got through. It does no harm where it does.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def _gets_through(attack: Callable[[], object]) -> bool:
    try:
        attack()
    except (OSError, ValueError):
        return False
    return True


def _made(result: int) -> None:
    """Raise if a C function failed."""
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _read(path: str) -> None:
    with Path(path).open("rb", buffering=0) as file:
        file.read(1)


def read_file(path: str) -> bool:
    """Read a file."""
    return _gets_through(lambda: _read(path))


def list_folder(path: str) -> bool:
    """List a folder."""
    return _gets_through(lambda: list(Path(path).iterdir()))


def write_file(path: str) -> bool:
    """Write a new file. Where it cannot be removed again, the grader removes it."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        return False
    with suppress(OSError):
        Path(path).unlink()
    return True


def read_memory_of_parent() -> bool:
    """Read the memory of the process that forks workers."""
    return read_file(f"/proc/{os.getppid()}/mem")


def open_internet_socket() -> bool:
    """Make a TCP socket."""
    return _gets_through(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close())


def open_datagram_socket() -> bool:
    """Make a UDP socket."""
    return _gets_through(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close())


def open_unix_socket() -> bool:
    """Make a unix socket."""
    return _gets_through(lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close())


def start_process() -> bool:
    """Fork."""
    return _gets_through(_fork)


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def signal_parent() -> bool:
    """Send the process that forks workers a signal (number 0, which does nothing)."""
    return _gets_through(lambda: os.kill(os.getppid(), 0))


def change_limits() -> bool:
    """Set a limit, to what it is."""
    wanted = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _gets_through(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, wanted))


def change_mode() -> bool:
    """Change a file's mode (that of a pipe)."""
    return _gets_through(_change_mode_of_pipe)


def _change_mode_of_pipe() -> None:
    ends = os.pipe()
    try:
        os.fchmod(ends[0], 0o600)
    finally:
        for end in ends:
            os.close(end)


def make_anonymous_program() -> bool:
    """Make a file in memory, which could be executed."""
    return _gets_through(lambda: os.close(os.memfd_create("canary")))


def enter_namespace() -> bool:
    """Become root in a user namespace of its own."""
    new_user = 0x10000000  # CLONE_NEWUSER; os.unshare is Python 3.12
    return _gets_through(lambda: _made(_libc().unshare(new_user)))


def execute_program() -> bool:
    """Execute a program (that does not exist). Where this is refused, the worker does not survive it."""
    try:
        os.execv("/nonexistent/canary", ["canary"])  # noqa: S606 (the attack)
    except OSError as error:
        return error.errno == errno.ENOENT


def trace_process() -> bool:
    """Control a process (that is not traced). Where this is refused, the worker does not survive it."""
    proceed = 7  # PTRACE_CONT
    result: int = _libc().ptrace(proceed, os.getppid(), None, None)
    return result == 0 or ctypes.get_errno() == errno.ESRCH


def see_file(path: str) -> bool:
    """Learn that a file exists."""
    return _gets_through(lambda: Path(path).stat())


def own_number() -> int:
    """Return this process's number, which differs from the grader's view of it in a pid namespace."""
    return os.getpid()


def own_user() -> int:
    """Return this process's user."""
    return os.geteuid()


def has_limits() -> bool:
    """Tell whether memory, processor time, files and descriptors are limited."""
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE)
    return all(resource.getrlimit(kind)[1] != resource.RLIM_INFINITY for kind in kinds)
