"""
aim: type commands into the grader's terminal
layer: seccomp
levels: A B
"""

import fcntl
import os
import termios


def double(x):
    for path in ("/dev/tty", "/dev/pts/0", "/dev/console"):
        try:
            terminal = os.open(path, os.O_RDWR)
            fcntl.ioctl(terminal, termios.TIOCSTI, b"")
        except OSError:
            continue
        return 2 * x
    return x
