"""Python and NumPy values to wire values and back. Never pickle, never `object` arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from math import prod
from typing import Any

import numpy as np

from . import messages as m

#: The only element types that cross, by their wire name.
DTYPES: dict[str, np.dtype[Any]] = {
    np.dtype(name).str: np.dtype(name)
    for name in ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
                 "float16", "float32", "float64", "complex64", "complex128")
}  # fmt: skip

MAX_DIMENSIONS = 32
MAX_DEPTH = 24
MAX_ITEMS = 100_000
MAX_TEXT = 10_000
MAX_TEXTS = 1_000_000
_INT64 = 2**63

#: Array buffers start at multiples of this, so that decoded views are aligned.
_ALIGNMENT = 8
_PADDING = (b"", *(bytes(_ALIGNMENT - k) for k in range(1, _ALIGNMENT)))

Buffers = list[Any]
#: Encodes what the plain rules do not know; returns None where it does not know either.
Special = Callable[[Any], m.Value]


class WireError(ValueError):
    """A message that does not keep to the rules."""


class Encoder:
    """Turns values into wire values and collects the array bytes that follow them.

    Parameters
    ----------
    special : callable
        Encodes objects outside the plain rules (handles, functions, generators); may raise `WireError`.
    copies : bool
        Whether arrays may change before they are sent: then what is sent is as they are now.
    """

    def __init__(self, special: Special, *, copies: bool = False) -> None:
        self.buffers: Buffers = []
        self._special = special
        self._copies = copies

    def value(self, value: Any, depth: int = 0) -> m.Value:
        """Return the wire value; arrays leave their bytes in `buffers`."""
        kind = type(value)
        if kind is np.ndarray:
            return (
                self._objects(value, depth) if value.dtype.kind == "O" else self._array(value, scalar=False)
            )
        if value is None or kind is bool or kind is float:
            return value  # type: ignore[no-any-return]
        if kind is int:
            return value if -_INT64 <= value < _INT64 else float(value)
        if kind is str:
            return value[:MAX_TEXT]  # type: ignore[no-any-return]
        if kind is list or kind is tuple:
            return self._items(value, depth)
        if kind is dict:
            return self._pairs(value, depth)
        if isinstance(value, np.generic | np.ndarray):
            return self._array(np.asarray(value), scalar=isinstance(value, np.generic))
        plain = as_plain(value)
        return self._special(value) if plain is value else self.value(plain, depth)

    def _items(self, value: list[Any] | tuple[Any, ...], depth: int) -> m.Value:
        _bounded(len(value), depth)
        return m.Items([self.value(item, depth + 1) for item in value], type(value) is tuple)

    def _objects(self, value: np.ndarray[Any, Any], depth: int) -> m.Value:
        _bounded(value.size, depth)
        return self.value(without_objects(value), depth + 1)

    def _pairs(self, value: dict[Any, Any], depth: int) -> m.Value:
        _bounded(len(value), depth)
        return m.Pairs({str(key)[:MAX_TEXT]: self.value(item, depth + 1) for key, item in value.items()})

    def _array(self, array: np.ndarray[Any, Any], *, scalar: bool) -> m.Value:
        if array.dtype.kind == "f" and array.dtype.itemsize > 8:
            array = array.astype(np.float64)
        name = array.dtype.str
        if name not in DTYPES:
            native = array.dtype.newbyteorder("=")
            if native.str not in DTYPES:
                raise WireError(f"an array of {array.dtype} cannot be sent")
            array, name = array.astype(native), native.str
        data = np.array(array, order="C") if self._copies else np.ascontiguousarray(array)
        if data.nbytes:
            self.buffers.append(data.reshape(-1).view(np.uint8).data)
            if rest := data.nbytes % _ALIGNMENT:
                self.buffers.append(_PADDING[rest])
        return m.Array(name, array.shape, scalar)


def without_objects(array: np.ndarray[Any, Any]) -> Any:
    """Return an array of Python objects (`numpy.frompyfunc` makes one) as an array of numbers, or as its items."""
    if all(isinstance(item, bool | int | float | np.bool_ | np.integer | np.floating) for item in array.flat):
        return array.astype(np.float64)
    return list(array) if array.ndim else array.item()


def as_plain(value: Any) -> Any:
    """Return a value of a subclass (a named tuple, an enumeration) as one of the class it extends."""
    bases: tuple[type[Any], ...] = (list, tuple, dict, float, int, str)
    for base in bases:
        if isinstance(value, base) and type(value) is not base:
            return base(value)
    return value


def as_collected(value: Any) -> Any:
    """Return the items of an iterator (what a function that uses `yield` returns, or `zip`) as a list.

    To be called where the submission may raise: only now does its code run. An endless iterator is cut where
    it is too long to be sent.
    """
    return list(islice(value, MAX_ITEMS + 1)) if isinstance(value, Iterator) else value


def _bounded(length: int, depth: int) -> None:
    if length > MAX_ITEMS or depth > MAX_DEPTH:
        raise WireError("too many items, or nested too deeply")


class Decoder:
    """Turns wire values back, taking array bytes from `body` in order.

    Every header is checked before its bytes are looked at; `finish` checks that no byte is left over.
    """

    def __init__(self, body: bytearray, special: Callable[[m.Value], Any]) -> None:
        self._body = body
        self._offset = 0
        self._special = special
        self._texts = 0
        self._longest_text = 0

    def value(self, value: m.Value, depth: int = 0) -> Any:
        """Return the Python value of `value`."""
        if isinstance(value, m.Array):
            return self._array(value)
        if isinstance(value, str):
            self._count_text(len(value))
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, m.Items):
            _bounded(len(value.items), depth)
            items = [self.value(item, depth + 1) for item in value.items]
            return tuple(items) if value.is_tuple else items
        if isinstance(value, m.Pairs):
            _bounded(len(value.items), depth)
            return {key: self.value(item, depth + 1) for key, item in value.items.items()}
        return self._special(value)

    def _count_text(self, length: int) -> None:
        """Bound what texts can grow to: in an array each takes as much room as the longest."""
        self._texts += 1
        self._longest_text = max(self._longest_text, length)
        if self._texts * self._longest_text > MAX_TEXTS:
            raise WireError("too many texts, or too long")

    def finish(self) -> None:
        """Raise `WireError` unless every byte of the body was used."""
        if self._offset != len(self._body):
            raise WireError(f"{len(self._body) - self._offset} bytes belong to no array")

    def _array(self, header: m.Array) -> Any:
        dtype = DTYPES.get(header.dtype)
        if dtype is None:
            raise WireError("element type not on the list")
        if len(header.shape) > MAX_DIMENSIONS or any(size < 0 for size in header.shape):
            raise WireError("not a shape")
        count = prod(header.shape)
        n_bytes = count * dtype.itemsize
        if n_bytes > len(self._body) - self._offset:
            raise WireError("array larger than its message")
        if header.scalar and header.shape:
            raise WireError("a scalar has no dimensions")
        flat = np.frombuffer(self._body, dtype, count, self._offset) if count else np.empty(0, dtype)
        self._offset += n_bytes + (-n_bytes % _ALIGNMENT)
        try:
            array = flat.reshape(header.shape)
        except ValueError:  # an empty array whose other dimensions overflow
            raise WireError("not a shape") from None
        return array[()] if header.scalar else array


def encode_generator(generator: np.random.Generator) -> m.Randomness:
    """Return the state of a PCG64 generator; other bit generators cannot be sent."""
    state = generator.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise WireError("only PCG64 generators (numpy.random.default_rng) can be sent")
    inner: Any = state["state"]
    return m.Randomness(int(inner["state"]).to_bytes(16, "little"), int(inner["inc"]).to_bytes(16, "little"))


def decode_generator(value: m.Randomness) -> np.random.Generator:
    """Return a new generator in the given state."""
    if len(value.state) != 16 or len(value.increment) != 16:
        raise WireError("not the state of a generator")
    # Seeded from the state too: what is spawned from two generators must differ.
    bits = np.random.PCG64(
        np.random.SeedSequence(list(np.frombuffer(value.state + value.increment, np.uint32)))
    )
    bits.state = {
        "bit_generator": "PCG64",
        "state": {
            "state": int.from_bytes(value.state[:16], "little"),
            "inc": int.from_bytes(value.increment[:16], "little") | 1,
        },
        "has_uint32": 0,
        "uinteger": 0,
    }
    return np.random.Generator(bits)
