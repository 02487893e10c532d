"""The autoencoder: learn what inputs look like by giving them back."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine, sigmoid
from autograder import Exercise, Text, close, loss_gradient_agrees, made, normal
from solutions.activations import sigmoid_forward
from solutions.affine import affine_backward, affine_forward
from solutions.autoencoder import autoencoder_loss_and_gradients


def _params(rng, sizes):
    features, hidden = sizes["features"], sizes["hidden"]
    shapes = (features, hidden), (hidden,), (hidden, features), (features,)
    return [rng.normal(0, 0.7, shape) for shape in shapes]


exercise = Exercise(
    autoencoder_loss_and_gradients,
    name="autoencoder",
    en="An autoencoder encodes x with a layer of sigmoid units and gives it back with a linear layer. Compute half "
    "of the squared difference between its output and x, averaged over the batch, and the gradients. With "
    "`tied=True` the decoder's weights are w.T; with `noisy_x` the encoder sees that, while the output should still "
    "be x.",
    es="Un autoencoder codifica x con una capa de unidades sigmoides y lo devuelve con una capa lineal. Calcula la "
    "mitad de la diferencia al cuadrado entre su salida y x, promediada sobre el lote, y los gradientes. Con "
    "`tied=True` los pesos del decodificador son w.T; con `noisy_x` el codificador ve eso, pero la salida debe "
    "seguir siendo x.",
    topic=Text(
        en="Autoencoders, tied or free, denoising",
        es="Autocodificadores, con pesos atados o libres, con ruido",
    ),
    inputs={
        "params": made(_params, "features", "hidden"),
        "x": normal("batch", "features", mean=0.5),
        "noisy_x": normal("batch", "features", mean=0.5),
    },
    builds_on=[affine.exercise, sigmoid.exercise],
    edges=[{"batch": 1}],
    trials=1,
)


@exercise.check(
    points=2,
    en="the loss is half the squared difference between output and x, averaged over the batch",
    es="la pérdida es la mitad de la diferencia al cuadrado entre salida y x, promediada sobre el lote",
)
def loss_agrees(student, params, x):
    loss, _ = student(params, x)
    close(loss, autoencoder_loss_and_gradients(params, x)[0], name="loss")


@exercise.check(
    points=2,
    en="the gradients of the decoder are those of the loss",
    es="los gradientes del decodificador son los de la pérdida",
)
def decoder_gradients_agree(student, params, x, rng):
    for part in ("params[2]", "params[3]"):
        loss_gradient_agrees(student, {"params": params, "x": x}, of=part, rng=rng)


@exercise.check(
    points=2,
    en="the gradients of the encoder are those of the loss",
    es="los gradientes del codificador son los de la pérdida",
)
def encoder_gradients_agree(student, params, x, rng):
    for part in ("params[0]", "params[1]"):
        loss_gradient_agrees(student, {"params": params, "x": x}, of=part, rng=rng)


def _arrays(parts):
    return [np.asarray(part, dtype=float) for part in parts]


@exercise.check(
    points=1,
    en="tied, the loss is that of a decoder with the weights w.T",
    es="con pesos atados, la pérdida es la de un decodificador con los pesos w.T",
)
def tied_loss_agrees(student, params, x):
    w, b, _, c = params
    loss, _ = student([w, b, c], x, tied=True)
    own, _ = student([w, b, w.T, c], x)
    close(loss, np.asarray(own, dtype=float), name="loss")


@exercise.check(
    points=3,
    en="tied, the gradient of w is the sum of the encoder's and of the decoder's, transposed",
    es="con pesos atados, el gradiente de w es la suma del del codificador y del del decodificador, transpuesto",
)
def tied_gradients_agree(student, params, x):
    w, b, _, c = params
    _, gradients = student([w, b, c], x, tied=True)
    dw, db, dv, dc = _arrays(student([w, b, w.T, c], x)[1])  # a mistake in these has its own check
    close(gradients, [dw + dv.T, db, dc], name="gradients")


def _denoised(student, params, x, noisy_x, **options):
    """Return the answer for one noisy example, and what it should be by the submission's own of another kind.

    The output is compared with x, not with noisy_x. For a single example, a shift of the decoder's biases by the
    noise is the same: the differences, and all that follows from them, are equal.
    """
    x, noisy_x = x[:1], noisy_x[:1]
    *others, c = params
    answer = student(params, x, noisy_x=noisy_x, **options)
    return answer, student([*others, c + (noisy_x - x)[0]], noisy_x, **options)


@exercise.check(
    points=1,
    en="the output for noisy_x is compared with x, tied or not",
    es="la salida para noisy_x se compara con x, con pesos atados o no",
)
def denoising_loss_agrees(student, params, x, noisy_x):
    w, b, _, c = params
    for given, options in ((params, {}), ([w, b, c], {"tied": True})):
        (loss, _), (own, _) = _denoised(student, given, x, noisy_x, **options)
        close(loss, np.asarray(own, dtype=float), name="loss")


@exercise.check(
    points=1,
    en="with noisy_x, the gradients are still those of the loss, tied or not",
    es="con noisy_x, los gradientes siguen siendo los de la pérdida, con pesos atados o no",
)
def denoising_gradients_agree(student, params, x, noisy_x):
    w, b, _, c = params
    for given, options in ((params, {}), ([w, b, c], {"tied": True})):
        (loss, gradients), (_, own) = _denoised(student, given, x, noisy_x, **options)
        close(np.shape(loss), (), name="loss.shape")
        close(gradients, _arrays(own), name="gradients")


def _sigmoid(z):
    return sigmoid_forward(z)[0]


def _autoencoder(
    params,
    x,
    tied,
    noisy_x,
    wanted=None,
    seen_going_back=None,
    activation=_sigmoid,
    slope=lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    output=lambda r: (r, 1.0),
    loss_factor=0.5,
    gradient_factor=1.0,
    join=lambda dw, dv: dw + dv.T,
):
    """Compute the loss and its gradients, with any of the parts exchanged."""
    w, b, c = params[0], params[1], params[-1]
    v = w.T if tied else params[2]
    seen = x if noisy_x is None else noisy_x
    z, encoder_cache = affine_forward(seen, w, b)
    reconstruction, decoder_cache = affine_forward(activation(z), v, c)
    out, output_slope = output(reconstruction)
    difference = out - (x if wanted is None else wanted)
    loss = loss_factor * (difference**2).sum() / len(x)
    dh, dv, dc = affine_backward(
        2 * loss_factor * gradient_factor * difference * output_slope / len(x), decoder_cache
    )
    if seen_going_back is not None:
        encoder_cache = affine_forward(seen_going_back, w, b)[1]
    _, dw, db = affine_backward(dh * slope(z), encoder_cache)
    return loss, [join(dw, dv), db, dc] if tied else [dw, db, dv, dc]


@exercise.misconception(
    caught_by=loss_agrees,
    en="Squared error without the half is another convention. Here it is half of the squared differences.",
    es="El error cuadrático sin el medio es otra convención. Aquí es la mitad de las diferencias al cuadrado.",
)
def forgets_the_half(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, loss_factor=1.0)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Averaging over all entries is another convention. Here the squared differences are summed over the features "
    "and averaged over the batch, with a half.",
    es="Promediar sobre todas las entradas es otra convención. Aquí las diferencias al cuadrado se suman sobre los "
    "atributos y se promedian sobre el lote, con un medio.",
)
def averages_over_all_entries(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, loss_factor=1 / x.shape[1])


@exercise.misconception(
    caught_by=loss_agrees,
    en="Divide the loss, and its gradients, by the number of examples.",
    es="Divide la pérdida, y sus gradientes, entre el número de ejemplos.",
)
def sums_over_the_batch(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, loss_factor=len(x) / 2)


@exercise.misconception(
    caught_by=loss_agrees,
    en="The decoder is linear: no sigmoid after it, since x may be any real number.",
    es="El decodificador es lineal: sin sigmoide al final, porque x puede ser cualquier número real.",
)
def squashes_the_output(params, x, *, tied=False, noisy_x=None):
    def output(r):
        return _sigmoid(r), _sigmoid(r) * (1 - _sigmoid(r))

    return _autoencoder(params, x, tied, noisy_x, output=output)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Apply the sigmoid to the code: without it, the whole autoencoder is one linear map.",
    es="Aplica la sigmoide al código: sin ella, todo el autoencoder es una sola transformación lineal.",
)
def forgets_the_sigmoid(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, activation=lambda z: z, slope=lambda z: 1.0)


@exercise.misconception(
    caught_by=(decoder_gradients_agree, encoder_gradients_agree),
    en="The loss was averaged over the batch, so divide the difference by the batch size before you go back.",
    es="La pérdida se promedió sobre el lote: divide la diferencia entre el tamaño del lote antes de volver hacia "
    "atrás.",
)
def forgets_the_batch_in_the_gradient(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, gradient_factor=len(x))


@exercise.misconception(
    caught_by=(decoder_gradients_agree, encoder_gradients_agree),
    en="The slope of half a square is the difference itself, without a 2.",
    es="La pendiente de medio cuadrado es la diferencia misma, sin un 2.",
)
def doubles_the_gradient(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, gradient_factor=2.0)


@exercise.misconception(
    caught_by=encoder_gradients_agree,
    en="Go back through the sigmoid as well: multiply by h * (1 - h) between decoder and encoder.",
    es="Vuelve también a través de la sigmoide: multiplica por h * (1 - h) entre el decodificador y el codificador.",
)
def skips_the_sigmoid_backward(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, slope=lambda z: 1.0)


@exercise.misconception(
    caught_by=encoder_gradients_agree,
    en="The slope of the sigmoid is h * (1 - h), with h = sigmoid(z), not z * (1 - z).",
    es="La pendiente de la sigmoide es h * (1 - h), con h = sigmoid(z), no z * (1 - z).",
)
def takes_the_slope_of_z(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, slope=lambda z: z * (1 - z))


@exercise.misconception(
    caught_by=tied_loss_agrees,
    en="With `tied=True` there are three parameters, w, b and c: decode with w.T.",
    es="Con `tied=True` hay tres parámetros, w, b y c: decodifica con w.T.",
)
def expects_four_parameters(params, x, *, tied=False, noisy_x=None):
    w, b, _, c = params
    return _autoencoder([w, b, w.T, c] if tied else params, x, False, noisy_x)


@exercise.misconception(
    caught_by=tied_gradients_agree,
    en="w is used twice: add the decoder's part, dv.T, to the encoder's.",
    es="w se usa dos veces: suma la parte del decodificador, dv.T, a la del codificador.",
)
def forgets_the_decoders_part(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, join=lambda dw, dv: dw)


@exercise.misconception(
    caught_by=tied_gradients_agree,
    en="w is used twice: add the encoder's part to the decoder's.",
    es="w se usa dos veces: suma la parte del codificador a la del decodificador.",
)
def forgets_the_encoders_part(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, join=lambda dw, dv: dv.T)


@exercise.misconception(
    caught_by=tied_gradients_agree,
    en="Add the two parts of the gradient of w; do not average them.",
    es="Suma las dos partes del gradiente de w; no las promedies.",
)
def averages_the_two_parts(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, join=lambda dw, dv: (dw + dv.T) / 2)


@exercise.misconception(
    caught_by=tied_gradients_agree,
    en="With `tied=True`, return one gradient for each parameter: [dw, db, dc], with both parts in dw.",
    es="Con `tied=True`, devuelve un gradiente por parámetro: [dw, db, dc], con las dos partes en dw.",
)
def returns_both_parts(params, x, *, tied=False, noisy_x=None):
    loss, gradients = _autoencoder(params, x, tied, noisy_x, join=lambda dw, dv: (dw, dv))
    if not tied:
        return loss, gradients
    (dw, dv), db, dc = gradients
    return loss, [dw, db, dv, dc]


@exercise.misconception(
    caught_by=denoising_loss_agrees,
    en="Feed the encoder with noisy_x when it is given.",
    es="Alimenta el codificador con noisy_x cuando se indica.",
)
def ignores_the_noise(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, None)


@exercise.misconception(
    caught_by=denoising_loss_agrees,
    en="Compare the output with the clean x: to give back the noise as well would teach nothing.",
    es="Compara la salida con la x limpia: devolver también el ruido no enseñaría nada.",
)
def gives_back_the_noise(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, wanted=noisy_x)


@exercise.misconception(
    caught_by=denoising_gradients_agree,
    en="In the gradient of w stands what the encoder saw: noisy_x.T, not x.T.",
    es="En el gradiente de w va lo que vio el codificador: noisy_x.T, no x.T.",
)
def forgets_the_noise_in_the_gradient(params, x, *, tied=False, noisy_x=None):
    return _autoencoder(params, x, tied, noisy_x, seen_going_back=x)
