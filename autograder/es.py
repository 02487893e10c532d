"""Para cuadernos en español: ``from autograder.es import check``."""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from typing import Any

from autograder.practice import Checked
from autograder.practice import check as _check


@functools.wraps(_check)
def check(*exercises: str, functions: Mapping[str, Any] | None = None) -> Checked:
    """Revisa tus funciones con las respuestas grabadas; los mensajes salen en español."""
    here = functions if functions is not None else sys._getframe(1).f_globals
    return _check(*exercises, lang="es", functions=here)


__all__ = ["check"]
