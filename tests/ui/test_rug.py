"""The matrix on the page and in its files: the same figures, and the marks with what they rest on.

Walks all indicators of the starter data: what stands on the screen is read from its HTML, what
is taken from the files, as a stranger's program reads them.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from seutukuva import definitions, export, formats, measures, picture, rug, selectors, store, texts
from seutukuva.rug import RugRow
from seutukuva.ui import rug as page
from seutukuva.ui import sheets
from tests.export.reading import cells

pytestmark = pytest.mark.slow

FOUND = definitions.load()
OWN, BENCHMARK = "FI-KU729", FOUND.programme.compare[-1]
AREAS = (*FOUND.programme.areas, "FI-SK138", "FI-MK13")
SIGNS = {sign: mark for mark, sign in page.SIGNS.items() if sign}
FORMS = [one for one in measures.TITLES if one != measures.COMPARABLE]


@pytest.fixture
def english(starter: Path) -> Any:
    """Starter data, shown in English."""
    texts.use("en")
    yield starter
    texts.use(texts.DEFAULT)


def _rows(choice: rug.Choice, *names: str, areas: tuple[str, ...] = AREAS) -> tuple[RugRow, ...]:
    chosen = [FOUND.indicators[one] for one in names] or list(picture.available())
    return picture.rug_rows(OWN, chosen, areas, choice)


def _on_screen(
    rows: tuple[RugRow, ...], choice: rug.Choice, areas: tuple[str, ...] = AREAS
) -> list[list[ElementTree.Element]]:
    shown = ElementTree.fromstring(
        sheets.html(page.sheet("Side by side", rows, areas, OWN, choice))
    )
    return [list(line) for line in shown.findall(".//tbody/tr")]


def _read(cell: ElementTree.Element) -> tuple[str, str]:
    """The mark of a cell in words, and the text beside it."""
    mark = cell.find("span")
    if mark is None:
        return "", cell.text or ""
    assert mark.text in SIGNS
    return mark.attrib["aria-label"], mark.tail or ""


def _note(row: RugRow, choice: rug.Choice) -> str:
    (line,) = _on_screen((row,), choice)
    return (line[0].findtext("small") or "").replace(formats.NBSP, " ")


def _agree(choice: rug.Choice, areas: tuple[str, ...] = AREAS) -> int:
    """Holds screen, CSV and XLSX against each other; the number of figures seen."""
    rows = _rows(choice, areas=areas)
    take = page.taken("Side by side", rows, areas, OWN, choice)
    # As texts: pandas' own reading of a number may miss its last binary digit.
    frame = pd.read_csv(io.BytesIO(export.csv(take)), dtype=str, keep_default_na=False)
    # A cell of a list is found in a hundredth of the time.
    csv = frame.to_dict("list")
    unmarked, unsaid = [formats.EN_DASH] * len(rows), [""] * len(rows)
    names = selectors.names_apart(FOUND, areas, "en")
    headings, *sheet = cells(take)
    seen = 0
    for at, (row, screen) in enumerate(zip(rows, _on_screen(rows, choice, areas), strict=True)):
        assert csv[take.columns[0]][at] == sheet[at][0] == row.indicator.label("en")
        assert csv["Period"][at] == formats.period(row.period, "en")
        for area_id, cell in zip(areas, screen[1:], strict=True):
            name = names[area_id]
            mark, text = _read(cell)
            marked = csv.get(f"{name}: mark", unmarked)[at]
            assert marked == (mark or formats.EN_DASH)
            number, in_sheet = csv[name][at], sheet[at][headings.index(name)]
            status = csv.get(f"{name}: status", unsaid)[at]
            if number == "":
                assert status.startswith(str(in_sheet)) and text in (".", "..", "...", ":")
                continue
            figure = row.measure
            printed = formats.value_with_unit(
                float(number), figure.decimals, figure.unit, "en", signed=figure.signed
            )
            assert text.rstrip("*eb") == printed
            # A workbook keeps sixteen digits.
            assert in_sheet == pytest.approx(float(number), rel=1e-15)
            assert bool(status) == (text != printed)
            seen += 1
    return seen


def test_figures_on_the_screen_and_in_files_agree_for_every_indicator(english: Path) -> None:
    assert _agree(rug.Choice(measures.COMPARABLE, rug.POSITION, BENCHMARK)) > 800


@pytest.mark.slow
@pytest.mark.parametrize("marks", [rug.POSITION, rug.BENCHMARK])
@pytest.mark.parametrize("value", FORMS)
def test_they_agree_in_every_form(english: Path, value: str, marks: str) -> None:
    assert _agree(rug.Choice(value, marks, BENCHMARK)) > 100


@pytest.mark.slow
def test_they_agree_for_every_area_of_the_country(english: Path) -> None:
    areas = tuple(one.id for one in FOUND.areas.values() if one.country == "FI")
    assert _agree(rug.Choice(measures.COMPARABLE, rug.POSITION, BENCHMARK), areas) > 10_000


def test_figures_as_published_are_those_of_the_data(english: Path) -> None:
    choice = rug.Choice(measures.LEVEL, rug.POSITION, BENCHMARK)
    rows = _rows(choice)
    for row, screen in zip(rows, _on_screen(rows, choice), strict=True):
        asked = {"indicator_id": row.indicator.id, "period": row.period, "area_ids": list(AREAS)}
        known = store.run("pages/situation/cross_section", **asked).set_index("area_id")["value"]
        for area_id, cell in zip(AREAS, screen[1:], strict=True):
            value = known.get(area_id)
            number = formats.number(
                value, row.indicator.decimals, "en", signed=row.indicator.display == "signed"
            )
            text = _read(cell)[1]
            assert text.startswith(number) or (formats.is_missing(value) and text[0] in ".:")


def test_a_row_says_what_its_figures_are_and_among_whom_they_are_placed(english: Path) -> None:
    choice = rug.Choice(measures.COMPARABLE, rug.POSITION, BENCHMARK)
    population, offences, jobless = _rows(
        choice, "population", "offences_per_1000", "unemployment_share"
    )
    assert _note(population, choice) == "Change vs 2023 · 2025"
    assert _note(offences, choice) == (
        "2020 · Too few to compare with: municipalities 13 of 308, sub-regions 0 of 69, "
        "regions 1 of 19"
    )
    assert _note(jobless, choice).endswith("· Among: municipalities 304 of 308")
    alone = _rows(choice, "offences_per_1000", areas=(OWN,))[0]
    assert _note(alone, choice) == "2020 · Too few areas to compare with: 13 of 308"
    against = rug.Choice(measures.COMPARABLE, rug.BENCHMARK, BENCHMARK)
    assert _note(offences, against) == "2020"


def test_an_index_names_its_base_and_deviations_their_figures(english: Path) -> None:
    index = rug.Choice(measures.INDEX, rug.POSITION, BENCHMARK)
    (jobs,) = _rows(index, "jobs")
    assert _note(jobs, index) == "Index, 2008 = 100 · 2017"
    deviations = rug.Choice(measures.DEVIATIONS, rug.BENCHMARK, BENCHMARK)
    notes = [_note(row, deviations) for row in _rows(deviations, "jobs", "offences_per_1000")]
    assert notes[0] == "Standard deviations: Change vs 2016 · 2017"
    assert "Too few to compare with: municipalities 13 of 308" in notes[1]


def test_files_say_the_unit_the_marks_and_what_they_rest_on(english: Path) -> None:
    names = ("population", "offences_per_1000", "unemployment_share")
    for marks in (rug.POSITION, rug.BENCHMARK):
        choice = rug.Choice(measures.COMPARABLE, marks, BENCHMARK)
        take = page.taken("Side by side", _rows(choice, *names), AREAS, OWN, choice)
        csv = pd.read_csv(io.BytesIO(export.csv(take)), keep_default_na=False)
        basis, mark = csv["Basis of the marks"], csv["Saarijärvi: mark"]
        assert list(csv["Unit"])[::2] == ["%", "%"]
        assert csv["Form of comparison"][0] == "Change vs 2023"
        assert page.legend(choice) in take.notes
        assert mark[1] == formats.EN_DASH
        if marks == rug.POSITION:
            assert basis[0] == (
                "Among: municipalities 308 of 308, sub-regions 69 of 69, regions 19 of 19"
            )
            assert basis[1].startswith("Too few to compare with: municipalities 13 of 308")
            assert mark[2] == "in the highest quarter"
        else:
            assert list(basis) == ["–", *[selectors.area_name(FOUND, BENCHMARK, "en")] * 2]
            assert mark[2] == "higher than the benchmark" and mark[0] == formats.EN_DASH
