"""Magics: harmless Python comes out, with the same lines."""

from __future__ import annotations

import ast
import time
from typing import Any

import pytest

from autograder.intake import Submission, Unreadable


def _cell(result: Submission | Unreadable) -> str:
    assert isinstance(result, Submission), result
    return result.files[0].chunks[0].source


class _Nothing:
    """What the worker's `get_ipython()` returns: every attribute and call is nothing again."""

    def __getattr__(self, name: str) -> _Nothing:
        return self

    def __call__(self, *args: object) -> _Nothing:
        return self


def _run(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"get_ipython": _Nothing()}
    exec(compile(source, "cell", "exec"), names)  # noqa: S102
    return names


MAGIC_LINES = [
    "%matplotlib inline",
    "%load_ext autoreload",
    "!pip install numpy",
    "!pip install 'a\"b",
    "!!ls",
    "%run other.py",
    "?len",
    "len?",
    "np.dot??",
    "x = !ls | grep '('",
    "%timeit f(x)",
    "%%time",
    "%cd /content/drive",
    "!echo \\\n  two \\\n  three",
    "!{cmd} $x",
    "%",
    "!",
    "?",
    "%config InlineBackend.figure_format = 'retina'",
]


@pytest.mark.parametrize("line", MAGIC_LINES)
def test_magic_lines_become_python(hand_in, notebook, line: str) -> None:
    """Alone, before code, in a block and in a `.py` file, a magic compiles and changes no line number."""
    after = 1 + line.count("\n")
    for text in (
        line,
        f"{line}\nvalue = 1\n",
        f"if True:\n    {line}\n    value = 1\n",
        f'text = """\n%d\n"""\n{line}\nvalue = (1\n  %2)',
    ):
        result = _cell(hand_in("s01.ipynb", notebook(text)))
        assert result.count("\n") == text.count("\n")
        names = _run(result)
        assert names.get("text", "\n%d\n") == "\n%d\n"
        assert "value" not in text or names["value"] == 1
        assert _cell(hand_in("s02.py", text)) == result or text.startswith("%%")
    tree = ast.parse(_cell(hand_in("s01.ipynb", notebook(f"{line}\nvalue = 1"))))
    assert tree.body[-1].lineno == after + 1


UNTOUCHED = [
    "x = 5\ny = (x\n% 3)\n",
    'doc = """\n%matplotlib inline\n!ls\nwhat?\n"""\n',
    "doc = '''\n\\'''\n!ls\n'''\n",
    "x = 5 \\\n% 3\n",
    "# what?\n# x = !ls\n",
    "s = 'x = !ls'\n",
    's = "why?"  # why?\n',
    "s = 'a\\\n%b'\n",
    "d = {\n'a': 1}\nassert d != %s\n",
    "print('%s' % 1)\nx %= 2\n",
    "def (:\n  broken ? code\n",
    's = f"{d["(" ]}"\n',
    "s = r'\\'\n",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_python_is_left_alone(hand_in, notebook, text: str) -> None:
    """What looks like a magic within a string, brackets, a comment or a joined line is none."""
    assert _cell(hand_in("s01.ipynb", notebook(text))) == text
    assert _cell(hand_in("s01.py", text)) == text


def test_a_magic_after_a_string_is_found(hand_in, notebook) -> None:
    """Strings of every kind end where Python ends them."""
    for before in (
        '"""a"""',
        "'''a\nb'''",
        '"""a\\""" """',
        "''",
        '"a\\\nb"',
        "f(\n)",
        "r'\\'' ",
        '"""""" "x" \'y\'',
        "{}[()]",
    ):
        text = f"x = {before}\n%magic\n" if "f(" not in before else f"{before}\n%magic\n"
        assert _cell(hand_in("s01.ipynb", notebook(text))) == text.replace("%magic", "# %magic")


def test_timed_code_runs(hand_in, notebook) -> None:
    """What IPython would run as Python is run."""
    assert _run(_cell(hand_in("s01.ipynb", notebook("%time x = 1 + 1"))))["x"] == 2
    for magic in (
        "%%time",
        "%%timeit -n 1",
        "%%capture out",
        "%%prun",
        "# note\n%%time",
        "\n%%capture\n%%time",
    ):
        text = f"{magic}\nx = 2"
        source = _cell(hand_in("s01.ipynb", notebook(text)))
        assert _run(source)["x"] == 2
        assert source.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "magic", ["%%bash", "%%html", "%%javascript", "%%writefile a.py", "%%latex", "%%unknown"]
)
def test_cells_that_are_not_python_are_left_out(hand_in, notebook, magic: str) -> None:
    """They become a comment of as many lines, and the student is told."""
    result = hand_in("s01.ipynb", notebook("x = 1", f"{magic}\nrm -rf /\nls"))
    source = result.files[0].chunks[1].source
    assert source.count("\n") == 2
    assert ast.parse(source).body == []
    assert "cell 2" in result.notes[0].en
    assert magic.split()[0] in result.notes[0].es


def test_ignored_magics_are_noted_once(hand_in, notebook) -> None:
    """One note for each notebook names the commands that do nothing."""
    result = hand_in("s01.ipynb", notebook("%matplotlib inline\n!pip install x", "!pip install y\nlen?"))
    assert len(result.notes) == 1
    assert "!pip, %matplotlib" in result.notes[0].en


def test_an_indented_cell_is_moved_left(hand_in, notebook) -> None:
    """As IPython does, the first line's indentation is dropped everywhere."""
    assert (
        _cell(hand_in("s01.ipynb", notebook("\n  x = 1\n  if x:\n    y = 2\nz")))
        == "\nx = 1\nif x:\n  y = 2\nz"
    )


def test_exports_are_read(hand_in) -> None:
    """Prompts are comments, and magics in an exported file are handled as in a cell."""
    text = (
        "#!/usr/bin/env python\n# coding: utf-8\n\n# In[3]:\n\n%matplotlib inline\n"
        "from __future__ import annotations\nx = 1\n"
    )
    assert _run(_cell(hand_in("s01.py", text)))["x"] == 1


def test_writefile_at_the_head_of_a_file_is_passed_over(hand_in) -> None:
    """A cell copied with its `%%writefile` is still a Python file."""
    assert _run(_cell(hand_in("s01.py", "%%writefile solution.py\nx = 1\n")))["x"] == 1


def test_colabs_commented_cells_run(hand_in) -> None:
    """Colab exports a timed cell as a comment; what the student wrote is restored."""
    text = (
        "# Commented out IPython magic to ensure Python compatibility.\n# %%time\n# def f():\n"
        "#     return 2\n# \n"
        "# x = f()\n\n# a comment\n"
        "# Commented out IPython magic to ensure Python compatibility.\n# %matplotlib inline\n# y = 1\n"
    )
    source = _cell(hand_in("s01.py", text))
    names = _run(source)
    assert names["x"] == 2
    assert "y" not in names
    assert source.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "line",
    [
        "%time x\n",
        "%time ",
        "# x = %\\\n",
        "!a\\\n",
        "x = !a\n",
        "a?\n",
        "((((\n",
        '"',
        '"""\n',
        "\\",
        "\\\n%",
        "= % ",
        "a.",
        "? ? ",
        " ",
        "'''\"\"\"",
        "%%time\n",
        "[](){}",
    ],
)
def test_hostile_cells_take_linear_time(hand_in, notebook, line: str) -> None:
    """A cell of half a megabyte is rewritten in well under a second, whatever is in it."""
    text = line * (500_000 // len(line)) + "\n%magic\nwhat?"
    start = time.perf_counter()
    result = _cell(hand_in("s01.ipynb", notebook(text)))
    assert time.perf_counter() - start < 3
    assert result.count("\n") == text.count("\n")
