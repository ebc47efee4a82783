"""What was said of one file is known to the process that reads the next, wherever the log is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seutukuva import intake, texts
from seutukuva.interviews import remembering
from seutukuva.records import batches
from tests.etl.interviews import making
from tests.records.conftest import Home

HEADINGS = [
    *("Y-tunnus", "Yrityksen nimi", "Kunta", "Toimiala", "Henkilöstön määrä"),
    *("Haastattelupäivä", "Suostumus", "Mitä kuuluu"),
]
ROW = ["Saarijärvi", "41200", "12", "5.10.2026", "Kyllä"]


@pytest.fixture(autouse=True)
def in_english(home: Home) -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def _mapped(*firms: tuple[str, str, str], corrections: dict[str, object] | None = None) -> str:
    """The upload of a file of these firms (business id, name, outlook), mapped."""
    rows = [[business_id, name, *ROW, outlook] for business_id, name, outlook in firms]
    upload = intake.receive(
        "vastaukset.xlsx",
        making.sheet_of([HEADINGS, *rows]),
        questionnaire="company_interview",
        wave="2026-10",
        organisation="",
    )
    intake.step(upload.id, "inspect")
    if corrections:
        intake.write(upload.id, "corrections", corrections)
    intake.step(upload.id, "map")
    return upload.id


@pytest.mark.slow
def test_the_second_file_of_a_kind_needs_no_mapping(home: Home) -> None:
    said = {
        "columns": {"7": {"question": "turnover_outlook"}},
        "labels": {"turnover_outlook": {"Nousukiitoa": "grows"}},
    }
    first = _mapped(("2077474-0", "Eka Oy", "Nousukiitoa"), corrections=said)
    intake.step(first, "check")
    assert intake.read(first, "summary")["stored"] == 1
    batches.accept(intake.folder(first), by="local", accepted_warnings=True)
    remembering.remember(intake.read(first, "mapping"), said, by="local", source="app")
    second = _mapped(("2077474-0", "Eka Oy", "Nousukiitoa"), ("1074350-2", "Toka Oy", "kasvaa"))
    mapping = intake.read(second, "mapping")
    assert {one["how"] for one in mapping["columns"]} == {"remembered"}
    assert mapping["columns"][7]["question"] == "turnover_outlook"
    told = {one["label"]: (one["means"], one["how"]) for one in mapping["labels"]}
    assert told["Nousukiitoa"] == ("grows", "remembered")
    # The check reads the same log: it knows who was interviewed.
    intake.step(second, "check")
    assert intake.read(second, "summary")["by_code"]["firm_interviewed_already"] == 1
