"""The round of a file follows from the days of its interviews, unless somebody has chosen one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etl.interviews.matching import dating
from etl.interviews.matching.dating import Dating
from etl.interviews.matching.mapping import propose
from seutukuva.records import batches
from tests.etl.interviews.forms import asking, question, said, table

FORM = asking(question("day", "date", role="interviewed_on", title=said("Haastattelupäivä")))
MONTHS = (4, 10)


def _dated(*cells: Any, heading: str = "Haastattelupäivä", name: str = "kysely.xlsx") -> Dating:
    made = table([heading], *[[cell] for cell in cells])
    return dating.of(made, propose(made, FORM), FORM, MONTHS, name)  # type: ignore[arg-type]


def test_most_days_tell_the_round() -> None:
    found = _dated("5.3.2026", "5.3.2026 13:10", "20.4.2026", "2.5.2026", "eilen", None)
    assert found == Dating("2026-03-05", "2026-05-02", "2026-04", "days")


def test_days_that_cannot_be_tell_nothing() -> None:
    assert _dated("1.1.0001", "31.12.9999", "5.10.1999") == Dating()
    assert _dated("1.1.0001", "31.12.9999", "5.3.2026").round == "2026-04"


def test_days_that_may_be_of_anything_tell_nothing() -> None:
    assert _dated("5.3.2026", "6.3.2026", heading="Seuraava yhteydenotto") == Dating()


def test_without_days_the_name_of_the_file_tells() -> None:
    assert _dated("x", heading="Muu", name="kysely_2026-04.xlsx").round == "2026-04"
    assert _dated("x", heading="Muu", name="kysely 3.2026.xlsx") == Dating(
        round="2026-04", by="name"
    )
    assert _dated("x", heading="Muu", name="raportti 2026-04 ja 2026-10.xlsx") == Dating()
    assert _dated("x", heading="Muu", name="kysely 12026-041.xlsx") == Dating()


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    """An upload of which nobody has chosen the round."""
    (tmp_path / "upload.json").write_text('{"wave": "2026-10"}', encoding="utf-8")
    (tmp_path / "choices.json").write_text('{"round": "open"}', encoding="utf-8")
    return tmp_path


def _wave(folder: Path) -> str:
    return str(json.loads((folder / "upload.json").read_text(encoding="utf-8"))["wave"])


def test_a_file_is_taken_for_the_round_that_it_tells(upload: Path) -> None:
    decided = batches.decided(upload)
    after = dating.settle(upload, Dating(round="2026-04", by="days"), decided)
    assert _wave(upload) == "2026-04"
    assert after == batches.decided(upload) != decided
    # Told again, nothing changes.
    assert dating.settle(upload, Dating(round="2026-04", by="days"), after) == after


@pytest.mark.parametrize("choices", ['{"round": "chosen"}', "{}"])
def test_a_round_that_somebody_has_chosen_stays(upload: Path, choices: str) -> None:
    (upload / "choices.json").write_text(choices, encoding="utf-8")
    decided = batches.decided(upload)
    assert dating.settle(upload, Dating(round="2026-04", by="days"), decided) == decided
    assert _wave(upload) == "2026-10"


def test_what_was_decided_meanwhile_is_not_written_over(upload: Path) -> None:
    decided = batches.decided(upload)
    (upload / "corrections.json").write_text("{}", encoding="utf-8")
    assert dating.settle(upload, Dating(round="2026-04", by="days"), decided) == decided
    assert _wave(upload) == "2026-10"
