"""What intake hands on: plain data, and the reasons why something could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of source that is executed as one: a whole `.py` file or one notebook code cell.

    Parameters
    ----------
    label : str
        Where it comes from: "solution.py", "cell 3" or "homework.ipynb, cell 3" (code cells count from 1).
    source : str
        Python, with as many lines as the student's text, so that line numbers in errors agree.
    """

    label: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of a submission.

    Parameters
    ----------
    name : str
        Path within the submission, normalised, parts separated by "/".
    chunks : tuple of Chunk
        Its source, in order.
    """

    name: str
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What one student handed in.

    Parameters
    ----------
    student : str
        The entry's name without suffix, safe to show on a terminal and to use as a file name.
    files : tuple of SourceFile
        Sorted by name.
    digest : str
        SHA-256 over the names and the source that will be executed; times and folder order do not matter.
    notes : tuple of Text
        What was left out or odd.
    """

    student: str
    files: tuple[SourceFile, ...]
    digest: str
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A submission that could not be read.

    Parameters
    ----------
    student : str
        As in `Submission`.
    reason : Text
        What was wrong, where, and what to do.
    digest : str
        SHA-256 over the reason, on which alone the result depends.
    """

    student: str
    reason: Text
    digest: str


class IntakeError(Exception):
    """The folder of submissions itself cannot be used.

    Parameters
    ----------
    text : Text
        What was wrong and what to do.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class RefusedError(Exception):
    """Something a student handed in cannot be read; caught within intake, never seen outside."""

    def __init__(self, en: str, es: str, *values: object) -> None:
        self.text = Text(en=en, es=es).format(*values)
        super().__init__(self.text.en)
