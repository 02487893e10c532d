"""Texts in both languages, and making foreign text safe to show."""

from autograder.text.bilingual import Language, Text, join
from autograder.text.printable import one_line, printable

__all__ = ["Language", "Text", "join", "one_line", "printable"]
