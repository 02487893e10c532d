"""
aim: pass a function of the grader's objects of the grader's that it was not given
layer: wire
levels: A B C D
"""

import sys

m = sys.modules["gradiente_worker.messages"]


def double(x):
    return x


def quadruple(x):
    frame = sys._getframe(1)
    while not hasattr(frame.f_locals.get("self"), "_channel"):
        frame = frame.f_back
    channel = frame.f_locals["self"]._channel
    for value in (
        m.Held(0),
        m.Held(-1),
        m.Kept(0),
        m.Stub(0, "double"),
        m.Earlier(0),
        m.Array("|O", (1,)),
    ):
        channel.send(m.StubCall(0, [value], {}))
        channel.receive()
    return x
