import numpy as np

from util import one_hot


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = one_hot(y, c)
    s = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(s)
    suma = e.sum(axis=1, keepdims=True)
    loss = (t * (np.log(suma) - s)).sum() / n
    return loss, (e / suma - t) / n
