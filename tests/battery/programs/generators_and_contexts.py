"""Generators, contexts, decorators, closures, comprehensions, pattern matching, asynchronous code."""

import asyncio
import contextlib
import functools


@contextlib.contextmanager
def timed(log):
    log.append("in")
    try:
        yield
    finally:
        log.append("out")


def counter():
    n = 0

    def more():
        nonlocal n
        n += 1
        return n

    return more


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def numbers():
    got = yield 1
    yield from (got, 3)


def program():
    log = []
    with timed(log), contextlib.suppress(ValueError):
        raise ValueError
    more = counter()
    more()
    stream = numbers()
    next(stream)
    match {"kind": "relu", "x": [1, 2]}:
        case {"kind": "relu", "x": [first, *_]}:
            pass
    try:
        raise ExceptionGroup("several", [ValueError(1), KeyError(2)])
    except* ValueError as group:
        assert len(group.exceptions) == 1
    except* KeyError:
        pass
    return (
        log == ["in", "out"]
        and more() == 2
        and stream.send(2) == 2
        and fibonacci(80) > 1e16
        and first == 1
    )
