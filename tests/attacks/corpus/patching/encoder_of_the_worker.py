"""
aim: forge every answer on its way out by patching the worker's own package
layer: process split
levels: A B C D
"""

import sys

values = sys.modules["gradiente_worker.values"]
serve = sys.modules["gradiente_worker.serve"]

values.Encoder.value = lambda self, value, depth=0: True
serve.Encoder.value = values.Encoder.value


def double(x):
    return x


def unit(x):
    return x
