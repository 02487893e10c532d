"""From a submission's bytes to its source: decoded, split into chunks, and named by a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.intake.decode import decode
from autograder.intake.limits import Limits
from autograder.intake.magics import Plain, plain_cell, plain_file
from autograder.intake.model import Chunk, RefusedError, SourceFile, Submission, Unreadable
from autograder.intake.names import listed, suffix_of
from autograder.intake.notebook import code_cells
from autograder.intake.pile import Pile
from autograder.text import Text, join, one_line

#: Notes beyond this are only counted: a hostile folder could ask for thousands.
_MOST_NOTES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decoded:
    """One file as text: one for a `.py`, one for each code cell of a notebook."""

    name: str
    texts: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One file, its texts without magics."""

    name: str
    pieces: tuple[Plain, ...]
    note: Text | None

    def notes(self) -> Iterable[Text]:
        if self.note is not None:
            yield self.note
        for number, piece in enumerate(self.pieces, start=1):
            if piece.left_out:
                yield _LEFT_OUT.format(one_line(self.name, 80), number, one_line(piece.left_out, 40))
        if ignored := sorted({magic for piece in self.pieces for magic in piece.ignored}):
            yield _IGNORED.format(one_line(self.name, 80), listed(ignored))

    def chunks(self, *, alone: bool) -> tuple[Chunk, ...]:
        if not _is_notebook(self.name):
            return tuple(Chunk(label=self.name, source=piece.source) for piece in self.pieces)
        before = "" if alone else f"{self.name}, "
        return tuple(
            Chunk(label=f"{before}cell {number}", source=piece.source)
            for number, piece in enumerate(self.pieces, start=1)
        )


def submission(student: str, pile: Pile) -> Submission:
    """Make a submission of the files in `pile`; refuse it if not one of them can be read."""
    decoded, faults = _decoded(pile)
    if not decoded:
        raise _nothing_left(faults, pile)
    _refuse_much(decoded, pile.limits)
    read = sorted(map(_without_magics, decoded), key=lambda file: file.name)
    files = tuple(SourceFile(name=file.name, chunks=file.chunks(alone=len(read) == 1)) for file in read)
    notes = [
        *(_skipped(fault) for fault in faults),
        *pile.left_out(),
        *(n for file in read for n in file.notes()),
    ]
    return Submission(student=student, files=files, digest=_digest(files), notes=_bounded(notes))


def unreadable(student: str, reason: Text) -> Unreadable:
    """Make the result of a submission that cannot be read."""
    digest = hashlib.sha256(f"unreadable\0{reason.en}\0{reason.es}".encode())
    return Unreadable(student=student, reason=reason, digest=digest.hexdigest())


def _decoded(pile: Pile) -> tuple[list[_Decoded], list[Text]]:
    """Return the files that are text, and why the others are missing."""
    decoded: list[_Decoded] = []
    faults = list(pile.faults)
    for name, data in pile.files:
        try:
            decoded.append(_texts(name, data, pile.limits))
        except RefusedError as refusal:
            faults.append(refusal.text)
    return decoded, faults


def _texts(name: str, data: bytes, limits: Limits) -> _Decoded:
    decoded = decode(data, name, may_declare=not _is_notebook(name))
    texts = code_cells(decoded.text, name, limits) if _is_notebook(name) else [decoded.text]
    return _Decoded(name=name, texts=tuple(texts), note=decoded.note)


def _refuse_much(files: Sequence[_Decoded], limits: Limits) -> None:
    if sum(len(text) for file in files for text in file.texts) > limits.code_bytes:
        raise RefusedError(
            "It holds more than {0:g} MB of code. Hand in only your own work.",
            "Contiene más de {0:g} MB de código. Entrega solo tu trabajo.",
            limits.code_bytes / 1_000_000,
        )


def _without_magics(file: _Decoded) -> _Read:
    plain = plain_cell if _is_notebook(file.name) else plain_file
    return _Read(name=file.name, pieces=tuple(map(plain, file.texts)), note=file.note)


def _is_notebook(name: str) -> bool:
    return suffix_of(name) == ".ipynb"


def _digest(files: Sequence[SourceFile]) -> str:
    """Hash what will be executed: neither times nor a notebook's outputs matter."""
    digest = hashlib.sha256()
    for file in files:
        for text in (file.name, *(part for chunk in file.chunks for part in (chunk.label, chunk.source))):
            data = text.encode()
            # The length in front keeps two texts from passing for one another.
            digest.update(b"%d:%b" % (len(data), data))
        digest.update(b";")
    return digest.hexdigest()


def _nothing_left(faults: Sequence[Text], pile: Pile) -> RefusedError:
    reasons = list(faults[:3]) or [_NO_SOURCE, *pile.left_out()]
    whole = join(reasons)
    return RefusedError("{0}", "{1}", whole.en, whole.es)


def _skipped(fault: Text) -> Text:
    return Text(en=f"Left out: {fault.en}", es=f"Se omitió: {fault.es}")


def _bounded(notes: Sequence[Text]) -> tuple[Text, ...]:
    if len(notes) <= _MOST_NOTES:
        return tuple(notes)
    more = Text(en="And {0} notes more.", es="Y {0} notas más.").format(len(notes) - _MOST_NOTES)
    return (*notes[:_MOST_NOTES], more)


_NO_SOURCE = Text(
    en="It holds no .py file and no notebook (.ipynb). Hand in the file you worked in.",
    es="No contiene ningún archivo .py ni notebook (.ipynb). Entrega el archivo en el que trabajaste.",
)
_LEFT_OUT = Text(
    en="“{0}”, cell {1}: left out, because {2} makes it something other than Python.",
    es="«{0}», celda {1}: se omitió, porque {2} indica que no es Python.",
)
_IGNORED = Text(
    en="“{0}”: notebook commands that do nothing here: {1}.",
    es="«{0}»: comandos de notebook que aquí no hacen nada: {1}.",
)
