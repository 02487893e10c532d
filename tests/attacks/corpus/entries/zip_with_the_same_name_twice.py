"""
aim: show one file to whoever looks and another to the grader
layer: intake
levels: A B C D
slow: yes
"""

import warnings
import zipfile


def build(folder, places):
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(folder / "mallory.zip", "w") as archive,
    ):
        warnings.simplefilter("ignore")
        archive.writestr("homework.py", "def double(x):\n    return x\n")
        archive.writestr("homework.py", "def double(x):\n    return 2 * x\n")
