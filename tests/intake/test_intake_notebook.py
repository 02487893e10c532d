"""Notebooks: cells in order, and reasons for what is none."""

from __future__ import annotations

import codecs
import json
import time

import pytest

from autograder.intake import Limits, Submission, Unreadable


def _sources(result: Submission | Unreadable) -> list[str]:
    assert isinstance(result, Submission), result
    return [chunk.source for chunk in result.files[0].chunks]


def _refused(result: Submission | Unreadable, *parts: str) -> None:
    assert isinstance(result, Unreadable)
    assert "nobody foresaw" not in result.reason.en
    for part in parts:
        assert part in result.reason.en
    assert result.reason.es != result.reason.en


def test_code_cells_are_read_in_order(hand_in) -> None:
    """Text cells are passed over, sources may be lists, and outputs and metadata do not matter."""
    cells = [
        {"cell_type": "markdown", "source": "# Tarea"},
        {
            "cell_type": "code",
            "source": ["x = 1\n", "y = 2"],
            "outputs": [{"text": "forged"}],
            "metadata": {"points": 99},
        },
        {"cell_type": "raw", "source": "raw"},
        {"cell_type": "code", "source": ""},
        {"cell_type": "code"},
        {"cell_type": "code", "source": "z = 3\r\nw = 4"},
    ]
    result = hand_in("s01.ipynb", json.dumps({"cells": cells}))
    assert _sources(result) == ["x = 1\ny = 2", "", "", "z = 3\nw = 4"]
    assert [c.label for c in result.files[0].chunks] == [f"cell {n}" for n in range(1, 5)]
    assert "forged" not in repr(result)


def test_outputs_do_not_change_the_digest(hand_in, notebook) -> None:
    """Running a notebook again is not handing in another one."""
    first = hand_in("s01.ipynb", notebook("x = 1"))
    second = hand_in("s01.ipynb", notebook("x = 1", metadata={"kernelspec": {"name": "other"}}))
    assert first == second


def test_format_3_is_read(hand_in) -> None:
    """The worksheets of old notebooks are read as cells."""
    cells = [
        {"cell_type": "code", "input": ["x = 1"], "language": "python"},
        {"cell_type": "heading", "source": "h"},
    ]
    data = {"nbformat": 3, "worksheets": [{"cells": cells}, {"cells": cells}]}
    assert _sources(hand_in("s01.ipynb", json.dumps(data))) == ["x = 1", "x = 1"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["is empty"]),
        ("  \n", ["is empty"]),
        ("hola", ["line 1"]),
        ('{\n"cells": [', ["line 2"]),
        ('{\n"cells": []}}', ["line 2"]),
        ("<!DOCTYPE html><html>", ["web page"]),
        ("[]", ["an object"]),
        ("null", ["an object"]),
        ("{}", ["$.cells", "a list of cells"]),
        ('{"cells": {}}', ["$.cells", "a list of cells"]),
        ('{"cells": null}', ["$.cells", "a list of cells"]),
        ('{"cells": [1]}', ["$.cells[0]", "an object"]),
        ('{"cells": [{"cell_type": "code", "source": 1}]}', ["$.cells[0].source", "list of texts"]),
        ('{"cells": [{"cell_type": "code", "source": [1]}]}', ["source[0]", "list of texts"]),
        ('{"cells": [{"cell_type": "code", "source": null}]}', ["source", "list of texts"]),
        ('{"cells": [{"source": "x"}]}', ["$.cells[0].cell_type", "kind of cell"]),
        ('{"worksheets": [{}]}', ["$.worksheets[0].cells"]),
        ('{"worksheets": 3}', ["$.worksheets"]),
        ('{"cells": [], "x": ' + "[" * 100_000 + "]" * 100_000 + "}", ["nested too deeply"]),
        ("[" * 1_000_000, ["an object"]),
    ],
)
def test_what_is_no_notebook_is_said_to_be(hand_in, text: str, parts: list[str]) -> None:
    """Each wrong shape is named with its place and what belongs there."""
    _refused(hand_in("s01.ipynb", text), *parts)


def test_what_pythons_json_writes_is_read(hand_in, notebook) -> None:
    """NaN in an output and half a surrogate pair are no reason to refuse a notebook."""
    text = notebook("s = '\ud83d'; t = '😀 \\\\ud800 NaN'", metadata={"loss": [float("nan"), -float("inf")]})
    assert _sources(hand_in("s01.ipynb", text)) == ["s = '\N{REPLACEMENT CHARACTER}'; t = '😀 \\\\ud800 NaN'"]


def test_nul_in_a_cell_becomes_a_character(hand_in, notebook) -> None:
    """The compiler then says on which line."""
    assert _sources(hand_in("s01.ipynb", notebook("x = 1\n\0"))) == ["x = 1\n\N{REPLACEMENT CHARACTER}"]


def test_encodings_of_notebooks(hand_in, notebook) -> None:
    """A mark, UTF-16 and Windows-1252 are read; a comment in a cell declares nothing."""
    text = notebook("PLACE").replace("PLACE", "# coding: klingon\\n# ñ")
    for data in (codecs.BOM_UTF8 + text.encode(), text.encode("utf-16"), text.encode("cp1252")):
        assert _sources(hand_in("s01.ipynb", data)) == ["# coding: klingon\n# ñ"]
    _refused(hand_in("s01.ipynb", text.encode("utf-16-le")), "UTF-16")


def test_limits_of_notebooks(hand_in, notebook) -> None:
    """A notebook may be large with outputs, but not in code or in cells."""
    big = notebook("x = 1", metadata={"picture": "A" * 5_000_000})
    assert _sources(hand_in("s01.ipynb", big)) == ["x = 1"]
    _refused(hand_in("s01.ipynb", notebook("x" * 2_000_001)), "MB of code")
    _refused(hand_in("s01.ipynb", notebook(*["x"] * 11), Limits(cells=10)), "more than 10 code cells")
    _refused(hand_in("s01.ipynb", notebook("x"), Limits(notebook_bytes=10)), "larger than")


@pytest.mark.parametrize("filler", ['"\\"', "[[],", '{"a":', "NaN ", "\\", '"a'])
def test_hostile_json_is_refused_in_time(hand_in, filler: str) -> None:
    """Nothing in a notebook takes more than linear time."""
    start = time.perf_counter()
    hand_in("s01.ipynb", '{"cells": [' + filler * (1_000_000 // len(filler)))
    assert time.perf_counter() - start < 3
