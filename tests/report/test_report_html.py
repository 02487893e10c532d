"""The pages: complete, self-contained, in both languages, and inert whatever a submission says."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_parts import Page
from report_samples import HOSTILE, TITLES, hostile_class, sample_class, struggling, unreadable

from autograder.grade.outcome import Results, Sandbox, SubmissionResult
from autograder.report import feedback_name, feedback_page, index_page, write_html
from autograder.report.environment import environment, pieces
from autograder.text import Language, one_line

_ELEMENTS = """
    html head meta title style body svg defs lineargradient stop symbol path circle use rect line text input
    div strong label main h1 h2 h3 h4 p span b i section figure figcaption details summary dl dt dd ul ol li
    table thead tbody tr th td small code pre bdi a wbr footer
"""


def _feedback(submission: SubmissionResult, language: Language = "en") -> Page:
    return Page(feedback_page(_class(submission), submission, language, TITLES))


def _class(*submissions: SubmissionResult) -> Results:
    return Results("a3_normalization", "0.1.0", 8675309, Sandbox("A"), list(submissions))


def _acting(page: Page) -> set[str]:
    """Return the characters that a browser would obey instead of showing."""
    return {c for c in page.text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t\u200d"}


def _pages(results: Results) -> list[Page]:
    feedback = [feedback_page(results, s, "en", {}) for s in results.submissions]
    return [Page(html) for html in (index_page(results, "en", {}), *feedback)]


def test_every_student_has_a_page_that_the_index_links_to(tmp_path: Path) -> None:
    """The links of the index are exactly the feedback files, also for hostile names."""
    results = hostile_class(*HOSTILE)
    write_html(results, tmp_path, "es", TITLES)
    links = {link for link in Page((tmp_path / "index.html").read_text()).links if not link.startswith("#")}
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.glob("feedback/*")}
    assert links == files == {f"feedback/{feedback_name(s.student)}" for s in results.submissions}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["feedback", "index.html"]


def test_a_page_needs_nothing_from_elsewhere() -> None:
    """No scripts, no forms, no addresses but its own, and a policy that forbids them all."""
    for page in _pages(sample_class()):
        assert {name.lstrip("/") for name in page.names} <= set(_ELEMENTS.split())
        keys = {key for _, attributes in page.tags for key, _ in attributes}
        assert not [key for key in keys if key.startswith("on") or key in ("src", "srcset", "action")]
        assert all(re.match(r"#icon-|feedback/", link) for link in page.links)
        policy = dict(page.tags[[name for name, _ in page.tags].index("meta") + 1][1])["content"]
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_no_page_shows_the_seed() -> None:
    """The seed determines the hidden inputs."""
    assert not [page for page in _pages(sample_class()) if "8675309" in str((page.text, page.tags))]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_opens_in_the_chosen_language_and_has_both(language: Language) -> None:
    """One of the two switches is on, and each text is there twice."""
    page = _feedback(struggling(), language)
    assert dict(page.tags[0][1]) == {"lang": language}
    checked = [dict(attributes)["id"] for _, attributes in page.tags if ("checked", None) in attributes]
    assert checked == [f"to-{language}"]
    assert "time ran out" in page.text
    assert "se acabó el tiempo" in page.text
    spans = [dict(attributes).get("lang") for name, attributes in page.tags if name == "span"]
    assert spans.count("en") == spans.count("es") > 50


def test_feedback_says_what_happened() -> None:
    """Score, mistakes, follow-through, evidence, problems and notes are all there."""
    text = " ".join(_feedback(struggling()).text.split())
    for said in (
        "María Fernanda Núñez Echeverría",
        "15 / 50 points",
        "This looks like:Esto parece: treats_variance_as_constant",
        "batchnorm_forward standing in for yours, so that one mistake costs once.",
        "-0.41823",
        "± 3e-11",
        "x[2, 0]",
        "35 of 3535 de 35",
        "falta un término lineal a lo largo del eje 0",
        "ModuleNotFoundError: No module named 'torch'",
        "“plots.py” was left out",
        "Still as it was handed out",
        "The submission does not define it",
    ):
        assert said in text


def test_what_needs_no_attention_is_closed() -> None:
    """Only exercises that were tried and lost points are open."""
    tags = _feedback(struggling()).tags
    opened = [("open", None) in attributes for name, attributes in tags if name == "details"]
    assert opened == [True, True, True, True, False, True, False]


def test_an_unreadable_submission_says_why() -> None:
    """The reason stands in place of the exercises."""
    text = _feedback(unreadable("s22")).text
    assert "This submission could not be read" in text
    assert "it is a PDF with another suffix" in text


def test_the_index_describes_the_class() -> None:
    """Statistics, rates, mistakes, isolation and version are all there."""
    text = " ".join(Page(index_page(sample_class(), "en", TITLES)).text.split())
    for said in (
        "23 / 24",
        "36.09 / 50",
        "44 / 50",
        "5 students",
        "Divide what you keep by keep_prob",
        "0.1.0",
    ):
        assert said in text
    assert "Isolation levelNivel de aislamiento A: namespaces" in text


def test_an_empty_class_has_a_page() -> None:
    """Nothing to divide by, nothing to draw."""
    assert "There are no submissions." in Page(index_page(_class(), "en", {})).text
    assert "0 / 1" in Page(index_page(_class(unreadable("a")), "en", {})).text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    """Pages have the same structure as with a harmless word in its place, and show what was said."""
    for hostile, harmless in zip(_pages(hostile_class(text)), _pages(hostile_class("word")), strict=True):
        assert hostile.structure == harmless.structure
        assert hostile.comments == []
        assert not _acting(hostile)
        assert one_line(text) in " ".join(hostile.text.split())


@given(st.text(min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_text_is_only_text(text: str) -> None:
    """No text whatever adds an element or an attribute, or leaves a character that acts instead of showing."""
    for page, harmless in zip(_pages(hostile_class(text)), _HARMLESS, strict=True):
        assert page.structure == harmless.structure
        assert not _acting(page)


_HARMLESS = _pages(hostile_class("word"))


def test_only_backquotes_make_code() -> None:
    """A single backquote, or one that spans lines, is itself."""
    assert pieces("a `b` c") == [(False, "a "), (True, "b"), (False, " c")]
    assert pieces("`") == [(False, "`")]
    assert pieces("`a\nb`") == [(False, "`a\nb`")]


def test_without_jinja_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A student's installation has no Jinja2; the message says what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    environment.cache_clear()
    with pytest.raises(ImportError, match=r"pip install 'gradiente\[grade\]'"):
        write_html(sample_class(), tmp_path, "en", {})


def test_importing_reports_does_not_import_jinja() -> None:
    """JSON, CSV and the terminal work without the extra."""
    code = "import sys, autograder.report; assert 'jinja2' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
