"""Sentences, word for word: each rule once, in the four languages where their grammar differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seutukuva import formats, narrative
from seutukuva.narrative import Benchmark, Figure
from tests.narrative.samples import POPULATION, figure

NAN = float("nan")


def told(language: str, one: Figure, area: str = "FI-KU729", **how) -> str:
    return narrative.sentence(area, one, language, **how).replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Väkiluku väheni 1,1 % vuodessa ja oli 8 763; Keski-Suomessa se kasvoi 0,1 %."),
        (
            "sv",
            "Folkmängden minskade med 1,1 % på ett år och var 8 763; "
            "i Mellersta Finland ökade den med 0,1 %.",
        ),
        (
            "en",
            "The population fell by 1.1% in a year to 8,763; in Central Finland it grew by 0.1%.",
        ),
        (
            "nb",
            "Folketallet gikk ned med 1,1 % på ett år og var 8 763; "
            "i Midt-Finland økte det med 0,1 %.",
        ),
    ],
)
def test_the_model_sentence(language: str, text: str) -> None:
    assert told(language, POPULATION, said="2025") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Saarijärvellä väkiluku väheni 1,1 % vuodessa ja oli 8 763 vuonna 2025."),
        ("sv", "I Saarijärvi minskade folkmängden med 1,1 % på ett år och var 8 763 år 2025."),
        ("en", "In Saarijärvi, the population fell by 1.1% in a year to 8,763 in 2025."),
        ("nb", "I Saarijärvi gikk folketallet ned med 1,1 % på ett år og var 8 763 i 2025."),
    ],
)
def test_an_opening_area_moves_the_verb_where_the_language_wants_it(
    language: str, text: str
) -> None:
    alone = replace(POPULATION, benchmarks=())
    assert told(language, alone, open_with_area=True) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fi",
            "Verotulot asukasta kohti nousivat 50 € kahdessa vuodessa ja olivat 3 450 € vuonna "
            "2016; koko maassa ne olivat 3 900 €.",
        ),
        (
            "sv",
            "Skatteinkomsterna per invånare steg med 50 € på två år och var 3 450 € år 2016; "
            "i hela landet var de 3 900 €.",
        ),
        (
            "en",
            "Tax revenue per inhabitant rose by 50 € in two years to 3,450 € in 2016; "
            "in the whole country it was 3,900 €.",
        ),
        (
            "nb",
            "Skatteinntektene per innbygger steg med 50 € på to år og var 3 450 € i 2016; "
            "i Finland var de 3 900 €.",
        ),
    ],
)
def test_plural_subjects_have_plural_verbs_and_pronouns(language: str, text: str) -> None:
    money = figure(
        "tax_revenue_per_capita",
        "2016",
        3450.0,
        earlier_period="2014",
        earlier_value=3400.0,
        benchmarks=[("FI-SSS", 3900.0, 3800.0)],
    )
    assert told(language, money) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fi",
            "Työttömien työnhakijoiden osuus työvoimasta laski 0,4 prosenttiyksikköä vuodessa ja "
            "oli ennakkotiedon mukaan 12,3 % kesäkuussa 2026.",
        ),
        (
            "sv",
            "Andelen arbetslösa arbetssökande av arbetskraften sjönk med 0,4 procentenheter på ett "
            "år och var enligt preliminära uppgifter 12,3 % i juni 2026.",
        ),
        (
            "en",
            "The share of unemployed jobseekers in the labour force fell by 0.4 percentage points "
            "in a year to 12.3% (preliminary) in June 2026.",
        ),
        (
            "nb",
            "Andelen arbeidsledige arbeidssøkere av arbeidsstyrken sank med 0,4 prosentpoeng på "
            "ett år og var ifølge foreløpige tall 12,3 % i juni 2026.",
        ),
    ],
)
def test_months_are_compared_with_the_same_month_and_preliminary_is_said(
    language: str, text: str
) -> None:
    share = figure(
        "unemployment_share",
        "2026M06",
        12.3,
        status="preliminary",
        earlier_period="2025M06",
        earlier_value=12.7,
    )
    assert told(language, share) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fi",
            "Kokonaisnettomuutto oli −12 vuonna 2025, vuotta aiemmin +5; "
            "tuhatta asukasta kohti se oli −1,4 ja Keski-Suomessa +2,6.",
        ),
        (
            "sv",
            "Den totala nettoflyttningen var −12 år 2025, mot +5 ett år tidigare; "
            "per tusen invånare var det −1,4 och i Mellersta Finland +2,6.",
        ),
        (
            "en",
            "Total net migration was −12 in 2025, against +5 a year earlier; "
            "per thousand inhabitants it was −1.4, and +2.6 in Central Finland.",
        ),
        (
            "nb",
            "Den samlede nettoinnflyttingen var −12 i 2025, mot +5 ett år tidligere; "
            "per tusen innbyggere var det −1,4 og i Midt-Finland +2,6.",
        ),
    ],
)
def test_balances_are_told_with_their_signs_and_related_to_inhabitants(
    language: str, text: str
) -> None:
    balance = figure(
        "net_migration",
        value=-12.0,
        earlier_period="2024",
        earlier_value=5.0,
        population=8763.0,
        benchmarks=[Benchmark("FI-MK13", 700.0, 300.0, 273000.0)],
    )
    assert told(language, balance) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Taloudellinen huoltosuhde nousi vuodessa ja oli 187,4 (vuotta aiemmin 186,2)."),
        (
            "sv",
            "Den ekonomiska försörjningskvoten steg på ett år och var 187,4 "
            "(ett år tidigare 186,2).",
        ),
        ("en", "The economic dependency ratio rose in a year to 187.4 (a year earlier 186.2)."),
        (
            "nb",
            "Den økonomiske forsørgerbrøken steg på ett år og var 187,4 (ett år tidligere 186,2).",
        ),
    ],
)
def test_a_figure_without_a_unit_tells_both_ends(language: str, text: str) -> None:
    ratio = figure(
        "economic_dependency_ratio", value=187.4, earlier_period="2024", earlier_value=186.2
    )
    assert told(language, ratio, said="2025") == text


@pytest.mark.parametrize(
    ("language", "same", "hardly"),
    [
        (
            "fi",
            "Väkiluku pysyi vuodessa ennallaan ja oli 8 763.",
            "Väkiluku pysyi vuodessa lähes ennallaan ja oli 8 763.",
        ),
        (
            "sv",
            "Folkmängden ändrades inte på ett år och var 8 763.",
            "Folkmängden ändrades knappt på ett år och var 8 763.",
        ),
        (
            "en",
            "The population did not change in a year and was 8,763.",
            "The population hardly changed in a year and was 8,763.",
        ),
        (
            "nb",
            "Folketallet endret seg ikke på ett år og var 8 763.",
            "Folketallet endret seg knapt på ett år og var 8 763.",
        ),
    ],
)
def test_what_rounds_to_nothing_did_not_grow(language: str, same: str, hardly: str) -> None:
    alone = replace(POPULATION, benchmarks=())
    assert told(language, replace(alone, earlier_value=8763.0), said="2025") == same
    assert told(language, replace(alone, earlier_value=8762.0), said="2025") == hardly


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Elävänä syntyneiden määrä oli 15 vuonna 2025, vuotta aiemmin 21."),
        ("sv", "Antalet levande födda var 15 år 2025, mot 21 ett år tidigare."),
        ("en", "The number of live births was 15 in 2025, against 21 a year earlier."),
        ("nb", "Antallet levendefødte var 15 i 2025, mot 21 ett år tidligere."),
    ],
)
def test_small_counts_are_told_themselves_and_not_in_per_cent(language: str, text: str) -> None:
    births = figure(
        "live_births",
        value=15.0,
        earlier_period="2024",
        earlier_value=21.0,
        benchmarks=[("FI-MK13", 2500.0, 2400.0)],
    )
    assert told(language, births) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Lasten pienituloisuusaste ei ole tiedossa vuodelta 2024: salassa pidettävä tieto."),
        ("sv", "Uppgift om barnens låginkomstgrad saknas för 2024: sekretessbelagd uppgift."),
        (
            "en",
            "There is no figure for the at-risk-of-poverty rate of children in 2024: confidential.",
        ),
        ("nb", "Tall for lavinntektsandelen blant barn mangler for 2024: konfidensielt tall."),
    ],
)
def test_a_figure_that_does_not_exist_is_said_with_its_reason(language: str, text: str) -> None:
    secret = figure("child_low_income_rate", "2024", None, status="confidential")
    assert told(language, secret) == text
    assert told(language, replace(secret, status="missing")) == text.partition(":")[0] + "."


@pytest.mark.parametrize("nothing", [None, NAN, float("inf")])
def test_what_is_no_number_is_a_missing_figure(nothing: float | None) -> None:
    never = replace(POPULATION, period="", value=nothing, status="missing")
    assert told("fi", never) == "Väkiluku ei ole tiedossa."
    assert told("nb", never) == "Tall for folketallet mangler."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Väkiluku oli 8 763 vuonna 2025, eikä lukua voi verrata aiempaan."),
        ("sv", "Folkmängden var 8 763 år 2025, och siffran kan inte jämföras med tidigare."),
        (
            "en",
            "The population was 8,763 in 2025, which cannot be compared with earlier figures.",
        ),
        ("nb", "Folketallet var 8 763 i 2025, og tallet kan ikke sammenlignes med tidligere."),
    ],
)
def test_across_a_break_no_change_is_claimed(language: str, text: str) -> None:
    assert told(language, replace(POPULATION, status="break", benchmarks=())) == text


@pytest.mark.parametrize(
    ("earlier_period", "earlier"),
    [("", None), ("2024", None), ("2024", NAN), ("2026", 8860.0), ("2024M12", 8860.0)],
)
def test_without_a_comparable_earlier_figure_only_the_level_is_told(
    earlier_period: str, earlier: float | None
) -> None:
    one = replace(POPULATION, earlier_period=earlier_period, earlier_value=earlier, benchmarks=())
    assert told("fi", one) == "Väkiluku oli 8 763 vuonna 2025."


def test_another_month_is_not_a_comparison() -> None:
    share = figure(
        "unemployment_share", "2026M06", 12.3, earlier_period="2026M05", earlier_value=11.0
    )
    assert told("en", share).endswith("was 12.3% in June 2026.")


def test_from_zero_there_is_no_per_cent() -> None:
    none_before = replace(POPULATION, earlier_value=0.0, benchmarks=())
    assert told("fi", none_before) == "Väkiluku oli 8 763 vuonna 2025, vuotta aiemmin 0."


def test_the_first_benchmark_with_figures_of_the_same_periods_is_told() -> None:
    others = [
        ("FI-KU729", 9.0, 9.0),  # the area itself
        ("FI-SK138", None, 27000.0),
        ("FI-MK13", 273000.0, None),
        ("FI-SSS", 5600000.0, 5600000.0),
    ]
    text = told("fi", replace(POPULATION, benchmarks=others), said="2025")
    assert text.endswith("ja oli 8 763; koko maassa se pysyi ennallaan.")


def test_a_preliminary_earlier_figure_makes_the_change_preliminary() -> None:
    one = replace(POPULATION, earlier_status="preliminary", benchmarks=())
    assert "oli ennakkotiedon mukaan 8 763" in told("fi", one)
    balance = figure(
        "net_migration",
        value=-12.0,
        earlier_period="2024",
        earlier_value=-12.0,
        earlier_status="preliminary",
    )
    assert told("fi", balance) == "Kokonaisnettomuutto oli −12 vuonna 2025, kuten vuotta aiemmin."
    other = replace(balance, earlier_value=3.0)
    assert told("fi", other).endswith(", vuotta aiemmin +3 (ennakkotieto).")


def test_a_projection_is_of_a_year_to_come_and_says_so() -> None:
    ahead = figure("population_projection_2019", "2040", 7123.0, benchmarks=[("FI-SSS", 5.0, 4.0)])
    assert told("fi", ahead, said="2040").endswith("on 7 123 vuonna 2040.")
    assert told("en", ahead) == "The population projected in 2019 is 7,123 in 2040."


@pytest.mark.parametrize(
    ("language", "when"),
    [
        ("fi", "vuoden 2024 1. neljänneksellä"),
        ("sv", "första kvartalet 2024"),
        ("en", "in the first quarter of 2024"),
        ("nb", "i 1. kvartal 2024"),
    ],
)
def test_quarters_are_named(language: str, when: str) -> None:
    assert told(language, replace(POPULATION, period="2024Q1", benchmarks=())).endswith(f"{when}.")


def test_long_spans_are_written_in_figures() -> None:
    long_ago = replace(POPULATION, earlier_period="2000", benchmarks=())
    texts = {language: told(language, long_ago) for language in ("fi", "sv", "en", "nb")}
    assert "1,1 % 25 vuodessa" in texts["fi"]
    assert "på 25 år" in texts["sv"] and "på 25 år" in texts["nb"]
    assert "in 25 years" in texts["en"]


def test_unknown_languages_and_areas_are_refused() -> None:
    with pytest.raises(ValueError, match="fi, sv, en, nb"):
        told("de", POPULATION)
    with pytest.raises(KeyError):
        told("fi", POPULATION, area="FI-KU999", open_with_area=True)


@pytest.mark.parametrize("language", ["fi", "sv", "en", "nb"])
@pytest.mark.parametrize("status", ["final", "break"])
def test_inhabitants_are_not_told_per_inhabitant(language: str, status: str) -> None:
    """A population without a figure to compare it with would be 1,000.0 everywhere."""
    there = [Benchmark("FI-MK13", 270000.0, 269000.0, 270000.0)]
    one = figure("population", value=1234.0, population=1234.0, status=status, benchmarks=there)
    assert "000" not in told(language, one)
    # Other counts are.
    jobs = figure("jobs", value=617.0, population=1234.0, benchmarks=there)
    assert "500" in told(language, jobs)
