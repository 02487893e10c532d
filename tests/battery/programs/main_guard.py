"""What is under the guard is not executed; the names of modules, files and programs can be asked."""

import os
import sys

executed = []

if __name__ == "__main__":
    executed.append(True)

HERE = os.path.dirname(os.path.abspath(__file__)) if "__file__" in globals() else "."


def program():
    assert not executed and isinstance(__name__, str) and isinstance(HERE, str)
    assert (
        isinstance(sys.argv, list)
        and isinstance(os.getcwd(), str)
        and len(sys.path) > 0
    )
    return (
        os.environ.get("HOME") is not None
        and os.environ.get("NOTHING", "x") == "x"
        and os.getenv("NOTHING") is None
    )
