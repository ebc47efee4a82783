"""No text that somebody has entered, uploaded or defined becomes HTML, a link or a picture."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, intake, navigation, settings, texts
from seutukuva.ui import fields, markup
from tests import hostile, signing_in
from tests.conftest import REPOSITORY
from tests.etl.interviews import making
from tests.pages import open_page

PAGES = [f"{page.section}/{page.name}" for page in navigation.found()]
# Addresses that lead to what was entered.
CHOSEN = {
    "project": {"project": hostile.PROJECT},
    "meeting": {"meeting": hostile.MEETING},
    "pipeline": {"idea": hostile.IDEA},
    "signals": {"signal": hostile.SIGNAL},
}
# Where HTML is put on a page, each with the reason why nothing of others can be in it.
HTML_IS_MADE_IN = {
    "ui/printing.py": "a style sheet of ours",
    "ui/cards.py": "a drawing of charts.cells, which escapes",
    "ui/cohorts/ages.py": "a style sheet of ours",
    "ui/person.py": "a style sheet of ours",
    "ui/peers.py": "names through sheets.escape",
    "ui/outlook/drawn.py": "a style sheet of ours, with the colours of the theme",
    "ui/impact/boxes.py": "texts through escape",
    "ui/presentation.py": "a style sheet of ours",
    "ui/edition.py": "a style sheet of ours",
    "ui/sheets.py": "cells, whose texts are escaped as they are made",
    "ui/interviews/tables.py": "sheets.html",
}


def test_html_is_made_in_few_places() -> None:
    found = set()
    for folder in ("seutukuva", "pages"):
        for file in sorted((REPOSITORY / folder).rglob("*.py")):
            name = file.relative_to(REPOSITORY / folder).as_posix()
            text = file.read_text(encoding="utf-8")
            if not re.search(r"unsafe_allow|components|iframe|\bst\.html", text):
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.keyword):
                    assert node.arg != "unsafe_allow_html", name
                    assert node.arg != "unsafe_allow_javascript", name
                elif isinstance(node, ast.Attribute):
                    assert node.attr not in ("components", "iframe"), f"{name}: {node.attr}"
                    is_ours = isinstance(node.value, ast.Name) and node.value.id == "st"
                    if node.attr == "html" and is_ours:
                        found.add(name)
    assert found == set(HTML_IS_MADE_IN)


def test_the_looking_finds_what_it_looks_for() -> None:
    assert hostile.wrong_html(f"<td>{hostile.TEXT}</td>") == ["<i onclick>"]
    assert hostile.wrong_html('<img src="//a.example/p">') == ["<img src=//a.example/p>"]
    assert hostile.wrong_html('<a href="JavaScript:x">a</a>')
    assert not hostile.wrong_html("<td>&lt;i onclick=x&gt; <a href='area?x=1'>a</a></td>")
    assert len(hostile.wrong_markdown(f"Title: {hostile.TEXT}")) == 4
    assert not hostile.wrong_markdown(fields.plain(hostile.TEXT))
    assert not hostile.wrong_markdown(fields.quiet(hostile.TEXT))
    assert not hostile.wrong_markdown(markup.calm(f"Title: {hostile.TEXT}"))


@pytest.mark.parametrize(
    "text",
    [
        "[1] 5 October 2026: a mill closes (60 jobs); −3.4 %, .. missing",
        "Source: Statistics Finland, table 11ra; Kela 2020–2025 #1 & co: see “notes”",
    ],
)
def test_words_without_markup_stay_as_they_are(text: str) -> None:
    assert markup.calm(text) == text
    assert markup.cells([[text, 1, None]]) == [[text, 1, None]]


@pytest.fixture(scope="module")
def entered(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The starter's figures with hostile entries of every kind and a hostile programme."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(starter_folder / "build", folder / "build")
    shutil.copytree(settings.programmes_folder(), folder / "programmes")
    assert hostile.name_everything_hostile(folder / "programmes") > 50
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUKUVA_DATA", str(folder))
        for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC", "SEUTUKUVA_SIGN_IN"):
            patch.delenv(name, raising=False)
        patch.setattr(settings, "_announced_public", None)
        patch.setattr(settings, "programmes_folder", lambda: folder / "programmes")
        texts.use("en")
        definitions.load()
        yield hostile.enter_everything()
    texts.use(texts.DEFAULT)


@pytest.mark.slow
def test_no_page_believes_an_uploaded_file(entered: list[str]) -> None:
    name = f"{hostile.TEXT[:90]}.csv".replace("/", "_")
    list_of_projects = intake.receive(name, hostile.LIST.encode(), room="projects")
    answers = intake.receive(
        name.replace(".csv", ".xlsx"),
        making.sheet_of(hostile.ANSWERS),
        questionnaire=next(iter(definitions.load().questionnaires)),
        wave=hostile.ROUND,
        organisation="",
    )
    for page, asked in (
        ("projects/lists", {"project_list": list_of_projects.id}),
        ("companies/upload", {"upload": answers.id}),
    ):
        at = open_page(page, lang="en", **asked)
        assert not at.exception, page
        assert not [one.value for one in at.error if "log under" in one.value], page
        assert not hostile.complaints(at), page
        assert hostile.holds(at, "onclick"), f"{page} shows nothing of the file"


@pytest.mark.slow
def test_no_page_believes_a_name_that_the_provider_gives(
    entered: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = 'name = "[p](https://evil.example) <i onclick=x>"'
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(signing_in.write(tmp_path, more)))
    for claims in ({}, signing_in.claims("hostile", name=hostile.TEXT, email="a@b.example")):
        at = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=60)
        at.user = claims
        at.query_params["lang"] = "en"
        at.switch_page("pages/about/people.py")
        at.run()
        assert not at.exception and not at.error
        assert not hostile.complaints(at)
        assert hostile.holds(at, "onclick")


@pytest.mark.slow
def test_no_page_believes_what_was_entered(entered: list[str]) -> None:
    wrong: dict[str, list[str]] = {}
    shown: set[str] = set()
    named = 0
    for page in PAGES:
        at = open_page(page, lang="en", **CHOSEN.get(page.partition("/")[2], {}))
        assert not at.exception, (page, at.exception[0].value)
        assert not at.error, (page, at.error[0].value)
        if complaints := hostile.complaints(at):
            wrong[page] = sorted(set(complaints))[:5]
        shown |= {kind for kind in entered if hostile.holds(at, f"{kind} ")}
        named += hostile.holds(at, "onclick")
    assert not wrong, "\n".join(f"{page}: {one}" for page, all in wrong.items() for one in all)
    # Or the test would look at pages that show nothing of it.
    assert named > 15 and len(shown) >= 12, (named, sorted(set(entered) - shown))
