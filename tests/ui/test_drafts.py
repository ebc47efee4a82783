"""What an adviser has typed is there on coming back, until it is saved or discarded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import records
from seutukuva.interviews import summaries
from seutukuva.records import drafts
from seutukuva.ui.entry import SAVED
from tests.pages import everything_said, open_page, opened, pressed, saved

PAGE = "companies/summaries"
KIND = summaries.KIND
NEW = f"entry_{KIND}_new"
COMING = summaries.known_rounds(dt.date.today())[0]
TYPED = {"organisation": "POKE", "round": COMING, "text": "Steady."}


def writing(text: str) -> AppTest:
    """The page on which somebody has begun to write."""
    at = opened(PAGE)
    at.text_area(key=f"{NEW}_text").set_value(text).run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    return str(at.text_area(key=f"{NEW}_text").value)


def test_what_was_typed_is_there_when_the_page_is_loaded_again(entering: Path) -> None:
    at = writing("Fewer orders.")
    at.selectbox(key=f"{NEW}_organisation").set_value("WITAS").run()
    (draft,) = drafts.listed(KIND)
    assert at.query_params["draft"] in (draft.id, [draft.id])
    assert any("not saved yet" in one.value for one in at.caption)
    again = opened(PAGE, draft=draft.id)
    assert text(again) == "Fewer orders."
    assert again.selectbox(key=f"{NEW}_organisation").value == "WITAS"
    saved(again, NEW)
    assert [one.value for one in again.success] == [SAVED]
    (entry,) = records.since(0)
    assert entry.id == draft.id and entry.body["text"] == "Fewer orders."
    assert drafts.listed(KIND) == [] and "draft" not in again.query_params
    assert text(again) == ""


def test_what_was_typed_is_there_after_a_walk_to_another_page(entering: Path) -> None:
    at = writing("Fewer orders.")
    at.switch_page("pages/about/sources.py").run()
    assert not at.text_area
    del at.query_params["draft"]
    at.switch_page(f"pages/{PAGE}.py").run()
    assert text(at) == "Fewer orders."


@pytest.mark.slow
def test_a_draft_is_put_aside_gone_on_with_and_discarded(entering: Path) -> None:
    at = writing("Fewer orders.")
    pressed(at, f"{NEW}_aside")
    assert text(at) == "" and "draft" not in at.query_params
    (draft,) = drafts.listed(KIND)
    assert "no organisation yet" in everything_said(at)
    pressed(at, f"{NEW}_on_{draft.id}")
    assert text(at) == "Fewer orders."
    pressed(at, f"{NEW}_discard")
    assert text(at) == "" and drafts.listed(KIND) == []


@pytest.mark.slow
def test_two_drafts_are_told_apart(entering: Path) -> None:
    drafts.keep(KIND, "first", None, TYPED)
    drafts.keep(KIND, "second", None, TYPED | {"organisation": "KS", "development_area": "A4"})
    at = opened(PAGE, draft="first")
    assert text(at) == "Steady."
    assert not [one for one in at.button if one.key == f"{NEW}_on_first"], "it is in the form"
    said = next(one.value for one in at.markdown if "Draft: " in one.value)
    assert "Karstula" in said and "A4" in said
    pressed(at, f"{NEW}_discard_second")
    assert [one.id for one in drafts.listed(KIND)] == ["first"] and text(at) == "Steady."


def test_a_form_as_it_began_is_no_draft(entering: Path) -> None:
    at = writing("Fewer orders.")
    at.text_area(key=f"{NEW}_text").set_value("").run()
    assert drafts.listed(KIND) == []
    at.selectbox(key=f"{NEW}_organisation").set_value("KS").run()
    assert len(drafts.listed(KIND)) == 1


@pytest.mark.slow
def test_what_is_not_kept_cannot_be_put_aside(entering: Path) -> None:
    drafts.keep(KIND, "other", None, TYPED)
    at = writing("Fewer orders.")
    assert not at.button(key=f"{NEW}_aside").disabled
    at.text_area(key=f"{NEW}_text").set_value("Call 040 123 4567.").run()
    assert at.button(key=f"{NEW}_aside").disabled and at.button(key=f"{NEW}_on_other").disabled
    assert "Fewer orders." in [one.values["text"] for one in drafts.listed(KIND)]


def test_what_reaches_a_person_is_no_draft_and_the_form_says_so(entering: Path) -> None:
    at = writing("Call 040 123 4567.")
    assert drafts.listed(KIND) == []
    (told,) = [one.value for one in at.warning if "not kept" in one.value]
    assert "040 123 4567" in told
    saved(at, NEW)
    assert len(at.error) == 1
    assert not [one for one in at.warning if "not kept" in one.value], "said once"
    at.text_area(key=f"{NEW}_text").set_value("Call.").run()
    assert not at.warning and len(drafts.listed(KIND)) == 1


@pytest.mark.slow
def test_the_draft_of_a_change_knows_which_version_it_changes(entering: Path) -> None:
    entry = records.append(KIND, TYPED, by="local")
    form = f"entry_{KIND}_{entry.id}"
    at = opened(PAGE, summary=entry.id)
    at.text_area(key=f"{form}_text").set_value("Mine.").run()
    records.append(KIND, TYPED | {"text": "Theirs."}, id=entry.id, by="other", expect=entry.seq)
    again = open_page(PAGE, lang="en", summary=entry.id)
    assert again.text_area(key=f"{form}_text").value == "Mine."
    saved(again, form)
    assert len(again.warning) == 1 and again.text_area(key=f"{form}_text").value == "Mine."
    saved(again, form)
    assert records.history(entry.id)[-1].body["text"] == "Mine."
    assert drafts.listed(KIND) == []


@pytest.mark.slow
def test_an_unknown_draft_in_the_address_is_harmless(entering: Path) -> None:
    at = opened(PAGE, draft="<script>")
    assert text(at) == "" and "draft" not in at.query_params


@pytest.mark.slow
def test_a_document_is_put_behind_what_was_typed_and_kept_with_it(entering: Path) -> None:
    at = writing("Fewer orders.")
    at.file_uploader(key="summary_file_0").upload("autumn.txt", b"Tourism grows.").run()
    assert not at.exception and not at.error
    assert text(at) == "Fewer orders.\n\nTourism grows."
    (draft,) = drafts.listed(KIND)
    assert draft.values["text"] == "Fewer orders.\n\nTourism grows."
    assert at.file_uploader(key="summary_file_1").value is None, "no file stands there any more"
