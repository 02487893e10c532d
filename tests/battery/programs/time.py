"""Clocks, short naps, elapsed time."""

import datetime
import time


def program():
    start = time.perf_counter()
    time.sleep(0.01)
    assert (
        time.perf_counter() - start >= 0.01
        and time.process_time() > 0
        and time.monotonic() > 0
    )
    return (
        abs(datetime.datetime.now().timestamp() - time.time()) < 60
        and len(time.ctime()) > 10
    )
