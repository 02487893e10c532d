"""
aim: put links and formulas into whatever shows the text of an exception
layer: report
levels: A B C D
"""


def double(x):
    return x


raise ValueError(
    "=cmd|'/c calc'!A1\n[passed](javascript:alert(1)) ![x](https://example.org/x.png) | **3/3** |"
)
