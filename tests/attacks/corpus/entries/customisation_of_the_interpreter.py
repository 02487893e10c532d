"""
aim: be executed by the grader's interpreter when it starts
layer: intake
levels: A B C D
slow: yes
"""

PAYLOAD = "open('@WATCHED@/gradiente-attack-customised', 'w').close()\n"


def build(folder, places):
    entry = folder / "mallory"
    entry.mkdir()
    payload = PAYLOAD.replace("@WATCHED@", "/nonexistent")
    for name in (
        "sitecustomize.py",
        "usercustomize.py",
        "conftest.py",
        "setup.py",
        "__main__.py",
    ):
        (entry / name).write_text(payload)
    (entry / "evil.pth").write_text(f"import os; {payload}")
    (entry / "pytest.ini").write_text("[pytest]\naddopts = -p no:assertion\n")
    (entry / "homework.py").write_text("def double(x):\n    return x\n")
