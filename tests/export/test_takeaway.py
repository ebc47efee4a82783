"""What is taken: cells with their statuses, citations, file names, pictures."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from seutukuva import export, texts
from seutukuva.charts.render_svg_canvas import FAMILY, measure
from seutukuva.export import Cell
from tests.export.reading import ORIGIN, frame, small, table, workbook


@pytest.mark.parametrize(
    ("value", "shown", "wanted"),
    [
        (8763.0, "8\u00a0763", Cell(8763.0, "8\u00a0763")),
        (8763.0, "8\u00a0763*", Cell(8763.0, "8\u00a0763*", "preliminary")),
        (12.5, "12,5\u00a0%e", Cell(12.5, "12,5\u00a0%e", "estimated")),
        (150.0, "150 people", Cell(150.0, "150 people")),
        (None, "..", Cell(None, "..", "missing")),
        (float("nan"), "...", Cell(None, "...", "confidential")),
        (pd.NA, ":", Cell(None, ":", "not_published")),
        (np.float64("inf"), ".", Cell(None, ".", "not_applicable")),
        (None, "", Cell(None, "")),
        ("..", "..", Cell("..", "..")),
        (np.int64(3), "3", Cell(3.0, "3")),
    ],
)
def test_a_cells_status_is_read_from_its_mark(value: object, shown: str, wanted: Cell) -> None:
    assert export.cells([[value]], [[shown]]) == ((wanted,),)


def test_given_statuses_win() -> None:
    rows = export.cells([[1.0, 2.0, "a"]], [["1", "2*", "a"]], [["unreliable", "final", "final"]])
    assert [cell.status for cell in rows[0]] == ["unreliable", "", ""]
    assert export.sign("unreliable") == "[u]"


def test_a_cell_may_say_two_things() -> None:
    ((cell, final),) = export.cells(
        [[8.0, 9.0]], [["8*", "9"]], [["preliminary unreliable", "final unreliable"]]
    )
    assert (cell.status, final.status) == ("preliminary unreliable", "unreliable")
    take = small(columns=("A", "B"), rows=((cell, final),))
    assert take.statuses(0) == {"preliminary", "unreliable"}
    told = "[p][u] preliminary; unreliable, varies strongly"
    assert frame(take).iloc[0, :4].tolist() == [8, told, 9, "[u] unreliable, varies strongly"]
    assert table(workbook(take).worksheets[0])[1] == [
        *(8, told, 9, "[u] unreliable, varies strongly")
    ]


def test_a_text_has_no_status_whatever_is_given() -> None:
    rows = export.cells([["a", "b"]], [["a", "b*"]], [["preliminary", "confidential"]])
    assert [cell.status for cell in rows[0]] == ["", ""]


def test_tables_of_unlike_shape_are_refused() -> None:
    with pytest.raises(ValueError):
        export.cells([[1.0]], [["1"], ["2"]])
    with pytest.raises(ValueError):
        small(columns=("one",))


def test_a_citation_names_everything_and_ends_with_the_address() -> None:
    assert export.citation(small()) == (
        "Statistics Finland, Population structure, Key figures on population by area, vaerak/11ra, "
        "https://stat.fi/tilasto/vaerak (CC BY 4.0; updated 29 May 2026; fetched 20 November "
        "2026). Population, Saarijärvi: persons, 2023–2025. Seutukuva, data version "
        "20261122T000000Z-abcdef01, retrieved 22 November 2026: "
        "https://example.org/indicator?area=FI-KU729"
    )


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_a_citation_in_every_language_holds_the_facts(language: str) -> None:
    told = export.citation(small(language=language))
    for fact in (ORIGIN.attribution, ORIGIN.licence, ORIGIN.address, small().version, "Population"):
        assert fact in told


def test_an_area_that_the_title_names_is_not_named_again() -> None:
    told = export.citation(small(title="Profile: Saarijärvi", origins=()))
    assert told.startswith("Profile: Saarijärvi: persons")


def test_a_citation_does_without_what_is_not_known() -> None:
    told = export.citation(small(origins=(), link="", subtitle="", place=""))
    assert told.startswith("Population. Seutukuva")
    assert told.endswith("retrieved 22 November 2026.")


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (("mean_age", "KU729", "20261122"), "mean-age-ku729-20261122"),
        (("Ähtäri, Ødegård / æ",), "ahtari-odegard-ae"),
        (("../../etc/passwd",), "etc-passwd"),
        (("", "…"), "seutukuva"),
        (("x" * 200,), "x" * 60),
        (("x" * 200, "KU729", "20261122"), "x" * 45 + "-ku729-20261122"),
        (("a" * 50 + "-b", "c" * 20, "20261122"), "a" * 30 + "-" + "c" * 20 + "-20261122"),
    ],
)
def test_file_names_are_short_and_plain(parts: tuple[str, ...], wanted: str) -> None:
    assert export.file_name(*parts) == wanted


@pytest.mark.parametrize("bold", [False, True])
def test_a_picture_is_set_in_the_font_that_its_texts_were_measured_with(bold: bool) -> None:
    text = "Työttömyysaste 0123456789 Saarijärven–Viitasaaren seutukunta"
    weight = ' font-weight="600"' if bold else ""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="40">'
        '<rect width="700" height="40" fill="#ffffff"/>'
        f'<text x="0" y="25" font-size="16" font-family="{FAMILY}"{weight}>{text}</text></svg>'
    )
    grey = Image.open(io.BytesIO(export.png(svg, scale=1))).convert("L")
    _left, _top, right, _bottom = grey.point(lambda one: 255 if one < 128 else 0).getbbox()
    assert right == pytest.approx(measure(text, 16, bold), abs=3)


def test_a_picture_is_twice_as_large_and_not_blank() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">'
        '<rect width="120" height="40" fill="#ffffff"/>'
        '<text x="5" y="25" font-size="16" font-family="Seutukuva Sans">Äö−å</text></svg>'
    )
    picture = Image.open(io.BytesIO(export.png(svg))).convert("L")
    assert picture.size == (240, 80)
    assert picture.getextrema()[0] < 60
    with pytest.raises(ValueError):
        export.png("no picture")
