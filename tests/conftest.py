"""Fixtures that many tests share."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

import pytest

from autograder.intake import Chunk, SourceFile, Submission
from autograder.sandbox.process import Zygote

# Where the tests themselves are started in the background, an interrupt is ignored, by their children too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A zygote for the whole session: starting one costs more than most tests."""
    with Zygote() as running:
        yield running


@pytest.fixture
def submission() -> Callable[..., Submission]:
    """Make a submission of one ``.py`` file from its source, or of several from keyword-like names."""

    def make(source: str = "", **files: str) -> Submission:
        named = {"homework.py": source, **{f"{name}.py": text for name, text in files.items()}}
        made = tuple(SourceFile(name=n, chunks=(Chunk(label=n, source=s),)) for n, s in named.items())
        return Submission(student="ana", files=made, digest="", notes=())

    return make
