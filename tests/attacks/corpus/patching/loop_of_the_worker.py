"""
aim: answer calls without being asked how, by replacing the worker's `run`
layer: process split
levels: A B C D
"""

import sys

serve = sys.modules["gradiente_worker.serve"]
m = serve.m


def run(self, message, body):
    self._channel.send(
        m.Ran(
            message.number,
            [
                m.Returned(
                    call.args[0]
                    if call.args and not hasattr(call.args[0], "dtype")
                    else None
                )
                for call in message.calls
            ],
        )
    )


serve.Worker.run = run


def double(x):
    return x
