"""A naive grader, of the kind that most autograders are: it imports a submission into its own process.

``python naive.py COMPARISON FILE`` exits with 0 if the submission passes. Attacks that say ``proof: naive``
pass here without computing anything, which is why they are attacks.
"""

import pickle
import sys
import types

import numpy as np


def double(x):
    """What the submission should compute."""
    return 2 * x


def _testing(got, expected):
    np.testing.assert_allclose(got, expected)


def _allclose(got, expected):
    assert np.allclose(got, expected)


def _equal(got, expected):
    assert np.all(got == expected)


def _each(got, expected):
    assert all(a == b for a, b in zip(np.ravel(got).tolist(), np.ravel(expected).tolist(), strict=True))


def _distance(got, expected):
    assert not np.abs(np.subtract(got, expected)).max() > 1e-8


def _pickled(got, expected):
    np.testing.assert_allclose(pickle.loads(pickle.dumps(got)), expected)  # noqa: S301 (what is wrong with it)


COMPARISONS = {
    "testing": _testing,
    "allclose": _allclose,
    "equal": _equal,
    "each": _each,
    "distance": _distance,
    "pickled": _pickled,
    "late": _testing,
}


def grade(comparison, path):
    """Import, call, compare."""
    x = np.random.default_rng(5).normal(size=(3, 4))
    student = types.ModuleType("student")
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        exec(compile(file.read(), "student.py", "exec"), student.__dict__)  # noqa: S102
    if comparison == "late":
        got = student.double(x)
        expected = double(x)
    else:
        expected = double(x)
        got = student.double(x)
    COMPARISONS[comparison](got, expected)


if __name__ == "__main__":
    grade(*sys.argv[1:])
