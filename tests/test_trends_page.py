"""Targets and trends: areas side by side, one of them, a decision entered; nothing for others."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seutukuva import access, definitions, records, settings, texts
from seutukuva.development import kpis
from seutukuva.interviews import demonstration
from seutukuva.records import salt
from seutukuva.ui.entry import SAVED, WITHDRAWN
from tests.pages import everything_said, keys, opened, pressed, saved, sheets

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "development/trends"
NEW = "entry_kpi_target_new"
LANGUAGES = [
    one if one == "en" else pytest.param(one, marks=pytest.mark.slow) for one in texts.LANGUAGES
]


def decided(**more: Any) -> records.Entry:
    body = {
        "development_area": "A2",
        "kpi": "jobs",
        "area": "FI-SK138",
        "baseline": 9489,
        "baseline_period": "2015",
        "target": 10000,
        "target_period": "2025",
        "decided_on": "2018-05-02",
    }
    return records.append("kpi_target", body | more, by="local", source=PAGE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_in_each_language(entering: Path, language: str) -> None:
    decided(reason="Because *of* <b>it</b>", target=20000, target_period="2040")
    at = opened(PAGE, language, development_area="A2")
    (area,) = [one for one in definitions.load().programme.development_areas if one.code == "A2"]
    assert area.title[language] in everything_said(at)
    found = definitions.load().indicators["jobs"].label(language)
    assert found in sheets(at) and "R · " in sheets(at)
    assert at.get("plotly_chart") and "\\*of\\*" in at.table[-1].value.to_csv()
    assert f"{NEW}_target" in keys(at) | {one.key for one in at.text_input}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_areas_side_by_side(entering: Path, language: str) -> None:
    decided()
    found = sheets(opened(PAGE, language)).split("<tbody>")[-1].split("</table>")[0]
    for area in definitions.load().programme.development_areas:
        assert f"{area.code} " in found and f"development_area={area.code}" in found
    assert found.count("sk-counted") == 6, "a verdict, and five numbers of KPIs without a target"


def test_without_figures_targets_and_interviews_it_says_so(
    nothing_published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for choice in ({}, {"development_area": "A3"}):
        at = opened(PAGE, **choice)
        assert at.title[0].value == "Targets and trends" and "No target" in sheets(at)
    assert "no interviews yet" in sheets(at) and "No target" in sheets(at)


def test_a_short_address_opens_a_development_area(entering: Path) -> None:
    at = opened(PAGE, area="A4")
    assert any(one.value.startswith("A4 ") for one in at.header)
    assert at.query_params["development_area"] in ("A4", ["A4"]) and "area" not in at.query_params


def test_a_target_is_entered_shown_and_never_overwritten(entering: Path) -> None:
    at = opened(PAGE, development_area="A2", kpi="jobs")
    assert at.selectbox(key=f"{NEW}_kpi").value == "jobs", "the one looked at is proposed"
    at.text_input(key=f"{NEW}_baseline").set_value("9529")
    at.text_input(key=f"{NEW}_baseline_period").set_value("2017")
    at.text_input(key=f"{NEW}_target").set_value("10500")
    at.text_input(key=f"{NEW}_target_period").set_value("2030")
    saved(at, NEW)
    assert [one.value for one in at.success] == [SAVED]
    first = at.table[-1].value
    assert first["State"].tolist() == ["in force"] and first["Entered by"].tolist() == [
        "this computer"
    ]
    assert "<small>2030</small>" in sheets(at) and "Cannot be said" in sheets(at)
    at.text_input(key=f"{NEW}_baseline").set_value("9529")
    at.text_input(key=f"{NEW}_baseline_period").set_value("2017")
    at.text_input(key=f"{NEW}_target").set_value("10800")
    at.text_input(key=f"{NEW}_target_period").set_value("2030")
    saved(at, NEW)
    states = at.table[-1].value["State"].tolist()
    assert states == ["in force", "replaced by a later one"]
    assert len(records.newest_of("kpi_target")) == 2, "the first record stays as it was"


def test_what_does_not_agree_stores_nothing_and_stays_in_the_form(entering: Path) -> None:
    at = opened(PAGE, development_area="A2", kpi="jobs")
    at.text_input(key=f"{NEW}_baseline").set_value("9529")
    at.text_input(key=f"{NEW}_baseline_period").set_value("2017")
    at.text_input(key=f"{NEW}_target").set_value("10500")
    at.text_input(key=f"{NEW}_target_period").set_value("2010")
    pressed(at, f"{NEW}_save")
    assert len(at.error) == 1 and "not later" in at.error[0].value
    assert records.newest_of("kpi_target") == []
    assert at.text_input(key=f"{NEW}_target_period").value == "2010"


def test_another_areas_form_begins_anew(entering: Path) -> None:
    at = opened(PAGE, development_area="A2")
    at.text_input(key=f"{NEW}_target").set_value("99")
    at.text_input(key=f"{NEW}_target_period").set_value("2010")
    pressed(at, f"{NEW}_save")
    assert at.text_input(key=f"{NEW}_target").value == "99"
    at.selectbox(key="widget_development_area").set_value("A3").run()
    assert not at.exception and at.text_input(key=f"{NEW}_target").value == ""
    (area,) = [one for one in definitions.load().programme.development_areas if one.code == "A3"]
    assert at.selectbox(key=f"{NEW}_kpi").value in area.kpis


def test_the_list_of_kpis_is_the_areas_own(entering: Path) -> None:
    at = opened(PAGE, development_area="A5")
    titles = at.selectbox(key=f"{NEW}_kpi").options
    (area,) = [one for one in definitions.load().programme.development_areas if one.code == "A5"]
    assert len(titles) == len(area.kpis)


def test_a_mistaken_decision_is_withdrawn_with_its_reason(entering: Path) -> None:
    entry = decided()
    at = opened(PAGE, development_area="A2")
    at.selectbox(key="widget_target_to_withdraw").set_value(entry.id).run()
    at.text_input(key=f"withdraw_{entry.id}_reason").set_value("A slip")
    saved(at, f"withdraw_{entry.id}")
    assert [one.value for one in at.success] == [WITHDRAWN]
    (state,) = at.table[-1].value["State"].tolist()
    assert state.startswith("withdrawn") and "A slip" in state
    assert "R · " not in sheets(at)


def test_an_earlier_day_has_the_targets_of_that_day(entering: Path) -> None:
    decided()
    decided(target=12345, decided_on="2020-01-01")
    assert "12,345" in sheets(opened(PAGE, development_area="A2"))
    before = opened(PAGE, development_area="A2", on="2019-12-31")
    assert "12,345" not in sheets(before) and "10,000" in sheets(before)
    assert "decided later than the day looked at" in before.table[-1].value["State"].tolist()
    assert "entered later" in sheets(before), "nobody had written it down by then"


def test_an_earlier_day_has_no_later_figures_and_says_so(entering: Path) -> None:
    body = {"baseline": 9000, "baseline_period": "2005", "target": 9700, "target_period": "2020"}
    decided(**body, decided_on="2008-01-01")
    now, before = (opened(PAGE, development_area="A2", **on) for on in ({}, {"on": "2013-06-30"}))
    # Without the small pictures, which are full of digits.
    row, then = (
        re.sub('src="[^"]*"', "", sheets(at)).split("<tbody>")[1].split("</tr>")[0]
        for at in (now, before)
    )
    assert "2017" in row and "target’s year has passed" in row
    assert "2012" in then and "2017" not in then and "by 2012" in then
    said = "figures of periods that had ended by then"
    assert said in everything_said(before) and said not in everything_said(now)
    assert said in everything_said(opened(PAGE, on="2013-06-30"))


def test_a_baseline_stands_beside_the_newest_figure_of_its_year(entering: Path) -> None:
    decided(baseline=9000, target_period="2040")
    assert "2015; newest figures say 9,489" in sheets(opened(PAGE, development_area="A2"))
    decided(target_period="2040", decided_on="2019-01-01")
    assert "newest figures say" not in sheets(opened(PAGE, development_area="A2"))


def test_old_figures_are_told_of_where_verdicts_are_counted(entering: Path) -> None:
    assert "more than three years old" not in everything_said(opened(PAGE))
    decided(target_period="2040")
    said = everything_said(opened(PAGE))
    assert "1 verdict rests on a figure that is more than three years old" in said
    assert "newest figure: 2017" in sheets(opened(PAGE, development_area="A2"))


def test_where_interviews_are_not_shown_their_targets_are_not_denied(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Not shown here" not in sheets(opened(PAGE))
    monkeypatch.setattr(access, "_is_own", lambda: False)
    assert "Not shown here" in sheets(opened(PAGE))
    kpi = "question:turnover_outlook"
    away = opened(PAGE, development_area="A2", kpi=kpi)
    leading = sheets(away).split("Leading KPIs")[-1].split("</table>")[0]
    assert "Not shown here" in leading and "No target" not in leading
    said = everything_said(away)
    assert "Whether there is a target is not shown here." in said


def test_projects_of_the_area_and_their_results_stand_on_the_page(entering: Path) -> None:
    project = {
        "code": "X1",
        "name": "Welding *together*",
        "development_area": "A2",
        "start": "2025-01-01",
        "end": "2026-12-31",
        "state": "running",
    }
    records.append("project", project, by="local")
    plan = {"project": "X1", "decided_on": "2025-01-01", "planned": {"jobs": {"all": 20}}}
    records.append("project_plan", plan, by="local")
    at = opened(PAGE, development_area="A2")
    assert "Welding \\*together\\*" in everything_said(at)
    before = sheets(at)
    report = {"project": "X1", "type": "interim", "received": dt.date.today().isoformat()}
    report |= {"until": dt.date.today().isoformat(), "realised": {"jobs": {"all": 7}}}
    records.append("project_report", report, by="local")
    after = sheets(opened(PAGE, development_area="A2"))
    assert "35" not in before.split("Results of the projects")[1].split("</table>")[0]
    assert "35" in after.split("Results of the projects")[1].split("</table>")[0], "7 of 20"
    assert "X1" not in sheets(opened(PAGE, development_area="A1"))


def test_the_owners_projects_in_no_area_stand_apart_until_they_are_placed(entering: Path) -> None:
    apart = "SSYP Kehitys Oy in no development area, together"
    code = "S11678"  # its implementer owns A2
    at = opened(PAGE, development_area="A2")
    assert apart in sheets(at) and code in sheets(at)
    assert "No project has been placed" in everything_said(at)
    assert code not in sheets(opened(PAGE, development_area="A1"))
    placed = {"code": code, "name": "ICT", "development_area": "A2", "start": "2011-03-01"}
    records.append("project", placed | {"end": "2013-06-30", "state": "ended"}, by="local")
    before, after = sheets(at), sheets(opened(PAGE, development_area="A2"))
    assert code in after.split(apart)[0] and code not in after.split(apart)[1]
    assert code not in before.split(apart)[0]


@pytest.fixture(scope="module")
def invented(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The starter's figures beside the invented interviews, at this computer."""
    folder = tmp_path_factory.mktemp("invented")
    shutil.copytree(starter_folder / "build", folder / "build")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUKUVA_DATA", str(folder))
        for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC", "SEUTUKUVA_CONTACTS"):
            patch.delenv(name, raising=False)
        patch.setattr(settings, "_announced_public", None)
        patch.setattr(salt, "read", lambda: b"a secret of tests")
        demonstration.load("fi")
        yield folder


@pytest.mark.slow
def test_balances_of_interviews_have_their_course_and_are_kept_from_others(
    invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "question:turnover_outlook"
    decided(kpi=name, baseline=-50, baseline_period="2025-10", target=-40, target_period="2028")
    at = opened(PAGE, development_area="A2", kpi=name)
    leading = sheets(at).split("Leading KPIs")[-1]
    assert "95% interval" in leading and "G · Reached" in leading
    assert "Invented interviews" in everything_said(at)
    assert "invented interviews" in leading
    every = opened(PAGE)
    assert "Invented interviews" in sheets(every) and "counted apart" in everything_said(every)
    # A municipality has too few firms for more than a class, or for anything.
    small = sheets(opened(PAGE, development_area="A2", place="FI-KU256"))
    assert "95% interval" not in small.split("Leading KPIs")[-1]
    monkeypatch.setattr(access, "_is_own", lambda: False)
    away = opened(PAGE, development_area="A2", kpi=name)
    said = sheets(away) + everything_said(away)
    assert "interviews are not shown here" in said and "95% interval" not in said
    assert "G · Reached" not in said and f"{NEW}_save" not in keys(away)
    assert not away.table or name not in away.table[-1].value.to_csv()


def test_a_target_is_held_against_what_anybody_has_reached(entering: Path) -> None:
    decided(target_period="2035")
    decided(target=1, target_period="2040", baseline=8000)
    decided(kpi="workplace_self_sufficiency", baseline=90, target=100, target_period="2030")
    jobs = everything_said(opened(PAGE, "en", development_area="A2", kpi="jobs"))
    figures = [one for one in kpis.courses(["jobs"], "FI-SK138")["jobs"].valued if one.value]
    years = 2035 - int(figures[-1].period)

    def a_year(before: float | None, after: float | None) -> str:
        return f"{100 * (((after or 0) / (before or 1)) ** (1 / years) - 1):+.2f}%"

    assert f"takes **{a_year(figures[-1].value, 10000)} a year**" in jobs
    runs = {
        f"{one.period}–{later.period}": (later.value or 0) / (one.value or 1)
        for one in figures
        for later in figures
        if int(later.period) == int(one.period) + years
    }
    best = max(runs, key=lambda one: runs[one])
    own = a_year(1, runs[best]).replace("-", "−")
    assert f"its best was {own} a year ({best})" in jobs
    assert f"No area of similar size has figures {years} years apart" in jobs
    assert re.search(r"easier to be fast\. (None of|Of) \d+ areas .* over 8 years", jobs)
    assert "already meets the target for 2040" in jobs
    chosen = {"development_area": "A2", "kpi": "workplace_self_sufficiency"}
    assert "pp a year**" in everything_said(opened(PAGE, "en", **chosen))
    decided()
    earlier = {"development_area": "A2", "kpi": "jobs", "on": "2019-01-01"}
    told = everything_said(opened(PAGE, "en", **earlier))
    assert re.search(r"None of \d+ areas of similar size has ever moved that fast over 8", told)
    aimed = {"target": 15000, "target_period": "2020", "decided_on": "2008-01-01"}
    decided(baseline=9000, baseline_period="2005", **aimed)
    then = everything_said(opened(PAGE, "en", **(earlier | {"on": "2013-06-30"})))
    ended = re.findall(r"a year \(\d{4}–(\d{4})\)", then)
    assert ended and max(ended) <= "2012", "nobody knew later figures on that day"
