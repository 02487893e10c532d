"""File names for students, safe on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

#: An id that can be its own file name: lower case, because Windows and macOS ignore case.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

#: Names that Windows gives to devices, with any suffix.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout|clock)(\..*)?")

_LONGEST_SLUG = 40


def feedback_name(student: str) -> str:
    """Return the name of a student's feedback page.

    The same id always gives the same name, and two ids never share one, whatever they contain and
    whether or not the system tells upper from lower case. The name needs no quoting in an address.

    Parameters
    ----------
    student : str

    Examples
    --------
    >>> feedback_name("s01")
    's01.html'
    >>> feedback_name("Núñez, Ana")
    'nunez-ana~429ee5d4f4fbc9ad.html'
    """
    if _PLAIN.fullmatch(student) and not _DEVICE.fullmatch(student):
        return f"{student}.html"
    # A plain id has no "~", so no plain id can pass for one with a hash.
    digest = hashlib.sha256(student.encode(errors="surrogatepass")).hexdigest()[:16]
    return f"{_slug(student)}~{digest}.html"


def _slug(student: str) -> str:
    """Return what can be kept of an id, for people to recognise."""
    decomposed = unicodedata.normalize("NFKD", student[:200]).casefold()
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_SLUG].strip("-") or "student"
