"""Start a zygote: ``python -s -P -S __main__.py SOCKET_FD SITE_FOLDER ...``.

Run as a script, by path. `-S` keeps `.pth` files (and with them an editable checkout of the course,
solutions included) off `sys.path`; the folders that hold NumPy and msgspec are named explicitly.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

PACKAGE = "gradiente_worker"


def _adopt_package() -> None:
    """Make this folder importable as a package of its own name, whatever it is called on disk."""
    folder = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {folder}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


if __name__ == "__main__":
    sys.path[:] = [entry for entry in sys.path if entry] + sys.argv[2:]
    _adopt_package()
    zygote = importlib.import_module(PACKAGE + ".zygote")
    zygote.main(int(sys.argv[1]))
