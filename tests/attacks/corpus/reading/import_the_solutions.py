"""
aim: import the course, its solutions or the grader
layer: process split
levels: A B C D
proof: naive testing
"""

import importlib


def double(x):
    for name in (
        "solutions",
        "assignments",
        "attack_course",
        "autograder.grade.submission",
        "autograder.course",
    ):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        found = vars(module).get("double")
        if found is not None:
            return found(x)
    return x
