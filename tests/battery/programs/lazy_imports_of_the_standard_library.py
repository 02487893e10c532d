"""What notebooks import without thinking about it."""


def program():
    import abc, argparse, ast, base64, bisect, calendar, collections, contextlib, copy, csv, datetime, decimal, difflib, enum  # noqa: E401
    import fractions, functools, gc, glob, gzip, hashlib, heapq, inspect, io, itertools, json, keyword, locale, logging, math  # noqa: E401
    import numbers, operator, os, pathlib, pickle, platform, pprint, queue, random, re, shutil, statistics, string, struct  # noqa: E401
    import sys, tempfile, textwrap, time, timeit, traceback, types, typing, unittest, uuid, warnings, weakref, zipfile, zlib  # noqa: E401

    assert (
        decimal.Decimal("0.1") * 3 == decimal.Decimal("0.3")
        and fractions.Fraction(1, 3) * 3 == 1
    )
    assert (
        json.loads(json.dumps({"a": [1.5, None]})) == {"a": [1.5, None]}
        and statistics.mean([1, 2]) == 1.5
    )
    assert re.sub(r"(\w)(\w)", r"\2\1", "ab") == "ba" and datetime.datetime(
        2026, 1, 2
    ).isoformat().startswith("2026")
    assert (
        pickle.loads(pickle.dumps([1])) == [1]
        and copy.deepcopy({"a": [1]}) == {"a": [1]}
        and len(str(uuid.uuid4())) == 36
    )
    assert (
        hashlib.sha256(b"").hexdigest().startswith("e3b0")
        and base64.b64encode(b"a") == b"YQ=="
    )
    assert timeit.timeit("1 + 1", number=10) >= 0 and isinstance(
        inspect.getsource(textwrap.dedent), str
    )
    assert gzip.decompress(gzip.compress(b"x")) == b"x" and heapq.nsmallest(
        1, [2, 1]
    ) == [1]
    assert isinstance(time.strftime("%c"), str) and isinstance(
        datetime.datetime.now().astimezone().tzname(), str
    )
    counted = collections.Counter("aab")
    return (
        counted["a"] == 2
        and math.isclose(math.erf(0), 0)
        and list(itertools.pairwise([1, 2])) == [(1, 2)]
    )
