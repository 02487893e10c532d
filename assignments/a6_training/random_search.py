"""Random search over hyperparameters."""

from __future__ import annotations

import math

import numpy as np

from assignments.a6_training.objectives import Objective, one_of, require_best, same
from autograder import Exercise, Text, Uniform, drawn_from, fail, generator, made, require
from solutions.search import random_search, sample_log_uniform


def _space(rng, sizes):
    """Draw a range of several decades for each of two hyperparameters."""
    lows = 10.0 ** rng.uniform(-6, -4, 2)
    highs = lows * 10.0 ** rng.uniform(2, 4, 2)
    return {
        name: (float(low), float(high)) for name, low, high in zip(("lr", "factor"), lows, highs, strict=True)
    }


exercise = Exercise(
    random_search,
    en="Try `n_trials` random candidates, each once, and return the best and all of them with their losses. A "
    "candidate is a dictionary with a number for every hyperparameter in `space`, log-uniform in its range and "
    "independent of the others. The best has the smallest loss. A training that exploded has the loss NaN: that "
    "is never the best.",
    es="Prueba `n_trials` candidatos al azar, cada uno una vez, y devuelve el mejor y todos con sus pérdidas. "
    "Un candidato es un diccionario con un número para cada hiperparámetro de `space`, log-uniforme en su rango "
    "e independiente de los demás. El mejor tiene la menor pérdida. Un entrenamiento que explotó tiene pérdida "
    "NaN: ese nunca es el mejor.",
    topic=Text(en="Random search of hyperparameters", es="Búsqueda aleatoria de hiperparámetros"),
    inputs={"space": made(_space), "source": generator()},
    uses=[sample_log_uniform],
    trials=1,
)


def _bowl(places):
    """A loss that is smallest off the middle of every range."""
    return (places["lr"] - 0.3) ** 2 + (places.get("factor", 0.0) - 0.6) ** 2


def _searched(student, objective, n_trials, source):
    best, trials = student(objective, objective.space, n_trials, rng=source)
    objective.require_candidates(n_trials)
    return best, trials


@exercise.check(
    points=2,
    en="every candidate is tried once, and listed with its loss in the order of trying",
    es="cada candidato se prueba una vez y aparece con su pérdida, en el orden en que se probó",
)
def lists_its_trials(student, space, source):
    for ranges, n_trials in ((one_of(space), 9), (space, 9), (space, 1)):
        objective = Objective(ranges, _bowl)
        _, trials = _searched(student, objective, n_trials, source)
        listed = isinstance(trials, list | tuple) and len(trials) == n_trials
        pairs = zip(trials if listed else [], objective.seen, strict=False)
        if not (listed and all(_is_trial(trial, candidate, objective) for trial, candidate in pairs)):
            fail(
                en="`trials` should list every candidate with the loss it got, as pairs, in the order of trying.",
                es="`trials` debería listar cada candidato con la pérdida que obtuvo, en pares y en el orden en "
                "que se probaron.",
            )


def _is_trial(trial, candidate, objective):
    pair = isinstance(trial, list | tuple) and len(trial) == 2
    return (
        pair and same(trial[0], candidate) and math.isclose(trial[1], objective.loss(candidate), rel_tol=1e-6)
    )


@exercise.check(
    points=2,
    en="every value is log-uniform in its range",
    es="cada valor es log-uniforme en su rango",
)
def draws_from_the_ranges(student, space, source):
    objective = Objective(space, _bowl)
    _searched(student, objective, 150, source)
    for name, (low, high) in space.items():
        values = np.array([candidate[name] for candidate in objective.seen], dtype=float)
        drawn_from(np.log(values), Uniform(math.log(low), math.log(high)), name=f"log({name})")


@exercise.check(
    points=1,
    en="the values of a candidate are independent of one another",
    es="los valores de un candidato son independientes entre sí",
)
def draws_independently(student, space, source):
    objective = Objective(space, _bowl)
    _searched(student, objective, 150, source)
    places = np.array([list(objective.places(candidate).values()) for candidate in objective.seen])
    # For independent values the correlation has a standard deviation of 0.08: this is 7.5 of them.
    require(
        abs(np.corrcoef(places.T)[0, 1]) < 0.61,
        en="The values of one candidate go together: draw one for each hyperparameter.",
        es="Los valores de un mismo candidato van juntos: sortea uno para cada hiperparámetro.",
    )


@exercise.check(points=2, en="the best has the smallest loss", es="el mejor tiene la menor pérdida")
def keeps_the_best(student, space, source, rng):
    objectives = [Objective(one_of(space) if k < 10 else space, _bowl) for k in range(20)]
    sources = (source, *(np.random.default_rng(rng.integers(2**63)) for _ in range(19)))
    _require_bests(student, objectives, 6, sources)


def _require_bests(student, objectives, n_trials, sources):
    """Search with half of the objectives, then judge: a mistake is known by all of its answers."""
    half = len(objectives) // 2
    for some, theirs in ((objectives[:half], sources[:half]), (objectives[half:], sources[half:])):
        pairs = zip(some, theirs, strict=True)
        bests = [_searched(student, objective, n_trials, source)[0] for objective, source in pairs]
        for best, objective in zip(bests, some, strict=True):
            require_best(best, objective)


@exercise.check(
    points=1,
    needs=keeps_the_best,
    en="a loss that is NaN is never the best",
    es="una pérdida NaN nunca es la mejor",
)
def never_keeps_nan(student, space, rng):
    # Half of the first range explodes: in some of the searches the very first candidate does, in others a later one.
    objectives = [
        Objective(one_of(space), lambda places: math.nan if places["lr"] > 0.5 else _bowl(places))
        for _ in range(16)
    ]
    _require_bests(student, objectives, 6, [np.random.default_rng(rng.integers(2**63)) for _ in objectives])


@exercise.check(points=1, en="all randomness comes from `rng`", es="todo el azar viene de `rng`")
def generator_decides(student, space, source, rng):
    other = np.random.default_rng(rng.integers(2**63))
    seen = []
    for given in (source, source, other):
        objective = Objective(space, _bowl)
        _searched(student, objective, 5, given)
        seen.append(objective.seen)
    first, again, different = seen
    require(
        all(map(same, first, again)),
        en="Two searches with generators in the same state tried different candidates: draw from `rng` alone.",
        es="Dos búsquedas con generadores en el mismo estado probaron candidatos distintos: sortea solo con `rng`.",
    )
    require(
        not any(map(same, first, different)),
        en="Two searches with different generators tried the same candidates: draw from the `rng` that you are "
        "given.",
        es="Dos búsquedas con generadores distintos probaron los mismos candidatos: sortea con el `rng` que recibes.",
    )


def _search(objective, candidates):
    """Try candidates as the reference does."""
    trials = [(candidate, objective(candidate)) for candidate in candidates]
    return min(trials, key=lambda trial: math.inf if math.isnan(trial[1]) else trial[1])[0], trials


def _drawn(space, n_trials, rng):
    samples = {name: sample_log_uniform(low, high, n_trials, rng=rng) for name, (low, high) in space.items()}
    return [{name: float(values[k]) for name, values in samples.items()} for k in range(n_trials)]


@exercise.misconception(
    caught_by=draws_from_the_ranges,
    en="Draw on the logarithmic scale: uniformly drawn, nearly all values are close to the upper end.",
    es="Sortea en la escala logarítmica: con un sorteo uniforme, casi todos los valores quedan cerca del "
    "extremo superior.",
)
def draws_uniformly(objective, space, n_trials, *, rng):
    candidates = [{name: float(rng.uniform(*ends)) for name, ends in space.items()} for _ in range(n_trials)]
    return _search(objective, candidates)


@exercise.misconception(
    caught_by=draws_from_the_ranges,
    en="Draw the candidates at random: a grid tries few values of each hyperparameter.",
    es="Sortea los candidatos: una cuadrícula prueba pocos valores de cada hiperparámetro.",
)
def searches_a_grid(objective, space, n_trials, *, rng):
    side = math.ceil(math.sqrt(n_trials))
    axes = {name: np.geomspace(low, high, side) for name, (low, high) in space.items()}
    candidates = [
        {"lr": float(axes["lr"][k // side]), "factor": float(axes["factor"][k % side])}
        for k in range(n_trials)
    ]
    return _search(objective, candidates)


@exercise.misconception(
    caught_by=draws_independently,
    en="Draw a number of its own for each hyperparameter; yours all lie at the same place of their ranges.",
    es="Sortea un número propio para cada hiperparámetro; los tuyos caen todos en el mismo lugar de sus rangos.",
)
def draws_one_place_for_all(objective, space, n_trials, *, rng):
    places = rng.random(n_trials)
    candidates = [
        {name: float(low * (high / low) ** place) for name, (low, high) in space.items()} for place in places
    ]
    return _search(objective, candidates)


@exercise.misconception(
    caught_by=keeps_the_best,
    en="The best has the smallest loss; you keep the largest.",
    es="El mejor tiene la menor pérdida; tú guardas la mayor.",
)
def keeps_the_worst(objective, space, n_trials, *, rng):
    _, trials = _search(objective, _drawn(space, n_trials, rng))
    return max(trials, key=lambda trial: trial[1])[0], trials


@exercise.misconception(
    caught_by=keeps_the_best,
    en="Compare with the best loss so far; you keep the last candidate.",
    es="Compara con la mejor pérdida hasta ahora; tú guardas el último candidato.",
)
def keeps_the_last(objective, space, n_trials, *, rng):
    _, trials = _search(objective, _drawn(space, n_trials, rng))
    return trials[-1][0], trials


@exercise.misconception(
    caught_by=keeps_the_best,
    en="Remember the best loss when you find it: you keep a candidate that is better than the one before it only.",
    es="Recuerda la mejor pérdida cuando la encuentres: tú guardas un candidato que solo es mejor que el anterior.",
)
def compares_with_the_one_before(objective, space, n_trials, *, rng):
    _, trials = _search(objective, _drawn(space, n_trials, rng))
    best, before = trials[0]
    for candidate, loss in trials[1:]:
        best = candidate if loss < before or math.isnan(before) else best
        before = loss
    return best, trials


@exercise.misconception(
    caught_by=never_keeps_nan,
    en="NaN is neither smaller nor larger than anything: leave such candidates out, or let them count as infinity.",
    es="NaN no es ni menor ni mayor que nada: deja fuera esos candidatos, o que cuenten como infinito.",
)
def trusts_min(objective, space, n_trials, *, rng):
    _, trials = _search(objective, _drawn(space, n_trials, rng))
    return min(trials, key=lambda trial: trial[1])[0], trials


@exercise.misconception(
    caught_by=never_keeps_nan,
    en="np.argmin takes NaN for the smallest: use np.nanargmin, or let NaN count as infinity.",
    es="np.argmin toma a NaN por el menor: usa np.nanargmin, o que NaN cuente como infinito.",
)
def trusts_argmin(objective, space, n_trials, *, rng):
    _, trials = _search(objective, _drawn(space, n_trials, rng))
    return trials[int(np.argmin([loss for _, loss in trials]))][0], trials


@exercise.misconception(
    caught_by=lists_its_trials,
    en="List the trials in the order of trying, each with its loss; do not sort them.",
    es="Lista las pruebas en el orden en que se hicieron, cada una con su pérdida; no las ordenes.",
)
def sorts_its_trials(objective, space, n_trials, *, rng):
    best, trials = _search(objective, _drawn(space, n_trials, rng))
    return best, sorted(trials, key=lambda trial: trial[1])


@exercise.misconception(
    caught_by=lists_its_trials,
    en="Every entry of `trials` is a pair: the candidate and its loss.",
    es="Cada elemento de `trials` es un par: el candidato y su pérdida.",
)
def forgets_the_losses(objective, space, n_trials, *, rng):
    best, trials = _search(objective, _drawn(space, n_trials, rng))
    return best, [candidate for candidate, _ in trials]


@exercise.misconception(
    caught_by=lists_its_trials,
    en="Make a new dictionary for each candidate: yours are all the same one, changed again and again.",
    es="Crea un diccionario nuevo para cada candidato: los tuyos son todos el mismo, cambiado una y otra vez.",
)
def reuses_one_dictionary(objective, space, n_trials, *, rng):
    shared: dict[str, float] = {}

    def candidates():
        for candidate in _drawn(space, n_trials, rng):
            shared.update(candidate)
            yield shared

    return _search(lambda candidate: objective(dict(candidate)), candidates())


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(objective, space, n_trials, *, rng):
    return _search(objective, _drawn(space, n_trials, np.random.default_rng(42)))
