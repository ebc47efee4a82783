"""The page of all projects: filters and order in the address, sums of what is filtered, a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, texts
from seutukuva.projects import flags, register
from seutukuva.projects.register import Filter
from seutukuva.ui.portfolio import choosing, listing
from tests.pages import everything_said, keys, open_page, opened, pressed, sheets
from tests.records import tiny_list

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "projects/portfolio"
NBSP = "\u00a0"
PROJECT = {
    **{"code": "X1", "name": "Metsä *ja* <b>puu</b>", "fund": "Leader", "state": "running"},
    **{"start": "2020-01-01", "end": "2199-12-31", "implementer": "Puuyhtiö Oy"},
    **{"areas": ["FI-KU729"], "development_area": "A1"},
}
FIGURES = {"eu_state": {"all": 1000}, "jobs": {"all": 4}}


def entered(**more: Any) -> records.Entry:
    return records.append("project", PROJECT | more, by="local")


def planned(code: str = "x1", **figures: Any) -> None:
    body = {"project": code, "decided_on": "2020-01-01", "planned": figures or FIGURES}
    records.append("project_plan", body, by="local")


def realised(code: str = "x1", **figures: Any) -> None:
    body = {"project": code, "type": "interim", "until": "2021-06-30", "realised": figures}
    records.append("project_report", body, by="local")


def table(at: AppTest) -> str:
    """The list of projects as HTML; "" where there is none."""
    return sheets(at).partition('class="sk-sheet sk-needs sk-projects"')[2]


def listed(at: AppTest) -> list[str]:
    """The codes of the projects in the list, in its order."""
    return re.findall(r'<a href="project\?project=([^&"]+)', table(at))


def metrics(at: AppTest) -> list[str]:
    return [one.value for one in at.metric]


def many(folder: Path, n: int) -> None:
    tiny_list.accepted(folder / "upload", granted={f"B{at:03}": 1000.0 + at for at in range(n)})


@pytest.mark.parametrize(
    "language",
    [one if one == "en" else pytest.param(one, marks=pytest.mark.slow) for one in texts.LANGUAGES],
)
def test_page_in_each_language(entering: Path, language: str) -> None:
    texts.use(language)
    entered()
    planned()
    at = opened(PAGE, language, q="X1")
    state = next(one for one in definitions.load().kinds["project"].fields if one.id == "state")
    assert state.choices["running"][language] in sheets(at)
    assert definitions.load().measures["jobs"].title[language] in sheets(at)


def test_the_regions_own_come_first_and_others_when_asked_for(entering: Path) -> None:
    at = opened(PAGE)
    own = register.choices().own
    assert metrics(at)[0] == str(own) and len(listed(at)) == min(own, choosing.LENGTH)
    assert "S11010" not in listed(at) and "own projects" in everything_said(at)
    at.selectbox(key="widget_scope").set_value("all").run()
    assert at.query_params["scope"] in ("all", ["all"])
    assert metrics(at)[0] == str(register.count())
    assert "S11010" in listed(opened(PAGE, scope="all", q="heinolan seudun"))


def test_a_project_says_whose_it_is_how_far_and_with_how_much(entering: Path) -> None:
    entered()
    planned()
    realised(eu_state={"all": 250}, jobs={"all": 1})
    at = opened(PAGE, q="puuyhtiö")
    row = table(at)
    assert 'href="project?project=X1&amp;lang=en"' in row
    assert "&lt;b&gt;puu&lt;/b&gt;" in row and "<b>puu" not in row
    assert "Puuyhtiö Oy" in row and "A1 · KS" in row and "Leader" in row and "Running" in row
    assert f"250{NBSP}€ of 1,000{NBSP}€" in row and "25.0%" in row and "width:25.0%" in row
    assert "New jobs: 1 of 4" in row
    assert metrics(at) == ["1", "25.0%", f"1,000{NBSP}€", f"250{NBSP}€"]


def test_shares_that_are_not_defined_are_said_in_words(entering: Path) -> None:
    entered()
    assert metrics(opened(PAGE, q="puuyhtiö"))[1] == "no plan told"
    planned()
    at = opened(PAGE, q="puuyhtiö")
    assert metrics(at)[1] == "not reported" and "0 of 1 projects reported" in everything_said(at)
    realised(eu_state={"all": 1500})
    row = table(opened(PAGE, q="puuyhtiö"))
    assert "150.0%: more than granted" in row and "width:100.0%" in row


def test_sums_tell_of_how_many_projects_they_are(entering: Path) -> None:
    entered()
    planned()
    realised(eu_state={"all": 500}, participants={"all": 10})
    entered(code="X2")
    planned("x2", eu_state={"all": 3000}, participants={"all": 20})
    at = opened(PAGE, fund="Leader")
    assert metrics(at) == ["2", "12.5%", f"4,000{NBSP}€", f"500{NBSP}€"]
    assert "1 of 2 projects reported: the others may have used money" in everything_said(at)
    assert "Participations started in projects" in sheets(at), "never persons"


def test_a_share_of_the_plans_leaves_out_what_nobody_had_planned(entering: Path) -> None:
    own = ({"all": 10}, {"all": 4}), (None, {"all": 6}), ({"all": 0}, {"all": 2})
    for n, (plan, came) in enumerate(own):
        entered(code=f"Y{n}", fund="Own")
        planned(f"y{n}", **({"jobs": plan} if plan else {"participants": {"all": 1}}))
        realised(f"y{n}", jobs=came)
    found = register.portfolio(Filter(funds=("Own",)))
    assert (found.planning["jobs"], found.of_plans["jobs"], found.reported["jobs"]) == (1, 1, 3)
    assert found.sums["jobs", "realised"] == 12 and found.sums["jobs", register.OF_PLANS] == 4
    said = sheets(opened(PAGE, fund="Own"))
    row = said[said.index("New jobs") :].partition("</tr>")[0]
    assert "40.0%" in row and "1 of 1 projects reported" in row
    assert "Besides, 8 in projects that had planned none." in row and ">12<" not in row


def test_filters_stand_in_the_address_and_are_said(entering: Path) -> None:
    entered()
    choices = {
        **{"project_state": "running", "fund": "Leader", "owner": "KS"},
        **{"development_area": "A1", "municipality": "FI-KU729", "running": "2020-06-30"},
    }
    for key, value in choices.items():
        assert "X1" in listed(opened(PAGE, **{key: value})), key
    at = opened(PAGE, **choices)
    assert listed(at) == ["X1"]
    said = everything_said(at)
    assert "Leader" in said and "A1 Encouraging" in said and "running on 30 June 2020" in said
    at.selectbox(key="widget_fund").set_value("ESR").run()
    assert at.query_params["fund"] in ("ESR", ["ESR"])
    assert "No project fits" in everything_said(at)
    pressed(at, "portfolio_clear")
    assert len(listed(at)) > 5 and "fund" not in at.query_params


def test_a_basket_filters_to_who_is_in_it_today(entering: Path) -> None:
    basket = records.append("basket", {"name": "Kori", "owner_group": "SJR"}, by="local").id
    times = (("S11010", "2009-05-01", ""), ("A30335", "2010-01-01", "2011-01-01"))
    for code, since, until in times:
        body = {"basket": basket, "project": code, "since": since, "until": until}
        records.append("basket_member", body, by="local")
    assert listed(opened(PAGE, in_basket=basket)) == ["S11010"]


def test_a_day_that_cannot_be_read_is_told_and_filters_nothing(entering: Path) -> None:
    at = opened(PAGE)
    shown = listed(at)
    at.text_input(key="widget_running").set_value("soon [x](http://e.example)").run()
    assert listed(at) == shown and "This is no day: soon" in at.warning[0].value
    assert "](" not in at.warning[0].value and "running" not in at.query_params
    at.text_input(key="widget_running").set_value("1.5.2010").run()
    assert at.query_params["running"] in ("2010-05-01", ["2010-05-01"]) and not at.warning
    at.text_input(key="widget_running").set_value("").run()
    assert "running" not in at.query_params and listed(at) == shown


def test_words_are_found_wherever_they_stand(entering: Path) -> None:
    entered()
    at = opened(PAGE)
    at.text_input(key="widget_q").set_value("  PUUYHTIÖ metsä ").run()
    assert listed(at) == ["X1"] and at.query_params["q"] in (
        *("PUUYHTIÖ metsä", ["PUUYHTIÖ metsä"]),
    )
    assert not listed(opened(PAGE, q="puuyhtiö turve"))


@pytest.mark.parametrize(
    "sort",
    [
        one if one == "absorption" else pytest.param(one, marks=pytest.mark.slow)
        for one in choosing.SORTS
    ],
)
def test_every_order_goes_both_ways(entering: Path, sort: str) -> None:
    wanted = Filter(own_only=True)
    for order, descending in ((choosing.DESCENDING, True), (choosing.ASCENDING, False)):
        rows = register.portfolio(wanted, sort, descending).rows
        assert listed(opened(PAGE, sort=sort, order=order)) == [one.code for one in rows]


def test_pages_of_fifty_are_turned(entering: Path) -> None:
    many(entering, 75)
    at = opened(PAGE, q="Hanke B", sort="code", order="asc")
    assert len(listed(at)) == 50 and listed(at)[0] == "B000"
    assert "1–50 of 75 projects" in everything_said(at)
    pressed(at, "on_below")
    assert listed(at)[0] == "B050" and len(listed(at)) == 25
    assert "51–75 of 75" in everything_said(at) and at.query_params["list_page"] in ("2", ["2"])
    assert at.button(key="on_below").disabled
    at.selectbox(key="widget_order").set_value("desc").run()
    assert listed(at)[0] == "B074", "another order begins at its beginning"
    assert listed(opened(PAGE, q="Hanke B", list_page="2", sort="code", order="asc"))[0] == "B050"
    assert len(listed(opened(PAGE, q="Hanke B", list_page="99"))) == 25, "the last there is"
    assert len(listed(opened(PAGE, q="Hanke B", list_page="-1"))) == 50


def test_only_the_shown_rows_are_asked_for(entering: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(entering, 75)
    asked: list[tuple[Any, ...]] = []
    ask = register.portfolio
    monkeypatch.setattr(register, "portfolio", lambda *a: asked.append(a) or ask(*a))
    opened(PAGE)
    assert [one[3:5] for one in asked] == [(0, choosing.LENGTH)]


def test_a_file_holds_all_that_are_filtered(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(entering, 75)
    entered()
    planned()
    realised(eu_state={"all": 333}, jobs={"all": 1.5})
    taken: dict[str, Any] = {}
    monkeypatch.setattr(listing, "take_away", lambda make, key: taken.update({key: make()}))
    opened(PAGE, q="Hanke B")
    assert len(taken["projects"].rows) == 75
    assert "List of projects of EURA 2007, 4 January 2016" in taken["projects"].notes[0]
    opened(PAGE, q="X1")
    take = taken["projects"]
    assert take.notes[0] == "Sources: entered by people here."
    (cells,) = take.rows
    row = dict(zip(take.columns, cells, strict=True))
    assert row["Name"].value == "Metsä *ja* <b>puu</b>" and row["Municipalities"].shown
    assert row["EU and state funding, planned"].value == 1000
    assert (row["New jobs, realised"].value, row["New jobs, realised"].shown) == (1.5, "1.5")
    assert row["Share used (%)"].shown == "33.3%" and row["New firms, planned"].value is None


def test_what_is_odd_is_said_beside_the_name(entering: Path) -> None:
    entered()
    entered()
    row = table(opened(PAGE, q="puuyhtiö"))
    assert flags.words("entered_twice") in row
    assert flags.words("brand_new_code") == "brand_new_code"
    assert listed(opened(PAGE, flag="entered_twice")) == ["X1"]


def test_an_unknown_choice_in_the_address_is_harmless(entering: Path) -> None:
    at = opened(PAGE, fund="<script>", sort="size", list_page="x", in_basket="gone")
    assert listed(at) and "<script>" not in sheets(at) and at.warning


def test_ways_to_enter_are_offered_where_something_may_be_entered(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ways() -> list[str]:
        return [one.proto.label for one in opened(PAGE).get("page_link")]

    assert ways() == ["Project baskets", "Enter a new project", "Import a list of projects"]
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert ways() == ["Project baskets"]


def test_without_statistics_it_says_what_to_do(nothing_published: Path) -> None:
    at = open_page(PAGE, lang="en")
    assert not at.exception and "python -m etl run" in everything_said(at)
    assert "widget_fund" not in keys(at)


def test_without_any_project_it_says_where_they_come_from(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "count", lambda: 0)
    at = opened(PAGE)
    assert "No project is known yet" in at.info[0].value and not at.metric
