"""Students' own checks: what was recorded of the exercises at release, replayed on a student's functions."""

from autograder.practice.check import Checked, check
from autograder.practice.recording import Recording, RecordingError, find_recordings, read_recording

__all__ = ["Checked", "Recording", "RecordingError", "check", "find_recordings", "read_recording"]
