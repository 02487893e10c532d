"""The command, on two exercises: all styles, all mutants."""

from __future__ import annotations

import json

from benchmarks.accuracy import __main__ as command
from benchmarks.accuracy.measures import LuckTask, answers_at_random, course_exercises, perform


def test_neither_false_alarms_nor_misses_in_two_exercises(tmp_path, capsys, monkeypatch) -> None:
    """What `make accuracy` finds of the whole course, in short."""
    file = tmp_path / "accuracy.json"
    monkeypatch.setattr(command, "FEW_SEEDS", 1)
    status = command.main(
        [
            "--only",
            "relu",
            "--only",
            "momentum",
            "--seeds",
            "2",
            "--styles",
            "3",
            "--jobs",
            "2",
            "--json",
            str(file),
        ]
    )
    printed = capsys.readouterr().out
    assert status == 0, printed
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["missed_aims"] == []
    assert found["alarms"]["total"]["bad"] == 0
    assert found["alarms"]["total"]["of"] > 100
    assert found["alarms"]["exercises"]["relu"]["at_length"] == 3
    assert found["misses"]["total"]["bad"] == 0
    assert found["misses"]["exercises"]["momentum"]["of"] > 50
    assert "judged right" in printed


def test_an_exercise_that_does_not_exist_is_refused() -> None:
    """A slip of the keyboard is no good result."""
    assert command.main(["--only", "no_such_exercise"]) == 2


def test_random_checks_are_known_and_the_reference_is_lucky() -> None:
    """A generator among the arguments tells."""
    exercises = course_exercises()
    assert answers_at_random(exercises["dropout"])
    assert not answers_at_random(exercises["adam"])
    # It shuffles as it likes: with a seed that the measurement moves.
    assert answers_at_random(exercises["fit"])
    found = perform(LuckTask("glorot_uniform", 0, 5))
    assert not any(found.failures.values())  # type: ignore[union-attr]
