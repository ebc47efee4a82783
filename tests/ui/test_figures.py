"""Charts of the pages: what is put on them and what is not."""

from __future__ import annotations

import pandas as pd

from seutukuva.ui import figures


def test_a_move_is_marked_only_where_a_line_goes_on_over_it() -> None:
    rows = pd.DataFrame(
        [
            ("FI-KU729", "2019", 1.0),
            ("FI-KU729", "2022", 2.0),
            ("FI-MK13", "2022", 3.0),
            ("FI-MK13", "2023", 4.0),
            ("FI-SSS", "2019", None),
            ("FI-SSS", "2023", 5.0),
        ],
        columns=["area_id", "period", "value"],
    )
    moved = [{"date": "2021-01-01", "area_id": one} for one in ("FI-KU729", "FI-MK13", "FI-SSS")]
    kept = figures._crossed(rows, pd.DataFrame(moved))
    assert [row["area_id"] for row in kept] == ["FI-KU729"]
    assert figures._crossed(rows, pd.DataFrame(columns=["date", "area_id"])) == []
