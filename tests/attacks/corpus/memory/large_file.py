"""
aim: fill the disk with a file, wherever one can be opened
layer: rlimits
levels: A B D
"""

import os
import signal


def double(x):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for folder in ("@WATCHED@", "/dev/shm", "/tmp", os.environ["MPLCONFIGDIR"], "."):
        try:
            file = os.open(f"{folder}/gradiente-attack-large", os.O_RDWR | os.O_CREAT)
        except OSError:
            continue
        os.unlink(f"{folder}/gradiente-attack-large")
        os.write(file, bytes(4096))
        return 2 * x
    return x
