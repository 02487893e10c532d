"""How an outcome looks: as text in a terminal, as HTML in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from autograder.practice.replay import CheckOutcome, ExerciseOutcome, Status
from autograder.text import Language, Text, one_line

_MARKS: dict[Status, str] = {"passed": "✓", "failed": "✗", "not_written": "·", "skipped": "–"}
_COLOURS: dict[Status, str] = {
    "passed": "#1a7f37",
    "failed": "#cf222e",
    "not_written": "#8c959f",
    "skipped": "#8c959f",
}

_SKIPPED = Text(en="after the check before it is passed", es="cuando pase la revisión anterior")
_HINT = Text(en="Hint", es="Pista")
_LATER = Text(
    en="Checked when you hand in, besides these and other inputs: {}",
    es="Se revisa al entregar, además de estas y otras entradas: {}",
)
_POINTS = Text(en="{} of {} points", es="{} de {} puntos")


def as_text(outcomes: Sequence[ExerciseOutcome], language: Language) -> str:
    """Return lines for a terminal."""
    return "\n".join(line for outcome in outcomes for line in _lines(outcome, language))


def _lines(outcome: ExerciseOutcome, language: Language) -> Iterator[str]:
    yield f"{outcome.name}: {_points(outcome, language)}"
    for check in outcome.checks:
        said = _message(check, language)
        yield f"  {_MARKS[check.status]} {check.title.to(language)}" + (f": {said}" if said else "")
    for hint in outcome.hints:
        yield f"  → {hint.to(language)}"
    if outcome.unrecorded:
        yield f"  {_later(outcome, language)}"


def as_html(outcomes: Sequence[ExerciseOutcome], language: Language) -> str:
    """Return a fragment for a notebook, legible on light and dark themes."""
    return "".join(_html(outcome, language) for outcome in outcomes)


def _html(outcome: ExerciseOutcome, language: Language) -> str:
    rows = "".join(_row(check, language) for check in outcome.checks)
    hints = "".join(
        f'<p style="margin:.4em 0 0 1.6em"><b>{_HINT.to(language)}:</b> {_prose(hint.to(language))}</p>'
        for hint in outcome.hints
    )
    later = (
        f'<p style="margin:.4em 0 0;opacity:.7">{escape(_later(outcome, language))}</p>'
        if outcome.unrecorded
        else ""
    )
    edge = _COLOURS["passed" if outcome.passed else "failed"]
    return (
        f'<div style="border-left:4px solid {edge};padding:.2em .8em;margin:.4em 0;max-width:60em">'
        f"<b>{escape(outcome.name)}</b> · {_points(outcome, language)}{rows}{hints}{later}</div>"
    )


def _prose(text: str) -> str:
    """Return a message as HTML; what stands between backquotes is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _row(check: CheckOutcome, language: Language) -> str:
    said = _message(check, language)
    more = f'<div style="margin-left:1.6em;opacity:.85">{_prose(said)}</div>' if said else ""
    style = f"color:{_COLOURS[check.status]};display:inline-block;width:1.6em"
    mark = f'<span style="{style}">{_MARKS[check.status]}</span>'
    return f"<div>{mark}{escape(check.title.to(language))}{more}</div>"


def _message(check: CheckOutcome, language: Language) -> str:
    if check.status == "skipped":
        return _SKIPPED.to(language)
    return "" if check.message is None else one_line(check.message.to(language))


def _points(outcome: ExerciseOutcome, language: Language) -> str:
    return _POINTS.to(language).format(f"{outcome.score:g}", f"{outcome.max_score:g}")


def _later(outcome: ExerciseOutcome, language: Language) -> str:
    return _LATER.to(language).format("; ".join(title.to(language) for title in outcome.unrecorded))
