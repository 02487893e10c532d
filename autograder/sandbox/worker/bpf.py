"""A small assembler for filters of system calls. See seccomp(2) and Documentation/networking/filter.rst.

A filter looks at `struct seccomp_data`: the number of the call, the architecture, six 64-bit arguments. It
holds one number at a time, which stays the call's number unless a rule about that very call loads another;
such a rule always ends in a verdict.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

#: Verdicts.
ALLOW = 0x7FFF0000
KILL = 0x80000000  # the whole process
_ERRNO = 0x00050000

#: Where things are in `struct seccomp_data`.
NUMBER, ARCHITECTURE = 0, 4
_ARGUMENTS = 16

_LOAD, _EQUAL, _AT_LEAST, _SKIP, _AND, _RETURN = 0x20, 0x15, 0x35, 0x05, 0x54, 0x06

_INSTRUCTION = struct.Struct("=HBBI")

Code = list[bytes]


def refuse(number: int) -> int:
    """Return the verdict that makes a call fail with this errno."""
    return _ERRNO | number


def verdict(action: int) -> Code:
    """End the filter with `action`."""
    return [_INSTRUCTION.pack(_RETURN, 0, 0, action)]


def load(offset: int) -> Code:
    """Take up the 32-bit number at `offset`."""
    return [_INSTRUCTION.pack(_LOAD, 0, 0, offset)]


def unless(value: int, action: int) -> Code:
    """End with `action` unless the number held is `value`."""
    return [_jump(_EQUAL, value, yes=1), *verdict(action)]


def at_least(value: int, action: int) -> Code:
    """End with `action` if the number held is at least `value`."""
    return [_jump(_AT_LEAST, value, no=1), *verdict(action)]


def any_of(values: Iterable[int], action: int) -> Code:
    """End with `action` if the number held is one of `values`.

    Found by halving: the kernel tries a new filter on every number there is, which a long list makes slow.
    """
    return _any_in(_ranges(values), action)


def _ranges(values: Iterable[int]) -> list[tuple[int, int]]:
    """Return sorted values as ranges, first and last."""
    ranges: list[tuple[int, int]] = []
    for value in sorted(values):
        if ranges and ranges[-1][1] == value - 1:
            ranges[-1] = (ranges[-1][0], value)
        else:
            ranges.append((value, value))
    return ranges


def _any_in(ranges: list[tuple[int, int]], action: int) -> Code:
    if len(ranges) == 1:
        first, last = ranges[0]
        return [_jump(_AT_LEAST, first, no=2), _jump(_AT_LEAST, last + 1, yes=1), *verdict(action)]
    half = len(ranges) // 2
    lower, upper = _any_in(ranges[:half], action), _any_in(ranges[half:], action)
    lower += [_INSTRUCTION.pack(_SKIP, 0, 0, len(upper))]
    return [_jump(_AT_LEAST, ranges[half][0], yes=len(lower)), *lower, *upper]


def rule(call: int, *conditions: Code, action: int = ALLOW) -> Code:
    """Decide about one call: `action` if it meets every condition."""
    body = [instruction for condition in conditions for instruction in condition] + verdict(action)
    return [_jump(_EQUAL, call, no=len(body)), *body]


def argument(index: int, values: Iterable[int], otherwise: int) -> Code:
    """A condition: the lower half of an argument is one of `values`. (The kernel looks at no more of an int.)"""
    wanted = list(values)
    tests = [_jump(_EQUAL, value, yes=len(wanted) - k) for k, value in enumerate(wanted)]
    return [*load(_ARGUMENTS + 8 * index), *tests, *verdict(otherwise)]


def null(index: int, otherwise: int) -> Code:
    """A condition: an argument, all 64 bits of it, is 0."""
    low = _ARGUMENTS + 8 * index
    return [*load(low), *unless(0, otherwise), *load(low + 4), *unless(0, otherwise)]


def bits(index: int, mask: int, value: int, otherwise: int) -> Code:
    """A condition: of the bits in `mask`, an argument has just those in `value`."""
    return [
        *load(_ARGUMENTS + 8 * index),
        _INSTRUCTION.pack(_AND, 0, 0, mask),
        *unless(value, otherwise),
    ]


def assemble(*parts: Code) -> bytes:
    """Return the finished filter."""
    return b"".join(instruction for part in parts for instruction in part)


def places_of(value: int, code: bytes) -> list[int]:
    """Return where in a finished filter this constant is, to be written over."""
    constants = (constant for _, _, _, constant in _INSTRUCTION.iter_unpack(code))
    return [8 * k + 4 for k, constant in enumerate(constants) if constant == value]


def _jump(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return _INSTRUCTION.pack(code, yes, no, value)
