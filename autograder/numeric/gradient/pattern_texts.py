"""The sentences that name how a gradient is wrong, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.text import Text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A relation between a wrong gradient and the right one: a short name, and a sentence."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Size:
    """A number of entries: along `axis`, or in all if None; `owner` is a parameter, ``""`` the output."""

    value: int
    owner: str
    axis: int | None


def zero() -> Pattern:
    """Everything is zero."""
    return Pattern(
        "zero",
        Text(
            en="Your gradient is zero everywhere, and the derivative is not.",
            es="Tu gradiente es cero en todas las entradas, y la derivada no.",
        ),
    )


def factor(symbol: str, size: Size | None) -> Pattern:
    """One factor for all entries; `size` says what its N is."""
    if symbol == "-1":
        text = Text(en="Your gradient has the opposite sign.", es="Tu gradiente tiene el signo contrario.")
    else:
        text = Text(
            en="Your gradient is {} times the derivative, everywhere.",
            es="Tu gradiente es {} veces la derivada, en todas las entradas.",
        ).format(symbol)
    if size is not None:
        where = _where(size)
        text = Text(
            en=f"{text.en} Here N = {size.value} is {where.en}.",
            es=f"{text.es} Aquí N = {size.value} es {where.es}.",
        )
    return Pattern(f"factor {symbol}", text)


def _where(size: Size) -> Text:
    owner = Text(
        en=f"`{size.owner}`" if size.owner else "the output",
        es=f"`{size.owner}`" if size.owner else "la salida",
    )
    if size.axis is None:
        return Text(en=f"the number of entries of {owner.en}", es=f"el número de entradas de {owner.es}")
    batch = size.axis == 0 and not size.owner
    return Text(
        en=f"the size of axis {size.axis} of {owner.en}" + (", usually the batch size" if batch else ""),
        es=f"el tamaño del eje {size.axis} de {owner.es}"
        + (", casi siempre el tamaño del lote" if batch else ""),
    )


def transposed() -> Pattern:
    """Axes exchanged."""
    return Pattern(
        "transposed",
        Text(
            en="It is the derivative with its axes exchanged: there is a transpose too many or too few.",
            es="Es la derivada con los ejes intercambiados: sobra o falta una transpuesta.",
        ),
    )


def reversed_order() -> Pattern:
    """Entries in reverse order along one or more axes."""
    return Pattern(
        "reversed",
        Text(
            en="It has the numbers of the derivative in reverse order: something is flipped, or should be.",
            es="Tiene los números de la derivada en orden inverso: algo está invertido, o falta invertirlo.",
        ),
    )


def mask_missing() -> Pattern:
    """Wrong only where the derivative is zero."""
    return Pattern(
        "mask not applied",
        Text(
            en="It is wrong only where the derivative is zero: a mask seems not to be applied.",
            es="Está mal solo donde la derivada es cero: parece que falta aplicar una máscara.",
        ),
    )


def mask_excessive() -> Pattern:
    """Wrong only where the claim is zero."""
    return Pattern(
        "mask too large",
        Text(
            en="It is wrong only where yours is zero: a mask seems to remove too much.",
            es="Está mal solo donde el tuyo es cero: parece que una máscara quita de más.",
        ),
    )


def multiple(coefficient: float, term: str, block: str) -> Pattern:
    """A multiple of a known array is missing; `term` names the array."""
    return Pattern(
        f"missing multiple of {term.replace(f'`{block}`', 'w')}",
        Text(
            en="What is missing is {1:.4g} times {0}.",
            es="Lo que falta es {1:.4g} veces {0}.",
        ).format(term, coefficient),
    )


def constant_along(axis: int) -> Pattern:
    """The missing term does not vary along `axis`."""
    return Pattern(
        f"missing term constant along axis {axis}",
        Text(
            en="What is missing does not change along axis {}: typically the path through a mean or a sum.",
            es="Lo que falta no cambia a lo largo del eje {}: suele ser el camino que pasa por una media o una suma.",
        ).format(axis),
    )


def linear_along(axis: int) -> Pattern:
    """The missing term is a constant plus a multiple of the block along `axis`."""
    return Pattern(
        f"missing term linear along axis {axis}",
        Text(
            en="What is missing is, along axis {}, a multiple of the input plus a constant: typically the path "
            "through a variance.",
            es="Lo que falta es, a lo largo del eje {}, un múltiplo de la entrada más una constante: suele ser el "
            "camino que pasa por una varianza.",
        ).format(axis),
    )


def factor_along(axis: int) -> Pattern:
    """A factor that does not vary along `axis`."""
    return Pattern(
        f"factor constant along axis {axis}",
        Text(
            en="Yours differs from the derivative by a factor that does not change along axis {}: typically a "
            "scale, such as a standard deviation.",
            es="El tuyo difiere de la derivada en un factor que no cambia a lo largo del eje {}: suele ser una "
            "escala, como una desviación estándar.",
        ).format(axis),
    )


def few() -> Pattern:
    """Nearly all entries are right."""
    return Pattern(
        "few entries",
        Text(
            en="Only a few entries are wrong; the others agree.",
            es="Solo unas pocas entradas están mal; las demás coinciden.",
        ),
    )
