"""A notebook's own time: lessons train networks between the exercises, and students try things out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from autograder.course import find_course, lesson_cells, load_assignment
from autograder.grade.host import Provided, WorkerHost
from autograder.intake import Chunk, SourceFile, Submission
from autograder.release.lesson import notebook, read_lesson
from autograder.sandbox.calls import Call, Returned, WorkerLost
from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import Zygote

FOREVER = "while True:\n    pass"
TWICE = "def twice(x):\n    return 2 * x"
HASTY = Deadline(cpu_seconds=0.3, wall_seconds=3.0)

Ask = Callable[..., object]


@pytest.fixture
def ask(zygote: Zygote) -> Iterator[Ask]:
    """Execute a notebook's cells, and call a function of theirs with 3; or say what was lost."""
    made: list[WorkerHost] = []

    def asked(cells: Sequence[str], lesson: Sequence[str] = (), function: str = "twice") -> object:
        chunks = tuple(Chunk(label=f"cell {k}", source=cell) for k, cell in enumerate(cells, 1))
        file = SourceFile(name="a.ipynb", chunks=chunks)
        entry = Submission(student="ana", files=(file,), digest="", notes=())
        made.append(WorkerHost(zygote, entry, HASTY, Provided(lesson=frozenset(lesson))))
        try:
            [answer] = made[-1].session().run([Call(function=function, args=(3,), kwargs={})])
        except WorkerLost as lost:
            return lost.reason
        return answer.value if isinstance(answer, Returned) else None

    yield asked
    for host in made:
        host.discard()


def test_the_lesson_is_left_out(ask: Ask) -> None:
    """However long it takes, and however much of it there is; the same cells of a student's own hang."""
    cells = [f"{FOREVER}  # {k}" for k in range(6)]
    assert ask([*cells, TWICE], lesson=cells) == 6


@pytest.mark.parametrize(
    "cell",
    ["factor = 2", "import math as factor", "def factor():\n    return 2", "for factor in (1, 2): pass"],
)
def test_what_a_student_builds_on_is_executed(ask: Ask, cell: str) -> None:
    """A name from a cell of the lesson's, at first or second hand, by whatever statement."""
    between = "def times():\n    return factor"
    mine = "def twice(x):\n    return times() is not None"
    assert ask([cell, between, mine], lesson=[cell, between]) is True


def test_what_changes_a_students_class_is_executed(ask: Ask) -> None:
    """A lesson may give it another method."""
    mine = "class Net:\n    pass\ndef twice(x):\n    return Net().double(x)"
    cell = "Net.double = lambda self, x: 2 * x"
    assert ask([mine, cell], lesson=[cell]) == 6


def test_a_name_of_a_functions_own_is_no_use_of_the_lessons(ask: Ask) -> None:
    """Parameters, local names and those of comprehensions are called x and w everywhere."""
    cell = f"x = 1\nw = [k for k in range(3)]\n{FOREVER}"
    mine = "def twice(x):\n    w = x + x\n    return [k for k in (w,)][0]"
    assert ask([cell, mine], lesson=[cell]) == 6


def test_a_changed_cell_is_the_students(ask: Ask) -> None:
    """It is executed like any other."""
    assert ask(["factor = 3", "def twice(x):\n    return 1", "twice = lambda x: 2 * x"], ["factor = 2"]) == 6


def test_of_many_endless_cells_the_definitions_count(ask: Ask) -> None:
    """Leaving out a few cells is not enough here; functions, imports and plain values are what remains."""
    endless = [f"import math\nTWO = {k} - {k} + math.floor(2.5)\n{FOREVER}" for k in range(6)]
    assert ask([*endless, "def twice(x):\n    return TWO * x\n" + FOREVER]) == 6


def test_of_the_curriculum_only_exercises_are_the_students() -> None:
    """Every cell of code that is released is known, in both languages, but those to write in or to run."""
    course = find_course(Path(__file__).parent)
    for name in course.names:
        assignment = load_assignment(course, name)
        known = lesson_cells(course, assignment)
        for language in ("en", "es"):
            lesson = read_lesson(course.root / course.folder / name, language)
            cells = [c for c in notebook(assignment, lesson, language).cells if c.cell_type == "code"]
            own = [c for c in cells if "nbgrader" not in c.metadata and c.source.strip() not in known]
            assert len(own) == 1, own[1].source  # the import of `check`
