"""
aim: stop the whole batch with an interrupt
layer: process split
levels: A B C D
"""


def double(x):
    raise KeyboardInterrupt


def unit(x):
    import signal

    signal.raise_signal(signal.SIGINT)
