"""A teacher and three students, each a user of their own, hand work out, in and back on a real exchange.

Run by `test_exchange` inside namespaces of its own: the accounts, the folders and the network that has nothing in
it are there for this process only. What was seen is printed as JSON.

Each command is what ``nbgrader`` or ``autograder`` would run, in a process of the user's: a copy of this one that
has imported them already, which is all that differs from a shell.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
from forked import fork, prepare, run
from graded_course import ASSIGNMENT, NOTEBOOK, make_course
from handed_in import SUBMISSIONS

COURSE = "ml101"
TEACHER = "profesora"
#: Who hands in what: all right; a known mistake; code that is right only if it can read what it should not.
STUDENTS = {"ana": "ana", "bruno": "wrong", "eva": "spy"}
_UIDS = {name: 20_001 + place for place, name in enumerate((TEACHER, *STUDENTS))}

Job = Callable[[], object]


class Stage:
    """The accounts, their homes and the exchange, in a folder that nobody outside sees.

    Parameters
    ----------
    root : Path
        An empty folder.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.exchange, self.settings = root, root / "exchange", root / "settings"
        self.course = self.home(TEACHER) / COURSE
        self._build()

    def home(self, user: str) -> Path:
        """Return a user's home."""
        return self.root / "home" / user

    def _build(self) -> None:
        _mount_empty(self.root)
        _let_through(self.root, [Path(sys.base_prefix), Path(sys.prefix), Path(__file__).parents[2]])
        accounts = [
            f"{name}:x:{uid}:{uid}::{self.home(name)}:/bin/sh\n"
            for name, uid in [("root", 0), *_UIDS.items()]
        ]
        (self.root / "passwd").write_text("".join(accounts), encoding="ascii")
        _mount_again(self.root / "passwd", Path("/etc/passwd"))
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        self.settings.mkdir()
        where = f"c.Exchange.root = {str(self.exchange)!r}\nc.CourseDirectory.course_id = {COURSE!r}\n"
        (self.settings / "nbgrader_config.py").write_text(f"c = get_config()\n{where}", encoding="utf-8")
        for user, uid in _UIDS.items():
            self.home(user).mkdir(parents=True, mode=0o700)
            os.chown(self.home(user), uid, uid)

    def act(self, what: dict[str, Job]) -> dict[str, str]:
        """Do each user's job at the same time, as that user; return what they printed.

        Raises
        ------
        RuntimeError
            If one failed.
        """
        started = {user: self._start(user, job) for user, job in what.items()}
        said, failed = {}, []
        for user, (pid, output) in started.items():
            _, status = os.waitpid(pid, 0)
            said[user] = output.read_text(encoding="utf-8")
            if status:
                failed.append(f"{user}: {said[user]}")
        if failed:
            raise RuntimeError("\n".join(failed))
        return said

    def _start(self, user: str, job: Job) -> tuple[int, Path]:
        output = self.root / f"{user}.said"
        return fork(lambda: self._do(user, job), output), output

    def _do(self, user: str, job: Job) -> None:
        self._become(user)
        job()

    def _become(self, user: str) -> None:
        os.setgroups([])
        os.setgid(_UIDS[user])
        os.setuid(_UIDS[user])
        os.umask(0o022)
        os.environ |= {
            "HOME": str(self.home(user)),
            "USER": user,
            "LOGNAME": user,
            "JUPYTER_CONFIG_PATH": str(self.settings),
        }
        os.chdir(self.home(user))


def _mount_empty(place: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", str(place)], check=True)


def _mount_again(path: Path, place: Path) -> None:
    subprocess.run(["mount", "--bind", str(path), str(place)], check=True)


def _let_through(spare: Path, paths: Sequence[Path]) -> None:
    """Let everyone reach these folders, even in somebody's home: of what is closed, only they stay."""
    closed = {
        next((p for p in reversed(path.parents) if not p.stat().st_mode & 0o001), path) for path in paths
    }
    for door in closed - set(paths):
        inside = [path for path in paths if path.is_relative_to(door)]
        for number, path in enumerate(inside):
            (spare / f"kept-{number}").mkdir(exist_ok=True)
            _mount_again(path, spare / f"kept-{number}")
        _mount_empty(door)
        for number, path in enumerate(inside):
            path.mkdir(parents=True, exist_ok=True)
            _mount_again(spare / f"kept-{number}", path)


def command(*words: str, folder: str = ".") -> Job:
    """Return what runs a command in a folder of the user's home."""
    return lambda: run(words, folder)


def play(stage: Stage) -> dict[str, object]:
    """From a new course to the student's feedback; return what was seen."""
    said = _hand_out(stage)
    _hand_in(stage)
    seen: dict[str, object] = {"prying": _pry(stage)}
    said |= _grade(stage)
    stage.act(_each(command("nbgrader", "fetch_feedback", ASSIGNMENT)))
    return seen | {
        "said": said,
        "exported": _exported(stage.course / "grades.csv"),
        "graded": _graded(stage.home(TEACHER) / "grades" / "results.json"),
        "pages": {student: _pages(stage.home(student)) for student in STUDENTS},
        "within_reach": _within_reach(stage),
        "spied": [str(path) for path in stage.course.rglob("*") if path.is_file() and b"SPY" in _data(path)],
    }


def _hand_out(stage: Stage) -> dict[str, str]:
    def course() -> None:
        make_course(stage.home(TEACHER))
        command("autograder", "nbgrader", "init", COURSE)()

    return {
        "init": _teach(stage, course),
        **{
            name: _teach(stage, command("nbgrader", name, ASSIGNMENT, folder=COURSE))
            for name in ("generate_assignment", "release_assignment")
        },
    }


def _teach(stage: Stage, job: Job) -> str:
    return stage.act({TEACHER: job})[TEACHER]


def _each(job: Job) -> dict[str, Job]:
    return dict.fromkeys(STUDENTS, job)


def _hand_in(stage: Stage) -> None:
    stage.act(_each(command("nbgrader", "fetch_assignment", ASSIGNMENT)))
    stage.act({student: _work(stage, student, change) for student, change in STUDENTS.items()})
    stage.act(_each(command("nbgrader", "submit", ASSIGNMENT)))


def _work(stage: Stage, student: str, change: str) -> Job:
    def write() -> None:
        folder = stage.home(student) / ASSIGNMENT
        path = folder / f"{NOTEBOOK}.ipynb"
        notebook = nbformat.read(path, 4)
        SUBMISSIONS[change](notebook, folder, stage.course)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    return write


def _pry(stage: Stage) -> list[str]:
    """As one student, look for another's work; the last to hand in also leaves links for the teacher to follow."""
    inbound = stage.exchange / COURSE / "inbound"
    (mine,) = inbound.glob("eva+*")

    def pry() -> None:
        for place in (inbound, stage.home("ana"), stage.home(TEACHER)):
            try:
                print("found", [str(path) for path in place.iterdir()])
            except PermissionError:
                print("refused", place)
        for name in ("a1_double_en.py", "ana.ipynb"):  # ana's is collected before eva's
            (mine / name).unlink(missing_ok=True)
            (mine / name).symlink_to(stage.course / "submitted" / "ana" / ASSIGNMENT / f"{NOTEBOOK}.ipynb")
        (mine / "all").symlink_to(stage.course)

    return stage.act({"eva": pry})["eva"].splitlines()


def _grade(stage: Stage) -> dict[str, str]:
    said = {
        name: _teach(stage, command("nbgrader", name, ASSIGNMENT, folder=COURSE))
        for name in ("collect", "autograde", "generate_feedback", "release_feedback")
    }
    said["export"] = _teach(stage, command("nbgrader", "export", folder=COURSE))
    for student in STUDENTS:
        work = stage.course / "submitted" / student / ASSIGNMENT
        shutil.copytree(work, stage.home(TEACHER) / "in" / student, symlinks=True)
    subprocess.run(["chown", "-R", str(_UIDS[TEACHER]), str(stage.home(TEACHER) / "in")], check=True)
    said["grade"] = _teach(stage, command("autograder", "grade", "in", "-a", ASSIGNMENT, "-o", "grades"))
    return said


def _within_reach(stage: Stage) -> list[str]:
    """Return what code that runs as the teacher could read and write, were it not confined."""

    def reach() -> None:
        for path in (stage.course / "gradebook.db", stage.home(TEACHER) / ".autograder" / "seed"):
            if os.access(path, os.R_OK | os.W_OK):
                print(path.name)

    return _teach(stage, reach).split()


def _exported(path: Path) -> dict[str, float]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(file)}


def _graded(path: Path) -> dict[str, float]:
    results = json.loads(path.read_text(encoding="utf-8"))
    return {one["student"]: one["score"] for one in results["submissions"]}


def _pages(home: Path) -> list[str]:
    return [page.read_text(encoding="utf-8") for page in (home / ASSIGNMENT / "feedback").rglob("*.html")]


def _data(path: Path) -> bytes:
    return b"" if path.suffix in (".ipynb", ".html") else path.read_bytes()


if __name__ == "__main__":
    prepare()
    print(json.dumps(play(Stage(Path(sys.argv[1])))))
