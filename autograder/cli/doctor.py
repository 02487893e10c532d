"""``autograder doctor``: how well submissions are confined on this machine, and how to confine them better."""

from __future__ import annotations

import platform
import sys

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText

import autograder
from autograder.sandbox.explain import LayerReport
from autograder.sandbox.level import LevelReport, find_level, nowhere
from autograder.sandbox.process import Zygote
from autograder.text import Language, Text, printable

_MEANINGS = {
    "A": Text(
        en="Level A: submissions are confined, in namespaces too.",
        es="Nivel A: las entregas están confinadas, también con espacios de nombres.",
    ),
    "B": Text(en="Level B: submissions are confined.", es="Nivel B: las entregas están confinadas."),
    "C": Text(
        en="Level C: submissions are only partly confined. `autograder grade` needs --trust here.",
        es="Nivel C: las entregas solo están confinadas en parte. Aquí `autograder grade` necesita --trust.",
    ),
    "D": Text(
        en="Level D: submissions are not confined. `autograder grade` needs --trust here.",
        es="Nivel D: las entregas no están confinadas. Aquí `autograder grade` necesita --trust.",
    ),
}


def doctor(language: Language) -> int:
    """Attack this machine's confinement, print what held and what to do; return 0 at level B or better."""
    report = _examine()
    console = Console()
    console.print(_table(report, language))
    console.print(RichText(_MEANINGS[report.level].to(language), style="green" if report.confined else "red"))
    for layer in report.layers:
        _print_remedy(console, layer, language)
    console.print(RichText(_versions(), style="dim"))
    return 0 if report.confined else 1


def _examine() -> LevelReport:
    if not sys.platform.startswith("linux"):
        return nowhere(platform.system())
    with Zygote() as zygote:
        return find_level(zygote)


def _table(report: LevelReport, language: Language) -> Table:
    yes, no = ("active", "missing") if language == "en" else ("activa", "falta")
    table = Table(box=None, pad_edge=False)
    for heading in ("Layer", "", "Why") if language == "en" else ("Capa", "", "Por qué"):
        table.add_column(heading)
    for layer in report.layers:
        state = RichText(yes, style="green") if layer.active else RichText(no, style="red")
        table.add_row(layer.name.to(language), state, RichText(printable(layer.why.to(language))))
    return table


def _print_remedy(console: Console, layer: LayerReport, language: Language) -> None:
    """Print what to do as it can be copied: unwrapped, and outside the table."""
    if layer.active or layer.remedy is None:
        return
    console.print()
    console.print(RichText(layer.name.to(language), style="bold"))
    console.print(RichText(layer.remedy.to(language)), soft_wrap=True)


def _versions() -> str:
    return (
        f"Gradiente {autograder.__version__}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )
