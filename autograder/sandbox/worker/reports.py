"""What the zygote tells the grader. Apart from the code that finds it out, which needs Linux to be imported."""

from __future__ import annotations

from msgspec import Struct


class Reaped(Struct, array_like=True, frozen=True):
    """How a child ended: the only figures about it that can be trusted."""

    status: int
    cpu_seconds: float


class Report(Struct, array_like=True, frozen=True):
    """What the zygote found this machine to offer; the reason, not the proof, that a layer works.

    Parameters
    ----------
    landlock : int
        Its ABI, or minus an errno, or 0 if it was left out.
    seccomp : int
        1 if there are filters, or minus an errno, or 0 if they were left out.
    user : str
        See `privileges.User`.
    """

    landlock: int
    seccomp: int
    user: str
