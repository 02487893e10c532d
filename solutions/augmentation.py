"""Augmentation: new examples from old ones, by changes that do not change the label.

A batch of images has shape ``(batch, height, width, channels)``. The changes are drawn anew for every image
and every time it is shown, so the network hardly ever sees the same image twice.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array


def random_flip(images: Array, *, flip_prob: float = 0.5, rng: np.random.Generator) -> Array:
    """Mirror images at random, exchanging left and right.

    Parameters
    ----------
    images : array, shape (batch, height, width, channels)
        A batch of images.
    flip_prob : float, default 0.5
        Probability with which an image is mirrored, on its own.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `images`
        Each image, whole, either mirrored or as it is.

    Notes
    -----
    To mirror is to read the columns backwards: the width is the third axis, so ``images[:, :, ::-1]``. Whether a
    mirrored image keeps its label is knowledge about the task: a cat does, the digit 2 does not.

    Examples
    --------
    >>> import numpy as np
    >>> image = np.array([[1.0, 2.0, 3.0]]).reshape(1, 1, 3, 1)
    >>> random_flip(image, flip_prob=1.0, rng=np.random.default_rng(0)).ravel()
    array([3., 2., 1.])
    """
    flipped = rng.random(len(images)) < flip_prob  # one draw an image
    return np.where(flipped[:, None, None, None], images[:, :, ::-1], images)


def random_shift(images: Array, *, max_shift: int, rng: np.random.Generator) -> Array:
    """Move each image by a few pixels, in a random direction.

    Parameters
    ----------
    images : array, shape (batch, height, width, channels)
        A batch of images.
    max_shift : int
        The farthest that an image may move along each axis, in pixels.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `images`
        Each image, moved down and to the right by two whole numbers from ``-max_shift`` to ``max_shift``, all
        equally likely and drawn on their own for each image. What leaves the frame is lost; what enters is 0.

    Notes
    -----
    Put the image into a frame of zeros, `max_shift` wide, and cut a window of the old size out of it: the
    ``2 * max_shift + 1`` places for its upper edge are the vertical shifts, and likewise for its left one. `numpy.roll`
    would let what leaves on one side come back on the other.

    References
    ----------
    .. [1] P. Y. Simard, D. Steinkraus and J. C. Platt, "Best practices for convolutional neural networks applied to
       visual document analysis", 2003.

    Examples
    --------
    >>> import numpy as np
    >>> image = np.arange(1.0, 5.0).reshape(1, 2, 2, 1)
    >>> random_shift(image, max_shift=1, rng=np.random.default_rng(0))[0, :, :, 0]
    array([[3., 4.],
           [0., 0.]])
    """
    batch, height, width, _ = images.shape
    border = (max_shift, max_shift)
    framed = np.pad(images, ((0, 0), border, border, (0, 0)))
    corners = rng.integers(0, 2 * max_shift + 1, size=(batch, 2))
    windows = [
        image[top : top + height, left : left + width]
        for image, (top, left) in zip(framed, corners, strict=True)
    ]
    return np.stack(windows)
