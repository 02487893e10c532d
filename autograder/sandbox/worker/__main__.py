"""Start a zygote: ``python -s -P -S __main__.py SOCKET_FD [--without=LAYER ...] SITE_FOLDER ...``.

Run as a script, by path. `-S` keeps `.pth` files (and with them an editable checkout of the course,
solutions included) off `sys.path`; the folders that hold NumPy and msgspec are named explicitly.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

PACKAGE = "gradiente_worker"

_WITHOUT = "--without="


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


def _main(descriptor: str, *rest: str) -> None:
    site_folders = [argument for argument in rest if not argument.startswith(_WITHOUT)]
    without = {argument.removeprefix(_WITHOUT) for argument in rest if argument.startswith(_WITHOUT)}
    sys.path[:] = [entry for entry in sys.path if entry] + site_folders
    _adopt_package()
    zygote = importlib.import_module(PACKAGE + ".zygote")
    layers = importlib.import_module(PACKAGE + ".confine").LAYERS
    zygote.main(int(descriptor), site_folders, layers - without)


if __name__ == "__main__":
    _main(*sys.argv[1:])
