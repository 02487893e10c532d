"""What the checks of the optimisers share: one mistake is held against one check."""

from __future__ import annotations

import numpy as np

from autograder import require

#: So small that it cannot be seen: where it is passed, `eps` is not the question.
NEGLIGIBLE = 1e-30

#: How closely steps are compared where an `eps` of the submission's own, 1e-8 say, is not the question.
WHATEVER_EPS = 1e-3


def arrays(answers):
    """Return answers as arrays, to be calculated with or passed on to the next step."""
    return tuple(map(np.asarray, answers))


def difference(before, after):
    """Return the step that was taken, or None where what came after cannot be subtracted."""
    return before - after if np.shape(before) == np.shape(after) else None


def nearest(got, reference, own):
    """Return `reference`, or what follows from the submission's `own` other answers if that comes closer."""
    if np.shape(got) != np.shape(reference) or np.shape(own) != np.shape(reference):
        return reference
    if not np.all(np.isfinite(own)):  # nobody is told that something should be NaN
        return reference
    return min((reference, own), key=lambda wanted: np.max(_distances(got, wanted)))


def _distances(got, wanted):
    alike = (got == wanted) | (np.isnan(got) & np.isnan(wanted))
    return np.where(alike, 0.0, np.nan_to_num(np.abs(got - wanted), nan=np.inf))


def require_eps_outside(step, step_with_eps, eps, root, divisor):
    """Require that `eps` is added to the divisor of a step, whatever the step's numerator.

    Parameters
    ----------
    step, step_with_eps : array
        Two steps that differ in `eps` alone, which is negligible in the first.
    eps : float
        That of the second.
    root, divisor : array
        What the divisor is without `eps`: the root of the average, and what the first step shows.
    """
    shown = eps / (step / step_with_eps - 1)  # of step = numerator / root, numerator / (root + eps)
    require(
        any(_alike(shown, wanted) for wanted in (root, divisor)),
        en="With a larger eps, the step does not shrink as it should: the divisor is the root plus eps itself.",
        es="Con un eps mayor, el paso no se achica como debería: el divisor es la raíz más el propio eps.",
    )


def _alike(shown, wanted):
    return np.shape(shown) == np.shape(wanted) and np.allclose(shown, wanted, rtol=1e-4, equal_nan=True)


def require_movement(w):
    """Require that a step from zero led anywhere."""
    require(
        np.any(np.asarray(w) != 0),
        en="The step did not move the parameters `w`.",
        es="El paso no movió los parámetros `w`.",
    )
