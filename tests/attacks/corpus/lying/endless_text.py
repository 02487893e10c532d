"""
aim: keep whoever asks for a text of a key or an exception busy for ever
layer: deadline
levels: A B C D
slow: yes
"""


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def double(x):
    raise Endless
