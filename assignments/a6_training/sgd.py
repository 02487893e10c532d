"""Stochastic gradient descent as an object with a step."""

from __future__ import annotations

from autograder import Exercise, Text, close, normal, scalar
from solutions.network import SGD

exercise = Exercise(
    SGD,
    en="Write a class that is made with a batch size and a learning rate and keeps both, as `bs` and `lr`. Its "
    "step takes parameters and the gradient of the loss, and returns the parameters after one step of gradient "
    "descent.",
    es="Escribe una clase que se crea con un tamaño de lote y una tasa de aprendizaje y guarda ambos, como `bs` "
    "y `lr`. Su paso recibe parámetros y el gradiente de la pérdida, y devuelve los parámetros después de un "
    "paso del descenso por gradiente.",
    topic=Text(en="Gradient descent, as an object", es="Descenso de gradiente, como objeto"),
    inputs={"w": normal("rows", "columns"), "grad": normal("rows", "columns"), "lr": scalar(0.05, 0.5)},
    edges=[{"columns": 1}],
)


@exercise.check(
    points=2,
    en="a step goes against the gradient, lr times as far",
    es="un paso va en contra del gradiente, lr veces esa distancia",
)
def steps_downhill(student, w, grad, lr):
    close(student(1, lr).step(w, grad), w - lr * grad, name="w")


@exercise.check(
    points=1,
    needs=steps_downhill,
    en="every step is the same, whatever the batch size and whatever came before",
    es="cada paso es igual, sea cual sea el tamaño del lote y lo que haya pasado antes",
)
def steps_alike(student, w, grad, lr):
    optimizer = student(32, lr)
    close(optimizer.step(w, grad), w - lr * grad, name="w")
    close(optimizer.step(grad, w), grad - lr * w, name="w")
    close(optimizer.step(w[:, 0], grad[:, 0]), w[:, 0] - lr * grad[:, 0], name="w")


@exercise.check(
    points=1,
    en="it keeps the batch size as `bs` and the learning rate as `lr`",
    es="guarda el tamaño de lote como `bs` y la tasa de aprendizaje como `lr`",
)
def keeps_both(student, lr):
    optimizer = student.early()(32, lr).early()
    close(optimizer.attribute("bs"), 32, name="bs")
    close(optimizer.attribute("lr"), lr, name="lr")


@exercise.misconception(
    caught_by=keeps_both,
    en="The batch size comes first, then the learning rate.",
    es="Primero viene el tamaño de lote y luego la tasa de aprendizaje.",
)
class swaps_its_arguments(SGD):
    def __init__(self, bs, lr):
        super().__init__(lr, bs)

    def step(self, w, grad):
        return w - self.bs * grad


@exercise.misconception(
    caught_by=keeps_both,
    en="Keep the batch size as `self.bs`: the training loop will ask for it.",
    es="Guarda el tamaño de lote como `self.bs`: el ciclo de entrenamiento lo pedirá.",
)
class forgets_the_batch_size(SGD):
    def __init__(self, bs, lr):
        super().__init__(0, lr)


@exercise.misconception(
    caught_by=steps_downhill,
    en="Go downhill: subtract lr * grad, do not add it.",
    es="Ve cuesta abajo: resta lr * grad, no lo sumes.",
)
class climbs(SGD):
    def step(self, w, grad):
        return w + self.lr * grad


@exercise.misconception(
    caught_by=steps_downhill,
    en="Multiply the gradient by the learning rate lr.",
    es="Multiplica el gradiente por la tasa de aprendizaje lr.",
)
class forgets_the_learning_rate(SGD):
    def step(self, w, grad):
        return w - grad


@exercise.misconception(
    caught_by=steps_downhill,
    en="Return the new parameters, w - lr * grad, not the change alone.",
    es="Devuelve los parámetros nuevos, w - lr * grad, no solo el cambio.",
)
class returns_the_change(SGD):
    def step(self, w, grad):
        return -self.lr * grad


@exercise.misconception(
    caught_by=steps_alike,
    en="Do not divide by the batch size: the loss is an average over the batch already.",
    es="No dividas entre el tamaño del lote: la pérdida ya es un promedio sobre el lote.",
)
class divides_by_the_batch_size(SGD):
    def step(self, w, grad):
        return w - self.lr / self.bs * grad


@exercise.misconception(
    caught_by=steps_alike,
    en="Take each gradient as it is; adding up those of earlier steps makes another optimiser.",
    es="Toma cada gradiente tal cual; acumular los de pasos anteriores da otro optimizador.",
)
class accumulates(SGD):
    def step(self, w, grad):
        self.sum = grad + getattr(self, "sum", 0)
        return w - self.lr * self.sum
