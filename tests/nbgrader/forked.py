"""Commands without their imports: copies of one process that has imported nbgrader and autograder already.

nbgrader takes seconds to import, and the tests start dozens of its commands. Everything else is as from a shell: a
process of its own, with its own environment, folder and output.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn


def fork(job: Callable[[], object], output: Path) -> int:
    """Start a job in a copy of this process, with everything it says in a file; return the copy's number."""
    pid = os.fork()
    if not pid:
        _do(job, output)
    return pid


def _do(job: Callable[[], object], output: Path) -> NoReturn:
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    code = 0
    try:
        job()
    except SystemExit as end:
        code = int(bool(end.code))
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def prepare() -> None:
    """Import what the commands need."""
    for name in (
        "nbgrader.apps.nbgraderapp",
        "autograder.nbgrader",
        "autograder.cli.nbgrader",
        "autograder.cli.grade",
    ):
        importlib.import_module(name)


def run(words: Sequence[str], folder: str) -> None:
    """Run a command in a folder."""
    from nbgrader.apps.nbgraderapp import main as nbgrader

    from autograder.cli import main as autograder

    os.chdir(folder)
    sys.argv = list(words)
    {"nbgrader": nbgrader, "autograder": autograder}[words[0]]()


def _in(environment: Mapping[str, str], words: Sequence[str], folder: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = environment["PYTHONPATH"].split(os.pathsep)
    run(words, folder)


def serve() -> None:
    """Run commands as they come in, one to a line, until there are no more; answer each with its exit code."""
    prepare()
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        asked = json.loads(line)
        job = (asked["environment"], asked["words"], asked["folder"])
        pid = fork(lambda job=job: _in(*job), Path(asked["output"]))  # type: ignore[misc]
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


if __name__ == "__main__":
    serve()
