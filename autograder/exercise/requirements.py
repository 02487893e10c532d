"""Author's own conditions, as findings in both languages."""

from __future__ import annotations

from typing import NoReturn

from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.text import Text


def fail(*, en: str, es: str, kind: str = "condition") -> NoReturn:
    """Fail the check with a message of the author's.

    Parameters
    ----------
    en, es : str
        A whole sentence.
    kind : str
        The evidence's kind: ``"convention"`` for a finding about a convention, not a wrong calculation.
    """
    raise Mismatch(Text(en=en, es=es), Evidence(kind=kind))


def require(condition: object, *, en: str, es: str, kind: str = "condition") -> None:
    """Fail the check with a message of the author's unless `condition` holds."""
    if not condition:
        fail(en=en, es=es, kind=kind)
