"""The zygote: a warm interpreter with NumPy imported, that forks one child for each submission.

It reads no submission itself. Requests arrive on a sequenced-packet socket, one packet each:
``fork`` (with the child's socket attached) answers ``pid`` with a pidfd attached, ``fork scratch`` likewise for
a child that may write files in a folder of its own; ``reap PID`` waits for that child, which the grader has
killed, and answers its exit status and resource usage; ``warm MODULE`` imports an installed module for all
children to come; ``report`` answers what confines the children.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
from contextlib import suppress
from pathlib import Path

import msgspec

from . import confine, serve
from .folders import Folders
from .reports import Reaped


def main(descriptor: int, site_folders: list[str], layers: frozenset[str] = confine.LAYERS) -> None:
    """Serve requests until the grader closes its end; then no child survives."""
    control = socket.socket(fileno=descriptor)
    folders = Folders()
    zygote: Zygote | None = None
    try:
        os.chdir("/")
        os.environ["MPLCONFIGDIR"] = str(folders.matplotlib)
        zygote = Zygote(control, folders, confine.prepare(site_folders, [str(folders.matplotlib)], layers))
        gc.collect()
        gc.freeze()  # forked children leave these objects alone, so their pages stay shared
        control.send(b"ready")
        zygote.serve()
    finally:
        if zygote is not None:
            zygote.end_children()
        folders.close()


class Zygote:
    """Forks children and waits for them.

    Parameters
    ----------
    control : socket.socket
        Where requests arrive.
    folders : Folders
    door : confine.Door
        What every child passes.
    """

    def __init__(self, control: socket.socket, folders: Folders, door: confine.Door) -> None:
        self._control = control
        self._folders = folders
        self._door = door
        self._children: set[int] = set()

    def serve(self) -> None:
        """Answer requests until there are no more."""
        while True:
            request, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
            if not request:
                return
            if request.startswith(b"fork"):
                self._fork(descriptors[0], scratch=request == b"fork scratch")
            elif request.startswith(b"reap "):
                self._control.send(msgspec.msgpack.encode(self._reap(int(request[5:]))))
            elif request.startswith(b"warm "):
                self._warm(request[5:].decode())
            elif request == b"report":
                self._control.send(msgspec.msgpack.encode(self._door.report))

    def _warm(self, module: str) -> None:
        """Import a module that many submissions use, once, so that their children have it."""
        with suppress(Exception):  # not installed here: then it is not for submissions either
            importlib.import_module(module)
        gc.collect()
        gc.freeze()
        self._control.send(b"warm")

    def end_children(self) -> None:
        """Kill every child left."""
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)  # before its folder is removed

    def _fork(self, descriptor: int, *, scratch: bool) -> None:
        folder = self._folders.new_scratch(self._door.user) if scratch else None
        ruleset = confine.with_scratch(self._door, str(folder)) if folder else self._door.ruleset
        pid = os.fork()
        if pid == 0:
            self._become_worker(descriptor, ruleset, folder)
        os.close(descriptor)
        self._children.add(pid)
        if folder:
            self._folders.belongs_to(pid, folder)
            if ruleset is not None:
                os.close(ruleset)
        self._send_pid(pid)

    def _send_pid(self, pid: int) -> None:
        pidfd = os.pidfd_open(pid)
        socket.send_fds(self._control, [str(pid).encode()], [pidfd])
        os.close(pidfd)

    def _become_worker(self, descriptor: int, ruleset: int | None, scratch: Path | None) -> None:
        """Never return: confine this process, then answer the grader until it hangs up."""
        try:
            if scratch is not None:
                _settle(scratch)
            confine.confine(descriptor, self._door, ruleset, scratch=scratch is not None)
            serve.main(confine.SOCKET)
        finally:
            os._exit(70)

    def _reap(self, pid: int) -> Reaped:
        if pid not in self._children:
            return Reaped(0, 0.0)
        _, status, usage = os.wait4(pid, 0)
        self._children.discard(pid)
        self._folders.forget(pid)
        return Reaped(status, usage.ru_utime + usage.ru_stime)


def _settle(scratch: Path) -> None:
    """Make a scratch folder the place where files go by default."""
    os.chdir(scratch)
    os.environ["TMPDIR"] = os.environ["MPLCONFIGDIR"] = str(scratch)
