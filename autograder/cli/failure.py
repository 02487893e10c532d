"""Errors that a person can act on: one message in their language and an exit code, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text as RichText

from autograder.batch import ClusterError
from autograder.course import CourseError
from autograder.intake import IntakeError
from autograder.sandbox.process import SandboxError
from autograder.store import StoreError
from autograder.text import Language, Text, one_line

UNUSABLE = 2
UNCONFINED = 3
INTERRUPTED = 130


class UsageError(Exception):
    """The command cannot be carried out as it was given.

    Parameters
    ----------
    text : Text
        What is wrong, what was wanted, and what to do.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class UnconfinedError(UsageError):
    """Submissions cannot be kept apart well enough here."""


@contextmanager
def failing_clearly(language: Language) -> Iterator[None]:
    """Turn errors with a message into that message and an exit code."""
    try:
        yield
    except UnconfinedError as error:
        say_error(error.text, language)
        sys.exit(UNCONFINED)
    except (UsageError, CourseError, IntakeError, StoreError, ClusterError) as error:
        say_error(error.text, language)
        source = getattr(error, "source", None)
        if source is not None:
            say_error(Text(en=f"See {source}.", es=f"Ve a {source}."), language)
        sys.exit(UNUSABLE)
    except SandboxError as error:
        reason = str(error)
        text = Text(en=f"Workers cannot be started: {reason}", es=f"No se pueden iniciar procesos: {reason}")
        say_error(text, language)
        sys.exit(UNCONFINED)
    except OSError as error:  # a full disk, a folder without permission
        text = Text(en=f"The system refused: {error}", es=f"El sistema lo impidió: {error}")
        say_error(text, language)
        sys.exit(UNUSABLE)


def say_error(text: Text, language: Language) -> None:
    """Print a message on standard error, whatever characters are in it."""
    Console(stderr=True, soft_wrap=True).print(RichText(one_line(text.to(language), 1000), style="red"))
