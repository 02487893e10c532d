"""What students hand in: honest work, and each of nbgrader's traps."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

RIGHT = {"double": "def double(x):\n    return x + x\n", "negate": "def negate(x):\n    return -x\n"}
WRONG = {"double": "def double(x):\n    return x * x\n", "negate": "def negate(x):\n    return +x\n"}

Change = Callable[[NotebookNode, Path, Path], None]
SUBMISSIONS: dict[str, Change] = {}


def submission(change: Change) -> Change:
    """Keep a change to the released assignment under the student's name."""
    SUBMISSIONS[change.__name__] = change
    return change


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return a cell by nbgrader's name of it."""
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def write(notebook: NotebookNode, sources: dict[str, str], before: str = "") -> None:
    """Write solutions where they belong."""
    for name, source in sources.items():
        cell(notebook, f"{name}-solution").source = before + source


@submission
def ana(notebook: NotebookNode, to: Path, course: Path) -> None:
    """All right, and the question answered."""
    write(notebook, RIGHT)
    answer = cell(notebook, "answer-why")
    answer.source = "Because it is: ![so](attachment:so.png)"
    answer["attachments"] = {"so.png": {"image/png": "iVBORw0KGgo="}}


@submission
def wrong(notebook: NotebookNode, to: Path, course: Path) -> None:
    """A known mistake: one check of two is passed, and the other exercise is right."""
    write(notebook, {**RIGHT, "double": WRONG["double"]})


@submission
def untouched(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Nothing was written."""


@submission
def late(notebook: NotebookNode, to: Path, course: Path) -> None:
    """All right, but late."""
    write(notebook, RIGHT)
    (to / "timestamp.txt").write_text("2031-01-01 00:00:00 UTC", encoding="utf-8")


@submission
def in_a_module(notebook: NotebookNode, to: Path, course: Path) -> None:
    """The notebook is untouched; the solutions are in the ``.py`` file."""
    source = "\n".join(RIGHT.values())
    (to / "a1_double_en.py").write_text(source, encoding="utf-8")


@submission
def zero(notebook: NotebookNode, to: Path, course: Path) -> None:
    """The tests' values are numbers that nbgrader takes for full marks."""
    write(notebook, WRONG)
    cell(notebook, "double").source = "import numpy as np\nnp.float64(0.0)"
    cell(notebook, "negate").source = "False"


@submission
def not_a_number(notebook: NotebookNode, to: Path, course: Path) -> None:
    """The same, with others."""
    write(notebook, WRONG)
    cell(notebook, "double").source = "float('nan')"
    cell(notebook, "negate").source = "-3"


@submission
def too_many(notebook: NotebookNode, to: Path, course: Path) -> None:
    """More points than there are, by value and by metadata."""
    write(notebook, {**RIGHT, "double": WRONG["double"]}, "check = lambda *names: 1000\n")
    for name in RIGHT:
        cell(notebook, name).metadata["nbgrader"]["points"] = 1000
        cell(notebook, name).source = "1000"


@submission
def noisy(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Right, with warnings and errors printed and a cell that raises."""
    noise = "import sys, warnings\nwarnings.warn('careful')\nprint('error', file=sys.stderr)\n"
    write(notebook, RIGHT, noise)
    notebook.cells.append(new_code_cell("1 / 0"))


@submission
def deleted(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Right, but the tests, the question and a solution's cell were deleted and written anew."""
    names = ("double", "negate", "answer-why", "double-solution")
    write(notebook, RIGHT)
    gone = [cell(notebook, name) for name in names]
    notebook.cells = [c for c in notebook.cells if c not in gone]
    notebook.cells.insert(0, new_code_cell(RIGHT["double"]))


@submission
def duplicated(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Right, and every cell is there twice, the answer in the first copy."""
    write(notebook, RIGHT)
    again = copy.deepcopy(notebook.cells)
    cell(notebook, "answer-why").source = "Because."
    for place, one in enumerate(again):
        one["id"] = f"again-{place}"
    notebook.cells += again


@submission
def edited(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Right, with metadata that nbgrader stumbles over."""
    write(notebook, RIGHT)
    double, negate = cell(notebook, "double"), cell(notebook, "negate")
    double.metadata["nbgrader"].update(solution=True, grade=False, points="many")
    double.cell_type = "markdown"
    double.pop("outputs", None)
    double.pop("execution_count", None)
    del negate.metadata["nbgrader"]["grade_id"]
    cell(notebook, "answer-why").metadata["nbgrader"]["solution"] = False
    notebook.cells.append(new_code_cell("", metadata={"nbgrader": {"grade_id": "mine", "grade": True}}))
    notebook.metadata["language_info"] = {"name": "klingon"}


@submission
def schemas(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Right, with nbgrader's metadata in versions of long ago and of the future, and names that are none."""
    write(notebook, RIGHT)
    for place, one in enumerate(c for c in notebook.cells if "nbgrader" in c.metadata):
        one.metadata["nbgrader"]["schema_version"] = (1, 99, "x", None)[place % 4]
    cell(notebook, "double").metadata["nbgrader"]["checksum"] = "0"
    notebook.cells.append(new_code_cell("", metadata={"nbgrader": {"grade_id": ["double"], "points": -5}}))
    notebook.cells.append(new_code_cell("", metadata={"nbgrader": {"grade_id": "answer-why", "points": 9}}))


@submission
def crowded(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Wrong, under many cells, each with much below it."""
    write(notebook, {**RIGHT, "double": WRONG["double"]})
    notebook.metadata["widgets"] = {"state": {str(k): {"value": "x" * 100} for k in range(1000)}}
    for place in range(200):
        shown = [{"output_type": "stream", "name": "stdout", "text": "full marks " * 500}]
        notebook.cells.append(new_code_cell(f"{place}", outputs=shown))
    cell(notebook, "double").outputs = [
        {"output_type": "execute_result", "data": {"text/plain": "5.0"}, "metadata": {}, "execution_count": 1}
    ]


@submission
def scripted(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Wrong, with text that would give points itself in the browser of who reads it."""
    write(notebook, WRONG)
    script = "<script>ACT()</script> and <img src=x onerror='ACT()'> if *a* < b"
    cell(notebook, "answer-why").source = script
    for link in (
        "[x](javascript:ACT())",
        "[x](java&#115;cript\\:ACT())",
        "[x]\n\n[x]: JavaScript:ACT()",
        "<javascript:ACT()>",
    ):
        notebook.cells.append(new_markdown_cell(link))
    image = {"x.svg": {"image/svg+xml": "<svg onload='ACT()'/>"}}
    notebook.cells.append(new_markdown_cell("![x](attachment:x.svg)" + script, attachments=image))
    notebook.cells.append(new_raw_cell(script, metadata={"raw_mimetype": "text/html"}))


@submission
def hooks(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Wrong, with whatever IPython lets a cell do to what is shown and executed."""
    tricks = (
        "import sys, builtins\n"
        "sys.displayhook = lambda value: print(5.0)\n"
        "shell = get_ipython()\n"
        "shell.input_transformers_cleanup.append(lambda lines: ['5.0'])\n"
        "shell.ast_transformers.append(None)\n"
        "shell.display_formatter.formatters = {}\n"
        "import autograder\n"
        "autograder.check = lambda *names: 5.0\n"
        "builtins.float = lambda *a: 5.0\n"
    )
    write(notebook, WRONG, tricks)


@submission
def spy(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Right only if it can read what is none of its business; it tries to write there, too."""
    places = [
        course / "gradebook.db",
        course / "source" / "a1_double" / "a1_double_en.ipynb",
        course / "submitted" / "ana" / "a1_double" / "a1_double_en.ipynb",
        course.parent / "assignments" / "a1_double" / "__init__.py",
        course.parent / ".autograder" / "seed",
        course / "nbgrader_config.py",
    ]
    source = (
        f"PLACES = {[str(place) for place in places]!r}\n"
        "READ = []\n"
        "for place in PLACES:\n"
        "    try:\n        READ.append(open(place, 'rb').read())\n    except OSError:\n        pass\n"
        "    for mode in ('ab', 'r+b'):\n"
        "        try:\n            open(place, mode).write(b'SPY')\n        except OSError:\n            pass\n"
        f"try:\n    open({str(course / 'submitted' / 'ana' / 'spy.txt')!r}, 'w').close()\n"
        "except OSError:\n    pass\n"
        "def double(x):\n    return 2 * x if READ else x * x\n"
        "def negate(x):\n    return -x if READ else x\n"
    )
    cell(notebook, "double-solution").source = source
    cell(notebook, "negate-solution").source = ""


@submission
def leaker(notebook: NotebookNode, to: Path, course: Path) -> None:
    """Wants hidden inputs in its feedback, and markup in the instructor's page."""
    write(
        notebook,
        {
            "double": "def double(x):\n    print('LE' 'AK', x)\n    raise ValueError('LE' 'AK: %r' % x.tolist())\n",
            "negate": "def negate(x):\n    import sys\n    sys.stderr.write('LE' 'AK')\n    return 'LE' 'AK'\n",
        },
    )
    notebook.cells.append(new_code_cell("raise ValueError('<img src=x one' 'rror=alert(1)>')"))
