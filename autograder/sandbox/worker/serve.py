"""The child's loop: execute the submission once, then answer calls until the grader hangs up."""

from __future__ import annotations

import random
import socket
from contextlib import suppress
from typing import Any

import msgspec
import numpy as np

# NumPy loads these when they are first used: once in the zygote, rather than in every child.
import numpy.fft
import numpy.linalg
import numpy.random

from . import messages as m
from .adapting import Adapted
from .load import Submission, or_method, problem_of
from .printed import listening
from .values import Decoder, Encoder, WireError, as_collected, decode_generator, encode_generator
from .wire import LENGTHS, frame, lengths

#: Unseeded code must be repeatable: both global generators start here before every call.
GLOBAL_SEED = 20_26

_decoder = msgspec.msgpack.Decoder(m.ToWorker)
_seed_of_numpy = np.random.seed  # of the generator that submissions use


def main(descriptor: int) -> None:
    """Answer the grader on the socket `descriptor`."""
    # Family and type are named because asking the kernel for them is refused here.
    channel = Channel(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=descriptor))
    worker = Worker(channel)
    while True:
        message, decoder = channel.receive()
        if isinstance(message, m.Load):
            worker.load(message)
        elif isinstance(message, m.Run):
            worker.run(message, decoder)
        elif isinstance(message, m.StandIn):
            worker.stand_in(message)


class Channel:
    """The connection to the grader."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection

    def send(self, message: m.FromWorker, buffers: list[Any] | None = None) -> None:
        """Send one message, whole."""
        pieces = frame(message, buffers or [])
        sent = self._socket.sendmsg(pieces[:512])
        if sent < sum(map(len, pieces)):
            self._socket.sendall(b"".join(pieces)[sent:])

    def receive(self) -> tuple[m.ToWorker, bytearray]:
        """Wait for one message; end the process when the grader has hung up."""
        header, body = lengths(self._exactly(LENGTHS.size))
        return _decoder.decode(self._exactly(header)), self._exactly(body)

    def _exactly(self, count: int) -> bytearray:
        data = bytearray(count)
        view, got = memoryview(data), 0
        while got < count:
            n = self._socket.recv_into(view[got:])
            if n == 0:
                raise SystemExit
            got += n
        return data


class Worker:
    """One submission and the objects it has been asked to keep."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._submission = Submission(m.Load([]), lambda number: None)
        self._functions: Submission | Adapted = self._submission
        self._kept: dict[int, Any] = {}
        self._may_draw = True

    def load(self, message: m.Load) -> None:
        """Execute the submission and report what it met."""
        announce = self._announce if message.trace else lambda number: None
        # Seeding costs as much as a small call. Source without these letters cannot name a generator.
        files = [*message.files, *message.support]
        self._may_draw = any("rand" in chunk.source for file in files for chunk in file.chunks)
        self._functions = self._submission = Submission(message, announce)
        self._submission.offer_modules()
        if message.adapter is not None:
            self._functions = Adapted(self._submission, message.adapter)
        _seed_globals()
        self._functions.execute()
        absent, translated = (
            list(dict.fromkeys(names))[:100]
            for names in (self._submission.absent, self._submission.translated)
        )
        self._channel.send(
            m.Loaded(
                self._submission.problems[:100],
                self._functions.names()[:2000],
                absent,
                self._submission.in_want,
                translated,
            )
        )

    def _announce(self, number: int) -> None:
        self._channel.send(m.Step(number))

    def stand_in(self, message: m.StandIn) -> None:
        """Let stubs take the place of submitted functions."""
        for stub in message.stubs:
            value = self._class(stub) if stub.methods or stub.attributes else self._stub(stub)
            self._functions.replace(stub.name, value)

    def run(self, message: m.Run, body: bytearray) -> None:
        """Answer every call of a message, in order."""
        if message.forget:
            self._kept.clear()
        decoder = Decoder(body, self._special)
        # A later call may change in place what an earlier one has answered (a network's own weights).
        encoder = Encoder(self._unsendable, copies=True)
        self._earlier: list[Any] = []
        answers = [self._answer(call, decoder, encoder) for call in message.calls]
        self._earlier = []
        self._channel.send(m.Ran(message.number, answers), encoder.buffers)

    def _answer(self, call: m.Call, decoder: Decoder, encoder: Encoder) -> m.Answer:
        args = [decoder.value(value) for value in call.args]  # always: it consumes the array bytes
        kwargs = {name: decoder.value(value) for name, value in call.kwargs.items()}
        self._earlier.append(None)
        try:
            function = self._function(call, args)
            if function is None:
                return m.Absent()
            if self._may_draw:
                _seed_globals()
            with listening(listen=call.listen) as printed:
                result = function(
                    *map(self._resolve, args), **{k: self._resolve(v) for k, v in kwargs.items()}
                )
                if not call.keep:
                    result = as_collected(result)
        except BaseException as error:
            return m.Raised(problem_of(error, self._submission.labels))
        self._earlier[-1] = result
        return m.Returned(self._encode(result, call.keep, encoder), printed.count)

    def _function(self, call: m.Call, args: list[Any]) -> Any:
        if call.target is not None:
            return getattr(self._resolve(_special_reference(call.target)), call.function)
        found = self._functions.find(call.function)
        if args and isinstance(args[0], _Reference):
            return or_method(found, self._resolve(args[0]), call.function)
        return found

    def _encode(self, result: Any, keep: tuple[int, ...], encoder: Encoder) -> m.Value:
        """Encode an answer; the results named by `keep` stay here and only their numbers travel."""
        before = len(encoder.buffers)
        try:
            if keep == (-1,):
                return self._keep(result)
            if keep and isinstance(result, tuple | list) and len(result) > max(keep):
                items = [
                    self._keep(item) if place in keep else encoder.value(item, 1)
                    for place, item in enumerate(result)
                ]
                return m.Items(items, is_tuple=True)
            return encoder.value(result)
        except (WireError, RecursionError):
            del encoder.buffers[before:]
            return m.Unsendable(type(result).__name__[:100])

    def _keep(self, value: Any) -> m.Kept:
        number = len(self._kept)
        self._kept[number] = value
        return m.Kept(number)

    def _unsendable(self, value: Any) -> m.Value:
        value = getattr(value, "_held_by_grader", value)
        if isinstance(value, _HeldByGrader):
            return m.Held(value.number)
        if isinstance(value, np.random.Generator):
            return encode_generator(value)
        return m.Unsendable(type(value).__name__[:100])

    def _special(self, value: m.Value) -> Any:
        """Decode what is not plain data. References stay references until the call, when they exist."""
        if isinstance(value, m.Randomness):
            return decode_generator(value)
        if isinstance(value, m.Stub):
            return self._stub(value)
        if isinstance(value, m.Held):
            return _HeldByGrader(value.number)
        return _special_reference(value)

    def _resolve(self, value: Any) -> Any:
        if not isinstance(value, _Reference):
            return value
        if isinstance(value.to, m.Kept):
            return self._kept[value.to.number]
        result = self._earlier[value.to.call]
        return result if value.to.position is None else result[value.to.position]

    def _stub(self, stub: m.Stub) -> Any:
        """Return a function that asks the grader."""

        def stand_in(*args: Any, **kwargs: Any) -> Any:
            encoder = Encoder(self._unsendable)
            sent = m.StubCall(
                stub.number,
                [encoder.value(value) for value in args],
                {name: encoder.value(value) for name, value in kwargs.items()},
            )
            self._channel.send(sent, encoder.buffers)
            for value in (*args, *kwargs.values()):
                if isinstance(value, np.random.Generator):
                    _leave_to_the_grader(value)
            answer, body = self._channel.receive()
            if not isinstance(answer, m.StubAnswer):
                raise SystemExit
            if answer.error is not None:
                raise ValueError(answer.error)
            return Decoder(body, self._special).value(answer.value)

        stand_in.__name__ = stand_in.__qualname__ = stub.name
        return stand_in

    def _class(self, stub: m.Stub) -> type:
        """Return a class whose instances ask the grader.

        It extends the submitted class, so that what the submission adds to the promised methods stays.
        """
        make, methods = self._stub(stub), {method.name: self._stub(method) for method in stub.methods}
        submitted = self._submission.find(stub.name)

        def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
            for base in bases:
                with suppress(Exception):  # it may look into arguments that are not here
                    base.__init__(self, *args, **kwargs)
            for name, value in (*zip(stub.attributes, args, strict=False), *kwargs.items()):
                vars(self).setdefault(name, value)
            self._held_by_grader = make(*args, **kwargs)

        members: dict[str, Any] = {name: _method(function) for name, function in methods.items()}
        bases: tuple[Any, ...] = (submitted,) if isinstance(submitted, type) else ()
        return type(stub.name, bases, {"__init__": initialise, **members})


def _method(function: Any) -> Any:
    """Return a method that passes its instance on as the grader's object."""

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return function(self._held_by_grader, *args, **kwargs)

    return method


class _HeldByGrader:
    """Stands here for an object of the grader's (a reference's cache, say)."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


class _Reference:
    """A kept object or an earlier answer, looked up when its call is made."""

    __slots__ = ("to",)

    def __init__(self, to: m.Kept | m.Earlier) -> None:
        self.to = to


def _special_reference(value: m.Value) -> _Reference:
    if not isinstance(value, m.Kept | m.Earlier):
        raise WireError("not a reference")
    return _Reference(value)


def _leave_to_the_grader(generator: np.random.Generator) -> None:
    """Move past what the grader may draw from its copy of a generator: no number is drawn twice."""
    bits: Any = generator.bit_generator  # PCG64: no other is sent
    bits.advance(2**64)


def _seed_globals() -> None:
    random.seed(GLOBAL_SEED)
    _seed_of_numpy(GLOBAL_SEED)
