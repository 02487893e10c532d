"""Questions about the machine have answers, whatever they are."""

import getpass
import multiprocessing
import os
import pathlib
import platform
import shutil


def program():
    assert (
        multiprocessing.cpu_count() > 0
        and isinstance(platform.platform(), str)
        and os.getpid() > 0
    )
    assert (
        not pathlib.Path("/content/drive").exists()
        and shutil.which("nvidia-smi") is None
    )
    try:
        getpass.getuser()
    except (OSError, KeyError):
        pass
    return isinstance(os.cpu_count(), int) and isinstance(os.path.expanduser("~"), str)
