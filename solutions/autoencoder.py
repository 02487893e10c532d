"""Pre-training: learn features from inputs alone, one layer at a time.

An autoencoder has to give back its input after squeezing it through a hidden layer, so it needs no labels. Its
encoder then serves as the first layer of a network, its codes as inputs of the next autoencoder, and so on;
labels come last, to fine-tune a stack that already knows what inputs look like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from solutions.activations import sigmoid_backward, sigmoid_forward
from solutions.affine import affine_backward, affine_forward
from solutions.arrays import Array, Scalar


def autoencoder_loss_and_gradients(
    params: Sequence[Array], x: Array, *, tied: bool = False, noisy_x: Array | None = None
) -> tuple[Scalar, list[Array]]:
    """Compute how badly an autoencoder gives back its input, and the gradients of that.

    Parameters
    ----------
    params : list of arrays
        The encoder's `w`, shape (features, hidden), and `b`, shape (hidden,); then the decoder's `v`, shape
        (hidden, features), and `c`, shape (features,). With tied weights there is no `v`: the list is [w, b, c].
    x : array, shape (batch, features)
        Inputs, and at the same time what the output should be.
    tied : bool, default False
        Whether the decoder uses the transpose of `w` as its weights.
    noisy_x : array, shape (batch, features), optional
        What the encoder sees instead of `x`, usually `x` plus noise. The output should still be `x`.

    Returns
    -------
    loss : scalar
        Half of the squared differences between output and `x`, summed over the features and averaged over the batch.
    gradients : list of arrays, in the order of `params`
        Gradients of `loss`, each of the shape of its parameter.

    Notes
    -----
    ``h = sigmoid(x @ w + b)`` is the code and ``h @ v + c`` the reconstruction, linear because `x` may be any
    real number. With tied weights ``v = w.T``, so `w` is used twice and its gradient is the sum of two: ``dw`` from
    the encoder and the transpose of ``dv`` from the decoder.

    With as many hidden units as features, copying the input is a perfect and useless solution. Noise forbids it: to
    take the noise off, the network must know which inputs are likely [1]_.

    References
    ----------
    .. [1] P. Vincent, H. Larochelle, Y. Bengio and P.-A. Manzagol, "Extracting and composing robust features
       with denoising autoencoders", 2008.

    Examples
    --------
    >>> import numpy as np
    >>> w, b, c = np.zeros((2, 3)), np.zeros(3), np.zeros(2)
    >>> loss, gradients = autoencoder_loss_and_gradients([w, b, c], np.array([[3.0, -1.0]]), tied=True)
    >>> print(float(loss))  # it answers 0: (9 + 1) / 2
    5.0
    >>> [gradient.shape for gradient in gradients]
    [(2, 3), (3,), (2,)]
    """
    w, b, *decoder_weights, c = params
    v = w.T if tied else decoder_weights[0]
    z, encoder_cache = affine_forward(
        x if noisy_x is None else noisy_x, w, b
    )  # (batch, features) -> (batch, hidden)
    h, sigmoid_cache = sigmoid_forward(z)
    out, decoder_cache = affine_forward(h, v, c)  # (batch, hidden) -> (batch, features)
    difference = out - x
    loss: Scalar = (difference**2).sum() / 2 / len(x)

    dh, dv, dc = affine_backward(difference / len(x), decoder_cache)
    _, dw, db = affine_backward(sigmoid_backward(dh, sigmoid_cache), encoder_cache)
    return loss, [dw + dv.T, db, dc] if tied else [dw, db, dv, dc]


def greedy_pretraining(
    x: Array, widths: Sequence[int], train_layer: Callable[[Array, int], tuple[Array, Array]]
) -> list[tuple[Array, Array]]:
    """Train the hidden layers of a network one after the other, each on what the one before it makes of the data.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs.
    widths : list of int
        The number of sigmoid units of each hidden layer, from the first to the last.
    train_layer : callable
        ``train_layer(inputs, width)`` trains an autoencoder with `width` sigmoid units on `inputs` and returns its
        encoder, a pair (w, b).

    Returns
    -------
    params : list of (w, b), one pair a layer
        The encoders, from the first to the last.

    Notes
    -----
    The inputs of a layer are the codes of the one before, ``sigmoid(inputs @ w + b)``. *Greedy* means that a layer that
    has been trained stays as it is while the next ones are [1]_, [2]_.

    References
    ----------
    .. [1] G. E. Hinton and R. R. Salakhutdinov, "Reducing the dimensionality of data with neural networks", 2006.
    .. [2] Y. Bengio, P. Lamblin, D. Popovici and H. Larochelle, "Greedy layer-wise training of deep networks", 2007.

    Examples
    --------
    >>> import numpy as np
    >>> def untrained(inputs, width):
    ...     return np.zeros((inputs.shape[1], width)), np.zeros(width)
    >>> [w.shape for w, b in greedy_pretraining(np.ones((5, 8)), [4, 2], untrained)]
    [(8, 4), (4, 2)]
    """
    params = []
    inputs = x
    for width in widths:
        w, b = train_layer(inputs, width)
        params.append((w, b))
        z, _ = affine_forward(inputs, w, b)  # (batch, fan_in) -> (batch, width)
        inputs, _ = sigmoid_forward(z)
    return params
