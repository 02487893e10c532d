"""``autograder grade`` as an instructor meets it."""

from __future__ import annotations

import csv
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

ALL = ("--assignment", "a1_double", "--out", "out", "--seed", "1")


def _results(course: Path, out: str = "out") -> dict[str, Any]:
    results: dict[str, Any] = json.loads((course / out / "results.json").read_text(encoding="utf-8"))
    return results


def _by_student(results: dict[str, Any]) -> dict[str, Any]:
    return {one["student"]: one for one in results["submissions"]}


def test_a_class_is_graded_and_everything_is_written(run: Run, course: Path, submissions: Path) -> None:
    """Scores, the named mistake, and one file of each kind."""
    done = run("grade", str(submissions), *ALL)
    assert done.returncode == 0, done.stderr
    results = _results(course)
    assert (results["assignment"], results["seed"]) == ("a1_double", 1)
    graded = _by_student(results)
    assert [graded[name]["score"] for name in ("ana", "luis")] == [3.0, 0.0]
    (named,) = graded["luis"]["exercises"][0]["misconceptions"]
    assert named["name"] == "squares"
    out = course / "out"
    assert (out / "index.html").is_file()
    assert {page.name for page in (out / "feedback").iterdir()} == {"ana.html", "luis.html"}
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["student"]: row for row in csv.DictReader(stream)}
    assert float(rows["ana"]["score"]) == 3
    assert "out/index.html" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_all_assignments_at_once(run: Run, course: Path, submissions: Path) -> None:
    """`all` is every assignment of the course."""
    assert run("grade", str(submissions), "-a", "all", "-o", "out").returncode == 0
    assert _results(course)["assignment"] == "all"


def test_submissions_may_import_what_the_course_gives(run: Run, course: Path, submissions: Path) -> None:
    """A support module is imported by its name, is no part of the submission, and changing it grades again."""
    (course / "pyproject.toml").write_text('[tool.autograder]\nsupport = "given"\n', encoding="utf-8")
    (course / "given" / "tools").mkdir(parents=True)
    (course / "given" / "tools" / "arrays.py").write_text(
        "def twice(x):\n    return x + x\n", encoding="utf-8"
    )
    (course / "given" / "tempting.py").write_text("def double(x):\n    return x + x\n", encoding="utf-8")
    imports = "from tools.arrays import twice\n\n\ndef double(x):\n    return twice(x)\n"
    (submissions / "ana.py").write_text(imports, encoding="utf-8")
    (submissions / "luis.py").write_text("import tempting\n", encoding="utf-8")
    run("grade", str(submissions), *ALL)
    graded = _by_student(_results(course))
    assert [graded[name]["score"] for name in ("ana", "luis")] == [3.0, 0.0]
    assert graded["luis"]["exercises"][0]["status"] == "missing"
    (course / "given" / "tools" / "arrays.py").write_text(
        "def twice(x):\n    return 3 * x\n", encoding="utf-8"
    )
    run("grade", str(submissions), *ALL)
    assert _by_student(_results(course))["ana"]["score"] == 0


def test_one_exercise_alone(run: Run, course: Path, submissions: Path) -> None:
    """`--only` grades it, and says what there is where it is not there."""
    assert run("grade", str(submissions), *ALL, "--only", "double").returncode == 0
    assert _results(course)["submissions"][0]["max_score"] == 3
    done = run("grade", str(submissions), *ALL, "--only", "triple")
    assert done.returncode == 2
    assert "There are: double" in " ".join(done.stderr.split())


def test_spanish_is_spoken_on_request(run: Run, course: Path, submissions: Path) -> None:
    """Summary and pages are in Spanish."""
    done = run("grade", str(submissions), *ALL, "--lang", "es")
    assert "Informe" in done.stdout
    assert '<html lang="es"' in (course / "out" / "index.html").read_text(encoding="utf-8")


def test_the_same_seed_grades_alike_in_one_process_or_several(
    run: Run, course: Path, submissions: Path
) -> None:
    """Nothing depends on how many processes there are."""
    for k in range(4):
        (submissions / f"more{k}.py").write_text(f"def double(x):\n    return x * {k}\n", encoding="utf-8")
    for out, jobs in (("one", "1"), ("two", "2")):
        assert (
            run("grade", str(submissions), "-a", "all", "--seed", "5", "-o", out, "-j", jobs).returncode == 0
        )
    first, second = (_untimed(_results(course, out)) for out in ("one", "two"))
    assert first == second


def _untimed(results: dict[str, Any]) -> dict[str, Any]:
    for one in results["submissions"]:
        del one["cpu_s"], one["wall_s"]
    return results


def test_without_a_seed_a_private_one_is_made_once(run: Run, course: Path, submissions: Path) -> None:
    """Regrading repeats it; only its owner can read it."""
    for out in ("one", "two"):
        assert run("grade", str(submissions), "-a", "all", "-o", out).returncode == 0
    seed = course / ".autograder" / "seed"
    assert _results(course, "one")["seed"] == _results(course, "two")["seed"] == int(seed.read_text("ascii"))
    assert seed.stat().st_mode & 0o077 == 0


def test_only_what_changed_is_graded_again(run: Run, course: Path, submissions: Path) -> None:
    """A finished result is taken from the store; a changed submission is not."""
    run("grade", str(submissions), *ALL)
    before = _by_student(_results(course))
    (submissions / "luis.py").write_text("def double(x):\n    return 2 * x\n", encoding="utf-8")
    run("grade", str(submissions), *ALL)
    after = _by_student(_results(course))
    assert after["ana"] == before["ana"]  # timing included: it was not run again
    assert after["luis"]["score"] == 3


def test_a_changed_exercise_is_graded_again(run: Run, course: Path, submissions: Path) -> None:
    """Results depend on the course's definitions."""
    run("grade", str(submissions), *ALL)
    definition = course / "assignments" / "a1_double" / "__init__.py"
    definition.write_text(definition.read_text("utf-8").replace("points=3", "points=15"), encoding="utf-8")
    run("grade", str(submissions), *ALL)
    assert _by_student(_results(course))["ana"]["score"] == 15


def test_a_killed_batch_keeps_what_it_finished(run: Run, course: Path, submissions: Path) -> None:
    """Each result is committed at once, and the next run goes on from there."""
    (submissions / "zoe.py").write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    command = [sys.executable, "-m", "autograder", "grade", str(submissions), *ALL, "-j", "1"]
    with subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as batch:
        _wait_for(lambda: _finished(course / "out" / "results.sqlite") == 2)
        batch.send_signal(signal.SIGKILL)
    assert _finished(course / "out" / "results.sqlite") == 2


def test_an_interrupted_batch_reports_what_it_finished(run: Run, course: Path, submissions: Path) -> None:
    """Control-C writes the reports of those that are done, and says so by its exit code."""
    (submissions / "zoe.py").write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    command = [sys.executable, "-m", "autograder", "grade", str(submissions), *ALL, "-j", "1"]
    with subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as batch:
        _wait_for(lambda: _finished(course / "out" / "results.sqlite") == 2)
        batch.send_signal(signal.SIGINT)
        _, errors = batch.communicate(timeout=30)
    assert batch.returncode == 130
    assert b"Traceback" not in errors
    assert sorted(_by_student(_results(course))) == ["ana", "luis"]


def _finished(database: Path) -> int:
    if not database.exists():
        return 0
    with sqlite3.connect(database) as connection:
        try:
            count: int = connection.execute("SELECT count(*) FROM submission").fetchone()[0]
        except sqlite3.OperationalError:
            count = 0
    connection.close()
    return count


def _wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_every_entry_has_a_result_and_nothing_in_it_acts(run: Run, course: Path, submissions: Path) -> None:
    """Junk, odd names and broken notebooks: each is named, all others are graded, nothing is executed."""
    (submissions / "junk.py").write_bytes(bytes(range(256)) * 20)
    (submissions / "notes.ipynb").write_text("{", encoding="utf-8")
    (submissions / "cells.ipynb").write_text('{"nbformat": 4, "cells": 3}', encoding="utf-8")
    (submissions / "pepe.py").write_text("x = 1", encoding="utf-8")
    (submissions / "pepe.ipynb").write_text("{}", encoding="utf-8")
    (submissions / "=cmd('x').py").write_text("def double(x):\n    return x + x\n", encoding="utf-8")
    (submissions / "<b>ana 🙂.py").write_text("def double(x):\n    return x + x\n", encoding="utf-8")
    (submissions / "esc\x1b[31m.py").write_text("def double(x):\n    return x + x\n", encoding="utf-8")
    done = run("grade", str(submissions), *ALL)
    assert done.returncode == 0, done.stderr
    graded = _by_student(_results(course))
    unreadable = {name for name, one in graded.items() if one["status"] == "unreadable"}
    assert unreadable == {"junk", "notes", "cells", "pepe"}
    assert all(graded[name]["reason"]["es"] for name in unreadable)
    assert graded["<b>ana 🙂"]["score"] == 3
    assert "\x1b[31m" not in done.stdout
    assert "<b>ana" not in (course / "out" / "index.html").read_text(encoding="utf-8")
    assert "\n=cmd" not in (course / "out" / "grades.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("grade", "submissions", "-a", "a9"), "There is no assignment 'a9'"),
        (("grade", "nowhere", "-a", "all"), "nowhere"),
        (("grade", "empty", "-a", "all"), "empty"),
        (("grade", "submissions", "-a", "all", "--adapter", "none"), "no adapter 'none'"),
        (("grade", "submissions", "-a", "all", "--cluster", "tcp://127.0.0.1:1"), "127.0.0.1:1"),
    ],
)
def test_unusable_arguments_are_explained(
    run: Run, course: Path, submissions: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit code 2, one message, no traceback."""
    (course / "empty").mkdir()
    done = run(*arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_outside_a_course_the_command_says_what_to_do(run: Run, submissions: Path, tmp_path: Path) -> None:
    """The remedy is in the message."""
    (tmp_path / "else").mkdir()
    elsewhere = tmp_path / "else"
    (elsewhere / "s").mkdir()
    (elsewhere / "s" / "a.py").touch()
    done = run("grade", "s", "-a", "all", cwd=elsewhere)
    assert done.returncode == 2
    assert "--course" in done.stderr


def test_the_course_is_also_found_from_the_submissions(
    run: Run, course: Path, submissions: Path, tmp_path: Path
) -> None:
    """Or named with --course."""
    (tmp_path / "else").mkdir()
    assert run("grade", str(submissions), "-a", "all", "-o", "out", cwd=tmp_path / "else").returncode == 0


def test_a_broken_course_is_reported_at_the_authors_line(run: Run, course: Path, submissions: Path) -> None:
    """File and line of the author's mistake."""
    definition = course / "assignments" / "a1_double" / "__init__.py"
    definition.write_text(definition.read_text("utf-8").replace(', es="duplica"', ""), encoding="utf-8")
    for command in (("grade", str(submissions), *ALL), ("verify",)):
        done = run(*command)
        assert done.returncode in (1, 2)
        told = "".join((done.stdout + done.stderr).split())
        assert "a1_double/__init__.py:22" in told
        assert "'es'" in told


def test_a_store_that_is_no_database_is_explained(run: Run, course: Path, submissions: Path) -> None:
    """What is there is not overwritten."""
    (course / "out").mkdir()
    (course / "out" / "results.sqlite").write_text("not a database at all, but long enough to be read as one")
    done = run("grade", str(submissions), *ALL)
    assert done.returncode == 2
    assert "Move it away" in done.stderr


def test_a_folder_that_cannot_be_made_is_explained(run: Run, course: Path, submissions: Path) -> None:
    """No traceback."""
    done = run("grade", str(submissions), "-a", "all", "--out", "pyproject.toml/out")
    assert done.returncode == 2
    assert "The system refused" in done.stderr


def test_verify_ends_with_its_totals(run: Run) -> None:
    """One line, and exit code 0 where nothing is wrong."""
    done = run("verify")
    assert done.returncode == 0
    assert done.stdout.strip() == "verify: 1 exercises, 1 checks, 1 misconceptions, 0 problems"


def test_verify_names_file_line_and_remedy(run: Run, course: Path) -> None:
    """And exits 1."""
    definition = course / "assignments" / "a1_double" / "__init__.py"
    definition.write_text(
        definition.read_text("utf-8").replace("return x**2", "return x + x"), encoding="utf-8"
    )
    done = run("verify", "a1_double")
    assert done.returncode == 1
    lines = done.stdout.strip().splitlines()
    assert lines[-1] == "verify: 1 exercises, 1 checks, 1 misconceptions, 2 problems"
    assert "a1_double/__init__.py:27: double.squares: the check doubles passes on it" in lines[0]


def test_a_cluster_grades_like_one_process(run: Run, course: Path, submissions: Path) -> None:
    """The same results through a Dask scheduler and worker on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        done = run("grade", str(submissions), "-a", "all", "--seed", "1", "-o", "dask", "--cluster", address)
    assert done.returncode == 0, done.stderr
    run("grade", str(submissions), *ALL)
    first, second = _untimed(_results(course, "dask")), _untimed(_results(course))
    assert {**first, "assignment": ""} == {**second, "assignment": ""}


def test_without_confinement_nothing_is_graded_unless_trusted(
    course: Path, submissions: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, with what is missing and what to do; `--trust` grades and stores the level."""
    from typer.testing import CliRunner

    from autograder.cli.app import app
    from autograder.sandbox import process

    monkeypatch.chdir(course)
    monkeypatch.setattr(process.Zygote.__init__, "__defaults__", (frozenset(),))
    arguments = ["grade", str(submissions), *ALL, "--jobs", "1"]
    refused = CliRunner().invoke(app, arguments)
    assert refused.exit_code == 3
    assert "--trust" in refused.stderr
    assert not (course / "out" / "results.json").exists()
    assert CliRunner().invoke(app, [*arguments, "--trust"]).exit_code == 0
    assert _results(course)["sandbox"]["level"] == "D"
