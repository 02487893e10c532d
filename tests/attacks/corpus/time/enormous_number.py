"""
aim: never end within one multiplication
layer: deadline
levels: A B C D
slow: yes
"""


def double(x):
    return 10 ** (10**8) % 7
