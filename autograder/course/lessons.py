"""The code of an assignment's lessons: what every notebook was handed out with.

Read without Jupytext, which grading does not need.
"""

from __future__ import annotations

import ast
import re

from autograder.course.course import Course
from autograder.exercise.model import Assignment

_CODE = re.compile(r"^```python[^\n]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)


def lesson_cells(course: Course, assignment: Assignment) -> frozenset[str]:
    """Return the code cells of an assignment's lessons, in any language, that define nothing to be graded."""
    folder = course.root / course.folder / assignment.name
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("lesson.*.md"))
    cells = (match[1].strip() for text in texts for match in _CODE.finditer(text))
    graded = {name for exercise in assignment.exercises for name in exercise.references}
    return frozenset(cell for cell in cells if graded.isdisjoint(_defined(cell)))


def _defined(cell: str) -> list[str]:
    try:
        body = ast.parse(cell).body
    except SyntaxError:
        return []
    return [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
