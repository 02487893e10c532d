"""The course around the grader: where it is, its assignments, its private seed."""

from autograder.course.course import (
    Course,
    CourseError,
    choose,
    definitions_digest,
    find_course,
    load_assignment,
)
from autograder.course.seed import private_seed

__all__ = [
    "Course",
    "CourseError",
    "choose",
    "definitions_digest",
    "find_course",
    "load_assignment",
    "private_seed",
]
