"""What keeping submissions apart costs: `autograder grade --jobs 1` against the same checks in one process.

For each submission of the sample class, in one run: graded in confined workers, and graded by the same
calls and checks with its functions executed right here, with no isolation at all. Submissions that hang or
crash are left out: in process they cannot be graded.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.course import choose, find_course, load_assignment
from autograder.exercise.model import Assignment
from autograder.grade.host import LocalHost, worker_files
from autograder.grade.outcome import SubmissionResult
from autograder.grade.submission import grade_exercises, grade_submission
from autograder.intake import Submission, read_submissions
from autograder.sandbox.calls import HeldFunction, Session
from autograder.sandbox.local import LocalSession
from autograder.sandbox.process import Zygote
from autograder.sandbox.worker.load import Submission as Loaded

ROOT = Path(__file__).parents[1]
SEED = 2026


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one grading, and the score it gave."""

    wall: float
    cpu: float
    score: float


def isolated(assignments: list[Assignment], entry: Submission, zygote: Zygote) -> Cost:
    """Grade in confined workers; their processor time counts."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = grade_submission(assignments, entry, zygote, SEED)
    return Cost(time.perf_counter() - wall, time.process_time() - cpu + result.cpu_s, result.score)


def in_process(assignments: list[Assignment], entry: Submission) -> Cost:
    """Grade with the submission's functions executed in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    results = grade_exercises(assignments, Unisolated(entry), SEED)
    score = sum(result.score for result in results)
    return Cost(time.perf_counter() - wall, time.process_time() - cpu, score)


class Unisolated(LocalHost):
    """A submission executed in this process."""

    def __init__(self, entry: Submission) -> None:
        self._entry = entry
        super().__init__(self._execute([]))

    def _execute(self, stand_ins: Sequence[HeldFunction]) -> dict[str, Callable[..., object]]:
        loaded = Loaded(worker_files(self._entry), set(), lambda step: None)
        loaded.execute()
        for held in stand_ins:
            loaded.replace(held.name, held.function)
        functions = {name: loaded.find(name) for name in loaded.names()}
        return {name: function for name, function in functions.items() if callable(function)}

    def with_stand_ins(self, functions: Sequence[HeldFunction]) -> Session:
        """Execute the submission again, with functions replaced."""
        return LocalSession(self._execute(functions))


def apart(function: Callable[..., Cost], *args: object) -> Cost:
    """Call in a forked copy of this process, so that what a submission changes stays there."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def silently() -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            theirs.send(function(*args))

    child = context.Process(target=silently)
    child.start()
    answer: Cost = ours.recv()
    child.join()
    return answer


def survives(result: SubmissionResult) -> bool:
    """Tell whether a submission can be graded without isolation."""
    statuses = {check.status for exercise in result.exercises for check in exercise.checks}
    return result.status == "graded" and not result.notes and not statuses & {"timeout", "killed"}


def main() -> None:
    """Print the cost per submission both ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each submission is graded")
    rounds = parser.parse_args().rounds
    course = find_course(ROOT)
    assignments = [load_assignment(course, name) for name in choose(course, "all")]
    entries, _ = read_submissions(ROOT / "examples" / "sample_class" / "submissions")
    with Zygote() as zygote:
        readable = [entry for entry in entries if isinstance(entry, Submission)]
        honest = [e for e in readable if survives(grade_submission(assignments, e, zygote, SEED))]
        apart_costs = [_median(isolated, assignments, e, zygote, rounds=rounds) for e in honest]
    local_costs = [apart(_median_local, assignments, e, rounds) for e in honest]
    _print(apart_costs, local_costs, len(entries))


def _median_local(assignments: list[Assignment], entry: Submission, rounds: int) -> Cost:
    return _median(in_process, assignments, entry, rounds=rounds)


def _median(function: Callable[..., Cost], *args: object, rounds: int) -> Cost:
    costs = [function(*args) for _ in range(rounds + 1)][1:]  # the first one warms up
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        costs[0].score,
    )


def _print(apart_costs: list[Cost], local_costs: list[Cost], total: int) -> None:
    count = len(apart_costs)
    different = sum(a.score != b.score for a, b in zip(apart_costs, local_costs, strict=True))
    print(f"autograder {autograder.__version__}: {count} of {total} submissions that neither hang nor crash")
    print(f"{'per submission, mean':24}{'wall':>10}{'CPU':>10}")
    for name, costs in (("in process", local_costs), ("confined, --jobs 1", apart_costs)):
        wall, cpu = (1000 * statistics.mean(values) for values in _columns(costs))
        print(f"{name:24}{wall:7.1f} ms{cpu:7.1f} ms")
    (wall_a, cpu_a), (wall_b, cpu_b) = (map(statistics.mean, _columns(c)) for c in (apart_costs, local_costs))
    print(f"{'ratio':24}{wall_a / wall_b:9.2f}x{cpu_a / cpu_b:9.2f}x")
    print(f"{'overhead':24}{1000 * (wall_a - wall_b):7.1f} ms{1000 * (cpu_a - cpu_b):7.1f} ms")
    print(f"scores that differ: {different}")


def _columns(costs: list[Cost]) -> tuple[list[float], list[float]]:
    return [cost.wall for cost in costs], [cost.cpu for cost in costs]


if __name__ == "__main__":
    main()
