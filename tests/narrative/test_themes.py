"""Themes and headlines: what is told first, how a trend is told, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from seutukuva import formats, narrative
from seutukuva.narrative import Figure
from tests.narrative.samples import POPULATION, Verdict, figure

SHARE = figure("share_over_64", value=37.6, earlier_period="2024", earlier_value=37.1)


def theme(language: str, figures: Sequence[Figure]) -> str:
    return narrative.theme_text("FI-KU729", figures, language).replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("language", "five", "since", "months"),
    [
        (
            "fi",
            "Viiden vuoden suunta on nouseva.",
            "Suunta on kuitenkin ollut laskeva vuosina 2011–2025.",
            "Muutos erottuu tavallisesta vaihtelusta.",
        ),
        (
            "sv",
            "Trenden på fem år är stigande.",
            "Trenden var dock fallande åren 2011–2025.",
            "Förändringen skiljer sig från den vanliga variationen.",
        ),
        (
            "en",
            "The five-year trend is rising.",
            "The trend was nevertheless falling in 2011–2025.",
            "The change stands out from the usual variation.",
        ),
        (
            "nb",
            "Trenden over fem år er stigende.",
            "Trenden var likevel fallende i årene 2011–2025.",
            "Endringen skiller seg ut fra den vanlige variasjonen.",
        ),
    ],
)
def test_a_trend_is_told_with_its_span(language: str, five: str, since: str, months: str) -> None:
    rising = replace(SHARE, trend=Verdict("rising"))
    assert theme(language, [rising]).endswith(f" {five}")
    falling = replace(SHARE, trend=Verdict("falling", "mann_kendall", first_period="2011"))
    assert theme(language, [falling]).endswith(f" {since}")
    monthly = figure(
        "unemployment_share",
        "2026M06",
        12.3,
        earlier_period="2025M06",
        earlier_value=11.0,
        trend=Verdict("rising", "control_limits", last_period="2026M06"),
    )
    assert theme(language, [monthly]).endswith(f" {months}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Saarijärvellä suunta on ollut nouseva vuosina 2011–2025."),
        ("sv", "I Saarijärvi var trenden stigande åren 2011–2025."),
        ("en", "In Saarijärvi, the trend was rising in 2011–2025."),
        ("nb", "I Saarijärvi var trenden stigende i årene 2011–2025."),
    ],
)
def test_after_another_area_the_trend_says_whose_it_is(language: str, text: str) -> None:
    verdict = Verdict("rising", "mann_kendall", first_period="2011")
    beside = replace(SHARE, trend=verdict, benchmarks=[("FI-MK13", 25.4, 25.0)])
    assert theme(language, [beside]).endswith(f" {text}")


@pytest.mark.parametrize(
    "verdict",
    [
        None,
        Verdict("steady"),
        Verdict("not_calculated"),
        Verdict("rising", last_period="2020"),
        Verdict("falling", "control_limits"),  # the change itself went up
    ],
)
def test_no_trend_is_told_that_the_test_does_not_support(verdict: Verdict | None) -> None:
    for language in ("fi", "sv", "en", "nb"):
        text = theme(language, [replace(SHARE, trend=verdict)])
        assert text == theme(language, [SHARE])
        assert text.count(". ") == 0


def test_what_a_test_supports_comes_first_and_a_period_is_named_once() -> None:
    verdict = Verdict("rising", judgement="better")
    figures = [POPULATION, SHARE, figure("tertiary_share", value=22.6, trend=verdict)]
    assert theme("en", figures) == (
        "The share of persons with a tertiary degree was 22.6% in 2025. "
        "The five-year trend is rising. "
        "The population fell by 1.1% in a year to 8,763; in Central Finland it grew by 0.1%. "
        "The share of persons aged 65 or over rose by 0.5 percentage points in a year to 37.6%."
    )


def test_polarity_never_becomes_praise_or_blame() -> None:
    better, worse = Verdict("rising", judgement="better"), Verdict("rising", judgement="worse")
    for language in ("fi", "sv", "en", "nb"):
        assert theme(language, [replace(SHARE, trend=better)]) == theme(
            language, [replace(SHARE, trend=worse)]
        )


def test_large_changes_come_before_small_ones() -> None:
    jobs = figure("jobs", value=2000.0, earlier_period="2024", earlier_value=2500.0)
    small = replace(POPULATION, benchmarks=())
    assert theme("fi", [small, jobs]).startswith("Työpaikkojen määrä väheni 20,0 %")


def test_old_and_related_figures_and_projections_only_fill_up() -> None:
    old = figure("gini_coefficient_long", "2011", 24.0)
    ahead = figure("population_projection_2019", "2040", 7123.0)
    related = figure("population_change", value=-97.0)
    alone = replace(POPULATION, benchmarks=())
    assert theme("fi", [ahead, old, related, alone, SHARE]) == (
        "Väkiluku väheni 1,1 % vuodessa ja oli 8 763 vuonna 2025. "
        "Vähintään 65-vuotiaiden osuus nousi 0,5 prosenttiyksikköä vuodessa ja oli 37,6 %."
    )
    assert theme("fi", [ahead, old]) == (
        "Pitkän sarjan Gini-kerroin oli 24,0 vuonna 2011. "
        "Vuonna 2019 laaditun ennusteen väkiluku on 7 123 vuonna 2040."
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Tästä aiheesta ei ole lukuja."),
        ("sv", "Det finns inga siffror om detta tema."),
        ("en", "There are no figures on this theme."),
        ("nb", "Det finnes ingen tall om dette temaet."),
    ],
)
def test_a_theme_without_figures_says_so(language: str, text: str) -> None:
    assert theme(language, []) == text
    assert theme(language, [replace(POPULATION, period="", value=None, status="missing")]) == text


def test_the_headline_opens_with_the_area_and_takes_one_figure_a_theme() -> None:
    figures = [
        replace(POPULATION, benchmarks=()),
        SHARE,
        figure("jobs", "2024", 2931.0),
        figure("unemployment_share", "2026M06", None, status="missing"),
    ]
    text = narrative.headline_text("FI-SK138", figures, "fi").replace(formats.NBSP, " ")
    assert text == (
        "Saarijärven–Viitasaaren seutukunnassa väkiluku väheni 1,1 % vuodessa ja oli 8 763 vuonna "
        "2025. Työpaikkojen määrä oli 2 931 vuonna 2024."
    )
