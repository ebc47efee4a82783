"""KPIs from the store: courses, decisions as they were made, and what others may not see."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from seutukuva import access, definitions, records
from seutukuva.definitions import QUESTION
from seutukuva.development import areas, kpis, projection, targets, verdicts
from seutukuva.development.projection import Led
from tests.development.made import LIMITS, TODAY, decision

REGION = "FI-SK138"
BODY = {
    "development_area": "A2",
    "kpi": "jobs",
    "area": REGION,
    "baseline": 9489,
    "baseline_period": "2015",
    "target": 10000,
    "target_period": "2025",
    "decided_on": "2018-05",
    "reason": "Programme",
}

M = range(1, 13)


def made(*figures: tuple[str, float], kpi: str = "jobs") -> kpis.Course:
    """The course of an indicator with made figures."""
    known = kpis.kpi(kpi, definitions.load())
    assert known is not None
    return kpis.Course(known, REGION, tuple(kpis.Point(*one, "final") for one in figures))


def standings(
    courses: dict[str, kpis.Course], decisions: list[targets.Decision]
) -> tuple[areas.Standing, ...]:
    every = definitions.load().programme.development_areas
    area = next(one for one in every if one.code == "A2")
    return areas.standings(area, REGION, courses, decisions, TODAY, LIMITS)


def decided(**more: Any) -> records.Entry:
    return records.append("kpi_target", BODY | more, by="local", source="development/trends")


def test_every_kpi_of_the_programme_has_a_name_and_a_wish_or_none() -> None:
    found = definitions.load()
    for area in found.programme.development_areas:
        assert area.headline and area.leading and not set(area.headline) & set(area.leading)
        for name in area.kpis:
            one = kpis.kpi(name, found)
            assert one is not None and one.title["nb"] and one.polarity in ("up", "down", "none")
            assert one.is_balance == name.startswith(QUESTION)
    assert kpis.kpi("nothing", found) is None and kpis.kpi("question:nothing", found) is None


def test_the_course_of_an_indicator_with_its_trend(starter: Path) -> None:
    (course,) = kpis.courses(["jobs"], REGION).values()
    assert course.newest is not None and (course.newest.period, course.newest.value) == (
        "2017",
        9529,
    )
    assert course.trend is not None and course.trend.state == "falling"
    assert course.comparable[-1] == (2017.5, 9529.0)
    empty = kpis.courses(["enterprise_openings"], REGION)["enterprise_openings"]
    assert (empty.newest, empty.reason) == (None, kpis.NO_FIGURES)


def test_without_any_data_there_are_reasons(nothing_published: Path) -> None:
    assert kpis.courses(["jobs"], REGION)["jobs"].reason == kpis.NO_FIGURES


def test_a_decision_comes_back_as_it_was_made(entering: Path) -> None:
    entry = decided()
    (one,) = kpis.decisions()
    assert (one.id, one.seq, one.kpi, one.baseline) == (entry.id, entry.seq, "jobs", 9489)
    assert one.decided_on == dt.date(2018, 5, 1) and one.reason == "Programme"
    assert (one.by, one.source) == ("local", "development/trends")
    assert one.recorded_at.startswith(str(dt.datetime.now(dt.UTC).year))


def test_saving_over_a_decision_does_not_change_it(entering: Path) -> None:
    entry = decided()
    records.append("kpi_target", BODY | {"target": 1}, id=entry.id, by="local", expect=entry.seq)
    (one,) = kpis.decisions()
    assert one.target == 10000


def test_a_withdrawn_decision_stays_with_its_reason_and_counted_until_then(entering: Path) -> None:
    entry = decided()
    records.withdraw(entry.id, "local", "A slip", entry.seq)
    (one,) = kpis.decisions()
    assert one.withdrawn_on == dt.datetime.now(dt.UTC).date()
    assert (one.withdrawn_reason, one.withdrawn_by) == ("A slip", "local")
    assert targets.in_force([one], dt.date(2020, 1, 1)) == (one,)
    assert targets.in_force([one], one.withdrawn_on) == ()


def test_targets_set_for_balances_are_as_confidential_as_they(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided()
    decided(kpi="question:turnover_outlook", baseline=10, target=20)
    assert len(kpis.decisions()) == 2
    reason = kpis.courses(["question:turnover_outlook"], REGION)["question:turnover_outlook"].reason
    assert reason == kpis.NO_INTERVIEWS
    monkeypatch.setattr(access, "_is_own", lambda: False)
    assert [one.kpi for one in kpis.decisions()] == ["jobs"]
    found = kpis.courses(["question:turnover_outlook", "jobs"], REGION)
    assert found["question:turnover_outlook"].reason == kpis.CONFIDENTIAL
    assert found["question:turnover_outlook"].points == () and found["jobs"].points


def test_figures_before_a_break_and_of_another_season_are_not_compared() -> None:
    jobs = kpis.kpi("jobs", definitions.load())
    assert jobs is not None
    points = (
        kpis.Point("2019", 1.0, "final"),
        kpis.Point("2020", 5.0, "break"),
        kpis.Point("2021", None, "missing"),
        kpis.Point("2022", 7.0, "final"),
    )
    assert kpis.Course(jobs, REGION, points).comparable == ((2020.5, 5.0), (2022.5, 7.0))
    months = tuple(kpis.Point(f"20{y}M{m:02d}", 1.0 * m, "final") for y in (24, 25) for m in (1, 2))
    found = kpis.Course(jobs, REGION, months).comparable
    assert [value for _at, value in found] == [2.0, 2.0]


def test_the_nearest_target_that_is_not_over_stands_for_a_kpi() -> None:
    found = definitions.load()
    area = next(one for one in found.programme.development_areas if one.code == "A2")
    jobs = kpis.kpi("jobs", found)
    assert jobs is not None
    points = tuple(
        kpis.Point(str(year), 100.0 + year - 2015, "final") for year in range(2015, 2024)
    )
    courses = {"jobs": kpis.Course(jobs, REGION, points)}
    over = decision(id="b", seq=2, target_period="2022", target=105.0)
    late = decision(id="c", seq=3, target_period="2040")
    every = [over, decision(), late]
    (one,) = areas.standings(area, REGION, courses, every, TODAY, LIMITS)
    assert [aim.decision.target_period for aim in one.aims] == ["2022", "2030", "2040"]
    assert one.main is one.aims[1] and one.is_headline
    assert areas.counts([one]) == {one.aims[1].verdict.state: 1}
    (bare,) = areas.standings(area, REGION, courses, [], TODAY, LIMITS)
    assert bare.state == areas.NO_TARGET and bare.main is None
    (elsewhere,) = areas.standings(area, "FI-KU729", courses, every, TODAY, LIMITS)
    assert elsewhere.aims == ()


def test_a_target_of_a_year_is_held_against_the_mean_of_its_months() -> None:
    """The middle of a year, its summer, would be told of the whole of it."""
    share = kpis.kpi("unemployment_share", definitions.load())
    count = kpis.kpi("jobs", definitions.load())
    assert share is not None and count is not None
    points = tuple(kpis.Point(f"2025M{at:02d}", float(at), "final") for at in range(1, 13))
    begun = (targets.moment("2025M12"), 12.0, 12.0, 12.0)
    ahead = ((targets.moment(f"2026M{at:02d}"), at + 1.0, at, at + 2.0) for at in range(1, 13))
    led = Led("", (begun, *ahead))
    by_month = kpis.Course(share, REGION, points, led=led)
    every = [decision(target_period="2026"), decision(id="b", target_period="2026M06")]
    (one,) = standings({"jobs": by_month}, every)
    values = {aim.decision.target_period: aim.projection.value for aim in one.aims}
    assert values == {"2026": 7.5, "2026M06": 7.0}
    (other,) = standings({"jobs": replace(by_month, kpi=count)}, every[:1])
    assert other.main is not None and other.main.projection.reason == projection.BY_MONTH


def test_a_target_whose_year_has_passed_gives_way_to_a_coming_one() -> None:
    course = made(*((str(year), 100.0 + year - 2015) for year in range(2015, 2024)))
    over, every = decision(target_period="2024"), [decision(target_period="2024")]
    (passed,) = standings({"jobs": course}, every)
    assert passed.state == verdicts.UNKNOWN and passed.main is not None
    assert passed.main.verdict.reason == verdicts.TARGET_PASSED
    (coming,) = standings({"jobs": course}, [over, decision(id="b", target_period="2040")])
    assert coming.main is not None and coming.main.decision.target_period == "2040"


def test_hidden_targets_and_invented_figures_are_counted_apart() -> None:
    hidden = replace(made(), reason=kpis.CONFIDENTIAL)
    (one,) = standings({"jobs": hidden}, [])
    assert one.state == areas.HIDDEN and areas.counts([one]) == {areas.HIDDEN: 1}
    invented = replace(made(("2020", 100.0), ("2025", 150.0)), is_demonstration=True)
    (one,) = standings({"jobs": invented}, [decision()])
    assert one.state == verdicts.ON_COURSE and areas.counts([one]) == {areas.INVENTED: 1}
    (bare,) = standings({"jobs": invented}, [])
    assert areas.counts([bare]) == {areas.NO_TARGET: 1}


def test_on_an_earlier_day_there_are_only_figures_of_periods_that_had_ended(starter: Path) -> None:
    (whole,) = kpis.courses(["jobs"], REGION).values()
    (until,) = kpis.courses(["jobs"], REGION, dt.date(2010, 12, 31)).values()
    (before,) = kpis.courses(["jobs"], REGION, dt.date(2010, 12, 30)).values()
    assert [one.valued[-1].period for one in (whole, until, before)] == ["2017", "2010", "2009"]
    assert until.points == whole.points[: len(until.points)]
    assert until.trend is not None and until.trend != whole.trend


MONTHS = [(f"{year}M{month:02d}", year - 2000.0 + month) for year in (2024, 2025) for month in M]


def test_figures_by_month_are_held_against_the_same_month_or_a_whole_year() -> None:
    shares = made(*MONTHS, ("2026M01", 27.0), kpi="unemployment_share")
    year = shares.basis("2024")
    assert (year.period, year.value) == ("2025", pytest.approx(25 + 6.5))
    month = shares.basis("2024M07")
    assert (month.period, month.value) == ("2025M07", 32.0)
    assert shares.basis("2024Q1").reason == verdicts.NO_SAME_SEASON
    few = made(*MONTHS[:11], kpi="unemployment_share").basis("2023")
    assert (few.period, few.reason) == ("", verdicts.NO_SAME_SEASON)
    # Whether months of a number add up or are levels is not known.
    assert made(*MONTHS).basis("2024").reason == verdicts.NO_SAME_SEASON
    yearly = made(("2024", 1.0), ("2025", 2.0)).basis("2023M10")
    assert (yearly.period, yearly.value) == ("2025", 2.0)


def test_a_figure_of_a_baselines_period_is_known_where_it_can_be() -> None:
    shares = made(*MONTHS, kpi="unemployment_share")
    assert shares.at("2024M03") == 27.0 and shares.at("2024") == pytest.approx(30.5)
    assert shares.at("2026") is None and made(*MONTHS).at("2024") is None
    assert made(("2024", 7.0)).at("2024") == 7.0


def test_a_decision_that_was_entered_later_can_be_told_from_others() -> None:
    one = decision(recorded_at="2026-06-02T10:00:00Z")
    assert one.is_entered_after(TODAY) and not one.is_entered_after(dt.date(2026, 6, 2))
