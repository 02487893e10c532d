"""
aim: blow a list of texts up to gigabytes when it is made an array, which gives each the longest one's room
layer: comparison
levels: A B C D
"""


def double(x):
    return ["a" * 10_000] + ["b"] * 50_000


unit = table = double
