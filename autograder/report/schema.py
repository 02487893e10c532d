"""The JSON Schema of ``results.json``, and the file in which it is shipped.

After a change of the results: ``python -c "from autograder.report.schema import renew; renew()"``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from autograder.grade.outcome import Results
from autograder.report.files import write_atomically

#: The schema as it is shipped.
SCHEMA_FILE = Path(__file__).with_name("results.schema.json")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of graded results."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of grading a class with Gradiente",
        **msgspec.json.schema(Results),
    }


def schema_text() -> str:
    """Return the content of the schema file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def renew() -> None:
    """Write the schema file anew."""
    write_atomically(SCHEMA_FILE, schema_text().encode())
