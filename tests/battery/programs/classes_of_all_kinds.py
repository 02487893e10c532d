"""Hierarchies, dataclasses, named tuples, enumerations, protocols, descriptors, operators."""

import abc
import collections
import dataclasses
import enum
import functools
import typing


class Layer(abc.ABC):
    count = 0

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Layer.count += 1

    @abc.abstractmethod
    def forward(self, x): ...

    def __call__(self, x):
        return self.forward(x)


class Scale(Layer):
    __slots__ = ("by",)

    def __init__(self, by):
        self.by = by

    def forward(self, x):
        return self.by * x


class Twice(Scale):
    def forward(self, x):
        return super().forward(super().forward(x))


@dataclasses.dataclass(order=True, frozen=True)
class State:
    t: int = 0
    m: list = dataclasses.field(default_factory=list, compare=False)


class Cache(typing.NamedTuple):
    x: float
    w: float = 1.0


class Mode(enum.Enum):
    TRAIN = enum.auto()
    TEST = enum.auto()


class Lazy:
    @functools.cached_property
    def value(self):
        return 7

    @property
    def twice(self):
        return 2 * self.value

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def nothing():
        return None


T = typing.TypeVar("T")


class Box(typing.Generic[T]):
    pass


def program():
    assert Twice(3)(1) == 9 and Layer.count == 2 and State(1) > State(0) and Box[int]
    assert Cache(2.0)._replace(w=3.0) == (2.0, 3.0) and Mode["TEST"] is Mode.TEST
    try:
        Layer()
    except TypeError:
        return (
            Lazy.make().twice == 14 and collections.namedtuple("P", "a b")(1, 2).b == 2
        )
