"""What the checks of the optimisers share: one mistake is held against one check."""

from __future__ import annotations

import numpy as np

from autograder import require

#: So small that it cannot be seen: where it is passed, `eps` is not the question.
NEGLIGIBLE = 1e-30


def arrays(answers):
    """Return answers as arrays, to be calculated with or passed on to the next step."""
    return tuple(map(np.asarray, answers))


def nearest(got, reference, own):
    """Return `reference`, or what follows from the submission's `own` other answers if that comes closer."""
    if np.shape(got) != np.shape(reference) or np.shape(own) != np.shape(reference):
        return reference
    return min((reference, own), key=lambda wanted: np.max(np.abs(got - wanted)))


def require_movement(w):
    """Require that a step from zero led anywhere."""
    require(
        np.any(np.asarray(w) != 0),
        en="The step did not move the parameters `w`.",
        es="El paso no movió los parámetros `w`.",
    )
