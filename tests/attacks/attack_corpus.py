"""The attacks, and what each says of itself.

Every file in `corpus` begins with a docstring of ``key: value`` lines:

aim
    What it tries, in one sentence.
layer
    What must stop it.
levels
    Where it must gain nothing: A (all layers), B (without namespaces), C (either Landlock or seccomp alone),
    D (a process of its own with limits and deadlines).
proof (optional)
    How the tests show that the attack is one: ``naive COMPARISON`` (it passes a grader that shares its process,
    see `naive`), ``unconfined`` (it earns points where workers are processes without a layer, since it then
    goes on to answer rightly), ``unconfined as root`` (the same, if the tests are run by root).
result (optional)
    ``nothing`` (the default), or ``honest``: the code answers rightly and must be graded like an honest one,
    while what it does besides must come to nothing.
earns (optional)
    Exercises, by name, in which it does its work and earns its points: not those that it attacks.
slow (optional)
    ``yes``: it is run at the first and at the last of its levels only, because it needs its deadlines to end, or
    because nothing of it is executed.

A file is a submission, unless it defines ``build(folder, places)``: then it is a recipe for entries in the folder
of submissions, where the attack is in the format. In a submission ``@NAME@`` stands for a place: see `Places`.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from dataclasses import dataclass, fields
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"

#: The name of the student who attacks.
MALLORY = "mallory"

KEYS = {"aim", "layer", "levels", "proof", "result", "earns", "slow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What attacks aim at, outside their process.

    Parameters
    ----------
    watched : str
        A folder that anybody may write in.
    solution : str
        A file with the solution.
    seed : str
        A file with a course's private seed.
    tcp, udp : int
        Ports on which the tests listen.
    grader : int
        The grader's process.
    """

    watched: str
    solution: str
    seed: str
    tcp: int
    udp: int
    grader: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One file of the corpus."""

    name: str
    path: Path
    text: str
    says: dict[str, str]

    @property
    def levels(self) -> tuple[str, ...]:
        """Where it must gain nothing."""
        return tuple(self.says["levels"].split())

    @property
    def proof(self) -> str:
        """How it is shown to be an attack, or an empty text."""
        return self.says.get("proof", "")

    @property
    def is_honest(self) -> bool:
        """Whether its answers are right."""
        return self.says.get("result", "nothing") == "honest"

    @property
    def earns(self) -> frozenset[str]:
        """The exercises that it does not attack."""
        return frozenset(self.says.get("earns", "").split())

    @property
    def is_slow(self) -> bool:
        """Whether two levels have to do."""
        return self.says.get("slow") == "yes"

    @property
    def layer(self) -> str:
        """What must stop it."""
        return self.says["layer"]

    def put(self, folder: Path, places: Places) -> None:
        """Hand it in."""
        if "\ndef build(" in self.text:
            spec = importlib.util.spec_from_file_location("recipe", self.path)
            assert spec is not None
            assert spec.loader is not None
            recipe = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(recipe)
            recipe.build(folder, places)
        else:
            (folder / f"{MALLORY}.py").write_text(filled(self.text, places), encoding="utf-8")


def filled(text: str, places: Places) -> str:
    """Put the places in."""
    for field in fields(places):
        text = text.replace(f"@{field.name.upper()}@", str(getattr(places, field.name)))
    return text


def corpus() -> list[Attack]:
    """Read all attacks, by name."""
    return [_attack(path) for path in sorted(CORPUS.glob("*/*.py"))]


def _attack(path: Path) -> Attack:
    text = path.read_text(encoding="utf-8")
    header = ast.get_docstring(ast.parse(text)) or ""
    says = dict(re.findall(r"^(\w+): (.+)$", header, re.MULTILINE))
    return Attack(name=f"{path.parent.name}/{path.stem}", path=path, text=text, says=says)
