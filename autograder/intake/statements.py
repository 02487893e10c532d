"""Where Python statements begin, line by line.

Python's own tokenizer and IPython's rewriting read a text again for every magic in it, which a hostile
cell turns into minutes; and a magic is no Python, so the tokenizer stumbles over it. This reads each
line once and knows only strings, comments, brackets and backslashes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"""
      \#.*                                      # a comment, to the end of the line
    | (?P<long>\"{3}|'{3})                      # a triple quote
    | "(?:[^"\\]++|\\.)*+(?P<d>"|\\$|$)         # a string, perhaps continued by a backslash
    | '(?:[^'\\]++|\\.)*+(?P<s>'|\\$|$)
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    | (?P<joined>\\$)                           # a backslash that joins the next line
    """,
    re.VERBOSE,
)
#: The rest of a string that began on an earlier line, by its quote.
_REST = {
    '"""': re.compile(r'(?:[^"\\]++|\\.?|"(?!""))*+"""'),
    "'''": re.compile(r"(?:[^'\\]++|\\.?|'(?!''))*+'''"),
    '"': re.compile(r'(?:[^"\\]++|\\.)*+(?:"|(?P<more>\\)?$)'),
    "'": re.compile(r"(?:[^'\\]++|\\.)*+(?:'|(?P<more>\\)?$)"),
}


@dataclass(slots=True)
class Reader:
    """What is still open after the lines read so far."""

    quote: str = ""
    depth: int = 0
    joined: bool = False

    @property
    def at_statement(self) -> bool:
        """Whether the next line begins a statement."""
        return not (self.quote or self.depth or self.joined)

    def read(self, line: str) -> None:
        """Take in one line of Python, without its line feed."""
        self.joined = False
        position = self._finish_string(line, 0) if self.quote else 0
        while not self.quote and (piece := _PIECE.search(line, position)):
            position = self._take(piece, line)

    def _take(self, piece: re.Match[str], line: str) -> int:
        if piece["long"]:
            self.quote = piece["long"]
            return self._finish_string(line, piece.end())
        if piece["d"] == "\\" or piece["s"] == "\\":
            self.quote = piece.group()[0]
        self.depth = max(0, self.depth + bool(piece["open"]) - bool(piece["close"]))
        self.joined = piece["joined"] is not None
        return piece.end()

    def _finish_string(self, line: str, position: int) -> int:
        """Return where the open string ends; it stays open if it does not end on this line."""
        rest = _REST[self.quote].match(line, position)
        if rest is None:
            return len(line)
        if not rest.groupdict().get("more"):
            self.quote = ""
        return rest.end()
