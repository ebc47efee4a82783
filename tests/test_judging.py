"""Sentences below the chart: distances are told as distances."""

from __future__ import annotations

import pytest

from seutukuva import definitions, formats, texts
from seutukuva.ui.judging import distance_printer
from seutukuva.verdicts import Variation, wording

FOUND = definitions.load()


def _jumpy(indicator_id: str, jump: float, language: str) -> str:
    texts.use(language)
    try:
        variation = Variation(True, "jumpy", None, None, jump, 10.0, 9)
        printer = distance_printer(FOUND.indicators[indicator_id])
        return wording.variation_words(variation, printer).replace(formats.NBSP, " ")
    finally:
        texts.use(texts.DEFAULT)


@pytest.mark.parametrize(
    ("language", "told"), [("fi", "1,2 %-yks"), ("en", "1.2 pp "), ("sv", "1,2 "), ("nb", "1,2 ")]
)
def test_a_jump_between_percentages_is_in_percentage_points(language: str, told: str) -> None:
    text = _jumpy("unemployment_share_yearly_mean", 1.2, language)
    assert told in text
    assert not text.rstrip(".").endswith("%")
    assert formats.percentage_points(language).replace(formats.NBSP, " ") in text


def test_a_jump_of_a_balance_has_no_plus() -> None:
    text = _jumpy("net_migration_between_municipalities_per_1000", 12.8, "fi")
    assert "12,8" in text and "+" not in text
    assert "+" not in _jumpy("population_change_percent", 1.7, "en")


def test_a_jump_of_euros_keeps_its_unit() -> None:
    assert "8 €" in _jumpy("social_assistance_per_capita", 8.0, "fi")


def test_a_small_jump_is_not_told_as_nothing() -> None:
    assert "0,3" in _jumpy("in_movers", 0.3, "fi")
