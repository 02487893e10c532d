"""
aim: make loading slow or the results large by a hundred thousand names
layer: report
levels: A B C D
"""


def double(x):
    return x


for k in range(100_000):
    globals()[f"<b>{k}</b>"] = k
