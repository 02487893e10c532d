"""Submissions in the shapes of other courses, graded as they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.batch.job import Job, grade_one
from autograder.course import CourseError, Selection, adapter_names, find_course, load_adapter, selected
from autograder.exercise.adapter import Adapter, adapt
from autograder.exercise.model import Assignment, Exercise
from autograder.grade.outcome import ExerciseResult, SubmissionResult
from autograder.grade.problems import written_problems
from autograder.grade.verify import verify_exercise
from autograder.intake import read_submissions
from autograder.sandbox.worker.removed import takes_no_shape
from autograder.text import Text

COURSE = find_course(Path(__file__).parent)
ADAPTERS: list[Adapter] = [load_adapter(COURSE, name) for name in adapter_names(COURSE)]
SUBMISSIONS = Path(__file__).parent / "submissions"

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers run on Linux only")

# Each course is graded once, in one process.
pytestmark = pytest.mark.xdist_group("adapters")

Graded = Callable[[str, str], SubmissionResult]


@pytest.fixture(scope="session")
def graded() -> Graded:
    """Grade the submissions of a course once, then return one by name."""
    results: dict[str, dict[str, SubmissionResult]] = {}

    def one(adapter: str, student: str) -> SubmissionResult:
        if adapter not in results:
            job = Job(COURSE, Selection(names=COURSE.names, adapter=adapter), 7, trust=True)
            entries, _ = read_submissions(SUBMISSIONS / adapter)
            results[adapter] = {entry.student: grade_one(job, entry) for entry in entries}
        return results[adapter][student]

    return one


def _named(result: SubmissionResult) -> dict[str, list[str]]:
    """Return the mistakes that were named, by exercise, for those that lost points."""
    return {e.name: [m.name for m in e.misconceptions] for e in result.exercises if e.score < e.max_score}


@pytest.mark.parametrize(
    "exercise",
    [e for a in ADAPTERS for e in a.exercises],
    ids=[f"{a.name}-{e.name}" for a in ADAPTERS for e in a.exercises],
)
def test_adapted_exercises_obey_the_laws(exercise: Exercise) -> None:
    """The conventions that are meant earn full marks; every misconception is caught and named."""
    alone = Assignment(name="alone", en="Alone", es="Solo", exercises=(exercise,))
    assert [str(problem) for problem in written_problems(alone)] == []
    assert [str(problem) for problem in verify_exercise(exercise, range(2))] == []


@linux
@pytest.mark.parametrize("adapter", [adapter.name for adapter in ADAPTERS])
def test_right_submissions_earn_full_marks(graded: Graded, adapter: str) -> None:
    """In every exercise that the adapter maps."""
    result = graded(adapter, "right")
    assert _named(result) == {}
    assert len(result.exercises) == len(load_adapter(COURSE, adapter).exercises)


@linux
def test_an_older_submission_is_graded_as_it_was_meant(graded: Graded) -> None:
    """With `p` as its docstring has it, names that NumPy has lost, and modules that are not there."""
    result = graded("cs231n", "older")
    assert result.score == result.max_score
    notes = " ".join(note.en for note in result.notes)
    assert "np.float, np.product" in notes
    assert "cs231n.layer_utils" in notes


@linux
def test_other_ways_of_being_right_earn_full_marks(graded: Graded) -> None:
    """With names, orders and generators of one's own, and one's own module in the place of the course's."""
    result = graded("dlai", "other_ways")
    assert _named(result) == {}
    assert result.score == result.max_score


@linux
def test_what_lacks_the_other_course_is_one_note(graded: Graded) -> None:
    """Statements that need its modules are no problems of the submission's; a file that is not there is one."""
    result = graded("dlai", "other_ways")
    assert [problem.type for problem in result.problems] == ["FileNotFoundError"]
    assert "need what only the other course's modules and files have: 2." in " ".join(
        n.en for n in result.notes
    )


@linux
@pytest.mark.parametrize("student", ["older", "earlier"])
def test_each_year_of_mytorch_is_graded_as_it_was_meant(graded: Graded, student: str) -> None:
    """With other names, and where the layers divided by N and not the loss."""
    result = graded("mytorch", student)
    assert _named(result) == {}
    assert len(result.exercises) == len(load_adapter(COURSE, "mytorch").exercises)


@linux
def test_what_the_oldest_handouts_left_open_may_stay_open(graded: Graded) -> None:
    """Attributes of no shape, names of one's own for Adam's averages, activations and a base that are elsewhere."""
    result = graded("mytorch", "unsized")
    attempted = {e.name: (e.score, e.max_score) for e in result.exercises if e.status != "missing"}
    assert list(attempted) == ["affine", "batchnorm_forward", "batchnorm_backward", "momentum", "adam"]
    assert all(score == most for score, most in attempted.values())
    assert not result.problems
    if not takes_no_shape(np.zeros):
        assert "np.ones(None), np.zeros(None)" in " ".join(note.en for note in result.notes)


@linux
def test_the_global_generator_is_still_a_random_state(graded: Graded) -> None:
    """Libraries ask whether it is, before they draw from it."""
    result = graded("dlai", "checked_seed")
    assert not result.problems
    assert [e.name for e in result.exercises if e.score == e.max_score] == ["he_normal"]


@linux
def test_parameters_may_be_in_lists_of_the_network(graded: Graded) -> None:
    """As in the oldest handouts; where a part of them is updated otherwise, that is seen."""
    exercises = {e.name: e for e in graded("mytorch", "oldest").exercises}
    (named,) = exercises["softmax_cross_entropy"].misconceptions
    assert named.name == "divides_in_the_loss"
    momentum = exercises["momentum"]
    assert [c.name for c in momentum.checks if c.status != "passed"] == [
        "keeps_its_momentum"
    ]  # not in the biases


@linux
@pytest.mark.parametrize("adapter", ["cs231n", "dlai", "mytorch"])
def test_untouched_skeletons_are_not_attempted(graded: Graded, adapter: str) -> None:
    """What returns None or NotImplemented, or raises it or fails for want of it, as handed out, is no attempt."""
    result = graded(adapter, "untouched")
    assert {exercise.status for exercise in result.exercises if exercise.status != "missing"} == {
        "not_attempted"
    }
    assert result.score == 0


@linux
def test_one_slip_costs_once(graded: Graded) -> None:
    """What is calculated right from what went wrong before earns its points, as does the other answer."""
    failed = {
        exercise.name: [check.name for check in exercise.checks if check.status != "passed"]
        for exercise in graded("dlai", "slips").exercises
    }
    assert failed == {
        "he_normal": ["weights_have_their_shape"],
        "inverted_dropout": ["keeps_with_keep_prob"],
        "momentum": ["takes_the_first_step", "keeps_its_momentum"],
        "adam": ["moves_late_in_training"],
    }


@linux
def test_each_layer_draws_a_mask_of_its_own(graded: Graded) -> None:
    """One that repeats another's is right in itself, and is seen beside it."""
    (dropout,) = [e for e in graded("dlai", "one_mask").exercises if e.name == "inverted_dropout"]
    (failed,) = [c for c in dropout.checks if c.status != "passed"]
    assert failed.name == "second_layer_drops"
    assert failed.message is not None
    assert failed.message.en.startswith("D2 repeats D1")


@linux
def test_what_passes_a_check_is_no_reason_why_it_failed() -> None:
    """A mistake that a later check catches is not named for an earlier one, however alike the draws (of this seed)."""
    job = Job(
        COURSE, Selection(names=COURSE.names, adapter="dlai", only=("inverted_dropout",)), 5, trust=True
    )
    entries, _ = read_submissions(SUBMISSIONS / "dlai")
    (dropout,) = grade_one(job, next(e for e in entries if e.student == "first_bias")).exercises
    failed = [c.name for c in dropout.checks if c.status != "passed"]
    assert failed == ["network_is_right", "second_layer_drops"]
    assert not dropout.misconceptions


@linux
def test_messages_use_the_other_courses_words(graded: Graded) -> None:
    """A hint that spoke of our layout would tell a student of theirs to do what is wrong."""
    exercises = {exercise.name: exercise for exercise in graded("dlai", "slips").exercises}
    (transposed,) = exercises["he_normal"].misconceptions
    assert transposed.name == "transposes"
    assert "(layers_dims[l], layers_dims[l-1])" in transposed.hint.en
    (moved,) = [check for check in exercises["adam"].checks if check.status != "passed"]
    assert moved.message is not None
    assert moved.message.en.startswith("`W[")
    titles = [check.title.en for check in exercises["adam"].checks]
    assert titles[1] == "s is the moving average of the squared gradient"


@linux
def test_conventions_are_told_from_mistakes(graded: Graded) -> None:
    """Each other convention costs its own check and is named as that."""
    assert _named(graded("cs231n", "conventions")) == {
        "softmax_cross_entropy": ["sums_over_batch"],
        "batchnorm_forward": ["collects_the_unbiased_variance"],
        "inverted_dropout": ["reads_p_the_other_way_round"],
        "momentum": ["mirrors_the_velocity"],
        "rmsprop": ["adds_epsilon_inside_the_root"],
        "adam": ["uses_t_before_incrementing_it"],
    }
    named = _named(graded("mytorch", "conventions"))
    assert {name: mistakes for name, mistakes in named.items() if mistakes} == {
        "affine": ["averages_in_the_layer"],
        "softmax_cross_entropy": ["leaves_the_division_to_the_layers"],
        "momentum": ["puts_the_learning_rate_into_the_velocity"],
        "adam": ["corrects_the_learning_rate_instead"],
    }


@linux
@pytest.mark.parametrize(
    ("adapter", "wanted"),
    [
        (
            "cs231n",
            {
                "relu": ["passes_everything"],
                "affine": [],
                "hinge_loss": ["forgets_batch_size_in_gradient"],
                "batchnorm_backward": [],
                "batchnorm_backward_alt": ["treats_mean_as_constant"],
                "momentum": ["forgets_the_learning_rate"],
                "adam": ["forgets_to_keep_t"],
            },
        ),
        (
            "dlai",
            {
                "he_normal": ["divides_by_fan_out", "draws_the_biases"],
                "inverted_dropout": ["leaves_the_second_layer_small"],
                "momentum": ["adds_the_gradient_in_full"],
                "adam": ["corrects_both_with_beta1", "adds_epsilon_inside_the_root"],
            },
        ),
        (
            "mytorch",
            {
                "sigmoid": [],
                "affine": [],
                "softmax_cross_entropy": [],
                "batchnorm_backward": ["treats_mean_as_constant"],
                "momentum": ["forgets_lr_in_the_step"],
                "adam": ["forgets_to_keep_t"],
            },
        ),
    ],
)
def test_mistakes_lose_points_where_they_are(
    graded: Graded, adapter: str, wanted: dict[str, list[str]]
) -> None:
    """And nowhere else; those that are known are named."""
    assert _named(graded(adapter, "mistakes")) == wanted


@linux
def test_a_second_version_is_graded_on_its_own(graded: Graded) -> None:
    """`batchnorm_backward_alt` is another answer to the same exercise."""
    exercises: dict[str, ExerciseResult] = {e.name: e for e in graded("cs231n", "mistakes").exercises}
    failed = {
        name: [c.name for c in exercises[name].checks if c.status != "passed"]
        for name in ("batchnorm_backward", "batchnorm_backward_alt")
    }
    assert failed == {
        "batchnorm_backward": ["dgamma_agrees"],
        "batchnorm_backward_alt": ["matches_numerical_gradient"],
    }


def test_an_assignment_holds_what_the_adapter_maps_of_it() -> None:
    """In the assignment's own order, and empty assignments are left out."""
    found = selected(COURSE, Selection(names=COURSE.names, adapter="dlai"))
    assert [a.name for a in found] == ["a2_initialization", "a4_regularization", "a5_optimization"]
    (only,) = selected(COURSE, Selection(names=COURSE.names, adapter="dlai", only=("adam",)))
    assert [e.name for e in only.exercises] == ["adam"]


@pytest.mark.parametrize(
    ("selection", "says"),
    [
        (Selection(names=COURSE.names, adapter="stanford"), "cs231n"),
        (Selection(names=("a1_backprop",), adapter="dlai"), "maps no exercise"),
        (Selection(names=COURSE.names, only=("adan",)), "no exercise 'adan'"),
    ],
)
def test_what_is_not_there_is_said(selection: Selection, says: str) -> None:
    """With what there is instead."""
    with pytest.raises(CourseError, match=says):
        selected(COURSE, selection)


def test_adapting_names_what_an_exercise_lacks() -> None:
    """A misspelt function or misconception is an author's error, at import."""
    exercise = load_adapter(COURSE, "cs231n").exercises[0]
    with pytest.raises(ValueError, match="no function 'afine_forward'"):
        adapt(exercise, calls={"afine_forward": "f"})
    with pytest.raises(ValueError, match="no check or misconception 'nothing'"):
        adapt(exercise, without=["nothing"])
    with pytest.raises(ValueError, match="no check 'nothing'"):
        adapt(exercise, titles={"nothing": Text(en="nothing", es="nada")})
