"""A refused pool, program, socket or file leaves everything else as it was."""

import multiprocessing
import os
import socket
import subprocess
import tempfile

import numpy as np


def program():
    for attempt in (
        lambda: multiprocessing.Pool(1).terminate(),
        lambda: subprocess.run(["/nonexistent"]),
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=0.1),
        lambda: open("/nonexistent/x", "w"),
        lambda: os.listdir("/nonexistent"),
        lambda: tempfile.NamedTemporaryFile(),
        lambda: np.save("/nonexistent/x.npy", np.ones(1)),
    ):
        try:
            attempt()
        except OSError:
            continue
    return float(np.ones(3).sum()) == 3.0
