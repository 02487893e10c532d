"""
aim: find any place that can be written
layer: landlock
levels: A B
proof: unconfined
"""

import os
import sys


def double(x):
    for folder in (
        "/tmp",
        "/dev/shm",
        "/var/tmp",
        "/run",
        ".",
        "/",
        os.environ["MPLCONFIGDIR"],
        "/dev/mqueue",
        *sys.path,
    ):
        path = os.path.join(folder, "gradiente-attack-anywhere")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        except OSError:
            continue
        os.unlink(path)
        return 2 * x
    return x
