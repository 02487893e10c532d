"""Los dos dropouts (Joel)."""


def _mask(x, keep_prob, rng):
    return (rng.random(x.shape) < keep_prob).astype(x.dtype)


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = _mask(x, keep_prob, rng)
        return x * mask, ("train", mask)
    return x * keep_prob, ("test", keep_prob)


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = _mask(x, keep_prob, rng) / keep_prob
        return x * mask, ("train", mask)
    return x, ("test", 1)


def _back(dout, cache):
    modo, factor = cache
    return dout * factor


dropout_backward = _back
inverted_dropout_backward = _back
