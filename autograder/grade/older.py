"""What a submission in another course's shape names that is no longer there: read off its source."""

from __future__ import annotations

import re

import numpy as np

from autograder.intake import Submission
from autograder.sandbox.worker.removed import (
    REMOVED_FROM_NUMPY,
    REMOVED_FROM_PYTHON,
    RENAMED_ARGUMENTS,
    TOOK_NO_SHAPE,
    takes_no_shape,
)

_REMOVED = sorted(name for name in REMOVED_FROM_NUMPY if name not in vars(np))
_USE = re.compile(rf"\b(?:np|numpy)\s*\.\s*({'|'.join(_REMOVED)})\b")
_ARGUMENT = re.compile(
    rf"(?<![.\w])({'|'.join(old for renamed in RENAMED_ARGUMENTS.values() for old in renamed)})\s*=(?!=)"
)

# One run of white space must match in one way only, or a file full of it would hold the grader up.
_NO_SHAPE = re.compile(rf"\b(?:np|numpy)\s*\.\s*({'|'.join(TOOK_NO_SHAPE)})\(\s*(?:\(\s*)?None\b")
_CALL = re.compile(rf"(?<!def )(?<![.\w])({'|'.join(REMOVED_FROM_PYTHON)})\(")


def removed_names(submission: Submission) -> list[str]:
    """Return the names, sorted, that the worker puts back for this submission."""
    sources = [chunk.source for file in submission.files for chunk in file.chunks]
    of_numpy = {f"np.{match}" for source in sources for match in _USE.findall(source)}
    others = {match for source in sources for use in (_CALL, _ARGUMENT) for match in use.findall(source)}
    without_shape = {
        f"np.{match}(None)"
        for source in sources
        for match in _NO_SHAPE.findall(source)
        if not takes_no_shape(getattr(np, match))
    }
    return sorted(of_numpy | without_shape | others)
