"""What students get: notebooks and modules to fill in, and recordings of the public checks. All generated."""

from autograder.release.folder import Drift, drift_of, release
from autograder.release.lesson import ANSWER

__all__ = ["ANSWER", "Drift", "drift_of", "release"]
