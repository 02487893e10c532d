"""np.seterr and np.errstate."""

import numpy as np


def program():
    before = np.seterr(all="ignore")
    np.ones(1) / 0
    np.seterr(**before)
    with np.errstate(divide="raise"):
        try:
            np.ones(1) / 0
        except FloatingPointError:
            return True
