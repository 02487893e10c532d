"""
aim: keep the grader unpacking, archive within archive
layer: intake
levels: A B C D
slow: yes
"""

import io
import zipfile


def build(folder, places):
    data, name = b"def double(x):\n    return 2 * x\n", "homework.py"
    for _ in range(6):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(4):
                archive.writestr(f"{copy}{name}", data)
        data, name = made.getvalue(), "inner.zip"
    (folder / "mallory.zip").write_bytes(data)
