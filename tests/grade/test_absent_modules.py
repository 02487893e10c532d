"""Submissions import what the student's machine has and the grader has not: plots, tables, data sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from autograder.grade.host import WorkerHost
from autograder.intake import Chunk, SourceFile, Submission
from autograder.sandbox.calls import Call, Raised, Returned
from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import Zygote

Load = Callable[..., WorkerHost]

USING = "import math\ndef root(x):\n    return math.sqrt(x)"


@pytest.fixture
def load(zygote: Zygote) -> Iterator[Load]:
    """Hand in a file of some cells."""
    made: list[WorkerHost] = []

    def loaded(*cells: str, name: str = "a.ipynb", files: tuple[SourceFile, ...] = ()) -> WorkerHost:
        chunks = tuple(Chunk(label=f"cell {k}", source=cell) for k, cell in enumerate(cells, 1))
        files = files or (SourceFile(name=name, chunks=chunks),)
        entry = Submission(student="ana", files=files, digest="", notes=())
        made.append(WorkerHost(zygote, entry, Deadline()))
        return made[-1]

    yield loaded
    for host in made:
        host.discard()


def _root_of_nine(host: WorkerHost) -> object:
    [answer] = host.session().run([Call(function="root", args=(9.0,), kwargs={})])
    return answer.value if isinstance(answer, Returned) else answer


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import no_such_tables as nst", ["no_such_tables"]),
        ("import no_such_tables.plots, math", ["no_such_tables.plots"]),
        ("from no_such_tables import load_digits", ["no_such_tables"]),
        ("from no_such_tables import *", ["no_such_tables"]),
        ("from math import no_such_function, sqrt", ["math.no_such_function"]),
    ],
)
@pytest.mark.parametrize("name", ["a.ipynb", "a.py"])
def test_an_absent_module_costs_nothing_else(
    load: Load, statement: str, absent: list[str], name: str
) -> None:
    """The rest of its cell is executed, and the host says what was not there."""
    host = load(f"{statement}\n{USING}", name=name)
    assert _root_of_nine(host) == 3.0
    assert host.absent == absent


def test_what_is_done_with_it_does_nothing(load: Load) -> None:
    """Styles are set, drives are mounted, and the cell goes on."""
    cell = "import no_such_plots as nsp\nfrom no_such_cloud import drive\nnsp.set(style='white')\ndrive.mount('/x')\n"
    assert _root_of_nine(load(cell + USING)) == 3.0


def test_names_that_are_there_are_imported_all_the_same(load: Load) -> None:
    """Of several names in one statement only one is missing."""
    source = "from math import no_such_function, sqrt\ndef root(x):\n    return sqrt(x)"
    assert _root_of_nine(load(source)) == 3.0


def test_a_student_who_tries_is_told(load: Load) -> None:
    """`try: import …; except ImportError: …` takes the other way."""
    source = "try:\n    import no_such_numpy as m\nexcept ImportError:\n    import math as m\n"
    assert _root_of_nine(load(source + "def root(x):\n    return m.sqrt(x)")) == 3.0


def test_a_name_that_is_known_stays(load: Load) -> None:
    """A function of one's own is not lost to a module that would have it, too."""
    assert _root_of_nine(load(USING, "from no_such_helpers import root")) == 3.0


def test_what_does_nothing_is_no_definition(load: Load) -> None:
    """A later cell's import takes nothing from what another file defines."""
    sources = {"a.py": USING, "b.py": "from no_such_helpers import root, other"}
    files = tuple(SourceFile(name=n, chunks=(Chunk(label=n, source=s),)) for n, s in sources.items())
    host = load(files=files)
    assert _root_of_nine(host) == 3.0
    assert "root" in host.names
    assert "other" not in host.names


def test_a_cell_still_ends_at_any_other_error(load: Load) -> None:
    """As it did on the student's machine."""
    answer = _root_of_nine(load("import math\nundefined\n" + USING))
    assert not isinstance(answer, float | Raised)
