"""Errors that a person can act on: one message in their language and an exit code, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text as RichText

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

    exit_code = UNCONFINED


#: What is installed with an extra only.
_EXTRAS = {
    "grade": {"jinja2"},
    "release": {"jupytext", "nbformat"},
    "nbgrader": {"nbgrader"},
    "cluster": {"distributed"},
}


@contextmanager
def failing_clearly(language: Language) -> Iterator[None]:
    """Turn errors with a message into that message and an exit code.

    Such errors have a `text` in both languages, and perhaps a `source`. Nothing that a student's machine may lack
    is imported to recognise them.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        say_error(_missing(error.name or ""), language)
        sys.exit(UNUSABLE)
    except OSError as error:  # a full disk, a folder without permission
        text = Text(en=f"The system refused: {error}", es=f"El sistema lo impidió: {error}")
        say_error(text, language)
        sys.exit(UNUSABLE)
    except Exception as error:
        text_of_it = getattr(error, "text", None)
        if not isinstance(text_of_it, Text):
            raise
        say_error(text_of_it, language)
        source = getattr(error, "source", None)
        if source is not None:
            say_error(Text(en=f"See {source}.", es=f"Ve a {source}."), language)
        sys.exit(getattr(error, "exit_code", UNUSABLE))


def _missing(module: str) -> Text:
    extra = next((extra for extra, modules in _EXTRAS.items() if module.split(".")[0] in modules), None)
    if extra is None:
        return Text(en=f"The module {module} is not installed.", es=f"El módulo {module} no está instalado.")
    command = f"pip install 'gradiente[{extra}]'"
    return Text(
        en=f"The module {module} is not installed: {command}.",
        es=f"El módulo {module} no está instalado: {command}.",
    )


def say_error(text: Text, language: Language) -> None:
    """Print a message on standard error, whatever characters are in it."""
    Console(stderr=True, soft_wrap=True).print(RichText(one_line(text.to(language), 1000), style="red"))
