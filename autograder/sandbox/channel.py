"""The grader's end of the connection: whole messages, checked, before a deadline."""

from __future__ import annotations

import select
import time
from dataclasses import dataclass
from math import inf
from typing import Any

import msgspec

from autograder.sandbox.calls import WorkerLost
from autograder.sandbox.process import WorkerProcess
from autograder.sandbox.worker.messages import FromWorker, ToWorker
from autograder.sandbox.worker.values import WireError
from autograder.sandbox.worker.wire import LENGTHS, MAX_ANSWER_BODY, MAX_ANSWER_HEADER, frame, lengths

_decoder = msgspec.msgpack.Decoder(FromWorker)
_READ = 65536
_PIECES = 512  # sendmsg takes at most IOV_MAX (1024) buffers
_LOOK_MS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """How long one message may take to be answered, whole.

    Parameters
    ----------
    cpu_seconds : float
        Processor time: an honest loop on a busy machine is not cut short.
    wall_seconds : float
        Real time: sleeping does not help either. Each second of processor time received adds `patience`
        seconds, since a process that computes is waiting for its turn, not for us.
    patience : float
    """

    cpu_seconds: float = 3.0
    wall_seconds: float = 12.0
    patience: float = 8.0


@dataclass(slots=True)
class Allowance:
    """How long one submission may keep the grader waiting altogether, over all its processes.

    Parameters
    ----------
    seconds : float
        What is left of it.
    """

    seconds: float = inf


class Channel:
    """Sends and receives messages; any breach of deadline or protocol is `WorkerLost`."""

    def __init__(self, process: WorkerProcess, deadline: Deadline, allowance: Allowance) -> None:
        self._allowance = allowance
        self._process = process
        self._socket = process.connection
        self._socket.setblocking(False)
        self.deadline = deadline
        self._readable = select.poll()
        self._readable.register(self._socket, select.POLLIN)
        self._unread = bytearray()
        self._writable = select.poll()
        self._writable.register(self._socket, select.POLLOUT)
        self.start_clock()

    def start_clock(self) -> None:
        """Begin the time allowed for the next exchange."""
        self._wall_start = time.monotonic()
        self._cpu_start = self._process.cpu_seconds()

    def send(self, message: ToWorker, buffers: list[Any]) -> None:
        """Send one message, whole. Nothing may have been answered before it is asked."""
        if self._unread:
            raise WorkerLost("killed")
        pieces = frame(message, buffers)
        total = sum(map(len, pieces))
        try:
            sent = self._send_once(pieces[:_PIECES])
            if sent < total:
                self._send_rest(memoryview(b"".join(pieces))[sent:])
        except OSError:
            raise WorkerLost("killed") from None

    def _send_once(self, pieces: list[Any]) -> int:
        try:
            return self._socket.sendmsg(pieces)
        except BlockingIOError:
            return 0

    def _send_rest(self, rest: memoryview) -> None:
        while rest:
            self._wait(self._writable)
            rest = rest[self._send_once([rest]) :]

    def receive(self) -> tuple[FromWorker, bytearray]:
        """Return the next message and its array bytes."""
        try:
            self._read(LENGTHS.size)
            header, body = lengths(self._unread[: LENGTHS.size], MAX_ANSWER_HEADER, MAX_ANSWER_BODY)
            del self._unread[: LENGTHS.size]
            return _decoder.decode(self._take(header)), self._take(body)
        except (WireError, msgspec.MsgspecError, RecursionError, UnicodeDecodeError, MemoryError, OSError):
            raise WorkerLost("killed") from None

    def _take(self, count: int) -> bytearray:
        """Return the next bytes. What is still to come is read into its place, so that it is there once."""
        taken = bytearray(count)
        start = min(count, len(self._unread))
        taken[:start] = self._unread[:start]
        del self._unread[:start]
        view = memoryview(taken)
        while start < count:
            self._wait(self._readable)
            part = self._socket.recv_into(view[start:])
            if not part:
                raise WorkerLost("killed")
            start += part
        return taken

    def _read(self, at_least: int) -> None:
        """Have so many bytes unread."""
        while len(self._unread) < at_least:
            self._wait(self._readable)
            part = self._socket.recv(max(_READ, at_least - len(self._unread)))
            if not part:
                raise WorkerLost("killed")
            self._unread += part

    def _wait(self, poll: select.poll) -> None:
        """Wait until the connection is ready; look at both clocks now and then."""
        if poll.poll(_LOOK_MS):
            self._require_time_left()  # a reply that trickles is late, too
            return
        wall, cpu = time.monotonic(), self._process.cpu_seconds()
        try:
            while not poll.poll(_LOOK_MS):
                self._require_time_left()
        finally:
            self._charge(time.monotonic() - wall, self._process.cpu_seconds() - cpu)
        self._require_time_left()

    def _charge(self, wall: float, cpu: float) -> None:
        """Take a long wait from what is allowed altogether; waiting for a turn to compute is free."""
        self._allowance.seconds -= max(cpu, wall - self.deadline.patience * max(cpu, 0.0))

    def _require_time_left(self) -> None:
        if self._allowance.seconds < 0:
            raise WorkerLost("exhausted")
        wall = time.monotonic() - self._wall_start
        if wall < min(self.deadline.wall_seconds, self.deadline.cpu_seconds):
            return  # nothing can have run out yet: spare the look at the other clock
        cpu = self._process.cpu_seconds() - self._cpu_start
        if (
            cpu > self.deadline.cpu_seconds
            or wall > self.deadline.wall_seconds + self.deadline.patience * cpu
        ):
            raise WorkerLost("timeout")
