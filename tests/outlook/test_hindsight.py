"""Hindsight: tables by hand of every pair of marks, and of every mark and change of a figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from seutukuva import definitions
from seutukuva.definitions.outlook import SCORES, ThemeFigure
from seutukuva.outlook import hindsight
from seutukuva.outlook.hindsight import Figure, FigureOutcome, Outcome, Series
from tests.outlook.made import mark

# A line a mark a year ahead from −2 to 2, a letter the mark of a year later from −2 to 2.
OF_MARKS = ("HUUUU", "OHUUU", "OOHUU", "OOOHU", "OOOOH")
RIGHT_WAY = ("yynnn", "yynnn", "nnynn", "nnnyy", "nnnyy")
# A letter a figure that became worse, stayed, became better.
OF_FIGURES = ("HUU", "HUU", "OHU", "OOH", "OOH")
WORDS = {"H": "hit", "O": "over", "U": "under"}
LATER = dt.date(2026, 11, 2)


def judged(ahead: int, *later: int, group: str = "EKR", today: dt.date = LATER) -> Outcome:
    groups = ("EKR", "KS", "SSYP", "EVK")
    marks = [
        mark(score, round="2026-10", horizon="now", group=one)
        for score, one in zip(later, groups, strict=False)
    ]
    (found,) = hindsight.by_marks([mark(ahead, group=group), *marks], today)
    return found


@pytest.mark.parametrize("ahead", SCORES)
@pytest.mark.parametrize("later", SCORES)
def test_every_pair_of_marks_is_judged_as_written_by_hand(ahead: int, later: int) -> None:
    found = judged(ahead, later)
    at = ahead + 2, later + 2
    assert found.verdict == WORDS[OF_MARKS[at[0]][at[1]]]
    assert found.is_right_way == (RIGHT_WAY[at[0]][at[1]] == "y")
    assert found.is_own and found.reason == "" and found.later == (later, later)


def test_a_group_that_gave_no_mark_later_is_held_against_the_median_of_all() -> None:
    assert judged(1, -1, 0, 0, group="POKE").verdict == "over"
    found = judged(1, 0, 1, group="POKE")
    assert (found.verdict, found.later, found.is_own) == ("hit", (0, 1), False)
    assert judged(2, 0, 1, group="POKE").verdict == "over"
    assert judged(-1, 0, 1, group="POKE").verdict == "under"
    split = judged(0, -1, 1, group="POKE")
    assert (split.verdict, split.reason) == ("", "split"), "their own median says nothing"


def test_the_same_group_is_asked_first_whatever_others_say() -> None:
    assert judged(1, 1, -2, -2).verdict == "hit"


def test_what_cannot_be_judged_says_why() -> None:
    assert judged(1, today=dt.date(2026, 9, 30)).reason == "not_due"
    assert judged(1, today=dt.date(2026, 10, 1)).reason == "no_mark"
    early = judged(1, 1, today=dt.date(2026, 9, 30))
    assert early.verdict == "hit", "given before its month, it counts"
    assert hindsight.by_marks([mark(1, horizon="6"), mark(1, horizon="now")], LATER) == []


def test_marks_of_other_areas_themes_and_rounds_judge_nothing() -> None:
    others = [
        mark(1, round="2026-10", horizon="now", area="FI-KU729"),
        mark(1, round="2026-10", horizon="now", theme="labour"),
        mark(1, round="2026-04", horizon="now"),
        mark(1, round="2026-10", horizon="6"),
    ]
    (found,) = hindsight.by_marks([mark(1), *others], LATER)
    assert found.reason == "no_mark"


THEMES = definitions.load().outlook.themes
JOBLESS = ThemeFigure("unemployed_jobseekers", "down", 3.0, "percent")
THEME = {"business": replace(THEMES["business"], figures=(JOBLESS,), balances=())}


def series(*figures: tuple[str, float | None], edition: str = "e", status: str = "") -> Series:
    return Series(tuple(Figure(p, v, status) for p, v in figures), edition)


def against(ahead: int, then: Series, since: Series, today: dt.date = LATER) -> FigureOutcome:
    known = {"2025-10": then, "2026-10": since}
    (found,) = hindsight.by_figures([mark(ahead)], THEME, lambda r, _i, _a: known[r], today)
    return found


# Fewer jobseekers are good: 1,000 become 1,031 (worse), 1,030 (as before), 969 (better).
@pytest.mark.parametrize("ahead", SCORES)
@pytest.mark.parametrize(("after", "at"), [(1031, 0), (1030, 1), (970, 1), (969, 2)])
def test_every_mark_is_held_against_how_the_figure_changed(
    ahead: int, after: float, at: int
) -> None:
    found = against(ahead, series(("2025M08", 1000)), series(("2026M08", after)))
    assert found.verdict == WORDS[OF_FIGURES[ahead + 2][at]]
    assert found.way == at - 1 and found.change == pytest.approx((after - 1000) / 10)


def test_the_earlier_figure_is_the_one_that_the_round_knew() -> None:
    then = series(("2025M07", 900), ("2025M08", 1000))
    since = series(("2025M08", 1200), ("2026M08", 1000), ("2026M09", 700))
    found = against(0, then, since)
    assert found.before == Figure("2025M08", 1000) and found.after == Figure("2026M08", 1000)
    assert (found.verdict, found.is_revised) == ("hit", True), "from 1,200 it would be better"


def test_without_an_edition_the_round_knew_what_had_ended_when_its_month_began() -> None:
    every = series(("2025M08", 500), ("2025M09", 1000), ("2025M10", 1), ("2026M09", 1000))
    now = Series(every.figures)
    found = against(0, now, now)
    assert found.before and found.before.period == "2025M09" and found.verdict == "hit"
    yearly = Series((Figure("2024", 10.0), Figure("2025", 10.0)))
    assert (one := hindsight.newest(yearly, "2025-10")) and one.period == "2024"


@pytest.mark.parametrize(
    ("then", "since", "reason"),
    [
        (series(), series(("2026M08", 1.0)), "no_figure"),
        (series(("2025M08", None)), series(("2026M08", 1.0)), "no_figure"),
        (series(("2023M09", 5.0)), series(("2024M09", 1.0)), "no_figure"),
        (series(("2023M10", 5.0)), series(("2024M10", 5.0)), ""),
        (series(("2025M08", 5.0)), series(("2025M08", 5.0)), "not_published"),
        (series(("2025M08", 5.0)), series(("2026M08", None)), "not_published"),
        (series(("2025M08", 5.0)), series(("2026M08", 5.0), status="break"), "broken"),
        (series(("2025M08", 0.0)), series(("2026M08", 5.0)), "from_nothing"),
        (series(("2025M08", 0.0)), series(("2026M08", 0.0)), ""),
    ],
)
def test_a_figure_that_cannot_judge_says_why(then: Series, since: Series, reason: str) -> None:
    found = against(0, then, since)
    assert found.reason == reason and bool(found.verdict) == (not reason)
    assert against(0, then, since, dt.date(2026, 9, 30)).reason == "not_due"


def test_a_change_in_points_and_its_way() -> None:
    share = ThemeFigure("unemployment_share", "down", 0.3, "points")
    assert share.way(8.0, 8.3) == 0, "8.3 − 8.0 is a little more than 0.3 in the computer"
    assert (share.way(8.0, 8.4), share.way(8.0, 7.6)) == (-1, 1)
    jobs = ThemeFigure("jobs", "up", 1.0, "percent")
    assert (jobs.way(-10.0, -9.0), jobs.change(-10.0, -9.0)) == (1, 10.0)


def test_tallies_count_by_theme_and_group_and_never_give_a_share_of_fewer_than_five() -> None:
    later = [mark(0, round="2026-10", horizon="now", group=one) for one in ("EKR", "KS")]
    ahead = [mark(0), mark(1, group="KS"), mark(2, theme="labour")]
    outcomes = hindsight.by_marks([*ahead, *later], LATER)
    whole = hindsight.tally(outcomes)
    assert (whole.n, whole.hit, whole.over, whole.under) == (2, 1, 1, 0)
    assert (whole.unjudged, dict(whole.reasons)) == (1, {"no_mark": 1})
    assert whole.share("hit") is None
    by_group = hindsight.tallies(outcomes, ["EKR", "KS", "EVK"], lambda one: one.group)
    assert list(by_group) == ["EKR", "KS"] and by_group["KS"].over == 1
    by_theme = hindsight.tallies(outcomes, ["business", "labour"], lambda one: one.theme)
    assert (by_theme["labour"].n, by_theme["business"].n) == (0, 2)
    five = [Outcome(mark(0), "hit", later=(0, 0))] * 3 + [Outcome(mark(0), "under", later=(1, 1))]
    assert hindsight.tally(five).share("hit") is None
    assert hindsight.tally([*five, five[0]]).share("hit") == 80.0
    assert hindsight.tally([*five, five[0]]).right_way == 4
