"""
aim: compute in processes of its own
layer: seccomp
levels: A B
proof: unconfined
"""

import multiprocessing


def _nothing():
    pass


def double(x):
    process = multiprocessing.get_context("fork").Process(target=_nothing)
    process.start()
    process.join()
    return 2 * x
