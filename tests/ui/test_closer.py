"""A closer look at one series: what people entered stands on its time axis too."""

from __future__ import annotations

import shutil
from pathlib import Path

from seutukuva import records, store
from tests.pages import open_page
from tests.records.conftest import SAWMILL, Home, home, postgresql

__all__ = ["home", "postgresql"]


def test_usual_variation_tells_the_events_that_the_course_tells(
    starter_folder: Path, home: Home
) -> None:
    shutil.copytree(starter_folder / "build", home.folder / "build")
    store._rows.cache_clear()
    body = {**SAWMILL, "title": "A sawmill closed", "date_from": "2023-03"}
    records.append("event", body, by="local")
    at = open_page(
        "situation/indicator", area="FI-KU729", indicator="unemployment_share", lang="en"
    )
    assert not at.exception and not at.error
    alternatives = [chart.proto.alt for chart in at.get("plotly_chart")]
    told = [alt for alt in alternatives if "A sawmill closed" in alt]
    assert len(told) == 2, "course and usual variation"
    assert any("natural limits" in alt for alt in told)
