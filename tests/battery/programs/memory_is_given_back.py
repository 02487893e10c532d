"""Two gigabytes in all, a hundred megabytes at a time."""

import gc
import tracemalloc

import numpy as np


def program():
    for _ in range(20):
        np.ones(12_500_000).sum()
    gc.collect()
    tracemalloc.start()
    kept = np.ones(1000)
    tracemalloc.stop()
    return kept.sum() == 1000
