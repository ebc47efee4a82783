"""Every number that a text says stands in the profile, of the area or of the one compared with."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import definitions, formats, measures, narrative, picture, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.profile import ProfileRow
from tests.narrative.test_walk import DOWN, LANGUAGES, NUMBER, UP

FOUND = definitions.load()
PROGRAMME = FOUND.programme
# Beside the programme's: a sub-region, a region, and municipalities large, small and alone.
ELSEWHERE = ("FI-SK011", "FI-MK01", "FI-KU091", "FI-KU081", "FI-KU478")
AREAS = (*PROGRAMME.compare, *PROGRAMME.areas, *ELSEWHERE)


@pytest.fixture(autouse=True)
def finnish_again() -> Iterator[None]:
    yield
    texts.use(texts.DEFAULT)


def _print(indicator: Indicator, value: float, language: str, decimals: int | None = None) -> str:
    places = indicator.decimals if decimals is None else decimals
    return formats.number(value, places, language, signed=indicator.display == "signed")


def _sizes(row: ProfileRow, language: str) -> set[str]:
    """The change that the profile prints, without its sign: as a difference and in per cent."""
    change = wording.change_since(row.indicator, row.headline, language)
    if change is None:
        return set()
    sizes = {formats.number(abs(change.difference), row.indicator.decimals, language)}
    # The row prints per cent of sums only; the text also of counts that overlap, as commuters.
    relative = formats.relative_change(row.headline.earlier_value, row.headline.value)
    assert change.relative in (None, relative)
    return sizes if relative is None else {*sizes, formats.number(abs(relative), 1, language)}


def _rate(row: ProfileRow, language: str) -> set[str]:
    """The figure per 1,000 inhabitants, which the row shows where it compares by that."""
    standing, headline = row.standing, row.headline
    if not measures.is_possible(row.indicator, measures.PER_1000) or not headline.population:
        return set()
    rate = (headline.value or 0.0) / headline.population * 1000
    if standing.measure.kind == measures.PER_1000 and standing.own is not None:
        assert standing.own == pytest.approx(rate)
    return {_print(row.indicator, rate, language, 1)}


def _own_numbers(row: ProfileRow, language: str) -> set[str]:
    """Every number that the profile's row prints of the area."""
    indicator, headline = row.indicator, row.headline
    found = {_print(indicator, headline.value or 0.0, language), headline.period[:4]}
    found |= set(NUMBER.findall(indicator.phrase.subject[language]))
    if headline.earlier_value is not None:
        found.add(_print(indicator, headline.earlier_value, language))
        # "In two years"; more than ten are figures.
        found.add(str(int(headline.period[:4]) - int(headline.earlier_period[:4])))
    if headline.period[4:5] == "Q":
        found.add(headline.period[5])
    return found | _sizes(row, language) | _rate(row, language)


def _numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text.rstrip(".")))


def _rows(area_id: str) -> dict[str, ProfileRow]:
    return _rows_in(area_id, texts.language())


@functools.cache
def _rows_in(area_id: str, language: str) -> dict[str, ProfileRow]:
    assert texts.language() == language
    return {row.indicator.id: row for row in picture.profile_rows(area_id, ())}


def _told(area_id: str, rows: dict[str, ProfileRow]) -> Iterator[tuple[ProfileRow, str]]:
    figures = picture.told(area_id, list(rows.values()))
    assert [one.indicator.id for one in figures] == list(rows)
    for figure, row in zip(figures, rows.values(), strict=True):
        yield row, narrative.sentence(area_id, figure, texts.language())


@pytest.mark.slow
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_sentence_says_the_figures_of_its_row(starter: Path, language: str) -> None:
    texts.use(language)
    seen = changed = 0
    for area_id in AREAS:
        for row, text in _told(area_id, _rows(area_id)):
            own = text.partition("; ")[0]
            numbers = _numbers(own)
            assert _print(row.indicator, row.headline.value or 0.0, language) in numbers, text
            assert numbers <= _own_numbers(row, language), (area_id, text)
            changed += _assert_change(row, own, language)
            seen += 1
    assert seen > 1000 and changed > 300, "the starter data have far more figures than this"


def _assert_change(row: ProfileRow, own: str, language: str) -> bool:
    """A verb of growth goes with the sign and the size of the change in the row."""
    clause = own.lower().replace(row.indicator.phrase.subject[language].lower(), "")
    ways = [bool(re.search(verbs[language], clause)) for verbs in (UP, DOWN)]
    if not any(ways):
        return False
    change = wording.change_since(row.indicator, row.headline, language)
    assert change is not None and change.arrow == ("up" if ways[0] else "down"), own
    earlier = _print(row.indicator, row.headline.earlier_value or 0.0, language)
    assert _numbers(clause) & (_sizes(row, language) | {earlier}), own
    return True


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_another_area_stands_in_its_own_profile(
    starter: Path, language: str
) -> None:
    texts.use(language)
    compared = 0
    for area_id in AREAS:
        for row, text in _told(area_id, _rows(area_id)):
            clause = text.partition("; ")[2]
            if not clause:
                continue
            (other,) = _named(area_id, clause, language)
            there = _rows(other).get(row.indicator.id)
            if there is None or not _same_periods(row, there):
                continue
            numbers = _numbers(clause)
            allowed = {_print(row.indicator, there.headline.value or 0.0, language)}
            allowed |= _sizes(there, language) | _rate(there, language) | _rate(row, language)
            assert numbers <= allowed, (area_id, text, allowed)
            compared += 1
    assert compared > 500, "most figures have the same in the region"


def _named(area_id: str, clause: str, language: str) -> list[str]:
    """The area around that a clause speaks of; a longer name may hold a shorter one."""
    area = FOUND.areas[area_id]
    around = [one for one in (area.subregion_id, area.region_id, area.country_id) if one]
    inside = {one: FOUND.area_forms[one].inside[language].lower() for one in around}
    hits = [one for one in around if inside[one] in clause.lower()]
    longest = max((len(inside[one]) for one in hits), default=0)
    return [one for one in hits if len(inside[one]) == longest]


def _same_periods(row: ProfileRow, there: ProfileRow) -> bool:
    ends = [(one.headline.period, one.headline.earlier_period) for one in (row, there)]
    return ends[0] == ends[1]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_themes_text_has_no_number_but_those_of_its_rows(starter: Path, language: str) -> None:
    texts.use(language)
    told = 0
    for area_id in AREAS:
        rows = _rows(area_id)
        known = _known(area_id, rows, language)
        for theme in FOUND.themes:
            mine = [row for row in rows.values() if row.indicator.theme == theme]
            text = picture.theme_text(area_id, theme, mine)
            allowed = {number for row in mine for number in known[row.indicator.id]}
            assert _numbers_of_text(text) <= allowed, (area_id, theme, text)
            told += bool(mine)
    assert told > 100


def _known(area_id: str, rows: dict[str, ProfileRow], language: str) -> dict[str, set[str]]:
    """By indicator: numbers of the row, of its trend's ends, and of what is said of another area.

    The last are held against the other area's profile by a test of their own.
    """
    return {
        row.indicator.id: _own_numbers(row, language)
        | {row.trend.first_period[:4], row.trend.last_period[:4]}
        | _numbers(text.partition("; ")[2])
        for row, text in _told(area_id, rows)
    }


def _numbers_of_text(text: str) -> set[str]:
    # A sentence's period is no part of the number before it.
    return {number for part in re.split(r"\.(?:\s|$)", text) for number in NUMBER.findall(part)}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_text_has_no_number_but_those_of_the_profile(
    starter: Path, language: str
) -> None:
    texts.use(language)
    for area_id in AREAS:
        rows = {one: row for one, row in _rows(area_id).items() if one in PROGRAMME.headline}
        allowed = {number for known in _known(area_id, rows, language).values() for number in known}
        text = picture.headline_text(area_id)
        assert _numbers_of_text(text) <= allowed, (area_id, text)
