"""Gathering the source files of a `.zip`, of which nothing is believed until it has been read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from autograder.intake.files import too_large
from autograder.intake.limits import Limits
from autograder.intake.members import Member, members_of
from autograder.intake.model import RefusedError
from autograder.intake.names import refuse_collisions
from autograder.intake.pile import Pile, too_deep, too_many

#: Starts each entry of the directory at an archive's end.
_ENTRY = b"PK\x01\x02"
#: An archive stored within the archive shows entries of its own; beyond this factor nothing is parsed.
_SLACK = 10
#: What `zipfile` raises on a damaged archive, found by feeding it damaged ones.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, RuntimeError, OverflowError, IndexError,
)  # fmt: skip
#: How the other kinds of archive begin, whatever their suffix says.
_OTHER_KINDS = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}


def read_archive(data: bytes, limits: Limits) -> Pile:
    """Gather the `.py` and `.ipynb` members of a zip archive."""
    # `zipfile` builds an object for each entry before we could count them.
    if data.count(_ENTRY) > _SLACK * limits.archive_entries:
        raise too_many(limits.archive_entries)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _gather(archive, len(data), limits)
    except _DAMAGED:
        raise _no_zip(data) from None


def _gather(archive: zipfile.ZipFile, packed: int, limits: Limits) -> Pile:
    pile = Pile(limits=limits)
    read = 0
    for member in _chosen(archive, pile):
        most = limits.file_bytes(member.name)
        with archive.open(member.info) as stream:
            # The declared size is the student's word; the stream is cut where we say.
            data = stream.read(most + 1)
        read += len(data)
        if read > limits.ratio * packed:
            raise _bomb(limits.ratio)
        if len(data) > most:
            pile.faults.append(too_large(member.name, most).text)
        else:
            pile.add(member.name, data)
    return pile


def _chosen(archive: zipfile.ZipFile, pile: Pile) -> list[Member]:
    members = members_of(archive.infolist(), pile)
    if any(len(member.parts) - 1 > pile.limits.depth for member in members):
        raise too_deep(pile.limits.depth)
    refuse_collisions([member.name for member in members])
    chosen = [member for member in members if member.is_source]
    pile.others.extend(member.name for member in members if not member.is_source)
    if len(chosen) > pile.limits.files:
        raise too_many(pile.limits.files)
    return sorted(chosen, key=lambda member: member.name)


def _bomb(ratio: int) -> RefusedError:
    return RefusedError(
        "The archive unpacks to more than {0} times its size, which source code never does."
        " Make it again from the files you wrote.",
        "El archivo comprimido se expande a más de {0} veces su tamaño, algo que el código nunca hace."
        " Vuelve a crearlo con los archivos que escribiste.",
        ratio,
    )


def _no_zip(data: bytes) -> RefusedError:
    kind = next((kind for start, kind in _OTHER_KINDS.items() if data.startswith(start)), None)
    if kind is None:
        return RefusedError(
            "The .zip is damaged or is not a zip archive. Make it again, open it to see that it works,"
            " and hand it in once more.",
            "El .zip está dañado o no es un archivo zip. Vuelve a crearlo, ábrelo para comprobar que funciona"
            " y entrégalo de nuevo.",
        )
    return RefusedError(
        "The file ends in .zip but is a {0} archive. Make a zip archive: renaming does not convert it.",
        "El archivo termina en .zip pero es un archivo {0}. Crea un archivo zip: cambiar el nombre no"
        " lo convierte.",
        kind,
    )
