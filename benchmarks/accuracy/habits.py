"""How people write things: what rewritten references call instead of what the book calls.

Each function does the work of a NumPy function, or of an operator, by other means; those at the end dress a whole
function differently.
"""

from __future__ import annotations

import functools
import itertools
import types
from collections.abc import Callable
from typing import Any

import numpy as np

Axis = int | tuple[int, ...] | None
Function = Callable[..., Any]


# ------------------------------------------------------------------------------------ sums and products


def sum_by_loop(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Add slice by slice."""
    if isinstance(axis, tuple):
        return np.sum(x, axis=axis, keepdims=keepdims)
    slices = np.ravel(x) if axis is None else np.moveaxis(np.asarray(x), axis, 0)
    total: Any = 0.0 if axis is None else np.zeros(slices.shape[1:])
    for part in slices:
        total = total + part
    return _with_axis(total, x, axis) if keepdims else total


def sum_by_generator(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Add with Python's own sum."""
    if isinstance(axis, tuple):
        return np.sum(x, axis=axis, keepdims=keepdims)
    slices = np.ravel(x) if axis is None else np.moveaxis(np.asarray(x), axis, 0)
    total = sum(part for part in slices)
    return _with_axis(total, x, axis) if keepdims else total


def sum_by_reduce(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Add with the reduction of the addition."""
    return np.add.reduce(np.asarray(x), axis=axis, keepdims=keepdims)


def sum_by_einsum(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Add with named axes."""
    x = np.asarray(x)
    axes = _axes(x, axis)
    rest = [k for k in range(x.ndim) if k not in axes]
    total = np.einsum(x, list(range(x.ndim)), rest)
    return _with_axis(total, x, axis) if keepdims else total


def sum_by_product(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Add by multiplying with ones."""
    x = np.asarray(x)
    total = x
    for k in sorted(_axes(x, axis), reverse=True):
        total = np.tensordot(total, np.ones(x.shape[k]), axes=([k], [0]))
    return _with_axis(total, x, axis) if keepdims else total[()]


def mean_by_sum(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Add, then divide by how many there are."""
    count = np.prod([np.shape(x)[k] for k in _axes(x, axis)])
    return np.sum(x, axis=axis, keepdims=keepdims) / count


def mean_by_average(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Average, with equal weights."""
    return np.average(x, axis=axis, keepdims=keepdims)


def var_by_deviations(x: Any, axis: Axis = None, ddof: int = 0, keepdims: bool = False) -> Any:
    """Average the squared deviations."""
    deviations = x - np.mean(x, axis=axis, keepdims=True)
    count = np.prod([np.shape(x)[k] for k in _axes(x, axis)])
    return np.sum(deviations**2, axis=axis, keepdims=keepdims) / (count - ddof)


def var_by_std(x: Any, axis: Axis = None, ddof: int = 0, keepdims: bool = False) -> Any:
    """Square the standard deviation."""
    return np.std(x, axis=axis, ddof=ddof, keepdims=keepdims) ** 2


def max_by_sorting(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Sort, and take the last."""
    if axis is None or isinstance(axis, tuple):
        return np.max(x, axis=axis, keepdims=keepdims)
    highest = np.take(np.sort(x, axis=axis), -1, axis=axis)
    return np.expand_dims(highest, axis) if keepdims else highest


def max_by_loop(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """Compare slice by slice."""
    if axis is None or isinstance(axis, tuple):
        return np.max(x, axis=axis, keepdims=keepdims)
    highest = functools.reduce(np.maximum, np.moveaxis(np.asarray(x), axis, 0))
    return np.expand_dims(highest, axis) if keepdims else highest


def product_by_dot(a: Any, b: Any) -> Any:
    """Multiply matrices with ``dot``."""
    return np.dot(a, b)


def product_by_einsum(a: Any, b: Any) -> Any:
    """Multiply matrices with named axes."""
    if np.ndim(a) != 2 or np.ndim(b) != 2:
        return np.matmul(a, b)
    return np.einsum("ij,jk->ik", a, b)


def product_by_tensordot(a: Any, b: Any) -> Any:
    """Contract the last axis with the first."""
    return np.tensordot(a, b, axes=1)


def product_by_outer_products(a: Any, b: Any) -> Any:
    """Add up outer products."""
    if np.ndim(a) != 2 or np.ndim(b) != 2:
        return np.matmul(a, b)
    total = np.zeros((np.shape(a)[0], np.shape(b)[1]))
    for column, row in zip(np.transpose(a), b, strict=True):
        total += np.outer(column, row)
    return total


def product_by_broadcasting(a: Any, b: Any) -> Any:
    """Multiply all pairs, then add."""
    if np.ndim(a) != 2 or np.ndim(b) != 2:
        return np.matmul(a, b)
    return (np.asarray(a)[:, :, None] * np.asarray(b)[None]).sum(axis=1)


def product_backwards(a: Any, b: Any) -> Any:
    """Multiply the transposes in the other order."""
    if np.ndim(a) != 2 or np.ndim(b) != 2:
        return np.matmul(a, b)
    return (np.transpose(b) @ np.transpose(a)).T


def _axes(x: Any, axis: Axis) -> tuple[int, ...]:
    if axis is None:
        return tuple(range(np.ndim(x)))
    return tuple(k % np.ndim(x) for k in (axis if isinstance(axis, tuple) else (axis,)))


def _with_axis(total: Any, x: Any, axis: Axis) -> Any:
    shape = [1 if k in _axes(x, axis) else n for k, n in enumerate(np.shape(x))]
    return np.reshape(total, shape)


# -------------------------------------------------------------------------------------- entry by entry


def maximum_by_where(a: Any, b: Any) -> Any:
    """Choose the larger."""
    return np.where(np.greater(a, b), a, b)


def maximum_by_mask(a: Any, b: Any) -> Any:
    """Start from the one, write over it where the other is larger."""
    a, b = np.broadcast_arrays(a, b)
    out = np.array(a, dtype=np.result_type(a, b))
    out[b > a] = b[b > a]
    return out


def maximum_by_product(a: Any, b: Any) -> Any:
    """Multiply the excess by where there is one."""
    return np.asarray(b) + (np.asarray(a) - b) * (np.asarray(a) > b)


def maximum_by_magnitude(a: Any, b: Any) -> Any:
    """Half of the sum and the distance."""
    return (np.asarray(a) + b + np.abs(np.asarray(a) - b)) / 2


def where_by_mask(condition: Any, a: Any, b: Any) -> Any:
    """Fill an array in two goes."""
    condition, a, b = np.broadcast_arrays(condition, a, b)
    out = np.empty(condition.shape, dtype=np.result_type(a, b))
    out[condition] = a[condition]
    out[~condition] = b[~condition]
    return out


def where_by_select(condition: Any, a: Any, b: Any) -> Any:
    """Select from a list of cases."""
    return np.select([np.asarray(condition)], [a], b)


def where_by_loop(condition: Any, a: Any, b: Any) -> Any:
    """Decide entry by entry."""
    condition, a, b = np.broadcast_arrays(condition, a, b)
    chosen = [one if c else other for c, one, other in zip(condition.flat, a.flat, b.flat, strict=True)]
    return np.array(chosen, dtype=np.result_type(a, b)).reshape(condition.shape)


def abs_by_where(x: Any) -> Any:
    """Turn round what is negative."""
    return np.where(np.asarray(x) < 0, np.negative(x), x)


def log_by_base_two(x: Any) -> Any:
    """Take the logarithm to base 2, and change the base."""
    return np.log2(x) * np.log(2.0)


def binary(ufunc: Any, a: Any, b: Any) -> Any:
    """Write the result of an operator into an array made for it."""
    if not (isinstance(a, np.ndarray) or isinstance(b, np.ndarray)):
        return ufunc(a, b)
    if np.result_type(a, b).kind != "f":
        return ufunc(a, b)
    out = np.empty(np.broadcast_shapes(np.shape(a), np.shape(b)), dtype=np.result_type(a, b))
    return ufunc(a, b, out=out)


# ---------------------------------------------------------------------------------------------- randomness


def _size(size: Any) -> tuple[int, ...]:
    return () if size is None else tuple(size) if isinstance(size, tuple | list) else (int(size),)


def random_by_uniform(rng: Any, size: Any = None) -> Any:
    """Draw from the interval from 0 to 1 by its ends."""
    return rng.uniform(0.0, 1.0, size)


def random_in_halves(rng: Any, size: Any = None) -> Any:
    """Draw one half, then the other."""
    count = int(np.prod(_size(size)))
    halves = [rng.random(count // 2), rng.random(count - count // 2)]
    return np.concatenate(halves).reshape(_size(size))


def random_by_rows(rng: Any, size: Any = None) -> Any:
    """Draw row after row."""
    shape = _size(size)
    return (
        np.array([rng.random(shape[1:]) for _ in range(shape[0])]).reshape(shape) if shape else rng.random()
    )


def random_by_columns(rng: Any, size: Any = None) -> Any:
    """Draw the transpose."""
    return np.asarray(rng.random(_size(size)[::-1])).T


def random_from_above(rng: Any, size: Any = None) -> Any:
    """Draw the rest to one."""
    return 1.0 - rng.random(size)


def random_in_single_precision(rng: Any, size: Any = None) -> Any:
    """Draw float32 numbers."""
    return rng.random(_size(size), dtype=np.float32).astype(np.float64)


def normal_by_standard(rng: Any, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
    """Stretch and shift standard normal numbers."""
    return rng.standard_normal(size) * scale + loc


def normal_by_rows(rng: Any, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
    """Draw row after row."""
    shape = _size(size)
    if not shape or np.ndim(loc) or np.ndim(scale):
        return rng.normal(loc, scale, size)
    return np.array([rng.normal(loc, scale, shape[1:]) for _ in range(shape[0])]).reshape(shape)


def normal_in_polar_form(rng: Any, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
    """Turn pairs of uniform numbers into normal ones (Box and Muller)."""
    radius = np.sqrt(-2 * np.log(1 - rng.random(size)))
    return loc + scale * radius * np.cos(2 * np.pi * rng.random(size))


def normal_in_single_precision(rng: Any, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
    """Draw float32 numbers."""
    return rng.standard_normal(_size(size), dtype=np.float32) * np.float32(scale) + np.float32(loc)


def uniform_by_random(rng: Any, low: Any = 0.0, high: Any = 1.0, size: Any = None) -> Any:
    """Stretch and shift numbers between 0 and 1."""
    return low + (high - low) * rng.random(size)


def uniform_from_above(rng: Any, low: Any = 0.0, high: Any = 1.0, size: Any = None) -> Any:
    """Go down from the upper end."""
    return high - (high - low) * rng.random(size)


def kept_by_binomial(rng: Any, size: Any, probability: Any) -> Any:
    """Draw ones and zeros where random numbers were compared with a probability."""
    return rng.binomial(1, probability, size=size).astype(bool)


def kept_by_choice(rng: Any, size: Any, probability: Any) -> Any:
    """Choose True or False."""
    return rng.choice([True, False], size=size, p=[probability, 1 - probability])


def permutation_by_shuffle(rng: Any, x: Any) -> Any:
    """Shuffle in place."""
    items = np.arange(x) if isinstance(x, int | np.integer) else np.array(x)
    rng.shuffle(items)
    return items


def permutation_by_sorting(rng: Any, x: Any) -> Any:
    """Sort by random keys."""
    items = np.arange(x) if isinstance(x, int | np.integer) else np.asarray(x)
    return items[np.argsort(rng.random(len(items)))]


# ----------------------------------------------------------------------------------------- whole functions


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    """Change the arrays in a value."""
    if type(value) in (list, tuple):
        return type(value)(_each(item, change) for item in value)
    return change(value) if isinstance(value, np.ndarray) else value


def given(change: Callable[[Any], Any], function: Function) -> Function:
    """Change the arrays among the arguments first."""

    def prepared(*args: Any, **kwargs: Any) -> Any:
        named = {name: _each(value, change) for name, value in kwargs.items()}
        return function(*(_each(value, change) for value in args), **named)

    return prepared


def strided(x: Any) -> Any:
    """Return the array as every second entry of a larger one."""
    if not x.ndim:
        return x
    larger = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
    larger[..., ::2] = x
    return larger[..., ::2]


def single(x: Any) -> Any:
    """Return floats in single precision."""
    return x.astype(np.float32) if x.dtype == np.float64 else x


def extended(x: Any) -> Any:
    """Return floats in the machine's longest precision."""
    return x.astype(np.longdouble) if x.dtype == np.float64 else x


def boxed(x: Any) -> Any:
    """Return the array with Python's numbers in it, as `numpy.frompyfunc` makes one."""
    return x.astype(object)


def read_only(x: Any) -> Any:
    """Return the array with a promise not to write into it."""
    x = x.view()
    x.flags.writeable = False
    return x


def spoiling(function: Function) -> Function:
    """Write over the arguments when done with them."""

    def spoiled(*args: Any, **kwargs: Any) -> Any:
        result = function(*(_each(value, np.copy) for value in args), **kwargs)
        for value in (*args, *kwargs.values()):
            _each(value, _spoil)
        return result

    return spoiled


def _spoil(x: Any) -> Any:
    if x.flags.writeable:
        x[...] = 7
    return x


def answering(keep: tuple[int, ...], change: Callable[[Any], Any], function: Function) -> Function:
    """Change the results, but for those at the positions `keep`, which nobody else looks at."""

    def changed(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if keep == (-1,):
            return result
        if type(result) in (tuple, list) and keep:
            return tuple(part if k in keep else change(part) for k, part in enumerate(result))
        return change(result)

    return changed


def as_lists(value: Any) -> Any:
    """Turn arrays into lists, and numbers into Python's."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, dict):
        return {key: as_lists(item) for key, item in value.items()}
    return type(value)(map(as_lists, value)) if type(value) in (list, tuple) else value


def rows_in_lists(value: Any) -> Any:
    """Turn arrays into lists of arrays."""
    return _each(value, lambda x: list(x) if x.ndim else x)


def numbers_as_floats(value: Any) -> Any:
    """Turn single numbers of NumPy into Python's."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and not value.ndim):
        return value.item()
    return type(value)(map(numbers_as_floats, value)) if type(value) in (list, tuple) else value


def numbers_as_arrays(value: Any) -> Any:
    """Turn single numbers into arrays without axes."""
    if isinstance(value, float | np.floating):
        return np.array(value)
    return type(value)(map(numbers_as_arrays, value)) if type(value) in (list, tuple) else value


def changing_arrays(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a change of the arrays in a value."""
    return lambda value: _each(value, change)


def pieces_as_list(function: Function) -> Function:
    """Return several results in a list."""

    def listed(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        return list(result) if type(result) is tuple else result

    return listed


def pieces_from_generator(function: Function) -> Function:
    """Return several results as a tuple made by a generator."""

    def generated(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        return tuple(part for part in result) if type(result) is tuple else result

    return generated


class Box:
    """Any object with attributes."""

    def __init__(self, content: Any) -> None:
        self.content = content


#: How a cache may be wrapped, and unwrapped.
PACKED: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "in a dict": (lambda cache: {"cache": cache}, lambda held: held["cache"]),
    "in a list": (lambda cache: [cache], lambda held: held[0]),
    "in an object": (Box, lambda held: held.content),
    "in a closure": (lambda cache: lambda: cache, lambda held: held()),
    "in a namespace": (lambda cache: types.SimpleNamespace(cache=cache), lambda held: held.cache),
    "among other things": (lambda cache: (None, "cache", cache), lambda held: held[-1]),
    "in a generator": (lambda cache: itertools.repeat(cache), lambda held: next(held)),
}


def packing(keep: tuple[int, ...], how: str, function: Function) -> Function:
    """Wrap the cache that a forward returns."""
    pack = PACKED[how][0]

    def packed(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if keep == (-1,):
            return pack(result)
        return tuple(pack(part) if k in keep else part for k, part in enumerate(result))

    return packed


def unpacking(place: int, how: str, function: Function) -> Function:
    """Unwrap the cache that a backward is given."""
    unpack = PACKED[how][1]

    def unpacked(*args: Any, **kwargs: Any) -> Any:
        return function(*args[:place], unpack(args[place]), *args[place + 1 :], **kwargs)

    return unpacked


class Entries(list[Any]):
    """Caches of single entries."""


def entry_by_entry(keep: tuple[int, ...], function: Function) -> Function:
    """Work on one entry at a time, where that means the same."""

    def by_entries(*args: Any, **kwargs: Any) -> Any:
        shape = np.shape(args[0])
        count = int(np.prod(shape))
        columns = [_entries(value, shape, count) for value in args]
        results = [function(*column, **kwargs) for column in zip(*columns, strict=True)]
        if not isinstance(results[0], tuple):
            return np.concatenate(results).reshape(shape)
        joined: list[Any] = []
        for k, part in enumerate(zip(*results, strict=True)):
            joined.append(Entries(part) if k in keep else np.concatenate(part).reshape(shape))
        return tuple(joined)

    return by_entries


def _entries(value: Any, shape: tuple[int, ...], count: int) -> Any:
    if isinstance(value, Entries):
        return value
    if isinstance(value, np.ndarray) and value.shape == shape:
        return np.ravel(value)[:, None]
    return [value] * count


class Caller:
    """An object that is called like a function."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Count the call and make it."""
        self.calls += 1
        return self.function(*args, **kwargs)

    def method(self, *args: Any, **kwargs: Any) -> Any:
        """Make the call."""
        return self.function(*args, **kwargs)


def decorated(function: Function) -> Function:
    """Keep the name, the docstring and the signature."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapped


def with_other_generator(change: Callable[[Any], Any], function: Function) -> Function:
    """Do something with a generator before it is used."""

    def changed(*args: Any, **kwargs: Any) -> Any:
        named = {k: change(v) if isinstance(v, np.random.Generator) else v for k, v in kwargs.items()}
        plain = [change(v) if isinstance(v, np.random.Generator) else v for v in args]
        return function(*plain, **named)

    return changed


def child(rng: Any) -> Any:
    """Return a generator seeded by another."""
    return np.random.default_rng(rng.integers(2**63))


def spawned(rng: Any) -> Any:
    """Return a generator that belongs to another."""
    return rng.spawn(1)[0]


def warmed_up(rng: Any) -> Any:
    """Throw the first numbers away."""
    rng.random(17)
    rng.standard_normal(3)
    return rng
