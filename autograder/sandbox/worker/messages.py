"""The messages between grader and worker: every shape that may cross, and nothing else.

Typed structs, decoded by msgspec, which refuses anything that does not fit. Array bytes do not travel
in here: they follow the message as raw buffers, in the order in which their `Array` headers appear.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Array(Struct, tag="a", array_like=True, frozen=True):
    """The header of one array; its bytes follow the message. `scalar` marks a NumPy scalar."""

    dtype: str
    shape: tuple[int, ...]
    scalar: bool = False


class Items(Struct, tag="l", array_like=True, frozen=True):
    """A list or a tuple."""

    items: list[Value]
    is_tuple: bool = False


class Pairs(Struct, tag="d", array_like=True, frozen=True):
    """A dictionary with text keys."""

    items: dict[str, Value]


class Kept(Struct, tag="k", array_like=True, frozen=True):
    """An object that stayed in the worker: the grader passes its number back."""

    number: int


class Earlier(Struct, tag="e", array_like=True, frozen=True):
    """What an earlier call of the same message answered (`position`: which of several results)."""

    call: int
    position: int | None = None


class Stub(Struct, tag="s", array_like=True, frozen=True):
    """A function of the grader's that the worker may call back, or a class with methods and attributes."""

    number: int
    name: str
    methods: list[Stub] = []
    attributes: list[str] = []


class Held(Struct, tag="o", array_like=True, frozen=True):
    """An object that stayed in the grader: opaque to the worker, who may pass it back to a stub."""

    number: int


class Randomness(Struct, tag="g", array_like=True, frozen=True):
    """A `numpy.random.Generator` on PCG64, by its state."""

    state: bytes
    increment: bytes


class Unsendable(Struct, tag="u", array_like=True, frozen=True):
    """An answer that cannot cross, by the name of its type."""

    kind: str


Value: TypeAlias = (
    bool
    | int
    | float
    | str
    | Array
    | Items
    | Pairs
    | Kept
    | Earlier
    | Stub
    | Held
    | Randomness
    | Unsendable
    | None
)


class Chunk(Struct, array_like=True, frozen=True):
    """Source that is executed as one, under a label for its errors. `given`: the lesson's own, unchanged."""

    label: str
    source: str
    given: bool = False


class File(Struct, array_like=True, frozen=True):
    """One file of a submission. `stepwise`: an error in one top-level statement does not stop the next."""

    module: str
    chunks: list[Chunk]
    stepwise: bool


class Load(Struct, tag="load", array_like=True, frozen=True):
    """Execute a submission, once. `skip` lists steps known to hang or crash; `trace` announces each step.

    `support` is what the course gives to submissions, to import; `adapter` answers in the submission's place.
    `only_definitions` leaves out everything that takes time.
    """

    files: list[File]
    skip: list[int] = []
    trace: bool = False
    support: list[File] = []
    adapter: Chunk | None = None
    only_definitions: bool = False


class Call(Struct, array_like=True, frozen=True):
    """One call of a submitted function, or of a method if `target` is given.

    `keep` lists the results that stay in the worker, -1 meaning the whole answer. `listen` counts what is printed.
    """

    function: str
    args: list[Value]
    kwargs: dict[str, Value]
    target: Value = None
    keep: tuple[int, ...] = ()
    listen: bool = False


class Run(Struct, tag="run", array_like=True, frozen=True):
    """Calls to answer, in order. `forget` first drops every object kept so far."""

    number: int
    calls: list[Call]
    forget: bool = False


class StandIn(Struct, tag="stand", array_like=True, frozen=True):
    """Replace functions of the submission by stubs."""

    stubs: list[Stub]


class StubAnswer(Struct, tag="stubbed", array_like=True, frozen=True):
    """What a stub answered; `error` names an exception instead."""

    value: Value
    error: str | None = None


ToWorker: TypeAlias = Load | Run | StandIn | StubAnswer


class Problem(Struct, array_like=True, frozen=True):
    """An exception in a submission: its type, text, and where (0 where no line of the submission is known)."""

    type: str
    message: str
    label: str
    line: int


class Step(Struct, tag="step", array_like=True, frozen=True):
    """The step about to be executed (sent only when tracing)."""

    number: int


class Loaded(Struct, tag="loaded", array_like=True, frozen=True):
    """What loading met, and the names now defined.

    Further, the modules imported in vain, how many steps were in want of them, and the passages read as Python 2.
    """

    problems: list[Problem]
    names: list[str]
    absent: list[str] = []
    in_want: int = 0
    translated: list[str] = []


class Returned(Struct, tag="r", array_like=True, frozen=True):
    """A call's answer, and the characters it printed."""

    value: Value
    printed: int = 0


class Raised(Struct, tag="x", array_like=True, frozen=True):
    """A call ended in an exception."""

    problem: Problem


class Absent(Struct, tag="n", array_like=True, frozen=True):
    """The submission has no such function."""


Answer: TypeAlias = Returned | Raised | Absent


class Ran(Struct, tag="ran", array_like=True, frozen=True):
    """The answers to a `Run`, one for each call."""

    number: int
    answers: list[Answer]


class StubCall(Struct, tag="stubcall", array_like=True, frozen=True):
    """The submission calls a stub."""

    number: int
    args: list[Value]
    kwargs: dict[str, Value]


FromWorker: TypeAlias = Step | Loaded | Ran | StubCall
