"""Workers at every level that this machine offers, places to aim at, and a grader to attack."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import attack_course
import pytest
from attack_corpus import MALLORY, Attack, Places
from attack_levels import HONEST, PATIENT, QUICK, SEED, SOLUTION

from autograder.grade.outcome import SubmissionResult
from autograder.grade.submission import grade_submission
from autograder.intake import read_submissions
from autograder.sandbox.level import find_level
from autograder.sandbox.process import Layer, Zygote

if not sys.platform.startswith("linux"):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def zygotes() -> Iterator[Callable[[frozenset[Layer]], Zygote]]:
    """Start zygotes with the layers asked for, one of each kind; skip if this machine lacks one of them."""
    started: dict[frozenset[Layer], Zygote] = {}
    missing: dict[frozenset[Layer], str] = {}

    def start(layers: frozenset[Layer]) -> Zygote:
        if layers not in started:
            started[layers] = stack.enter_context(Zygote(layers))
            missing[layers] = _missing(started[layers], layers)
        if missing[layers]:
            pytest.skip(f"NOT TESTED, this machine has no {missing[layers]}")
        return started[layers]

    with ExitStack() as stack:
        yield start


def _missing(zygote: Zygote, layers: frozenset[Layer]) -> str:
    found = find_level(zygote)
    has = {"namespaces": found.namespaces, "landlock": found.landlock > 0, "seccomp": found.seccomp}
    return ", ".join(layer for layer, there in has.items() if layer in layers and not there)


@pytest.fixture(scope="session")
def listening() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Sockets that nobody should ever reach: TCP and UDP."""
    with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        tcp.setblocking(False)
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        yield tcp, udp


@pytest.fixture(scope="session")
def places(listening: tuple[socket.socket, socket.socket]) -> Iterator[Places]:
    """Files that anybody could read or write, were it not for the confinement."""
    tcp, udp = listening
    folder = Path(tempfile.mkdtemp(prefix="gradiente-attacked-"))
    watched, course = folder / "watched", folder / "course"
    watched.mkdir()
    (course / ".autograder").mkdir(parents=True)
    (course / "solution.py").write_text(SOLUTION)
    (course / ".autograder" / "seed").write_text("8765432109876543210\n")
    folder.chmod(0o755)
    watched.chmod(stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)
    yield Places(
        watched=str(watched),
        solution=str(course / "solution.py"),
        seed=str(course / ".autograder" / "seed"),
        tcp=tcp.getsockname()[1],
        udp=udp.getsockname()[1],
        grader=os.getpid(),
    )
    shutil.rmtree(folder)


Grade = Callable[[Attack, Zygote], list[SubmissionResult]]


@pytest.fixture
def grade(tmp_path: Path, places: Places) -> Grade:
    """Hand an attack in and grade it."""

    def grade(attack: Attack, zygote: Zygote) -> list[SubmissionResult]:
        folder = tmp_path / "submissions"
        folder.mkdir()
        attack.put(folder, places)
        entries, _ = read_submissions(folder)
        return [grade_submission([attack_course.assignment], entry, zygote, SEED, QUICK) for entry in entries]

    return grade


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Zygote], SubmissionResult]:
    """Grade an honest submission."""
    folder = tmp_path_factory.mktemp("honest")
    (folder / f"{MALLORY}.py").write_text(HONEST)
    (entry,), _ = read_submissions(folder)
    return lambda zygote: grade_submission([attack_course.assignment], entry, zygote, SEED, PATIENT)
