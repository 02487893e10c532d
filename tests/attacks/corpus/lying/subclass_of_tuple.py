"""
aim: return a collection whose length and items change each time they are asked for
layer: wire
levels: A B C D
"""


class Liar(tuple):
    asked = 0

    def __len__(self):
        Liar.asked += 1
        return Liar.asked

    def __iter__(self):
        return iter([1.0] * Liar.asked)

    def __getitem__(self, index):
        return 1.0


def double(x):
    return Liar((1.0, 2.0))


unit = table = double
