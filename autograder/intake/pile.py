"""The files of one submission as they are gathered, counted against the limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.intake.limits import Limits
from autograder.intake.model import RefusedError
from autograder.intake.names import ARCHIVE_SUFFIXES, is_handed_out, listed, suffix_of
from autograder.text import Text


@dataclass(slots=True, kw_only=True)
class Pile:
    """What a folder or an archive holds.

    Parameters
    ----------
    limits : Limits
        What may be gathered.
    files : list of (str, bytes)
        Source files, by their safe name.
    faults : list of Text
        Why a source file is missing from `files`.
    others, installed : list of str
        What was left out because it is no source file, or lies among installed packages.
    """

    limits: Limits
    files: list[tuple[str, bytes]] = field(default_factory=list)
    faults: list[Text] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    installed: list[str] = field(default_factory=list)
    _size: int = 0
    _looked_at: int = 0

    def look_at(self, most: int) -> None:
        """Count one more name, of whatever kind."""
        self._looked_at += 1
        if self._looked_at > most:
            raise too_many(most)

    def add(self, name: str, data: bytes) -> None:
        """Gather one source file."""
        self._size += len(data)
        if len(self.files) >= self.limits.files:
            raise too_many(self.limits.files)
        if self._size > self.limits.total_bytes:
            raise RefusedError(
                "Its files take more than {0:g} MB together. Hand in code only, without data or outputs.",
                "Sus archivos pesan más de {0:g} MB en total. Entrega solo el código, sin datos ni salidas.",
                self.limits.total_bytes / 1_000_000,
            )
        self.files.append((name, data))

    def left_out(self) -> list[Text]:
        """Return notes on what was not gathered, without the faults."""
        archives = [name for name in self.others if suffix_of(name) in ARCHIVE_SUFFIXES]
        kept = [name for name in self.others if not is_handed_out(name.rpartition("/")[2])]
        others = [name for name in kept if suffix_of(name) not in ARCHIVE_SUFFIXES]
        return [
            text.format(listed(sorted(names)))
            for text, names in ((_ARCHIVES, archives), (_OTHERS, others), (_INSTALLED, self.installed))
            if names
        ]


def too_many(most: int) -> RefusedError:
    """Return the refusal of a submission with more files than are read."""
    return RefusedError(
        "It has more than {0} files. Hand in only the files you wrote.",
        "Tiene más de {0} archivos. Entrega solo los archivos que escribiste.",
        most,
    )


def too_deep(most: int) -> RefusedError:
    """Return the refusal of folders nested further than is read."""
    return RefusedError(
        "Its folders are nested more than {0} deep. Put the files in one folder.",
        "Sus carpetas están anidadas en más de {0} niveles. Pon los archivos en una sola carpeta.",
        most,
    )


_ARCHIVES = Text(
    en="Left out, because an archive inside a submission is not opened: {0}.",
    es="Se omitió, porque no se abre un archivo comprimido dentro de una entrega: {0}.",
)
_OTHERS = Text(en="Left out, neither .py nor .ipynb: {0}.", es="Se omitió, no es .py ni .ipynb: {0}.")
_INSTALLED = Text(en="Left out, installed packages: {0}.", es="Se omitió, paquetes instalados: {0}.")
