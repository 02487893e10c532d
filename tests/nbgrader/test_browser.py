"""In a browser: a student writes, runs `check` and sees; the instructor presses Autograde and sees.

Screenshots are kept in the folder that the variable ``GRADIENTE_SCREENSHOTS`` names.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from graded_course import ASSIGNMENT, NOTEBOOK, commands, environment, make_course
from handed_in import RIGHT, WRONG


def _chromium() -> str | None:
    """Return the system's browser, or the one that Playwright has installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    installed = sorted((Path.home() / ".cache" / "ms-playwright").glob("chromium-*/chrome-linux*/chrome"))
    return next(filter(None, [*map(shutil.which, names), *map(str, installed)]), None)


CHROMIUM = _chromium()
TOKEN = "none-of-your-business"  # noqa: S105 (of a server that ends with its test)

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="NO BROWSER: nothing was tried in JupyterLab. `make test-browser` installs one",
    ),
    pytest.mark.xdist_group("nbgrader"),
    pytest.mark.filterwarnings("ignore"),
]


@contextmanager
def _jupyter(root: Path, folder: Path) -> Iterator[str]:
    """Run JupyterLab in the nbgrader course; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}"),
        *(f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={root}"),
    ]
    with (root / "jupyter.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment(root), stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert process.poll() is None, "JupyterLab has ended"
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError("JupyterLab does not answer")


def _keep(page: object, name: str) -> None:
    """Keep a screenshot, to be looked at."""
    if folder := os.environ.get("GRADIENTE_SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)  # type: ignore[attr-defined]


def test_student_and_instructor(tmp_path: Path) -> None:
    """From the student's first `check` to the instructor's page with the mistake by its name."""
    from playwright.sync_api import expect, sync_playwright

    make_course(tmp_path)
    run, folder = commands(tmp_path), tmp_path / "ml101"
    run("autograder", "nbgrader", "init", str(folder), cwd=tmp_path)
    (tmp_path / "exchange").mkdir(mode=0o777)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"c.Exchange.root = {str(tmp_path / 'exchange')!r}\n")
    run("nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder)
    work = folder / "submitted" / "ana" / ASSIGNMENT
    shutil.copytree(folder / "release" / ASSIGNMENT, work)
    expect.set_options(timeout=30_000)
    with _jupyter(tmp_path, folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1500, "height": 1300})
        page.set_default_timeout(60_000)

        path = (work / f"{NOTEBOOK}.ipynb").relative_to(tmp_path)
        page.goto(f"{address}/lab/tree/{path}?token={TOKEN}&reset")
        cells = page.locator(".jp-Notebook .jp-CodeCell")
        expect(cells).to_have_count(5)
        expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
        for place, source in ((1, WRONG["double"]), (3, RIGHT["negate"])):
            cells.nth(place).locator(".cm-content").click()
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(source)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
        expect(cells.nth(2).locator(".jp-OutputArea-output").first).to_contain_text(
            "Times two, not the square."
        )
        expect(cells.nth(4).locator(".jp-OutputArea-output").first).to_contain_text("4 of 4 points")
        page.keyboard.press("Control+S")
        _keep(page, "student")
        for _ in range(60):
            if "x * x" in (work / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8"):
                break
            time.sleep(0.5)

        page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        page.get_by_role("menuitem", name="Formgrader", exact=True).click()
        formgrader = page.frame_locator("iframe.jp-IFrame, iframe[src*=formgrader]").first
        assignment = formgrader.locator("tr", has_text=ASSIGNMENT)
        expect(assignment).to_be_visible()
        _keep(page, "formgrader")
        assignment.locator(".num-submissions a").click()
        row = formgrader.locator("tr", has_text="ana")
        expect(row).to_contain_text("needs autograding")
        row.locator(".autograde a").click()
        said = formgrader.locator(".modal.in, .modal.show").first
        expect(said).to_contain_text("Successfully autograded")
        _keep(page, "autograded")
        said.get_by_text("OK", exact=True).click()
        row.locator(".student-name a").click()
        formgrader.get_by_role("link", name=NOTEBOOK).click()
        expect(formgrader.locator("body")).to_contain_text("Times two, not the square.")
        expect(formgrader.locator("body")).to_contain_text("squares")
        _keep(page, "submission")
        scores = formgrader.locator("input.score")
        shown = [scores.nth(place).get_attribute("placeholder") for place in range(scores.count())]
        assert [float(score or "nan") for score in shown[:2]] == [2.0, 4.0]
        browser.close()
