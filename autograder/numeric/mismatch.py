"""What a comparison found wrong: a message for people and evidence for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from autograder.text import Text

#: A value small enough to quote: a number, or a short description such as a shape.
Quoted: TypeAlias = float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where an answer is wrong, and by how much.

    Parameters
    ----------
    kind : str
        What sort of difference: ``"value"``, ``"shape"``, ``"dtype"``, ``"not_finite"``, ``"arity"``,
        ``"gradient"``, ``"distribution"``, ``"convention"`` ...
    argument : str or None
        The result or parameter that is wrong, by its name in the exercise.
    index : tuple of int or None
        The worst entry.
    got, wanted : float, str or None
        That entry as answered and as expected.
    count, total : int or None
        How many entries are wrong, of how many.
    error_bound : float or None
        How exactly `wanted` is known (numerical gradients), in the same units.
    pattern : str or None
        A name for the relation between all of `got` and `wanted`: ``"factor 2"``, ``"transposed"`` ...
    """

    kind: str
    argument: str | None = None
    index: tuple[int, ...] | None = None
    got: Quoted | None = None
    wanted: Quoted | None = None
    count: int | None = None
    total: int | None = None
    error_bound: float | None = None
    pattern: str | None = None


class Mismatch(Exception):  # noqa: N818 (a finding, not an error of ours)
    """An answer differs from what was wanted.

    Parameters
    ----------
    text : Text
        The finding in both languages, whole sentences.
    evidence : Evidence
        The same, structured.
    """

    def __init__(self, text: Text, evidence: Evidence) -> None:
        super().__init__(text.en)
        self.text = text
        self.evidence = evidence
