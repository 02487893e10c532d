"""What the checks of preprocessing share: new data are judged by the training data, and by nothing else."""

from __future__ import annotations

import numpy as np

from autograder import close, require


def require_training_statistics(apply, x_train, x, *, tolerance=1e-6):
    """Require that a transformation is the training data's, whatever is in the batch.

    Whether it is the right one is for other checks to ask: a wrong one passes, if it treats new data as it
    treats the training data.

    Parameters
    ----------
    apply : callable
        ``apply(x, x_train)`` returns `x` as transformed by a submission.
    x_train, x : array
        The training data and others, along the first axis.
    tolerance : float
    """
    together = np.asarray(apply(np.concatenate([x_train, x]), x_train))
    close(apply(x_train, x_train), together[: len(x_train)], name="out", tolerance=tolerance)
    close(apply(x, x_train), together[len(x_train) :], name="out", tolerance=tolerance)
    other_training_data = 2 * x_train[..., ::-1]
    require(
        np.any(np.asarray(apply(x, other_training_data)) != together[len(x_train) :]),
        en="With other training data the answer is the same: it does not depend on them.",
        es="Con otros datos de entrenamiento la respuesta es la misma: no depende de ellos.",
    )
