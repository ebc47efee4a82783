"""The profile on the page, in CSV and in XLSX: the same figures, signs and words."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, export, formats, measures, picture, records, texts
from seutukuva.export import TakeAway
from seutukuva.peering import Peers
from seutukuva.profile import PEERS, ProfileRow
from seutukuva.ui.profile import profile_html
from seutukuva.ui.profile_files import profile_frames, profile_taken
from seutukuva.verdicts import wording as verdict_words
from tests.export.reading import cells, table, workbook
from tests.records.conftest import SAWMILL, Home, home, postgresql
from tests.test_profile import COUNTRY, _one
from tests.ui.profile_page import Seen, seen

__all__ = ["home", "postgresql"]

FOUND = definitions.load()
OWN = "FI-KU729"
# The programme's areas, those around them, and one area of each kind and country elsewhere.
NEAR = (*FOUND.programme.areas, *FOUND.programme.compare)
ELSEWHERE = {
    (one.kind, one.country): one.id
    for one in reversed(FOUND.areas.values())
    if one.id not in NEAR and not one.valid_to
}
AREAS = (*NEAR, *ELSEWHERE.values())
MARKS = {"*": "[p]", "e": "[e]", "b": "[b]"}
Line = dict[str, Any]


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A test that speaks another language does not leave it to the next one."""
    yield
    texts.use(texts.DEFAULT)


def _peers(area_id: str) -> Peers:
    own = FOUND.areas[area_id]
    alike = [
        one.id
        for one in FOUND.areas.values()
        if (one.kind, one.country) == (own.kind, own.country) and not one.valid_to
    ]
    return Peers("own_list", "Group", "Some.", tuple(one for one in alike if one != area_id)[:40])


def _in_csv(take: TakeAway) -> list[Line]:
    return list(csv.DictReader(io.StringIO(export.csv(take).decode("utf-8-sig"))))


def _in_sheet(take: TakeAway) -> list[Line]:
    headings, *lines = cells(take)
    return [dict(zip(headings, line, strict=True)) for line in lines]


def _number(text: str) -> float | None:
    return float(text) if text else None


class _Row:
    """One indicator as computed, on the page and in both files."""

    def __init__(self, row: ProfileRow, page: list[Seen], in_csv: Line, in_sheet: Line) -> None:
        self.row, self.page, self._csv, self._sheet = row, page, in_csv, in_sheet

    def number(self, column: str) -> float | None:
        """A figure that both files give as a number, or neither does."""
        value = _number(self._csv[column])
        sheet = self._sheet[column]
        if value is None:
            assert sheet in ("[x]", "[z]"), (column, sheet)
        else:
            assert isinstance(sheet, int | float), (column, sheet)
            # A workbook keeps sixteen digits.
            assert sheet == pytest.approx(value, rel=1e-14, abs=1e-300)
        return value

    def words(self, column: str) -> str:
        """A text that both files have."""
        assert (self._sheet[column] or "") == self._csv[column]
        return self._csv[column]

    def signs(self, column: str) -> str:
        """The signs of a cell, the same in both files."""
        heading = texts._("{column}: status").format(column=column)
        told = self._csv.get(heading, "")
        if heading in self._sheet:
            assert (self._sheet[heading] or "") == told
        else:
            assert told[:3] in ("", "[x]", "[z]", "[c]"), "what no sign tells has a column"
        return told.partition(" ")[0]


def _agree(found: _Row) -> None:
    for check in (_figure, _base, _change, _others, _place):
        check(found)


def _figure(found: _Row) -> None:
    row, cell = found.row, found.page[1]
    value = found.number(texts._("Figure"))
    assert value == row.headline.value
    decimals, signed = row.indicator.decimals, row.indicator.display == "signed"
    number = formats.number(value, decimals, texts.language(), signed=signed)
    assert cell.text.startswith(number)
    assert cell.notes[0] == found.words(texts._("Period"))
    signs = MARKS.get(cell.text[-1], "")
    if any("[u]" in note for note in cell.notes):
        signs += "[u]"
        assert found.words(texts._("Varies strongly")) in cell.tips
    assert found.signs(texts._("Figure")) == signs
    assert ("[u]" in signs) == row.variation.is_strong
    assert bool(found.words(texts._("Varies strongly"))) == row.variation.is_strong
    assert verdict_words.trend_words(row.trend, row.indicator) == found.words(texts._("Trend"))
    assert found.words(texts._("Trend")) in found.page[4].tips


def _base(found: _Row) -> None:
    notes = " ".join(found.page[0].notes)
    assert found.page[0].text == found.words(texts._("Indicator"))
    many = found.number(texts._("Share of how many"))
    assert bool(notes) == (many is not None)
    if many is not None:
        assert formats.number(many, 0, texts.language()) in notes
    base = found.words(texts._("Share of whom"))
    assert bool(base) == (found.row.indicator.rate is not None)


def _change(found: _Row) -> None:
    row, cell, speak = found.row, found.page[2], texts.language()
    difference = found.number(texts._("Change"))
    assert (difference is None) == (cell.text == "–")
    relative = found.number(texts._("Change, %"))
    assert (relative is None) == ("(" not in cell.text)
    before = found.number(texts._("Earlier figure"))
    if difference is None:
        assert relative is None
        return
    decimals = row.indicator.decimals
    text = formats.number(difference, decimals, speak, signed=True)
    assert cell.text.startswith(text)
    assert found.words(texts._("Compared with")) in cell.notes[0]
    if relative is not None:
        assert formats.percent(relative, 1, speak, signed=True) in cell.text
    (earlier,) = [one for one in row.course if one["period"] == row.headline.earlier_period]
    assert before == earlier["value"]
    assert found.signs(texts._("Earlier figure")) == export.sign(earlier["status"])
    rounded = [formats.rounded(one, decimals) for one in (row.headline.value, before)]
    assert difference == float(rounded[0] - rounded[1])


def _others(found: _Row) -> None:
    standing, speak = found.row.standing, texts.language()
    notes = " ".join(found.page[5].notes)
    named = ("This area", "Median of the peers", "Lowest of the peers", "Highest of the peers")
    own, median, low, high = (found.number(texts._(name)) for name in named)
    country = found.number(texts._("Median of the country’s areas"))
    is_peers = standing.benchmark_of == PEERS
    assert (own, median if is_peers else country) == (standing.own, standing.benchmark)
    assert is_peers or median is None
    figures = sorted(standing.peers.values())
    assert [low, high] == ([figures[0], figures[-1]] if figures else [None, None])
    form = texts._(measures.TITLES[standing.measure.kind])
    assert found.words(texts._("Form of comparison")) == form
    if own is None:
        assert form in notes
        return
    printed = [own] if is_peers or country is None else [own, country]
    if median is not None:
        printed.append(median)
        if len(standing.peers) > 1 and low is not None and high is not None:
            printed += [low, high]
            assert low <= median <= high
    for figure in printed:
        assert standing.measure.text(figure, "final", speak) in notes
    # A figure is as tentative in another form.
    assert found.signs(texts._("This area")) == found.signs(texts._("Figure"))
    for end, name in ((low, "Area with the lowest"), (high, "Area with the highest")):
        assert bool(found.words(texts._(name))) == (end is not None)


def _place(found: _Row) -> None:
    standing, speak = found.row.standing, texts.language()
    rank, of = (found.number(texts._(name)) for name in ("Rank", "Areas ranked"))
    said = found.page[6].text
    assert said == ("–" if rank is None else " / ".join(_plain(one, speak) for one in (rank, of)))
    words = found.words(texts._("Position among the country’s areas"))
    assert words, "a place, or why there is none"
    if standing.marks.place is None and standing.own is not None:
        assert words in found.page[5].notes


def _plain(value: float | None, speak: str) -> str:
    return formats.number(value, 0, speak)


def _walk(area_id: str, language: str, peers: Peers | None = None) -> int:
    """Compare every row of an area's profile; gives how many there are."""
    texts.use(language)
    peers = peers or _peers(area_id)
    rows = picture.profile_rows(area_id, peers.area_ids)
    take = profile_taken(area_id, peers, rows)
    page = seen(profile_html("Caption", area_id, rows))
    assert len(page) == len(rows)
    in_csv, in_sheet = _in_csv(take), _in_sheet(take) if rows else []
    for row, shown, line, sheet in zip(rows, page, in_csv, in_sheet, strict=True):
        _agree(_Row(row, shown, line, sheet))
    return len(rows)


@pytest.mark.parametrize(
    "language", ["fi", *(pytest.param(one, marks=pytest.mark.slow) for one in ("sv", "en", "nb"))]
)
def test_page_and_files_of_a_profile_agree(starter: Path, language: str) -> None:
    assert _walk(OWN, language) > 90


@pytest.mark.slow
def test_page_and_files_agree_where_nobody_is_compared_with(starter: Path) -> None:
    assert _walk(OWN, "en", Peers("own_list", "Nobody", "None.", ())) > 90


@pytest.mark.slow
def test_page_and_files_agree_in_every_indicator_of_every_kind_of_area(starter: Path) -> None:
    """Every indicator with figures of the programme's areas, those around, and some elsewhere."""
    counts = {area: _walk(area, "en") for area in AREAS}
    assert min(counts[area] for area in FOUND.programme.areas) > 90
    assert {FOUND.areas[area].kind for area in AREAS if counts[area]} == {
        *("municipality", "subregion", "region", "country")
    }
    known = {
        row.indicator.id
        for area in AREAS
        for row in picture.profile_rows(area, _peers(area).area_ids)
    }
    assert known == {one.id for one in picture.available()}, "no indicator is left out"


def _cells(row: ProfileRow) -> dict[str, tuple[Any, str, str]]:
    """Value, text and status of a row's cells in the file."""
    frames = [frame.iloc[0] for frame in profile_frames([row])]
    return {str(name): tuple(frame[name] for frame in frames) for name in frames[0].index}


def test_few_cases_give_the_sign_of_unreliable_on_page_and_in_file() -> None:
    texts.use("en")
    row = _one("live_births", {"2024": 25.0, "2025": 8.0}, {OWN: 8.0}, [])
    value, shown, status = _cells(row)["Figure"]
    assert (value, shown, status) == (8.0, "8", "final unreliable")
    assert "fewer than 20 cases" in _cells(row)["Varies strongly"][1]
    ((_header, figure, *_rest),) = seen(profile_html("Caption", OWN, [row]))
    assert figure.notes == ["2025", "varies strongly\u00a0[u]"]
    many = _one("live_births", {"2025": 800.0}, {OWN: 800.0}, [])
    assert _cells(many)["Figure"][2] == "final" and not _cells(many)["Varies strongly"][1]


def test_the_earlier_figure_has_its_own_status() -> None:
    texts.use("en")
    row = _one("low_income_rate", {"2024": 11.0, "2025": 12.5}, {OWN: 12.5}, [])
    course = ({**row.course[0], "status": "preliminary"}, *row.course[1:])
    cells = _cells(replace(row, course=course))
    assert cells["Earlier figure"] == (11.0, "11.0%*", "preliminary")
    assert cells["Figure"][2] == "final"
    assert cells["Change"][:2] == (1.5, "+1.5\u00a0pp")
    assert cells["Change, %"] == (None, ".", "not_applicable")


def test_the_lowest_and_highest_peers_have_names_and_many_alike_a_number() -> None:
    texts.use("en")
    peers = ["FI-KU931", "FI-KU226", "FI-KU601", "FI-KU216", "FI-KU256"]
    country = dict.fromkeys(peers, 2.0) | {OWN: 3.0, "FI-KU931": 9.0}
    cells = _cells(_one("low_income_rate", {"2025": 3.0}, country, peers))
    assert cells["Highest of the peers"][0] == 9.0
    assert cells["Area with the highest"][1] == "Viitasaari"
    assert cells["Lowest of the peers"][0] == 2.0
    assert cells["Area with the lowest"][1] == "4 areas"


def test_a_missing_drawing_says_why() -> None:
    texts.use("en")
    row = _one("low_income_rate", {"2025": 3.0}, {OWN: 3.0, "FI-KU931": 2.0}, ["FI-KU931"])
    ((*_cells_before, position, _rank),) = seen(profile_html("Caption", OWN, [row]))
    assert position.notes[0].startswith("here 3.0%, comparison 2.0%")
    assert "too few areas have a figure, 2" in position.notes[1]
    many = dict.fromkeys(COUNTRY, 3.0) | {OWN: 4.0}
    row = _one("low_income_rate", {"2025": 4.0}, many, ["FI-KU931"])
    ((*_cells_before, position, _rank),) = seen(profile_html("Caption", OWN, [row]))
    assert len(position.notes) == 1, "with a drawing there is nothing to explain"


def test_a_form_that_cannot_be_calculated_is_named() -> None:
    texts.use("en")
    row = _one("population", {"2025": 900.0}, {OWN: 900.0}, [])
    ((*_cells_before, position, _rank),) = seen(profile_html("Caption", OWN, [row]))
    assert position.notes == ["Change from the previous period: cannot be calculated"]


def test_a_course_with_gaps_says_so() -> None:
    texts.use("en")
    figures = {"2014": 3.0, "2015": 4.0, "2016": 5.0, "2025": 4.0}
    row = _one("low_income_rate", figures, {OWN: 4.0}, [])
    html = profile_html("Caption", OWN, [row])
    assert seen(html)[0][3].tips == ["Course 2014–2025, 8 periods without a figure"]
    assert html.count("M") > 1


def test_events_that_touch_area_and_indicators_are_in_the_files(
    starter_folder: Path, home: Home
) -> None:
    shutil.copytree(starter_folder / "build", home.folder / "build")
    texts.use("en")

    def enter(title: str, **more: Any) -> None:
        records.append("event", {**SAWMILL, "title": title, **more}, by="local")

    enter("Of all figures", date_from="2015")
    enter("Of births", indicators=["live_births"], date_from="2016")
    enter("Of jobs", indicators=["jobs"], date_from="2014-05")
    enter("Of a peer", areas=["FI-KU091"], date_from="2017")
    enter("Of nobody here", areas=["FI-KU049"], date_from="2017")
    peers = Peers("own_list", "Group", "Some.", ("FI-KU091",))
    rows = [
        row
        for row in picture.profile_rows(OWN, peers.area_ids)
        if row.indicator.theme == "population"
    ]
    take = profile_taken(OWN, peers, rows)
    merger, *entered = take.events
    assert merger.startswith("1 January 2009: Pylkönmäki was merged")
    assert entered == [
        "2015, Saarijärvi: Of all figures.",
        "2016, Saarijärvi: Of births.",
        "2017, Helsinki: Of a peer.",
    ]
    notes = table(workbook(take)["Notes"])
    assert [text for name, text in notes if name == "Event"] == list(take.events)
