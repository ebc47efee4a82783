"""Whatever the numbers are, a sentence stays a sentence and claims nothing they do not show."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from seutukuva import definitions, formats, narrative
from seutukuva.narrative import Benchmark, Figure

FOUND = definitions.load()
ODD = some.one_of(
    some.none(),
    some.floats(allow_nan=True, allow_infinity=True),
    some.floats(-1e6, 1e6),
    some.integers(-50, 50).map(float),
    some.sampled_from([0.0, -0.0, 0.04, 19.0, 20.0, 19.999, 1e15]),
)
PERIODS = some.sampled_from(["2025", "2024", "2016", "2025M06", "2024M06", "2026M01", "2024Q2"])
STATUSES = some.sampled_from([*formats.VALUED, *formats.VALUELESS])
FIGURES = some.builds(
    Figure,
    indicator=some.sampled_from(list(FOUND.indicators.values())),
    period=PERIODS,
    value=ODD,
    status=STATUSES,
    earlier_period=some.one_of(some.just(""), PERIODS),
    earlier_value=ODD,
    earlier_status=STATUSES,
    benchmarks=some.lists(
        some.builds(
            Benchmark,
            area_id=some.sampled_from(["FI-MK13", "FI-SSS", "FI-KU729"]),
            value=ODD,
            earlier_value=ODD,
            population=ODD,
        ),
        max_size=3,
    ),
    population=ODD,
)
LANGUAGES = some.sampled_from(["fi", "sv", "en", "nb"])
# The first example also reads the definitions.

# Hundreds of made-up figures a test: in the whole run only.
pytestmark = pytest.mark.slow


@given(FIGURES, LANGUAGES)
def test_a_sentence_is_whole(figure: Figure, language: str) -> None:
    text = narrative.sentence("FI-KU729", figure, language)
    assert text[0].isupper() and text.endswith(".") and not text.endswith("..")
    assert "  " not in text
    assert not re.search(r"[{}]|\bNone\b|\bnan\b|\binf\b|\d[eE]\+?\d", text)
    assert "\u22120 " not in text and "\u22120." not in text, "a zero has no sign"


@given(FIGURES)
def test_growth_is_claimed_only_of_what_is_larger(figure: Figure) -> None:
    own = narrative.sentence("FI-KU729", figure, "fi").partition(";")[0]
    if re.search(r"\b(kasvoi|kasvoivat|nousi|nousivat)\b", own):
        assert figure.value > figure.earlier_value
        assert figure.period > figure.earlier_period
    if re.search(r"\b(väheni|vähenivät|laski|laskivat)\b", own):
        assert figure.value < figure.earlier_value


@given(some.lists(FIGURES, max_size=8), LANGUAGES)
def test_a_theme_stays_short(figures: list[Figure], language: str) -> None:
    text = narrative.theme_text("FI-KU729", figures, language)
    assert text.endswith(".")
    assert len(text.split(" ")) <= 70


@given(some.lists(FIGURES, max_size=6))
def test_the_order_of_the_figures_does_not_change_the_text(figures: list[Figure]) -> None:
    unique = list({one.indicator.id: one for one in figures}.values())
    assert narrative.theme_text("FI-KU729", unique, "en") == narrative.theme_text(
        "FI-KU729", unique[::-1], "en"
    )
