"""Keeping results: each is committed to SQLite the moment it is finished, so that a killed batch loses none.

A result is kept under a key of all that it depends on (the submission's content, the course's definitions,
the seed, the version); a later run with the same key takes it from here.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import TracebackType

import msgspec

from autograder.grade.outcome import SubmissionResult
from autograder.text import Text

_SCHEMA = """
CREATE TABLE IF NOT EXISTS submission (
    student TEXT PRIMARY KEY,
    key     TEXT NOT NULL,
    result  TEXT NOT NULL,
    graded  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
)
"""


class StoreError(Exception):
    """The database cannot be used.

    Parameters
    ----------
    text : Text
        What is wrong, and what to do.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Store:
    """The results of one output folder. Use as a context manager.

    Parameters
    ----------
    path : Path
        ``results.sqlite``; made if it does not exist.

    Raises
    ------
    StoreError
        If the file is no database of ours, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._database = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(
                Text(
                    en=f"{path} cannot be used as a database of results ({error}). "
                    "Move it away, or choose another --out.",
                    es=f"{path} no se puede usar como base de resultados ({error}). "
                    "Muévelo o elige otra carpeta con --out.",
                )
            ) from error

    def get(self, student: str, key: str) -> SubmissionResult | None:
        """Return the student's result if it was made under `key`."""
        query = "SELECT result FROM submission WHERE student = ? AND key = ?"
        with closing(self._database.execute(query, (student, key))) as rows:
            row = rows.fetchone()
        if row is None:
            return None
        try:
            return msgspec.json.decode(row[0], type=SubmissionResult)
        except msgspec.MsgspecError:  # written by another version: grade it again
            return None

    def put(self, key: str, result: SubmissionResult) -> None:
        """Keep a result, at once and for good."""
        self._database.execute(
            "INSERT OR REPLACE INTO submission (student, key, result) VALUES (?, ?, ?)",
            (result.student, key, msgspec.json.encode(result).decode()),
        )

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
