"""The mistakes that students make in the network, as runnable wrong classes."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from assignments.a6_training import network as checks
from assignments.a6_training.network import exercise
from solutions import network as reference
from solutions.affine import affine_backward
from solutions.network import CrossEntropy, Dense, Network


def _gradients(network, x, y, *, penalties=True):
    """Return the reference's gradients, with or without those of the penalty, as arrays of their own."""
    out, caches = network._forward(x)
    gradients = network._backward(network.loss(out, y)[1], caches)
    if network.reg is None or not penalties:
        return gradients
    pairs = zip(gradients, network.get_params(), strict=True)
    return [(dw + network.reg(w)[1], db) for (dw, db), (w, _) in pairs]


def _loss(network, x, y):
    """Return the reference's loss without a penalty."""
    return network.loss(network.predict(x), y)[0]


class _OwnActivations(Network):
    """A network whose layers compute with other activations than they were made with."""

    def __init__(self, *args):
        super().__init__(*args)
        self.layers = [copy.copy(layer) for layer in self.layers]
        for place, layer in enumerate(self.layers):
            layer.activation = self.activation(layer.activation, last=place == len(self.layers) - 1)

    def activation(self, name, *, last):
        return name


@exercise.misconception(
    replaces=Network,
    caught_by=checks.two_layers_predict,
    en="Apply each layer's activation: without it, all layers together are one affine map.",
    es="Aplica la activación de cada capa: sin ella, todas juntas son una sola transformación afín.",
)
class forgets_activations(_OwnActivations):
    def activation(self, name, *, last):
        return "linear"


@exercise.misconception(
    replaces=Network,
    caught_by=checks.activations_agree,
    en="Use the activation that the layer was made with; you take ReLU wherever there is one.",
    es="Usa la activación con que se creó la capa; tú tomas ReLU dondequiera que haya una.",
)
class always_relu(_OwnActivations):
    def activation(self, name, *, last):
        return name if name == "linear" else "relu"


@exercise.misconception(
    replaces=Network,
    caught_by=checks.activations_agree,
    en="The last layer has an activation as well, if it was made with one: apply it.",
    es="La última capa también tiene activación, si se creó con una: aplícala.",
)
class leaves_the_last_layer_linear(_OwnActivations):
    def activation(self, name, *, last):
        return "linear" if last else name


@exercise.misconception(
    replaces=Network,
    caught_by=checks.two_layers_predict,
    en="An activation belongs to a layer's own outputs; you apply it to what comes in.",
    es="La activación es de las salidas de la propia capa; tú la aplicas a lo que entra.",
)
class activates_the_inputs(_OwnActivations):
    def __init__(self, *args):
        Network.__init__(self, *args)
        own = [layer.activation for layer in self.layers]
        self.layers = [copy.copy(layer) for layer in self.layers]
        for layer, name in zip(self.layers, [*own[1:], "linear"], strict=True):
            layer.activation = name
        self.first = own[0]

    def _forward(self, x):
        return super()._forward(reference._FORWARD[self.first](x)[0])


@exercise.misconception(
    replaces=Network,
    caught_by=checks.one_layer_predicts,
    en="Add each layer's bias: x @ w + b.",
    es="Suma el sesgo de cada capa: x @ w + b.",
)
class forgets_biases(Network):
    def _forward(self, x):
        a, caches = x, []
        for layer in self.layers:
            a, cache = reference._FORWARD[layer.activation](a @ layer.w)
            caches.append(((x, layer.w), cache))
        return a, caches


@exercise.misconception(
    replaces=Network,
    caught_by=checks.two_layers_predict,
    en="Predict the logits: the softmax belongs to the cross-entropy.",
    es="Predice los logits: el softmax pertenece a la entropía cruzada.",
)
class predicts_probabilities(Network):
    def predict(self, x):
        out = super().predict(x)
        if not isinstance(self.loss, CrossEntropy):
            return out
        e = np.exp(out - out.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


@exercise.misconception(
    replaces=Network,
    caught_by=checks.any_depth_predicts,
    en="Walk the whole chain of layers, from the last one back to the input, however many there are.",
    es="Recorre toda la cadena de capas, de la última hasta la entrada, por muchas que haya.",
)
class knows_two_layers(Network):
    def _forward(self, x):
        layers, self.layers = self.layers, [*self.layers[:1], *self.layers[1:][-1:]]
        try:
            return super()._forward(x)
        finally:
            self.layers = layers


@exercise.misconception(
    replaces=Network,
    caught_by=checks.parameters_are_listed,
    en="List the parameters in the order of computing: the layer next to the input comes first.",
    es="Lista los parámetros en el orden del cálculo: primero la capa que está junto a la entrada.",
)
class lists_the_last_layer_first(Network):
    def get_params(self):
        return super().get_params()[::-1]


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.parameters_are_listed,
    en="A layer is x @ w + b, so w is (fan_in, fan_out): one row for each input.",
    es="Una capa es x @ w + b, así que w es (fan_in, fan_out): una fila por cada entrada.",
)
class transposes_weights(Dense):
    def __call__(self, inputs):
        super().__call__(inputs)
        self.w = self.w.T
        return self


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.parameters_are_listed,
    en="Let biases start at 0.",
    es="Haz que los sesgos empiecen en 0.",
)
class draws_biases(Dense):
    def __call__(self, inputs):
        super().__call__(inputs)
        self.b = np.random.default_rng(self.seed).normal(size=self.units)
        return self


@exercise.misconception(
    replaces=Network,
    caught_by=checks.parameters_are_replaced,
    en="set_params must put every weight and every bias in its place; yours changes nothing.",
    es="set_params debe poner cada peso y cada sesgo en su lugar; el tuyo no cambia nada.",
)
class ignores_new_parameters(Network):
    def set_params(self, params):
        pass


@exercise.misconception(
    replaces=Network,
    caught_by=checks.parameters_are_replaced,
    en="Replace the biases as well as the weights.",
    es="Reemplaza también los sesgos, no solo los pesos.",
)
class replaces_only_weights(Network):
    def set_params(self, params):
        for layer, (w, _) in zip(self.layers, params, strict=True):
            layer.w = w


class _OwnDraws(Dense):
    """A layer that starts from ``weights(fan_in, rng)``."""

    def __call__(self, inputs):
        super().__call__(inputs)
        self.w = self.weights(inputs.units, np.random.default_rng(self.seed))
        return self

    def weights(self, fan_in, rng):
        return self.w


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.weights_start_well,
    en="Weights of size 1 saturate or explode: divide by the root of fan_in.",
    es="Los pesos de tamaño 1 saturan o explotan: divide entre la raíz de fan_in.",
)
class draws_unit_weights(_OwnDraws):
    def weights(self, fan_in, rng):
        return rng.normal(size=(fan_in, self.units))


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.weights_start_well,
    en="A fixed small size lets the signal die out in deep networks: take the root of 2 / fan_in or 1 / fan_in.",
    es="Un tamaño fijo y pequeño hace que la señal muera en redes profundas: toma la raíz de 2 / fan_in o de 1 "
    "/ fan_in.",
)
class draws_small_weights(_OwnDraws):
    def weights(self, fan_in, rng):
        return 0.01 * rng.normal(size=(fan_in, self.units))


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.weights_start_well,
    en="The generator takes the standard deviation: give it the root of the variance.",
    es="El generador recibe la desviación estándar: dale la raíz de la varianza.",
)
class takes_variance_for_deviation(_OwnDraws):
    def weights(self, fan_in, rng):
        return rng.normal(0, (2 if self.activation == "relu" else 1) / fan_in, (fan_in, self.units))


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.weights_start_well,
    en="Only ReLU units need the 2: others start with variance 1 / fan_in.",
    es="Solo las unidades ReLU necesitan el 2: las demás empiezan con varianza 1 / fan_in.",
)
class draws_all_for_relu(_OwnDraws):
    def weights(self, fan_in, rng):
        return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, self.units))


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.weights_start_well,
    en="ReLU silences half of the signal: its units start with variance 2 / fan_in.",
    es="ReLU apaga la mitad de la señal: sus unidades empiezan con varianza 2 / fan_in.",
)
class draws_none_for_relu(_OwnDraws):
    def weights(self, fan_in, rng):
        return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, self.units))


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.weights_start_well,
    en="2 / (fan_in + fan_out) is Glorot's variance, another convention. Here it is 2 / fan_in, or 1 / fan_in.",
    es="2 / (fan_in + fan_out) es la varianza de Glorot, otra convención. Aquí es 2 / fan_in, o 1 / fan_in.",
)
class averages_the_fans(_OwnDraws):
    def weights(self, fan_in, rng):
        return rng.normal(0, np.sqrt(2 / (fan_in + self.units)), (fan_in, self.units))


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.weights_start_well,
    en="Equal weights stay equal for ever: draw them at random.",
    es="Los pesos iguales se quedan iguales para siempre: sortéalos.",
)
class starts_from_zeros(_OwnDraws):
    def weights(self, fan_in, rng):
        return np.zeros((fan_in, self.units))


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.seeds_decide,
    en="Make the generator with the layer's own `seed`; a fixed one gives every layer the same numbers.",
    es="Crea el generador con la `seed` de la propia capa; una fija le da a cada capa los mismos números.",
)
class fixes_the_seed(Dense):
    def __init__(self, units, activation="linear", seed=None):
        super().__init__(units, activation, 0)


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.seeds_decide,
    en="The default seed is None, for numbers that differ from layer to layer; with 0, layers of one size are equal.",
    es="La semilla por defecto es None, para que los números difieran de capa en capa; con 0, las capas del mismo "
    "tamaño son iguales.",
)
class has_a_seed_by_default(Dense):
    def __init__(self, units, activation="linear", seed=0):
        super().__init__(units, activation, seed)


@exercise.misconception(
    replaces=Dense,
    caught_by=checks.layers_are_linear_by_default,
    en='The default activation is "linear", so that a last layer gives logits.',
    es='La activación por defecto es "linear", para que una última capa dé logits.',
)
class activates_by_default(Dense):
    def __init__(self, units, activation="relu", seed=None):
        super().__init__(units, activation, seed)


@exercise.misconception(
    replaces=Network,
    caught_by=checks.loss_agrees,
    en="The loss is an average over the batch already: do not divide it again.",
    es="La pérdida ya es un promedio sobre el lote: no la dividas otra vez.",
)
class averages_the_loss_again(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = super().loss_and_gradients(x, y)
        return loss / len(x), [(dw / len(x), db / len(x)) for dw, db in gradients]


@exercise.misconception(
    replaces=Network,
    caught_by=checks.penalty_is_added,
    en="Add the penalty to the loss as well: it is part of what is minimised.",
    es="Suma la penalización también a la pérdida: es parte de lo que se minimiza.",
)
class forgets_the_penalty(Network):
    def loss_and_gradients(self, x, y):
        return _loss(self, x, y), _gradients(self, x, y)


@exercise.misconception(
    replaces=Network,
    caught_by=checks.penalty_is_added,
    en="`reg` is given to the network: use it, in the loss and in the gradients.",
    es="La red recibe `reg`: úsalo, en la pérdida y en los gradientes.",
)
class ignores_the_regularizer(Network):
    def loss_and_gradients(self, x, y):
        return _loss(self, x, y), _gradients(self, x, y, penalties=False)


@exercise.misconception(
    replaces=Network,
    caught_by=checks.penalty_is_added,
    en="Only weights are penalised: leave the biases alone.",
    es="Solo se penalizan los pesos: deja en paz los sesgos.",
)
class penalises_biases(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = super().loss_and_gradients(x, y)
        if self.reg is None:
            return loss, gradients
        biases = [b for _, b in self.get_params()]
        loss = loss + sum(self.reg(b)[0] for b in biases)
        return loss, [(dw, db + self.reg(b)[1]) for (dw, db), b in zip(gradients, biases, strict=True)]


@exercise.misconception(
    replaces=Network,
    caught_by=checks.penalty_is_added,
    en="Penalise the weights of every layer, not of the last one only.",
    es="Penaliza los pesos de todas las capas, no solo los de la última.",
)
class penalises_one_layer(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = _loss(self, x, y), _gradients(self, x, y, penalties=False)
        if self.reg is None:
            return loss, gradients
        penalty, decay = self.reg(self.layers[-1].w)
        return loss + penalty, [*gradients[:-1], (gradients[-1][0] + decay, gradients[-1][1])]


@exercise.misconception(
    replaces=Network,
    caught_by=checks.penalty_is_added,
    en="The penalty has nothing to do with the batch: do not divide it by the batch size.",
    es="La penalización no tiene que ver con el lote: no la dividas entre su tamaño.",
)
class averages_the_penalty(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = _loss(self, x, y), _gradients(self, x, y, penalties=False)
        if self.reg is None:
            return loss, gradients
        penalties = [self.reg(w) for w, _ in self.get_params()]
        loss = loss + sum(penalty for penalty, _ in penalties) / len(x)
        pairs = zip(gradients, penalties, strict=True)
        return loss, [(dw + decay / len(x), db) for (dw, db), (_, decay) in pairs]


@exercise.misconception(
    replaces=Network,
    caught_by=checks.regularized_gradients_agree,
    en="Add the gradient of the penalty, reg(w)[1], to each dw.",
    es="Suma el gradiente de la penalización, reg(w)[1], a cada dw.",
)
class forgets_the_decay(Network):
    def loss_and_gradients(self, x, y):
        return super().loss_and_gradients(x, y)[0], _gradients(self, x, y, penalties=False)


@exercise.misconception(
    replaces=Network,
    caught_by=(checks.single_layer_gradients_agree, checks.two_layer_gradients_agree),
    en="The loss has divided its gradient by the batch size already: do not divide again.",
    es="La pérdida ya dividió su gradiente entre el tamaño del lote: no dividas otra vez.",
)
class averages_gradients_again(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = super().loss_and_gradients(x, y)
        return loss, [(dw / len(x), db / len(x)) for dw, db in gradients]


@exercise.misconception(
    replaces=Network,
    caught_by=(checks.single_layer_gradients_agree, checks.two_layer_gradients_agree),
    en="A bias is added to every example, so its gradient is the sum over the batch, not the mean.",
    es="El sesgo se suma a cada ejemplo: su gradiente es la suma sobre el lote, no el promedio.",
)
class averages_bias_gradients(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = super().loss_and_gradients(x, y)
        return loss, [(dw, db / len(x)) for dw, db in gradients]


def _walked_back(network, x, y, slope):
    """Return loss and gradients with ``slope(place, da, cache)`` for the way back through an activation."""
    loss, _ = Network.loss_and_gradients(network, x, y)
    out, caches = network._forward(x)
    _, dout = network.loss(out, y)
    gradients: list[tuple[Any, Any]] = []
    for place in reversed(range(len(caches))):
        affine_cache, cache = caches[place]
        dout, dw, db = affine_backward(slope(place, dout, cache), affine_cache)
        decay = 0 if network.reg is None else network.reg(network.layers[place].w)[1]
        gradients.insert(0, (dw + decay, db))
    return loss, gradients


@exercise.misconception(
    replaces=Network,
    caught_by=(checks.two_layer_gradients_agree, checks.deep_gradients_agree),
    en="Multiply by the slope of each layer's activation on the way back.",
    es="Al volver, multiplica por la pendiente de la activación de cada capa.",
)
class forgets_slopes(Network):
    def loss_and_gradients(self, x, y):
        return _walked_back(self, x, y, lambda place, da, cache: da)


@exercise.misconception(
    replaces=Network,
    caught_by=checks.deep_gradients_agree,
    en="The last layer's activation has a slope as well: start with it on the way back.",
    es="La activación de la última capa también tiene pendiente: empieza por ella al volver.",
)
class forgets_the_last_slope(Network):
    def loss_and_gradients(self, x, y):
        def slope(place, da, cache):
            last = place == len(self.layers) - 1
            return da if last else reference._BACKWARD[self.layers[place].activation](da, cache)

        return _walked_back(self, x, y, slope)


@exercise.misconception(
    replaces=Network,
    caught_by=checks.two_layer_gradients_agree,
    en="List the gradients in the order of the parameters; the way back yields the last layer first.",
    es="Lista los gradientes en el orden de los parámetros; el camino de vuelta da primero la última capa.",
)
class lists_gradients_backwards(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = super().loss_and_gradients(x, y)
        return loss, gradients[::-1]


@exercise.misconception(
    replaces=Network,
    caught_by=checks.gradients_repeat,
    en="Start from fresh gradients in every call: yours still hold those of the call before.",
    es="Empieza con gradientes nuevos en cada llamada: los tuyos aún guardan los de la llamada anterior.",
)
class accumulates_gradients(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = super().loss_and_gradients(x, y)
        before = getattr(self, "before", None) or [(0, 0)] * len(gradients)
        pairs = zip(gradients, before, strict=True)
        self.before = [(dw + old_dw, db + old_db) for (dw, db), (old_dw, old_db) in pairs]
        return loss, self.before


@exercise.misconception(
    replaces=Network,
    caught_by=checks.gradients_repeat,
    en="loss_and_gradients only measures; leave the parameters alone, the step is taken while training.",
    es="loss_and_gradients solo mide; deja los parámetros como están, el paso se da al entrenar.",
)
class steps_while_measuring(Network):
    def loss_and_gradients(self, x, y):
        loss, gradients = super().loss_and_gradients(x, y)
        self.set_params(
            [
                (w - 0.1 * dw, b - 0.1 * db)
                for (w, b), (dw, db) in zip(self.get_params(), gradients, strict=True)
            ]
        )
        return loss, gradients
