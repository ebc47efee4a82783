"""Downloaded tables: no text becomes a formula, no number changes."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from seutukuva import downloads


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", " =1", "\t=1", "＝1"])
def test_texts_that_a_spreadsheet_would_run_are_kept_from_it(text: str) -> None:
    written = downloads.csv(pd.DataFrame({"name": [text], "value": [-3.5]}))
    assert written.startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(io.BytesIO(written), dtype={"name": str})
    assert back["name"][0] == f"'{text}"
    assert back["value"][0] == -3.5


def test_other_texts_and_missing_values_stay() -> None:
    table = pd.DataFrame({"name": ["Ähtäri", None], "value": [1.0, None]})
    back = pd.read_csv(io.BytesIO(downloads.csv(table)))
    pd.testing.assert_frame_equal(back, table, check_dtype=False)
