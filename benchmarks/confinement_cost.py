"""What each layer of confinement costs: from asking for a worker to its first answer, in one run.

A bare fork has limits and nothing else. Every round starts at another kind, so that a busy machine is busy for
all; the worker's processor time, which the kernel counts, suffers least from it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from contextlib import ExitStack
from dataclasses import dataclass

from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import ALL_LAYERS, Layer, Zygote
from autograder.sandbox.remote import RemoteSession
from autograder.sandbox.worker.messages import Load

_DEADLINE = Deadline(cpu_seconds=60.0, wall_seconds=60.0)

KINDS: dict[str, frozenset[Layer]] = {
    "bare fork": frozenset(),
    "Landlock": frozenset({"landlock"}),
    "seccomp": frozenset({"seccomp"}),
    "user, capabilities": frozenset({"privileges"}),
    "namespaces": frozenset({"namespaces"}),
    "all but namespaces": ALL_LAYERS - {"namespaces"},
    "all": ALL_LAYERS,
    "all, with scratch": ALL_LAYERS,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds until a new worker has answered that it executed an empty submission."""

    wall: float
    cpu: float


def first_answer(zygote: Zygote, *, scratch: bool) -> Cost:
    """Ask for a worker and its first answer; the processor time is the worker's own."""
    start = time.perf_counter()
    process = zygote.fork(scratch=scratch)
    RemoteSession(process, _DEADLINE).load(Load([]))
    took = time.perf_counter() - start
    return Cost(1000 * took, 1000 * zygote.reap(process).cpu_seconds)


def measure(zygotes: dict[str, Zygote], rounds: int) -> dict[str, Cost]:
    """Return the median cost of each kind."""
    costs: dict[str, list[Cost]] = {name: [] for name in zygotes}
    names = list(zygotes)
    for k in range(rounds):
        for name in names[k % len(names) :] + names[: k % len(names)]:
            costs[name].append(first_answer(zygotes[name], scratch="scratch" in name))
    return {
        name: Cost(statistics.median(c.wall for c in found), statistics.median(c.cpu for c in found))
        for name, found in costs.items()
    }


def main() -> None:
    """Print the median of each kind, what it adds, and the ratio to a bare fork."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="forks of each kind")
    rounds = parser.parse_args().rounds
    starts: dict[str, float] = {}
    with ExitStack() as stack:
        zygotes = {}
        for name, layers in KINDS.items():
            before = time.perf_counter()
            zygotes[name] = stack.enter_context(Zygote(layers))
            starts[name] = 1000 * (time.perf_counter() - before)
        _print(measure(zygotes, rounds), starts, rounds)
        if zygotes["all"].no_namespaces is not None:
            print(f"no namespaces here: {zygotes['all'].no_namespaces}")


def _print(medians: dict[str, Cost], starts: dict[str, float], rounds: int) -> None:
    bare = medians["bare fork"]
    print(f"fork to first answer, medians of {rounds}")
    print(f"{'':20}{'wall':>10}{'added':>11}{'ratio':>8}{'CPU':>11}{'added':>11}{'zygote starts in':>19}")
    for name, cost in medians.items():
        wall = f"{cost.wall:7.2f} ms{cost.wall - bare.wall:+8.2f} ms{cost.wall / bare.wall:7.2f}x"
        cpu = f"{cost.cpu:8.2f} ms{cost.cpu - bare.cpu:+8.2f} ms"
        print(f"{name:20}{wall}{cpu}{starts[name]:16.0f} ms")


if __name__ == "__main__":
    main()
