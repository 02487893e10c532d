"""What students of CS231n hand in: files of several years, in repositories, beside backups, in Python 2."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.batch.job import Job, grade_one
from autograder.course import Selection, find_course
from autograder.grade.older import removed_names
from autograder.grade.outcome import SubmissionResult
from autograder.intake import Submission, read_submission
from autograder.intake.model import Chunk, SourceFile
from autograder.sandbox.worker.removed import from_python_2

COURSE = find_course(Path(__file__).parent)

pytestmark = [
    pytest.mark.xdist_group("adapters"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers run on Linux only"),
]

RELU = """
import numpy as np


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
"""
WRONG = RELU.replace("cache > 0", "cache < 0")
SKELETON = "def relu_forward(x):\n    return None, x\n\n\ndef relu_backward(dout, cache):\n    return None\n"

DROPOUT = '''
import numpy as np


def dropout_forward(x, dropout_param):
    """{doc}"""
    p, mask = dropout_param["p"], 1.0
    if dropout_param["mode"] == "train":
        mask = {mask}
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
'''
KEEPS = "(np.random.rand(*x.shape) < p) / p"
DROPS = "(np.random.rand(*x.shape) >= p) / (1 - p)"
LAYERNORM = "\n\ndef layernorm_forward(x, gamma, beta, ln_param):\n    pass\n"


def _graded(folder: Path, files: dict[str, str], *only: str) -> SubmissionResult:
    for name, source in files.items():
        (folder / "ana" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "ana" / name).write_text(dedent(source), encoding="utf-8")
    selection = Selection(names=COURSE.names, adapter="cs231n", only=only or ("relu",))
    return grade_one(Job(COURSE, selection, 3, trust=True), read_submission(folder / "ana"))


def _notes(result: SubmissionResult) -> str:
    return " ".join(note.en for note in result.notes)


@pytest.mark.parametrize(
    ("doc", "more", "meant", "other"),
    [
        ("p: we drop each neuron output with probability p.", LAYERNORM, DROPS, KEEPS),
        ("p: we keep each neuron output with probability p.", "", KEEPS, DROPS),
        (
            "We keep each neuron output\n    with probability p. Elsewhere it is that of dropping.",
            "",
            KEEPS,
            DROPS,
        ),
        ("p is the probability of keeping, not the probability of dropping, a unit.", "", KEEPS, DROPS),
        ("p is the probability of dropping a unit.", LAYERNORM, DROPS, KEEPS),
        ("", LAYERNORM, KEEPS, DROPS),
        ("p: keep_prob.", "", KEEPS, DROPS),
        ("p: drop probability.", LAYERNORM, DROPS, KEEPS),
    ],
)
def test_p_is_what_the_docstring_says(tmp_path: Path, doc: str, more: str, meant: str, other: str) -> None:
    """One that mentions both tells them apart; without one, the year tells."""
    for name, mask in (("meant", meant), ("other", other)):
        files = {"layers.py": DROPOUT.format(doc=doc, mask=mask) + more}
        (exercise,) = _graded(tmp_path / name, files, "inverted_dropout").exercises
        named = [m.name for m in exercise.misconceptions]
        assert (exercise.score == exercise.max_score) == (mask is meant)
        assert named == ([] if mask is meant else ["reads_p_the_other_way_round"])


@pytest.mark.parametrize("mask", [KEEPS, DROPS, KEEPS.replace("<", ">=")])
def test_where_nothing_says_what_p_is_either_is_right(tmp_path: Path, mask: str) -> None:
    """But not both in one line."""
    (exercise,) = _graded(
        tmp_path, {"layers.py": DROPOUT.format(doc="", mask=mask)}, "inverted_dropout"
    ).exercises
    assert (exercise.score == exercise.max_score) == (mask in (KEEPS, DROPS))


@pytest.mark.parametrize("handed_in", [RELU, WRONG, SKELETON])
@pytest.mark.parametrize(
    "others",
    [
        ["layers_backup.py", "old/layers_v1.py"],
        ["assignment3/cs231n/layers.py", "assignment1/cs231n/layers.py"],
        ["Homework 3/layers.py"],
    ],
)
def test_the_second_assignments_file_counts(tmp_path: Path, handed_in: str, others: list[str]) -> None:
    """Whatever else is there, and whoever imports it; finished files of the course's own never do."""
    other = WRONG if handed_in is RELU else RELU
    if handed_in is SKELETON and not any("3" in name for name in others):
        other = SKELETON  # where the file itself is untouched, another of the student's may count
    files = {
        "assignment2/cs231n/layers.py": handed_in,
        "assignment2/cs231n/classifiers/fc_net.py": "from cs231n.layers import *\n",
        **{name: SKELETON if "1" in name else other for name in others},
    }
    result = _graded(tmp_path, files)
    (exercise,) = result.exercises
    assert (exercise.score == exercise.max_score) == (handed_in is RELU)
    assert (exercise.status == "not_attempted") == (handed_in is SKELETON)
    assert ("hands it out finished" in _notes(result)) == any("3" in name for name in others)


def test_files_in_a_folder_called_3_count_where_there_are_no_others(tmp_path: Path) -> None:
    """Instructors number their assignments as they like."""
    result = _graded(tmp_path, {"homework3/layers.py": RELU})
    assert (result.score, _notes(result)) == (result.max_score, "")


@pytest.mark.parametrize("first", ["", "from past.builtins import xrange", "from six.moves import xrange"])
def test_python_2_is_read(tmp_path: Path, first: str) -> None:
    """With print statements over several lines, and what Python 2 had without an import."""
    source = f"""
{first}
import numpy as np


def relu_forward(x):
    out = np.zeros(x.shape)
    for row in xrange(len(x)):
        out[row] = reduce(np.maximum, [x[row], 0 * x[row]])
    print "out", \\
        out.shape, "of %d" % len(x)
    return out, x


def relu_backward(dout, cache):
    if cache is None: print "nothing",
    print
    return dout * (cache > 0)
"""
    result = _graded(tmp_path, {"layers.py": source})
    assert result.score == result.max_score
    assert result.problems == []
    assert "reduce, xrange" in _notes(result)
    assert "Read as Python 2" in _notes(result)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('print "a", b\n', 'print("a", b)\n'),
        ('if a: print "ñ %s" % (b,\n    c)\nd\n', 'if a: print("ñ %s" % (b,\n    c))\nd\n'),
        ("print 'a', \\\n  '# %d' % b  # c\nd\n", "print('a', \\\n  '# %d' % b)  # c\nd\n"),
        ("if a:\n        b\n\tc\n", "if a:\n        b\n        c\n"),
        ("for k, v in (d.iteritems()):\n    k\n", "for k, v in (d.items()):\n    k\n"),
        ("[d.itervalues(), 'ñ', e.iterkeys()]\n", "[d.values(), 'ñ', e.keys()]\n"),
        ("if (d\n    .has_key('a')): print d\n", "if (d\n    .__contains__('a')): print(d)\n"),
        ("six.iteritems(d)\n", "six.iteritems(d)\n"),
        ("def iteritems(self): pass\na.iteritems()\n", "def iteritems(self): pass\na.iteritems()\n"),
        ("x = 1\r\n", "x = 1\r\n"),
        ("\x0c\n# \x1c\nfor k in d.iterkeys(): print k\n", "\x0c\n# \x1c\nfor k in d.keys(): print(k)\n"),
        ("def f(:\n", None),
        ("<<<<<<< HEAD\nprint 1\n", None),
        ("print 1\n" * 200, None),
    ],
)
def test_python_2_becomes_python_3_line_for_line(source: str, wanted: str | None) -> None:
    """Nothing else is mended."""
    assert from_python_2(source) == wanted


def test_what_dictionaries_had_in_python_2(tmp_path: Path) -> None:
    """In a file that is Python 3 otherwise; the report says so."""
    source = RELU.replace("cache > 0", "{**dict(kept.iteritems())}['x'] > 0").replace(
        "    return dout", "    kept = {'x': cache}\n    return dout"
    )
    result = _graded(tmp_path, {"layers.py": source})
    assert result.score == result.max_score
    assert "Read as Python 2" in _notes(result)


def test_arguments_by_their_old_names(tmp_path: Path) -> None:
    """NumPy has dropped `newshape`; the report names it."""
    source = RELU.replace("dout * (cache > 0)", "np.reshape(dout * (cache > 0), newshape=dout.shape)")
    result = _graded(tmp_path, {"layers.py": source})
    assert result.score == result.max_score
    assert "has them no longer: newshape." in _notes(result)


OPTIM = """
import numpy as np


def sgd_momentum(w, dw, config=None):
    v = config["momentum"] * config["velocity"] - config["learning_rate"] * dw
    config["velocity"] = v
    return w + v, config


def rmsprop(w, dw, config=None):
    d, lr, eps = config["decay_rate"], config["learning_rate"], config["epsilon"]
    config["cache"] = d * config["cache"] + (1 - d) * dw**2
    return w - lr * dw / (np.sqrt(config["cache"]) + eps), config


def adam(w, dw, config=None):
    b1, b2, eps = config["beta1"], config["beta2"], config["epsilon"]
    config["t"] += 1
    config["m"] = b1 * config["m"] + (1 - b1) * dw
    config["v"] = b2 * config["v"] + (1 - b2) * dw**2
    m, v = config["m"] / (1 - b1 ** config["t"]), config["v"] / (1 - b2 ** config["t"])
    return w - config["learning_rate"] * m / (np.sqrt(v) + eps), config
"""


@pytest.mark.parametrize(
    ("exercise", "right", "wrong", "failed", "named"),
    [
        ("momentum", 'velocity"] - ', 'velocity"] + ', "takes_the_first_step", "gathers_velocity_uphill"),
        (
            "rmsprop",
            '(np.sqrt(config["cache"]) + eps)',
            'np.sqrt(config["cache"]) + eps',
            "adds_eps_outside_the_root",
            "adds_epsilon_to_the_parameters",
        ),
        (
            "rmsprop",
            'lr, eps = config["decay_rate"], config["learning_rate"], config["epsilon"]',
            'lr, eps = config["decay_rate"], config["learning_rate"], 1e-8',
            "adds_eps_outside_the_root",
            "writes_epsilon_as_a_number",
        ),
        (
            "adam",
            "(np.sqrt(v) + eps)",
            "np.sqrt(v) + eps",
            "adds_eps_outside_the_root",
            "adds_epsilon_to_the_parameters_in_adam",
        ),
        (
            "adam",
            'm, v = config["m"] / (1 - b1 ** config["t"]), config["v"] / (1 - b2 ** config["t"])',
            'm, v = (config[k] / (1 - (1 - b) ** config["t"]) for k, b in (("m", b1), ("v", b2)))',
            "corrects_the_bias",
            "raises_the_new_shares_to_t",
        ),
        ("adam", 'config["t"] += 1', "pass", "corrects_the_bias", "uses_t_before_incrementing_it"),
    ],
)
def test_slips_in_a_step_cost_their_check_and_are_named(
    tmp_path: Path, exercise: str, right: str, wrong: str, failed: str, named: str
) -> None:
    """Parentheses, signs, shares: students write these."""
    (result,) = _graded(tmp_path, {"optim.py": OPTIM.replace(right, wrong)}, exercise).exercises
    assert [check.name for check in result.checks if check.status != "passed"] == [failed]
    assert [m.name for m in result.misconceptions] == [named]


def test_nobody_is_told_that_a_number_should_be_nan(tmp_path: Path) -> None:
    """Not even where the late steps are."""
    source = OPTIM.replace("b1 **", "b1 *").replace("b2 **", "b2 *")
    (adam,) = _graded(tmp_path, {"optim.py": source}, "adam").exercises
    texts = [check.message.en for check in adam.checks if check.message]
    assert texts
    assert not any("should be nan" in text for text in texts)


def test_a_rule_that_asks_for_more_says_so(tmp_path: Path) -> None:
    """Its config is not taken for the loss."""
    source = OPTIM.replace("dw, config", "dw, loss, config")
    (momentum,) = _graded(tmp_path, {"optim.py": source}, "momentum").exercises
    assert "raised TypeError. Does it take the arguments" in str(momentum.checks[0].message)


@pytest.mark.parametrize(
    ("mask", "named"),
    [
        ("np.random.rand(*x.shape) < 1 - p", "keeps_what_is_to_be_dropped"),
        ("(np.random.randn(*x.shape) > 1 - p) / p", "keeps_normal_draws_above_p"),
        (
            "(np.random.randn(*x.shape) < 1 - p) / (1 - p)",
            "draws_normally_and_reads_p_the_other_way_round",
        ),
    ],
)
def test_two_slips_in_one_mask_are_named(tmp_path: Path, mask: str, named: str) -> None:
    """In that course's words: there is no keep_prob."""
    files = {"layers.py": DROPOUT.format(doc="p: we keep each neuron output with probability p.", mask=mask)}
    (dropout,) = _graded(tmp_path, files, "inverted_dropout").exercises
    assert [m.name for m in dropout.misconceptions] == [named]
    texts = [c.message for c in dropout.checks if c.message] + [m.hint for m in dropout.misconceptions]
    assert not any("keep_prob" in text.en + text.es for text in texts)


def test_messages_use_the_submissions_names(tmp_path: Path) -> None:
    """A student of that course has never heard of ours."""
    source = "def sgd_momentum(w, dw, config=None):\n    return w / undefined, config\n"
    momentum, adam = _graded(tmp_path, {"optim.py": source}, "momentum", "adam").exercises
    texts = [check.message.en for exercise in (momentum, adam) for check in exercise.checks if check.message]
    assert any(text.startswith("`sgd_momentum` raised NameError") for text in texts)
    assert "There is no function `adam`." in texts
    assert not any("_step" in text for text in texts)


def test_a_softmax_loss_as_it_was_handed_out_is_right(tmp_path: Path) -> None:
    """It takes the logarithm of a probability, and labels are indices."""
    source = """
    import numpy as np


    def softmax_loss(x, y):
        e = np.exp(x - np.amax(x, axis=1)[:, None])
        p, n = e / e.sum(axis=1)[:, None], len(y)
        loss = -np.log(p[range(n), y]).mean()
        p[range(n), y] -= 1
        return loss, p / n
    """
    result = _graded(tmp_path, {"layers.py": source}, "softmax_cross_entropy")
    assert result.score == result.max_score


def test_a_mistake_in_db_costs_its_own_check_only(tmp_path: Path) -> None:
    """Images are flattened all the same."""
    source = """
    def affine_forward(x, w, b):
        return x.reshape(len(x), -1) @ w + b, (x, w)


    def affine_backward(dout, cache):
        x, w = cache
        return (dout @ w.T).reshape(x.shape), x.reshape(len(x), -1).T @ dout, dout.mean(axis=0)
    """
    (affine,) = _graded(tmp_path, {"layers.py": source}, "affine").exercises
    assert [check.name for check in affine.checks if check.status != "passed"] == ["db_agrees"]
    assert [m.name for m in affine.misconceptions] == ["averages_bias_gradient"]


ROWS = """
import numpy as np


def affine_forward(x, w, b):
    return x.reshape(len(x), -1) @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return (dout @ w.T).reshape(x.shape), x.reshape(len(x), -1).T @ dout, dout.sum(axis=0, keepdims={keepdims})
"""


def test_a_row_is_as_good_as_a_vector(tmp_path: Path) -> None:
    """That course's own comparisons broadcast; a column does not pass there either."""
    for keepdims in ("True", "False"):
        result = _graded(tmp_path / keepdims, {"layers.py": ROWS.format(keepdims=keepdims)}, "affine")
        assert result.score == result.max_score
    column = ROWS.format(keepdims="False").replace("axis=0, keepdims=False)", "axis=0)[:, None]")
    result = _graded(tmp_path / "column", {"layers.py": column}, "affine")
    assert result.score < result.max_score


@pytest.mark.parametrize(
    "start", ["np", "np.", "np.zeros(", "np.zeros((", "newshape", "from np import zeros("]
)
def test_white_space_does_not_hold_the_grader_up(start: str) -> None:
    """What is read off a source is read in time that grows with its length, not with the square of it."""

    def seconds(length: int) -> float:
        chunk = Chunk(label="layers.py", source=start + " " * length)
        entry = Submission(
            student="ana", files=(SourceFile(name="layers.py", chunks=(chunk,)),), digest="", notes=()
        )
        begun = time.process_time()
        assert removed_names(entry) == []
        return time.process_time() - begun

    assert seconds(200_000) < 40 * max(seconds(20_000), 1e-3)
