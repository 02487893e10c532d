"""Handing in submissions: what the tests of intake share."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.intake import Limits, Submission, Unreadable, read_submissions

HandIn = Callable[..., Submission | Unreadable]


@pytest.fixture
def hand_in(tmp_path: Path) -> HandIn:
    """Return a function that writes one entry into a folder of its own and returns its result."""

    def write_and_read(name: str, data: bytes | str, limits: Limits | None = None) -> Submission | Unreadable:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
        (result,), _ = read_submissions(folder, limits=limits)
        return result

    return write_and_read


@pytest.fixture
def zipped() -> Callable[[Mapping[str, bytes | str]], bytes]:
    """Return a function that packs files into an archive."""

    def pack(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    return pack


@pytest.fixture
def notebook() -> Callable[..., str]:
    """Return a function that makes a notebook of code cells."""

    def build(*sources: str | list[str], **more: Any) -> str:
        cells = [
            {"cell_type": "code", "source": s, "outputs": [], "metadata": {}, "execution_count": None}
            for s in sources
        ]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})

    return build
