"""
aim: use up the machine's memory
layer: deadline
levels: A B C D
slow: yes
"""


def double(x):
    kept = []
    while True:
        kept.append(bytearray(b"\x01" * 2**24))
