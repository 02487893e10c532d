"""Evidence as labelled values in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.grade.outcome import EvidenceResult
from autograder.report.numbers import measured
from autograder.text import Text, one_line

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its label; a value that reads the same in both languages is code."""

    label: Text
    value: Text
    code: bool = True


def evidence_cells(evidence: EvidenceResult) -> list[Cell]:
    """Return what evidence says, ready to be laid out; nothing if it says no more than its kind."""
    return list(_cells(evidence))


def _cells(found: EvidenceResult) -> Iterator[Cell]:
    if found.wanted is not None:
        yield Cell(Text(en="Wanted", es="Se esperaba"), _same(measured(found.wanted)))
    if found.error_bound is not None:
        yield Cell(Text(en="Exact to", es="Exacto hasta"), _same(f"± {found.error_bound:.1g}"))
    if found.got is not None:
        yield Cell(Text(en="Yours", es="Tu valor"), _same(measured(found.got)))
    if found.argument is not None or found.index is not None:
        yield Cell(Text(en="Where", es="Dónde"), _same(_place(found)))
    if found.count is not None:
        yield Cell(Text(en="Entries", es="Entradas"), _count(found.count, found.total), code=False)
    if found.pattern is not None:
        yield Cell(Text(en="Pattern", es="Patrón"), pattern_text(found.pattern), code=False)


def _same(value: str) -> Text:
    shown = one_line(value, _LONGEST)
    return Text(en=shown, es=shown)


def _place(found: EvidenceResult) -> str:
    index = "" if not found.index else f"[{', '.join(map(str, found.index))}]"
    return f"{found.argument or ''}{index}" or "[ ]"


def _count(count: int, total: int | None) -> Text:
    if total is None:
        return Text(en=f"{count}", es=f"{count}")
    return Text(en=f"{count} of {total}", es=f"{count} de {total}")


def pattern_text(pattern: str) -> Text:
    """Return a pattern's name in both languages; one that is not known here, as it is."""
    name = one_line(pattern, _LONGEST)
    spanish = name if " or " not in name else " o ".join(map(_spanish, name.split(" or ")))
    return Text(en=name, es=_spanish(spanish))


def _spanish(name: str) -> str:
    if name in _SPANISH:
        return _SPANISH[name]
    for english, spanish in _PREFIXES:
        if name.startswith(english):
            return spanish + name.removeprefix(english)
    return re.sub(r"^correlated (.*)$", r"correlación (\1)", name)


_PREFIXES = (
    ("missing multiple of ", "falta un múltiplo de "),
    ("missing term constant along axis ", "falta un término constante a lo largo del eje "),
    ("missing term linear along axis ", "falta un término lineal a lo largo del eje "),
    ("factor constant along axis ", "factor constante a lo largo del eje "),
)

_SPANISH = {
    "zero": "cero",
    "transposed": "transpuesto",
    "reshaped": "otra forma",
    "reversed": "orden inverso",
    "mask not applied": "máscara sin aplicar",
    "mask too large": "máscara excesiva",
    "few entries": "pocas entradas",
    "right numbers, transposed": "números correctos, transpuestos",
    "right numbers, wrong shape": "números correctos, otra forma",
    "not summed": "falta sumar",
    "enormous": "valores enormes",
    "constant": "constante",
    "repeated values": "valores repetidos",
    "mean": "media",
    "variance": "varianza",
    "variance half": "varianza a la mitad",
    "std half": "desviación estándar a la mitad",
    "std equals the wanted variance": "la desviación es la varianza pedida",
    "limit used as std": "límite usado como desviación",
    "std used as limit": "desviación usada como límite",
    "normal instead of uniform": "normal en vez de uniforme",
    "uniform instead of normal": "uniforme en vez de normal",
    "too far": "demasiado lejos",
    "outside the limits": "fuera de los límites",
    "no extremes": "sin valores extremos",
    "shape": "forma de la distribución",
    "keep and drop exchanged": "conservar y descartar al revés",
    "fraction kept": "fracción conservada",
}
