"""Foreign text made safe to show: bounded, and free of characters that act instead of showing.

A file name or an exception message comes from a submission. A terminal would obey its escape
sequences, and bidirectional controls would reorder the line around it. HTML and spreadsheets have
their own escaping, at the place where they are written.
"""

from __future__ import annotations

import unicodedata

#: Controls, formatting characters (bidirectional overrides, zero-width), lone surrogates, private use.
_UNSHOWABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

#: The zero-width joiner holds family and flag emoji together and changes nothing outside them.
_HARMLESS = frozenset({"\u200d"})


def printable(text: str, limit: int = 2000) -> str:
    """Replace every character that is not simply shown, keep line breaks and tabs, and cut at `limit`."""
    kept = text[:limit]
    shown = "".join(_shown(character) for character in kept)
    return shown if len(text) <= limit else shown + "…"


def one_line(text: str, limit: int = 200) -> str:
    """Return `text` as `printable` does, on a single line."""
    return " ".join(printable(text, limit).split())


def _shown(character: str) -> str:
    if character in "\n\t" or character in _HARMLESS:
        return character
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in _UNSHOWABLE else character
