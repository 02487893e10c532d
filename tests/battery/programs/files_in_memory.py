"""np.save and friends to buffers."""

import io

import numpy as np


def program():
    made = io.BytesIO()
    np.savez_compressed(made, a=np.arange(3), b=np.eye(2))
    made.seek(0)
    with np.load(made) as loaded:
        assert loaded["a"].tolist() == [0, 1, 2]
    text = io.StringIO()
    np.savetxt(text, np.eye(2))
    text.seek(0)
    return np.loadtxt(text).tolist() == [[1, 0], [0, 1]]
