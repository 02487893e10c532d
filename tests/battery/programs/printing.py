"""A hundred thousand characters, and the other things that are written to the streams."""

import logging
import sys

import numpy as np


def program():
    for k in range(1000):
        print(k, "x" * 100)
    sys.stderr.write("\r 50%|#####     | 1/2 [00:01<00:01]")
    sys.stderr.flush()
    sys.stdout.flush()
    np.set_printoptions(precision=3, suppress=True)
    print(np.random.rand(50, 50), "ñ 漢 😀", end="", flush=True)
    logging.basicConfig(level=logging.DEBUG)
    logging.getLogger("homework").debug("x")
    return sys.stdout.writable() and not sys.stdout.isatty()
