"""The zygote: a warm interpreter with NumPy imported, that forks one child for each submission.

It reads no submission itself. Requests arrive on a sequenced-packet socket, one packet each:
``fork`` (with the child's socket attached) answers ``pid`` with a pidfd attached; ``reap PID`` waits for
that child, which the grader has killed, and answers its exit status and resource usage.
"""

from __future__ import annotations

import gc
import os
import signal
import socket

import msgspec

from . import confine, serve


class Reaped(msgspec.Struct, array_like=True, frozen=True):
    """How a child ended: the only figures about it that can be trusted."""

    status: int
    cpu_seconds: float


def main(descriptor: int) -> None:
    """Serve requests until the grader closes its end; then no child survives."""
    control = socket.socket(fileno=descriptor)
    children: set[int] = set()
    gc.collect()
    gc.freeze()  # forked children leave these objects alone, so their pages stay shared
    control.send(b"ready")
    try:
        while True:
            request, descriptors, _, _ = socket.recv_fds(control, 64, 1)
            if not request:
                return
            if request == b"fork":
                _fork(control, descriptors[0], children)
            elif request.startswith(b"reap "):
                control.send(msgspec.msgpack.encode(_reap(int(request[5:]), children)))
    finally:
        for pid in children:
            os.kill(pid, signal.SIGKILL)


def _fork(control: socket.socket, descriptor: int, children: set[int]) -> None:
    pid = os.fork()
    if pid == 0:
        _become_worker(descriptor)
    os.close(descriptor)
    children.add(pid)
    pidfd = os.pidfd_open(pid)
    socket.send_fds(control, [str(pid).encode()], [pidfd])
    os.close(pidfd)


def _become_worker(descriptor: int) -> None:
    """Never return: confine this process, then answer the grader until it hangs up."""
    try:
        confine.descriptors(descriptor)
        confine.limits()
        # Landlock, capabilities and seccomp belong here, before any source is read (see docs/security.md).
        serve.main(confine.SOCKET)
    finally:
        os._exit(70)


def _reap(pid: int, children: set[int]) -> Reaped:
    if pid not in children:
        return Reaped(0, 0.0)
    _, status, usage = os.wait4(pid, 0)
    children.discard(pid)
    return Reaped(status, usage.ru_utime + usage.ru_stime)
