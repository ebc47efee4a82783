"""Ten years of a figure: which two are compared, which is told of several, what is old."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from seutukuva import definitions, texts
from seutukuva.headlines import Courses
from seutukuva.impact import past, reading
from seutukuva.impact.decade import Decade, decade, newest_of
from seutukuva.impact.model import Section
from seutukuva.impact.plan import Part

OWN, REGION = "FI-KU729", "FI-MK13"
POPULATION = definitions.load().indicators["population"]
SHARE = definitions.load().indicators["unemployment_share"]


def courses(
    figures: Mapping[str, float | None],
    indicator: str = "population",
    area: str = OWN,
    broken: str = "",
) -> Courses:
    return Courses(
        {
            "indicator_id": indicator,
            "area_id": area,
            "period": period,
            "value": value,
            "status": "break" if period == broken else "final" if value is not None else "missing",
        }
        for period, value in figures.items()
    )


@pytest.mark.parametrize(
    ("years", "earlier"),
    [
        (range(2005, 2026), "2015"),
        # Without a figure of ten years before, the nearest of five or more.
        ((2016, 2020, 2025), "2016"),
        ((2020, 2025), "2020"),
        ((2013, 2025), "2013"),
        ((2014, 2018, 2025), "2018"),
        # Nearer or farther than that says nothing of ten years.
        ((2012, 2025), ""),
        ((2021, 2025), ""),
        ((2025,), ""),
    ],
)
def test_what_the_newest_figure_is_compared_with(years: range | tuple, earlier: str) -> None:
    told = decade(courses({str(year): 1000.0 + year for year in years}), OWN, POPULATION)
    assert told is not None
    assert (told.own.period, told.own.earlier_period) == ("2025", earlier)
    assert told.is_compared is bool(earlier)
    assert told.figure.years_before == (2025 - int(earlier) if earlier else 0)


def test_months_are_compared_with_the_same_month() -> None:
    figures = {"2016M05": 10.0, "2016M06": 12.0, "2026M06": 9.0}
    told = decade(courses(figures, "unemployment_share"), OWN, SHARE)
    assert told is not None and told.own.earlier_period == "2016M06"


def test_missing_figures_are_none() -> None:
    told = decade(courses({"2015": None, "2016": 5.0, "2024": 4.0, "2025": None}), OWN, POPULATION)
    assert told is not None
    assert (told.own.period, told.own.earlier_period) == ("2024", "2016")
    assert decade(courses({"2025": None}), OWN, POPULATION) is None
    assert decade(courses({}), OWN, POPULATION) is None


def test_over_a_break_nothing_is_compared() -> None:
    told = decade(courses({"2015": 5.0, "2025": 4.0}, broken="2020"), OWN, POPULATION)
    assert told is not None and told.is_compared
    figures = {str(year): 5.0 for year in range(2015, 2026)}
    told = decade(courses(figures, broken="2020"), OWN, POPULATION)
    assert told is not None and not told.is_compared and told.change("en") is None


def test_elsewhere_is_told_of_the_same_two_years() -> None:
    both = courses({"2015": 100.0, "2025": 90.0}).beside(
        courses({"2015": 50.0, "2025": 55.0, "2026": 70.0}, area=REGION)
    )
    told = decade(both, OWN, POPULATION, (OWN, REGION))
    assert told is not None
    ((area, there),) = told.elsewhere
    assert (area, there.period, there.value, there.earlier_value) == (REGION, "2025", 55.0, 50.0)


def made(year: int, earlier: int = 0) -> Decade:
    figures = {str(one): 100.0 for one in (year, earlier) if one}
    told = decade(courses(figures), OWN, POPULATION)
    assert told is not None
    return told


def test_of_several_the_newest_is_told_then_what_is_compared() -> None:
    assert newest_of([]) is None
    assert newest_of([made(2016, 2006), made(2025)]).year == 2025
    assert newest_of([made(2025), made(2025, 2015)]).is_compared


@pytest.mark.parametrize(("year", "is_old"), [(2026, False), (2023, False), (2022, True)])
def test_what_is_old(year: int, is_old: bool) -> None:
    assert made(year).is_old(2026) is is_old
    assert bool(past.all_old(year, 2026)) is is_old


@pytest.fixture
def unsourced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures of nobody's: nothing is asked of the store."""
    monkeypatch.setattr(reading, "sources", lambda indicators, areas: ())


def told_of(figures: Mapping[str, Mapping[str, float]]) -> Section:
    texts.use("en")
    known = Courses(())
    for name, own in figures.items():
        known = known.beside(courses(own, name))
    rows = (("jobs",), ("population", "population_monthly"), ("unemployment_share",))
    return past.section(Part("it", "Jobs and firms", rows), OWN, known, 2026)


def test_the_sentence_tells_what_is_new_and_can_be_compared(unsourced: None) -> None:
    section = told_of(
        {
            "jobs": {"2007": 100.0, "2017": 90.0},
            "population": {"2015": 1000.0, "2025": 900.0},
            "unemployment_share": {"2026M06": 9.5},
        }
    )
    assert section.sentences == ("The population fell by 10.0% in ten years to 900 in 2025.",)
    assert section.warnings == ("Some figures are old: Jobs (2017).",)
    listing = section.listing
    assert listing is not None
    assert [row[1:4] for row in listing.shown] == [
        ("2007: 100", "2017: 90", "−10 (−10.0%)"),
        ("2015: 1,000", "2025: 900", "−100 (−10.0%)"),
        ("–", "Jun\xa02026: 9.5%", "–"),
    ]
    assert [row[1:4] for row in listing.values] == [
        (100.0, 90.0, -10.0),
        (1000.0, 900.0, -100.0),
        (None, 9.5, None),
    ]


def test_old_figures_are_told_loudly_and_unknown_ones_named(unsourced: None) -> None:
    section = told_of({"jobs": {"2007": 100.0, "2017": 90.0}})
    (warning,) = section.warnings
    assert "2017" in warning and "cannot be seen" in warning
    assert "Population" in section.remarks[0] and "Jobs" not in section.remarks[0]


def test_what_nobody_has_counted_is_an_empty_section(unsourced: None) -> None:
    section = told_of({})
    assert section.is_empty and section.chart is None and section.warnings == ()


def test_counts_of_several_areas_are_drawn_as_indices_and_shares_as_they_are(
    unsourced: None,
) -> None:
    texts.use("en")
    own, region = ({str(year): base + year for year in range(2013, 2026)} for base in (-1000, 9000))
    known = courses(own).beside(courses(region, area=REGION))
    counts = past.section(Part("it", "Population", (("population",),)), OWN, known, 2026)
    assert counts.chart is not None and counts.chart.unit == "index, 2015 = 100"
    assert {one.key for one in counts.chart.series} == {OWN, REGION}
    assert min(point.period for point in counts.chart.series[0].points) == "2015"
    name = "share_over_64"
    known = courses(own, name).beside(courses(region, name, REGION))
    shares = past.section(Part("it", "Age and sex", ((name,),)), OWN, known, 2026)
    assert shares.chart is not None and shares.chart.unit == "%"
    alone = courses({"2024": 5.0, "2025": 4.0})
    assert (
        past.section(Part("it", "Population", (("population",),)), OWN, alone, 2026).chart is None
    )
