"""Levels found by attack, with layers really missing."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.sandbox import explain, level, namespaces, process
from autograder.sandbox.calls import Call, WorkerLost
from autograder.sandbox.level import find_level, nowhere
from autograder.sandbox.process import ALL_LAYERS, Layer, SandboxError, WorkerProcess, Zygote
from autograder.sandbox.worker.reports import Reaped
from autograder.text import Text

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="workers are confined on Linux only"
)

needs_bubblewrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")


@pytest.mark.parametrize(
    ("without", "wanted"),
    [
        pytest.param(frozenset(), "A", marks=needs_bubblewrap),
        pytest.param(frozenset({"privileges"}), "A", marks=needs_bubblewrap),
        pytest.param(frozenset({"seccomp"}), "C", marks=needs_bubblewrap),
        pytest.param(frozenset({"landlock"}), "C", marks=needs_bubblewrap),
        (frozenset({"namespaces"}), "B"),
        (frozenset({"namespaces", "landlock"}), "C"),
        (frozenset({"namespaces", "seccomp"}), "C"),
        (frozenset({"namespaces", "landlock", "seccomp"}), "D"),
        (ALL_LAYERS, "D"),
    ],
)
def test_the_level_is_what_is_left(without: frozenset[Layer], wanted: str) -> None:
    """The canaries run in workers that really lack the layers."""
    with Zygote(ALL_LAYERS - without) as zygote:
        report = find_level(zygote)
    assert report.level == wanted
    assert report.confined == (wanted in "AB")
    assert (report.landlock > 0, report.seccomp) == ("landlock" not in without, "seccomp" not in without)
    assert report.namespaces == ("namespaces" not in without)
    assert not any(Path(path).exists() for path in level._TO_WRITE)


def test_every_attack_gets_through_without_layers(tmp_path: Path) -> None:
    """A canary that could never succeed would prove nothing."""
    (tmp_path / "secret").touch()
    with Zygote(frozenset()) as zygote:
        found = level._probe(zygote, tmp_path / "secret")
    stopped = {a.text.en for a in level._on_files(tmp_path)} - {a.text.en for a in found.files_open}
    assert stopped <= {"read another process's memory", "list the home folder", f"write {level._TO_WRITE[1]}"}
    calls = {a.text.en for a in (*level._ON_CALLS, *level._FATAL)} - {a.text.en for a in found.calls_open}
    assert calls <= {"enter a namespace"}
    assert not found.namespaces


def test_a_layer_that_lets_something_through_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever the zygote reports of itself."""
    monkeypatch.setattr(level, "_on_files", lambda secret: (level._attack("see_file", "see", "ver", "/usr"),))
    with Zygote(ALL_LAYERS) as zygote:
        report = find_level(zygote, tmp_path)
    assert (report.level, report.landlock) == ("C", 0)
    layer = next(one for one in report.layers if "Landlock" in one.name.en)
    assert layer.why == Text(en="A canary could see.", es="Una prueba de ataque pudo ver.")


def test_a_worker_that_just_ends_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the signal of the filter shows that the filter ended it."""

    def lost(running: WorkerProcess, calls: list[Call]) -> None:
        raise WorkerLost("killed")

    monkeypatch.setattr(level, "_run", lost)
    with Zygote() as zygote:
        assert level._survives(zygote, level._FATAL[0].call)
        really = zygote.reap
        monkeypatch.setattr(zygote, "reap", lambda running: (really(running), Reaped(signal.SIGSYS, 0.0))[1])
        assert not level._survives(zygote, level._FATAL[0].call)


def test_workers_that_end_at_once_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no level without an answer."""

    def lost(running: WorkerProcess, calls: list[Call]) -> None:
        raise WorkerLost("killed")

    monkeypatch.setattr(level, "_run", lost)
    with Zygote() as zygote, pytest.raises(SandboxError, match="before it was asked"):
        find_level(zygote)


def test_bubblewrap_missing_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start all the same, one level lower, and the reason is known."""
    monkeypatch.setattr(namespaces, "program", lambda: None)
    with Zygote() as zygote:
        assert zygote.no_namespaces == "not installed"
        assert find_level(zygote).level == "B"
    monkeypatch.setattr(namespaces, "program", lambda: "unused")
    refusal = [sys.executable, "-c", "import sys; sys.exit('bwrap: setting up uid map: Permission denied')"]
    monkeypatch.setattr(process.namespaces, "command", lambda *args: refusal)
    with Zygote() as zygote:
        assert zygote.no_namespaces == "bwrap: setting up uid map: Permission denied"
        report = find_level(zygote)
    assert report.level == "B"
    assert "uid map" in next(one for one in report.layers if "bubblewrap" in one.name.en).why.es


def test_finding_the_level_is_quick(zygote: Zygote) -> None:
    """With a wide margin for busy machines."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        find_level(zygote)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.3


def test_a_system_without_workers() -> None:
    """A student's own machine is told so in words."""
    report = nowhere("Darwin")
    assert (report.level, report.confined) == ("D", False)
    assert "WSL" in (report.layers[0].remedy or Text(en="", es="")).en


def test_remedies_fit_the_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each reason has its own text; the AppArmor profile is offered where AppArmor is in the way."""
    said = {explain.landlock(-number, ()).why.en for number in (0, 1, 38, 95)}
    assert len(said) == 4
    assert "x86-64" in (explain.seccomp(-95, ()).remedy or Text(en="", es="")).en
    setting = tmp_path / "setting"
    setting.write_text("1\n")
    monkeypatch.setattr(explain, "_APPARMOR", setting)
    remedy = explain.namespaces(False, "refused").remedy
    assert remedy is not None
    assert "userns" in remedy.es
    assert explain.user("unreachable", root=True).active is False
    assert explain.user("dropped", root=False).active is True
    assert explain.user("dropped", root=True).active is False


def test_reports_can_be_compared() -> None:
    """They are plain data."""
    report = nowhere("Windows")
    assert replace(report, level="C") != report == nowhere("Windows")
