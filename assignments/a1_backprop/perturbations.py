"""Judging estimates by perturbation: the noise is read off the points at which a submission asks for the loss.

From these points, and the losses there, the right answer follows exactly, however the noise was drawn.
"""

from __future__ import annotations

import numpy as np

from autograder import Normal, close, drawn_from, require

#: Sizes of noise whose ratio is less are not told apart. Normal and uniform noise lie well within a step.
_STEP = 2**0.4

#: Less noise than this, in units of its wanted size, is rounding.
_NEGLIGIBLE = 1e-4


class Watched:
    """A loss that remembers where it was asked.

    Parameters
    ----------
    f : callable
        The loss: a number, or an array with the loss of each example.
    middle : array
        The point around which it should be asked.
    delta : float
        The size of the noise.
    """

    def __init__(self, f, middle, delta):
        self._f, self._middle, self._delta = f, middle, delta
        self._points = []
        self.__name__ = "f"

    def __call__(self, point):
        point = np.array(point, dtype=float)
        if point.shape != self._middle.shape:
            raise ValueError("the loss was asked for an array of another shape")
        self._points.append(point)
        return self._f(point)

    def _moved(self):
        """Return the points away from the middle."""
        negligible = _NEGLIGIBLE * self._delta
        moved = [point for point in self._points if np.abs(point - self._middle).max() > negligible]
        require(
            moved,
            en="f was never called with noise added.",
            es="Nunca se llamó a f con ruido añadido.",
        )
        return np.array(moved)

    def noise(self):
        """Return the noise of each trial, in units of `delta`: (trials, shape of the middle)."""
        return (self._moved() - self._middle) / self._delta

    def estimate(self):
        """Return the average over the trials of noise times change of the loss, over `delta`."""
        noise = self.noise()
        changes = np.array([self._f(point) - self._f(self._middle) for point in self._moved()])
        changes = changes.reshape(*changes.shape, *[1] * (noise.ndim - changes.ndim))
        return (changes * noise).mean(axis=0) / self._delta


def bowl(middle, delta, *, height=20.0, steepness=1.0, tilt=0.01):
    """Return a loss that rises with the fifth power of the size of the noise.

    It sees that size coarsely, so that any noise of a certain kind changes it by the same amount, and an answer is the
    same multiple of the noise that went into it. This makes a mistake recognisable by the distribution of its
    answers. With a `tilt`, the loss rises a little more on one side than on the other. `height` and `steepness` may
    have an entry for each example.
    """

    def f(point):
        u = (point - middle) / delta
        axes = tuple(range(np.ndim(steepness), u.ndim))
        size = np.sqrt(np.mean(u**2, axis=axes))
        coarse = _STEP ** np.round(np.log(np.maximum(size, _NEGLIGIBLE)) / np.log(_STEP))
        rise = coarse**5 * (1 + tilt * np.sign(u.sum(axis=axes)))
        return height + steepness * np.where(size > _NEGLIGIBLE, rise, 0)

    return f


def require_wanted_noise(noise):
    """Require that everything moves in every trial, by independent normal noise of size `delta`."""
    require(
        (noise != 0).all(),
        en="Something stayed where it was: move everything at once, in every trial.",
        es="Algo se quedó donde estaba: mueve todo a la vez, en cada intento.",
    )
    drawn_from(_without_mirrored(noise), Normal(0, 1), name="e")


def _without_mirrored(noise):
    """Leave out noise that was there before with the other sign: that is for the number of trials to judge."""
    sums = np.abs(noise[:, None] + noise).reshape(len(noise), len(noise), -1).max(axis=2)
    return noise[~np.tril(sums < 1e-4, -1).any(axis=1)]


def require_estimate(got, wanted, noise, name):
    """Compare an estimate; if the noise had another size, which is judged elsewhere, up to a factor."""
    got, factor = np.asarray(got, dtype=float), 1.0
    if got.shape == wanted.shape and not 0.9 < np.sqrt(np.mean(noise**2)) < 1.1:
        factor = max(float(np.vdot(got, wanted) / np.vdot(wanted, wanted)), 0.0) or 1.0
    close(got, factor * wanted, name=name)


def require_trials(noise, n_trials):
    """Require as many random changes as were asked for."""
    require(
        len(noise) == n_trials,
        en="f was called with noise more often than n_trials says, or less often.",
        es="f se llamó con ruido más veces de las que dice n_trials, o menos.",
    )


def require_own_noise(draw):
    """Require that the noise of ``draw(generator)`` is decided by the generator, and by it alone."""
    first, again, other = (draw(np.random.default_rng(seed)) for seed in (1, 1, 2))
    require(
        np.array_equal(first, again),
        en="The same generator led to other noise: draw it with `rng`, and with nothing else.",
        es="El mismo generador dio otro ruido: sortéalo con `rng` y con nada más.",
    )
    require(
        not np.array_equal(first, other),
        en="Two different generators led to the same noise: draw it with `rng`, the generator you are given.",
        es="Dos generadores distintos dieron el mismo ruido: sortéalo con `rng`, el generador que recibes.",
    )
