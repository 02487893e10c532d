"""Honest programs run as they would anywhere, or fail as they would on some other machine.

Each file in `programs` defines ``program()``, which answers True. Its docstring says what it does, and:

answer
    the exception that it ends in instead, everywhere;
scratch
    ``yes``: it gets a folder of its own.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.sandbox.calls import Answer, Call, Raised, Returned
from autograder.sandbox.channel import Deadline
from autograder.sandbox.level import find_level
from autograder.sandbox.process import ALL_LAYERS, Layer, Zygote
from autograder.sandbox.remote import RemoteSession
from autograder.sandbox.worker.messages import Chunk, File, Load

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="workers are confined on Linux only"
)

LEVELS: dict[str, frozenset[Layer]] = {
    "A": ALL_LAYERS,
    "B": ALL_LAYERS - {"namespaces"},
    "C,landlock": frozenset({"landlock", "privileges"}),
    "C,seccomp": frozenset({"seccomp", "privileges"}),
    "D": frozenset(),
}

PATIENT = Deadline(cpu_seconds=30.0, wall_seconds=90.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One file of the battery."""

    name: str
    source: str
    says: dict[str, str]


def _program(path: Path) -> Program:
    source = path.read_text(encoding="utf-8")
    doc = ast.get_docstring(ast.parse(source)) or ""
    return Program(name=path.stem, source=source, says=dict(re.findall(r"^(\w+): (\w+)$", doc, re.MULTILINE)))


PROGRAMS = [_program(path) for path in sorted((Path(__file__).parent / "programs").glob("*.py"))]


@pytest.fixture(scope="session")
def zygotes() -> Iterator[Callable[[str], Zygote]]:
    """Start the zygote of a level, once; skip if this machine does not offer it."""
    started: dict[str, Zygote] = {}

    def start(level: str) -> Zygote:
        if level not in started:
            started[level] = stack.enter_context(Zygote(LEVELS[level]))
        if level in "AB" and find_level(started[level]).level != level:
            pytest.skip(f"NOT TESTED: this machine does not offer level {level}")
        return started[level]

    with ExitStack() as stack:
        yield start


def _answer(zygote: Zygote, program: Program) -> Answer:
    process = zygote.fork(scratch=program.says.get("scratch") == "yes")
    try:
        session = RemoteSession(process, PATIENT)
        loaded = session.load(Load([File("homework", [Chunk("homework.py", program.source)], stepwise=True)]))
        assert loaded.problems == []
        (answer,) = session.run([Call(function="program")])
        return answer
    finally:
        zygote.reap(process)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_an_honest_program_does_what_it_does(
    zygotes: Callable[[str], Zygote], program: Program, level: str
) -> None:
    """At every level, and never as a lost process."""
    answer = _answer(zygotes(level), program)
    wanted = program.says.get("answer")
    if wanted is None:
        assert answer == Returned(True)
    else:
        assert isinstance(answer, Raised)
        assert answer.problem.type == wanted


def test_there_are_enough_programs() -> None:
    """And each says what it does."""
    assert len(PROGRAMS) >= 30
    assert all(ast.get_docstring(ast.parse(program.source)) for program in PROGRAMS)
