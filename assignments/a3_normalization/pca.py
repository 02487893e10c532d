"""Principal components: decorrelated and whitened data."""

from __future__ import annotations

import numpy as np

from assignments.a3_normalization.training_data import require_training_statistics
from autograder import Exercise, Text, close, made, normal, require, scalar
from solutions.preprocessing import decorrelate, fit_pca, whiten

#: So small that it cannot be seen: where it is passed, `eps` is not the question.
NEGLIGIBLE = 1e-12


def _ellipsoid(rng, sizes):
    """Data whose components have clearly different variances, so that each is one and no other."""
    train, features = sizes["train"], sizes["features"]
    round_cloud = rng.normal(size=(train, features))
    uncorrelated, _ = np.linalg.qr(round_cloud - round_cloud.mean(axis=0))
    axes, _ = np.linalg.qr(rng.normal(size=(features, features)))
    std = 3 / 1.6 ** np.arange(features)
    return rng.normal(0, 2, features) + np.sqrt(train) * uncorrelated * std @ axes


exercise = Exercise(
    fit_pca,
    decorrelate,
    whiten,
    name="pca",
    opaque=("pca",),
    signs_are_free=True,
    en="`fit_pca` finds the principal components of the training data, the eigenvectors of their covariance matrix, "
    "and returns whatever the other two functions need. `decorrelate` centres data on the training mean and expresses "
    "them in the components, the one of the largest variance first. `whiten` divides each decorrelated component by "
    "sqrt(variance + eps), the variance being that of the training data. `n_components` keeps only so many components. "
    "The sign of each component is free.",
    es="`fit_pca` encuentra las componentes principales de los datos de entrenamiento, que son los vectores propios de "
    "su matriz de covarianza, y devuelve lo que necesiten las otras dos funciones. `decorrelate` centra los datos en "
    "la media de entrenamiento y los expresa en las componentes, con la de mayor varianza primero. `whiten` divide "
    "cada componente decorrelacionada entre sqrt(varianza + eps), con la varianza de los datos de entrenamiento. "
    "`n_components` conserva solo esa cantidad de componentes. El signo de cada componente es libre.",
    topic=Text(en="Principal components, whitening", es="Componentes principales, blanqueo"),
    inputs={
        "x_train": made(_ellipsoid, "train", "features"),
        "x": normal("batch", "features", mean=1.0, std=3.0),
        "eps": scalar(0.2, 0.8),
    },
    sizes={"train": range(20, 30), "features": range(3, 6)},
)


def _decorrelated(student, x, x_train, *n_components):
    return student.decorrelate(x, student.fit_pca(x_train, *n_components))


def _with_signs_of(got, wanted):
    """Return `wanted` with each column's sign as in `got`."""
    if np.shape(got) != wanted.shape:
        return wanted
    return wanted * np.where((np.asarray(got) * wanted).sum(axis=0) < 0, -1.0, 1.0)


@exercise.check(
    points=1,
    en="decorrelate centres the training data",
    es="decorrelate centra los datos de entrenamiento",
)
def centres(student, x_train):
    out = np.asarray(_decorrelated(student, x_train, x_train), dtype=float)
    require(
        np.all(np.abs(out.mean(axis=0)) < 1e-4 * np.std(out)),
        en="The decorrelated training data should have mean 0: subtract the training mean.",
        es="Los datos de entrenamiento decorrelacionados deberían tener media 0: resta la media de entrenamiento.",
    )


@exercise.check(
    points=3,
    en="decorrelate rotates the training data onto their principal components",
    es="decorrelate rota los datos de entrenamiento hacia sus componentes principales",
)
def rotates(student, x_train):
    out = np.asarray(_decorrelated(student, x_train, x_train))
    wanted = decorrelate(x_train, fit_pca(x_train))
    if out.shape == wanted.shape:  # whether they are centred and in order, other checks ask
        rank = np.argsort(np.argsort(-out.var(axis=0)))
        wanted = _with_signs_of(out - out.mean(axis=0), wanted[:, rank]) + out.mean(axis=0)
    close(out, wanted, name="out", tolerance=1e-6)


@exercise.check(
    points=1,
    needs=rotates,
    en="the component of the largest variance comes first",
    es="la componente de mayor varianza va primero",
)
def orders_the_components(student, x_train):
    variances = np.var(_decorrelated(student, x_train, x_train), axis=0)
    require(
        np.all(np.diff(variances) < 0),
        en="The variances of the components should fall from the first to the last.",
        es="Las varianzas de las componentes deberían ir bajando de la primera a la última.",
    )


@exercise.check(
    points=1,
    en="n_components keeps that many components, the first ones",
    es="n_components conserva esa cantidad de componentes, las primeras",
)
def keeps_the_first_components(student, x_train):
    every = np.asarray(_decorrelated(student, x_train, x_train))
    for kept in (1, 2):
        out = _decorrelated(student, x_train, x_train, kept)
        close(out, _with_signs_of(out, every[:, :kept]), name="out", tolerance=1e-6)


@exercise.check(
    points=2,
    en="decorrelate centres and rotates new data as it does the training data",
    es="decorrelate centra y rota los datos nuevos igual que los de entrenamiento",
)
def decorrelates_new_data_alike(student, x_train, x):
    require_training_statistics(lambda x, x_train: _decorrelated(student, x, x_train), x_train, x)


@exercise.check(
    points=2,
    en="whiten gives every component of the training data variance 1",
    es="whiten le da varianza 1 a cada componente de los datos de entrenamiento",
)
def whitens(student, x_train):
    x_train = 1000 * x_train  # so large that no eps is seen, not even one of the student's own
    _require_whitened(student, x_train, x_train, NEGLIGIBLE)


@exercise.check(
    points=1,
    needs=whitens,
    en="whiten scales new data with the variances of the training data",
    es="whiten escala los datos nuevos con las varianzas de los de entrenamiento",
)
def whitens_new_data_alike(student, x_train, x):
    _require_whitened(student, 1000 * x_train, 1000 * x, NEGLIGIBLE)


@exercise.check(
    points=1,
    needs=whitens,
    en="eps is added to the variances, inside the root",
    es="eps se suma a las varianzas, dentro de la raíz",
)
def adds_eps_inside_the_root(student, x_train, eps):
    _require_whitened(student, x_train, x_train, eps)
    x_train[:, 0] = x_train[:, 1:].sum(axis=1)  # one component without variance
    out = np.asarray(student.whiten(x_train, student.fit_pca(x_train), eps), dtype=float)
    require(
        np.isfinite(out).all(),
        en="A component without variance made NaN or infinite entries.",
        es="Una componente sin varianza produjo entradas NaN o infinitas.",
    )


def _require_whitened(student, x_train, x, eps):
    """Require the student's own decorrelated data, or the reference's, over the roots of variances."""
    out = np.asarray(student.whiten(x, student.fit_pca(x_train), eps))
    own_train, own = (np.asarray(_decorrelated(student, data, x_train)) for data in (x_train, x))
    _, _, variances = right = fit_pca(x_train)
    wanted = decorrelate(x, right)
    possible = [(wanted, variances)]
    if own.shape == wanted.shape:
        # Components that are not the principal ones, or are those of uncentred data, have cost their points.
        uncentred = np.linalg.eigvalsh(x_train.T @ x_train / len(x_train))[::-1]
        possible += [(own, own_train.var(axis=0)), (own, variances), (own, uncentred)]
    either_divisor = (1, len(x_train) / (len(x_train) - 1))
    whitened = [parts / np.sqrt(var * k + eps) for parts, var in possible for k in either_divisor]
    signed = [_with_signs_of(out, parts) for parts in whitened]
    close(out, min(signed, key=lambda parts: _distance(out, parts)), name="out", tolerance=1e-6)


def _distance(got, wanted):
    return np.nan_to_num(np.abs(got - wanted), nan=np.inf).max() if got.shape == wanted.shape else np.inf


# What fitting returns shows only in what is done with it: a wrong `fit_pca` comes with the right functions of
# the others. The reference's `pca` is the mean, the components (one a column) and their variances.


def _components(covariance):
    variances, components = np.linalg.eigh(covariance)
    return components[:, ::-1], variances[::-1]


@exercise.misconception(
    caught_by=rotates,
    en="Centre the data before you form the covariance matrix: without that, the first component points to the mean.",
    es="Centra los datos antes de formar la matriz de covarianza: si no, la primera componente apunta hacia la media.",
)
class forgets_to_centre_the_covariance:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        components, variances = _components(x_train.T @ x_train / len(x_train))
        return x_train.mean(axis=0), components[:, :n_components], variances[:n_components]


@exercise.misconception(
    caught_by=(centres, rotates),
    en="Subtract the training mean twice: before you form the covariance matrix, and from whatever you decorrelate.",
    es="Resta la media de entrenamiento dos veces: antes de formar la matriz de covarianza y a todo lo que "
    "decorrelaciones.",
)
class never_centres:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        components, variances = _components(x_train.T @ x_train / len(x_train))
        return 0.0, components[:, :n_components], variances[:n_components]


@exercise.misconception(
    caught_by=rotates,
    en="The eigenvectors of `eigh` are the columns of its matrix (those of `svd`, the rows of its last one): transpose "
    "it.",
    es="Los vectores propios de `eigh` son las columnas de su matriz (los de `svd`, las filas de la última): "
    "transpónla.",
)
class takes_rows_for_columns:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        mean, _, variances = fit_pca(x_train, n_components)
        *_, rows = np.linalg.svd(x_train - mean, full_matrices=False)
        return mean, rows[:, :n_components], variances


@exercise.misconception(
    caught_by=rotates,
    en="Dividing the features by their deviations first gives the components of the correlation matrix, which is "
    "another convention. Here only the mean is subtracted.",
    es="Dividir antes las características entre sus desviaciones da las componentes de la matriz de correlación, lo "
    "cual es otra convención. Aquí solo se resta la media.",
)
class standardizes_first:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        mean, std = x_train.mean(axis=0), x_train.std(axis=0)
        components, variances = _components(np.corrcoef(x_train, rowvar=False))
        return mean, (components / std[:, None])[:, :n_components], variances[:n_components]


@exercise.misconception(
    caught_by=orders_the_components,
    en="`eigh` returns the smallest eigenvalue first: reverse the components, and their variances with them.",
    es="`eigh` devuelve primero el valor propio más pequeño: invierte las componentes y, con ellas, sus varianzas.",
)
class keeps_the_rising_order:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        mean, components, variances = fit_pca(x_train)
        return mean, components[:, ::-1][:, :n_components], variances[::-1][:n_components]


@exercise.misconception(
    caught_by=keeps_the_first_components,
    en="Keep only the first `n_components` components, where that is not None.",
    es="Conserva solo las primeras `n_components` componentes, cuando no sea None.",
)
class ignores_n_components:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        return fit_pca(x_train)


@exercise.misconception(
    caught_by=keeps_the_first_components,
    en="Those are the components of the smallest variance: put them in order first, then keep the first "
    "`n_components`.",
    es="Esas son las componentes de menor varianza: primero ordénalas y después conserva las primeras `n_components`.",
)
class keeps_the_last_components:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        mean, components, variances = fit_pca(x_train)
        dropped = 0 if n_components is None else len(variances) - n_components
        return mean, components[:, dropped:], variances[dropped:]


@exercise.misconception(
    caught_by=whitens,
    en="Divide the covariance by the number of examples: without that, its eigenvalues are no variances.",
    es="Divide la covarianza entre el número de ejemplos: si no, sus valores propios no son varianzas.",
)
class forgets_the_number_of_examples:
    decorrelate, whiten = decorrelate, whiten

    @staticmethod
    def fit_pca(x_train, n_components=None):
        mean, components, variances = fit_pca(x_train, n_components)
        return mean, components, variances * len(x_train)


@exercise.misconception(
    replaces=decorrelate,
    caught_by=centres,
    en="Subtract the training mean before you multiply by the components.",
    es="Resta la media de entrenamiento antes de multiplicar por las componentes.",
)
def forgets_to_centre(x, pca):
    _, components, _ = pca
    return x @ components


@exercise.misconception(
    replaces=decorrelate,
    caught_by=decorrelates_new_data_alike,
    en="Subtract the mean that `fit_pca` found in the training data, not that of the data you are given.",
    es="Resta la media que `fit_pca` encontró en los datos de entrenamiento, no la de los datos que recibes.",
)
def centres_on_the_mean_of_the_batch(x, pca):
    _, components, _ = pca
    return (x - x.mean(axis=0)) @ components


@exercise.misconception(
    replaces=decorrelate,
    caught_by=rotates,
    en="Do not divide by the standard deviations here: decorrelated data keep their variances. `whiten` does that.",
    es="Aquí no dividas entre las desviaciones estándar: los datos decorrelacionados conservan sus varianzas. De eso "
    "se encarga `whiten`.",
)
def whitens_already(x, pca):
    return whiten(x, pca, 0.0)


@exercise.misconception(
    replaces=decorrelate,
    caught_by=rotates,
    en="Stop at the coordinates, (x - mean) @ components: multiplying by components.T rotates back.",
    es="Quédate en las coordenadas, (x - media) @ componentes: multiplicar por componentes.T rota de vuelta.",
)
def rotates_back(x, pca):
    _, components, _ = pca
    return decorrelate(x, pca) @ components.T


@exercise.misconception(
    replaces=whiten,
    caught_by=whitens,
    en="Divide by the standard deviations, the roots of the variances.",
    es="Divide entre las desviaciones estándar, que son las raíces de las varianzas.",
)
def divides_by_the_variances(x, pca, eps):
    _, _, variances = pca
    return decorrelate(x, pca) / (variances + eps)


@exercise.misconception(
    replaces=whiten,
    caught_by=whitens,
    en="Decorrelate before you scale: each variance belongs to a component, not to a feature.",
    es="Decorrelaciona antes de escalar: cada varianza es de una componente, no de una característica.",
)
def whitens_without_decorrelating(x, pca, eps):
    mean, _, variances = pca
    return (x - mean) / np.sqrt(variances + eps)


@exercise.misconception(
    replaces=whiten,
    caught_by=whitens,
    en="Rotating back to the features afterwards is another convention (ZCA). Here the data stay in the components.",
    es="Rotar después de vuelta a las características es otra convención (ZCA). Aquí los datos se quedan en las "
    "componentes.",
)
def rotates_back_after_whitening(x, pca, eps):
    _, components, _ = pca
    return whiten(x, pca, eps) @ components.T


@exercise.misconception(
    replaces=whiten,
    caught_by=whitens,
    en="Start from the decorrelated data, and divide them by sqrt(variance + eps): you return them as they are.",
    es="Parte de los datos decorrelacionados y divídelos entre sqrt(varianza + eps): los devuelves tal cual.",
)
def only_decorrelates(x, pca, eps):
    return decorrelate(x, pca)


@exercise.misconception(
    replaces=whiten,
    caught_by=whitens_new_data_alike,
    en="Use the variances that `fit_pca` found in the training data, not those of the data you are given.",
    es="Usa las varianzas que `fit_pca` encontró en los datos de entrenamiento, no las de los datos que recibes.",
)
def scales_by_the_variances_of_the_batch(x, pca, eps):
    parts = decorrelate(x, pca)
    return parts / np.sqrt(parts.var(axis=0) + eps)


@exercise.misconception(
    replaces=whiten,
    caught_by=adds_eps_inside_the_root,
    en="Adding eps to the standard deviation is another convention. Here it is added to the variance: "
    "sqrt(variance + eps).",
    es="Sumar eps a la desviación estándar es otra convención. Aquí se suma a la varianza: sqrt(varianza + eps).",
)
def adds_eps_outside_the_root(x, pca, eps):
    _, _, variances = pca
    return decorrelate(x, pca) / (np.sqrt(np.maximum(variances, 0)) + eps)


@exercise.misconception(
    replaces=whiten,
    caught_by=adds_eps_inside_the_root,
    en="Use the argument `eps`, not a number of your own.",
    es="Usa el argumento `eps`, no un número tuyo.",
)
def writes_eps_as_a_number(x, pca, eps):
    return whiten(x, pca, 1e-5)


@exercise.misconception(
    replaces=whiten,
    caught_by=adds_eps_inside_the_root,
    en="Add eps to the variances before taking the root: it keeps noise small in components that hardly vary.",
    es="Suma eps a las varianzas antes de sacar la raíz: así no crece el ruido en las componentes que casi no varían.",
)
def forgets_eps(x, pca, eps):
    return whiten(x, pca, 0.0)
