"""Whether a changed program means the same as the reference, without asking the checks.

Both are called with arguments of their own (`arguments`), a forward together with its backward, and every
visible answer is compared. Random answers that are not equal are compared in distribution. Where a docstring says too
little to draw arguments, the calls of the checks on other seeds stand in, and `Comparison.independent` says so.
"""

from __future__ import annotations

import functools
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.random import Generator

from autograder.exercise.model import Check, Exercise
from autograder.exercise.student import Student
from autograder.exercise.trials import trials
from autograder.sandbox.calls import Answer, Call, Earlier, Handle, Raised, Returned, Unsendable
from autograder.sandbox.local import LocalSession
from benchmarks.accuracy import spread
from benchmarks.accuracy.arguments import REGIMES, Drawer, Parameter, UnknownArgumentError, parameters_of
from benchmarks.accuracy.units import Functions

#: Float noise: differences below this share of an answer's scale, or more where the calculation magnifies them.
NOISE = 1e-7
PRECISION = 1e-16
_MARGIN = 1000.0
_NUDGE = 1e-15
_SHARP = 1e-2

#: Answers on a smaller scale than this may be what is left of a sum that cancels.
_VANISHING = 1e-6

#: Draws of each function's arguments in each regime.
DRAWS = 16

#: Random answers that are not equal are compared in so many conversations of a regime, of so many runs each; fewer
#: where those of the reference take longer than so many seconds.
_SAMPLED = 2
_RUNS = 200
_SECONDS = 0.1

#: How long the reference may talk altogether.
_TALK = 3.0

#: The seeds whose checks' calls stand in for arguments that cannot be drawn.
OTHER_SEEDS = range(7000, 7012)

Exchanges: TypeAlias = tuple[tuple[Call, ...], ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Calls of an exercise's functions in a row.

    Parameters
    ----------
    regime : str
    exchanges : tuple of tuple of Call
    wanted : list of Answer
        What the reference answers.
    seconds : float
        How long it takes.
    condition : float
        How much a relative change of the arguments by a rounding error changes the answers, in rounding errors.
    is_random : bool
        Whether the answers are drawn: a generator is among the arguments, or the reference makes one without a seed.
    """

    regime: str
    exchanges: Exchanges
    wanted: list[Answer]
    seconds: float
    condition: float
    is_random: bool

    def noise(self, least: float, precision: float) -> float:
        """Return how far right answers may lie apart, given how much these magnify the errors of arithmetic."""
        noise = _MARGIN * self.condition * precision
        if noise < _SHARP:
            return max(least, noise)
        at_a_tie = _MARGIN * self.condition * PRECISION >= _SHARP  # so that nothing was magnified
        return least if at_a_tie else float("inf")

    @property
    def runs(self) -> int:
        """How often it is repeated to learn the distribution of its answers."""
        return int(np.clip(_SECONDS / self.seconds, 40, _RUNS))


@dataclass(frozen=True)
class Comparison:
    """How changed programs of one exercise are told from its reference.

    Parameters
    ----------
    exercise : Exercise
    conversations : sequence of Conversation
    independent : bool
        False if some of them are those of the checks.
    remark : str
        Why, if so.
    """

    exercise: Exercise
    conversations: Sequence[Conversation]
    independent: bool
    remark: str = ""

    def regimes_that_differ(
        self, program: Functions, *, noise: float = NOISE, precision: float = PRECISION, most: int = 99
    ) -> list[str]:
        """Return up to `most` regimes in which a program answers otherwise than the reference; none for a twin."""
        found: dict[str, None] = {}
        doubtful: dict[str, list[Conversation]] = {}
        for conversation in self.conversations:
            if conversation.regime in found or len(found) >= most:
                continue
            got = answers(conversation.exchanges, program)
            if _same(got, conversation.wanted, conversation.noise(noise, precision)):
                continue
            if conversation.is_random and not any(isinstance(answer, Raised) for answer in got):
                doubtful.setdefault(conversation.regime, []).append(conversation)
            else:
                found[conversation.regime] = None
        for regime, conversations in doubtful.items():
            sampled = conversations[:: max(1, len(conversations) // _SAMPLED)]
            if (
                regime not in found
                and len(found) < most
                and any(self._drawn_otherwise(c, program) for c in sampled)
            ):
                found[regime] = None
        return list(found)

    def _drawn_otherwise(self, conversation: Conversation, program: Functions) -> bool:
        wanted = self._samples(id(conversation))
        return not spread.same(_sample(conversation, program, range(conversation.runs)), wanted)

    @functools.cached_property
    def _samples(self) -> Callable[[int], list[list[Any]]]:
        """Many runs of the reference, by the identity of the conversation."""
        by_id = {id(conversation): conversation for conversation in self.conversations}
        program = {**self.exercise.uses, **self.exercise.references}
        seeds = range(10**6, 10**6 + _RUNS)
        return functools.cache(lambda key: _sample(by_id[key], program, seeds[: by_id[key].runs]))


def _sample(conversation: Conversation, program: Functions, seeds: Sequence[int]) -> list[list[Any]]:
    """Return the visible numbers of many runs, each with generators of its own."""
    return [_numbers(answers(_reseeded(conversation.exchanges, seed), program)) for seed in seeds]


@functools.cache
def comparison_of(exercise: Exercise) -> Comparison:
    """Return the means of telling changed programs of an exercise from its reference."""
    try:
        conversations = list(_drawn(exercise))
    except UnknownArgumentError as unknown:
        return Comparison(exercise, list(_overheard(exercise)), False, f"cannot draw {unknown}")
    if len(conversations) < DRAWS:
        return Comparison(exercise, list(_overheard(exercise)), False, "the reference refuses what is drawn")
    return Comparison(exercise, conversations, True)


def answers(exchanges: Exchanges, program: Functions) -> list[Answer]:
    """Return a program's answers to a conversation; an exchange after an exception may miss its handles."""
    session = LocalSession(program)
    found: list[Answer] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for calls in exchanges:
            try:
                found += session.run(calls)
            except (IndexError, KeyError, TypeError):  # a handle that was never given
                break
    return found


# ------------------------------------------------------------------------------------ conversations drawn


def _drawn(exercise: Exercise) -> Iterator[Conversation]:
    program = {**exercise.uses, **exercise.references}
    for name in exercise.references:
        talked = 0.0
        for number in range(DRAWS * len(REGIMES)):
            regime = REGIMES[number % len(REGIMES)]
            rng = np.random.default_rng([number, *name.encode()])
            exchanges = _exchanges(exercise, name, Drawer(exercise, regime, rng), program)
            if not exchanges:
                continue
            conversation = _held(regime, exchanges, program)
            talked += conversation.seconds
            if all(map(_is_finite, conversation.wanted)):  # what the reference cannot answer was not legal
                yield conversation
            if talked > _TALK:
                break


def _exchanges(exercise: Exercise, name: str, drawer: Drawer, program: Functions) -> Exchanges:
    """Return the calls that show what a function does; none if its inputs cannot be drawn in these sizes."""
    try:
        return (_calls(exercise, name, drawer, program),)
    except UnknownArgumentError:
        raise
    except Exception:  # of a draw of the exercise's, that was made for its own sizes
        return ()


def _held(regime: str, exchanges: Exchanges, program: Functions) -> Conversation:
    start = time.process_time()
    wanted = answers(exchanges, program)
    seconds = max(time.process_time() - start, 1e-6)
    nudged = answers(_changed(exchanges, _nudged), program)
    distances = [_distance(_value(g), _value(w)) for g, w in zip(nudged, wanted, strict=True)]
    condition = max(distances, default=0.0) / _NUDGE
    drawn = is_random(exchanges) or not _same(answers(exchanges, program), wanted, 0.0)
    return Conversation(regime, exchanges, wanted, seconds, condition, drawn)


def _nudged(value: Any) -> Any:
    """Move every entry of an array of floats by a rounding error."""
    if isinstance(value, list | tuple):
        return type(value)(map(_nudged, value))
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return value
    signs = 1 - 2 * (np.arange(value.size).reshape(value.shape) * 7 // 3 % 2)
    return value * (1 + _NUDGE * signs)


def _calls(exercise: Exercise, name: str, drawer: Drawer, program: Functions) -> tuple[Call, ...]:
    """Return the call of a function, after that of the function whose result it takes."""
    calls: list[Call] = []
    parameters = parameters_of(exercise.contracts[name].reference)
    if exercise.contracts[name].is_class:
        raise UnknownArgumentError(f"the conversations of a class ({name})")
    earlier = _earlier(exercise, parameters)
    if earlier is not None:
        drawer.known |= {k: v for parameter in parameters for k, v in parameter.condition.items()}
        calls.append(_call(exercise, earlier, drawer, {}))
        out = _first(answers((tuple(calls),), program)[0])
        upstream = parameters[0].name
        if upstream.startswith("d") and upstream not in exercise.inputs:
            drawer.known[upstream] = drawer.rng.standard_normal(np.shape(out))
    results = {} if earlier is None else _results(exercise, earlier)
    return (*calls, _call(exercise, name, drawer, results))


def _earlier(exercise: Exercise, parameters: Sequence[Parameter]) -> str | None:
    """Return the function that has to be called first, if any: the forward of a backward."""
    for parameter in parameters:
        if parameter.origin in exercise.contracts:
            return parameter.origin
        if parameter.origin is not None and parameter.name not in exercise.inputs:
            raise UnknownArgumentError(f"{parameter.name}, from `{parameter.origin}`")
    return None


def _results(exercise: Exercise, name: str) -> dict[str, Earlier]:
    """Return references to the results of the first call by their names."""
    names = exercise.contracts[name].results
    return {result: Earlier(0, k if len(names) > 1 else None) for k, result in enumerate(names)}


def _call(exercise: Exercise, name: str, drawer: Drawer, results: dict[str, Earlier]) -> Call:
    contract = exercise.contracts[name]
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    by_keyword = False
    for parameter in parameters_of(contract.reference):
        if drawer.leaves_out(parameter):
            by_keyword = True
            continue
        value = results.get(parameter.name) if parameter.origin else None
        value = drawer.argument(parameter) if value is None else value
        if parameter.by_keyword or by_keyword:
            kwargs[parameter.name] = value
        else:
            args.append(value)
    return Call(function=name, args=tuple(args), kwargs=kwargs, keep=contract.opaque)


# -------------------------------------------------------------------------------- conversations overheard


def _overheard(exercise: Exercise) -> Iterator[Conversation]:
    """Yield what the checks say to the reference on seeds that nobody is graded with."""
    program = {**exercise.uses, **exercise.references}
    talked = 0.0
    for seed in OTHER_SEEDS:
        for check in exercise.checks:
            for exchanges in overhear(exercise, check, seed):
                conversation = _held(f"as in {check.name}", exchanges, program)
                talked += conversation.seconds
                yield conversation
        if talked > _TALK:
            break


def overhear(exercise: Exercise, check: Check, seed: int) -> Iterator[Exchanges]:
    """Yield what a check says to the reference, trial by trial."""
    only = next(iter(exercise.references)) if len(exercise.references) == 1 else None
    for inputs in trials(exercise, check, seed):
        listener = _Listener(LocalSession({**exercise.uses, **exercise.references}))
        with np.errstate(all="ignore"):
            check.run(Student(listener, exercise.contracts, only), **inputs)
        yield tuple(listener.exchanges)


def is_random(exchanges: Exchanges) -> bool:
    """Tell whether a generator is among the arguments of a conversation."""
    return any(
        isinstance(value, Generator) for calls in exchanges for call in calls for value in _values(call)
    )


class _Listener:
    """Passes calls on and remembers them."""

    def __init__(self, session: LocalSession) -> None:
        self._session = session
        self.exchanges: list[tuple[Call, ...]] = []

    def run(self, calls: Sequence[Call]) -> list[Answer]:
        """Remember calls and make them."""
        self.exchanges.append(tuple(calls))
        return self._session.run(calls)

    def begin(self, section: str) -> None:
        """Start a section."""
        self._session.begin(section)


# ------------------------------------------------------------------------------------------------ answers


def _reseeded(exchanges: Exchanges, seed: int) -> Exchanges:
    """Return the conversation with other generators; those that were the same stay the same."""

    def other(value: Any) -> Any:
        if not isinstance(value, Generator):
            return value
        state = value.bit_generator.state["state"]["state"]
        return np.random.default_rng([seed, state % 2**64])

    return _changed(exchanges, other)


def _changed(exchanges: Exchanges, change: Callable[[Any], Any]) -> Exchanges:
    return tuple(tuple(_with_values(call, change) for call in calls) for calls in exchanges)


def _with_values(call: Call, change: Callable[[Any], Any]) -> Call:
    kwargs = {name: change(value) for name, value in call.kwargs.items()}
    return replace(call, args=tuple(map(change, call.args)), kwargs=kwargs)


def _values(call: Call) -> tuple[Any, ...]:
    return (*call.args, *call.kwargs.values())


def _first(answer: Answer) -> Any:
    value = answer.value if isinstance(answer, Returned) else 0.0
    return value[0] if isinstance(value, tuple | list) else value


def _is_finite(answer: Answer) -> bool:
    if not isinstance(answer, Returned):
        return False
    return all(np.isfinite(leaf).all() for leaf in _leaves(answer.value) if _is_numeric(leaf))


def _same(got: Sequence[Answer], wanted: Sequence[Answer], noise: float) -> bool:
    return len(got) == len(wanted) and all(
        isinstance(g, Raised) == isinstance(w, Raised)
        and (isinstance(g, Raised) or _alike(_value(g), _value(w), noise))
        for g, w in zip(got, wanted, strict=True)
    )


def _value(answer: Answer) -> Any:
    return answer.value if isinstance(answer, Returned) else None


def _alike(got: Any, wanted: Any, noise: float) -> bool:
    """Tell whether two values agree but for noise; lists are as good as arrays."""
    if isinstance(wanted, Handle | Unsendable):
        return type(got) is type(wanted)
    if isinstance(wanted, dict):
        return (
            isinstance(got, dict)
            and got.keys() == wanted.keys()
            and all(_alike(got[key], wanted[key], noise) for key in wanted)
        )
    if isinstance(wanted, list | tuple):
        return (
            isinstance(got, list | tuple | np.ndarray)
            and len(got) == len(wanted)
            and all(_alike(g, w, noise) for g, w in zip(got, wanted, strict=True))
        )
    if _is_numeric(wanted):
        return _close(got, np.asarray(wanted, dtype=np.float64), noise)
    return type(got) is type(wanted) and bool(got == wanted)


def _close(got: Any, wanted: Any, noise: float) -> bool:
    return _apart(got, wanted) <= noise


def _apart(got: Any, wanted: Any) -> float:
    """Return the largest difference of two arrays, each entry's relative to its size, or to the array's if larger."""
    try:
        found = np.asarray(got, dtype=np.float64)
    except (TypeError, ValueError):
        return np.inf
    if found.shape != wanted.shape:
        return np.inf
    if not wanted.size:
        return 0.0
    size = np.abs(np.where(np.isfinite(wanted), wanted, 0.0))  # the loss of a training that exploded is NaN
    with np.errstate(all="ignore"):
        scale = np.maximum(size, max(np.sqrt(np.mean(size**2)), _VANISHING))
        equal = (found == wanted) | (np.isnan(found) & np.isnan(wanted))
        distance = np.where(equal, 0.0, np.abs(found - wanted) / scale)
    return float(np.nan_to_num(distance, nan=np.inf).max())


def _distance(got: Any, wanted: Any) -> float:
    """Return the largest difference of the numbers in two values, infinite where they are not alike otherwise."""
    numbers = [[leaf for leaf in _leaves(value) if _is_numeric(leaf)] for value in (got, wanted)]
    if len(numbers[0]) != len(numbers[1]):
        return np.inf
    return max(
        (_apart(g, np.asarray(w, dtype=np.float64)) for g, w in zip(*numbers, strict=True)), default=0.0
    )


def _numbers(found: Sequence[Answer]) -> list[Any]:
    return [
        np.asarray(leaf, dtype=np.float64)
        for answer in found
        for leaf in _leaves(_value(answer))
        if _is_numeric(leaf)
    ]


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _is_numeric(value: Any) -> bool:
    return (
        isinstance(value, bool | int | float | np.generic | np.ndarray)
        and np.asarray(value).dtype.kind in "biuf"
    )
