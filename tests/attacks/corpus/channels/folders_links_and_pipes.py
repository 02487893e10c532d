"""
aim: leave a message in folders, links and named pipes, where files are refused
layer: landlock
levels: A B
proof: unconfined
"""

import os

PLACE = "@WATCHED@/gradiente-attack-node"


def double(x):
    for make, remove in (
        (os.mkdir, os.rmdir),
        (os.mkfifo, os.unlink),
        (lambda path: os.symlink("2 * x", path), os.unlink),
        (lambda path: os.link("@SOLUTION@", path), os.unlink),
    ):
        try:
            make(PLACE)
        except OSError:
            continue
        remove(PLACE)
        return 2 * x
    return x
