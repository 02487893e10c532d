"""Tables for people and a summary for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.accuracy.crew import Lost
from benchmarks.accuracy.judged import reason_to_accept
from benchmarks.accuracy.measures import LuckResult, MutantResult, StyleResult
from benchmarks.accuracy.mutants import Mutant
from benchmarks.accuracy.rates import upper_bound

#: The aims: no false alarm, no unlucky reference, and of the wrong programs at least this share caught.
CAUGHT = 0.995

#: A reference should be written in at least so many styles.
ENOUGH_STYLES = 20


@dataclass
class Alarms:
    """(a) Right programs that lost points, of one exercise."""

    styles: int = 0
    at_length: int = 0
    gradings: int = 0
    alarms: int = 0
    unchanged: int = 0
    cut_short: int = 0
    unusable: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def add(self, style: str, result: StyleResult | Lost) -> None:
        """Count a style."""
        if isinstance(result, Lost):
            self.unusable.append(f"{style}: NOT MEASURED: {result.reason}")
        elif result.unusable == "unchanged":
            self.unchanged += 1
        elif result.unusable:
            self.unusable.append(f"{style}: {result.unusable}")
        else:
            self.styles += 1
            self._count(style, result)

    def add_more(self, style: str, result: StyleResult | Lost, seeds: int) -> None:
        """Count more seeds, so many if there was time, of a style that was counted."""
        if isinstance(result, Lost):
            self.unusable.append(f"{style}: NOT MEASURED AT LENGTH: {result.reason}")
        else:
            self.at_length += 1
            self.cut_short += result.gradings < seeds
            self._count(style, result)

    def _count(self, style: str, result: StyleResult) -> None:
        self.gradings += result.gradings
        self.alarms += len(result.alarms)
        for seed, said in result.alarms[:3]:
            self.findings.append(f"{style} (seed {seed}): {said}")

    @property
    def figures(self) -> tuple[int, int]:
        """Bad ones, and all."""
        return self.alarms, self.gradings

    @property
    def cells(self) -> list[Any]:
        """The columns of the table."""
        return [self.styles, self.at_length, len(self.unusable), self.gradings, self.alarms]


@dataclass
class Misses:
    """(b) Wrong programs that lost nothing, of one exercise."""

    mutants: int = 0
    caught: int = 0
    missed: int = 0
    lost: list[str] = field(default_factory=list)
    equivalent: list[str] = field(default_factory=list)
    judged: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    only_checks: list[str] = field(default_factory=list)

    def add(self, exercise: str, mutant: Mutant, result: MutantResult | Lost) -> None:
        """Count a mutant."""
        self.mutants += 1
        reason = reason_to_accept(exercise, mutant.before, mutant.after)
        if isinstance(result, Lost) and result.reason in ("timeout", "killed"):  # so it would be when graded
            self.caught += 1
            self.lost.append(f"{mutant}: {result.reason}")
        elif isinstance(result, Lost):
            self.missed += 1
            self.findings.append(f"{mutant}  NOT MEASURED: {result.reason}")
        elif result.full_marks and result.differs and reason:
            self.judged.append(f"{mutant}: {reason}")
        elif result.full_marks and result.differs:
            self.missed += 1
            seeds = ", ".join(map(str, result.full_marks))
            self.findings.append(f"{mutant}  (seeds {seeds}; differs: {', '.join(result.differs)})")
        elif result.differs:
            self.caught += 1
        elif not result.full_marks:
            self.caught += 1
            self.only_checks.append(str(mutant))
        else:
            self.equivalent.append(str(mutant))

    @property
    def figures(self) -> tuple[int, int]:
        """Bad ones, and all."""
        return self.missed, self.caught + self.missed

    @property
    def cells(self) -> list[Any]:
        """The columns of the table."""
        return [self.mutants, len(self.equivalent), len(self.judged), self.caught, self.missed]


@dataclass
class Luck:
    """(c) References that lost points by chance, of one exercise."""

    checks: int = 0
    runs: int = 0
    failures: int = 0
    findings: list[str] = field(default_factory=list)

    def add(self, runs: int, result: LuckResult | Lost) -> None:
        """Count some runs."""
        self.runs += runs
        if isinstance(result, Lost):
            self.failures += 1
            self.findings.append(result.reason)
            return
        self.checks = len(result.failures)
        for check, seeds in result.failures.items():
            self.failures += len(seeds)
            self.findings += [f"{check}, seed {seed}" for seed in seeds[:5]]

    @property
    def figures(self) -> tuple[int, int]:
        """Bad ones, and all."""
        return self.failures, self.runs * self.checks

    @property
    def cells(self) -> list[Any]:
        """The columns of the table."""
        return [self.checks, self.runs, self.failures]


Measure = Alarms | Misses | Luck

_TITLES = {
    "alarms": (
        "(a) False alarms: right programs that lost points",
        ["styles", "at length", "unfit", "gradings", "alarms"],
    ),
    "misses": (
        "(b) Misses: single edits that lost nothing",
        ["mutants", "equivalent", "judged", "caught", "missed"],
    ),
    "luck": ("(c) Luck: references that lost points", ["checks", "runs", "failures"]),
}


def totals(measured: Mapping[str, Measure]) -> tuple[int, int]:
    """Return how many went wrong, and of how many, over all exercises."""
    figures = [measure.figures for measure in measured.values()]
    return sum(bad for bad, _ in figures), sum(total for _, total in figures)


def text(kind: str, measured: Mapping[str, Measure]) -> str:
    """Return the table of a measurement, and what there is to look at."""
    title, columns = _TITLES[kind]
    if not measured:
        return f"{title}\n\nnone of these exercises\n"
    width = max([len(name) for name in measured], default=0) + 2
    lines = [title, "", " " * width + "".join(f"{column:>12}" for column in [*columns, "95% bound"])]
    for name, measure in measured.items():
        lines.append(f"{name:{width}}" + _row(measure.cells, measure.figures))
    sums = [sum(column) for column in zip(*(m.cells for m in measured.values()), strict=True)]
    lines += [f"{'all':{width}}" + _row(sums, totals(measured)), ""]
    for name, measure in measured.items():
        lines += [f"    {name}: {finding}" for finding in measure.findings]
    return "\n".join([*lines, *_notes(measured), ""])


def _row(cells: Iterable[int], figures: tuple[int, int]) -> str:
    bound = f"{upper_bound(*figures):.2g}" if figures[1] else "-"
    return "".join(f"{cell:12}" for cell in cells) + f"{bound:>12}"


def _notes(measured: Mapping[str, Measure]) -> Iterable[str]:
    for name, measure in measured.items():
        if isinstance(measure, Alarms):
            yield from (f"    {name}: unfit: {reason}" for reason in measure.unusable)
            if measure.cut_short:
                yield f"    {name}: {measure.cut_short} STYLES ON FEWER SEEDS: there was no more time"
        if isinstance(measure, Misses):
            yield from (f"    {name}: judged right: {mutant}" for mutant in measure.judged)
            yield from (
                f"    {name}: told apart by its checks alone: {mutant}" for mutant in measure.only_checks
            )


def missed_aims(measurements: Mapping[str, Mapping[str, Measure]]) -> list[str]:
    """Return the aims that were not reached."""
    found = []
    for kind, measured in measurements.items():
        bad, total = totals(measured)
        allowed = (1 - CAUGHT) * total if kind == "misses" else 0
        if bad > allowed:
            found.append(f"{_TITLES[kind][0]}: {bad} of {total}")
        found += [f"{_TITLES[kind][0]}: {name}: {gap}" for name, m in measured.items() if (gap := _gap(m))]
    return found


def _gap(measure: Measure) -> str | None:
    """Return what was not measured, if that is too much: silence is no evidence."""
    if isinstance(measure, Alarms) and measure.styles < ENOUGH_STYLES:
        return f"only {measure.styles} styles"
    if isinstance(measure, Alarms) and any("NOT MEASURED" in reason for reason in measure.unusable):
        return "some styles were not measured"
    return None if measure.figures[1] else "nothing was measured"


def summary(measurements: Mapping[str, Mapping[str, Measure]], remarks: Mapping[str, str]) -> dict[str, Any]:
    """Return all of it as plain data."""
    return {
        kind: {
            "total": _counts(*totals(measured)),
            "exercises": {
                name: {**_counts(*measure.figures), **vars(measure)} for name, measure in measured.items()
            },
        }
        for kind, measured in measurements.items()
    } | {"remarks": dict(remarks), "missed_aims": missed_aims(measurements)}


def _counts(bad: int, total: int) -> dict[str, Any]:
    return {"bad": bad, "of": total, "upper_95": upper_bound(bad, total) if total else None}
