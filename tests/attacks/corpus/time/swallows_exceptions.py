"""
aim: never end, whatever exception a signal turns into
layer: deadline
levels: A B C D
slow: yes
"""


def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
