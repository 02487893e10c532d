"""Every attack of the corpus, at every level that this machine offers: none gains, leaks, lingers or delays."""

from __future__ import annotations

import os
import re
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attack_course
import msgspec
import numpy as np
import pytest
from attack_corpus import KEYS, Attack, Places, corpus
from attack_levels import LEVELS, QUICK, SEED

from autograder import Assignment, Exercise, close, normal
from autograder.exercise.trials import trials
from autograder.grade.outcome import Results, Sandbox, SubmissionResult
from autograder.grade.submission import grade_submission
from autograder.intake import Submission
from autograder.report import summary_lines, summary_table, write_csv, write_json
from autograder.report.html import feedback_page, index_page
from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import Layer, Zygote

CORPUS = corpus()
NAIVE = Path(__file__).with_name("naive.py")

#: Whether to run every attack at every level.
EVERY_LEVEL = bool(os.environ.get("GRADIENTE_THOROUGH"))

#: A lost process costs one deadline, and no submission may lose more processes than this.
LONGEST = 12 * (QUICK.wall_seconds + QUICK.patience * QUICK.cpu_seconds)

#: How much more memory the grader may take at its worst moment, over all that one attack makes it do.
MOST_MEMORY = 400 * 2**20

#: Of a page for one student, and of a result.
LARGEST = 500_000

#: Where files could be left behind.
FOLDERS = ("/", "/tmp", "/dev/shm", "/var/tmp", "/run")  # noqa: S108


def _runs(attack: Attack, number: int) -> Iterator[tuple[str, frozenset[Layer]]]:
    """Yield the levels to run an attack at, by name; at C one layer for each second attack.

    Each is run at the first and at the last of its levels. In between, every third attack is, unless all are asked for.
    """
    levels = attack.levels
    if attack.is_slow or (number % 3 and not EVERY_LEVEL):
        levels = tuple(dict.fromkeys((levels[0], levels[-1])))
    for level in levels:
        layers = LEVELS[level][number % len(LEVELS[level])]
        yield level if level != "C" else f"C,{min(layers - {'privileges'})}", layers


RUNS = [
    pytest.param(attack, layers, id=f"{level}-{attack.name}")
    for number, attack in enumerate(CORPUS)
    for level, layers in _runs(attack, number)
]


@pytest.mark.parametrize(("attack", "layers"), RUNS)
def test_an_attack_comes_to_nothing(
    attack: Attack,
    layers: frozenset[Layer],
    zygotes: Callable[[frozenset[Layer]], Zygote],
    honest: Callable[[Zygote], SubmissionResult],
    grade: Callable[[Attack, Zygote], list[SubmissionResult]],
    places: Places,
    listening: tuple[socket.socket, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It earns nothing, says nothing, leaves nothing, and costs the others nothing."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    zygote = zygotes(layers)
    wanted = _timeless(honest(zygote))
    before = _processes(zygote)
    with _memory() as memory:
        start = time.monotonic()
        results = grade(attack, zygote)
        took = time.monotonic() - start
    assert results
    for result in results:
        _earns_nothing(attack, result, wanted)
        _says_nothing(result, tmp_path)
    assert took < LONGEST
    assert memory.growth < MOST_MEMORY
    assert _processes(zygote) == before
    assert _left_behind(places, tmp_path) == []
    assert _arrived(*listening) == []
    assert _timeless(honest(zygote)) == wanted


def _earns_nothing(attack: Attack, result: SubmissionResult, wanted: SubmissionResult) -> None:
    if attack.is_honest:
        assert _timeless(result).exercises == wanted.exercises
        return
    earned = {exercise.name for exercise in result.exercises if exercise.score}
    assert earned <= attack.earns
    assert attack.earns <= earned or not result.exercises, "it does not even do its work"


def _timeless(result: SubmissionResult) -> SubmissionResult:
    return msgspec.structs.replace(result, cpu_s=0.0, wall_s=0.0)


# What is said


def _says_nothing(result: SubmissionResult, folder: Path) -> None:
    """The student's page holds no hidden input; nothing is large, or acts where it is shown."""
    results = Results("attacked", "1", SEED, Sandbox("A"), [result])
    page = feedback_page(results, result, "en", {})
    shown = re.sub(r"[^0-9]", "", page)
    for digits in _hidden_digits():
        assert digits not in shown
    assert "8765432109876543210" not in page
    assert len(page) < LARGEST
    assert len(msgspec.json.encode(result)) < LARGEST
    for text in (page, index_page(results, "es", {}), _on_terminal(results)):
        _acts_nowhere(text)
    write_csv(results, folder / "grades.csv")
    write_json(results, folder / "results.json")
    table = (folder / "grades.csv").read_text(encoding="utf-8-sig")
    assert not re.search(r'(^|,|;)\s*"?\s*[=+@-](?![0-9.]+,)', table, re.MULTILINE)
    assert len(table.splitlines()) == 2


def _acts_nowhere(text: str) -> None:
    """A page has the scripts of its template only; a terminal is shown no sequences."""
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    found = _Tags()
    found.feed(text)
    assert found.scripts <= 1
    assert found.acting == []


class _Tags(HTMLParser):
    """Collects what could act in a page: scripts, and attributes and tags that no template of ours has."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in ("img", "iframe", "object", "embed", "form", "base"):
            self.acting.append(tag)
        for name, value in attributes:
            if name.startswith("on") or re.match(r"\s*javascript:", value or ""):
                self.acting.append(name)


def _on_terminal(results: Results) -> str:
    from rich.console import Console

    console = Console(width=200, color_system=None, file=open(os.devnull, "w"), record=True)  # noqa: SIM115, PTH123
    with console.file:
        console.print(summary_table(results, "en"))
        for line in summary_lines(results, "en"):
            console.print(line)
        return console.export_text()


def _hidden_digits() -> set[str]:
    """Return twelve digits of every number that a submission is asked about."""
    found = set()
    for exercise in attack_course.assignment.exercises:
        for check in exercise.checks:
            for inputs in trials(exercise, check, SEED):
                for value in np.ravel(inputs.get("x", ())):
                    found.add(f"{abs(value):.15e}".replace(".", "")[:11])
                    found.add(str(int(abs(value) * 10**12))[:10])
    return found


def test_the_search_for_hidden_inputs_finds_them() -> None:
    """In a report that quotes them, whatever the notation."""
    (inputs,) = list(trials(attack_course.norming, attack_course.norming.checks[0], SEED))
    for quoted in (repr(inputs["x"].tolist()), f"({int(abs(inputs['x'][0]) * 10**12)}, 0)"):
        digits = re.sub(r"[^0-9]", "", quoted)
        assert any(hidden in digits for hidden in _hidden_digits())


# What is left


def _processes(zygote: Zygote) -> set[int]:
    """Return all descendants of the zygote's process, by number."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found: set[int] = set()
    todo = [zygote._process.pid]
    while todo:
        children = parents.get(todo.pop(), [])
        found.update(children)
        todo += children
    return found


def _left_behind(places: Places, tmp_path: Path) -> list[str]:
    found = [str(path) for path in Path(places.watched).iterdir()]
    found += [str(path) for path in (tmp_path / "here").iterdir()]
    course = Path(places.solution).parent
    found += [
        str(path) for path in course.rglob("*") if path.name not in ("solution.py", ".autograder", "seed")
    ]
    for folder in map(Path, FOLDERS):
        if folder.is_dir():
            found += [str(path) for path in folder.glob("gradiente-attack-*")]
    return found


def _arrived(tcp: socket.socket, udp: socket.socket) -> list[Any]:
    """Return what somebody sent here, and forget it."""
    found: list[Any] = []
    with suppress(BlockingIOError):
        while True:
            connection, _ = tcp.accept()
            found.append(connection.recv(10))
            connection.close()
    with suppress(BlockingIOError):
        while True:
            found.append(udp.recv(10))
    return found


# What it costs


class _memory:  # noqa: N801 (a context manager that reads like a statement)
    """How far this process's memory grows at its worst moment."""

    growth = 0

    def __enter__(self) -> _memory:
        with suppress(OSError):  # without the right to start anew, the growth of the all-time peak has to do
            Path("/proc/self/clear_refs").write_text("5")
        self._before = _peak()
        return self

    def __exit__(self, *error: object) -> None:
        self.growth = _peak() - self._before


def _peak() -> int:
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    except OSError:
        found = None
    return 1024 * (int(found.group(1)) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _many() -> Assignment:
    """Return an assignment of twenty exercises that are all the same."""
    return Assignment(name="many", en="Many", es="Muchos", exercises=tuple(map(_doubled, range(20))))


def _doubled(number: int) -> Exercise:
    def double(x: Any) -> Any:
        return 2 * x

    double.__name__ = f"double_{number}"
    exercise = Exercise(double, en="Double.", es="Duplica.", inputs={"x": normal("n")}, trials=1)

    @exercise.check(points=1, en="doubles", es="duplica")
    def doubles(student: Any, x: Any) -> None:
        close(student(x), 2 * x)

    return exercise


def test_crashing_late_does_not_buy_time(
    zygotes: Callable[[frozenset[Layer]], Zygote], submission: Callable[..., Submission]
) -> None:
    """However a submission spends its deadlines, there is an end to them all together."""
    functions = "".join(f"double_{k} = double_0\n" for k in range(1, 20))
    source = f"import os, time\n\ndef double_0(x):\n    time.sleep(0.3)\n    os._exit(0)\n\n{functions}"
    deadline = Deadline(cpu_seconds=0.4, wall_seconds=0.4, patience=0.0)
    start = time.monotonic()
    result = grade_submission([_many()], submission(source), zygotes(frozenset()), SEED, deadline)
    assert time.monotonic() - start < 2 * 12 * deadline.wall_seconds
    assert result.score == 0


# That the attacks are attacks


@pytest.mark.parametrize(
    "attack", [a for a in CORPUS if a.proof.startswith("naive ")], ids=lambda attack: attack.name
)
def test_a_naive_grader_falls_for_it(attack: Attack, tmp_path: Path) -> None:
    """Without a process of its own for the submission, the same file passes."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(NAIVE), attack.proof.split()[1], str(attack.path)],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "attack", [a for a in CORPUS if a.proof.startswith("unconfined")], ids=lambda attack: attack.name
)
def test_it_succeeds_where_nothing_is_confined(
    attack: Attack,
    zygotes: Callable[[frozenset[Layer]], Zygote],
    grade: Callable[[Attack, Zygote], list[SubmissionResult]],
    listening: tuple[socket.socket, ...],
) -> None:
    """With the layer removed it earns points: its test does not pass for another reason."""
    if attack.proof == "unconfined as root" and os.geteuid() != 0:
        pytest.skip("NOT TESTED: only root's worker may do this")
    (result,) = grade(attack, zygotes(frozenset()))
    _arrived(*listening)
    assert result.score > 0


@pytest.mark.parametrize(
    "attack",
    [
        a
        for a in CORPUS
        if a.layer in ("landlock", "seccomp", "privileges") and a.proof.startswith("unconfined")
    ],
    ids=lambda attack: attack.name,
)
def test_its_layer_stops_it_alone(
    attack: Attack,
    zygotes: Callable[[frozenset[Layer]], Zygote],
    grade: Callable[[Attack, Zygote], list[SubmissionResult]],
) -> None:
    """The layer that an attack names is the one that it meets."""
    layer: Any = attack.layer
    (result,) = grade(attack, zygotes(frozenset({layer})))
    assert result.score == 0


# That the corpus is in order


def test_every_attack_says_what_it_is() -> None:
    """Its aim, what stops it, and where."""
    for attack in CORPUS:
        assert {"aim", "layer", "levels"} <= attack.says.keys() <= KEYS, attack.name
        assert {"A", "B"} <= set(attack.levels) <= set(LEVELS), attack.name
        assert re.fullmatch(r"|unconfined( as root)?|naive \w+", attack.proof), attack.name


def test_there_are_many() -> None:
    """And no two aim at the same."""
    assert len(CORPUS) >= 70
    assert len({attack.says["aim"] for attack in CORPUS}) == len(CORPUS)
