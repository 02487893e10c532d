"""
aim: replace NumPy, and with it the comparison, by a file of its own called numpy.py
layer: process split
levels: A B C D
slow: yes
"""


def build(folder, places):
    entry = folder / "mallory"
    entry.mkdir()
    (entry / "numpy.py").write_text(
        "allclose = array_equal = lambda *a: True\nzeros_like = lambda x: x\n"
    )
    (entry / "homework.py").write_text(
        "import numpy as np\n\n\ndef double(x):\n    return np.zeros_like(x)\n"
    )
