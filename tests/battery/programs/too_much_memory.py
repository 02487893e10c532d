"""Four terabytes are an exception like any other machine's.

answer: MemoryError
"""

import numpy as np


def program():
    return np.ones((10**6, 5 * 10**5)).sum()
