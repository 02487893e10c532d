"""Properties of the wire: what may cross comes back equal, and nothing else is ever believed."""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox.worker import messages as m
from autograder.sandbox.worker.values import (
    DTYPES,
    Decoder,
    Encoder,
    WireError,
    decode_generator,
    encode_generator,
)
from autograder.sandbox.worker.wire import LENGTHS, MAX_BODY, frame, lengths

arrays = st.sampled_from(sorted(DTYPES)).flatmap(
    lambda dtype: hnp.arrays(
        np.dtype(dtype), hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
    )
)
plain = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]))
)
values = st.recursive(
    plain | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


def _refuse(value: Any) -> m.Value:
    raise WireError(str(type(value)))


def _across(value: Any) -> Any:
    """Send a value as a whole message and read it on the other side."""
    encoder = Encoder(_refuse)
    sent = b"".join(map(bytes, frame(m.StubAnswer(encoder.value(value)), encoder.buffers)))
    header, body = lengths(sent[: LENGTHS.size])
    rest = sent[LENGTHS.size :]
    assert len(rest) == header + body
    message = msgspec.msgpack.decode(rest[:header], type=m.ToWorker)
    assert isinstance(message, m.StubAnswer)
    decoder = Decoder(bytearray(rest[header:]), _refuse)
    back = decoder.value(message.value)
    decoder.finish()
    return back


def _equal(a: Any, b: Any) -> bool:
    if isinstance(a, np.ndarray | np.generic):
        return type(a) is type(b) and a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(_equal, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(_equal(a[k], b[k]) for k in a)
    return type(a) is type(b) and (a == b or (a != a and b != b))


@given(values)
def test_what_is_sent_arrives(value: Any) -> None:
    """Types, shapes and bits of any nesting of plain values and arrays survive."""
    assert _equal(value, _across(value))


@given(arrays, st.data())
def test_views_arrive_as_what_they_show(array: Any, data: st.DataObject) -> None:
    """Transposed, reversed and strided arrays are sent by value."""
    view = array.T[..., ::-1] if array.ndim else array
    assert np.array_equal(view, _across(view), equal_nan=array.dtype.kind in "fc")


@given(st.integers(0, 2**64 - 1), st.integers(0, 50))
def test_a_generator_continues_where_it_was(seed: int, drawn: int) -> None:
    """The receiver draws what the sender would have drawn."""
    rng = np.random.default_rng(seed)
    rng.random(drawn)
    there = decode_generator(encode_generator(rng))
    assert np.array_equal(rng.random(5), there.random(5))


@pytest.mark.parametrize(
    "value",
    [
        np.array([object()]),
        np.array(["text"]),
        np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
        np.array(["2020-01-01"], dtype="datetime64[D]"),
        object(),
        {1, 2},
        b"bytes",
    ],
    ids=lambda value: type(value).__name__ + str(getattr(value, "dtype", "")),
)
def test_what_may_not_cross_is_refused(value: Any) -> None:
    """Objects, texts in arrays, structures: none has a wire form."""
    with pytest.raises(WireError):
        Encoder(_refuse).value(value)


def test_an_array_inside_itself_is_refused() -> None:
    """It ends in a refusal as well."""
    for shape in ((), (2,)):
        value = np.empty(shape, dtype=object)
        value[...] = 0
        value[(0,) * len(shape)] = value
        with pytest.raises(WireError):
            Encoder(_refuse).value(value)


def test_nesting_is_bounded() -> None:
    """A list inside itself ends in a refusal, not in a crash."""
    value: list[Any] = []
    value.append(value)
    with pytest.raises(WireError):
        Encoder(_refuse).value(value)


@pytest.mark.parametrize(
    "header",
    [
        m.Array("|O", (1,)),
        m.Array("<f8", (-1, 2)),
        m.Array("<f8", (2**40, 2**40)),
        m.Array("<f8", (3,)),
        m.Array("<f8", (0, 2**62, 2**62)),
        m.Array("<f8", (1,) * 65),
        m.Array("<f8", (2,), scalar=True),
        m.Array("<U8", (1,)),
        m.Array("nonsense", (1,)),
        m.Kept(3),
    ],
    ids=str,
)
def test_a_lying_header_is_refused_before_its_bytes_are_looked_at(header: m.Value) -> None:
    """Types off the list, negative and enormous shapes, more bytes than there are."""
    with pytest.raises(WireError):
        Decoder(bytearray(16), _refuse).value(header)


def test_bytes_that_belong_to_no_array_are_refused() -> None:
    """A message is exactly what it says it is."""
    decoder = Decoder(bytearray(24), _refuse)
    decoder.value(m.Array("<f8", (2,)))
    with pytest.raises(WireError, match="8 bytes"):
        decoder.finish()


@given(st.binary(max_size=200))
def test_random_headers_are_refused_or_decoded_but_never_crash(data: bytes) -> None:
    """Only msgspec's own errors come out of a message that is none."""
    with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        msgspec.msgpack.decode(data, type=m.FromWorker)


def test_too_long_a_message_is_refused_by_its_lengths() -> None:
    """Before anything is read into memory."""
    with pytest.raises(WireError, match="too long"):
        lengths(LENGTHS.pack(10, MAX_BODY + 1))
