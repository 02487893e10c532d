"""Phrases and bars for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text as Line

from autograder.text import Text

_WIDTH = 8

#: The terminal's phrases.
PHRASES: Mapping[str, Text] = {
    "student": Text(en="Student", es="Estudiante"),
    "score": Text(en="Score", es="Puntaje"),
    "not_passed": Text(en="Not passed", es="Por mejorar"),
    "not_attempted": Text(en="{} not attempted", es="{} sin intentar"),
    "missing": Text(en="{} missing", es="{} sin entregar"),
    "status": Text(en="Status", es="Estado"),
    "one": Text(en="{} student", es="{} estudiante"),
    "many": Text(en="{} students", es="{} estudiantes"),
    "more": Text(
        en="and {} more who need attention: see index.html",
        es="y {} más que necesitan atención: ver index.html",
    ),
    "counts": Text(en="Graded: {} of {}", es="Calificadas: {} de {}"),
    "unreadable": Text(en="  Unreadable: {}", es="  Ilegibles: {}"),
    "middle": Text(
        en="Mean: {0}  Median: {1}  of {2} points", es="Promedio: {0}  Mediana: {1}  de {2} puntos"
    ),
    "sandbox": Text(en="Isolation: level {} ({})", es="Aislamiento: nivel {} ({})"),
    "mistakes": Text(en="Most frequent mistakes:", es="Errores más frecuentes:"),
}


def colour(fraction: float) -> str:
    """Return the colour of a share of the points."""
    if fraction >= 0.8:
        return "green"
    return "yellow" if fraction >= 0.5 else "red"


def bar(fraction: float, style: str) -> Line:
    """Return a bar of eight characters; only all of it means all of it."""
    filled = int(_WIDTH * fraction + 1e-9) or (1 if fraction > 0 else 0)
    return Line.assemble(("━" * filled, style), ("─" * (_WIDTH - filled), "dim"))
