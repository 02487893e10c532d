"""DeepLearning.AI, Improving Deep Neural Networks (course 2): its notebooks, or `.py` files made from them."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np

from assignments.a2_initialization import he_normal as he
from assignments.a4_regularization import inverted_dropout
from assignments.a5_optimization import adam, momentum
from autograder import Adapter, Text, adapt, close, mask_drawn, require, shape_text
from solutions.dropout import inverted_dropout_forward
from solutions.initializers import he_normal
from solutions.optimizers import adam_step, momentum_step

# Initialisation

#: Sizes for which the worker asks the last layer of a network.
LAST_LAYER = (7, 5)


def he_biases(fan_in, fan_out, *, rng):
    """Return the biases of two layers.

    Returns
    -------
    b1 : array, shape (fan_out, 1)
    b2 : array, shape (3, 1)
    """
    return np.zeros((fan_out, 1)), np.zeros((3, 1))


initialization = adapt(
    he.exercise,
    also=[he_biases],
    without=["shape_agrees"],
    words={"fan_in": "layers_dims[l-1]", "fan_out": "layers_dims[l]", "rng": "np.random", "w": "W"},
    titles={
        "generator_decides": Text(
            en="each call draws the weights anew, with NumPy's generator",
            es="cada llamada sortea los pesos de nuevo, con el generador de NumPy",
        ),
    },
    hints={
        "takes_variance_for_deviation": Text(
            en="np.random.randn has deviation 1: multiply it by the deviation wanted, the square root of "
            "2 / layers_dims[l-1].",
            es="np.random.randn tiene desviación 1: multiplícalo por la desviación que se busca, la raíz cuadrada de "
            "2 / layers_dims[l-1].",
        ),
        "draws_uniform": Text(
            en="Draw with np.random.randn, which is normal; these weights have the right variance but are "
            "uniform.",
            es="Sortea con np.random.randn, que es normal; estos pesos tienen la varianza correcta, pero son "
            "uniformes.",
        ),
        "seeds_its_own_generator": Text(
            en="Draw the weights anew in each call; yours are always the same.",
            es="Sortea los pesos de nuevo en cada llamada; los tuyos son siempre los mismos.",
        ),
    },
)


@initialization.check(
    points=1,
    en="each W, the last one too, has shape (layers_dims[l], layers_dims[l-1])",
    es="cada W, también la última, tiene forma (layers_dims[l], layers_dims[l-1])",
)
def weights_have_their_shape(student, fan_in, fan_out, source):
    for fans in ((fan_in, fan_out), LAST_LAYER):
        wanted, found = fans[::-1], np.shape(student.he_normal(*fans, rng=source))[::-1]
        require(
            found == wanted,
            en=f"`W` should have shape (layers_dims[l], layers_dims[l-1]) = {wanted}; it has {shape_text(found)}.",
            es=f"`W` debería tener forma (layers_dims[l], layers_dims[l-1]) = {wanted}; tiene {shape_text(found)}.",
            kind="shape",
        )


@initialization.misconception(
    replaces="he_normal",
    caught_by=weights_have_their_shape,
    en="A layer is W @ A + b, so W has one row for each of its own units: (layers_dims[l], layers_dims[l-1]).",
    es="Una capa es W @ A + b, así que W tiene una fila por cada una de sus propias unidades: "
    "(layers_dims[l], layers_dims[l-1]).",
)
def transposes(fan_in, fan_out, *, rng):
    return he_normal(fan_in, fan_out, rng=rng).T


@initialization.misconception(
    replaces="he_normal",
    caught_by="variance_agrees",
    en="np.random.rand draws between 0 and 1. Draw with np.random.randn, which is normal around 0.",
    es="np.random.rand sortea entre 0 y 1. Sortea con np.random.randn, que es normal alrededor de 0.",
)
def draws_with_rand(fan_in, fan_out, *, rng):
    return rng.random((fan_in, fan_out)) * np.sqrt(2 / fan_in)


@initialization.misconception(
    replaces="he_normal",
    caught_by="variance_agrees",
    en="The factor 10 belongs to the exercise before. Here multiply by np.sqrt(2 / layers_dims[l-1]) alone.",
    es="El factor 10 es del ejercicio anterior. Aquí multiplica solo por np.sqrt(2 / layers_dims[l-1]).",
)
def keeps_the_factor_ten(fan_in, fan_out, *, rng):
    return 10 * he_normal(fan_in, fan_out, rng=rng)


@initialization.check(points=1, en="the biases are columns of zeros", es="los sesgos son columnas de ceros")
def biases_are_zero(student, fan_in, fan_out, source):
    b1, b2 = student.he_biases(fan_in, fan_out, rng=source)
    close(b1, np.zeros((fan_out, 1)), name="b1")
    close(b2, np.zeros((3, 1)), name="b2")


@initialization.misconception(
    caught_by=biases_are_zero,
    en="Biases start at zero; only the weights are drawn.",
    es="Los sesgos empiezan en cero; solo los pesos se sortean.",
)
class draws_the_biases:
    he_normal = he_normal

    @staticmethod
    def he_biases(fan_in, fan_out, *, rng):
        return rng.normal(size=(fan_out, 1)), rng.normal(size=(3, 1))


# Dropout


def _network(params, x, masks, keep_prob):
    """Return the activations of a network of two hidden layers, with the masks applied."""
    (w1, b1), (w2, b2), (w3, b3) = params
    a1 = np.maximum(0, x @ w1 + b1) * masks[0] / keep_prob
    a2 = np.maximum(0, a1 @ w2 + b2) * masks[1] / keep_prob
    return a1, a2, 1 / (1 + np.exp(-(a2 @ w3 + b3)))


def _masks(params, x, keep_prob, rng):
    return [rng.random((len(x), w.shape[1])) < keep_prob for w, _ in params[:2]]


def network_with_dropout(params, x, *, keep_prob, rng):
    """Return the activations of both hidden layers, after dropout, and the output.

    Returns
    -------
    a1 : array, shape (batch, units1)
    a2 : array, shape (batch, units2)
    a3 : array, shape (batch, 1)
    """
    return _network(params, x, _masks(params, x, keep_prob, rng), keep_prob)


def _case(rng):
    """Draw a network of 6, 40, 30 and 1 units, and 300 examples."""
    params = [
        (rng.normal(size=(fan_in, fan_out)) / np.sqrt(fan_in), 0.3 * rng.normal(size=fan_out))
        for fan_in, fan_out in itertools.pairwise((6, 40, 30, 1))
    ]
    return params, rng.normal(size=(300, 6))


dropout = adapt(
    inverted_dropout.exercise,
    only=["inverted_dropout_forward"],
    # Where nothing is to be dropped, that course calls another function.
    without=["leaves_inference_alone", "backward_uses_the_mask", "backward_at_inference", "takes_any_shape"],
    also=[network_with_dropout],
    words={"out": "A1", "mask": "D1", "rng": "np.random"},
    titles={
        "keeps_with_keep_prob": Text(
            en="a unit is kept with probability keep_prob, on its own",
            es="cada unidad se conserva con probabilidad keep_prob, por separado",
        ),
        "survivors_grow": Text(
            en="the units that are kept are divided by keep_prob",
            es="las unidades que se conservan se dividen entre keep_prob",
        ),
        "draws_with_rng": Text(
            en="each call draws its mask anew, with NumPy's generator",
            es="cada llamada sortea su máscara de nuevo, con el generador de NumPy",
        ),
    },
    hints={
        "drops_with_keep_prob": Text(
            en="keep_prob is the probability of keeping a unit; you drop with it. Keep where D1 < keep_prob.",
            es="keep_prob es la probabilidad de conservar una unidad; tú descartas con ella. Conserva donde "
            "D1 < keep_prob.",
        ),
        "shares_the_mask": Text(
            en="Draw a mask entry for every unit of every example, np.random.rand(A1.shape[0], A1.shape[1]); yours is "
            "shared by all examples.",
            es="Sortea una entrada de la máscara para cada unidad de cada ejemplo, "
            "np.random.rand(A1.shape[0], A1.shape[1]); la tuya es la misma para todos los ejemplos.",
        ),
        "compares_normal_draws": Text(
            en="Only draws that are uniform between 0 and 1 are below keep_prob with probability keep_prob: use "
            "np.random.rand, not np.random.randn.",
            es="Solo los sorteos uniformes entre 0 y 1 quedan por debajo de keep_prob con probabilidad keep_prob: usa "
            "np.random.rand, no np.random.randn.",
        ),
        "leaves_survivors_as_they_are": Text(
            en="Divide the units that are kept by keep_prob, so that the average stays A1. Leaving them as they are "
            "belongs to the original form, another convention, which corrects the scale when predicting.",
            es="Divide las unidades que se conservan entre keep_prob, para que el promedio siga siendo A1. Dejarlas "
            "como están es de la forma original, otra convención, que corrige la escala al predecir.",
        ),
        "seeds_its_own_generator": Text(
            en="Draw the mask anew in each call; yours is always the same.",
            es="Sortea la máscara de nuevo en cada llamada; la tuya es siempre la misma.",
        ),
    },
)


def _normal_mask(shape, keep_prob, rng):
    """Keep where normal draws are above keep_prob: not uniform, and the other way round."""
    return (rng.standard_normal(shape) > keep_prob) / keep_prob


@dropout.misconception(
    replaces="inverted_dropout_forward",
    caught_by="keeps_with_keep_prob",
    en="Two things: draw D1 with np.random.rand, which is uniform between 0 and 1, not with np.random.randn; and keep "
    "where D1 < keep_prob, not where it is larger.",
    es="Dos cosas: sortea D1 con np.random.rand, que es uniforme entre 0 y 1, no con np.random.randn; y conserva donde "
    "D1 < keep_prob, no donde es mayor.",
)
def keeps_large_normal_draws(x, *, keep_prob, training, rng):
    factor = _normal_mask(x.shape, keep_prob, rng) if training else 1.0
    return x * factor, factor


def _scaled(got, pattern, name):
    """Require that what was kept is `pattern` but for its scale, which has a check of its own, and return that."""
    got = np.asarray(got, dtype=float)
    kept = got != 0
    if np.shape(got) != np.shape(pattern) or not kept.any():
        close(got, pattern, name=name)  # says so
    scale = float(np.median(got[kept & (pattern != 0)] / pattern[kept & (pattern != 0)]))
    close(got, np.where(kept, scale * pattern, 0.0), name=name)


@dropout.check(
    points=3,
    en="each layer calculates what it should from the one before, whatever that one dropped",
    es="cada capa calcula lo que debe a partir de la anterior, haya descartado esta lo que sea",
)
def network_is_right(student, keep_prob, source, rng):
    params, x = _case(rng)
    (w1, b1), (w2, b2), (w3, b3) = params
    a1, a2, a3 = map(np.asarray, student.network_with_dropout(params, x, keep_prob=keep_prob, rng=source))
    _scaled(a1, np.maximum(0, x @ w1 + b1), "A1")
    _scaled(a2, np.maximum(0, a1 @ w2 + b2), "A2")
    close(a3, 1 / (1 + np.exp(-(a2 @ w3 + b3))), name="A3")


@dropout.check(
    points=2,
    needs=network_is_right,
    en="the second hidden layer has a mask of its own, and its survivors are divided by keep_prob",
    es="la segunda capa oculta tiene su propia máscara, y sus sobrevivientes se dividen entre keep_prob",
)
def second_layer_drops(student, keep_prob, source, rng):
    params, x = _case(rng)
    w2, b2 = params[1]
    a1, a2, _ = map(np.asarray, student.network_with_dropout(params, x, keep_prob=keep_prob, rng=source))
    wanted = np.maximum(0, a1 @ w2 + b2) / keep_prob
    close(a2, np.where(a2 != 0, wanted, 0.0), name="A2")
    w1, b1 = params[0]
    params[:2] = (w1, b1 + 1000.0), (0 * w2, b2 + 1000.0)  # so that nothing but dropout silences a unit
    for probability in (keep_prob, 1 - keep_prob):
        a1, a2, _ = student.network_with_dropout(params, x, keep_prob=probability, rng=source)
        first, second = (np.asarray(a) != 0 for a in (a1, a2))
        mask_drawn(second, keep_prob=probability, shape=(len(x), w2.shape[1]), name="D2")
        require(
            not (first[:, :, None] == second[:, None, :]).all(axis=0).any(),
            en="D2 repeats D1: units of the second layer are kept for the same examples as units of the first.",
            es="D2 repite a D1: hay unidades de la segunda capa que se conservan para los mismos ejemplos que unidades "
            "de la primera.",
        )


@dropout.misconception(
    caught_by=network_is_right,
    en="The last layer is a sigmoid of W3 @ A2 + b3; nothing is dropped there.",
    es="La última capa es una sigmoide de W3 @ A2 + b3; ahí no se descarta nada.",
)
class forgets_the_sigmoid:
    inverted_dropout_forward = inverted_dropout_forward

    @staticmethod
    def network_with_dropout(params, x, *, keep_prob, rng):
        a1, a2, a3 = network_with_dropout(params, x, keep_prob=keep_prob, rng=rng)
        return a1, a2, np.log(a3 / (1 - a3))


@dropout.misconception(
    caught_by=second_layer_drops,
    en="Drop units of the second hidden layer too, with a mask D2 of its own.",
    es="Descarta también unidades de la segunda capa oculta, con su propia máscara D2.",
)
class leaves_the_second_layer_alone:
    inverted_dropout_forward = inverted_dropout_forward

    @staticmethod
    def network_with_dropout(params, x, *, keep_prob, rng):
        masks = [_masks(params, x, keep_prob, rng)[0] / keep_prob, 1.0]
        return _network(params, x, masks, 1.0)


@dropout.misconception(
    caught_by=second_layer_drops,
    en="Divide the survivors of the second hidden layer by keep_prob too.",
    es="Divide también las sobrevivientes de la segunda capa oculta entre keep_prob.",
)
class leaves_the_second_layer_small:
    inverted_dropout_forward = inverted_dropout_forward

    @staticmethod
    def network_with_dropout(params, x, *, keep_prob, rng):
        first, second = _masks(params, x, keep_prob, rng)
        return _network(params, x, (first / keep_prob, second), 1.0)


# Optimisers. Their velocity is an average of gradients; the worker turns it into ours.

momentum_of_averages = adapt(
    momentum.exercise,
    without=[
        "mirrors_the_velocity",
        "keeps_lr_out_of_the_velocity",
        "averages_the_gradients",
        "damps_the_gradient",
        "forgets_the_learning_rate",
    ],
    words={"w": "W"},
    titles={
        "takes_the_first_step": Text(
            en="from rest, the first step is learning_rate * (1 - beta) * dW downhill, and the same for b (below, the "
            "layers are one matrix W, and b is its last column)",
            es="desde el reposo, el primer paso es learning_rate * (1 - beta) * dW cuesta abajo, y lo mismo para b "
            "(abajo, las capas son una sola matriz W, y b es su última columna)",
        ),
        "keeps_its_momentum": Text(
            en="each step is the one before times beta, plus the new gradient's share",
            es="cada paso es el anterior por beta, más la parte del gradiente nuevo",
        ),
        "returns_the_velocity": Text(
            en="the velocity v that is returned is the average that the step follows",
            es="la velocidad v que se devuelve es el promedio que sigue el paso",
        ),
    },
    hints={
        "climbs": Text(
            en="Go downhill: subtract learning_rate * v from W, do not add it.",
            es="Ve cuesta abajo: resta learning_rate * v a W, no lo sumes.",
        ),
        "looks_ahead": Text(
            en="That is Nesterov's momentum, which looks one step ahead. Here the step follows v itself: "
            "W = W - learning_rate * v.",
            es="Ese es el momentum de Nesterov, que mira un paso adelante. Aquí el paso sigue a la propia v: "
            "W = W - learning_rate * v.",
        ),
        "forgets_the_old_velocity": Text(
            en="Keep the old velocity: v = beta * v + (1 - beta) * dW. Without it this is plain gradient descent.",
            es="Conserva la velocidad anterior: v = beta * v + (1 - beta) * dW. Sin ella, esto es descenso de "
            "gradiente simple.",
        ),
        "never_slows_down": Text(
            en="The old velocity fades: multiply it by beta before adding (1 - beta) * dW.",
            es="La velocidad anterior se desvanece: multiplícala por beta antes de sumar (1 - beta) * dW.",
        ),
        "ignores_the_velocity": Text(
            en="This is plain gradient descent: it neither uses the velocity nor updates it. First "
            "v = beta * v + (1 - beta) * dW, then W = W - learning_rate * v.",
            es="Esto es descenso de gradiente simple: ni usa la velocidad ni la actualiza. Primero "
            "v = beta * v + (1 - beta) * dW; luego W = W - learning_rate * v.",
        ),
    },
)


@momentum_of_averages.misconception(
    caught_by="takes_the_first_step",
    en="Adding the gradient in full is another convention. Here the velocity is an average: "
    "v = beta * v + (1 - beta) * dW.",
    es="Sumar el gradiente completo es otra convención. Aquí la velocidad es un promedio: "
    "v = beta * v + (1 - beta) * dW.",
)
def adds_the_gradient_in_full(w, grad, v, *, lr, momentum):
    return momentum_step(w, grad, v, lr=lr / (1 - momentum), momentum=momentum)


@momentum_of_averages.misconception(
    caught_by="takes_the_first_step",
    en="Putting the learning rate into the velocity is another convention. Here v = beta * v + (1 - beta) * dW, and "
    "W = W - learning_rate * v.",
    es="Poner la tasa de aprendizaje dentro de la velocidad es otra convención. Aquí v = beta * v + (1 - beta) * dW, y "
    "W = W - learning_rate * v.",
)
def puts_the_learning_rate_into_the_velocity(w, grad, v, *, lr, momentum):
    rate = lr / (1 - momentum)
    theirs = momentum * v / rate + rate * grad
    return w - theirs, theirs * rate


@momentum_of_averages.misconception(
    caught_by="takes_the_first_step",
    en="Multiply the velocity by the learning rate: W = W - learning_rate * v.",
    es="Multiplica la velocidad por la tasa de aprendizaje: W = W - learning_rate * v.",
)
def forgets_the_learning_rate(w, grad, v, *, lr, momentum):
    _, v = momentum_step(w, grad, v, lr=lr, momentum=momentum)
    return w - v * (1 - momentum) / lr, v


@momentum_of_averages.misconception(
    caught_by="keeps_its_momentum",
    en="beta is the share of the old velocity that is kept: v = beta * v + (1 - beta) * dW, not the other way round.",
    es="beta es la parte de la velocidad anterior que se conserva: v = beta * v + (1 - beta) * dW, no al revés.",
)
def swaps_the_shares(w, grad, v, *, lr, momentum):
    rate = lr / (1 - momentum)
    theirs = (1 - momentum) * v / rate + momentum * grad
    return w - rate * theirs, theirs * rate


@momentum_of_averages.misconception(
    caught_by="takes_the_first_step",
    en="Move along the velocity: W = W - learning_rate * v, not learning_rate * dW.",
    es="Muévete según la velocidad: W = W - learning_rate * v, no learning_rate * dW.",
)
def moves_along_the_raw_gradient(w, grad, v, *, lr, momentum):
    _, v = momentum_step(w, grad, v, lr=lr, momentum=momentum)
    return w - lr / (1 - momentum) * grad, v


def _only_the_first_layer(after, before):
    """Return the answers of a loop that ends before the last layer, which has the later half of the rows."""
    half = (len(before[0]) + 1) // 2
    return tuple(np.vstack((new[:half], old[half:])) for new, old in zip(after, before, strict=True))


@momentum_of_averages.misconception(
    caught_by=("takes_the_first_step", "keeps_its_momentum", "returns_the_velocity"),
    en="Update every layer; the last one stays as it was. Look at the range of the loop, and at how far `return` is "
    "indented.",
    es="Actualiza todas las capas; la última queda como estaba. Revisa el rango del ciclo y la sangría de `return`.",
)
def leaves_the_last_layer_alone(w, grad, v, *, lr, momentum):
    return _only_the_first_layer(momentum_step(w, grad, v, lr=lr, momentum=momentum), (w, v))


adam_of_averages = adapt(
    adam.exercise,
    words={
        "m": "v",
        "v": "s",
        "m_hat": "v_corrected",
        "v_hat": "s_corrected",
        "w": "W",
        "lr": "learning_rate",
        "grad": "dW",
        "eps": "epsilon",
    },
    titles={
        "averages_the_gradients": Text(
            en="v is the moving average of the gradient, that of dW and that of db (below, the layers are one matrix, "
            "and b is its last column)",
            es="v es el promedio móvil del gradiente, el de dW y el de db (abajo, las capas son una sola matriz, y b "
            "es su última columna)",
        ),
    },
    hints={
        "forgets_the_learning_rate": Text(
            en="Multiply the step by learning_rate.", es="Multiplica el paso por learning_rate."
        )
    },
)


@adam_of_averages.misconception(
    caught_by=("averages_the_gradients", "averages_the_squares"),
    en="Update every layer; the last one stays as it was. Look at the range of the loop, and at how far `return` is "
    "indented.",
    es="Actualiza todas las capas; la última queda como estaba. Revisa el rango del ciclo y la sangría de `return`.",
)
def skips_the_last_layer(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return _only_the_first_layer(
        adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps), (w, m, v)
    )


@adam_of_averages.misconception(
    caught_by=("averages_the_gradients", "averages_the_squares"),
    en="Return the averages in this order: parameters, v, s.",
    es="Devuelve los promedios en este orden: parameters, v, s.",
)
def exchanges_the_averages(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    w, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return w, v, m


@adam_of_averages.misconception(
    caught_by="corrects_the_bias",
    en="beta1 belongs to v, and beta2 to s: s_corrected = s / (1 - beta2**t).",
    es="beta1 es de v, y beta2 es de s: s_corrected = s / (1 - beta2**t).",
)
def corrects_both_with_beta1(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta1**t)) + eps), m, v


@adam_of_averages.misconception(
    caught_by="corrects_the_bias",
    en="t counts the steps, l the layers: the correction of every layer is 1 - beta1**t, and 1 - beta2**t.",
    es="t cuenta los pasos; l, las capas: la corrección de todas las capas es 1 - beta1**t, y 1 - beta2**t.",
)
def counts_layers_for_steps(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    half = (len(w) + 1) // 2
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    first = adam_step(w[:half], grad[:half], m[:half], v[:half], 1, **options)
    second = adam_step(w[half:], grad[half:], m[half:], v[half:], 2, **options)
    return tuple(np.vstack(parts) for parts in zip(first, second, strict=True))


_PARENTHESES = Text(
    en="Put the whole divisor in parentheses: / (sqrt(s_corrected) + epsilon). Otherwise epsilon is added to the "
    "quotient.",
    es="Pon todo el divisor entre paréntesis: / (sqrt(s_corrected) + epsilon). Si no, epsilon se suma al cociente.",
)


@adam_of_averages.misconception(caught_by="adds_eps_outside_the_root", en=_PARENTHESES.en, es=_PARENTHESES.es)
def adds_epsilon_to_the_parameters(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    w, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=0.0)
    return w + eps, m, v


@adam_of_averages.misconception(caught_by="adds_eps_outside_the_root", en=_PARENTHESES.en, es=_PARENTHESES.es)
def adds_epsilon_to_the_quotient(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    w, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=0.0)
    return w - lr * eps, m, v


adapter = Adapter(
    name="dlai",
    en="DeepLearning.AI, course 2",
    es="DeepLearning.AI, curso 2",
    exercises=(initialization, dropout, momentum_of_averages, adam_of_averages),
    worker=Path(__file__).with_name("worker.py"),
)
