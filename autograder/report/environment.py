"""The template environment: everything escaped, everything printable, nothing undefined."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from autograder.report.evidence import evidence_cells
from autograder.report.names import feedback_name
from autograder.report.numbers import percent, points, share
from autograder.report.phrases import CHECK_STATUS, EXERCISE_STATUS, SANDBOX, SAY, SUBMISSION_STATUS, students
from autograder.text import one_line, printable

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """Return the template environment.

    Raises
    ------
    ImportError
        If Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise ImportError(
            "HTML reports need Jinja2; install it with: pip install 'gradiente[grade]'"
        ) from error
    made = Environment(
        loader=PackageLoader("autograder.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(pieces=pieces, points=points, percent=percent, line=one_line)
    made.globals.update(
        SAY=SAY,
        CHECK_STATUS=CHECK_STATUS,
        EXERCISE_STATUS=EXERCISE_STATUS,
        SUBMISSION_STATUS=SUBMISSION_STATUS,
        SANDBOX=SANDBOX,
        students_text=students,
        share=share,
        feedback_name=feedback_name,
        evidence_cells=evidence_cells,
    )
    return made


def _shown(value: Any) -> Any:
    """Make every text printable on its way into a page; it is escaped after that.

    Markup is a subclass of str, and only what templates themselves produce is markup.
    """
    if type(value) is not str:
        return value
    # The common case, a hundred times faster than looking at each character.
    return value if value.isprintable() and len(value) <= 2000 else printable(value)


def pieces(text: str) -> list[tuple[bool, str]]:
    """Split a message at its backquotes: pairs of whether a piece is code, and the piece.

    Examples
    --------
    >>> pieces("`dx` is wrong")
    [(True, 'dx'), (False, ' is wrong')]
    """
    parts = re.split(r"`([^`\n]+)`", text)
    return [(place % 2 == 1, part) for place, part in enumerate(parts) if part]
