"""The sentences that name how a gradient is wrong, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.text import Text, join


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
    """Say that everything is zero."""
    text = Text(
        en="Your gradient is zero everywhere, and the derivative is not.",
        es="Tu gradiente es cero en todas las entradas, y la derivada no.",
    )
    return Pattern("zero", text)


def factor(symbol: str, size: Size | None) -> Pattern:
    """Say that all entries have one factor; `size` says what its N is."""
    text = Text(
        en="Your gradient is {} times the derivative, in every entry.",
        es="Tu gradiente es {} veces la derivada, en todas las entradas.",
    ).format(symbol)
    if symbol == "-1":
        text = Text(en="Your gradient has the opposite sign.", es="Tu gradiente tiene el signo contrario.")
    meaning = [_meaning(size)] if size else []
    return Pattern(f"factor {symbol}", join([text, *meaning]))


def _meaning(size: Size) -> Text:
    owner = Text(
        en=f"`{size.owner}`" if size.owner else "the output",
        es=f"`{size.owner}`" if size.owner else "la salida",
    )
    if size.axis is None:
        return Text(
            en=f"Here N = {size.value} is the number of entries of {owner.en}.",
            es=f"Aquí N = {size.value} es el número de entradas de {owner.es}.",
        )
    batch = size.axis == 0 and not size.owner
    return Text(
        en=f"Here N = {size.value} is the size of axis {size.axis} of {owner.en}"
        + (", usually the batch size." if batch else "."),
        es=f"Aquí N = {size.value} es el tamaño del eje {size.axis} de {owner.es}"
        + (", casi siempre el tamaño del lote." if batch else "."),
    )


def transposed() -> Pattern:
    """Say that axes are exchanged."""
    text = Text(
        en="It is the derivative with its axes exchanged: there is a transpose too many or too few.",
        es="Es la derivada con los ejes intercambiados: sobra o falta una transpuesta.",
    )
    return Pattern("transposed", text)


def reversed_order() -> Pattern:
    """Say that entries are in reverse order along one or more axes."""
    text = Text(
        en="It has the numbers of the derivative in reverse order: something is flipped, or should be.",
        es="Tiene los números de la derivada en orden inverso: algo está volteado, o falta voltearlo.",
    )
    return Pattern("reversed", text)


def mask_missing() -> Pattern:
    """Say that it is wrong only where the derivative is zero."""
    text = Text(
        en="It is wrong only where the derivative is zero: a mask seems not to be applied.",
        es="Está mal solo donde la derivada es cero: parece que falta aplicar una máscara.",
    )
    return Pattern("mask not applied", text)


def mask_excessive() -> Pattern:
    """Say that it is wrong only where the claim is zero."""
    text = Text(
        en="It is wrong only where yours is zero: a mask seems to remove too much.",
        es="Está mal solo donde el tuyo es cero: parece que una máscara quita de más.",
    )
    return Pattern("mask too large", text)


def multiple(coefficient: float, symbol: str, name: str) -> Pattern:
    """Say that a multiple of a known array is missing: `symbol` for people, `name` for programs."""
    text = Text(en="What is missing is {:.4g} times {}.", es="Lo que falta es {:.4g} veces {}.")
    return Pattern(f"missing multiple of {name}", text.format(coefficient, symbol))


def constant_along(axis: int) -> Pattern:
    """Say that the missing term does not vary along `axis`."""
    text = Text(
        en="What is missing does not change along axis {}: "
        "it is usually the path through a mean, or through a sum.",
        es="Lo que falta no cambia a lo largo del eje {}: "
        "suele ser el camino que pasa por una media, o por una suma.",
    ).format(axis)
    return Pattern(f"missing term constant along axis {axis}", text)


def linear_along(axis: int) -> Pattern:
    """Say that the missing term is a constant plus a multiple of the block along `axis`."""
    text = Text(
        en="What is missing is, along axis {}, a multiple of the input plus a constant: "
        "it is usually the path through a variance.",
        es="Lo que falta es, a lo largo del eje {}, un múltiplo de la entrada más una constante: "
        "suele ser el camino que pasa por una varianza.",
    ).format(axis)
    return Pattern(f"missing term linear along axis {axis}", text)


def factor_along(axis: int) -> Pattern:
    """Say that there is a factor that does not vary along `axis`."""
    text = Text(
        en="Yours is the derivative times a factor that does not change along axis {}: "
        "it is usually a scale, such as a standard deviation.",
        es="El tuyo es la derivada por un factor que no cambia a lo largo del eje {}: "
        "suele ser una escala, como una desviación estándar.",
    ).format(axis)
    return Pattern(f"factor constant along axis {axis}", text)


def few() -> Pattern:
    """Say that nearly all entries are right."""
    text = Text(
        en="Nearly all other entries agree.",
        es="Casi todas las demás entradas coinciden.",
    )
    return Pattern("few entries", text)
