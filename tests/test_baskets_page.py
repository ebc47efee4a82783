"""The page of baskets: who counts on a day, whom the projects employed, and what is entered."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, texts
from seutukuva.projects import recorded, register
from seutukuva.ui.baskets import listing, reading
from seutukuva.ui.entry import SAVED, WITHDRAWN, plain
from tests.pages import everything_said, keys, open_page, opened, pressed, saved, sheets
from tests.records import tiny_list

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "projects/baskets"
NEW, ADD = "entry_basket_new", "entry_basket_member_new"
NBSP = "\u00a0"
JOBS = {"all": 12, "women": 6, "new": 4, "existing": 8}


def put(kind: str, **body: Any) -> str:
    return records.append(kind, body, by="local").id


def basket(name: str = "Heinolan kori", **more: str) -> str:
    return put("basket", name=name, owner_group="SJR", **more)


def member(basket_id: str, code: str, since: str = "2009-05-01", **more: str) -> str:
    return put("basket_member", basket=basket_id, project=code, since=since, **more)


def report(code: str, until: str, **realised: Any) -> None:
    put("project_report", project=code, type="interim", until=until, realised=realised)


def metrics(at: AppTest) -> dict[str, str]:
    return {one.label: one.value for one in at.metric}


def tables(at: AppTest) -> list[str]:
    """The tables of the page, in words."""
    found = re.findall(r"<table.*?</table>", sheets(at), re.DOTALL)
    return [re.sub(r"<[^>]+>", " ", one) for one in found]


def rows(at: AppTest) -> list[str]:
    """The rows of the list of baskets, in words."""
    body = sheets(at).partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in body.split("</tr>")[:-1]]


@pytest.fixture
def held(entering: Path) -> str:
    """A basket with the partnership project and one more."""
    own = basket(purpose="Verkosto *ja* tulokset", report="Ensin.\n\n<b>Sitten</b>.")
    member(own, "S11010")
    member(own, "A30335", "2010-01-01", until="2010-12-31", note="Siirtyi")
    return own


@pytest.mark.parametrize(
    "language",
    [one if one == "en" else pytest.param(one, marks=pytest.mark.slow) for one in texts.LANGUAGES],
)
def test_page_in_each_language(held: str, language: str) -> None:
    texts.use(language)
    jobs = definitions.load().measures["jobs"].title[language]
    assert any(jobs in one for one in tables(opened(PAGE, language)))
    at = opened(PAGE, language, basket=held, report="1")
    assert any(jobs in one for one in tables(at))
    group = definitions.load().programme.organisations["SJR"].name[language]
    assert plain(group) in everything_said(at)


def test_without_a_basket_it_says_what_one_is_and_offers_the_form(entering: Path) -> None:
    at = opened(PAGE)
    assert "There is no basket yet" in at.info[0].value and f"{NEW}_name" in keys(at)
    assert not at.metric and "widget_basket" not in keys(at)


def test_every_basket_is_listed_and_together_each_project_counts_once(held: str) -> None:
    other = basket("Toinen kori")
    member(other, "S11010")
    member(other, "A30384")
    at = opened(PAGE)
    own, second, together = rows(at)
    assert own.startswith("Heinolan kori") and "0 of 20" in own and "86 of 103" in own
    assert second.startswith("Toinen kori") and "Steering group" in second
    told = [one.value("eu_state", "planned") for one in register.pictures(["S11010", "A30384"])]
    total = texts.number(sum(one or 0 for one in told)).replace(NBSP, " ")
    assert "each project once" in together and f"of {total} €" in together
    assert "0 of 20" in together and "2 of 2 projects reported" in together
    assert "1 project is in several baskets" in everything_said(at)


def test_a_basket_is_opened_by_its_name_or_chosen(held: str) -> None:
    assert f'href="baskets?lang=en&amp;basket={held}"' in sheets(opened(PAGE))
    at = opened(PAGE)
    at.selectbox(key="widget_basket").set_value(held).run()
    assert at.query_params["basket"] in (held, [held])
    assert "Verkosto \\*ja\\* tulokset" in everything_said(at)
    assert len(at.get("plotly_chart")) == 1
    pressed(at, "baskets_all")
    assert "basket" not in at.query_params and not at.metric


def test_figures_are_of_who_was_in_it_on_the_day(held: str) -> None:
    now, then = (opened(PAGE, basket=held, report="1", on=day) for day in ("", "2010-12-31"))
    first = opened(PAGE, basket=held, on="2009-04-30")
    inside = [tables(one)[1] for one in (now, then)]
    assert "S11010" in inside[0] and "A30335" not in inside[0] and "A30335" in tables(now)[2]
    assert "A30335" in inside[1] and "Siirtyi" in inside[1] and len(tables(then)) == 2
    assert "as on:** 31 December 2010" in everything_said(then)
    assert "No project is in this basket on the day" in everything_said(first)


def test_jobs_come_first_with_whom_they_employed(held: str) -> None:
    member(held, "A30384")
    report("A30384", "2010-10-31", jobs=JOBS)
    at = opened(PAGE, basket=held)
    assert at.header[1].value == "Employment: whom it employed"
    told = metrics(at)
    assert told["New jobs: realised of planned"] == "12 of 20"
    assert (told["Women"], told["Men"]) == ("6", "6")
    assert (told["In new firms"], told["In existing firms"]) == ("4", "8")
    assert "1 of 1 projects reported" in everything_said(at)


def test_too_few_to_tell_are_not_told(held: str) -> None:
    member(held, "A30384")
    report("A30384", "2010-10-31", jobs={"all": 9, "women": 1})
    at = opened(PAGE, basket=held)
    # Nought of the other project's nought is told.
    assert (metrics(at)["Women"], metrics(at)["Men"]) == ("0", "0")
    assert "Of 1 project they are so few that they are not told" in everything_said(at)


def test_a_basket_whose_projects_tell_of_no_jobs_says_so(entering: Path) -> None:
    own = basket()
    member(own, "A30335")
    at = opened(PAGE, basket=own)
    assert "No project of the basket tells of jobs" in everything_said(at) and not at.metric


def test_an_empty_basket_offers_its_first_project(entering: Path) -> None:
    at = opened(PAGE, basket=basket())
    assert "No project has been put into this basket" in everything_said(at)
    assert f"{ADD}_project" in keys(at) and not at.get("plotly_chart")


def test_a_project_that_is_not_in_the_register_is_told(entering: Path) -> None:
    own = basket()
    member(own, "Q 99")
    at = opened(PAGE, basket=own)
    assert "1 project of the basket is not in the register" in at.warning[0].value
    assert "not in the register" in sheets(at)


def test_the_report_is_without_forms_and_its_text_is_no_markup(held: str) -> None:
    at = opened(PAGE, basket=held)
    assert f"{ADD}_project" in keys(at)
    at.toggle(key="widget_report").set_value(True).run()
    assert at.query_params["report"] in ("1", ["1"])
    assert not {key for key in keys(at) if key.startswith(("entry_", "withdraw_"))}
    said = everything_said(at)
    assert "Ensin\\." in said and "\\<b\\>Sitten" in said
    assert "@media print" in sheets(at) and "@media screen and (max-width" in sheets(at)
    figures = tables(at)[0]
    assert "Participations started in projects" in figures and "83.5%" in figures
    assert "planned by none" in figures, "degrees"


def test_a_basket_is_entered_and_filled_and_the_change_is_seen(entering: Path) -> None:
    at = opened(PAGE)
    at.text_input(key=f"{NEW}_name").set_value("Uusi kori")
    at.selectbox(key=f"{NEW}_owner_group").set_value("SJR")
    saved(at, NEW)
    assert "Uusi kori" in sheets(at)
    assert [one.value for one in at.success] == [SAVED]
    assert not [one for place in at.expander for one in place.success], "its expander has closed"
    (own,) = recorded.baskets()
    assert own.started == dt.date.today()
    at = opened(PAGE, basket=own.id)
    at.selectbox(key=f"{ADD}_project").set_value("s11010")
    assert at.text_input(key=f"{ADD}_since").value
    saved(at, ADD)
    assert [one.value for one in at.success] == [SAVED] and "S11010" in sheets(at)
    assert metrics(at)["New jobs: realised of planned"] == "0 of 20"
    saved_twice = opened(PAGE, basket=own.id)
    saved_twice.selectbox(key=f"{ADD}_project").set_value("s11010")
    pressed(saved_twice, f"{ADD}_save")
    assert "in this basket already" in saved_twice.error[0].value
    assert len(recorded.baskets()[0].members) == 1


def test_a_project_goes_into_the_basket_that_is_opened(held: str) -> None:
    other = basket("Toinen kori")
    at = opened(PAGE, basket=held)
    at.selectbox(key="widget_basket").set_value(other).run()
    at.selectbox(key=f"{ADD}_project").set_value("a30390")
    at.text_input(key=f"{ADD}_since").set_value("1.1.2010")
    saved(at, ADD)
    members = {one.id: [each.code for each in one.members] for one in recorded.baskets()}
    assert members[other] == ["a30390"] and len(members[held]) == 2


def test_a_project_of_elsewhere_is_found_by_its_code(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = {"implementer": "Muu Oy", "municipality": None, "municipalities": []}
    usual = tiny_list._project
    monkeypatch.setattr(tiny_list, "_project", lambda *row: {**usual(*row), **nowhere})
    tiny_list.accepted(entering / "upload", granted={"Z7": 1000.0})
    own = basket()
    assert "z7" not in register.titles()
    at = opened(PAGE, basket=own)
    at.text_input(key=f"other_of_{own}").set_value("q 0").run()
    assert "No project of the register" in at.warning[0].value
    at.text_input(key=f"other_of_{own}").set_value(" z 7").run()
    at.selectbox(key=f"{ADD}_project").set_value("z7")
    at.text_input(key=f"{ADD}_since").set_value("1.1.2010")
    saved(at, ADD)
    assert "Hanke Z7" in sheets(at) and [one.value for one in at.success] == [SAVED]


def test_a_time_is_ended_and_what_counted_before_stays(held: str) -> None:
    first = next(one for one in recorded.basket(held).members if one.code == "s11010")
    at = opened(PAGE, basket=held)
    at.selectbox(key=f"member_of_{held}").set_value(first.id).run()
    form = f"entry_basket_member_{first.id}"
    at.text_input(key=f"{form}_until").set_value("31.12.2011")
    saved(at, form)
    assert recorded.basket(held).members[0].until == dt.date(2011, 12, 31)
    assert not opened(PAGE, basket=held).metric
    then = opened(PAGE, basket=held, on="2011-12-31")
    assert metrics(then)["New jobs: realised of planned"] == "\u2013 of 20"


def test_an_entry_that_was_never_true_is_withdrawn(held: str) -> None:
    first = next(one for one in recorded.basket(held).members if one.code == "s11010")
    at = opened(PAGE, basket=held)
    at.selectbox(key=f"member_of_{held}").set_value(first.id).run()
    at.text_input(key=f"withdraw_{first.id}_reason").set_value("Never in it")
    pressed(at, f"withdraw_{first.id}_save")
    assert [one.value for one in at.success] == [WITHDRAWN]
    assert [one.code for one in recorded.basket(held).members] == ["a30335"]


def test_a_basket_is_changed_and_withdrawn_with_its_history(held: str) -> None:
    at = opened(PAGE, basket=held)
    form = f"entry_basket_{held}"
    at.text_area(key=f"{form}_report").set_value("Valmis.")
    saved(at, form)
    assert at.table[-1].value["Version"].tolist() == ["2", "1"]
    at.text_input(key=f"withdraw_{held}_reason").set_value("Merged")
    pressed(at, f"withdraw_{held}_save")
    assert [one.value for one in at.success] == [WITHDRAWN] and recorded.baskets() == ()
    assert not at.warning


def test_two_baskets_of_one_name_are_refused(held: str) -> None:
    at = opened(PAGE)
    at.text_input(key=f"{NEW}_name").set_value("heinolan KORI")
    at.selectbox(key=f"{NEW}_owner_group").set_value("SJR")
    pressed(at, f"{NEW}_save")
    assert "of this name already" in at.error[0].value and len(recorded.baskets()) == 1


def test_an_unknown_basket_in_the_address_is_harmless(held: str) -> None:
    at = opened(PAGE, basket="<script>", on="someday")
    assert len(rows(at)) == 1 and "<script>" not in sheets(at)
    said = " ".join(one.value for one in at.warning)
    assert "“<script>”, which is not known here" in said and "“someday”" in said


def test_where_others_reach_the_page_it_can_only_be_read(
    held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    for query in ({}, {"basket": held}):
        at = opened(PAGE, **query)
        assert not {key for key in keys(at) if key.startswith(("entry_", "withdraw_"))}
        assert "Heinolan kori" in sheets(at) + everything_said(at)
    assert "can only be read" in everything_said(opened(PAGE))


def test_files_hold_what_is_on_the_page(held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: dict[str, Any] = {}
    for module in (listing, reading):
        monkeypatch.setattr(module, "take_away", lambda make, key: taken.update({key: make()}))
    opened(PAGE)
    opened(PAGE, basket=held, report="1")
    every, figures, projects = (
        taken[one] for one in ("baskets", "basket_figures", "basket_projects")
    )
    for take in (every, figures, projects):
        assert any("EURA 2007" in one for one in take.notes)
    row = dict(zip(every.columns, every.rows[0], strict=True))
    assert row["Projects"].value == 1 and row["New jobs, planned"].value == 20
    told = {one[0].value: one for one in figures.rows}
    shown = dict(zip(figures.columns, told["Participations started in projects"], strict=True))
    assert (shown["Realised"].value, shown["Share of the plan"].shown) == (86, "83.5%")
    assert [one[0].value for one in projects.rows] == ["S11010", "A30335"]
    assert projects.rows[1][4].value == "no" and projects.rows[1][6].value is None


def test_without_statistics_it_says_what_to_do(nothing_published: Path) -> None:
    at = open_page(PAGE, lang="en")
    assert not at.exception and not at.error
