"""What grading in nbgrader costs for each notebook, against nbgrader's own way, in one run.

The same notebooks, with the sample class's work in them, are autograded twice: once with nbgrader's `Execute` and
`SaveAutoGrades`, once with Gradiente in their place. The first notebook of each is left out: it pays for the imports
and for the zygote. The lesson's own cells, its trainings and figures, are taken out of the notebooks unless
``--lesson`` is given: nbgrader executes them in every submission, which takes it ten times as long.
"""

from __future__ import annotations

import argparse
import ast
import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

_STEPS = {"own": ("Execute", "SaveAutoGrades"), "Gradiente": ("ConfinedGrade", "SaveScores")}
_ASSIGNMENT = "a1_backprop"


def make_course(folder: Path, count: int, *, lesson: bool = False) -> None:
    """Make a course with so many submissions: the released notebook, with what students write in it."""
    import nbformat

    from autograder.cli.nbgrader import InitOptions, init

    root = Path(__file__).parents[1]
    init(
        InitOptions(
            folder=folder,
            assignments=(_ASSIGNMENT,),
            notebooks=("en",),
            course_id="bench",
            force=False,
            language="en",
            course=root,
        )
    )
    _api(folder, {}).generate_assignment(_ASSIGNMENT)
    for number, work in enumerate(_works(root)[:count]):
        to = folder / "submitted" / f"s{number:02}" / _ASSIGNMENT
        shutil.copytree(folder / "release" / _ASSIGNMENT, to)
        path = to / f"{_ASSIGNMENT}_en.ipynb"
        notebook = nbformat.read(path, 4)
        if not lesson:
            notebook.cells = [cell for cell in notebook.cells if not _is_the_lessons(cell)]
        written = {getattr(node, "name", "") for node in ast.parse(work).body}
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "").removesuffix("-solution")
            if cell.cell_type == "code" and "raise NotImplementedError" in cell.source and name in written:
                cell.source = ""
        notebook.cells.insert(0, nbformat.v4.new_code_cell(work))
        nbformat.write(notebook, path)


def _is_the_lessons(cell: Any) -> bool:
    """Tell whether a cell is neither to be written in, nor graded, nor imports `check`."""
    return cell.cell_type == "code" and "nbgrader" not in cell.metadata and "import check" not in cell.source


def _works(root: Path) -> list[str]:
    """Return the sample class's modules that are Python and use the screen, the disk and the clock as others do."""
    found = []
    for path in sorted((root / "examples" / "sample_class" / "submissions").glob("*.py")):
        try:
            source = path.read_text(encoding="utf-8")
            ast.parse(source)
        except (SyntaxError, ValueError):
            continue
        if not any(word in source for word in ("while True", "os._exit", "sleep", "sys.exit")):
            found.append(source)
    return found


def _api(folder: Path, changes: dict[str, Any]) -> Any:
    from nbgrader.apps import NbGrader
    from nbgrader.apps.api import NbGraderAPI

    os.chdir(folder)
    NbGrader.clear_instance()
    app = NbGrader()
    app.initialize([])
    app.log.setLevel(logging.ERROR)
    app.config.update(changes)
    return NbGraderAPI(config=app.config)


def stock(config: Any) -> None:
    """Put nbgrader's own steps in."""
    from nbgrader.converters import Autograde

    for name in ("sanitize_preprocessors", "autograde_preprocessors"):
        config.Autograde[name] = [*getattr(Autograde, name).default_args[0]]


def prepared(folder: Path, names: tuple[str, str], *, own: bool) -> tuple[Any, list[float]]:
    """Return nbgrader's API with these steps, and where the seconds are added up that they take."""
    import nbgrader.preprocessors as theirs

    import autograder.nbgrader as ours

    api = _api(folder, {})
    if own:
        stock(api.config)
    spent = [0.0]
    for cls in (getattr(theirs if own else ours, name) for name in names):
        cls.preprocess = _timing(cls.preprocess, spent)
    return api, spent


def autograde(api: Any, spent: list[float], student: str) -> tuple[float, float]:
    """Return the seconds of one notebook: all of `nbgrader autograde`, and executing and scoring alone."""
    spent[0], start = 0.0, time.perf_counter()
    result = api.autograde(_ASSIGNMENT, student, force=True)
    if not result["success"]:
        raise SystemExit(result)
    print(".", end="", flush=True, file=sys.stderr)
    return time.perf_counter() - start, spent[0]


def _timing(original: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def preprocess(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            spent[0] += time.perf_counter() - start

    return preprocess


def main() -> None:
    """Print both costs, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebooks", type=int, default=30)
    parser.add_argument("--lesson", action="store_true", help="leave the lesson's own cells in")
    asked = parser.parse_args()
    count = asked.notebooks
    warnings.simplefilter("ignore")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "bench"
        make_course(folder, count + 1, lesson=asked.lesson)
        students = [f"s{number:02}" for number in range(count + 1)]
        ways = {name: prepared(folder, steps, own=name == "own") for name, steps in _STEPS.items()}
        costs: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for student in students:  # by turns: a busy machine is busy for both
            for name, (api, spent) in ways.items():
                costs[name].append(autograde(api, spent, student))
        medians = {
            name: tuple(statistics.median(cost[k] for cost in found[1:]) for k in (0, 1))
            for name, found in costs.items()
        }
        for path in Path(made).rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
    print(f"\n{count} notebooks of {_ASSIGNMENT}, median of each")
    print(f"{'':12}{'whole':>12}{'execute, score':>18}")
    for name, (whole_s, inner_s) in medians.items():
        print(f"{name:12}{1000 * whole_s:9.0f} ms{1000 * inner_s:15.1f} ms")
    ratios = [medians["Gradiente"][k] / medians["own"][k] for k in (0, 1)]
    print(f"{'ratio':12}{ratios[0]:12.2f}{ratios[1]:18.3f}   (aims: at most 0.33 and 0.10)")


if __name__ == "__main__":
    main()
