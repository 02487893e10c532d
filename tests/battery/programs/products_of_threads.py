"""Threads of BLAS's and of one's own, at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def program():
    a = np.ones((300, 300))
    done = []
    threads = [
        threading.Thread(target=lambda: done.append((a @ a)[0, 0])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ThreadPoolExecutor(4) as pool:
        done += pool.map(lambda k: (a @ a)[k, k], range(8))
    local, lock, event = threading.local(), threading.Lock(), threading.Event()
    local.x = 1
    with lock:
        event.set()
    timer = threading.Timer(0.001, done.append, (300.0,))
    timer.start()
    timer.join()
    return event.wait(1) and done == [300.0] * 17
