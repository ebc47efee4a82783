"""Fields that hold several values by name: asked for one by one, stored as one value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, texts
from seutukuva.definitions import Field
from seutukuva.ui import compounds, fields
from seutukuva.ui.own_lists import OWN_LISTS, own_list

FOUND = definitions.load()


def field(kind: str, field_id: str) -> Field:
    return next(one for one in FOUND.kinds[kind].fields if one.id == field_id)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def reporting() -> None:
    from seutukuva import definitions, records, texts
    from seutukuva.ui import entry

    texts.use("en")
    kind = definitions.load().kinds["project_report"]
    newest = next(iter(records.newest_of("project_report")), None)
    asked = ("project", "type", "realised")
    shape = entry.Shape(asked, lists={"project": {"S11010": "S11010 · Partnership"}})
    entry.form(kind, newest, "projects/project", shape)


def test_every_measure_is_asked_for_with_the_parts_it_has() -> None:
    rows = compounds.slots(field("project_report", "realised"), FOUND)
    paths = [slot.path for row in rows for slot in row]
    assert len(set(paths)) == len(paths)
    assert {path[0] for path in paths} == set(FOUND.measures)
    assert ("jobs", "women") in paths and ("jobs", "existing") in paths
    assert [path for path in paths if path[0] == "public"] == [("public", "all")]
    titles = [slot.title for row in rows for slot in row]
    assert len(set(titles)) == len(titles), "read aloud, each must say what it is"


@pytest.mark.parametrize(
    ("kind", "field_id", "value", "words"),
    [
        (
            *("project_report", "realised"),
            {"jobs": {"all": 2.5, "women": 1}, "eu_state": {"all": 168275}},
            "New jobs 2.5 (of which women 1); EU and state funding 168,275\xa0€",
        ),
        ("project", "funding", {"eu": 1000, "private": 20.5}, "EU 1,000\xa0€; Private 20.50\xa0€"),
        ("project", "roles", {"leader": "Adviser"}, "Project leader: Adviser"),
        ("project", "roles", {}, "–"),
        ("project", "development_area", "A2", "A2 Dynamic development of business"),
        ("project", "phase", "pre_project", "Pre-project"),
        ("kpi_target", "area", "FI-KU729", "Saarijärvi"),
        (
            *("project", "node", "skills_1"),
            "New ways of developing skills › Education leading to a qualification",
        ),
    ],
)
def test_a_stored_value_in_words(kind: str, field_id: str, value: Any, words: str) -> None:
    assert fields.shown(field(kind, field_id), value, FOUND) == words


@pytest.mark.parametrize("field_type", list(OWN_LISTS))
def test_every_list_of_the_programme_has_names_that_differ(field_type: str) -> None:
    names = own_list(field_type, FOUND)
    assert names and all(names.values())
    assert len(set(names.values())) == len(names), "two choices look alike"


def test_a_report_is_typed_stored_and_opened_again(entering: Path) -> None:
    page = AppTest.from_function(reporting).run()
    page.selectbox("entry_project_report_new_project").select("S11010")
    for path, value in (("jobs__all", "20"), ("jobs__women", "10"), ("public__all", "202 550")):
        page.text_input(f"entry_project_report_new_realised__{path}").set_value(value)
    page.button[0].click().run()
    assert not page.exception and not page.error
    (stored,) = records.newest_of("project_report")
    assert stored.body["realised"] == {
        "jobs": {"all": 20, "women": 10},
        "public": {"all": 202550},
    }
    again = AppTest.from_function(reporting).run()
    inputs = {one.key: one.value for one in again.text_input}
    own = f"entry_project_report_{stored.id}_realised__"
    assert inputs[f"{own}jobs__women"] == "10" and inputs[f"{own}jobs__new"] == ""


def test_a_part_above_its_whole_is_refused_and_stays_in_the_form(entering: Path) -> None:
    page = AppTest.from_function(reporting).run()
    page.selectbox("entry_project_report_new_project").select("S11010")
    page.text_input("entry_project_report_new_realised__jobs__all").set_value("1")
    page.text_input("entry_project_report_new_realised__jobs__women").set_value("2")
    page.button[0].click().run()
    assert "larger than the whole" in page.error[0].value
    assert page.text_input("entry_project_report_new_realised__jobs__women").value == "2"
    assert records.newest_of("project_report") == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("many", "New jobs: “many” is not a number. Write it in digits, for example 1234.5."),
        ("1.000", "New jobs: “1.000” can be read in two ways. Write 1000 or 1."),
        ("1e308", "New jobs: “1e308” is not a number."),
    ],
)
def test_what_is_no_number_is_named_and_stays_as_it_was_typed(
    entering: Path, typed: str, said: str
) -> None:
    page = AppTest.from_function(reporting).run()
    page.selectbox("entry_project_report_new_project").select("S11010")
    jobs = "entry_project_report_new_realised__jobs__all"
    page.text_input(jobs).set_value(typed)
    page.button[0].click().run()
    assert said in page.error[0].value.replace("\\", "")
    assert page.text_input(jobs).value == typed and not records.newest_of("project_report")
    page.text_input(jobs).set_value("12,5")
    page.button[0].click().run()
    (stored,) = records.newest_of("project_report")
    assert stored.body["realised"] == {"jobs": {"all": 12.5}}
