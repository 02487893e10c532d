"""Findings about a gradient, in words and as evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.numeric.gradient.contrast import Contrast
from autograder.numeric.gradient.entries import Entry
from autograder.numeric.gradient.judgement import Judgement
from autograder.numeric.gradient.patterns import name_pattern
from autograder.numeric.mismatch import Evidence
from autograder.text import Text, join


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: whole sentences in both languages, and the evidence."""

    text: Text
    evidence: Evidence


def wrong_finding(judgement: Judgement, tolerance: float) -> Finding:
    """Describe the worst entry of a wrong gradient, and how the whole of it is wrong."""
    probe, worst = judgement.probe, _worst(judgement.wrong)
    contrast = _contrast(judgement)
    pattern = name_pattern(contrast) if contrast else None
    count = _count(judgement, contrast, tolerance)
    evidence = Evidence(
        kind="gradient",
        argument=probe.name,
        index=worst.index,
        got=worst.claimed,
        wanted=worst.numerical,
        count=count,
        total=probe.claimed.size if count else None,
        error_bound=worst.bound,
        pattern=pattern.name if pattern else None,
    )
    sentences = [_wrong_text(probe.name, worst)]
    if count and probe.claimed.size > 1:
        sentences.append(count_text(count, probe.claimed.size))
    if pattern:
        sentences.append(pattern.text)
    return Finding(join(sentences), evidence)


def slight_finding(judgement: Judgement) -> Finding:
    """Describe a difference too small to fail."""
    name, worst = judgement.probe.name, _worst(judgement.slight)
    text = Text(
        en="The gradient of {} differs a little from the numerical one: yours is {:.10g}, the numerical one "
        "{:.10g} ± {:.1g}. It is accepted; the cause is usually an epsilon or a clip that only the forward, or "
        "only the backward, has.",
        es="El gradiente de {} difiere poco del numérico: el tuyo es {:.10g}, el numérico {:.10g} ± {:.1g}. "
        "Se acepta; la causa suele ser un épsilon o un recorte que está solo en el forward, o solo en el "
        "backward.",
    ).format(_place(name, worst), worst.claimed, worst.numerical, worst.bound)
    evidence = Evidence(
        kind="gradient_note",
        argument=name,
        index=worst.index,
        got=worst.claimed,
        wanted=worst.numerical,
        error_bound=worst.bound,
    )
    return Finding(text, evidence)


def _worst(entries: tuple[Entry, ...]) -> Entry:
    return max(entries, key=lambda entry: entry.error / entry.size)


def _contrast(judgement: Judgement) -> Contrast | None:
    probe, sample = judgement.probe, judgement.sample
    if sample is None:
        return None
    return Contrast(probe.name, probe.point, probe.claimed, sample.grid, sample.numerical, probe.upstream)


def _count(judgement: Judgement, contrast: Contrast | None, tolerance: float) -> int | None:
    """Return how many entries are wrong, if all were measured."""
    if contrast is None or contrast.wanted.size < contrast.whole.size:
        return None
    doubt = max(entry.bound for entry in judgement.wrong)
    return max(int(np.count_nonzero(contrast.differs(tolerance, doubt))), 1)


def _wrong_text(name: str, entry: Entry) -> Text:
    return Text(
        en="The gradient of {} is wrong: yours is {:.6g}, the numerical one {:.6g} ± {:.1g}.",
        es="El gradiente de {} no es correcto: el tuyo es {:.6g}, el numérico {:.6g} ± {:.1g}.",
    ).format(_place(name, entry), entry.claimed, entry.numerical, entry.bound)


def count_text(count: int, total: int) -> Text:
    """Say how many entries are wrong."""
    if count == total:
        return Text(en=f"All {total} entries are wrong.", es=f"Están mal las {total} entradas.")
    if count == 1:
        return Text(en=f"1 of {total} entries is wrong.", es=f"Está mal 1 de las {total} entradas.")
    return Text(en=f"{count} of {total} entries are wrong.", es=f"Están mal {count} de las {total} entradas.")


def _place(name: str, entry: Entry) -> str:
    return f"`{name}{list(entry.index)}`" if entry.index else f"`{name}`"
