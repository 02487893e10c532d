"""Making a submitted notebook what nbgrader takes it for: its cells as they were released, each there once.

nbgrader believes a submission's metadata in part: a cell whose kind was changed, a copy of a test, or one without a
name costs the student every point or the instructor an exception. What was released stands in the gradebook; so
every cell gets its metadata from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader.harmless import harmless, pictures

_MAKE = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
_SCHEMA = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A cell as it was released.

    Parameters
    ----------
    kind : str
        "code" or "markdown".
    source : str
    metadata : dict
        What nbgrader keeps about it.
    """

    kind: str
    source: str
    metadata: dict[str, Any]

    @property
    def locked(self) -> bool:
        """Whether students were not to change it."""
        return bool(self.metadata["locked"])

    @property
    def counts(self) -> bool:
        """Whether points depend on it."""
        return bool(self.metadata["grade"] or self.metadata["task"])

    def cell(self) -> NotebookNode:
        """Return it anew."""
        return self.restored(NotebookNode(source=self.source))

    def restored(self, cell: NotebookNode) -> NotebookNode:
        """Return the cell with what a student made of it, as far as that was theirs to change."""
        same = self.locked or _source(cell) == self.source
        made = _MAKE[self.kind](self.source) if same else _written(self.kind, cell)
        kept = {k: v for k, v in cell.get("metadata", {}).items() if k in ("deletable", "editable")}
        made.metadata.update(kept, nbgrader=dict(self.metadata))
        return made


class MendCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Give every cell of a submitted notebook the metadata it was released with.

    A test that was deleted is put back, a copy of one becomes a plain cell, and what was locked is as it was.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Mend a notebook."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            released = released_cells(gradebook.find_notebook(about["notebook"], about["assignment"]))
        nb.cells = mended(list(nb.cells), released)
        nb.metadata = NotebookNode(language_info=NotebookNode(name="python"))
        return nb, resources


def released_cells(notebook: Any) -> dict[str, Released]:
    """Return the cells that nbgrader knows of a notebook in its gradebook, by name."""
    graded, to_do = notebook.grade_cells, notebook.task_cells
    points = {cell.name: cell.max_score for cell in (*graded, *to_do)}
    grades, tasks = {cell.name for cell in graded}, {cell.name for cell in to_do}
    solutions = {cell.name for cell in notebook.solution_cells}
    found = {}
    for cell in notebook.source_cells:
        metadata = {
            "grade_id": cell.name,
            "grade": cell.name in grades,
            "solution": cell.name in solutions,
            "task": cell.name in tasks,
            "locked": cell.locked,
            "checksum": cell.checksum,
            "cell_type": cell.cell_type,
            "schema_version": _SCHEMA,
        }
        if cell.name in points:
            metadata["points"] = points[cell.name]
        found[cell.name] = Released(kind=cell.cell_type, source=cell.source, metadata=metadata)
    return found


def mended(cells: list[NotebookNode], released: dict[str, Released]) -> list[NotebookNode]:
    """Return the cells with the metadata they were released with, and those that points depend on all there."""
    chosen = _chosen(cells, released)
    made = []
    for place, cell in enumerate(cells):
        name = _name(cell)
        if name in released and chosen[name] == place:
            made.append(released[name].restored(cell))
        else:
            made.append(_plain(cell))
    for name, original in released.items():
        if name not in chosen and original.counts:
            made.insert(_place_for(name, made), original.cell())
    return made


def _chosen(cells: list[NotebookNode], released: dict[str, Released]) -> dict[str, int]:
    """Return which cell stands for each released one: of several copies the last that was written in."""
    chosen: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _name(cell)
        if name not in released:
            continue
        untouched = _source(cell) == released[name].source
        if name not in chosen or not untouched or released[name].locked:
            chosen[name] = place
    return chosen


def _place_for(name: str, cells: list[NotebookNode]) -> int:
    """Return where a missing cell goes: after the cell for its solution, or at the end."""
    for place, cell in enumerate(cells):
        if _name(cell) == f"{name}-solution":
            return place + 1
    return len(cells)


def _plain(cell: NotebookNode) -> NotebookNode:
    """Return a cell of the student's own, with nothing in it that nbgrader or a page would take for its own."""
    kind = str(cell.get("cell_type"))
    return _written(kind if kind in _MAKE else "raw", cell)


def _written(kind: str, cell: NotebookNode) -> NotebookNode:
    """Return what a student wrote as a new cell of this kind, with the pictures in it."""
    attached = pictures(cell.get("attachments")) if kind == "markdown" else {}
    made = _MAKE[kind](harmless(kind, _source(cell), attached))
    if attached:
        made["attachments"] = attached
    return made


def _name(cell: NotebookNode) -> str:
    """Return the name that a cell claims."""
    metadata = cell.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else ""


def _source(cell: NotebookNode) -> str:
    source = cell.get("source", "")
    return (
        source if isinstance(source, str) else "".join(map(str, source)) if isinstance(source, list) else ""
    )
