"""What `nbgrader generate_assignment` hands out: skeletons as they are, and no solution."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import is_solution

from autograder.text import printable


class ClearAllButSkeletons(ClearSolutions):  # type: ignore[misc]
    """Clear what nbgrader's own `ClearSolutions` clears, but keep skeletons and the places for answers.

    nbgrader copies the files beside a notebook as they are. From a ``.py`` file among them the marked solutions are
    taken out, too; and where one has the body of a function that students are to write, nothing is handed out.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear a notebook and the files beside it."""
        wanted = {name for cell in nb.cells if is_solution(cell) for name in unwritten(cell.source)}
        converter = self.parent.parent
        folder = converter.coursedir.format_path(
            converter.coursedir.release_directory, ".", resources["nbgrader"]["assignment"]
        )
        for path in sorted(Path(folder).rglob("*.py")):
            self._clear_file(path, wanted)
        found: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return found

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear a cell, unless there is nothing in it to hide."""
        if is_solution(cell) and _hides_nothing(cell):
            return cell, resources
        found: tuple[NotebookNode, dict[str, Any]] = super().preprocess_cell(cell, resources, cell_index)
        return found

    def _clear_file(self, path: Path, wanted: set[str]) -> None:
        text = path.read_text(encoding="utf-8")
        cell = NotebookNode(cell_type="code", source=text)
        if self._replace_solution_region(cell, "python"):
            path.write_text(cell.source, encoding="utf-8")
        given_away = sorted(wanted & set(written(cell.source)))
        if given_away:
            raise NbGraderException(
                f"{path.name} would be handed out with the solution of {', '.join(given_away)} in it. "
                "Let the function raise NotImplementedError, or put its body between BEGIN SOLUTION and END SOLUTION."
            )


def _hides_nothing(cell: NotebookNode) -> bool:
    from autograder.release import ANSWER  # brings Jupytext along, which grading can do without

    if cell.cell_type == "markdown":
        return cell.source.strip() in (ANSWER.en, ANSWER.es)
    return bool(unwritten(cell.source)) and not written(cell.source)


def unwritten(source: str) -> list[str]:
    """Return the names of functions and classes that are still to be written."""
    return [name for name, node in _definitions(source) if _is_skeleton(node)]


def written(source: str) -> list[str]:
    """Return everything else that a source defines or does, by name or by line."""
    return [name for name, node in _definitions(source) if not _is_skeleton(node)]


def _definitions(source: str) -> Iterator[tuple[str, ast.stmt]]:
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        yield printable(f"line {error.lineno}"), ast.Pass()
        return
    for node in body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            yield getattr(node, "name", f"line {node.lineno}"), node


def _is_skeleton(node: ast.stmt) -> bool:
    """Tell whether a function, or every method of a class, only raises NotImplementedError."""
    if isinstance(node, ast.ClassDef):
        return all(_is_skeleton(one) for one in _without_docstring(node.body))
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    body = _without_docstring(node.body)
    return (
        len(body) == 1
        and re.fullmatch(r"raise NotImplementedError(\(.*\))?", ast.unparse(body[0]), re.DOTALL) is not None
    )


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    is_docstring = bool(body) and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return body[1:] if is_docstring else body
