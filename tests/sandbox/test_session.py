"""A submission in a worker, through the session that the grader talks to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder.grade.host import WorkerHost
from autograder.intake import Chunk, SourceFile, Submission
from autograder.sandbox.calls import (
    Absent,
    Call,
    Earlier,
    Handle,
    HeldFunction,
    Raised,
    Returned,
    Session,
    Unsendable,
    WorkerLost,
)
from autograder.sandbox.channel import Deadline
from autograder.sandbox.local import LocalSession
from autograder.sandbox.process import Zygote

QUICK = Deadline(cpu_seconds=0.3, wall_seconds=1.0)

SOURCE = """
import numpy as np

def double(x):
    x *= 2
    return x

def pair(x):
    return x + 1, {"kept": x, "open": (lambda: 1)}

def use(cache):
    return cache["kept"]

def double_kept(cache):
    cache["kept"] *= 2
    return cache["kept"]

def call(f, x):
    return f(x) + 1

def draw(n, rng):
    return rng.random(n)

def let_draw(f, rng):
    return f(rng=rng), f(rng), rng.random()

def unseeded():
    return np.random.rand()

def boom():
    raise ValueError("no")

def named():
    from collections import namedtuple
    return namedtuple("Pair", "a b")(type("F", (float,), {})(1.0), type("L", (list,), {})([2]))

def boxed():
    ragged = np.empty(2, dtype=object)
    ragged[:] = [np.ones(2), (1, np.zeros(3))]
    return np.frompyfunc(lambda v: v + 1, 1, 1)(np.ones((2, 3))), ragged

def spawned(rng):
    return rng.spawn(1)[0].random()

def halves(x):
    yield x[: len(x) // 2]
    yield x[len(x) // 2 :]

def breaks_off():
    yield 1
    raise ValueError("no")

def endless():
    while True:
        yield 0

class Counter:
    def __init__(self, start):
        self.n = start
    def add(self, k):
        self.n += k
        return self.n
"""


@pytest.fixture
def host(zygote: Zygote, submission: Callable[..., Submission]) -> Iterator[Callable[..., WorkerHost]]:
    """Make hosts of a given source, and end their processes afterwards."""
    made: list[WorkerHost] = []

    def make(source: str = SOURCE, **files: str) -> WorkerHost:
        made.append(WorkerHost(zygote, submission(source, **files), QUICK))
        return made[-1]

    yield make
    for one in made:
        one.discard()


def _local() -> LocalSession:
    namespace: dict[str, Any] = {}
    exec(SOURCE, namespace)  # noqa: S102 (our own text)
    return LocalSession({name: namespace[name] for name in namespace if not name.startswith("_")})


@pytest.fixture(params=["worker", "local"])
def session(request: pytest.FixtureRequest, host: Callable[..., WorkerHost]) -> Session:
    """The same submission across a process boundary and within this process."""
    return host().session() if request.param == "worker" else _local()


def _value(session: Session, function: str, *args: Any, **rest: Any) -> Any:
    answer = session.run([Call(function=function, args=args, **rest)])[0]
    assert isinstance(answer, Returned), answer
    return answer.value


def test_arrays_of_objects_come_as_numbers_or_lists(session: Session) -> None:
    """What NumPy makes of a Python function holds objects; they are numbers all the same."""
    numbers, ragged = _value(session, "boxed")
    assert numbers.dtype == np.float64
    assert np.array_equal(numbers, np.full((2, 3), 2.0))
    assert isinstance(ragged, list)
    assert np.array_equal(ragged[0], np.ones(2))
    assert ragged[1][0] == 1
    assert np.array_equal(ragged[1][1], np.zeros(3))


def test_arrays_cross_and_arguments_stay_as_they_were(session: Session) -> None:
    """A call works on a fresh copy: changing it in place changes nothing on this side."""
    x = np.arange(6.0).reshape(2, 3)
    assert np.array_equal(_value(session, "double", x), 2 * np.arange(6.0).reshape(2, 3))
    assert np.array_equal(x, np.arange(6.0).reshape(2, 3))


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "uint8", "complex128"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3, 4)])
def test_every_shape_and_element_type_comes_back(
    session: Session, dtype: str, shape: tuple[int, ...]
) -> None:
    """Shape, dtype and bytes survive the way there and back."""
    x = (np.ones(shape) * 7).astype(dtype)
    back = np.asarray(_value(session, "use", {"kept": x}))
    assert (back.shape, back.dtype, back.tobytes()) == (x.shape, x.dtype, x.tobytes())


def test_an_answer_is_what_it_was_when_it_was_given(session: Session) -> None:
    """A later call of the same exchange may change in place what an earlier one returned."""
    _, pair = _value(session, "pair", np.ones(3), keep=(1,))
    answers = session.run(
        [
            Call(function="use", args=(pair,)),
            Call(function="double_kept", args=(pair,)),
            Call(function="use", args=(pair,)),
        ]
    )
    values = [answer.value for answer in answers if isinstance(answer, Returned)]
    assert [value.tolist() for value in values] == [[1, 1, 1], [2, 2, 2], [2, 2, 2]]


def test_kept_results_stay_and_can_be_passed_back(session: Session) -> None:
    """A cache of anything stays on the submission's side and serves the next call."""
    out, cache = _value(session, "pair", np.ones(2), keep=(1,))
    assert isinstance(cache, Handle)
    assert np.array_equal(out, [2, 2])
    assert np.array_equal(_value(session, "use", cache), [1, 1])


def test_a_call_can_use_what_an_earlier_one_of_the_same_exchange_answered(session: Session) -> None:
    """Forward and backward travel together."""
    answers = session.run(
        [
            Call(function="pair", args=(np.ones(2),), keep=(1,)),
            Call(function="use", args=(Earlier(0, 1),)),
        ]
    )
    assert isinstance(answers[1], Returned)
    assert np.array_equal(answers[1].value, [1, 1])


def test_objects_are_constructed_and_their_methods_called(session: Session) -> None:
    """An instance stays where it was made, with its state."""
    counter = _value(session, "Counter", 5, keep=(-1,))
    assert isinstance(counter, Handle)
    assert [_value(session, "add", 2, target=counter) for _ in range(2)] == [7, 9]


def test_a_callable_argument_is_called_back(session: Session) -> None:
    """The submission calls a function of the grader's."""
    assert _value(session, "call", lambda x: float(x.sum()), np.ones(4)) == 5.0


def test_a_generator_can_be_passed_back(session: Session) -> None:
    """The grader's function draws from it, each time anew, and what is drawn follows from its state."""
    draws = [
        _value(session, "let_draw", lambda rng: float(rng.random()), np.random.default_rng(seed))
        for seed in (3, 3, 4)
    ]
    assert draws[0] == draws[1]
    assert len({*draws[0], *draws[2]}) == 6


def test_a_generator_is_passed_by_its_state(session: Session) -> None:
    """Both sides draw the same numbers, and the grader's own generator is not advanced."""
    rng = np.random.default_rng(3)
    first, second = (_value(session, "draw", 4, rng) for _ in range(2))
    assert np.array_equal(first, second)
    assert np.array_equal(first, np.random.default_rng(3).random(4))


def test_unseeded_code_is_repeatable(host: Callable[..., WorkerHost]) -> None:
    """The global generators are seeded before every call."""
    session = host().session()
    assert _value(session, "unseeded") == _value(session, "unseeded")


def test_an_exception_is_an_answer(session: Session) -> None:
    """Its type is reported, and other calls of the exchange are answered."""
    answers = session.run(
        [
            Call(function="boom"),
            Call(function="nothing_of_that_name"),
            Call(function="use", args=({"kept": 1},)),
        ]
    )
    assert isinstance(answers[0], Raised)
    assert answers[0].problem.type == "ValueError"
    assert isinstance(answers[1], Absent)
    assert answers[2] == Returned(1)


def test_an_iterator_is_answered_as_the_list_of_its_items(session: Session) -> None:
    """What a function with `yield` produces crosses, and what it raises on the way is its exception."""
    first, second = _value(session, "halves", np.arange(5))
    assert first.tolist() == [0, 1]
    assert second.tolist() == [2, 3, 4]
    answer = session.run([Call(function="breaks_off")])[0]
    assert isinstance(answer, Raised)
    assert answer.problem.type == "ValueError"


def test_an_endless_iterator_cannot_cross(host: Callable[..., WorkerHost]) -> None:
    """It is cut off where it would be too long, and the process goes on."""
    one = host().session()
    assert _value(one, "endless") == Unsendable("list")
    assert _value(one, "use", {"kept": 1}) == 1


def test_what_cannot_cross_is_said_by_its_type(session: Session) -> None:
    """A function as an answer is no value."""
    answer = _value(session, "pair", np.ones(1))
    assert answer[1]["open"] == Unsendable("function")


def test_the_place_of_an_exception_is_its_line_in_the_submission(host: Callable[..., WorkerHost]) -> None:
    """File label and line number are those the student sees."""
    answer = host("def f():\n    return 1 / 0\n").session().run([Call(function="f")])[0]
    assert isinstance(answer, Raised)
    assert (answer.problem.label, answer.problem.line) == ("homework.py", 2)


def test_an_error_in_one_statement_does_not_stop_the_next(host: Callable[..., WorkerHost]) -> None:
    """What is defined after a failing statement is there, and the failure is noted with its line."""
    one = host("def f():\n    return 1\n\nprint(undefined)\n\ndef g():\n    return 2\n")
    assert _value(one.session(), "g") == 2
    assert [(p.type, p.line) for p in one.problems] == [("NameError", 4)]


def test_a_syntax_error_is_noted_and_nothing_is_defined(host: Callable[..., WorkerHost]) -> None:
    """The file cannot be read as Python; the line is named."""
    one = host("def f():\n    return 1\n\ndef g(:\n")
    assert isinstance(one.session().run([Call(function="f")])[0], Absent)
    assert [(p.type, p.line) for p in one.problems] == [("SyntaxError", 4)]


def test_submitted_files_import_one_another(host: Callable[..., WorkerHost]) -> None:
    """A folder of modules works as it does on the student's machine."""
    one = host("from layers import double\n", layers="def double(x):\n    return 2 * x\n")
    assert _value(one.session(), "double", 4) == 8


def test_folders_of_modules_are_packages(zygote: Zygote) -> None:
    """Relative and absolute imports work, with and without ``__init__.py``."""
    sources = {
        "main.py": "from .layers import one\nfrom src.more import two\nimport src.deep.er as er\nthree = er.three\n",
        "layers.py": "def one():\n    return 1\n",
        "src/more.py": "from ..layers import one\ndef two():\n    return one() + 1\n",
        "src/deep/__init__.py": "from .er import three\n",
        "src/deep/er.py": "def three():\n    return 3\n",
    }
    files = tuple(SourceFile(name=n, chunks=(Chunk(label=n, source=s),)) for n, s in sources.items())
    one = WorkerHost(zygote, Submission(student="a", files=files, digest="", notes=()), QUICK)
    session = one.session()
    assert one.problems == []
    assert [_value(session, name) for name in ("one", "two", "three")] == [1, 2, 3]
    one.discard()


def test_a_submitted_file_shadows_nothing_installed(host: Callable[..., WorkerHost]) -> None:
    """Not even in its own process."""
    one = host("import numpy\ndef f():\n    return float(numpy.ones(2).sum())\n", numpy="ones = None\n")
    assert _value(one.session(), "f") == 2.0


def test_subclasses_of_plain_values_come_as_what_they_extend(session: Session) -> None:
    """A named tuple is a tuple."""
    assert _value(session, "named") == (1.0, [2])


def test_spawned_generators_follow_the_generator_passed(session: Session) -> None:
    """Another generator spawns other children."""
    draws = [_value(session, "spawned", np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]


def test_a_written_function_is_preferred_to_a_skeleton(host: Callable[..., WorkerHost]) -> None:
    """A skeleton left beside the real homework does no harm, in whatever order they are read."""
    blank = "def f():\n    raise NotImplementedError\n"
    assert _value(host("def f():\n    return 1\n", zz=blank).session(), "f") == 1
    assert _value(host(blank, aa="def f():\n    return 1\n").session(), "f") == 1


def test_an_endless_loop_is_ended_by_the_grader(host: Callable[..., WorkerHost]) -> None:
    """Processor time is limited, and the next session answers again."""
    one = host("def loop():\n    while True: pass\n\ndef f():\n    return 1\n")
    with pytest.raises(WorkerLost, match="timeout"):
        one.session().run([Call(function="loop")])
    one.discard()
    assert _value(one.session(), "f") == 1


def test_sleeping_does_not_outlast_the_deadline(host: Callable[..., WorkerHost]) -> None:
    """Real time is limited too."""
    with pytest.raises(WorkerLost, match="timeout"):
        host("def f():\n    import time; time.sleep(60)\n").session().run([Call(function="f")])


@pytest.mark.parametrize(
    "body",
    ["import os; os._exit(0)", "import os; os.kill(os.getpid(), 9)", "import os; os.close(3)"],
)
def test_a_process_that_ends_is_lost(host: Callable[..., WorkerHost], body: str) -> None:
    """However it ends, the grader is told so by the kernel, not by the submission."""
    with pytest.raises(WorkerLost, match="killed"):
        host(f"def f():\n    {body}\n").session().run([Call(function="f")])


@pytest.mark.parametrize(
    "name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "MemoryError", "RecursionError"]
)
def test_every_exception_is_only_an_answer(host: Callable[..., WorkerHost], name: str) -> None:
    """Those that end a program elsewhere end only the call."""
    answer = host(f"def f():\n    raise {name}\n").session().run([Call(function="f")])[0]
    assert isinstance(answer, Raised)
    assert answer.problem.type == name


def test_memory_is_limited(host: Callable[..., WorkerHost]) -> None:
    """An enormous array is the submission's MemoryError."""
    answer = (
        host("import numpy as np\ndef f():\n    return np.ones(10**10).sum()\n")
        .session()
        .run([Call(function="f")])[0]
    )
    assert isinstance(answer, Raised)
    assert answer.problem.type == "MemoryError"


@pytest.mark.parametrize("ending", ["while True: pass", "import os; os._exit(3)"])
def test_a_top_level_statement_that_never_ends_is_left_out(
    host: Callable[..., WorkerHost], ending: str
) -> None:
    """The functions before and after it are still there."""
    one = host(f"def f():\n    return 1\n\n{ending}\n\ndef g():\n    return 2\n")
    assert [_value(one.session(), name) for name in "fg"] == [1, 2]
    assert len(one.stuck) == 1


def test_a_grader_function_can_stand_in_for_a_submitted_one(host: Callable[..., WorkerHost]) -> None:
    """The submission's code calls back; what stays in the grader is passed around as an opaque object."""
    one = host(
        "def first(x):\n    return 0\n\ndef second(c):\n    return 0\n\n"
        "def both(x):\n    y, cache = first(x)\n    return second(cache) + y\n"
    )
    held = [
        HeldFunction(name="first", function=lambda x: (x + 1, {"secret": x}), keep=(1,)),
        HeldFunction(name="second", function=lambda cache: cache["secret"] * 10),
    ]
    assert _value(one.with_stand_ins(held), "both", 3) == 34


def test_what_the_grader_computes_for_a_submission_counts_against_its_time(
    host: Callable[..., WorkerHost],
) -> None:
    """Many small calls add up."""

    def burn(x: float) -> float:
        start = time.thread_time()
        while time.thread_time() < start + 0.05:
            pass
        return x

    one = host("def first(x):\n    pass\ndef many(n):\n    return [first(1.0) for _ in range(n)]")
    session = one.with_stand_ins([HeldFunction(name="first", function=burn)])
    assert _value(session, "many", 3) == [1.0] * 3
    with pytest.raises(WorkerLost, match="timeout"):
        _value(session, "many", 20)


def test_what_the_grader_keeps_for_a_submission_is_bounded(host: Callable[..., WorkerHost]) -> None:
    """A submission cannot make it keep array after array."""

    def keep() -> Any:
        return (np.zeros(2**20),)

    one = host("def first():\n    pass\ndef many(n):\n    for _ in range(n):\n        first()")
    session = one.with_stand_ins([HeldFunction(name="first", function=keep, keep=(0,))])
    assert _value(session, "many", 3) is None
    with pytest.raises(WorkerLost, match="killed"):
        _value(session, "many", 10)


def test_a_stand_in_reaches_tables_of_functions_too(host: Callable[..., WorkerHost]) -> None:
    """What holds the submitted function holds the stand-in."""
    one = host(
        "def first(x, k=3):\n    return 0\n\nTABLE = {'first': first}\n\ndef both(x):\n    return TABLE['first'](x)\n"
    )
    assert _value(one.with_stand_ins([HeldFunction(name="first", function=lambda x: x + 1)]), "both", 3) == 4


def test_an_error_in_a_grader_function_is_the_submissions(host: Callable[..., WorkerHost]) -> None:
    """Calling it with nonsense raises there, not here."""
    answer = host().session().run([Call(function="call", args=(lambda x: x["no"], np.ones(2)))])[0]
    assert isinstance(answer, Raised)


def test_a_new_conversation_drops_what_was_kept(session: Session) -> None:
    """An old handle is of no use afterwards."""
    _, cache = _value(session, "pair", np.ones(2), keep=(1,))
    session.begin("another")
    assert isinstance(session.run([Call(function="use", args=(cache,))])[0], Raised)


def test_the_worker_sees_no_grading_code_and_no_solutions(host: Callable[..., WorkerHost]) -> None:
    """Neither can be imported, even from an editable checkout."""
    source = (
        "def see(name):\n    try:\n        return str(__import__(name).__file__)\n"
        "    except ImportError:\n        return None\n"
    )
    session = host(source).session()
    assert [_value(session, "see", name) for name in ("solutions", "assignments")] == [None, None]
    answer = session.run([Call(function="see", args=("autograder",))])[0]
    assert isinstance(answer, Raised) or answer.value is None or "autograder" not in str(answer.value)
