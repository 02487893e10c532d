"""
aim: be imported as something else by odd names and folders of packages
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    for name in (
        "__init__.py",
        "os/__init__.py",
        "a.b.py",
        "..py",
        "-.py",
        "homework.py/inner.py",
        "double.py/__init__.py",
    ):
        file = folder / "mallory" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("def double(x):\n    return x\n")
