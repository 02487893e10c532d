"""
aim: run a program
layer: seccomp
levels: A B
proof: unconfined
"""

import subprocess


def double(x):
    subprocess.run(["/bin/true"], check=True)
    return 2 * x
