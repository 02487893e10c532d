"""The command ``autograder``."""

from autograder.cli.app import main

__all__ = ["main"]
