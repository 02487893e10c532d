"""The distance between validation and training loss."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, uniform
from solutions.training import generalization_gap

exercise = Exercise(
    generalization_gap,
    en="From the history of a training with validation examples, compute by how much the validation loss is "
    "above the training loss, epoch by epoch.",
    es="A partir del historial de un entrenamiento con ejemplos de validación, calcula en cuánto supera la "
    "pérdida de validación a la de entrenamiento, época por época.",
    topic=Text(en="The generalisation gap", es="La brecha de generalización"),
    inputs={
        "loss": uniform("epochs", low=0.1, high=2.0),
        "val_loss": uniform("epochs", low=0.1, high=2.0),
        "accuracy": uniform("epochs"),
        "val_accuracy": uniform("epochs"),
    },
    edges=[{"epochs": 1}],
)


@exercise.check(
    points=2,
    en="the gap is validation loss minus training loss, one for each epoch",
    es="la brecha es la pérdida de validación menos la de entrenamiento, una por época",
)
def gap_agrees(student, loss, val_loss, accuracy, val_accuracy):
    measured = {"loss": loss, "accuracy": accuracy, "val_loss": val_loss, "val_accuracy": val_accuracy}
    history = {name: [float(value) for value in values] for name, values in measured.items()}
    close(student.early()(history), val_loss - loss, name="gap")


@exercise.misconception(
    caught_by=gap_agrees,
    en="It is validation minus training: positive where the network does worse on new examples.",
    es="Es validación menos entrenamiento: positiva donde la red lo hace peor con ejemplos nuevos.",
)
def turns_it_round(history):
    return np.asarray(history["loss"]) - np.asarray(history["val_loss"])


@exercise.misconception(
    caught_by=gap_agrees,
    en="Keep the sign: a negative gap says something, too.",
    es="Conserva el signo: una brecha negativa también dice algo.",
)
def drops_the_sign(history):
    return np.abs(generalization_gap(history))


@exercise.misconception(
    caught_by=gap_agrees,
    en="Subtract the training loss; dividing by it gives another measure.",
    es="Resta la pérdida de entrenamiento; dividir entre ella da otra medida.",
)
def divides(history):
    return np.asarray(history["val_loss"]) / np.asarray(history["loss"])


@exercise.misconception(
    caught_by=gap_agrees,
    en="Compare the losses; the gap of the accuracies is another measure.",
    es="Compara las pérdidas; la brecha de las exactitudes es otra medida.",
)
def compares_accuracies(history):
    return np.asarray(history["accuracy"]) - np.asarray(history["val_accuracy"])


@exercise.misconception(
    caught_by=gap_agrees,
    en="Return the gap of every epoch, not only that of the last.",
    es="Devuelve la brecha de cada época, no solo la de la última.",
)
def looks_at_the_last_epoch(history):
    return history["val_loss"][-1] - history["loss"][-1]


@exercise.misconception(
    caught_by=gap_agrees,
    en="Compare each validation loss with the training loss of the same epoch, not with the lowest of all.",
    es="Compara cada pérdida de validación con la de entrenamiento de la misma época, no con la menor de todas.",
)
def compares_with_the_best(history):
    return np.asarray(history["val_loss"]) - min(history["loss"]) + 0.0
