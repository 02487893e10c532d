"""Source, signatures, stack and bytecode of one's own functions."""

import dis
import inspect
import io
import sys
import traceback
import types


def layer(x, *, w=1.0):
    """Apply."""
    return w * x


def program():
    assert (
        str(inspect.signature(layer)) == "(x, *, w=1.0)"
        and inspect.getdoc(layer) == "Apply."
    )
    dis.dis(layer, file=io.StringIO())
    made = types.FunctionType(layer.__code__, globals(), "made", None)
    made.__kwdefaults__ = {"w": 2.0}
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        assert "ZeroDivisionError" in traceback.format_exc()
    return made(2.0) == 4.0 and eval("1 + 1") == 2 and sys.version_info >= (3, 11)
