"""Grading in nbgrader: the classes that a course's ``nbgrader_config.py`` names.

nbgrader hands out, collects and keeps the grades; these stand where it would execute a submission in a kernel and
read scores from what the submission printed.
"""

from autograder.nbgrader.cells import MendCells
from autograder.nbgrader.collect import CollectPlainFiles
from autograder.nbgrader.grading import ConfinedGrade
from autograder.nbgrader.release import ClearAllButSkeletons
from autograder.nbgrader.scores import SaveScores

__all__ = ["ClearAllButSkeletons", "CollectPlainFiles", "ConfinedGrade", "MendCells", "SaveScores"]
