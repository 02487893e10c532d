"""The command: ``python -m benchmarks.accuracy``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy import report
from benchmarks.accuracy.crew import work
from benchmarks.accuracy.measures import (
    LuckTask,
    MutantTask,
    StyleResult,
    StyleTask,
    Task,
    answers_at_random,
    course_exercises,
    mutants,
    perform,
)
from benchmarks.accuracy.styles import STYLES
from benchmarks.accuracy.twins import comparison_of

#: The time limit of a style or of some runs, in seconds: far beyond any that end.
SECONDS = 300.0

#: That of a mutant, graded on few seeds: it may well hang.
MUTANT_SECONDS = 60.0

#: Styles are graded on so many seeds, and only some of them on more.
FEW_SEEDS = 20

#: What can be measured.
MEASURES = ("alarms", "misses", "luck")

#: Runs of one task.
_RUNS_AT_ONCE = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    options = _options(arguments)
    start = time.perf_counter()
    unknown = set(options.only or ()) - set(course_exercises())
    if unknown:
        print(f"There is no exercise {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    names = [name for name in course_exercises() if not options.only or name in options.only]
    remarks = {name: comparison_of(course_exercises()[name]).remark for name in names}
    remarks = {name: remark for name, remark in remarks.items() if remark}
    for name, remark in remarks.items():
        print(f"{name}: NO INPUTS OF ITS OWN ({remark}): told from the reference by the calls of its checks.")
    measured = measure(names, options)
    for kind, found in measured.items():
        print(report.text(kind, found))
    for aim in report.missed_aims(measured):
        print(f"MISSED: {aim}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report.summary(measured, remarks), indent=1), encoding="utf-8")
    print(f"{time.perf_counter() - start:.0f} s; the same as data: {options.json}")
    return 1 if report.missed_aims(measured) else 0


def measure(names: Sequence[str], options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """Take the three measurements of the named exercises."""
    alarms = {name: report.Alarms() for name in names}
    misses = {name: report.Misses() for name in names}
    drawing = [n for n in names if "luck" in options.measures and answers_at_random(course_exercises()[n])]
    luck = {name: report.Luck() for name in drawing}
    tasks: list[Task] = []
    edits: list[Task] = []
    if "luck" in options.measures:
        starts = range(0, options.runs, _RUNS_AT_ONCE)
        tasks += [
            LuckTask(n, first, min(_RUNS_AT_ONCE, options.runs - first)) for n in luck for first in starts
        ]
    if "misses" in options.measures:
        edits = [MutantTask(name, k) for name in names for k in range(len(mutants(name)))]
    few = min(options.seeds, FEW_SEEDS)
    if "alarms" in options.measures:
        tasks += [StyleTask(name, k, few) for name in names for k in range(len(STYLES))]
    fit: dict[str, list[int]] = {name: [] for name in names}
    for task, result in _done(edits, options, MUTANT_SECONDS):
        misses[task.exercise].add(task.exercise, mutants(task.exercise)[task.mutant], result)
    for task, result in _done(tasks, options, SECONDS):
        if isinstance(task, LuckTask):
            luck[task.exercise].add(task.runs, result)
        else:
            alarms[task.exercise].add(STYLES[task.style].name, result)
            if isinstance(result, StyleResult) and result.unusable is None:
                fit[task.exercise].append(task.style)
    more: list[Task] = [
        StyleTask(name, style, options.seeds - few, few)
        for name in names
        for style in _spread(sorted(fit[name]), options.styles)
        if options.seeds > few
    ]
    for task, result in _done(more, options, SECONDS):
        alarms[task.exercise].add_more(STYLES[task.style].name, result, task.seeds)
    measured: dict[str, dict[str, Any]] = {"alarms": alarms, "misses": misses, "luck": luck}
    return {kind: found for kind, found in measured.items() if kind in options.measures}


def _done(tasks: Sequence[Task], options: argparse.Namespace, seconds: float) -> Iterator[tuple[Any, Any]]:
    """Yield tasks with their results, and show how far this is."""
    for done, pair in enumerate(work(perform, tasks, jobs=options.jobs, seconds=seconds), 1):
        yield pair
        if sys.stderr.isatty():
            print(f"\r{done} of {len(tasks)}", end="\r", file=sys.stderr)


def _spread(items: Sequence[int], count: int) -> list[int]:
    """Return so many of the items, from the first to the last."""
    return [items[k * len(items) // count] for k in range(count)] if len(items) > count else list(items)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description="How often is the grader wrong: false alarms, misses, bad luck.",
    )
    parser.add_argument("--only", action="append", metavar="EXERCISE", help="repeat for several")
    parser.add_argument("measures", nargs="*", help=f"of {', '.join(MEASURES)}; all of them unless named")
    parser.add_argument("--seeds", type=int, default=500, help="on which styles are graded")
    parser.add_argument(
        "--styles",
        type=int,
        default=20,
        help=f"of each exercise, on all seeds; the others on {FEW_SEEDS} (default: 20)",
    )
    parser.add_argument("--runs", type=int, default=1000, help="of every check of random answers")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, default=Path("grades/accuracy.json"))
    options = parser.parse_args(arguments)
    options.measures = options.measures or list(MEASURES)
    if not set(options.measures) <= set(MEASURES):
        parser.error(f"the measures are {', '.join(MEASURES)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
