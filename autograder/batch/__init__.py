"""Grading many submissions."""

from autograder.batch.job import Job
from autograder.batch.plan import grade_class
from autograder.batch.run import ClusterError, grade_batch

__all__ = ["ClusterError", "Job", "grade_batch", "grade_class"]
