"""A session in this very process, for trusted functions: references, misconceptions, an author's own tests."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.sandbox.calls import Absent, Answer, Call, Earlier, Handle, Raised, Returned, Unsendable
from autograder.sandbox.worker.load import or_method, problem_of
from autograder.sandbox.worker.printed import listening
from autograder.sandbox.worker.values import as_collected, as_plain, without_objects

_PLAIN = (bool, int, float, str, type(None), np.generic)


class LocalSession:
    """Answers calls with the given functions, with the same meaning of values as across processes.

    What they print goes nowhere here, too.

    Parameters
    ----------
    functions : mapping of str to callable
        What the submission defines.
    """

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._functions = functions
        self._files = frozenset(
            code.co_filename for f in functions.values() if (code := getattr(f, "__code__", None))
        )
        self._kept: list[Any] = []

    def run(self, calls: Sequence[Call]) -> list[Answer]:
        """Answer calls in order, each on fresh copies of its arguments."""
        earlier: list[Any] = []
        return [self._answer(call, earlier) for call in calls]

    def begin(self, section: str) -> None:
        """Let go of every object kept so far."""
        self._kept.clear()

    def _answer(self, call: Call, earlier: list[Any]) -> Answer:
        place = len(earlier)
        earlier.append(None)
        try:
            args = [self._argument(value, earlier) for value in call.args]
            kwargs = {name: self._argument(value, earlier) for name, value in call.kwargs.items()}
            function = self._function(call, args, earlier)
            if function is None:
                return Absent()
            with np.errstate(all="ignore"), listening(listen=True) as printed:
                result = function(*args, **kwargs)
                if not call.keep:
                    result = as_collected(result)
        except Exception as error:
            return Raised(problem_of(error, self._files))
        earlier[place] = result
        try:
            return Returned(self._result(result, call.keep), printed.count if call.listen else 0)
        except RecursionError:  # a list that holds itself
            return Returned(Unsendable(type(result).__name__))

    def _function(self, call: Call, args: list[Any], earlier: list[Any]) -> Callable[..., Any] | None:
        function: Callable[..., Any] | None = self._functions.get(call.function)
        if call.target is not None:
            function = getattr(self._argument(call.target, earlier), call.function)
        elif call.args and isinstance(call.args[0], Handle | Earlier):
            function = or_method(function, args[0], call.function)
        return function

    def _argument(self, value: Any, earlier: list[Any]) -> Any:
        if isinstance(value, Handle):
            return self._kept[value.number]
        if isinstance(value, Earlier):
            result = earlier[value.call]
            return result if value.position is None else result[value.position]
        return _copied(value)

    def _result(self, result: Any, keep: tuple[int, ...]) -> Any:
        if keep == (-1,):
            return self._keep(result)
        if keep and isinstance(result, tuple | list) and len(result) > max(keep):
            return tuple(self._keep(r) if k in keep else _crossed(r) for k, r in enumerate(result))
        return _crossed(result)

    def _keep(self, value: Any) -> Handle:
        self._kept.append(value)
        return Handle(len(self._kept) - 1)


def _copied(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple):
        return type(value)(_copied(item) for item in value)
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return copy.deepcopy(value) if isinstance(value, np.random.Generator) else value


def _crossed(value: Any) -> Any:
    """Return what the grader would receive if `value` had crossed a process boundary."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        return _crossed(without_objects(value))
    if isinstance(value, np.ndarray):
        return np.array(value)
    value = as_plain(value)
    if isinstance(value, list | tuple):
        return type(value)(_crossed(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _crossed(item) for key, item in value.items()}
    return Unsendable(type(value).__name__)
