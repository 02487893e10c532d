"""
aim: never end
layer: deadline
levels: A B C D
slow: yes
"""


def double(x):
    while True:
        pass
