"""The page of uploads: the round of a file, what is to be decided, and what is not stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import intake
from tests.etl.interviews import making
from tests.etl.interviews.sheets import FORM, IDS
from tests.pages import everything_said, open_page, pressed

PAGE = "companies/upload"
HEADINGS = (
    *("Y-tunnus", "Yritys", "Kunta", "Haastattelupäivä"),
    *("Suhdannenäkymät", "Kasvuhakuisuus", "Tärkein haaste", "Suostumus", "Sisäinen merkintä"),
)
ROW = ("Saarijärvi", "5.3.2026", "selvästi paranee", "voimakkaasti", "Osaajapula", "kyllä", "a")

pytestmark = [pytest.mark.usefixtures("entering"), pytest.mark.slow]


def _sent(
    headings: tuple[str, ...] = HEADINGS, row: tuple[str, ...] = ROW, *, is_open: bool = True
) -> str:
    rows = [(one, f"Yritys {n}", *row) for n, one in enumerate(IDS)]
    upload = intake.receive(
        "vastaukset.xlsx",
        making.sheet_of([headings, *rows]),
        questionnaire=FORM,
        wave="2026-10",
        organisation="",
    )
    if is_open:
        intake.write(upload.id, "choices", {"round": "open"})
    return upload.id


def _at(upload: str) -> AppTest:
    at = open_page(PAGE, lang="en", upload=upload)
    assert not at.exception
    return at


def _round(at: AppTest) -> Any:
    return next(one for one in at.selectbox if str(one.key).startswith("upload_round_"))


@pytest.mark.slow
def test_the_round_follows_from_the_days_and_can_be_changed_at_work() -> None:
    upload = _sent()
    at = _at(upload)
    assert _round(at).value == "2026-04"
    assert "The interviews of the file are of 5 March 2026." in everything_said(at)
    assert "half a year" not in everything_said(at)
    _round(at).set_value("2027-04").run()
    assert not at.exception
    assert intake.read(upload, "upload")["wave"] == "2027-04"
    said = everything_said(at)
    assert "Is it the right round?" in said and "They suit the round April 2026." in said
    # What was chosen stays when the file is read anew.
    pressed(at, "upload_read_again")
    assert _round(at).value == "2027-04"
    assert intake.read(upload, "upload")["wave"] == "2027-04"


@pytest.mark.slow
def test_a_round_that_was_chosen_before_is_not_changed_by_the_file() -> None:
    at = _at(_sent(is_open=False))
    assert _round(at).value == "2026-10"


@pytest.mark.slow
def test_what_is_not_stored_is_said() -> None:
    upload = _sent()
    at = _at(upload)
    said = everything_said(at)
    assert "1 column is not matched and is not stored" in said
    assert "they answer no question: I Sisäinen merkintä" in said
    assert "Next: look at what is marked" in said
    at.selectbox(key="upload_column_8").set_value("keep")
    pressed(at, "upload_apply")
    assert "they answer no question" not in everything_said(at)
    assert "Next: accept at the end" in everything_said(at)
    column = intake.read(upload, "mapping")["columns"][8]
    assert (column["question"], column["keep"]) == (None, True)


@pytest.mark.slow
def test_a_consent_waits_for_a_decision() -> None:
    upload = _sent((*HEADINGS[:7], "Hyväksyn ehdot", HEADINGS[8]))
    at = _at(upload)
    assert "looks like a consent" in at.error[0].value
    assert at.selectbox(key="upload_column_7").value is None
    # Whoever applies something else has not decided it.
    pressed(at, "upload_apply")
    assert at.selectbox(key="upload_column_7").value is None and at.error
    at.selectbox(key="upload_column_7").set_value("consent")
    pressed(at, "upload_apply")
    assert not at.error
    assert intake.read(upload, "summary")["stored"] == len(IDS)


def test_a_file_of_something_else_says_so_at_once() -> None:
    headings = ("Y-tunnus", "Yritys", *(f"Mitta {n}" for n in range(30)))
    at = _at(_sent(headings, tuple(str(n) for n in range(30))))
    assert "No question of the interview has an answer" in at.error[0].value
    asked = [one for one in at.selectbox if str(one.key).startswith("upload_column_")]
    assert asked == [], "so many columns are not asked for one by one"


def test_choices_stay_when_the_page_is_left() -> None:
    at = _at("")
    at.selectbox(key="upload_wave").set_value("2026-04").run()
    at.switch_page("pages/companies/needs.py").run()
    at.switch_page(f"pages/{PAGE}.py").run()
    assert at.selectbox(key="upload_wave").value == "2026-04"


def test_a_round_is_one_of_the_clock(entering: Path) -> None:
    upload = _sent()
    with pytest.raises(intake.UploadRefused, match="soon"):
        intake.assign(upload, "soon")
    intake.assign(upload, "2026-04")
    assert intake.read(upload, "upload")["wave"] == "2026-04"
    assert intake.read(upload, "upload")["name"] == "vastaukset.xlsx"
