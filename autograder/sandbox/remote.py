"""A session in a worker: the submission runs there, the answers arrive here."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.sandbox.calls import (
    Absent,
    Answer,
    Call,
    Earlier,
    Handle,
    HeldFunction,
    Raised,
    Returned,
    Unsendable,
    WorkerLost,
)
from autograder.sandbox.channel import Allowance, Channel, Deadline
from autograder.sandbox.process import WorkerProcess
from autograder.sandbox.worker import messages as m
from autograder.sandbox.worker.values import Decoder, Encoder, WireError, decode_generator, encode_generator

#: The most that a submission may pass to a function of the grader's: enough for an exercise,
#: too little to make the grader compute something huge.
_MAX_STUB_BYTES = 64 * 2**10
_MAX_STUB_CALLS = 20_000

#: The largest integer it may pass, as a number or in an array: it could be a size, or how often to go round.
_MAX_STUB_INTEGER = 4096
#: The most entries of one array, dimensions of size 0 counting as 1: results can have the others' sizes.
_MAX_STUB_ENTRIES = 8192
#: The most bytes of the grader's own that are kept for later calls.
_MAX_HELD_BYTES = 64 * 2**20
#: How deep an object is looked into for that.
_MAX_WEIGHT_DEPTH = 3


@dataclass(frozen=True, slots=True)
class _Held:
    """A grader's object on its way to the worker, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """Calls in the form in which they travel."""

    calls: list[m.Call]
    buffers: list[Any]


class RemoteSession:
    """Answers calls through a worker process.

    Parameters
    ----------
    process : WorkerProcess
        A fresh worker.
    deadline : Deadline
        For each exchange.
    allowance : Allowance, optional
        For all of them.

    Raises
    ------
    WorkerLost
        From any method, when the worker does not answer as it should. The session is then of no more use.
    """

    def __init__(
        self, process: WorkerProcess, deadline: Deadline, allowance: Allowance | None = None
    ) -> None:
        self.process = process
        self._channel = Channel(process, deadline, allowance or Allowance())
        self._functions: list[HeldFunction] = []
        self._lasting = 0  # functions below this number stand in for submitted ones and are never dropped
        self._held: list[Any] = []
        self._held_bytes = 0
        self._computing = 0.0
        self._number = 0
        self._forget = False
        self.last_step: int | None = None

    def load(self, load: m.Load) -> m.Loaded:
        """Execute the submission; `last_step` tells where it was when it was lost while tracing."""
        self._channel.start_clock()
        self._channel.send(load, [])
        while True:
            answer, body = self._channel.receive()
            if isinstance(answer, m.Loaded) and not body:
                return answer
            if not (isinstance(answer, m.Step) and load.trace):
                raise WorkerLost("killed")
            self.last_step = answer.number

    def stand_in(self, functions: Sequence[HeldFunction]) -> None:
        """Let functions of the grader's take the place of submitted ones, for good."""
        stubs = [self._stub(function) for function in functions]
        self._lasting = len(self._functions)
        self._channel.send(m.StandIn(stubs), [])

    def allow(self, deadline: Deadline) -> None:
        """Give each exchange from here on this deadline."""
        self._channel.deadline = deadline

    def begin(self, section: str) -> None:
        """Let go of every object kept so far, on both sides."""
        self._forget = True
        self._held.clear()
        self._held_bytes = 0
        del self._functions[self._lasting :]

    def run(self, calls: Sequence[Call]) -> list[Answer]:
        """Answer calls in order, each on fresh copies of its arguments, in one exchange."""
        encoder = Encoder(self._encode_special)
        return self.run_prepared(Prepared([_encode_call(call, encoder) for call in calls], encoder.buffers))

    def run_prepared(self, prepared: Prepared) -> list[Answer]:
        """Answer calls that were encoded before."""
        self._number += 1
        self._computing = 0.0
        self._channel.start_clock()
        self._channel.send(m.Run(self._number, prepared.calls, self._forget), prepared.buffers)
        self._forget = False
        return self._answers(len(prepared.calls))

    def _answers(self, count: int) -> list[Answer]:
        for _ in range(_MAX_STUB_CALLS):
            message, body = self._channel.receive()
            if isinstance(message, m.StubCall):
                self._answer_stub(message, body)
            elif isinstance(message, m.Ran) and message.number == self._number:
                return self._decode_answers(message.answers, count, body)
            else:
                break
        raise WorkerLost("killed")

    def _decode_answers(self, answers: list[m.Answer], count: int, body: bytearray) -> list[Answer]:
        decoder = Decoder(body, _decode_special)
        try:
            decoded = [_decode_answer(answer, decoder) for answer in answers]
            decoder.finish()
        except Exception:  # whatever a forged message makes it stumble over
            raise WorkerLost("killed") from None
        if len(decoded) != count:
            raise WorkerLost("killed")
        return decoded

    def _encode_special(self, value: Any) -> m.Value:
        if isinstance(value, _Held):
            return m.Held(value.number)
        if callable(value):
            return self._stub(HeldFunction(name=getattr(value, "__name__", "f"), function=value))
        return _encode_reference(value)

    def _stub(self, function: HeldFunction) -> m.Stub:
        self._functions.append(function)
        number = len(self._functions) - 1
        return m.Stub(
            number, function.name, list(map(self._stub, function.methods)), list(function.attributes)
        )

    def _answer_stub(self, call: m.StubCall, body: bytearray) -> None:
        """Call the grader's function; what goes wrong in it goes wrong in the submission."""
        if len(body) > _MAX_STUB_BYTES or not 0 <= call.number < len(self._functions):
            raise WorkerLost("killed")
        held = self._functions[call.number]
        encoder = Encoder(self._encode_special)
        try:
            args, kwargs = self._stub_arguments(call, body)
            value = encoder.value(self._hold(self._computed(held.function, args, kwargs), held.keep))
        except WorkerLost:
            raise
        except Exception as error:
            self._channel.send(m.StubAnswer(None, f"{held.name}: {type(error).__name__}"), [])
        else:
            self._channel.send(m.StubAnswer(value), encoder.buffers)

    def _computed(self, function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Compute for the submission, in the time that it has for itself."""
        start = time.thread_time()
        try:
            with np.errstate(all="ignore"):
                return function(*args, **kwargs)
        finally:
            self._computing += time.thread_time() - start
            if self._computing > self._channel.deadline.cpu_seconds:
                raise WorkerLost("timeout")

    def _stub_arguments(self, call: m.StubCall, body: bytearray) -> tuple[list[Any], dict[str, Any]]:
        decoder = Decoder(body, self._decode_held)
        args = [decoder.value(value) for value in call.args]
        kwargs = {name: decoder.value(value) for name, value in call.kwargs.items()}
        decoder.finish()
        for value in (*args, *kwargs.values()):
            _require_small(value)
        return args, kwargs

    def _decode_held(self, value: m.Value) -> Any:
        if isinstance(value, m.Randomness):
            return decode_generator(value)
        if isinstance(value, m.Held) and 0 <= value.number < len(self._held):
            return self._held[value.number]
        raise WireError("not an argument for a function of the grader's")

    def _hold(self, result: Any, keep: tuple[int, ...]) -> Any:
        if not keep:
            return result
        if keep == (-1,):
            return self._hold_one(result)
        return tuple(self._hold_one(item) if k in keep else item for k, item in enumerate(result))

    def _hold_one(self, value: Any) -> _Held:
        self._held.append(value)
        self._held_bytes += _weight(value)
        if self._held_bytes > _MAX_HELD_BYTES:
            raise WorkerLost("killed")
        return _Held(len(self._held) - 1)


def prepare(calls: Sequence[Call]) -> Prepared:
    """Encode calls once, for many sessions. Callables belong to one session and cannot be among them."""
    encoder = Encoder(_encode_reference)
    return Prepared([_encode_call(call, encoder) for call in calls], encoder.buffers)


def _require_small(value: Any) -> None:
    """Raise `WireError` for an argument that could make a function compute something huge."""
    if isinstance(value, list | tuple):
        for item in value:
            _require_small(item)
    elif isinstance(value, dict):
        _require_small(list(value.values()))
    elif isinstance(value, np.ndarray | np.generic):
        entries = math.prod(max(size, 1) for size in value.shape)
        if entries > _MAX_STUB_ENTRIES or (
            value.dtype.kind in "iu" and value.size and _largest(value) > _MAX_STUB_INTEGER
        ):
            raise WireError("too large for a function of the grader's")
    elif isinstance(value, int) and abs(value) > _MAX_STUB_INTEGER:
        raise WireError("too large for a function of the grader's")


def _weight(value: Any, depth: int = 0) -> int:
    """Return about how many bytes an object keeps."""
    if isinstance(value, np.ndarray):
        return int(value.nbytes)
    parts = value if isinstance(value, list | tuple) else getattr(value, "__dict__", {}).values()
    return 100 + sum(_weight(part, depth + 1) for part in parts if depth < _MAX_WEIGHT_DEPTH)


def _largest(value: Any) -> int:
    return max(abs(int(np.min(value))), abs(int(np.max(value))))


def _encode_call(call: Call, encoder: Encoder) -> m.Call:
    args = [encoder.value(value) for value in call.args]
    kwargs = {name: encoder.value(value) for name, value in call.kwargs.items()}
    target = None if call.target is None else encoder.value(call.target)
    return m.Call(call.function, args, kwargs, target, call.keep, call.listen)


def _encode_reference(value: Any) -> m.Value:
    if isinstance(value, Handle):
        return m.Kept(value.number)
    if isinstance(value, Earlier):
        return m.Earlier(value.call, value.position)
    if isinstance(value, np.random.Generator):
        return encode_generator(value)
    raise WireError(f"a {type(value).__name__} cannot be sent to a submission")


def _decode_answer(answer: m.Answer, decoder: Decoder) -> Answer:
    if isinstance(answer, m.Returned):
        return Returned(decoder.value(answer.value), answer.printed)
    return Raised(answer.problem) if isinstance(answer, m.Raised) else Absent()


_SPECIAL: dict[type, Callable[[Any], Any]] = {
    m.Kept: lambda value: Handle(value.number),
    m.Unsendable: lambda value: Unsendable(value.kind),
    m.Randomness: decode_generator,
    m.Held: lambda value: Unsendable("stub result"),
}


def _decode_special(value: m.Value) -> Any:
    decode = _SPECIAL.get(type(value))
    if decode is None:
        raise WireError("not an answer")
    return decode(value)
