"""Counting what a call prints."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stderr, redirect_stdout


class Printed(io.TextIOBase):
    """A stream that goes nowhere and counts its characters."""

    def __init__(self) -> None:
        self.count = 0

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str, /) -> int:
        """Count the characters."""
        self.count += len(text)
        return len(text)


def listening(*, listen: bool) -> AbstractContextManager[Printed]:
    """Count what is printed inside, to either standard stream, if `listen`."""
    return _redirected(Printed()) if listen else nullcontext(Printed())


@contextmanager
def _redirected(printed: Printed) -> Iterator[Printed]:
    with redirect_stdout(printed), redirect_stderr(printed):
        yield printed
