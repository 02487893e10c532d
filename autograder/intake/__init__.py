"""Reading a class's submissions: hostile files in, plain data out.

Nothing here imports, compiles, parses as Python or unpickles what a student handed in. Text is
decoded, notebooks are split into cells, magics become plain Python by looking at lines, and that is all:
Python itself first meets the source inside the confined worker.
"""

from autograder.intake.limits import Limits
from autograder.intake.model import Chunk, IntakeError, SourceFile, Submission, Unreadable
from autograder.intake.reader import read_submission, read_submissions

__all__ = [
    "Chunk",
    "IntakeError",
    "Limits",
    "SourceFile",
    "Submission",
    "Unreadable",
    "read_submission",
    "read_submissions",
]
