"""The ``.py`` file of an assignment: statements as comments, skeletons to fill in."""

from __future__ import annotations

import textwrap

from autograder.exercise.model import Assignment, Exercise
from autograder.exercise.skeleton import skeleton
from autograder.text import Language, Text

_WIDTH = 100
_POINTS = Text(en="points", es="puntos")
_INTRODUCTION = Text(
    en="Write the functions below, with NumPy alone. What you have so far is checked with",
    es="Escribe las funciones de abajo, solo con NumPy. Lo que lleves se revisa con",
)


def module_source(assignment: Assignment, language: Language) -> str:
    """Return the source of the module that a student fills in."""
    name = module_name(assignment, language)
    command = f"autograder check {name}" + ("" if language == "en" else " --lang es")
    docstring = f"{assignment.title.to(language)}.\n\n{_INTRODUCTION.to(language)}\n\n    {command}\n"
    head = f'"""{docstring}"""\n\nimport numpy as np\n'
    return head + "".join(_exercise(exercise, language) for exercise in assignment.exercises)


def module_name(assignment: Assignment, language: Language) -> str:
    """Return the file's name."""
    return f"{assignment.name}_{language}.py"


def _exercise(exercise: Exercise, language: Language) -> str:
    rule = f"# {exercise.name} ({exercise.max_score:g} {_POINTS.to(language)}) ".ljust(_WIDTH, "-")
    statement = textwrap.fill(
        exercise.text.to(language),
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
    )
    functions = "\n\n".join(skeleton(f, language) for f in exercise.references.values())
    return f"\n\n{rule}\n#\n{statement}\n\n\n{functions}"
