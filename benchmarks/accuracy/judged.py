"""Mutants that differ from the reference and are right all the same, each with the reason.

They were survivors; somebody looked at them and found that the mathematics allows them.
"""

from __future__ import annotations

#: The reason by exercise, statement before, and statement after the edit.
RIGHT_ALL_THE_SAME: dict[tuple[str, str, str], str] = {
    ("relu", "dz = da * (z > 0)", "dz = da * (z >= 0)"): (
        "At z = 0 every slope from 0 to 1 is a subgradient; elsewhere the two agree."
    ),
}
