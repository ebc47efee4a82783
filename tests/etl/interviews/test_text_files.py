"""Text files: encodings, separators, quotation marks."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

import pytest

from etl.interviews.reading import commas
from etl.interviews.reading import content as content_of
from seutukuva.errors import UploadRefused
from tests.etl.interviews.making import codes, inspected, opened, proposed, refusal, texts_of

pytestmark = pytest.mark.usefixtures("english")


ROWS = [["Yritys", "Kunta", "Väki"], ["Oy Ääkkönen Ab", "Viitasaari – Keitele", "12,5"]]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_encodings_and_separators(encoding: str, separator: str, tmp_path: Path) -> None:
    text = "\r\n".join(separator.join(row) for row in ROWS)
    found = inspected(tmp_path, text.encode(encoding))
    table = opened(tmp_path, found)
    assert [texts_of(table, column)[0] for column in range(3)] == ROWS[1]
    assert found["separator"] == separator
    assert found["decimal"] == ","


def test_the_line_that_names_the_separator(tmp_path: Path) -> None:
    found = inspected(tmp_path, b"sep=;\nYritys;Arvio, sana\nOy A, B;hyv\xe4\n")
    table = opened(tmp_path, found)
    assert table.headings == ["Yritys", "Arvio, sana"]
    assert table.row_numbers.tolist() == [3]
    assert texts_of(table, 1) == ["hyvä"]


def test_choices_of_an_analyst_win(tmp_path: Path) -> None:
    content = "a,b;c\nä,1;2\n".encode("cp850")
    choices = {"encoding": "cp850", "separator": ",", "decimal": ","}
    found = inspected(tmp_path, content, choices)
    assert proposed(found)["headings"] == ["a", "b;c"]
    assert (found["encoding"], found["decimal"]) == ("cp850", ",")


def test_one_bad_letter_does_not_make_another_encoding_of_a_small_file(tmp_path: Path) -> None:
    lines = ["Yritys;Kunta", *["Ääkkönen;Äänekoski"] * 4, "x;"]
    content = "\n".join(lines).encode() + b"\xe4\n"
    for mark in (b"", codecs.BOM_UTF8):
        found = inspected(tmp_path, mark + content)
        assert (found["encoding"], "rows_broken" in codes(found)) == ("utf-8", True)
        assert texts_of(opened(tmp_path, found), 1)[0] == "Äänekoski"


@pytest.mark.parametrize("start", [b"<!-- x -->\n", b"<!-- x ", b"{ ", b"[ "])
def test_what_begins_like_markup_for_long_is_looked_at_once(start: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(start * 20_000 + b";b\n1;2\n")
    assert content_of.identify(tmp_path / "file") == "csv"


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "choices.json").write_text('{"encoding": "utf-8"}', encoding="utf-8")
    with pytest.raises(UploadRefused, match="not text in the encoding utf-8"):
        inspected(tmp_path, b"a;b\n\xe4;1\n")


def test_a_quotation_mark_that_is_not_closed(tmp_path: Path) -> None:
    lines = ["nimi;sana", 'a;"alku', *(f"b{n};{'sana' * 20}" for n in range(5_000))]
    found = inspected(tmp_path, "\n".join(lines).encode())
    assert "quotes_unclosed" in codes(found)
    assert proposed(found)["data_rows"] == 5_001


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (["a;b,c", "1,5;2", "2,5;3"], ";"),
        (["a,b,c", "1,2,3"], ","),
        (["yksi sarake", "kaksi, kolme"], ""),
        (['"a;b";c', '"d;e";f'], ";"),
    ],
)
def test_separator_is_what_divides_lines_alike(lines: Sequence[str], separator: str) -> None:
    assert commas.separator_of(lines) == separator


def test_headings_may_hold_tags(tmp_path: Path) -> None:
    found = inspected(tmp_path, b"<p>Kunta</p>;<b>V\xc3\xa4ki</b>\nKarstula;5\n")
    assert proposed(found)["headings"] == ["<p>Kunta</p>", "<b>Väki</b>"]


def test_a_few_broken_letters_do_not_break_the_others(tmp_path: Path) -> None:
    lines = ["Yritys;Päivä", *["Ääkkönen;tänään"] * 10, "Mäki\udcff;eilen"]
    found = inspected(tmp_path, "\n".join(lines).encode("utf-8", "surrogateescape"))
    note = next(note for note in found["notes"] if note["code"] == "rows_broken")
    assert found["encoding"] == "utf-8"
    assert proposed(found)["headings"] == ["Yritys", "Päivä"]
    assert note["where"] == "12"
    assert texts_of(opened(tmp_path, found), 0)[-1] == "Mäki�"


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"a;b\n1;2\n" + b"x" * 200_001, "row 3"),
        (b"x" * 300_000, "row 1"),
        (b"a;b\n1;" + b'"' * 500_001, "row 2"),
    ],
)
def test_a_cell_longer_than_any_is_named(content: bytes, where: str, tmp_path: Path) -> None:
    refused = refusal(tmp_path, content)
    assert refused.what == "A cell of the file holds more than 200,000 letters"
    assert refused.where == where


@pytest.mark.parametrize("rows", [10, 20_000])
def test_a_zero_among_letters_is_named(rows: int, tmp_path: Path) -> None:
    # The first bytes of a file decide what it is; the zero stands among them, or far behind.
    refused = refusal(tmp_path, b"Kunta;V\n" + b"Karstula;5\n" * rows + b"Toi\x00nen;5\n")
    assert refused.what == "The file holds signs that do not occur in text"
    assert refused.where == f"row {rows + 2:,}"
