"""A session in this process means the same as one across processes."""

from __future__ import annotations

from autograder.sandbox.calls import Call, Returned, Unsendable
from autograder.sandbox.local import LocalSession


def test_a_list_that_holds_itself_cannot_be_sent() -> None:
    """It is named by its type, as a worker does."""

    def endless() -> list[object]:
        items: list[object] = []
        items.append(items)
        return items

    (answer,) = LocalSession({"endless": endless}).run([Call(function="endless")])
    assert answer == Returned(Unsendable("list"))
