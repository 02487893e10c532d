"""``check("affine")``: what a student runs in a notebook cell."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.practice.recording import RecordingError, find_recordings, read_recording
from autograder.practice.replay import ExerciseOutcome, replay
from autograder.practice.show import as_html, as_text
from autograder.text import Language, Text


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` returns: a notebook shows it as HTML, a terminal as text.

    Parameters
    ----------
    outcomes : tuple of ExerciseOutcome
    language : str
        "en" or "es".
    """

    outcomes: tuple[ExerciseOutcome, ...]
    language: Language

    @property
    def passed(self) -> bool:
        """Whether every check was passed."""
        return all(outcome.passed for outcome in self.outcomes)

    def __repr__(self) -> str:
        return as_text(self.outcomes, self.language)

    def _repr_html_(self) -> str:
        return as_html(self.outcomes, self.language)


def check(*exercises: str, lang: Language = "en", functions: Mapping[str, Any] | None = None) -> Checked:
    """Check your own functions against recorded answers.

    The inputs are public; grading asks for others besides.

    Parameters
    ----------
    *exercises : str
        Names of exercises; all that are recorded, if none is given.
    lang : {"en", "es"}
        The language of the answer. In Spanish notebooks ``from autograder.es import check`` sets it.
    functions : mapping of str to callable, optional
        Where your functions are; by default the cell or module that calls.

    Raises
    ------
    RecordingError
        If there are no recorded checks in this folder or above it, or none of that exercise.
    AssertionError
        If a check was not passed and it is nbgrader that executes the notebook.
    """
    here = functions if functions is not None else sys._getframe(1).f_globals
    checked = Checked(tuple(outcomes_of(exercises, here, Path())), lang)
    if os.environ.get("NBGRADER_EXECUTION") and not checked.passed:
        # `nbgrader validate`, and autograding without our configuration: a cell that does not raise has passed.
        raise AssertionError(f"\n{checked!r}")
    return checked


def outcomes_of(
    exercises: tuple[str, ...], functions: Mapping[str, Any], folder: Path
) -> list[ExerciseOutcome]:
    """Return the outcome of each exercise, by the recordings in `folder` or above it."""
    recordings = [read_recording(path) for path in find_recordings(folder)]
    known = {e.name: (recording, e) for recording in recordings for e in recording.exercises}
    if not known:
        raise RecordingError(
            Text(
                en=f"There are no recorded checks (*.checks) in {folder.resolve()} or above it. Work in the "
                "folder that your course handed out.",
                es=f"No hay revisiones grabadas (*.checks) en {folder.resolve()} ni más arriba. Trabaja en la "
                "carpeta que entregó tu curso.",
            )
        )
    for name in exercises:
        if name not in known:
            raise RecordingError(
                Text(
                    en=f"There is no exercise {name!r}. There are: {', '.join(known)}.",
                    es=f"No hay un ejercicio {name!r}. Hay: {', '.join(known)}.",
                )
            )
    return [replay(*known[name], functions) for name in exercises or known]
