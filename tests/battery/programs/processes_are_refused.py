"""A pool of processes ends in an exception of that call's alone.

answer: OSError
"""

import multiprocessing


def program():
    try:
        with multiprocessing.Pool(2) as pool:
            return pool.map(abs, [-1, -2])
    except OSError as error:
        raise OSError("refused") from error
