r"""IPython's additions to Python, made harmless: `%matplotlib inline`, `!pip install x`, `np.dot?`, `%%time`.

The text that comes out has the same lines. Most magics become comments; where a value is assigned
(`files = !ls`) it comes from `get_ipython()`, which the worker defines as an object that does nothing.
What IPython would have run as Python (after `%time`, below `%%time`) still runs.

The rewriting is done here and not by IPython because IPython reads a cell again for each magic in it (a
hostile cell takes minutes), turns a cell magic's body into a string on one line, and is not installed on
a student's machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.intake.statements import Reader

#: Most source has none of these, and is not looked at further.
_PERHAPS = re.compile(r"^[ \t]*[%!?]|\?[ \t;]*$|=[ \t]*[%!]", re.MULTILINE)
_COLAB = "# Commented out IPython magic to ensure Python compatibility."

_CELL_MAGIC = re.compile(r"%%(\w+)")
#: Cell magics whose body is Python that shares the notebook's names.
_RUNS_BODY = frozenset({"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "debug", "snakeviz"})

_ESCAPED = re.compile(r"[ \t]*[%!?].*")
#: Runs its statement where it stands; another magic in that place is left alone.
_TIMED = re.compile(r"%time[ \t]+(?:--no-raise-error[ \t]+)?([^\s%!?].*)")
#: Neither quotes nor brackets before the sign: it is not inside a string, a comment or a call.
_ASSIGNED = re.compile(r"([^=%!?'\"#(){}<>]*=)[ \t]*([%!])(.*)")
_ASKED = re.compile(r"[ \t]*[^\W\d][\w.*\[\]]*\?\??[ \t;]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Source without magics.

    Parameters
    ----------
    source : str
        Python, or what would be Python but for the student's own mistakes.
    ignored : tuple of str
        The magics that do nothing now, as written: "%matplotlib", "!pip".
    left_out : str
        The cell magic because of which the whole cell was left out, such as "%%bash", or "".
    """

    source: str
    ignored: tuple[str, ...] = ()
    left_out: str = ""


def plain_cell(source: str) -> Plain:
    """Return a notebook cell as plain Python with the same lines."""
    source = _unindented(source)
    if not _PERHAPS.search(source):
        return Plain(source=source)
    if magic := _foreign(source):
        return Plain(source=f"# {magic}: not Python, left out" + "\n" * source.count("\n"), left_out=magic)
    return _plain(source)


def plain_file(source: str) -> Plain:
    """Return a `.py` file, perhaps exported from a notebook, as plain Python with the same lines."""
    if _COLAB in source:
        source = "\n".join(_uncommented(source.split("\n")))
    return _plain(source) if _PERHAPS.search(source) else Plain(source=source)


def _foreign(source: str) -> str:
    """Return the cell magic that makes a cell something other than Python, or ""."""
    for line in source.split("\n"):
        magic = _CELL_MAGIC.match(line)
        if magic and magic[1] not in _RUNS_BODY:
            return magic.group()
        if not magic and line.strip() and not line.lstrip().startswith("#"):
            break
    return ""


def _plain(source: str) -> Plain:
    ignored: dict[str, None] = {}
    lines = "\n".join(_rewritten(source.split("\n"), ignored))
    return Plain(source=lines, ignored=tuple(ignored))


def _rewritten(lines: list[str], ignored: dict[str, None]) -> Iterator[str]:
    """Yield as many lines as there are, magics replaced and remembered."""
    reader, number = Reader(), 0
    while number < len(lines):
        end = number + 1
        line = lines[number]
        if reader.at_statement and _is_magic(line):
            while lines[end - 1].endswith("\\") and end < len(lines):
                end += 1
            line = _python(" ".join(part.removesuffix("\\") for part in lines[number:end]), ignored)
        reader.read(line)
        yield line
        yield from [""] * (end - number - 1)
        number = end


def _is_magic(line: str) -> bool:
    return bool(
        _PERHAPS.search(line)
        and (_ESCAPED.fullmatch(line) or _ASSIGNED.fullmatch(line) or _ASKED.fullmatch(line))
    )


def _python(line: str, ignored: dict[str, None]) -> str:
    """Return the Python for one magic statement."""
    if assigned := _ASSIGNED.fullmatch(line):
        target, sign, rest = assigned.groups()
        ignored[_named(sign, rest)] = None
        return f"{target} {_value(sign, rest.strip())}"
    text = line.lstrip(" \t")
    indent = line[: len(line) - len(text)]
    if timed := _TIMED.fullmatch(text):
        return indent + timed[1]
    if not _harmless(text):
        ignored[_named(text[0], text[1:])] = None
    # A comment, since even a call could not stand before `from __future__ import`; a block needs a statement.
    return f"{indent}pass  # {text}" if indent else f"# {text}"


def _value(sign: str, rest: str) -> str:
    """Return the call that IPython assigns from."""
    if sign == "!":
        return f"get_ipython().getoutput({rest!r})"
    magic, _, arguments = rest.partition(" ")
    return f"get_ipython().run_line_magic({magic!r}, {arguments!r})"


def _harmless(text: str) -> bool:
    """Tell whether leaving this out changes nothing worth a note: a timing, or a question."""
    magic = _CELL_MAGIC.match(text)
    return text.endswith("?") or text.startswith("?") or bool(magic and magic[1] in _RUNS_BODY)


def _named(sign: str, rest: str) -> str:
    return sign + (rest.split(maxsplit=1) or [""])[0]


def _unindented(source: str) -> str:
    """Drop the first line's indentation everywhere, as IPython does for a cell indented as a whole."""
    first = next((line for line in source.split("\n") if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    if not indent:
        return source
    return "\n".join(line.removeprefix(indent) for line in source.split("\n"))


def _uncommented(lines: list[str]) -> Iterator[str]:
    """Undo Colab's export, which comments out the whole of a cell that begins with a cell magic."""
    inside = announced = False
    for line in lines:
        magic = _CELL_MAGIC.match(line.removeprefix("# ")) if announced else None
        inside = line.startswith("#") and (inside or bool(magic and magic[1] in _RUNS_BODY))
        announced = line == _COLAB
        yield line.removeprefix("#").removeprefix(" ") if inside else line
