"""Writing a file so that nobody ever reads half of it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step, replacing what was there.

    Parameters
    ----------
    path : Path
        Its folder is made if it does not exist.
    content : bytes
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not `tempfile`: its files are private (0600), and reports are often served by another user.
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105 (the call whose atomicity is meant)
    finally:
        temporary.unlink(missing_ok=True)
