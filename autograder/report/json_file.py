"""Writing ``results.json``, the stable interface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from autograder.grade.outcome import Results
from autograder.report.files import write_atomically


def write_json(results: Results, path: Path) -> None:
    """Write results as indented JSON in UTF-8."""
    write_atomically(path, msgspec.json.format(_encoded(results), indent=1) + b"\n")


def _encoded(results: Results) -> bytes:
    try:
        return msgspec.json.encode(results)
    except UnicodeEncodeError:
        return msgspec.json.encode(_without_surrogates(msgspec.to_builtins(results)))


def _without_surrogates(value: Any) -> Any:
    """Replace lone surrogates, which UTF-8 cannot hold, everywhere in nested values."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_surrogates(item) for key, item in value.items()}
    return value
