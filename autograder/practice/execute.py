"""Executing a student's own file on the student's own machine, to have its functions."""

from __future__ import annotations

from typing import Any

from autograder.intake import Submission
from autograder.sandbox.worker.load import Notebook, Nothing
from autograder.text import Text


def execute(submission: Submission) -> tuple[dict[str, Any], list[Text]]:
    """Return what the files define, and what went wrong on the way.

    Every piece (a cell, or a whole ``.py`` file) is executed whatever happened to the one before, as in a notebook.
    """
    namespace: dict[str, Any] = {"__name__": "homework", "get_ipython": Notebook, "display": Nothing()}
    problems: list[Text] = []
    for file in submission.files:
        for chunk in file.chunks:
            try:
                exec(compile(chunk.source, chunk.label, "exec"), namespace)  # noqa: S102 (their own code)
            except Exception as error:
                problems.append(_said(chunk.label, error))
    return namespace, problems


def _said(label: str, error: Exception) -> Text:
    what = f"{type(error).__name__}: {error}"
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else _line(error, label)
    place = (
        Text(en=f"{label}, line {line}", es=f"{label}, línea {line}") if line else Text(en=label, es=label)
    )
    return Text(en=f"{place.en}: {what}", es=f"{place.es}: {what}")


def _line(error: BaseException, label: str) -> int:
    """Return the innermost line of the student's own that an exception passed."""
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == label:
            line = step.tb_lineno
        step = step.tb_next
    return line
