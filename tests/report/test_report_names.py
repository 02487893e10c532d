"""Feedback pages have safe names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE

from autograder.report import feedback_name

_SAFE = re.compile(r"[a-z0-9][a-z0-9._~-]{0,68}\.html")


def test_plain_ids_are_their_own_names() -> None:
    """The usual id can be found by eye."""
    assert feedback_name("s01") == "s01.html"
    assert feedback_name("ana.perez-2024") == "ana.perez-2024.html"


def test_accents_leave_a_readable_name() -> None:
    """What can be kept of a name is kept."""
    assert re.fullmatch(r"nunez-ana~[0-9a-f]{16}\.html", feedback_name("Núñez, Ana"))


@pytest.mark.parametrize(
    "device", ["con", "CON", "nul", "aux.txt", "com1", "lpt9.x", "prn", "conin$", ".", "..", ""]
)
def test_no_name_is_a_device_or_a_folder(device: str) -> None:
    """Windows would open the console instead of a file called con.html."""
    name = feedback_name(device)
    assert re.fullmatch(r"[a-z0-9-]+~[0-9a-f]{16}\.html", name)


@pytest.mark.parametrize("text", [*HOSTILE, "a\ud800", "x" * 300])
def test_hostile_ids_have_safe_names(text: str) -> None:
    """No separators, no quotes, no dots in front, not too long."""
    assert _SAFE.fullmatch(feedback_name(text))


@given(st.text(), st.text())
def test_two_ids_never_share_a_name(first: str, second: str) -> None:
    """Names differ even where upper and lower case do not, and the same id has the same name."""
    names = feedback_name(first), feedback_name(second)
    assert all(map(_SAFE.fullmatch, names))
    assert (names[0].casefold() == names[1].casefold()) == (first == second)


def test_an_id_cannot_imitate_the_name_of_another() -> None:
    """The page of "Ana" is not to be had by handing in as its file name."""
    stolen = feedback_name("Ana").removesuffix(".html")
    assert len({feedback_name(name) for name in ("Ana", "ana", "ANA", stolen)}) == 4
