"""From bytes to text: what Python accepts, and what students' editors write instead."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from autograder.intake.model import RefusedError
from autograder.text import Text, one_line

#: The longest first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: PEP 263, on one line.
_DECLARED = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#.*)?")
#: Plain tables of characters. Python knows codecs that take quadratic time or are no character set at all.
_CHARACTER_SETS = re.compile(
    r"utf-?8(-sig)?|u8|(us-)?ascii|latin-?[1-9]|l1|iso-?(8859-?\d{1,2}|latin-?1)(-(unix|dos|mac))?"
    r"|(cp|windows-?|ibm)\d{3,4}|koi8-[rtu]|mac-?roman|gbk|gb2312|gb18030|big5|shift-?jis|sjis|euc-(jp|kr)"
)
#: Controls that no text holds; without them, bytes that fit cp1252 are nearly always a Windows editor's.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text with line feeds alone, and what was odd about its bytes."""

    text: str
    note: Text | None = None


def decode(data: bytes, name: str, *, may_declare: bool = True) -> Decoded:
    """Return the text of the file `name`; PEP 263 declarations count if `may_declare`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    if b"\0" in data:
        raise _binary(data, name)
    declared = _declaration(data) if may_declare else None
    if declared is not None:
        return Decoded(text=_strict(data, _known(declared, name), name))
    try:
        return Decoded(text=_strict(data, "utf-8", name))
    except RefusedError:
        return _windows(data, name)


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    text = _strict(data, encoding, name)
    if "\0" in text:
        raise _binary(data, name)
    note = None if encoding == "utf-8" else _OTHER.format(one_line(name, 80), encoding[:6].upper())
    return Decoded(text=text, note=note)


def _windows(data: bytes, name: str) -> Decoded:
    """Accept what an editor on Windows saves where Python would want UTF-8."""
    if _CONTROLS.search(data):
        raise _binary(data, name)
    try:
        text = _strict(data, "cp1252", name)
    except RefusedError:
        _strict(data, "utf-8", name)  # Says where it is not what was wanted.
        raise
    return Decoded(text=text, note=_OTHER.format(one_line(name, 80), "Windows-1252"))


def _declaration(data: bytes) -> str | None:
    first, second, *_ = *data[:2000].splitlines()[:2], b"", b""
    for line in (first, second) if _BLANK.fullmatch(first) else (first,):
        if found := _DECLARED.match(line):
            return found.group(1).decode("ascii", "replace")
    return None


def _known(declared: str, name: str) -> str:
    encoding = declared.lower().replace("_", "-")
    # Editors append the kind of line ends, as in "utf-8-unix".
    encoding = re.sub(r"-(unix|dos|mac)$", "", encoding)
    try:
        if _CHARACTER_SETS.fullmatch(encoding):
            return codecs.lookup(encoding).name
    except LookupError:
        pass
    raise RefusedError(
        "“{0}” declares the encoding “{1}”, which is not known. Save the file as UTF-8 and remove the"
        " declaration.",
        "«{0}» declara la codificación «{1}», que no se conoce. Guarda el archivo como UTF-8 y quita la"
        " declaración.",
        one_line(name, 80),
        one_line(declared, 40),
    )


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(
            "“{0}” is not valid {1}: byte {2} (line {3}) is no character. Save the file as UTF-8.",
            "«{0}» no es {1} válido: el byte {2} (línea {3}) no es un carácter. Guarda el archivo como"
            " UTF-8.",
            one_line(name, 80),
            encoding.upper(),
            error.start,
            data.count(b"\n", 0, error.start) + 1,
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _binary(data: bytes, name: str) -> RefusedError:
    odd, even = data[1:2000:2].count(0), data[0:2000:2].count(0)
    if max(odd, even) > 0.3 * min(len(data), 2000) and min(odd, even) == 0:
        return RefusedError(
            "“{0}” looks like UTF-16 without a byte order mark. Save the file as UTF-8.",
            "«{0}» parece UTF-16 sin marca de orden de bytes. Guarda el archivo como UTF-8.",
            one_line(name, 80),
        )
    position = found.start() if (found := _CONTROLS.search(data)) else 0
    return RefusedError(
        "“{0}” is not text: byte {1} is a control character. Hand in the .py or .ipynb file itself,"
        " saved as UTF-8.",
        "«{0}» no es texto: el byte {1} es un carácter de control. Entrega el archivo .py o .ipynb mismo,"
        " guardado como UTF-8.",
        one_line(name, 80),
        position,
    )


_OTHER = Text(
    en="“{0}” was read as {1} because it is not UTF-8. Save it as UTF-8 next time.",
    es="«{0}» se leyó como {1} porque no está en UTF-8. Guárdalo como UTF-8 la próxima vez.",
)
