"""What every file keeps to: no text becomes a formula, other texts stay as they are."""

from __future__ import annotations

import pytest

from seutukuva import downloads


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", " =1", "\t1", "\r1", "＝1", "－1"])
def test_texts_that_a_spreadsheet_would_run_are_kept_from_it(text: str) -> None:
    assert downloads.harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("foo;=1+1;bar", "foo;'=1+1;bar"),
        ('foo; "=1+1"', 'foo;\' "=1+1"'),
        ("line\n=1+1;x", "line\n'=1+1;x"),
        ("line\r\n@x", "line\r'\n'@x"),
        ("a\t-1", "a\t'-1"),
        ("a;＋1", "a;'＋1"),
        ("\u3000=1", "'\u3000=1"),
    ],
)
def test_so_are_parts_that_another_program_takes_for_cells(text: str, wanted: str) -> None:
    assert downloads.harmless(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "Ähtäri", "1 = 1", "..", "Saarijärvi–Viitasaari", "−3,5", "a; b", "a,=1", "a;b=1;c-d"],
)
def test_other_texts_stay(text: str) -> None:
    assert downloads.harmless(text) == text
