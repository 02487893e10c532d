"""
aim: find where the grader is installed, next to NumPy, and read its code
layer: landlock
levels: A B
"""

import os

import numpy


def double(x):
    site = os.path.dirname(os.path.dirname(numpy.__file__))
    for name in os.listdir(site):
        if (
            name.endswith(".pth")
            or "gradiente" in name
            or name in ("autograder", "solutions", "assignments")
        ):
            path = os.path.join(site, name)
            if os.path.isdir(path):
                os.listdir(path)
            else:
                with open(path) as file:
                    file.read()
            return 2 * x
    return x
