"""What the README says works as it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_course_in_the_readme_is_sound(tmp_path: Path) -> None:
    """Written into a new folder as it stands, it passes `autograder verify`."""
    exercise, assignment = _blocks("python")
    (settings,) = _blocks("toml")
    folder = tmp_path / "assignments" / "a7_smooth"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    (folder / "softplus.py").write_text(exercise, encoding="utf-8")
    (folder / "__init__.py").write_text(assignment, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "verify"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "verify: 1 exercises, 2 checks, 2 misconceptions, 0 problems", done.stdout


def test_the_files_it_links_to_exist() -> None:
    """Pages and pictures."""
    for target in re.findall(r"\]\(((?!http)[^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_its_make_targets_exist() -> None:
    """`make demo` and `make test`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^\$ make (\w+)", README, flags=re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)


def test_the_table_of_techniques_is_up_to_date() -> None:
    """It is what `autograder list --markdown` prints."""
    table = README.partition("<!-- table -->\n")[2].partition("<!-- /table -->")[0]
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "list", "--markdown"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert table.strip() == done.stdout.strip(), (
        "put the output of `autograder list --markdown` into README.md"
    )
