"""Green, amber and red by the limits in force; grey where nothing can be said yet, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from seutukuva import definitions, texts
from seutukuva.definitions import Measure, Thresholds
from seutukuva.projects import rag
from seutukuva.projects.measuring import Undefined
from seutukuva.projects.rag import AMBER, GREEN, GREY, JUDGED, NOT_FINAL, RED, STALE, Status
from tests.projects.made import ENDS

ON = date(2011, 10, 31)
MONEY, OUTPUT, RESULT = "public", "participants", "jobs"


def measure(name: str) -> Measure:
    return definitions.load().measures[name]


def limits() -> Thresholds:
    found = definitions.load().projects.on(ON)
    assert found
    return found


def judged(name: str = MONEY, **more: Any) -> Status:
    told: dict[str, Any] = {"planned": 100, "realised": 50, "elapsed": 0.5, "reported_on": ON}
    told |= {"on": ON, "thresholds": limits()} | more
    return rag.status(measure(name), **told)


@pytest.mark.parametrize(
    ("realised", "letter"),
    [(60, GREEN), (42.5, GREEN), (42.4, AMBER), (32.5, AMBER), (32.4, RED), (0, RED)],
)
def test_limits_are_of_what_is_expected_by_now(realised: float, letter: str) -> None:
    found = judged(realised=realised)
    assert (found.letter, found.reason) == (letter, JUDGED)
    assert found.ratio == pytest.approx(realised / 50)


def test_an_exact_share_is_not_missed_by_the_last_digit() -> None:
    # As floats are, 0.119 is a little less than 85 % of 0.14.
    assert 0.119 / 0.14 < 0.85
    assert judged(planned=1, elapsed=0.14, realised=0.119).letter == GREEN


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"planned": None}, Undefined.NOT_PLANNED),
        ({"planned": 0, "realised": 0}, Undefined.NOTHING),
        ({"planned": 0}, Undefined.UNPLANNED),
        ({"realised": None, "reported_on": None}, Undefined.NOT_REPORTED),
        ({"elapsed": 0.09}, Undefined.TOO_EARLY),
        ({"counted": 0.09}, Undefined.TOO_EARLY),
        ({"elapsed": Undefined.NO_DATES}, Undefined.NO_DATES),
        ({"thresholds": None}, Undefined.NO_RULES),
        ({"on": date(2012, 5, 1)}, STALE),
    ],
)
def test_grey_says_why(more: dict[str, Any], reason: str) -> None:
    found = judged(**more)
    assert (found.letter, found.reason) == (GREY, reason)
    assert not isinstance(found.ratio, float)


def test_a_report_serves_a_day_less_than_six_months() -> None:
    assert judged(on=date(2012, 4, 29)).reason == JUDGED
    assert judged(on=date(2012, 4, 30)).reason == JUDGED


def test_results_are_judged_at_the_end_and_not_before() -> None:
    assert judged(RESULT, realised=0).reason == Undefined.AT_END
    assert judged(RESULT, realised=None, reported_on=None).reason == Undefined.AT_END
    assert judged(RESULT, realised=0, elapsed=1.0).letter == RED
    assert judged(RESULT, realised=90, elapsed=1.0).letter == GREEN
    # The project is over, but what was told of it is not yet of its end.
    assert judged(RESULT, realised=90, elapsed=1.0, counted=0.9).reason == NOT_FINAL


def test_figures_of_the_end_are_judged_however_old_they_are() -> None:
    found = judged(realised=86.6, elapsed=1.0, reported_on=ENDS, on=date(2026, 1, 1))
    assert found.letter == GREEN
    found = judged(elapsed=1.0, counted=0.9, reported_on=date(2012, 1, 1), on=date(2026, 1, 1))
    assert found.reason == STALE


def test_who_starts_slowly_is_expected_to() -> None:
    assert judged(OUTPUT, realised=15, elapsed=0.25).letter == GREEN
    assert judged(MONEY, realised=15, elapsed=0.25).letter == RED


def test_what_is_held_against_time_is_the_day_of_the_report() -> None:
    assert judged(realised=45, elapsed=0.6, counted=0.5).ratio == 0.9


@pytest.mark.parametrize(
    ("name", "realised", "elapsed", "excess"),
    [
        (MONEY, 57.5, 0.5, ""),
        (MONEY, 58, 0.5, rag.EARLY),
        (OUTPUT, 57.5, 0.5, ""),
        (OUTPUT, 58, 0.5, rag.MORE),
        (OUTPUT, 101, 1.0, ""),
        (MONEY, 100, 1.0, ""),
        (MONEY, 101, 1.0, rag.OVER),
        (MONEY, 101, 0.3, rag.OVER),
    ],
)
def test_what_is_well_above_is_not_as_expected(
    name: str, realised: float, elapsed: float, excess: str
) -> None:
    found = judged(name, realised=realised, elapsed=elapsed)
    assert (found.letter, found.excess) == (GREEN, excess)
    texts.use("en")
    assert rag.words(found).startswith("Goes as expected") == (excess == "")
    texts.use(texts.DEFAULT)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_status_has_its_words(language: str) -> None:
    texts.use(language)
    reasons = [*Undefined, STALE, NOT_FINAL, rag.NONE_JUDGED]
    told = [one for one in reasons if one not in (Undefined.NONE_REALISED, Undefined.WITHHELD)]
    every = [rag.grey(one) for one in told]
    every += [Status(letter, JUDGED, 0.866) for letter in (GREEN, AMBER, RED)]
    said = [rag.words(one) for one in every]
    assert len(set(said)) == len(every) and all(said)
    assert len({rag.colour(one) for one in every}) == 4
    percent = {"en": "86.6%", "fi": "86,6\u00a0%"}.get(language, "86,6\u00a0%")
    assert percent in said[-1]
    texts.use(texts.DEFAULT)
