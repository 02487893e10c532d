"""``results.json`` is complete, valid, and never half written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from report_samples import HOSTILE, hostile_class, sample_class

from autograder.grade.outcome import Results
from autograder.report import json_schema, write_json
from autograder.report.files import write_atomically
from autograder.report.schema import SCHEMA_FILE, schema_text


@pytest.mark.parametrize("results", [sample_class(), hostile_class(*HOSTILE), hostile_class()])
def test_what_is_read_back_is_what_was_written(results: Results, tmp_path: Path) -> None:
    """Nothing is lost or changed on the way, whatever the texts contain."""
    write_json(results, tmp_path / "results.json")
    written = (tmp_path / "results.json").read_bytes()
    assert msgspec.json.decode(written, type=Results) == results
    jsonschema.validate(json.loads(written), json_schema())


def test_text_is_readable_and_indented(tmp_path: Path) -> None:
    """People may look at the file: one field on a line, and accents as they are."""
    write_json(sample_class(), tmp_path / "results.json")
    lines = (tmp_path / "results.json").read_text(encoding="utf-8").splitlines()
    assert lines[1] == ' "assignment": "a3_normalization",'
    assert any("María Fernanda Núñez Echeverría" in line for line in lines)


def test_a_lone_surrogate_is_replaced(tmp_path: Path) -> None:
    """UTF-8 cannot hold half a character; the rest of the results still can be written."""
    write_json(hostile_class("a\ud800b"), tmp_path / "results.json")
    assert json.loads((tmp_path / "results.json").read_bytes())["submissions"][0]["student"] == "a?b"


def test_the_schema_file_is_current() -> None:
    """The shipped schema is the one of the code; ``autograder.report.schema.renew`` writes it anew."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema_and_refuses_other_things() -> None:
    """It is valid JSON Schema, and results with a wrong status are not valid results."""
    jsonschema.Draft202012Validator.check_schema(json_schema())
    content: Any = msgspec.to_builtins(sample_class())
    content["submissions"][0]["status"] = "perfect"
    with pytest.raises(jsonschema.ValidationError, match="perfect"):
        jsonschema.validate(content, json_schema())


def test_a_failed_write_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or a lost connection never destroys what was there, and leaves no rubbish."""
    (tmp_path / "a.txt").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        write_atomically(tmp_path / "a.txt", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.txt", b"old")]
