"""A year of projects: which ones, what of them, and the text that begins the area's summary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from seutukuva import definitions, texts
from seutukuva.projects import summaries, summary_text
from seutukuva.projects.measuring import Undefined
from seutukuva.projects.model import Deviation, Report
from seutukuva.projects.picture import Picture
from tests.projects import made

YEAR = 2012


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def report(code: str = "s11010", **more: Any) -> Report:
    told = {"type": "final", "received": date(2012, 6, 15), "results": "A network of 40 firms."}
    return Report(id="r", seq=1, code=code, by="x", recorded_at="", **told | more)


def deviation(code: str = "s11010", **more: Any) -> Deviation:
    told = {"noticed": date(2012, 2, 1), "type": "goal", "text": "No jobs came", "state": "open"}
    return Deviation(id="d", seq=1, code=code, by="x", recorded_at="", **told | more)


def s11010() -> Picture:
    return made.pictured(made.told(made.S11010), name="Heinolan seudun kumppanuushanke")


def summary(
    *pictures: Picture,
    reports: tuple[Report, ...] = (),
    deviations: tuple[Deviation, ...] = (),
    year: int = YEAR,
) -> summaries.Summary:
    return summaries.summary(
        pictures,
        {one.code: tuple(each for each in reports if each.code == one.code) for one in reports},
        {one.code: (one,) for one in deviations},
        year,
        definitions.load(),
    )


def draft(found: summaries.Summary, title: str = "A1") -> str:
    return summary_text.draft(found, title, definitions.load())


def test_the_text_of_s11010_has_its_figures() -> None:
    text = draft(summary(s11010(), reports=(report(),)))
    for sentence in (
        "A1: the projects of 2012",
        "1 project ran or reported in 2012. Begun in the year: 0. Ended by 31 December 2012: 1. "
        "By that day 1 of 1 projects have reported something. "
        "Of the time of all of them 100.0% has gone.",
        "– Participations started in projects: 86 of 103 planned (83.5%); women 28 of 86 (32.6%); "
        "1 of 1 projects that plan it have reported.",
        "– New jobs: 0 of 20 planned (0.0%); 1 of 1 projects that plan it have reported.",
        "– Degrees completed: 0 of 0 planned; none was planned and none has come, so a share is "
        "not defined.",
        "– EU and state funding: 168,275\u00a0€ of 194,225\u00a0€ planned (86.6%)",
        "– Public funding in all: 202,550\u00a0€ of 228,500\u00a0€ planned (88.6%)",
        "– What a realised job cost is not defined, for none has come.",
        "– By the plans a job takes 11,425\u00a0€ of public money.",
        "far below what was expected: New jobs, New firms.",
        "– S11010 Heinolan seudun kumppanuushanke (Final report, 15 June 2012): "
        "“A network of 40 firms.”",
        "these are participations and not persons.",
    ):
        assert sentence in text, sentence


def test_deviations_are_told_with_cause_and_action() -> None:
    told = deviation(cause="The plant closed", action="New partners.")
    text = draft(summary(s11010(), deviations=(told,)))
    assert (
        "– S11010 Heinolan seudun kumppanuushanke: No jobs came. (Goal, 1 February 2012; Open) "
        "Cause: The plant closed. Action: New partners."
    ) in text


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({}, True),
        ({"noticed": date(2010, 2, 1)}, True),
        ({"noticed": date(2010, 2, 1), "state": "settled"}, False),
        ({"state": "settled"}, True),
        ({"noticed": date(2013, 2, 1)}, False),
    ],
    ids=["of the year", "still open", "settled before", "settled in the year", "later"],
)
def test_deviations_of_the_year_and_those_still_open(more: dict[str, Any], is_told: bool) -> None:
    found = summary(s11010(), deviations=(deviation(**more),))
    assert bool(found.deviations) == is_told


def test_the_newest_final_report_of_the_year_is_quoted() -> None:
    interim = report(type="interim", received=date(2012, 11, 1), results="Later, not final.")
    older = report(received=date(2011, 6, 1), results="Of another year.")
    status = report(type="status", received=date(2012, 12, 1), results="Only a status.")
    late = report(until=date(2011, 12, 31), received=date(2012, 12, 30), results="Of 2011.")
    found = summary(s11010(), reports=(older, interim, report(), status, late))
    assert [one.report.results for one in found.results] == ["A network of 40 firms."]
    # What has not come by the day that is looked at is not quoted.
    early = made.pictured(made.told(made.S11010), on=date(2012, 3, 1))
    assert summary(early, reports=(report(),)).results == ()
    assert summary(early, reports=(report(),)).silent == (early.project,)


def test_a_project_belongs_to_the_years_in_which_it_ran_or_told_of_itself() -> None:
    own = made.project()
    assert [year for year in range(2007, 2016) if summaries.is_of_year(own, {}, year)] == [
        *(2009, 2010, 2011, 2012)
    ]
    late = {"s11010": (report(received=date(2013, 2, 1)),)}
    assert summaries.is_of_year(own, late, 2013) and not summaries.is_of_year(own, late, 2014)
    of_december = {"s11010": (report(until=date(2012, 12, 31), received=date(2013, 1, 10)),)}
    assert not summaries.is_of_year(own, of_december, 2013), "it came in another year"
    endless = made.project(end=None)
    assert summaries.is_of_year(endless, {}, 2030)
    dateless = made.project(start=None, end=None)
    assert not summaries.is_of_year(dateless, {}, 2012)
    assert summaries.years([own, dateless], date(2012, 1, 1)) == [2012, 2011, 2010, 2009]
    assert summaries.years([], date(2026, 1, 1)) == [2026]


def test_time_of_several_projects_is_their_days_together() -> None:
    whole = s11010()
    half = made.pictured([], on=date(2012, 1, 10), code="P", start=date(2012, 1, 1),
                         end=date(2012, 1, 20))  # fmt: skip
    days = (made.ENDS - made.BEGINS).days + 1
    assert summaries.elapsed([whole, half]) == pytest.approx((days + 10) / (days + 20))
    assert summaries.elapsed([whole, whole]) == 1, "each counts once"
    assert summaries.elapsed([]) == Undefined.NO_DATES


def test_a_year_without_projects_says_so_and_nothing_else() -> None:
    assert draft(summary()) == ("A1: the projects of 2012\n\nNo project ran or reported in 2012.\n")


def test_what_is_not_reported_has_no_figure() -> None:
    planned = [one for one in made.told(made.S11010) if one.side == "planned"]
    text = draft(summary(made.pictured(planned, code="P1")))
    assert (
        "– New jobs: 20 planned; nothing has been reported yet; "
        "0 of 1 projects that plan it have reported."
    ) in text
    assert "1 of 1 projects have told no results in a report of the year: P1 Project P1." in text


def test_women_are_told_with_how_many_projects_tell_them() -> None:
    told = [("P1", (20, 10, 21, 10)), ("P2", (20, 10, 5, 1)), ("P3", (20, None, 5, None))]
    every = [made.pictured(made.told({"jobs": own}), code=code) for code, own in told]
    text = draft(summary(*every))
    assert (
        "New jobs: 31 of 60 planned (51.7%); women 10 of 21 (47.6%), told by 1 of 3 projects, "
        "in 1 too few of a sex to be told;"
    ) in text
    assert "told by" not in draft(summary(every[0]))


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_language_has_the_same_sections(language: str) -> None:
    texts.use(language)
    found = summary(s11010(), reports=(report(),), deviations=(deviation(),))
    text = draft(found)
    assert text.count("\n\n") == 6 and "{" not in text
    assert "A network of 40 firms." in text
    assert len({line for line in text.splitlines() if line.startswith("–")}) >= 11


@settings(max_examples=30)
@given(made.pictures())
def test_the_text_never_fails_and_counts_every_project(every: list[Picture]) -> None:
    texts.use("en")
    found = summary(*every, *every)
    assert len(found.projects) == len(every) == len(found.silent)
    assert {one.key for one in found.ended} == {one.project.key for one in every}
    text = draft(found)
    assert f"of {len(every)} projects have told no results" in text
    assert "nan" not in text and "Undefined" not in text
