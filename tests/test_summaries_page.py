"""The page of advisers' summaries: who is missing, giving one, reading them side by side."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, records, texts
from seutukuva.interviews import summaries
from seutukuva.records import contacts
from seutukuva.ui.entry import SAVED, WITHDRAWN
from seutukuva.ui.summaries import names
from tests.pages import everything_said, open_page, opened, saved, sheets

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow

PAGE = "companies/summaries"
NEW = "entry_adviser_summary_new"
COMING = summaries.known_rounds(dt.date.today())[0]
SUMMARY = {"organisation": "POKE", "round": COMING, "text": "Steady *times*.\n\nMore to come."}


def given(**more: Any) -> records.Entry:
    return records.append("adviser_summary", SUMMARY | more, by="local")


@pytest.mark.parametrize(
    "language",
    [one if one == "fi" else pytest.param(one, marks=pytest.mark.slow) for one in texts.LANGUAGES],
)
def test_page_in_each_language(entering: Path, language: str) -> None:
    entry = given(outlook="better", themes=["skill_shortage"], development_area="A4")
    texts.use(language)
    at = opened(PAGE, language, summary=entry.id)
    theme = definitions.load().interviewing.themes["skill_shortage"]
    said = everything_said(at)
    assert theme.title[language] in said and "Steady \\*times\\*\\." in said
    fields = definitions.load().kinds["adviser_summary"].fields
    labels = [one.label for one in [*at.selectbox, *at.multiselect, *at.text_area]]
    for field in fields:
        assert any(label.startswith(field.title[language]) for label in labels), field.id


def test_who_is_missing_is_said_first(entering: Path) -> None:
    given()
    at = opened(PAGE)
    (told,) = [one.value for one in at.info if "Missing" in one.value]
    assert "1 of 4" in told and "Learning Centre" not in told and "SSYP Kehitys Oy" in told
    assert "✓ given" in sheets(at) and sheets(at).count("✗ missing") == 3
    for organisation in ("KS", "SSYP", "WITAS"):
        given(organisation=organisation)
    assert "4 of 4" in opened(PAGE).success[0].value


def test_a_summary_is_given_changed_and_withdrawn(entering: Path) -> None:
    at = opened(PAGE)
    at.selectbox(key=f"{NEW}_organisation").set_value("WITAS")
    at.selectbox(key=f"{NEW}_outlook").set_value("weaker")
    at.multiselect(key=f"{NEW}_themes").set_value(["skill_shortage"])
    at.text_area(key=f"{NEW}_text").set_value("Fewer orders.")
    saved(at, NEW)
    assert [one.value for one in at.success] == [SAVED]
    (entry,) = records.since(0)
    assert entry.body == {
        "organisation": "WITAS",
        "round": COMING,
        "outlook": "weaker",
        "themes": ["skill_shortage"],
        "text": "Fewer orders.",
    }
    at = opened(PAGE, summary=entry.id)
    form = f"entry_adviser_summary_{entry.id}"
    assert at.multiselect(key=f"{form}_themes").value == ["skill_shortage"]
    at.text_area(key=f"{form}_text").set_value("More orders.")
    saved(at, form)
    assert records.history(entry.id)[-1].body["text"] == "More orders."
    assert at.table[0].value["Version"].tolist() == ["2", "1"]
    skills = definitions.load().interviewing.themes["skill_shortage"].title["en"]
    assert skills in at.table[0].value["Content"][1]
    at.text_input(key=f"withdraw_{entry.id}_reason").set_value("Wrong round")
    saved(at, f"withdraw_{entry.id}")
    assert WITHDRAWN in [one.value for one in at.success]
    assert summaries.listed() == []


@pytest.mark.slow
def test_two_who_change_the_same_lose_nothing(entering: Path) -> None:
    entry = given()
    at = opened(PAGE, summary=entry.id)
    form = f"entry_adviser_summary_{entry.id}"
    at.text_area(key=f"{form}_text").set_value("Mine")
    theirs = SUMMARY | {"text": "Theirs"}
    records.append("adviser_summary", theirs, id=entry.id, by="other", expect=entry.seq)
    saved(at, form)
    assert len(at.warning) == 1 and at.text_area(key=f"{form}_text").value == "Mine"
    assert records.history(entry.id)[-1].body["text"] == "Theirs"


def test_what_reaches_a_person_stays_in_the_form(entering: Path) -> None:
    at = opened(PAGE)
    at.selectbox(key=f"{NEW}_organisation").set_value("KS")
    at.text_area(key=f"{NEW}_text").set_value("Call 040 123 4567.")
    saved(at, NEW)
    assert len(at.error) == 1 and "040 123 4567" in at.error[0].value
    assert records.latest_seq() == 0
    assert at.text_area(key=f"{NEW}_text").value == "Call 040 123 4567."


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Metallialalla on kiire. Soita 040 123 4567.")
    document.add_paragraph("Matkailu kasvaa.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "txt"])
def test_the_text_of_a_document_is_put_into_the_form(entering: Path, kind: str) -> None:
    text = "Metallialalla on kiire. Soita 040 123 4567.\r\n\r\nMatkailu kasvaa."
    content = _docx() if kind == "docx" else text.encode("utf-16")
    at = opened(PAGE)
    at.file_uploader(key="summary_file_0").upload(f"syksy.{kind}", content).run()
    assert not at.exception and not at.error, [one.value for one in at.error]
    typed = at.text_area(key=f"{NEW}_text").value
    assert typed.startswith("Metallialalla on kiire.") and typed.endswith("\n\nMatkailu kasvaa.")
    assert "040" not in typed and "1 place" in at.info[-1].value
    assert records.latest_seq() == 0, "nothing is stored before it has been read"
    assert not list((entering / "inbox").glob("*")), "the document itself is not kept"
    at.selectbox(key=f"{NEW}_organisation").set_value("SSYP")
    at.text_area(key=f"{NEW}_text").set_value(typed + " Hyvä.")
    saved(at, NEW)
    assert not at.error, [one.value for one in at.error]
    assert summaries.listed()[0].text.endswith("kasvaa. Hyvä.")
    assert at.text_area(key=f"{NEW}_text").value == "", "the file is not read once more"
    assert not any("document" in one.value for one in at.info)


@pytest.mark.slow
def test_contact_persons_kept_here_are_taken_out_of_a_document(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contacts, "names", lambda: ["Matti Virtanen"])
    at = opened(PAGE)
    text = b"Virtasella on kiire."
    at.file_uploader(key="summary_file_0").upload("syksy.txt", text).run()
    assert not at.error, [one.value for one in at.error]
    assert at.text_area(key=f"{NEW}_text").value == "[name] on kiire."


@pytest.mark.slow
def test_what_is_no_document_is_refused(entering: Path) -> None:
    at = opened(PAGE)
    at.file_uploader(key="summary_file_0").upload("syksy.docx", b"%PDF-1.4 not one").run()
    assert not at.exception
    assert len(at.error) == 1 and "PDF" in at.error[0].value
    assert not list((entering / "inbox").glob("*"))


def test_where_others_reach_the_page_it_only_says_why(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = given()
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = open_page(PAGE, lang="en", summary=entry.id)
    assert not at.exception and not at.text_area
    said = everything_said(at)
    assert "Steady" not in said and "confidential" in said


@pytest.mark.slow
def test_without_statistics_summaries_are_given_all_the_same(entering: Path) -> None:
    shutil.rmtree(entering / "build")
    given()
    assert "Steady" in everything_said(opened(PAGE))


def test_a_programme_without_interviews_still_opens(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from seutukuva.definitions import Interviewing

    without = replace(definitions.load(), interviewing=Interviewing(), questionnaires={})
    monkeypatch.setattr(definitions, "load", lambda: without)
    for page in (PAGE, "companies/needs"):
        at = open_page(page, lang="en")
        assert not at.exception and not at.error


def test_a_file_says_the_outlook_without_what_would_begin_a_formula() -> None:
    texts.use("en")
    signed = [names.outlook(one) for one in ("better", "much_weaker", "same")]
    assert signed == ["+ better", "−− much weaker", "0 as before"]
    taken = [names.outlook_taken(one) for one in ("better", "much_weaker", "same", "")]
    assert taken == ["better (+)", "much weaker (−−)", "as before (0)", ""]
