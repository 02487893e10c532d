"""Work in processes that may hang or die."""

from __future__ import annotations

import os
import time

from benchmarks.accuracy import crew
from benchmarks.accuracy.crew import Lost, work


def act(task: str) -> str:
    """Do as told."""
    if task == "hang":
        while True:
            time.sleep(0.01)
    if task == "die":
        os._exit(3)
    if task == "raise":
        raise KeyError("no")
    return task.upper()


def test_a_task_that_hangs_or_dies_does_not_take_the_rest_along(monkeypatch) -> None:
    """Each task has a result, in processes that are replaced as needed."""
    monkeypatch.setattr(crew, "_START_SECONDS", 2.0)
    tasks = ["a", "hang", "b", "die", "c", "raise", "d"]
    found = dict(work(act, tasks, jobs=2, seconds=0.5))
    assert {task: found[task] for task in "abcd"} == {"a": "A", "b": "B", "c": "C", "d": "D"}
    assert found["hang"] == Lost("timeout")
    assert found["die"] == Lost("killed")
    assert found["raise"] == Lost("KeyError: 'no'")
