"""Autograder and exercises for deep learning from scratch in NumPy.

What an author of exercises needs is here; what runs them is behind the command ``autograder``.
"""

from autograder.exercise.adapter import Adapter, adapt
from autograder.exercise.gradients import gradient_agrees, loss_gradient_agrees, slopes_agree
from autograder.exercise.inputs import choice, generator, integers, made, normal, scalar, size, uniform
from autograder.exercise.model import Assignment, Exercise, Meant
from autograder.exercise.requirements import fail, require
from autograder.numeric.compare import close, shape_text
from autograder.numeric.distribution import Normal, Uniform, drawn_from, mask_drawn
from autograder.numeric.formula import formula
from autograder.practice import check
from autograder.text import Text

__version__ = "0.1.0"

__all__ = [
    "Adapter",
    "Assignment",
    "Exercise",
    "Meant",
    "Normal",
    "Text",
    "Uniform",
    "adapt",
    "check",
    "choice",
    "close",
    "drawn_from",
    "fail",
    "formula",
    "generator",
    "gradient_agrees",
    "integers",
    "loss_gradient_agrees",
    "made",
    "mask_drawn",
    "normal",
    "require",
    "scalar",
    "shape_text",
    "size",
    "slopes_agree",
    "uniform",
]
