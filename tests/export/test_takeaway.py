"""What is taken: cells with their statuses, citations, file names, pictures."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from seutukuva import export, texts
from seutukuva.export import Cell
from tests.export.reading import ORIGIN, small


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
    ],
)
def test_file_names_are_short_and_plain(parts: tuple[str, ...], wanted: str) -> None:
    assert export.file_name(*parts) == wanted


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
