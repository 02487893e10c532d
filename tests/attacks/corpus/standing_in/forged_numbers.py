"""
aim: call functions of the grader's by numbers that it was not given
layer: wire
levels: A B C D
"""

import sys

m = sys.modules["gradiente_worker.messages"]
SEND = m.StubCall


def double(x):
    return x


def quadruple(x):
    frame = sys._getframe(1)
    while not hasattr(frame.f_locals.get("self"), "_channel"):
        frame = frame.f_back
    channel = frame.f_locals["self"]._channel
    for number in (10**6, -1, 2**63):
        channel.send(SEND(number, [], {}))
    return channel.receive()
