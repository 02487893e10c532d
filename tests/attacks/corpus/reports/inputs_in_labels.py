"""
aim: read hidden inputs in the file and the line where an exception is said to come from
layer: report
levels: A B C D
"""


def double(x):
    exec(
        compile(
            "\n" * int(abs(x[0, 0]) * 1e5) + "raise ValueError",
            f"INPUT {x.tolist()}",
            "exec",
        )
    )


def unit(x):
    exec(
        compile("\n" * int(abs(x[0]) * 1e5) + "raise ValueError", "mallory.py", "exec")
    )
