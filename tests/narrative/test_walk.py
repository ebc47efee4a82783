"""Every indicator in every area of the programme, in four languages: texts and data agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from seutukuva import definitions, formats, narrative, store, verdicts
from seutukuva.headlines import Courses
from seutukuva.narrative import Benchmark, Figure

FOUND = definitions.load()
AREAS = [*FOUND.programme.compare, *FOUND.programme.areas]
COMPARE = ["FI-MK13", "FI-SSS"]
LANGUAGES = ("fi", "sv", "en", "nb")
NUMBER = re.compile(r"[+\u2212]?\d(?:[\d\u00a0,.]*\d)?")
TREND = {
    "fi": re.compile(r"(?:suunta|Suunta) on .*(nouseva|laskeva)"),
    "sv": re.compile(r"[Tt]renden .*(stigande|fallande)"),
    "en": re.compile(r"trend (?:is|was) .*(rising|falling)"),
    "nb": re.compile(r"[Tt]renden .*(stigende|fallende)"),
}
RISING = ("nouseva", "stigande", "rising", "stigende")
UP = {"fi": r"kasvoi|nousi", "sv": r"ökade|steg", "en": r"grew|rose", "nb": r"økte|steg"}
DOWN = {
    "fi": r"väheni|vähenivät|laski",
    "sv": r"minskade|sjönk",
    "en": r"\bfell\b",
    "nb": r"\bgikk\b|\bsank\b",
}


@pytest.fixture
def courses(starter: Path) -> Courses:
    rows = store.run(
        "pages/situation/courses", area_ids=AREAS, indicator_ids=list(FOUND.indicators)
    )
    return Courses(rows.to_dict("records"))


def every(courses: Courses) -> Iterator[tuple[str, Figure]]:
    for area_id in AREAS:
        for indicator in FOUND.indicators.values():
            trend = verdicts.trend(indicator, courses.series(area_id, indicator.id))
            yield area_id, narrative.newest(courses, area_id, indicator, COMPARE, trend)


def written(figure: Figure, value: object, language: str) -> str:
    one = figure.indicator
    return formats.number(value, one.decimals, language, signed=one.display == "signed")


def allowed(figure: Figure, benchmark: Benchmark | None, language: str) -> set[str]:
    """Every number that the sentence may hold, worked out from the rows alone."""
    one = figure.indicator
    found = {figure.period[:4], figure.earlier_period[:4], written(figure, figure.value, language)}
    found |= set(NUMBER.findall(one.phrase.subject[language]))
    if figure.earlier_value is not None:
        years = int(figure.period[:4]) - int(figure.earlier_period[:4])
        found |= {written(figure, figure.earlier_value, language), str(years)}
        found |= _changes(figure, figure.earlier_value, figure.value, language)
    if benchmark is not None:
        found.add(written(figure, benchmark.value, language))
        if benchmark.earlier_value is not None:
            found |= _changes(figure, benchmark.earlier_value, benchmark.value, language)
        for value, people in (
            (figure.value, figure.population),
            (benchmark.value, benchmark.population),
        ):
            if people:
                signed = one.display == "signed"
                found.add(formats.number(value / people * 1000, 1, language, signed=signed))
    return found


def _changes(figure: Figure, before: float, after: float, language: str) -> set[str]:
    decimals = figure.indicator.decimals
    difference = formats.rounded(after, decimals) - formats.rounded(before, decimals)
    found = {formats.number(abs(difference), decimals, language)}
    relative = formats.relative_change(before, after)
    return found | ({formats.number(abs(relative), 1, language)} if relative is not None else set())


def told_benchmark(area_id: str, figure: Figure, text: str, language: str) -> Benchmark | None:
    _own, semicolon, clause = text.partition("; ")
    if not semicolon:
        return None
    named = [
        one
        for one in figure.benchmarks
        if FOUND.area_forms[one[0]].inside[language] in clause and one[0] != area_id
    ]
    assert len(named) == 1, text
    return Benchmark(*named[0])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_agrees_with_the_data(courses: Courses, language: str) -> None:
    told = compared = 0
    for area_id, figure in every(courses):
        text = narrative.sentence(area_id, figure, language)
        assert_written_well(text)
        if figure.value is None:
            named = set(NUMBER.findall(figure.indicator.phrase.subject[language]))
            assert set(NUMBER.findall(text)) <= {*named, figure.period[:4]}, text
            continue
        told += 1
        benchmark = told_benchmark(area_id, figure, text, language)
        compared += benchmark is not None
        numbers = set(NUMBER.findall(text.rstrip(".")))
        assert numbers <= allowed(figure, benchmark, language), text
        assert written(figure, figure.value, language) in numbers, text
        assert_direction(figure, text, language)
        if benchmark is not None:
            assert_direction_elsewhere(figure, benchmark, text, language)
    assert told > 600 and compared > 300, "the starter data have far more figures than this"


def assert_written_well(text: str) -> None:
    assert text[0].isupper(), text
    assert text.endswith(".") and not text.endswith(".."), text
    assert "  " not in text and " ," not in text and " ;" not in text and "( " not in text, text
    assert not re.search(r"[{}]|\bNone\b|\bnan\b|\binf\b", text), text


def assert_direction(figure: Figure, text: str, language: str) -> None:
    """A verb of growth stands only where the figure that is shown grew, and the reverse."""
    own = text.partition(";")[0].replace(figure.indicator.phrase.subject[language], "")
    difference = _difference(figure, figure.earlier_value, figure.value)
    assert_verbs(own, difference, language)
    if difference is None:
        assert "%" not in own or figure.indicator.unit["en"] == "%", text


def assert_direction_elsewhere(
    figure: Figure, benchmark: Benchmark, text: str, language: str
) -> None:
    clause = text.partition(";")[2]
    assert_verbs(clause, _difference(figure, benchmark.earlier_value, benchmark.value), language)


def assert_verbs(clause: str, difference: Decimal | None, language: str) -> None:
    if re.search(UP[language], clause):
        assert difference is not None and difference > 0, clause
    if re.search(DOWN[language], clause):
        assert difference is not None and difference < 0, clause


def _difference(figure: Figure, before: float | None, after: float | None) -> Decimal | None:
    if before is None or after is None:
        return None
    decimals = figure.indicator.decimals
    return formats.rounded(after, decimals) - formats.rounded(before, decimals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_counts_get_no_percentages(courses: Courses, language: str) -> None:
    small = 0
    for area_id, figure in every(courses):
        if figure.indicator.phrase.verb != "count" or figure.value is None:
            continue
        if min(figure.value, figure.earlier_value or figure.value) < 20:
            small += 1
            assert "%" not in narrative.sentence(area_id, figure, language)
    assert small > 20


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_of_every_area_has_a_short_text(courses: Courses, language: str) -> None:
    figures: dict[tuple[str, str], list[Figure]] = {}
    for area_id, figure in every(courses):
        figures.setdefault((area_id, figure.indicator.theme), []).append(figure)
    assert len(figures) == len(AREAS) * len(FOUND.themes)
    for (area_id, theme), group in figures.items():
        text = narrative.theme_text(area_id, group, language)
        assert_written_well(text)
        sentences = re.split(r"(?<=\.) (?=[A-ZÅÄÖØ])", text)
        assert len(sentences) <= 4, (theme, text)
        assert len(text.split(" ")) <= 70, (theme, text)
        tellable = [one for one in group if one.value is not None]
        assert len(sentences) >= min(2, len(tellable)) or len(text.split(" ")) > 35, text


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trend_is_told_exactly_where_the_test_finds_one(courses: Courses, language: str) -> None:
    found = 0
    for area_id, figure in every(courses):
        if figure.value is None:
            continue
        text = narrative.theme_text(area_id, [figure], language)
        told = TREND[language].search(text)
        state = figure.trend.state
        if state not in ("rising", "falling") or figure.trend.method == "control_limits":
            assert told is None, text
            continue
        assert told is not None, text
        assert (told[1] in RISING) == (state == "rising"), text
        found += 1
    assert found > 50, "the starter data have long series that rise or fall"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_of_every_area_opens_with_its_own_form(
    courses: Courses, language: str
) -> None:
    headline = [FOUND.indicators[name] for name in FOUND.programme.headline]
    for area_id in AREAS:
        figures = [narrative.newest(courses, area_id, one, COMPARE) for one in headline]
        text = narrative.headline_text(area_id, figures, language)
        assert_written_well(text)
        place = FOUND.area_forms[area_id].inside[language]
        assert text.lower().startswith(place.lower()), text
        assert len(text.split(" ")) <= 70, text
