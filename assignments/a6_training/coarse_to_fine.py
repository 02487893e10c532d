"""Searching in rounds, from coarse to fine."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import chain

import numpy as np

from assignments.a6_training.objectives import Objective, one_of, require_best
from autograder import Exercise, Text, close, fail, generator, made, require
from solutions import search
from solutions.search import coarse_to_fine, random_search, sample_log_uniform


def _space(rng, sizes):
    """Draw a range for each of two hyperparameters: widened round after round, it does not end at nothing."""
    lows = 10.0 ** rng.uniform(-3, -2, 2)
    highs = lows * 10.0 ** rng.uniform(0.7, 1, 2)
    return {
        name: (float(low), float(high)) for name, low, high in zip(("lr", "factor"), lows, highs, strict=True)
    }


exercise = Exercise(
    coarse_to_fine,
    en="Search in rounds of `n_trials` random candidates (call your `random_search`), and after each round give "
    "every hyperparameter a new range around its value in the best candidate of all rounds so far, which is the "
    "middle of the new range on the logarithmic scale. Usually the new range is half as wide as the last one, "
    "again on the logarithmic scale. But where the value lies on a border, in the first or the last tenth of "
    "the last range, better ones may lie beyond: there the new range is twice as wide.",
    es="Busca en rondas de `n_trials` candidatos al azar (llama a tu `random_search`) y, después de cada ronda, "
    "da a cada hiperparámetro un rango nuevo alrededor de su valor en el mejor candidato de todas las rondas "
    "hasta ahora, que es el centro del rango nuevo en la escala logarítmica. Por lo común, el rango nuevo tiene "
    "la mitad del ancho del anterior, también en la escala logarítmica. Pero si el valor está en un borde, en "
    "el primer o el último décimo del rango anterior, puede haber otros mejores más allá: entonces el rango "
    "nuevo tiene el doble del ancho.",
    topic=Text(en="Search from coarse to fine", es="Búsqueda de gruesa a fina"),
    inputs={"space": made(_space), "source": generator()},
    uses=[random_search, sample_log_uniform],
    trials=1,
)


class _Search:
    """A search of the student's, taken apart into rounds."""

    def __init__(self, student, space, loss, source, n_trials=40, n_rounds=3):
        self.objective = Objective(space, loss)
        self.best, spaces = student(self.objective, space, n_trials=n_trials, n_rounds=n_rounds, rng=source)
        self.objective.require_candidates(n_trials * n_rounds)
        if not (
            isinstance(spaces, list | tuple)
            and len(spaces) == n_rounds
            and all(_is_space(found, space) for found in spaces)
        ):
            fail(
                en=f"`spaces` should list {n_rounds} dictionaries, one a round, with (low, high) for every name.",
                es=f"`spaces` debería listar {n_rounds} diccionarios, uno por ronda, con (low, high) para cada nombre.",
                kind="arity",
            )
        self.spaces = spaces
        seen = self.objective.seen
        self.rounds = [seen[k * n_trials : (k + 1) * n_trials] for k in range(n_rounds)]

    def turns(self, name):
        """Yield range, best value so far, and next range of one hyperparameter, for all rounds but the last."""
        tried = []
        for number in range(len(self.rounds) - 1):
            tried += self.rounds[number]
            best = min(tried, key=self.objective.loss)
            yield self.spaces[number][name], best[name], self.spaces[number + 1][name]


def _is_space(found, space):
    return (
        isinstance(found, Mapping)
        and found.keys() == space.keys()
        and all(np.shape(ends) == (2,) and 0 < ends[0] < ends[1] for ends in found.values())
    )


def _inside(places):
    """Smallest in the middle of the first range of every hyperparameter."""
    return sum((place - 0.45) ** 2 for place in places.values())


def _rugged(places):
    """Anything between 0 and 1, however near the candidates are: the best may be in any round."""
    return sum(1000 * math.sin(900 * place) for place in places.values()) % 1.0


def _above(places):
    """Ever smaller beyond the upper end of the first range."""
    return -places["lr"]


def _below(places):
    """Ever smaller beyond the lower end of the first range."""
    return places["lr"]


@exercise.check(
    points=1,
    en="each round tries `n_trials` candidates, the first in the given ranges",
    es="cada ronda prueba `n_trials` candidatos; la primera, en los rangos dados",
)
def searches_in_rounds(student, space, source):
    for n_trials, n_rounds in ((6, 3), (5, 1)):
        found = _Search(student, space, _inside, source, n_trials, n_rounds)
        close(
            [list(ends) for ends in found.spaces[0].values()],
            [list(ends) for ends in space.values()],
            name="spaces[0]",
        )


@exercise.check(
    points=2,
    en="the candidates of each round lie in the ranges of that round, and all over them",
    es="los candidatos de cada ronda están en los rangos de esa ronda, y por todos ellos",
)
def draws_from_each_range(student, space, source):
    found = _Search(student, space, _inside, source)
    for ranges, candidates in zip(found.spaces, found.rounds, strict=True):
        places = np.array(
            [
                [
                    math.log(candidate[name] / low) / math.log(high / low)
                    for name, (low, high) in ranges.items()
                ]
                for candidate in candidates
            ]
        )
        # All of 40 draws miss the first or the last 45 per cent of a range with probability 1e-10.
        require(
            (places > -1e-6).all()
            and (places < 1 + 1e-6).all()
            and (places.min(axis=0) < 0.45).all()
            and (places.max(axis=0) > 0.55).all(),
            en="The candidates of a round do not lie in the ranges that `spaces` lists for it, or only in a "
            "part of them.",
            es="Los candidatos de una ronda no están en los rangos que `spaces` indica para ella, o solo en una "
            "parte.",
        )


def _on_border(ends, value):
    low, high = ends
    place = math.log(value / low) / math.log(high / low)
    return not 0.1 <= place <= 0.9


def _turns(searches, *, on_border):
    """Yield the turns, of any hyperparameter, where the best value lay on a border, or did not."""
    for found in searches:
        for name in found.spaces[0]:
            for ends, best, following in found.turns(name):
                if _on_border(ends, best) == on_border:
                    yield ends, best, following


def _short_searches(student, space, rng, count):
    """Search where the best candidate may be of any round, and anywhere."""
    sources = [np.random.default_rng(rng.integers(2**63)) for _ in range(count)]
    return [_Search(student, space, _rugged, source, 3, 4) for source in sources]


def _searches(student, space, rng):
    """Yield searches of one hyperparameter, and then, when asked for, of two."""
    yield _short_searches(student, one_of(space), rng, 6)
    yield _short_searches(student, space, rng, 3)


def _middle(ends):
    return math.log(ends[0] * ends[1]) / 2


def _width(ends):
    return math.log(ends[1] / ends[0])


@exercise.check(
    points=2,
    en="the new range has the best value so far in its middle, on the logarithmic scale",
    es="el rango nuevo tiene en su centro el mejor valor hasta ahora, en la escala logarítmica",
)
def centres_on_the_best(student, space, rng):
    for searches in _searches(student, space, rng):
        for on_border in (False, True):
            for _, best, following in _turns(searches, on_border=on_border):
                close(_middle(following), math.log(best), name="middle of the logarithms", tolerance=1e-5)


@exercise.check(
    points=2,
    en="where the best value lies inside, the new range is half as wide",
    es="si el mejor valor está adentro, el rango nuevo tiene la mitad del ancho",
)
def narrows_inside(student, space, source, rng):
    for searches in chain(
        [[_Search(student, one_of(space), _inside, source)]], _searches(student, space, rng)
    ):
        for ends, _, following in _turns(searches, on_border=False):
            close(_width(following), _width(ends) / 2, name="log(high / low)", tolerance=1e-5)


@exercise.check(
    points=2,
    en="where it lies on a border, the new range is twice as wide",
    es="si está en un borde, el rango nuevo tiene el doble del ancho",
)
def widens_on_a_border(student, space, source, rng):
    # Each of some 40 candidates is in the tenth at the end where the loss is smallest with probability 1/10.
    far = [_Search(student, one_of(space), loss, source) for loss in (_above, _below)]
    more = _searches(student, space, rng)
    for searches in chain([[*far, *next(more)]], more):
        for ends, _, following in _turns(searches, on_border=True):
            close(_width(following), 2 * _width(ends), name="log(high / low)", tolerance=1e-5)


@exercise.check(
    points=1,
    en="the answer is the best candidate of all rounds",
    es="la respuesta es el mejor candidato de todas las rondas",
)
def keeps_the_best_of_all(student, space, rng):
    for searches in _searches(student, space, rng):
        for found in searches:
            require_best(found.best, found.objective)


def _searched(objective, space, n_trials, n_rounds, rng, *, next_range=search._next_range, tried=None):
    """Search as the reference does, except for the rule of the next range and for what it chooses the best from."""
    ranges, spaces, trials = dict(space), [], []
    for _ in range(n_rounds):
        spaces.append(ranges)
        last = random_search(objective, ranges, n_trials, rng=rng)[1]
        trials += last
        best = search._best(trials if tried is None else tried(trials, last))
        ranges = {name: next_range(low, high, best[name]) for name, (low, high) in ranges.items()}
    return best, spaces


@exercise.misconception(
    caught_by=widens_on_a_border,
    en="Where the best value lies on a border, make the new range twice as wide: better ones may lie beyond.",
    es="Si el mejor valor está en un borde, haz el rango nuevo el doble de ancho: puede haber otros mejores más "
    "allá.",
)
def never_widens(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        reach = (high / low) ** 0.25
        return best / reach, best * reach

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=centres_on_the_best,
    en="Do not cut the new range off at the ends of the old one: its middle is the best value, wherever that lies.",
    es="No recortes el rango nuevo en los extremos del anterior: su centro es el mejor valor, esté donde esté.",
)
def stays_within_the_old_range(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        new_low, new_high = search._next_range(low, high, best)
        return max(low, new_low), min(high, new_high)

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=(centres_on_the_best, narrows_inside),
    en="Work with logarithms: the middle of a range is where log(value) is halfway, and so is its width.",
    es="Trabaja con logaritmos: el centro de un rango está donde log(valor) va a la mitad, y su ancho también.",
)
def narrows_linearly(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        half = (high - low) / 4
        return max(best - half, low / 10), best + half

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=narrows_inside,
    en="The factors multiply: half of the width on the logarithmic scale is the square root of high / low.",
    es="Los factores se multiplican: la mitad del ancho en la escala logarítmica es la raíz cuadrada de high / low.",
)
def halves_the_ratio(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        reach = math.sqrt(max(high / low / 2, 1.001))
        return (
            (best / reach, best * reach)
            if not _on_border((low, high), best)
            else (best * low / high, best * high / low)
        )

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=narrows_inside,
    en="The whole new range is half as wide, a quarter to each side of the best; yours keeps its width.",
    es="El rango nuevo completo tiene la mitad del ancho, un cuarto a cada lado del mejor; el tuyo conserva su "
    "ancho.",
)
def takes_half_to_each_side(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        reach = high / low if _on_border((low, high), best) else math.sqrt(high / low)
        return best / reach, best * reach

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=widens_on_a_border,
    en="The new range is twice as wide as the last one: a whole width of it to each side of the best.",
    es="El rango nuevo es el doble de ancho que el anterior: un ancho entero a cada lado del mejor.",
)
def only_shifts_on_a_border(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        reach = (high / low) ** (0.5 if _on_border((low, high), best) else 0.25)
        return best / reach, best * reach

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=narrows_inside,
    en="The border is the first and the last tenth on the logarithmic scale, where the search draws.",
    es="El borde es el primer y el último décimo en la escala logarítmica, que es donde se sortea.",
)
def measures_the_border_linearly(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        place = (best - low) / (high - low)
        reach = (high / low) ** (0.25 if 0.1 <= place <= 0.9 else 1)
        return best / reach, best * reach

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=widens_on_a_border,
    en="There are two borders: look at the last tenth of the range as well as at the first.",
    es="Hay dos bordes: mira tanto el último décimo del rango como el primero.",
)
def looks_at_the_lower_border(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        place = math.log(best / low) / math.log(high / low)
        reach = (high / low) ** (1 if place < 0.1 else 0.25)
        return best / reach, best * reach

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=widens_on_a_border,
    en="There are two borders: look at the first tenth of the range as well as at the last.",
    es="Hay dos bordes: mira tanto el primer décimo del rango como el último.",
)
def looks_at_the_upper_border(objective, space, *, n_trials, n_rounds, rng):
    def next_range(low, high, best):
        place = math.log(best / low) / math.log(high / low)
        reach = (high / low) ** (1 if place > 0.9 else 0.25)
        return best / reach, best * reach

    return _searched(objective, space, n_trials, n_rounds, rng, next_range=next_range)


@exercise.misconception(
    caught_by=centres_on_the_best,
    en="Go on from the best candidate of all rounds so far: that of the last round may be worse.",
    es="Continúa desde el mejor candidato de todas las rondas hasta ahora: el de la última puede ser peor.",
)
def follows_the_last_round(objective, space, *, n_trials, n_rounds, rng):
    best, spaces = _searched(objective, space, n_trials, n_rounds, rng, tried=lambda trials, last: last)
    return best, spaces


@exercise.misconception(
    caught_by=keeps_the_best_of_all,
    en="Return the best candidate of all rounds, not that of the last one.",
    es="Devuelve el mejor candidato de todas las rondas, no el de la última.",
)
def returns_the_best_of_the_last_round(objective, space, *, n_trials, n_rounds, rng):
    trials = []

    def remembering(candidate):
        trials.append((dict(candidate), objective(candidate)))
        return trials[-1][1]

    _, spaces = _searched(remembering, space, n_trials, n_rounds, rng)
    return search._best(trials[-n_trials:]), spaces


@exercise.misconception(
    caught_by=draws_from_each_range,
    en="Search each round in its new ranges: yours draws from the first ones again.",
    es="Busca cada ronda en sus rangos nuevos: la tuya vuelve a sortear en los primeros.",
)
def draws_from_the_first_ranges(objective, space, *, n_trials, n_rounds, rng):
    trials, spaces, ranges = [], [], dict(space)
    for _ in range(n_rounds):
        spaces.append(ranges)
        trials += random_search(objective, space, n_trials, rng=rng)[1]
        best = search._best(trials)
        ranges = {name: search._next_range(low, high, best[name]) for name, (low, high) in ranges.items()}
    return best, spaces


@exercise.misconception(
    caught_by=searches_in_rounds,
    en="List the ranges that each round searched, the given ones first; yours begin with the second round's.",
    es="Lista los rangos en que buscó cada ronda, primero los dados; los tuyos empiezan con los de la segunda.",
)
def lists_the_next_ranges(objective, space, *, n_trials, n_rounds, rng):
    best, spaces = _searched(objective, space, n_trials, n_rounds, rng)
    following = {name: search._next_range(low, high, best[name]) for name, (low, high) in spaces[-1].items()}
    return best, [*spaces[1:], following]
