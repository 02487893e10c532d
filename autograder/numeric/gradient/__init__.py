"""The numerical gradient check: is a hand-written backward the derivative of the forward it belongs to."""

from autograder.numeric.gradient.check import Resample, check_gradient
from autograder.numeric.gradient.evaluation import Array, Forward, Point
from autograder.numeric.gradient.findings import Finding
from autograder.numeric.gradient.guards import Backward
from autograder.numeric.gradient.judgement import Status
from autograder.numeric.gradient.known import require_gradient
from autograder.numeric.gradient.verdict import GradientVerdict, raise_if_failed

__all__ = [
    "Array",
    "Backward",
    "Finding",
    "Forward",
    "GradientVerdict",
    "Point",
    "Resample",
    "Status",
    "check_gradient",
    "raise_if_failed",
    "require_gradient",
]
