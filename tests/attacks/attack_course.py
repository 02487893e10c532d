# ruff: noqa: D103 (checks say what they are in two languages)
"""The course under attack: five tiny exercises, one for each way in which the grader asks.

`double` is asked alone; `quadruple` builds on it, so that a function of the grader's may stand in; `unit` is
asked again about its own answer; `corner` builds on `table`, which takes a size.
"""

import numpy as np

from autograder import Assignment, Exercise, choice, close, normal


def double(x):
    """Double.

    Returns
    -------
    y : array
    """
    return 2 * x


def quadruple(x):
    """Double twice.

    Returns
    -------
    y : array
    """
    return double(double(x))


def unit(x):
    """Divide by the norm.

    Returns
    -------
    y : array
    """
    return x / np.sqrt((x * x).sum())


def table(n):
    """Make the multiplication table up to `n`.

    Returns
    -------
    t : array
    """
    return np.multiply.outer(np.arange(1, n + 1), np.arange(1, n + 1))


def corner(n):
    """Return the last entry of the table.

    Returns
    -------
    last : float
    """
    return float(table(n)[-1, -1])


doubling = Exercise(
    double, en="Double it.", es="Duplícalo.", inputs={"x": normal("n", "m")}, trials=1, edges=[{"n": 1}]
)


@doubling.check(points=2, en="doubles", es="duplica")
def doubles(student, x):
    close(student(x), double(x), name="y")


@doubling.check(points=1, en="doubles large numbers", es="duplica números grandes")
def doubles_large_numbers(student, x):
    close(student(1e6 * x), double(1e6 * x), name="y")


@doubling.misconception(caught_by=doubles, en="Times two, not squared.", es="Por dos, no al cuadrado.")
def squares(x):
    return x**2


@doubling.misconception(caught_by=doubles, en="Times two.", es="Por dos.")
def leaves_alone(x):
    return x


quadrupling = Exercise(
    quadruple,
    en="Double it twice, with `double`.",
    es="Duplícalo dos veces, con `double`.",
    inputs={"x": normal("n")},
    builds_on=[doubling],
    trials=1,
)


@quadrupling.check(points=2, en="quadruples", es="cuadruplica")
def quadruples(student, x):
    close(student(x), 4 * x, name="y")


norming = Exercise(
    unit, en="Divide by the norm.", es="Divide entre la norma.", inputs={"x": normal("n")}, trials=1
)


@norming.check(points=3, en="once is enough", es="con una vez basta")
def is_idempotent(student, x):
    once = student(x)
    close(once, unit(x), name="y")
    close(student(once), once, name="y")


@norming.check(points=1, en="is right up to its sign", es="es correcto salvo el signo")
def is_right_up_to_its_sign(student, x):
    y = np.asarray(student(x))
    close(y, y / np.abs(y) * np.abs(unit(x)), name="y")


tabulating = Exercise(
    table, en="Multiplication table.", es="Tabla de multiplicar.", inputs={"n": choice(3, 4, 5)}, trials=1
)


@tabulating.check(points=1, en="is the table", es="es la tabla")
def is_the_table(student, n):
    close(student(n), table(n), name="t")


cornering = Exercise(
    corner,
    en="The table's last entry, with `table`.",
    es="La última entrada de la tabla, con `table`.",
    inputs={"n": choice(3, 4, 5)},
    builds_on=[tabulating],
    trials=1,
)


@cornering.check(points=1, en="is the last entry", es="es la última entrada")
def is_the_last_entry(student, n):
    close(student(n), n * n, name="last")


assignment = Assignment(
    name="attacked",
    en="Under attack",
    es="Bajo ataque",
    exercises=(doubling, quadrupling, norming, tabulating, cornering),
)
