"""How earlier marks turned out against the figures, as a pack tells it."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from seutukuva import store, texts
from seutukuva.definitions.outlook import NOW
from seutukuva.outlook import figures
from seutukuva.outlook import register as outlook
from seutukuva.outlook.register import Given
from seutukuva.pack import document, foresight, frozen, making, slides, workbook
from seutukuva.pack.model import MUNICIPALITY, PUBLIC, STEERING_GROUP, Pack, Section
from seutukuva.pack.scope import Scope

pytestmark = pytest.mark.slow
SUBREGION, TOWN, OTHER = "FI-SK138", "FI-KU729", "FI-KU931"
HEADING = "Earlier marks against the figures"
WHY = "Tilauskanta ja työvoiman saatavuus vaihtelevat."


def given(round_id: str, area: str, theme: str, score: int) -> Given:
    return Given(round_id, area, theme, "12", "EKR", score, WHY)


def numbers(one: Section | None) -> list[tuple[float | str | None, ...]]:
    assert one is not None and one.listing is not None
    return list(one.listing.values)


def of(audience: str, area: str) -> dict[str, Section]:
    found = foresight.sections(Scope(audience, area, frozen.draft()))
    return {one.id: one for one in found}


def test_nothing_is_said_where_no_figure_has_judged_a_mark(entering: Path) -> None:
    texts.use("en")
    this_year = f"{dt.date.today().year}-10"
    outlook.save([given(this_year, SUBREGION, "unemployment", 1)], {})
    assert [*of(STEERING_GROUP, SUBREGION)] == ["hindsight"]
    own = making.made(None, STEERING_GROUP, SUBREGION, "en")
    assert own.failed == () and HEADING not in {one.heading for one in own.sections}


def test_every_file_counts_right_wrong_and_not_yet_known(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is counted stands by hand in tests/outlook/test_figures.py."""
    texts.use("en")
    outlook.save(
        [
            given("2017-10", SUBREGION, "unemployment", 1),
            given("2017-10", SUBREGION, "business", 1),
            given("2017-10", TOWN, "unemployment", -1),
            given(f"{dt.date.today().year}-10", SUBREGION, "business", 1),
        ],
        {},
    )
    store.hold_version()
    asked: list[object] = []
    real = figures.at_rounds
    monkeypatch.setattr(figures, "at_rounds", lambda *given: asked.append(given) or real(*given))
    own = making.made(None, STEERING_GROUP, SUBREGION, "en")
    town = of(MUNICIPALITY, TOWN)
    assert len(asked) == 1, "the figures of all areas are asked for once"
    found = own.section("against_figures")
    # Of the theme's four figures two were known: both fell by more than counts as before, which the
    # sub-region foresaw and the town did not. Of business jobs alone were known, and they fell.
    assert numbers(found) == [
        ("Business life and enterprises", 0.0, 1.0, 4.0),
        ("Amount and structure of unemployment", 2.0, 2.0, 0.0),
    ]
    assert numbers(town["against_figures"]) == [
        ("Amount and structure of unemployment", 0.0, 2.0, 0.0)
    ]
    assert found is not None and found.finding.endswith(
        "right in 2, wrong in 3, not yet known in 4"
    )
    assert found.sentences[0] == "Against the figures: 1 too hopeful, 2 too gloomy."
    assert found.sentences[1].startswith("7 comparisons cannot be made")
    _in_every_file(own, found)
    assert [*of(PUBLIC, SUBREGION)] == [*of(MUNICIPALITY, OTHER)] == ["hindsight"]


def test_marks_and_figures_that_judge_share_a_slide(entering: Path) -> None:
    texts.use("en")
    ahead = given("2017-10", TOWN, "unemployment", 2)
    later = replace(given("2018-10", TOWN, "unemployment", 1), horizon=NOW)
    outlook.save([ahead, later], {})
    store.hold_version()
    both, *parts = of(MUNICIPALITY, TOWN).values()
    # One class too hopeful, and still the right way; two of the four figures were known.
    assert both.title == "Direction foreseen right: 1 of 1 marks, 2 of 2 figures"
    assert numbers(both) == [
        ("Marks of a year later", 1.0, 0.0, 0.0),
        ("Figures of a year later", 2.0, 0.0, 0.0),
    ]
    assert [(one.id, one.is_slide) for one in parts] == [
        *(("hindsight", False), ("against_figures", False)),
    ]
    assert any("by chance alone" in words for words in parts[1].notes)
    told = making.made(None, MUNICIPALITY, TOWN, "en")
    _in_every_file(told, told.section("foresight"))
    assert [*of(PUBLIC, TOWN)] == ["hindsight"], "the public has the marks alone"


def _in_every_file(own: Pack, found: Section | None) -> None:
    assert found is not None
    assert "%" not in " ".join((found.finding, *found.sentences)), "too few for a share"
    pages = PdfReader(io.BytesIO(document.pdf(own))).pages
    told = plain(" ".join(page.extract_text() for page in pages))
    assert all(plain(words) in told for words in (found.finding, *found.sentences))
    (slide,) = [one for one in slides.deck(own).slides if one.title == found.finding]
    assert slide.table is not None and found.listing is not None
    assert slide.table.rows == found.listing.shown and slide.bullets == found.sentences
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(own)))
    (sheet,) = [name for name in book.sheetnames if found.heading.startswith(name.rstrip("…"))]
    assert found.listing.values[0] in set(book[sheet].iter_rows(values_only=True))


def plain(words: str) -> str:
    """Letters and digits alone: lines break anywhere."""
    return re.sub(r"[\W_]+", "", words)
