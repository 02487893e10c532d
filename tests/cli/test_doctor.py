"""``autograder doctor``."""

from __future__ import annotations

import sys

import pytest

from autograder.cli import doctor as module
from autograder.cli.doctor import doctor
from autograder.sandbox import namespaces
from autograder.sandbox.process import Zygote

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are confined on Linux only")


@linux
def test_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without bubblewrap submissions are still confined; the remedy is one line to copy."""
    monkeypatch.setattr(namespaces, "program", lambda: None)
    assert doctor("en") == 0
    printed = capsys.readouterr().out
    assert "Level B" in printed
    assert "sudo apt install bubblewrap" in printed


@linux
def test_below_b_it_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And says so in Spanish."""
    monkeypatch.setattr(module, "Zygote", lambda: Zygote(frozenset()))
    assert doctor("es") == 1
    assert "Nivel D" in capsys.readouterr().out


def test_elsewhere_it_starts_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On macOS and Windows there are no workers to examine."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(module, "Zygote", None)
    assert doctor("en") == 1
    assert "WSL 2" in capsys.readouterr().out
