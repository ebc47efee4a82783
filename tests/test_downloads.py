"""What every file keeps to: no text becomes a formula, other texts stay as they are."""

from __future__ import annotations

import pytest

from seutukuva import downloads


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", " =1", "\t=1", "\r=1", "＝1", "－1"])
def test_texts_that_a_spreadsheet_would_run_are_kept_from_it(text: str) -> None:
    assert downloads.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ähtäri", "1 = 1", "..", "Saarijärvi–Viitasaari", "−3,5"])
def test_other_texts_stay(text: str) -> None:
    assert downloads.harmless(text) == text
