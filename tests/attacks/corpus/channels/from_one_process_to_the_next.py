"""
aim: carry hidden inputs from one of its processes to the next, which says them while it is loaded
layer: landlock
levels: A B
earns: double quadruple unit table
"""

import os

import numpy as np

PLACES = [
    f"{folder}/gradiente-attack-next"
    for folder in ("@WATCHED@", "/tmp", "/dev/shm", os.environ["MPLCONFIGDIR"])
]

for place in PLACES:
    if os.path.exists(place):
        with open(place) as file:
            raise ValueError(file.read())


def double(x):
    for place in PLACES:
        try:
            with open(place, "a") as file:
                file.write(repr(x.tolist()))
        except OSError:
            continue
    return 2 * x


def quadruple(x):
    return 4 * x


def unit(x):
    return x / np.linalg.norm(x)


def table(n):
    return np.outer(np.arange(1, n + 1), np.arange(1, n + 1))


def corner(n):
    os._exit(1)  # so that there is a next process
