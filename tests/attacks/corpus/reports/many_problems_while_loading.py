"""
aim: make the page enormous by two thousand exceptions
layer: report
levels: A B C D
"""


def build(folder, places):
    failures = "\n".join(
        f"raise ValueError('{k:04}' + 'x' * 900)" for k in range(2_000)
    )
    (folder / "mallory.py").write_text(
        "def double(x):\n    return x\n\n\n" + failures + "\n"
    )
