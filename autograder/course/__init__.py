"""The course around the grader: where it is, its assignments, its private seed."""

from autograder.course.adapters import adapter_names, load_adapter, support_files
from autograder.course.course import (
    Course,
    CourseError,
    choose,
    definitions_digest,
    find_course,
    load_assignment,
)
from autograder.course.lessons import lesson_cells
from autograder.course.seed import private_seed
from autograder.course.selection import Selection, selected

__all__ = [
    "Course",
    "CourseError",
    "Selection",
    "adapter_names",
    "choose",
    "definitions_digest",
    "find_course",
    "lesson_cells",
    "load_adapter",
    "load_assignment",
    "private_seed",
    "selected",
    "support_files",
]
