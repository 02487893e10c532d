"""Students hand in folders with more in them than was handed out: older attempts, scratch paper."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.batch.job import Job, grade_one
from autograder.course import Selection, find_course
from autograder.intake import read_submission

RIGHT = "import numpy as np\ndef step_forward(z):\n    return (z > 0).astype(float), z.shape\n"
RIGHT += "def step_backward(da, cache):\n    return np.zeros(cache)\n"
WRONG = RIGHT.replace("z > 0", "z < 0")

JOB = Job(
    find_course(Path(__file__).parent), Selection(names=("a1_backprop",), only=("step",)), seed=1, trust=True
)


def _write(path: Path, source: str) -> None:
    if path.suffix == ".ipynb":
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), path)
    else:
        path.write_text(source, encoding="utf-8")


@pytest.mark.parametrize("scratch", ["Untitled.ipynb", "z.py", "old/zz.py", "a0.py"])
@pytest.mark.parametrize("name", ["a1_backprop.py", "a1_backprop_en.ipynb", "a1_backprop_es.py"])
def test_what_was_handed_out_counts(tmp_path: Path, name: str, scratch: str) -> None:
    """Another file that defines the same, before or after it in the folder, changes nothing."""
    (tmp_path / "ana" / "old").mkdir(parents=True)
    for source, is_right in ((RIGHT, True), (WRONG, False)):
        _write(tmp_path / "ana" / name, source)
        _write(tmp_path / "ana" / scratch, WRONG if source is RIGHT else RIGHT)
        result = grade_one(JOB, read_submission(tmp_path / "ana"))
        assert (result.score == result.max_score) == is_right
