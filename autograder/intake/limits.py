"""How much of a submission is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one submission, so that none can exhaust the grader's memory or time.

    Parameters
    ----------
    source_bytes : int
        Size of one `.py` file, and of all the code of one notebook.
    code_bytes : int
        All the code of one submission; going through it line by line takes a second or two for each MB.
    notebook_bytes : int
        Size of one `.ipynb` file: larger, because outputs may hold pictures.
    archive_bytes : int
        Size of one `.zip` file as it was handed in.
    total_bytes : int
        What is read of one submission altogether, unpacked.
    files : int
        `.py` and `.ipynb` files in one submission.
    cells : int
        Code cells in one notebook.
    depth : int
        Folders within folders.
    folder_entries, archive_entries : int
        Names looked at in a folder or in an archive, of whatever kind.
    ratio : int
        Bytes unpacked for each byte of an archive.
    """

    source_bytes: int = 2 * _MB
    code_bytes: int = 5 * _MB
    notebook_bytes: int = 20 * _MB
    archive_bytes: int = 50 * _MB
    total_bytes: int = 50 * _MB
    files: int = 200
    cells: int = 2000
    depth: int = 8
    folder_entries: int = 5000
    archive_entries: int = 500
    ratio: int = 200

    def file_bytes(self, name: str) -> int:
        """Return how large the file `name` may be."""
        return self.notebook_bytes if name.casefold().endswith(".ipynb") else self.source_bytes
