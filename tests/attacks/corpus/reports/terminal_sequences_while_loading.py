"""
aim: put escape sequences, overrides of the writing direction and nulls into the page and the terminal
layer: report
levels: A B C D
"""


def double(x):
    return x


raise ValueError(
    "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe\u2066\x00\ud800 \r\n=HYPERLINK(1)"
)
