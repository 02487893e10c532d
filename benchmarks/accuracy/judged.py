"""Mutants that differ from the reference and are right all the same, each with the reason.

They were survivors; somebody looked at them and found that the mathematics allows them.
"""

from __future__ import annotations

_KINK = "At z = 0 every slope between those of both sides is a subgradient; elsewhere the two agree."
_SIGN = "The sign of a principal component is an accident of the method; the two differ in nothing else."
_RELABELLED = "Batches stay balanced, whatever the order of the classes or of the batches; none is promised."
_LIST = "A list of numbers is as good as an array of them: nothing is said of the type."
_ORDER = "The order of the hyperparameters, and in which of them which numbers are drawn, is free."
_SHUFFLED = "It is a random order all the same: how it is drawn is free."
_FOLDS = "The order of the folds, and of the examples in one, is free."

#: Exercises that prescribe no formula: whatever does what is asked for is right, and only the checks can say so.
RIGHT_BY_RESULT: dict[str, str] = {
    "digits": "Any network and any training will do that read so many new images rightly; this one did.",
}

#: The reason by exercise, statement before, and statement after the edit.
RIGHT_ALL_THE_SAME: dict[tuple[str, str, str], str] = {
    ("relu", "dz = da * (z > 0)", "dz = da * (z >= 0)"): _KINK,
    ("step", "a = (z > 0).astype(z.dtype)", "a = (z >= 0).astype(z.dtype)"): (
        "At z = 0 the step has no value of its own: the statement accepts either."
    ),
    (
        "leaky_relu",
        "dz = np.where(z > 0, da, alpha * da)",
        "dz = np.where(z >= 0, da, alpha * da)",
    ): _KINK,
    ("prelu", "dz = np.where(z > 0, da, alpha * da)", "dz = np.where(z >= 0, da, alpha * da)"): _KINK,
    (
        "elu",
        "dz = da * np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0)))",
        "dz = da * np.where(z >= 0, 1, alpha * np.exp(np.minimum(z, 0)))",
    ): _KINK,
    (
        "pca",
        "return (mean, components[:, largest_first], variances[largest_first])",
        "return (mean, -components[:, largest_first], variances[largest_first])",
    ): _SIGN,
    ("pca", "out = (x - mean) @ components", "out = -((x - mean) @ components)"): _SIGN,
    ("pca", "out = (x - mean) @ components", "out = (mean - x) @ components"): _SIGN,
    (
        "pca",
        "out = decorrelate(x, pca) / np.sqrt(variances + eps)",
        "out = -(decorrelate(x, pca) / np.sqrt(variances + eps))",
    ): _SIGN,
    (
        "batchnorm_placement",
        "return (dx, dw, db, dgamma, dbeta)",
        "return (dx, dw, -db, dgamma, dbeta)",
    ): "Before a normalisation the gradient of the bias is zero; what is left is rounding, whose sign means nothing.",
    (
        "activation_statistics",
        "for _ in range(n_layers):",
        "for _ in list(range(n_layers))[::-1]:",
    ): "The number of the layer is not used.",
    (
        "activation_statistics",
        "return (np.array(means), np.array(stds))",
        "return (means, np.array(stds))",
    ): _LIST,
    (
        "activation_statistics",
        "return (np.array(means), np.array(stds))",
        "return (np.array(means), stds)",
    ): _LIST,
    (
        "random_shift",
        "border = (max_shift, max_shift)",
        "border = (max_shift, height)",
    ): "No window reaches that far into the frame, unless shifts are larger than the image.",
    (
        "random_shift",
        "border = (max_shift, max_shift)",
        "border = (max_shift, width)",
    ): "No window reaches that far into the frame, unless shifts are larger than the image.",
    ("balanced_minibatches", "y = np.asarray(y)", "y = -np.asarray(y)"): _RELABELLED,
    (
        "balanced_minibatches",
        "row = np.concatenate([rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)])",
        "row = np.concatenate([rng.permutation(np.flatnonzero(y == label)) for label in list(np.unique(y))[::-1]])",
    ): _RELABELLED,
    (
        "balanced_minibatches",
        "return [row[first::n_batches] for first in range(n_batches)]",
        "return [row[first::n_batches] for first in list(range(n_batches))[::-1]]",
    ): _RELABELLED,
    (
        "lbfgs",
        "found = minimize(value_and_slope, flatten(params), jac=True, method='L-BFGS-B')",
        "found = minimize(value_and_slope, flatten(params), jac=True)",
    ): "SciPy's default, BFGS, reaches the same minimum from the same slopes: what is asked for.",
    (
        "random_search",
        "samples = {name: sample_log_uniform(low, high, n_trials, rng=rng) for name, (low, high) in space.items()}",
        "samples = {name: sample_log_uniform(low, high, n_trials, rng=rng) "
        "for name, (low, high) in list(space.items())[::-1]}",
    ): _ORDER,
    (
        "random_search",
        "candidate = {name: float(values[k]) for name, values in samples.items()}",
        "candidate = {name: float(values[k]) for name, values in list(samples.items())[::-1]}",
    ): _ORDER,
    (
        "random_search",
        "for k in range(n_trials):",
        "for k in list(range(n_trials))[::-1]:",
    ): "Independent numbers of one distribution may be used in any order.",
    (
        "coarse_to_fine",
        "space = {name: _next_range(low, high, best[name]) for name, (low, high) in space.items()}",
        "space = {name: _next_range(low, high, best[name]) for name, (low, high) in list(space.items())[::-1]}",
    ): _ORDER,
    (
        "network",
        "self.w = draw(inputs.units, self.units, rng=np.random.default_rng(self.seed))",
        "self.w = -draw(inputs.units, self.units, rng=np.random.default_rng(self.seed))",
    ): "The distributions are symmetric, and which weights a seed leads to is free.",
    ("fit", "rng = np.random.default_rng(0)", "rng = np.random"): _SHUFFLED,
    ("fit", "rng = np.random.default_rng(0)", "rng = np.random.default_rng(1)"): _SHUFFLED,
    (
        "fit",
        "order = rng.permutation(len(x))",
        "order = -rng.permutation(len(x))",
    ): "Counted from the end, these are all examples, once each.",
    (
        "cross_validation",
        "return [(np.concatenate([fold for other, fold in enumerate(folds) if other != number]), validati"
        "on) for number, validation in enumerate(folds)]",
        "return [(np.concatenate([fold for other, fold in list(enumerate(folds))[::-1] if other != number"
        "]), validation) for number, validation in enumerate(folds)]",
    ): _FOLDS,
    (
        "cross_validation",
        "return [(np.concatenate([fold for other, fold in enumerate(folds) if other != number]), validati"
        "on) for number, validation in enumerate(folds)]",
        "return [(np.concatenate([fold for other, fold in enumerate(folds) if other != number]), validati"
        "on) for number, validation in list(enumerate(folds))[::-1]]",
    ): _FOLDS,
}


def reason_to_accept(exercise: str, before: str, after: str) -> str | None:
    """Return why a survivor, known by its statement before and after the edit, is right all the same."""
    return RIGHT_ALL_THE_SAME.get((exercise, before, after)) or RIGHT_BY_RESULT.get(exercise)
