"""Mutants that differ from the reference and are right all the same, each with the reason.

They were survivors; somebody looked at them and found that the mathematics allows them.
"""

from __future__ import annotations

_KINK = "At z = 0 every slope between those of both sides is a subgradient; elsewhere the two agree."
_SIGN = "The sign of a principal component is an accident of the method; the two differ in nothing else."

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
}
