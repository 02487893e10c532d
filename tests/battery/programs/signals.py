"""Handlers for what the interrupt button of a notebook sends."""

import signal

received = []


def program():
    before = signal.signal(signal.SIGINT, lambda number, frame: received.append(number))
    signal.raise_signal(signal.SIGINT)
    signal.signal(signal.SIGINT, before)
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        return received == [signal.SIGINT]
