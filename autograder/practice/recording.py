"""What students get in place of checks: calls with public inputs, right answers, and answers of known mistakes.

A recording holds numbers, texts and names of functions; no code. The bytes of arrays are kept once each, in a
table, however often they occur.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.numeric.formula import Formula
from autograder.practice.draws import excerpt, is_large, repetitions, summary
from autograder.sandbox.calls import Answer, Call, Earlier, Handle, Raised, Returned, Unsendable
from autograder.sandbox.worker import messages as m
from autograder.sandbox.worker.values import (
    Decoder,
    Encoder,
    WireError,
    decode_generator,
    encode_generator,
)
from autograder.text import Text

#: Files of recordings end so.
SUFFIX = ".checks"

#: The version of these files.
_FORMAT = 2


class Bilingual(msgspec.Struct, frozen=True):
    """A text in both languages."""

    en: str
    es: str

    @property
    def text(self) -> Text:
        """The text, as the rest of the framework has it."""
        return Text(en=self.en, es=self.es)


class RecordedAnswers(msgspec.Struct, frozen=True):
    """Answers to the calls of a check.

    Parameters
    ----------
    answers : list of Answer
    blobs : list of int
        The places of their arrays' bytes in the table.
    repetitions : list of tuple
        Pairs of random answers, and whether they are the same.
    """

    answers: list[m.Answer]
    blobs: list[int]
    repetitions: list[tuple[int, int, bool]] = []


class RecordedCheck(msgspec.Struct, frozen=True):
    """One check: what it asks of a right submission, and what that answers.

    Parameters
    ----------
    needs : list of str
        Checks without which this one says nothing new.
    calls : list of Call
        What is asked, in order; later calls may refer to earlier answers.
    random : list of int
        The places of answers that depend on a generator: they are compared as distributions.
    names : list of list of str
        By call, the names of its results.
    judged : list of list of int
        By call, the places of the results that the check looks at; [-1] is the whole answer.
    right : RecordedAnswers
    """

    name: str
    title: Bilingual
    points: float
    needs: list[str]
    calls: list[m.Call]
    blobs: list[int]
    random: list[int]
    names: list[list[str]]
    judged: list[list[int]]
    right: RecordedAnswers


class RecordedMistake(msgspec.Struct, frozen=True):
    """A known mistake, by its answers to the calls of one check."""

    name: str
    hint: Bilingual
    check: str
    answers: RecordedAnswers


class RecordedExercise(msgspec.Struct, frozen=True):
    """One exercise, as far as it can be checked without the grader.

    Parameters
    ----------
    unrecorded : list of Bilingual
        The titles of checks that are not here.
    signs_are_free : bool
        Whether answers are compared by magnitudes.
    """

    name: str
    functions: list[str]
    max_score: float
    checks: list[RecordedCheck]
    mistakes: list[RecordedMistake]
    unrecorded: list[Bilingual]
    signs_are_free: bool = False


class Recording(msgspec.Struct, frozen=True):
    """One assignment.

    Parameters
    ----------
    table : list of bytes
        What the arrays are made of; compressed in files, masks being mostly zeros.
    """

    assignment: str
    title: Bilingual
    exercises: list[RecordedExercise]
    table: list[bytes]
    format: int = _FORMAT

    def calls_of(self, check: RecordedCheck) -> list[Call]:
        """Return what a check asks."""
        decoder = self._decoder(check.blobs)
        return [_decoded_call(call, decoder) for call in check.calls]

    def answers_of(self, recorded: RecordedAnswers) -> list[Answer]:
        """Return what was answered."""
        decoder = self._decoder(recorded.blobs)
        return [_decoded_answer(answer, decoder) for answer in recorded.answers]

    def _decoder(self, blobs: Sequence[int]) -> Decoder:
        return Decoder(bytearray().join(self.table[k] for k in blobs), _decoded_special)


class RecordingError(Exception):
    """A recording cannot be read.

    Parameters
    ----------
    text : Text
        What is wrong, and what to do.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def read_recording(path: Path) -> Recording:
    """Read a recording.

    Raises
    ------
    RecordingError
        If the file is none, or of another version.
    """
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError, zlib.error) as error:
        raise RecordingError(
            Text(
                en=f"{path} cannot be read as checks ({error}). Get it again from your course.",
                es=f"{path} no se puede leer como revisiones ({error}). Pídelo de nuevo en tu curso.",
            )
        ) from error


@functools.lru_cache(maxsize=8)
def _read(path: Path, modified: int, size: int) -> Recording:
    """Read a recording once for all cells that check something; again when the file has changed."""
    recording = msgspec.msgpack.decode(path.read_bytes(), type=Recording)
    if recording.format != _FORMAT:
        raise ValueError(f"format {recording.format}, and this is for format {_FORMAT}")
    return msgspec.structs.replace(recording, table=[zlib.decompress(blob) for blob in recording.table])


def write_recording(path: Path, recording: Recording) -> None:
    """Write a recording."""
    compressed = msgspec.structs.replace(
        recording, table=[zlib.compress(blob, 9) for blob in recording.table]
    )
    path.write_bytes(msgspec.msgpack.encode(compressed))  # not JSON, which has no NaN


def find_recordings(folder: Path) -> Iterator[Path]:
    """Yield the recordings in a folder, or in the nearest one above that has any."""
    for place in (folder.resolve(), *folder.resolve().parents):
        found = sorted(place.glob(f"*{SUFFIX}"))
        if found:
            yield from found
            return


class Table:
    """The bytes of all arrays of a recording, each kept once."""

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}

    @property
    def blobs(self) -> list[bytes]:
        """All of them, by place."""
        return list(self._places)

    def calls(self, calls: Sequence[Call]) -> tuple[list[m.Call], list[int]]:
        """Return calls as they are recorded, and the places of their arrays' bytes."""
        encoder = Encoder(_encoded_special)
        encoded = [
            m.Call(
                call.function,
                [encoder.value(_as_written(value)) for value in call.args],
                {name: encoder.value(_as_written(value)) for name, value in call.kwargs.items()},
                None if call.target is None else _encoded_special(call.target),
                call.keep,
            )
            for call in calls
        ]
        return encoded, self._kept(encoder)

    def answers(self, answers: Sequence[Answer], random: Sequence[int]) -> RecordedAnswers:
        """Return answers as they are recorded; of large random ones a summary."""
        encoder = Encoder(_encoded_special)
        encoded = [
            _encoded_answer(_shortened(answer, random=place in random), encoder)
            for place, answer in enumerate(answers)
        ]
        return RecordedAnswers(encoded, self._kept(encoder), repetitions(answers, random))

    def _kept(self, encoder: Encoder) -> list[int]:
        return [self._places.setdefault(bytes(blob), len(self._places)) for blob in encoder.buffers]


#: Marks a function that is given by its text.
_FORMULA = "__formula__"


def _as_written(value: Any) -> Any:
    """Return a formula as what it is made of, and anything else as it is."""
    if isinstance(value, Formula):
        return {_FORMULA: [value.parameters, value.expression], **value.values}
    return value


def _as_meant(value: Any) -> Any:
    if isinstance(value, dict) and _FORMULA in value:
        parameters, expression = value[_FORMULA]
        return Formula(parameters, expression, {k: v for k, v in value.items() if k != _FORMULA})
    return value


def _encoded_special(value: Any) -> m.Value:
    if isinstance(value, Earlier):
        return m.Earlier(value.call, value.position)
    if isinstance(value, Handle):
        return m.Kept(value.number)
    if isinstance(value, Unsendable):
        return m.Unsendable(value.type)
    return encode_generator(value)


def _shortened(answer: Answer, *, random: bool) -> Answer:
    return Returned(_short(answer.value, random)) if isinstance(answer, Returned) else answer


def _short(value: Any, random: bool) -> Any:
    if isinstance(value, np.ndarray) and is_large(value, random=random):
        return summary(value) if random else excerpt(value)
    if isinstance(value, list | tuple):
        return type(value)(_short(item, random) for item in value)
    return value


def _encoded_answer(answer: Answer, encoder: Encoder) -> m.Answer:
    if isinstance(answer, Returned):
        return m.Returned(encoder.value(answer.value))
    if isinstance(answer, Raised):
        return m.Raised(m.Problem(answer.problem.type, "", "", 0))
    return m.Absent()


def _decoded_call(call: m.Call, decoder: Decoder) -> Call:
    return Call(
        function=call.function,
        args=tuple(_as_meant(decoder.value(value)) for value in call.args),
        kwargs={name: _as_meant(decoder.value(value)) for name, value in call.kwargs.items()},
        target=None if call.target is None else _decoded_special(call.target),
        keep=call.keep,
    )


def _decoded_answer(answer: m.Answer, decoder: Decoder) -> Answer:
    if isinstance(answer, m.Returned):
        return Returned(decoder.value(answer.value))
    if isinstance(answer, m.Raised):
        return Raised(answer.problem)
    raise WireError("a recorded function was absent")


def _decoded_special(value: m.Value) -> Any:
    if isinstance(value, m.Earlier):
        return Earlier(value.call, value.position)
    if isinstance(value, m.Kept):
        return Handle(value.number)
    if isinstance(value, m.Unsendable):
        return Unsendable(value.kind)
    if isinstance(value, m.Randomness):
        return decode_generator(value)
    raise WireError("not a recorded value")
