"""
aim: use up the machine's threads, so that nobody can start a process
layer: rlimits
levels: A B C D
slow: yes
"""

import threading
import time

threading.stack_size(65536)


def double(x):
    try:
        while True:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except (RuntimeError, MemoryError):
        pass
    return x
