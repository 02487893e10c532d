"""
aim: replace the worker's package, its decoder and the grader by files of the same names
layer: process split
levels: A B C D
slow: yes
"""

NAMES = (
    "gradiente_worker/__init__.py",
    "gradiente_worker/serve.py",
    "msgspec.py",
    "autograder/__init__.py",
)


def build(folder, places):
    for name in NAMES:
        file = folder / "mallory" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("import os\nclose = lambda *a, **k: None\nclass Worker: pass\n")
    (folder / "mallory" / "homework.py").write_text(
        "import autograder, gradiente_worker.serve, msgspec\n\n\ndef double(x):\n    return autograder.close(x)\n"
    )
