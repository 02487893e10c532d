"""Results to write reports of: a plausible class, and a hostile one."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.grade.outcome import (
    CheckResult,
    CheckStatus,
    EvidenceResult,
    ExerciseResult,
    ExerciseStatus,
    Message,
    MisconceptionResult,
    ProblemResult,
    Results,
    Sandbox,
    SubmissionResult,
)
from autograder.text import Text

TITLES = {
    "a3_normalization": Text(
        en="Assignment 3: normalisation, regularisation and optimisers",
        es="Tarea 3: normalización, regularización y optimizadores",
    )
}

#: What a submission may try, in any text of its own.
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></pre></details><iframe>",
    "{{7*7}}{% raw %}",
    "\x1b[31m\x1b]8;;http://evil\x07click\x1b[2J",
    "\u202egnp.exe\u2066",
    '=HYPERLINK("http://evil","x")',
    "# title **bold** [link](javascript:alert(1)) `code`",
    "[red]markup[/red][link=http://evil]",
    "＝1+1",
    "x;=1+1",
    "../../etc/passwd",
    "con",
    "' onmouseover='alert(1)",
    "a\nb\rc\td\0e\u2028f",
    "<!-- -->]]>&lt;&#60;",
    "z" * 5000,
]

_CHECKS = {
    "affine": [
        ("matches_reference", "agrees with the reference", "coincide con la referencia", 3.0),
        ("accepts_images", "flattens inputs of any rank", "aplana entradas de cualquier rango", 2.0),
    ],
    "batchnorm_forward": [
        ("normalises", "normalises over the batch", "normaliza sobre el lote", 4.0),
        ("running_statistics", "updates the running statistics", "actualiza las estadísticas móviles", 2.0),
        ("test_mode", "uses them in test mode", "las usa en modo de prueba", 2.0),
    ],
    "batchnorm_backward": [
        ("gradient_of_x", "the gradient of `x` is right", "el gradiente de `x` es correcto", 6.0),
        (
            "gradient_of_parameters",
            "the gradients of `gamma`, `beta`",
            "los gradientes de `gamma` y `beta`",
            4.0,
        ),
    ],
    "dropout": [
        ("fraction", "keeps the wanted fraction", "conserva la fracción pedida", 2.0),
        ("scales", "scales what it keeps", "escala lo que conserva", 2.0),
        ("backward", "masks the gradient too", "enmascara también el gradiente", 1.0),
    ],
    "he_initialiser": [("variance", "draws with variance 2 / n", "muestrea con varianza 2 / n", 3.0)],
    "adam": [
        (
            "trajectory",
            "follows the reference for ten steps",
            "sigue a la referencia durante diez pasos",
            6.0,
        ),
        ("bias_correction", "corrects the bias of both moments", "corrige el sesgo de ambos momentos", 3.0),
    ],
    "fully_connected_network_with_batchnorm_and_dropout": [
        ("loss", "the loss is right", "la pérdida es correcta", 4.0),
        ("gradients", "all gradients are right", "todos los gradientes son correctos", 6.0),
    ],
}

_GRADIENT = EvidenceResult(
    kind="gradient",
    argument="x",
    index=[2, 0],
    got=-0.418230157,
    wanted=-0.1274091188,
    count=35,
    total=35,
    error_bound=3.1e-11,
    pattern="missing term linear along axis 0",
)
_GRADIENT_TEXT = Message(
    "The gradient of `x[2, 0]` should be -0.127409 ± 3e-11; yours is -0.41823. 35 of 35 entries are wrong. What is "
    "missing is, along axis 0, a multiple of the input plus a constant: typically the path through a variance.",
    "El gradiente de `x[2, 0]` debería ser -0.127409 ± 3e-11; el tuyo es -0.41823. 35 de 35 entradas están mal. Lo "
    "que falta es, a lo largo del eje 0, un múltiplo de la entrada más una constante: suele ser el camino que pasa "
    "por una varianza.",
)
_SHAPE = EvidenceResult(kind="shape", argument="out", got="(5, 1)", wanted="(5,)", pattern="reshaped")
_SHAPE_TEXT = Message(
    "`out` should have shape (5,); it has (5, 1): the numbers are right, the shape is not.",
    "`out` debería tener forma (5,); tiene (5, 1): los números son correctos, la forma no.",
)
_NAN = EvidenceResult(kind="not_finite", argument="v", index=[0], got="nan", wanted=0.25, count=1, total=12)
_NAN_TEXT = Message(
    "`v[0]` should be 0.25; it is nan (1 of 12 entries differ). There are NaN or infinite entries.",
    "`v[0]` debería ser 0.25; es nan (1 de 12 entradas difieren). Hay entradas NaN o infinitas.",
)
_VARIANCE = MisconceptionResult(
    "treats_variance_as_constant",
    Message(
        "The variance depends on `x` too: add the path of the gradient that goes through it.",
        "La varianza también depende de `x`: agrega el camino del gradiente que pasa por ella.",
    ),
    "gradient_of_x",
)
_UNSCALED = MisconceptionResult(
    "forgets_to_divide_by_keep_prob",
    Message("Divide what you keep by `keep_prob`.", "Divide lo que conservas entre `keep_prob`."),
    "scales",
)
_TIMEOUT = Message(
    "Time ran out: is there a loop that never ends?", "Se acabó el tiempo: ¿hay un ciclo que no termina?"
)
_KILLED = Message(
    "The program ended in the middle of the call (a crash, an exit, or too much memory).",
    "El programa terminó en medio de la llamada (falló, salió o usó demasiada memoria).",
)
_RAISED = Message(
    "`adam` raised TypeError (line 14 of cell 7).", "`adam` lanzó TypeError (línea 14 de cell 7)."
)
_AFTER = Message(
    "Skipped: it comes after “normalises over the batch”.",
    "Omitida: viene después de «normaliza sobre el lote».",
)
_EMPTY = Message("`f` is not written yet.", "`f` todavía no está escrita.")

Lost = dict[str, tuple[CheckStatus, Message, EvidenceResult | None]]

_VARIANCE_LOST: Lost = {"gradient_of_x": ("failed", _GRADIENT_TEXT, _GRADIENT)}
_SCALE_LOST: Lost = {"scales": ("failed", _SHAPE_TEXT, _SHAPE), "backward": ("skipped", _AFTER, None)}


def exercise(
    name: str,
    lost: Lost | None = None,
    *,
    status: ExerciseStatus = "attempted",
    misconceptions: Iterable[MisconceptionResult] = (),
    carried: Iterable[str] = (),
) -> ExerciseResult:
    """Return a result in which all checks but the lost ones were passed."""
    lost = lost or {}
    if status != "attempted":
        lost = {check[0]: ("error", _EMPTY, None) for check in _CHECKS[name]}
    checks = [_check(*check, lost=lost) for check in _CHECKS[name]]
    return ExerciseResult(
        "a3_normalization",
        name,
        status,
        sum(c.score for c in checks),
        sum(c.points for c in checks),
        checks,
        list(misconceptions),
        list(carried),
    )


def _check(name: str, en: str, es: str, points: float, *, lost: Lost) -> CheckResult:
    if name not in lost:
        return CheckResult(name, Message(en, es), "passed", points, points)
    status, message, evidence = lost[name]
    return CheckResult(name, Message(en, es), status, 0.0, points, message, evidence)


def submission(student: str, *changed: ExerciseResult, **more: object) -> SubmissionResult:
    """Return a graded submission: full marks but for the changed exercises."""
    by_name = {e.name: e for e in changed}
    exercises = [by_name.get(name) or exercise(name) for name in _CHECKS]
    score, most = sum(e.score for e in exercises), sum(e.max_score for e in exercises)
    return SubmissionResult(student, "graded", score, most, 0.031, 0.044, exercises, **more)  # type: ignore[arg-type]


def unreadable(student: str) -> SubmissionResult:
    """Return the result of a submission that is no notebook."""
    reason = Message(
        "“tarea3.ipynb” is not a notebook: it is a PDF with another suffix.",
        "«tarea3.ipynb» no es un notebook: es un PDF con otra extensión.",
    )
    return SubmissionResult(student, "unreadable", 0.0, 50.0, 0.0, 0.0, reason=reason)


def struggling(student: str = "María Fernanda Núñez Echeverría") -> SubmissionResult:
    """Return a submission with everything that can happen to one."""
    return submission(
        student,
        exercise("affine", {"accepts_images": ("failed", _SHAPE_TEXT, _SHAPE)}),
        exercise("batchnorm_forward", {"running_statistics": ("timeout", _TIMEOUT, None)}),
        exercise(
            "batchnorm_backward", _VARIANCE_LOST, misconceptions=[_VARIANCE], carried=["batchnorm_forward"]
        ),
        exercise("dropout", _SCALE_LOST, misconceptions=[_UNSCALED]),
        exercise("he_initialiser", status="not_attempted"),
        exercise(
            "adam", {"trajectory": ("error", _RAISED, None), "bias_correction": ("failed", _NAN_TEXT, _NAN)}
        ),
        exercise("fully_connected_network_with_batchnorm_and_dropout", status="missing"),
        notes=[
            Message(
                "“plots.py” was left out: it is not UTF-8.", "Se dejó fuera «plots.py»: no está en UTF-8."
            )
        ],
        problems=[
            ProblemResult("ModuleNotFoundError", "No module named 'torch'", "cell 2", 3),
            ProblemResult(
                "ValueError",
                "operands could not be broadcast together with shapes (64,100) (100,64)\n  did you transpose?",
                "cell 9",
                12,
            ),
        ],
    )


def sample_class() -> Results:
    """Return a plausible class of 24 in which every status occurs."""
    varied = [
        [],
        [exercise("adam", {"bias_correction": ("failed", _NAN_TEXT, _NAN)})],
        [exercise("batchnorm_backward", _VARIANCE_LOST, misconceptions=[_VARIANCE])],
        [
            exercise("dropout", _SCALE_LOST, misconceptions=[_UNSCALED]),
            exercise("adam", status="not_attempted"),
        ],
        [exercise(name, status="not_attempted") for name in list(_CHECKS)[2:]],
    ]
    plain = [submission(f"s{n:02}", *varied[(n * n + n // 3) % 5]) for n in range(1, 21)]
    killed = exercise(
        "adam", {"trajectory": ("killed", _KILLED, None), "bias_correction": ("skipped", _AFTER, None)}
    )
    nothing = [exercise(name, status="missing") for name in _CHECKS]
    special = [
        struggling(),
        submission("Þórður Ægisson", killed),
        submission("zoé", *nothing),
        unreadable("s22"),
    ]
    return Results("a3_normalization", "0.1.0", 8675309, Sandbox("A", 7, True, True), [*plain, *special])


def hostile_submission(text: str, student: str | None = None) -> SubmissionResult:
    """Return a submission with `text` wherever text can be."""
    both = Message(text, text)
    evidence = EvidenceResult(
        kind=text, argument=text, index=[1], got=text, wanted=text, count=1, pattern=text
    )
    checks = [
        CheckResult(text, both, status, 0.0, 1.0, both, evidence)
        for status in ("failed", "timeout", "killed")
    ]
    result = ExerciseResult(
        text, text, "attempted", 0.0, 3.0, checks, [MisconceptionResult(text, both, text)], [text, text]
    )
    return SubmissionResult(
        text if student is None else student,
        "graded",
        0.0,
        3.0,
        0.0,
        0.0,
        [result],
        both,
        [both],
        [ProblemResult(text, text, text, 3)],
    )


def hostile_class(*texts: str) -> Results:
    """Return a class of hostile submissions."""
    submissions = [hostile_submission(text) for text in texts]
    name = texts[0] if texts else "a"
    return Results(name, name, 8675309, Sandbox("D"), submissions)
