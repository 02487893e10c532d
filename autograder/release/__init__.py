"""What students get: notebooks and modules to fill in, and recordings of the public checks. All generated."""

from autograder.release.folder import Drift, drift_of, release

__all__ = ["Drift", "drift_of", "release"]
