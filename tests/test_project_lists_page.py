"""The page of lists of projects: what was read, of which day, what is stored of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import access, intake
from seutukuva.projects import lists
from seutukuva.records.batch_files import file_of
from tests.pages import everything_said, open_page, pressed
from tests.records.tiny_list import accepted

PAGE = "projects/lists"
HEAD = (
    "Koodi;Rahasto;Projektin nimi;Ohjelma / osio;Tl;Viranomainen;Toiminnan tila;Aloituspvm;"
    "Päättymispvm;Toteuttajan nimi;Myönnetty EU- ja valtion rahoitus;"
    "Toteutunut EU- ja valtion rahoitus;Suunniteltu julkinen rahoitus yhteensä;"
    "Toteutunut julkinen rahoitus yhteensä"
)
ROWS = (
    "S11010;ESR;Seudun kumppanuushanke;Etelä-Suomen suuralueosio;1;Keskus;Toiminta päättynyt;"
    "1.5.2009;30.4.2012;Kehittämisyhtiö Oy;194225;168275;228500;202550",
    "S12345;ESR;Toinen hanke;Etelä-Suomen suuralueosio;1;Keskus;Toiminta päättynyt;"
    "1.5.2009;30.4.2012;Kehittämisyhtiö Oy;100;900;200;150",
    "A31234;EAKR;Kolmas hanke;Etelä-Suomen suuralueosio;1;Keskus;Toiminta päättynyt;"
    "1.5.2009;30.4.2012;Kehittämisyhtiö Oy;1000;1500;2000;2000",
)
LIST = "\n".join((HEAD, *ROWS))
TEXT = """Projektikoodi: S11010
Projektin nimi: Seudun kumppanuushanke
Suunnitelman mukainen toteutusaika: Alkaa 1.5.2009 ja päättyy 30.4.2012
Toiminnan tila: Toiminta päättynyt
3.4 Aloittaneiden henkilöiden määrä
Suunniteltu: 103, joista naisia 28
Myönnetty EU- ja valtion rahoitus: 194 225
"""

pytestmark = [pytest.mark.usefixtures("entering"), pytest.mark.slow]


def _sent(content: str = LIST, **told: str) -> str:
    upload = intake.receive("hankkeet.csv", content.encode(), room="projects", **told)
    return upload.id


def _at(upload: str = "", **query: str) -> AppTest:
    at = open_page(PAGE, lang="en", **({"project_list": upload} if upload else {}), **query)
    assert not at.exception
    return at


def _said(at: AppTest) -> str:
    return "\n".join([everything_said(at), *(str(one.value) for one in at.success)])


def _table(at: AppTest, column: str) -> Any:
    return next(one.value for one in at.table if column in one.value)


@pytest.mark.slow
def test_a_list_is_read_dated_checked_and_stored() -> None:
    upload = _sent()
    at = _at(upload)
    said = _said(at)
    assert "It does not tell of which day it is" in said
    assert "Write above of which day the list is" in said and "projects can be" not in said
    at.text_input(key="project_list_told_day").set_value("4.1.2016")
    pressed(at, "project_list_told")
    said = _said(at)
    assert "Taken for: List of projects of EURA 2007. Day of the list: 4 January 2016." in said
    assert "3 projects can be stored · 2 warnings" in said
    assert "**Rows 3, 4, column L**: " in said, "one line, though 900 and 1500 differ"
    totals = _table(at, "Fund").to_dict("records")
    assert [one["Fund"] for one in totals] == ["EAKR", "ESR", "Together"]
    assert [one["Projects"] for one in totals] == ["1", "2", "3"]
    assert totals[2]["EU and state funding, planned"] == "195,325\N{NO-BREAK SPACE}€"
    intake.step(upload, "marked")
    book = openpyxl.load_workbook(intake.file(upload, "marked.xlsx"))
    assert book.worksheets[1]["L3"].comment and not book.worksheets[1]["L2"].comment
    pressed(at, "project_list_accept")
    assert "Tick that you have seen the warnings" in at.error[0].value
    at.checkbox(key="project_list_accept_warnings").check()
    pressed(at, "project_list_accept")
    assert "Stored. The projects of the list are on the page" in _said(at)
    (batch,) = lists.standing()
    assert (batch.projects, f"{batch.list_date}", batch.format) == (3, "2016-01-04", "eura2007")
    shown = _table(at, "Day of the list")
    assert list(shown["Projects"]) == ["3"] and list(shown["Saved by"]) == ["this computer"]
    # The same list once more.
    said = _said(_at(_sent(list_date="2016-01-04")))
    assert "This list is stored already, of the same day" in said
    assert "The same file is stored already" not in said
    assert "The same file is stored already" in _said(_at(_sent(list_date="2017-01-04")))


@pytest.mark.slow
def test_a_column_that_nobody_knows_is_chosen_and_the_choice_undone() -> None:
    upload = _sent(LIST.replace("Koodi;", "Tunnus X;"), format="eura2007", list_date="2016-01-04")
    at = _at(upload)
    assert "Missing: Project code." in _said(at)
    # What nobody knows is asked for; another column is changed when it is picked.
    at.multiselect(key="project_list_more_columns").set_value([5]).run()
    at.selectbox(key="project_list_column_5").set_value("")
    at.selectbox(key="project_list_column_0").set_value("code")
    pressed(at, "project_list_apply")
    assert "3 projects can be stored" in _said(at)
    said = {"columns": {"0": {"field": "code"}, "5": {"field": ""}}}
    assert intake.read(upload, "corrections") == said
    pressed(at, "project_list_undo")
    assert intake.read(upload, "corrections") == {}
    assert "Missing: Project code." in _said(at)


@pytest.mark.slow
def test_the_text_of_a_page_is_pasted_and_shown_as_it_was_read() -> None:
    at = _at()
    pressed(at, "project_list_read_text")
    assert "Paste the text of the page first." in _said(at)
    at.text_input(key="project_list_day").set_value("31.12.2015").run()
    at.text_area(key="project_list_text").set_value(TEXT)
    pressed(at, "project_list_read_text")
    said = _said(at)
    assert "Taken for: Project page of EURA 2007. Day of the list: 31 December 2015." in said
    told = dict(zip(*(_table(at, "Value")[name] for name in ("Field", "Value")), strict=True))
    assert told["Participants started, planned"] == "103"
    assert told["Participants started, planned, women"] == "28"
    assert "column" not in at.markdown[-1].value


@pytest.mark.parametrize("text", ["soon", "2016", "30.2.2016", "1.1.2190"])
def test_what_is_no_day_of_a_list_is_refused(entering: Path, text: str) -> None:
    at = _at()
    at.text_input(key="project_list_day").set_value(text).run()
    at.text_area(key="project_list_text").set_value("Projektikoodi: S1")
    pressed(at, "project_list_read_text")
    says = "has not come yet" if text == "1.1.2190" else "is no day"
    assert says in at.error[0].value
    assert not list((entering / "inbox").glob("*"))


def test_a_list_is_withdrawn_with_a_reason_and_brought_back(entering: Path) -> None:
    entry = accepted(entering / "in")
    at = _at()
    pressed(at, "project_batch_withdraw")
    assert lists.standing() and "why" in at.warning[0].value.casefold()
    at.text_input(key="project_batch_reason").set_value("an older list")
    pressed(at, "project_batch_withdraw")
    assert lists.standing() == [] and "no longer counted" in _said(at)
    assert list(_table(at, "State")["State"]) == ["withdrawn\\: an older list"]
    assert "withdrawn · this computer · an older list" in _said(at)
    pressed(at, "project_batch_bring_back")
    assert [one.id for one in lists.standing()] == [entry.id]
    assert "brought back · this computer" in _said(at)


def test_a_list_whose_file_is_damaged_is_named_where_its_projects_are_missing(
    entering: Path,
) -> None:
    entry = accepted(entering / "in")
    file_of(entry.body["batch"], "projects").write_bytes(b"no table")
    (state,) = _table(_at(), "State")["State"]
    assert "counted; its files are missing or damaged" in state
    at = open_page("projects/portfolio", lang="en")
    said = "\n".join(one.value for one in at.warning)
    assert "Hankkeet 2015" in said and "4 January 2016" in said
    assert "Withdraw the list on the page “Import project lists”" in said


def test_where_others_reach_the_pages_lists_are_seen_and_nothing_is_entered(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(entering / "in")
    monkeypatch.setattr(access, "_is_own", lambda: False)
    at = _at()
    assert list(_table(at, "Day of the list")["Projects"]) == ["2"]
    assert "A new list" not in _said(at)
    keys = [str(one.key) for one in (*at.button, *at.text_input, *at.text_area, *at.selectbox)]
    assert [key for key in keys if key.startswith("project_")] == []
