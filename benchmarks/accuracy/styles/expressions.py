"""Other ways to write the same arithmetic, and the same calls of NumPy."""

from __future__ import annotations

import ast
from typing import Any

from benchmarks.accuracy.styles.rules import (
    Rule,
    Style,
    binary,
    drawing,
    habit,
    made,
    method_call,
    numpy_call,
    plain,
    ruled,
)


def template(text: str, *kinds: type[ast.operator]) -> Rule:
    """Return the rule that writes ``a op b`` as `text`."""
    return lambda node: made(text, a=node.left, b=node.right) if binary(node, *kinds) else None


def power(text: str, exponent: int) -> Rule:
    """Return the rule that writes ``a ** exponent`` as `text`; `a` must be a name if it is there twice."""

    def rule(node: Any) -> Any:
        if not binary(node, ast.Pow) or not _is_number(node.right, exponent):
            return None
        twice = text.count("a") > 1 and "np" not in text
        return None if twice and not isinstance(node.left, ast.Name) else made(text, a=node.left)

    return rule


def _is_number(node: ast.AST, value: float) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value == value


def regrouped(node: Any) -> Any:
    """``(a * b) * c`` becomes ``a * (b * c)``, and so do sums."""
    for kind, text in ((ast.Mult, "a * (b * c)"), (ast.Add, "a + (b + c)")):
        if binary(node, kind) and binary(node.left, kind):
            return made(text, a=node.left.left, b=node.left.right, c=node.right)
    return None


def distributed(node: Any) -> Any:
    """``(a + b) * c`` becomes ``a * c + b * c`` where `c` is a name."""
    if not binary(node, ast.Mult):
        return None
    for terms, factor in ((node.left, node.right), (node.right, node.left)):
        if isinstance(factor, ast.Name) and binary(terms, ast.Add, ast.Sub):
            text = "a * c + b * c" if isinstance(terms.op, ast.Add) else "a * c - b * c"
            return made(text, a=terms.left, b=terms.right, c=factor)
    return None


def whole_numbers_as_floats(node: Any) -> Any:
    """``1 - a`` becomes ``1.0 - a``."""
    if not binary(node, ast.Add, ast.Sub, ast.Mult, ast.Div):
        return None
    sides = [node.left, node.right]
    if any(isinstance(side, ast.Call | ast.Subscript | ast.Attribute) for side in sides):
        return None
    new = [
        made(f"{float(s.value)!r}") if isinstance(s, ast.Constant) and type(s.value) is int else s
        for s in sides
    ]
    return ast.BinOp(new[0], node.op, new[1]) if new != sides else None


_FUNCTIONS = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide", ast.Pow: "power",
    ast.MatMult: "matmul",
}  # fmt: skip


def operators_as_functions(node: Any) -> Any:
    """``a + b`` becomes ``np.add(a, b)``."""
    if not binary(node, *_FUNCTIONS):
        return None
    return made(f"np.{_FUNCTIONS[type(node.op)]}(a, b)", a=node.left, b=node.right)


def operators_into_arrays(node: Any) -> Any:
    """``a + b`` becomes ``np.add(a, b, out=...)``."""
    if not binary(node, ast.Add, ast.Sub, ast.Mult, ast.Div):
        return None
    return made(f"_habits.binary(np.{_FUNCTIONS[type(node.op)]}, a, b)", a=node.left, b=node.right)


_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip


def comparisons_mirrored(node: Any) -> Any:
    """``a < b`` becomes ``b > a``."""
    if not isinstance(node, ast.Compare) or len(node.ops) > 1 or type(node.ops[0]) not in _MIRRORED:
        return None
    return ast.Compare(node.comparators[0], [_MIRRORED[type(node.ops[0])]()], [node.left])


def comparisons_negated(node: Any) -> Any:
    """``a < b`` becomes ``np.logical_not(a >= b)``."""
    if not isinstance(node, ast.Compare) or len(node.ops) > 1 or type(node.ops[0]) not in _OPPOSITE:
        return None
    opposite = ast.Compare(node.left, [_OPPOSITE[type(node.ops[0])]()], node.comparators)
    return made("np.logical_not(a)", a=opposite)


def masks(text: str) -> Rule:
    """Return the rule that writes a comparison that is multiplied as `text`."""

    def rule(node: Any) -> Any:
        if not binary(node, ast.Mult, ast.Div):
            return None
        sides = [made(text, a=s) if isinstance(s, ast.Compare) else s for s in (node.left, node.right)]
        return ast.BinOp(sides[0], node.op, sides[1]) if sides != [node.left, node.right] else None

    return rule


# -------------------------------------------------------------------------------------- calls of NumPy

_REDUCTIONS = ("sum", "mean", "max", "min", "var", "std", "argmax", "argmin", "prod", "any", "all", "cumsum")


def as_functions(node: Any) -> Any:
    """``x.sum(axis=0)`` becomes ``np.sum(x, axis=0)``."""
    if not method_call(node, *_REDUCTIONS):
        return None
    return ast.Call(made(f"np.{node.func.attr}"), [node.func.value, *node.args], node.keywords)


def as_methods(node: Any) -> Any:
    """``np.sum(x, axis=0)`` becomes ``np.asarray(x).sum(axis=0)``."""
    if not numpy_call(node, *_REDUCTIONS) or not node.args:
        return None
    return ast.Call(made(f"np.asarray(x).{node.func.attr}", x=node.args[0]), node.args[1:], node.keywords)


def reduction(name: str, by: str) -> Rule:
    """Return the rule that reduces by a habit, whether written as a method or as a function."""

    def rule(node: Any) -> Any:
        if method_call(node, name):
            return habit(by, node, node.func.value)
        return habit(by, node) if numpy_call(node, name) else None

    return rule


def axes(text: str) -> Rule:
    """Return the rule that writes ``axis=1`` otherwise."""

    def rule(node: Any) -> Any:
        if not (isinstance(node, ast.keyword) and node.arg == "axis" and _is_number(node.value, 1)):
            return None
        return ast.keyword("axis", made(text))

    return rule


def axes_by_position(node: Any) -> Any:
    """``x.sum(axis=0)`` becomes ``x.sum(0)``."""
    taken = [k for k in getattr(node, "keywords", []) if k.arg == "axis"]
    if not method_call(node, *_REDUCTIONS) or node.args or not taken:
        return None
    rest = [k for k in node.keywords if k.arg != "axis"]
    return ast.Call(node.func, [taken[0].value], rest)


def kept_axes(text: str) -> Rule:
    """Return the rule that adds a reduced axis again, instead of keeping it."""

    def rule(node: Any) -> Any:
        named = {k.arg: k.value for k in getattr(node, "keywords", [])}
        if not method_call(node, *_REDUCTIONS) or node.args or set(named) != {"axis", "keepdims"}:
            return None
        if not _is_number(named["keepdims"], True) and ast.unparse(named["keepdims"]) != "True":
            return None
        bare = ast.Call(node.func, [], [ast.keyword("axis", named["axis"])])
        return made(text, x=bare, k=named["axis"])

    return rule


def products(by: str) -> Rule:
    """Return the rule that multiplies matrices by a habit."""
    return template(f"_habits.{by}(a, b)", ast.MatMult)


def transposes(text: str) -> Rule:
    """Return the rule that writes ``x.T`` as `text`."""
    return lambda node: (
        made(text, x=node.value) if isinstance(node, ast.Attribute) and node.attr == "T" else None
    )


def function(name: str, text: str, arguments: int) -> Rule:
    """Return the rule that writes ``np.name(a, b, c)`` of so many arguments as `text`."""

    def rule(node: Any) -> Any:
        if not numpy_call(node, name) or len(node.args) != arguments or node.keywords or not plain(node):
            return None
        return made(text, **dict(zip("abc", node.args, strict=False)))

    return rule


def draws(name: str, by: str) -> Rule:
    """Return the rule that draws by a habit."""
    return lambda node: habit(by, node, node.func.value) if drawing(node, name) else None


def kept(by: str) -> Rule:
    """Return the rule that writes ``rng.random(size) < p`` by a habit."""

    def rule(node: Any) -> Any:
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Lt | ast.LtE):
            return None
        call = node.left
        if not drawing(call, "random") or len(call.args) != 1 or call.keywords:
            return None
        return made(f"_habits.{by}(a, b, c)", a=call.func.value, b=call.args[0], c=node.comparators[0])

    return rule


ARITHMETIC: tuple[Style, ...] = (
    ruled("sums commuted", template("b + a", ast.Add)),
    ruled("products commuted", template("b * a", ast.Mult)),
    ruled("a - b as a + (-1) * b", template("a + (-1) * b", ast.Sub)),
    ruled("a - b as -(b - a)", template("-(b - a)", ast.Sub)),
    ruled("a - b as -b + a", template("-b + a", ast.Sub)),
    ruled("a / b as a * (1 / b)", template("a * (1 / b)", ast.Div)),
    ruled("a / b as a * b**-1.0", template("a * (b * 1.0) ** -1.0", ast.Div)),
    ruled("a / b as a / (b + 1e-14)", template("a / (b + 1e-14)", ast.Div)),
    ruled("x**2 as x * x", power("a * a", 2)),
    ruled("x**2 as np.square(x)", power("np.square(a)", 2)),
    ruled("x**2 as np.power(x, 2)", power("np.power(a, 2)", 2)),
    ruled("terms regrouped", regrouped),
    ruled("terms multiplied out", distributed),
    ruled("whole numbers as floats", whole_numbers_as_floats),
    ruled("operators as functions", operators_as_functions),
    ruled("operators into arrays", operators_into_arrays),
    ruled("comparisons mirrored", comparisons_mirrored),
    ruled("comparisons negated", comparisons_negated),
    ruled("masks as floats", masks("np.asarray(a).astype(float)")),
    ruled("masks by where", masks("np.where(a, 1.0, 0.0)")),
    ruled("masks as integers", masks("np.multiply(a, 1)")),
)

CALLS: tuple[Style, ...] = (
    ruled("reductions as functions", as_functions),
    ruled("reductions as methods", as_methods),
    ruled("sums by a loop", reduction("sum", "sum_by_loop")),
    ruled("sums by a generator", reduction("sum", "sum_by_generator")),
    ruled("sums by np.add.reduce", reduction("sum", "sum_by_reduce")),
    ruled("sums by einsum", reduction("sum", "sum_by_einsum")),
    ruled("sums by products", reduction("sum", "sum_by_product")),
    ruled("means by sums", reduction("mean", "mean_by_sum")),
    ruled("means by np.average", reduction("mean", "mean_by_average")),
    ruled("variances by deviations", reduction("var", "var_by_deviations")),
    ruled("variances by standard deviations", reduction("var", "var_by_std")),
    ruled("maxima by sorting", reduction("max", "max_by_sorting")),
    ruled("maxima by a loop", reduction("max", "max_by_loop")),
    ruled("axis=1 as axis=-1", axes("-1")),
    ruled("axes by position", axes_by_position),
    ruled("kept axes by expand_dims", kept_axes("np.expand_dims(x, k)")),
    ruled("products by np.dot", products("product_by_dot")),
    ruled("products by np.matmul", template("np.matmul(a, b)", ast.MatMult)),
    ruled("products by einsum", products("product_by_einsum")),
    ruled("products by tensordot", products("product_by_tensordot")),
    ruled("products by outer products", products("product_by_outer_products")),
    ruled("products by broadcasting", products("product_by_broadcasting")),
    ruled("products of the transposes", products("product_backwards")),
    ruled("x.T as np.transpose(x)", transposes("np.transpose(x)")),
    ruled("x.T as np.swapaxes", transposes("np.swapaxes(x, 0, -1)")),
    ruled("maxima by np.where", function("maximum", "_habits.maximum_by_where(a, b)", 2)),
    ruled("maxima by masks", function("maximum", "_habits.maximum_by_mask(a, b)", 2)),
    ruled("maxima by products", function("maximum", "_habits.maximum_by_product(a, b)", 2)),
    ruled("maxima by magnitudes", function("maximum", "_habits.maximum_by_magnitude(a, b)", 2)),
    ruled("maxima by np.clip", function("maximum", "np.clip(a, b, None)", 2)),
    ruled("maxima with the arguments swapped", function("maximum", "np.maximum(b, a)", 2)),
    ruled("np.where by masks", function("where", "_habits.where_by_mask(a, b, c)", 3)),
    ruled("np.where by np.select", function("where", "_habits.where_by_select(a, b, c)", 3)),
    ruled("np.where by a loop", function("where", "_habits.where_by_loop(a, b, c)", 3)),
    ruled("np.abs by np.where", function("abs", "_habits.abs_by_where(a)", 1)),
    ruled("np.abs by np.maximum", function("abs", "np.maximum(a, np.negative(a))", 1)),
    ruled("np.sqrt(x) as x**0.5", function("sqrt", "(a) ** 0.5", 1)),
    ruled("np.sqrt(x) as np.power(x, 1 / 2)", function("sqrt", "np.power(a, 1 / 2)", 1)),
    ruled("np.exp(x) as np.e**x", function("exp", "np.e ** (a)", 1)),
    ruled("np.exp(x) as 1 / np.exp(-x)", function("exp", "1 / np.exp(-(a))", 1)),
    ruled("np.log by base two", function("log", "_habits.log_by_base_two(a)", 1)),
    ruled("np.log with a guard", function("log", "np.log(a + 1e-12)", 1)),
    ruled("np.log of what is clipped", function("log", "np.log(np.clip(a, 1e-12, None))", 1)),
    ruled("np.exp of what is clipped", function("exp", "np.exp(np.clip(a, -700, 700))", 1)),
    ruled("np.sqrt of what is clipped", function("sqrt", "np.sqrt(np.maximum(a, 0))", 1)),
    ruled("np.tanh by np.exp", function("tanh", "1 - 2 / (np.exp(2 * (a)) + 1)", 1)),
)

RANDOMNESS: tuple[Style, ...] = (
    ruled("rng.random as rng.uniform", draws("random", "random_by_uniform")),
    ruled("rng.random in two halves", draws("random", "random_in_halves")),
    ruled("rng.random row by row", draws("random", "random_by_rows")),
    ruled("rng.random transposed", draws("random", "random_by_columns")),
    ruled("rng.random as 1 - rng.random", draws("random", "random_from_above")),
    ruled("rng.random in single precision", draws("random", "random_in_single_precision")),
    ruled("rng.normal by rng.standard_normal", draws("normal", "normal_by_standard")),
    ruled("rng.normal row by row", draws("normal", "normal_by_rows")),
    ruled("rng.normal from uniform numbers", draws("normal", "normal_in_polar_form")),
    ruled("rng.normal in single precision", draws("normal", "normal_in_single_precision")),
    ruled("rng.uniform by rng.random", draws("uniform", "uniform_by_random")),
    ruled("rng.uniform from above", draws("uniform", "uniform_from_above")),
    ruled("rng.random() < p as rng.binomial", kept("kept_by_binomial")),
    ruled("rng.random() < p as rng.choice", kept("kept_by_choice")),
    ruled("rng.permutation by rng.shuffle", draws("permutation", "permutation_by_shuffle")),
    ruled("rng.permutation by sorting", draws("permutation", "permutation_by_sorting")),
)
