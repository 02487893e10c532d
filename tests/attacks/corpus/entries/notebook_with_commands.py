"""
aim: run commands, write files and load extensions through a notebook's magics
layer: intake
levels: A B C D
slow: yes
"""

import json

CELLS = (
    "!touch {watched}/gradiente-attack-shell",
    "%%bash\ntouch {watched}/gradiente-attack-bash",
    "%%writefile {watched}/gradiente-attack-written\n1",
    "%run {solution}",
    "%load {solution}",
    "%load_ext autoreload",
    "files = !ls /\n%cd /\n%env HOME\n%pip install evil",
    "get_ipython().system('touch {watched}/gradiente-attack-system')",
    "def double(x):\n    return x",
)


def build(folder, places):
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None,
         "source": text.format(watched=places.watched, solution=places.solution)}
        for text in CELLS
    ]  # fmt: skip
    (folder / "mallory.ipynb").write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
