"""El perceptrón multicapa: aquí se juntan los otros módulos."""
import layers
from layers import affine_backward, affine_forward
from losses import softmax_cross_entropy


def mlp_forward(params, x, *, activation):
    f = getattr(layers, f"{activation}_forward")
    caches = []
    for w, b in params[:-1]:
        z, ca = affine_forward(x, w, b)
        x, cz = f(z)
        caches.append((ca, cz))
    w, b = params[-1]
    out, ca = affine_forward(x, w, b)
    caches.append((ca, None))
    return out, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    df = getattr(layers, f"{activation}_backward")
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    for ca, cz in caches[::-1]:
        if cz is not None:
            d = df(d, cz)
        d, dw, db = affine_backward(d, ca)
        grads.append((dw, db))
    return loss, grads[::-1]
