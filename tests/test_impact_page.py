"""The page of the consequence analysis: read, filled in, changed, withdrawn, taken away."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, settings, texts
from seutukuva.impact import document, industries
from seutukuva.impact.statements import KIND
from seutukuva.ui.entry import SAVED, WITHDRAWN
from seutukuva.ui.impact import files
from tests.impact.made import entered
from tests.pages import everything_said, keys, open_page, opened, saved, sheets

pytestmark = pytest.mark.slow

PAGE = "situation/impact"
NEW = f"entry_{KIND}_new"


def headers(at: AppTest) -> list[str]:
    return [one.value for one in at.header]


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_page_in_each_language(entering: Path, language: str) -> None:
    entered("Kädet vähenevät", measures="Kampanja")
    at = opened(PAGE, language)
    texts.use(language)
    said = everything_said(at)
    assert len(headers(at)) == 5 and "9" in said
    assert "Kädet vähenevät" in said and "Kampanja" in sheets(at)
    kind = definitions.load().kinds[KIND]
    labels = [one.label for one in [*at.text_area, *at.multiselect, *at.selectbox]]
    for name in ("box", "text", "development_areas", "projects", "measures", "indicator"):
        field = next(one for one in kind.fields if one.id == name)
        assert any(label.startswith(field.title[language]) for label in labels), name
    # Which area it is about is said by the page.
    assert f"{NEW}_area" not in keys(at)


@pytest.mark.parametrize("area_id", ["FI-SSS", "NO-KU4001", "<b>FI-KU999"])
def test_page_of_every_kind_of_area(entering: Path, area_id: str) -> None:
    at = opened(PAGE, area=area_id)
    # Of an area without figures there is nothing to sum up.
    in_short = [] if area_id.startswith("NO") else ["In short"]
    assert headers(at) == [
        *in_short,
        "The last ten years",
        "The next ten years",
        "Challenges, forecasts and goals",
        "What the plan answers",
    ]
    is_known = area_id in definitions.load().areas
    assert any("not known here" in one.value for one in at.warning) is not is_known


def test_a_structure_that_no_indicator_adds_up_is_drawn_all_the_same(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(industries, "_indicators", lambda found: ())
    at = opened(PAGE)
    assert "Industries’ shares" in everything_said(at)
    assert "Processing" in sheets(at)


def test_without_published_figures_it_is_calm(nothing_published: Path) -> None:
    at = open_page(PAGE, lang="en")
    assert not at.exception and not at.error
    assert any("No figures have been published" in one.value for one in at.info)


def test_a_conclusion_is_entered_and_answered(entering: Path) -> None:
    at = opened(PAGE, area="FI-KU729")
    assert "No challenge has been entered" in everything_said(at)
    at.text_area(key=f"{NEW}_text").set_value("Fewer *hands*")
    at.multiselect(key=f"{NEW}_development_areas").set_value(["A1", "A4"])
    saved(at, NEW)
    assert [one.value for one in at.success] == [SAVED]
    (entry,) = records.since(0)
    assert entry.body == {
        "box": "challenge",
        "area": "FI-KU729",
        "text": "Fewer *hands*",
        "development_areas": ["A1", "A4"],
    }
    assert entry.source == PAGE
    assert ">Fewer *hands*</p>" in sheets(at), "nothing of it is markup"
    # At the top and where it is told in full.
    assert everything_said(at).count("1 of 1 challenge is not answered yet.") == 2
    assert "no measure" in sheets(at)

    at = opened(PAGE, area="FI-KU729", statement=entry.id)
    form = f"entry_{KIND}_{entry.id}"
    project = at.multiselect(key=f"{form}_projects").options[0]
    at.multiselect(key=f"{form}_projects").set_value([project.split(" · ")[0].lower()])
    at.text_area(key=f"{form}_measures").set_value("A campaign")
    saved(at, form)
    newest = records.history(entry.id)[-1]
    assert newest.body["measures"] == "A campaign" and len(newest.body["projects"]) == 1
    assert newest.body["area"] == "FI-KU729"
    assert any("The 1 challenge is answered" in one.value for one in at.success)
    assert "A campaign" in sheets(at) and project.split(" · ")[1] in sheets(at)


def test_a_person_is_not_written_down_and_nothing_is_lost(entering: Path) -> None:
    at = opened(PAGE)
    at.text_area(key=f"{NEW}_text").set_value("Ask maija@example.fi")
    saved(at, NEW)
    (error,) = at.error
    assert "reaches a person" in error.value and records.latest_seq() == 0
    assert at.text_area(key=f"{NEW}_text").value == "Ask maija@example.fi"


def test_a_conclusion_is_withdrawn(entering: Path) -> None:
    one = entered("Wrong")
    at = opened(PAGE, statement=one.id)
    assert "Versions of the conclusion" in str(at.table[0].proto) or at.table
    at.text_input(key=f"withdraw_{one.id}_reason").set_value("a mistake")
    saved(at, f"withdraw_{one.id}")
    assert [each.value for each in at.success] == [WITHDRAWN]
    assert "Wrong" not in everything_said(at) and "statement" not in at.query_params
    # Whoever goes to another area with a conclusion opened is not told off.
    other = entered("Elsewhere", area="FI-KU729")
    at = opened(PAGE, statement=other.id)
    assert not any("not known here" in each.value for each in at.warning)
    # What it says stays known, and a link to it is told.
    at = opened(PAGE, statement=one.id)
    assert any("not known here" in each.value for each in at.warning)


def test_where_others_reach_it_it_can_only_be_read(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = entered("To be read")
    monkeypatch.setattr(settings, "_announced_public", True)
    at = opened(PAGE, statement=one.id)
    assert "To be read" in everything_said(at)
    assert not {key for key in keys(at) if key.startswith("entry_")}
    assert "can only be read" in everything_said(at)


def test_the_file_is_made_in_the_language_that_was_chosen(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}

    def keep(label: str, data: Any, file_name: str, key: str) -> None:
        given.update(label=label, data=data, name=file_name)

    monkeypatch.setattr(files.takeaway, "document", keep)
    at = opened(PAGE, area="FI-KU729", file_language="sv")
    assert at.query_params["file_language"] in ("sv", ["sv"])
    assert given["label"] == "Take the analysis away (PDF)"
    assert given["name"].startswith("impact-ku729-sv-") and given["name"].endswith(".pdf")
    texts.use("en")
    first, again = given["data"](), given["data"]()
    assert first == again, "a second reader gets the same"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(first)).pages)
    assert texts.translator("sv")("The last ten years") in text
    assert document.file_name("FI-KU729", "sv") == given["name"].removesuffix(".pdf")
