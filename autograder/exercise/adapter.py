"""Other courses' exercises as versions of ours: the same checks, asked through another course's functions.

An adapter has two halves. The one here says which exercises it maps and which conventions that course means; the
other is source that runs in the worker, beside the submission, and knows how that course calls things. Neither
holds an answer that a submission could reach.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.exercise.contract import Contract, contract_of
from autograder.exercise.model import Check, Exercise, Meant, Misconception
from autograder.numeric.mismatch import Mismatch
from autograder.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """Another course's way of handing in our exercises.

    Parameters
    ----------
    name : str
        As in ``autograder grade --adapter NAME``; also the name of its folder.
    en, es : str
        Whose course that is.
    exercises : tuple of Exercise
        What it maps: exercises as they are, or as `adapt` returns them.
    worker : Path
        Source that defines, in terms of the submission's functions, those that the exercises ask.
    files : tuple of str
        Regular expressions of whole paths in a submission: where several files define the same, one that fits
        counts before one that does not, and one that fits a later expression before one that fits an earlier.
    complete : tuple of str
        Regular expressions of paths at which that course hands out finished code: where a submission has a file of
        the same name elsewhere, these can be imported but are not graded.
    """

    name: str
    en: str
    es: str
    exercises: tuple[Exercise, ...]
    worker: Path
    files: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Let messages speak of the submission's functions, not of ours."""
        theirs = _needed_by(self.worker)
        object.__setattr__(self, "exercises", tuple(_in_terms_of(theirs, e) for e in self.exercises))

    @property
    def title(self) -> Text:
        """Whose course it is, in both languages."""
        return Text(en=self.en, es=self.es)


def _needed_by(worker: Path) -> dict[str, str]:
    """Return, by the functions of a worker's source, the first name that each ``@needs`` of the submission."""
    functions = [
        n for n in ast.parse(worker.read_bytes()).body if isinstance(n, ast.FunctionDef | ast.ClassDef)
    ]
    return {
        function.name: first.value
        for function in functions
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "needs"
        for first in decorator.args[:1]
        if isinstance(first, ast.Constant) and isinstance(first.value, str)
    }


def _in_terms_of(theirs: Mapping[str, str], exercise: Exercise) -> Exercise:
    """Return the exercise with the submission's names for what it asks."""
    named = copy.copy(exercise)
    named.contracts = {
        key: replace(contract, alias=theirs.get(contract.name, ""))
        for key, contract in exercise.contracts.items()
    }
    return named


def adapt(
    exercise: Exercise,
    *,
    name: str | None = None,
    calls: Mapping[str, str] | None = None,
    only: Sequence[str] = (),
    references: Sequence[Callable[..., Any]] = (),
    also: Sequence[Callable[..., Any]] = (),
    without: Sequence[str] = (),
    meant: Sequence[Meant] = (),
    hints: Mapping[str, Text] | None = None,
    titles: Mapping[str, Text] | None = None,
    words: Mapping[str, str] | None = None,
) -> Exercise:
    """Return a version of an exercise for another course. Checks and misconceptions may be added to it.

    Parameters
    ----------
    exercise : Exercise
    name : str, optional
        In results, where a course asks for the same thing twice.
    calls : mapping of str to str, optional
        By one of the exercise's functions, the worker's function that answers for it.
    only : sequence of str, optional
        The functions that it asks for, where it does not ask for all.
    references : sequence of callable, optional
        Right answers that go beyond ours (inputs of more shapes, say), under our names.
    also : sequence of callable, optional
        References of further functions of the worker's, for checks that are added.
    without : sequence of str
        Checks, and misconceptions, that are none there.
    meant : sequence of Meant
        Conventions that count as right there.
    hints : mapping of str to Text, optional
        By misconception, what to tell in that course's words.
    titles : mapping of str to Text, optional
        By check, what is checked, in that course's words.
    words : mapping of str to str, optional
        By our names of quantities, that course's: in all titles and hints that are not given, in what checks find,
        and in the names of misconceptions.

    Raises
    ------
    ValueError
        If `calls`, `without`, `meant`, `hints` or `titles` names what the exercise has not.
    """
    calls, hints, titles = dict(calls or {}), dict(hints or {}), dict(titles or {})
    translated = _translation(words or {})
    checks = {check.name: check for check in exercise.checks}
    mistakes = {mistake.name: mistake for mistake in exercise.misconceptions}
    right = {**exercise.references, **_named(references)}
    _require_known(exercise, [*calls, *only, *right], exercise.references, "function")
    _require_known(exercise, without, {**checks, **mistakes}, "check or misconception")
    _require_known(exercise, list(hints), mistakes, "misconception")
    _require_known(exercise, list(titles), checks, "check")
    _require_known(exercise, [m.convention for m in meant], mistakes, "misconception")
    asked = {name: f for name, f in right.items() if not only or name in only}
    contracts = {name: contract_of(f, exercise.opaque) for name, f in _named(also).items()}
    adapted = copy.copy(exercise)
    adapted.name = name or exercise.name
    adapted.builds_on = ()  # what a submission of another shape calls cannot be exchanged
    adapted.meant = tuple(meant)
    adapted.references = {**_renamed(asked, calls), **_named(also)}
    adapted.contracts = {**exercise.contracts, **contracts, **_answered_by(exercise, calls)}
    kept = [check for check in checks.values() if check.name not in without]
    still = [m for m in mistakes.values() if m.name not in without and _still(m, asked, kept)]
    adapted.replace_checks(
        [_reworded(check, titles.get(check.name), translated) for check in kept],
        [
            replace(
                _with(m, calls, hints.get(m.name) or translated(m.hint)),
                name=_translated_name(m.name, words or {}),
            )
            for m in still
        ],
    )
    return adapted


def _translation(words: Mapping[str, str]) -> Callable[[Text], Text]:
    """Return what puts a course's names for quantities in the place of ours, all at once."""
    if not words:
        return lambda text: text
    ours = re.compile(rf"(?<![\w.'])({'|'.join(map(re.escape, words))})(?!\w)")

    def translated(text: Text) -> Text:
        return Text(
            en=ours.sub(lambda found: words[found[0]], text.en),
            es=ours.sub(lambda found: words[found[0]], text.es),
        )

    return translated


def _translated_name(name: str, words: Mapping[str, str]) -> str:
    """Return a misconception's name with that course's names for quantities, where they can be part of one."""
    fitting = {ours: word for ours, word in words.items() if word.isidentifier()}
    return "_".join(fitting.get(part, part) for part in name.split("_"))


def _reworded(check: Check, title: Text | None, translated: Callable[[Text], Text]) -> Check:
    """Return a check that says what it checks, and what it finds, in another course's words."""

    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return check.run(*args, **kwargs)
        except Mismatch as mismatch:
            found = mismatch.evidence
            name = None if found.argument is None else translated(Text(en=found.argument, es="")).en
            raise Mismatch(translated(mismatch.text), replace(found, argument=name)) from mismatch

    return replace(check, text=title or translated(check.text), run=run)


def _named(functions: Sequence[Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    return {function.__name__: function for function in functions}


def _answered_by(exercise: Exercise, calls: Mapping[str, str]) -> dict[str, Contract]:
    """Return the contracts of functions that others of the worker's answer for, under both names."""
    return {
        key: replace(exercise.contracts[ours], name=theirs)
        for ours, theirs in calls.items()
        for key in (ours, theirs)
    }


def _still(misconception: Misconception, references: Mapping[str, Any], checks: Sequence[Check]) -> bool:
    """Tell whether a misconception concerns what is still asked, and is still caught."""
    caught = {check.name for check in checks}.intersection(misconception.caught_by)
    return bool(caught) and not misconception.functions.keys().isdisjoint(references)


def _with(misconception: Misconception, calls: Mapping[str, str], hint: Text) -> Misconception:
    return replace(misconception, functions=_renamed(misconception.functions, calls), hint=hint)


def _renamed(functions: Mapping[str, Callable[..., Any]], calls: Mapping[str, str]) -> dict[str, Any]:
    return {calls.get(name, name): function for name, function in functions.items()}


def _require_known(exercise: Exercise, names: Sequence[str], known: Mapping[str, Any], what: str) -> None:
    for name in names:
        if name not in known:
            raise ValueError(
                f"exercise {exercise.name} has no {what} {name!r}; it has {', '.join(known) or 'none'}"
            )
