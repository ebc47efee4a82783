"""Verdicts in words: a sentence for everything, and none that claims more than was tested."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import formats, texts, verdicts
from seutukuva.verdicts import wording
from tests.verdicts.made import indicator, rows, shares


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("fi")


def plain(text: str) -> str:
    return text.replace(formats.NBSP, " ")


RISING = list(range(10))
SHARE = shares([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701])


def test_a_share_that_rose() -> None:
    share = indicator(factor=100, polarity="down")
    found = verdicts.trend(share, *SHARE)
    assert wording.state_words(found) == "rising, for the worse"
    assert wording.trend_words(found, share) == (
        "Rose in 2014–2018, more than chance variation explains. "
        "The direction is not the wanted one."
    )
    method = plain(wording.method_words(found, share))
    assert "years, 47.9;" in method and "above 9.55" in method and "+0.17." in method


def test_totals_moved_beyond_their_usual_variation() -> None:
    total = indicator(adds_up=True, polarity="up", decimals=0)
    found = verdicts.trend(total, rows(RISING))
    assert wording.trend_words(found, total) == (
        "Rose in 2010–2019, beyond usual year-to-year variation. The direction is the wanted one."
    )
    method = plain(wording.method_words(found, total))
    assert "10 years, tau +1.00, p < 0.001" in method and "+1.0 (Sen)" in method


def test_nothing_is_wanted_where_polarity_is_none() -> None:
    plain_one = indicator()
    found = verdicts.trend(plain_one, rows(RISING))
    assert wording.state_words(found) == "rising"
    assert "wanted" not in wording.trend_words(found, plain_one)
    # Nor where somebody hands in a verdict of another indicator.
    judged = dataclasses.replace(found, judgement="better")
    assert "wanted" not in wording.trend_words(judged, plain_one)


def test_months_are_held_against_the_year_before() -> None:
    monthly = indicator(period_kind="month", polarity="up")
    found = verdicts.trend(monthly, rows([float(n) for n in range(66)], "2020M01"))
    assert plain(wording.trend_words(found, monthly)) == (
        "Above the year before in June 2025, beyond the usual variation of "
        "January 2021 – June 2024. The direction is the wanted one."
    )
    assert "the 42 changes before the newest year" in wording.method_words(found, monthly)
    same = verdicts.trend(monthly, rows([3.0] * 66, "2020M01"))
    assert wording.trend_words(same, monthly).startswith("The same as a year before throughout")


def test_the_band_of_a_chart_says_what_it_is() -> None:
    limits = verdicts.usual_limits(rows([float(n % 7) for n in range(72)], "2020M01"))
    assert limits is not None
    assert "the 48 changes of January 2021 – December 2024" in plain(wording.band_words(limits))


def test_steady_says_what_is_behind_it() -> None:
    plain_one = indicator()
    same = verdicts.trend(plain_one, rows([4.0] * 8))
    assert wording.trend_words(same, plain_one) == "The same figure throughout 2010–2017."
    zigzag = verdicts.trend(plain_one, rows([1.0, 2] * 5))
    assert wording.trend_words(zigzag, plain_one) == (
        "No direction in 2010–2019 beyond usual year-to-year variation."
    )
    share = indicator(factor=100)
    leap = verdicts.trend(share, *shares([300, 290, 280, 270, 600], [1000] * 5))
    assert "hangs on a single year" in wording.trend_words(leap, share)


def test_too_few_figures_say_how_many_are_needed() -> None:
    found = verdicts.trend(indicator(), rows([1.0, 2.0, 3.0]))
    assert wording.trend_words(found, indicator()) == (
        "The trend cannot be calculated: too few figures in a row, 3, and the test needs 8."
    )
    assert wording.method_words(found, indicator()) == ""


@pytest.mark.parametrize("reason", wording.REASONS)
def test_every_reason_has_its_words(reason: str) -> None:
    text = wording.reason_words(reason, 3, 8, 20)
    assert text and "{" not in text and not text.endswith(".")
    assert text[0].islower()


def _codes(name: str) -> set[str]:
    """Reasons that a file of the calculations gives."""
    found: set[str] = set()
    tree = ast.parse(Path(wording.__file__).with_name(name).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        given: list[ast.AST | None] = []
        named = isinstance(node, ast.keyword) and node.arg == "reason"
        if named or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "reason"):
            given.append(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name == "_refusal":
            given += [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
        for part in given:
            texts_in = (one.value for one in ast.walk(part) if isinstance(one, ast.Constant))
            found |= {text for text in texts_in if isinstance(text, str) and text}
    return found


def test_every_reason_that_is_given_has_words() -> None:
    said = {*wording.REASONS, *wording.STEADY_SENTENCES, *wording.VARIATIONS}
    given = set().union(
        *map(_codes, ("trends.py", "comparison.py", "spreads.py", "small.py", "series.py"))
    )
    # What cuts a stretch is a reason too, passed on as it is.
    assert given | {"gap", "break"} == said


@pytest.mark.parametrize("state", ["rising", "falling", "steady"])
@pytest.mark.parametrize("method", ["proportion", "intervals", "mann_kendall", "control_limits"])
def test_every_method_and_state_has_a_sentence(method: str, state: str) -> None:
    found = verdicts.Trend(
        method,
        state,
        statistic=1.0,
        p_value=0.5,
        slope=0.1,
        tau=0.1,
        n=9,
        needed=8,
        first_period="2010",
        last_period="2018",
        threshold=0.002,
    )
    one = indicator(polarity="up")
    for text in (wording.trend_words(found, one), wording.method_words(found, one)):
        assert text.endswith(".") and "{" not in text
        assert "significan" not in text
    assert wording.method_words(found, one).endswith(wording.LOOKS_BACK)


def test_numbers_follow_the_language() -> None:
    share = indicator(factor=100)
    found = verdicts.trend(share, *SHARE)
    assert "47,9" in wording.method_words(found, share, "fi")
    assert "47.9" in wording.method_words(found, share, "en")


def one_decimal(value: float) -> str:
    return formats.number(value, 1, "en")


def test_comparisons_name_the_interval() -> None:
    share = indicator(factor=100, polarity="up")
    found = verdicts.compared(share, 30.8, 263, 20.0)
    assert wording.compared_words(found, "Finland", one_decimal) == (
        "Higher than Finland, by more than chance variation (95% interval 25.5 – 36.6)."
    )
    none = verdicts.compared(share, 30.8, None, 20.0)
    assert wording.compared_words(none, "Finland", one_decimal) == (
        "Not compared with Finland: how many people the share is of is not known for every year."
    )


def test_a_missing_spine_says_why() -> None:
    few = verdicts.marks([1.0] * 5, 1.0, 1.0)
    assert wording.marks_words(few) == (
        "Place among the areas cannot be shown: too few areas have a figure, 5, and quartiles "
        "need 8."
    )
    half = verdicts.marks([1.0] * 9, 1.0, 1.0, of=30)
    assert wording.marks_words(half) == "Too few areas to compare with: 9 of 30"
    assert wording.marks_words(verdicts.marks([1.0] * 9, 1.0, 1.0)) == ""


def test_quarters_are_said_without_judging() -> None:
    spread = verdicts.spread([float(n) for n in range(9)])
    assert spread is not None
    assert wording.place_words(verdicts.place(8.0, 4.0, spread)) == (
        "in the highest quarter of the areas"
    )


def test_strong_variation_says_why() -> None:
    few = verdicts.varies_strongly(indicator(adds_up=True), rows([5.0]))
    assert "fewer than 20 cases" in wording.variation_words(few, one_decimal)
    jumpy = verdicts.varies_strongly(indicator(), rows([10.0, 20] * 4))
    assert "usually 10.0 off" in wording.variation_words(jumpy, one_decimal)
    calm = verdicts.varies_strongly(indicator(), rows([10.0] * 8))
    assert wording.variation_words(calm, one_decimal) == ""
