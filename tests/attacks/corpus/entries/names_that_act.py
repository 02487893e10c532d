"""
aim: have markup, formulas, terminal sequences and device names act wherever students are listed
layer: report
levels: A B C D
slow: yes
"""

NAMES = (
    "<script>alert(1)<", "=cmd|' c calc'!A1", "+1", "@SUM(1)", "-2+3", "\x1b[31mred", "\u202etxt.exe", "a\nb\tc",
    "[passed](javascript:alert(1))", "{{ 7*7 }}", "CON", "..%2f..%2fetc", "x" * 200, "\u200b\u2066hidden", "'; DROP TABLE results; --",
)  # fmt: skip


def build(folder, places):
    for name in NAMES:
        (folder / f"{name}.py").write_text(
            "def double(x):\n    return x\n\n\nraise ValueError\n"
        )
