"""How often bad luck costs a right solution of `digits` its points.

Trains the reference, and a few other honest networks, on many splits as the exercise draws them, and compares what
they reach on held-out images with what the exercise asks for. Besides the counts it prints how many standard deviations
lie between the mean and the bound, and what a normal tail makes of that. Where nothing failed in n splits, the rate is
below 3 / n with a confidence of 95%.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from assignments.a6_training.digits import ACCURACY, exercise, held_out
from autograder.exercise.trials import trials
from solutions.digits import train_digits
from solutions.network import SGD, CrossEntropy, Dense, Input, Network
from solutions.training import fit

Trainer = Callable[[Any, Any], Network]


def trainer(*widths: int, activation: str = "relu", epochs: int, lr: float, bs: int) -> Trainer:
    """Return an honest solution with hidden layers of these widths."""

    def train(x: Any, y: Any) -> Network:
        node: Any = (inputs := Input(x.shape[1]))
        for seed, units in enumerate(widths):
            node = Dense(units, activation, seed)(node)
        network = Network(inputs, Dense(10, seed=9)(node), CrossEntropy(), optimizer=SGD(bs, lr))
        fit(network, x, y, epochs)
        return network

    return train


SOLUTIONS: dict[str, Trainer] = {
    "reference": train_digits,
    "no hidden layer": trainer(epochs=20, lr=0.1, bs=32),
    "64 ReLU": trainer(64, epochs=20, lr=0.1, bs=32),
    "64, 32 ReLU": trainer(64, 32, epochs=20, lr=0.1, bs=32),
    "30 sigmoid, bs 10": trainer(30, activation="sigmoid", epochs=20, lr=0.5, bs=10),
    "16 tanh": trainer(16, activation="tanh", epochs=20, lr=0.1, bs=32),
}


def accuracies(train: Trainer, splits: int) -> dict[int, list[float]]:
    """Return the accuracy on held-out images, split by split, for each size of the training set."""
    found: dict[int, list[float]] = {count: [] for count in ACCURACY}
    for seed in range(splits):
        for check, count in zip(exercise.checks, ACCURACY, strict=True):
            (drawn,) = trials(exercise, check, seed)
            images, classes = drawn["data"]
            unseen, right = held_out(drawn["data"])
            out = train(images[:count], classes[:count]).predict(unseen)
            found[count].append(float((out.argmax(axis=1) == right).mean()))
    return found


def main() -> None:
    """Print a row for each solution and each size of the training set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--splits", type=int, default=50, help="splits for each solution")
    parser.add_argument("--reference", type=int, default=400, help="splits for the reference")
    options = parser.parse_args()
    print(
        f"{'solution':20}{'images':>7}{'splits':>7}{'mean':>8}{'std':>8}{'min':>8}{'asked':>7}{'failed':>8}  tail"
    )
    for name, train in SOLUTIONS.items():
        splits = options.reference if train is train_digits else options.splits
        for count, reached in accuracies(train, splits).items():
            mean, std = float(np.mean(reached)), float(np.std(reached))
            distance = (mean - ACCURACY[count]) / std
            failed = sum(value < ACCURACY[count] for value in reached)
            print(
                f"{name:20}{count:7}{splits:7}{mean:8.4f}{std:8.4f}{min(reached):8.4f}{ACCURACY[count]:7.2f}{failed:8}"
                f"  {distance:.1f} sd, {math.erfc(distance / math.sqrt(2)) / 2:.0e}"
            )


if __name__ == "__main__":
    main()
