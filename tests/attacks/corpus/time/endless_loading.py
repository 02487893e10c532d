"""
aim: never finish loading
layer: deadline
levels: A B C D
slow: yes
"""


def double(x):
    return x


while True:
    pass
