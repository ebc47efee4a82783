"""A spreadsheet of something else is refused as a whole, and says why."""

from __future__ import annotations

import pytest

from etl.interviews.checking.case import Case
from etl.interviews.checking.form import QUESTIONS, ROWS
from etl.interviews.matching.mapping import propose
from seutukuva import definitions, texts
from tests.conftest import SHARED
from tests.etl.interviews.sheets import COLUMNS, IDS, checked, good, problem

pytestmark = pytest.mark.slow

SHEETS = SHARED / "data" / "sheets"
OTHERS = {f"Sarake {n}": "x" for n in range(60)}


def _codes(case: Case) -> set[str]:
    return set(case.problems.by_code("error"))


def test_firms_and_dates_alone_are_no_interviews() -> None:
    columns = {one: asked for one, asked in COLUMNS.items() if one != "Liikevaihto 12 kk"}
    row = {one: cell for one, cell in good().items() if one in columns}
    case, _found = checked([row], columns=columns)
    assert problem(case, "nothing_counted")["severity"] == "error"
    assert case.problems.refused.all()
    # A column of a question in which nobody has answered is none.
    case, _found = checked([good(1, **{"Liikevaihto 12 kk": "-", "Tärkein haaste": None})])
    assert "nothing_counted" in _codes(case)


def test_a_file_of_which_few_columns_fit_is_of_another_form() -> None:
    texts.use("en")
    row = {one: cell for one, cell in good().items() if one not in COLUMNS}
    few = {"Yritys": "Saha Oy", "Kunta": "Saarijärvi", "Kasvuhakuisuus": "voimakkaasti"}
    case, _found = checked([row | few | OTHERS], columns={})
    written = problem(case, "other_form")
    assert "of 64 columns" in written["message"] and case.problems.refused.all()
    # What an analyst says of a column goes before.
    case, _found = checked([row | few | OTHERS], columns={"Kasvuhakuisuus": "growth_aim"})
    assert "other_form" not in _codes(case)
    assert QUESTIONS > 1


def test_columns_are_counted_as_the_language_writes_numbers() -> None:
    texts.use("en")
    few = {"Yritys": "Saha Oy", "Kunta": "Saarijärvi", "Kasvuhakuisuus": "voimakkaasti"}
    many = {f"Sarake {n}": "x" for n in range(1_000)}
    case, _found = checked([few | many], columns={})
    assert "of 1,003 columns" in problem(case, "other_form")["message"]


def test_a_file_of_which_most_rows_lack_what_is_needed_has_its_columns_wrong() -> None:
    texts.use("en")
    ids = [one for one in IDS for _twice in range(2)]
    assert len(ids) == ROWS
    rows = [good(1, **{"Y-tunnus": None, "Yrityksen nimi": f"Yritys {n}"}) for n in range(ROWS)]
    for row in rows[: ROWS // 2 + 1]:
        row["Kunta"] = None
    case, _found = checked(rows)
    assert "6 of 10" in problem(case, "mostly_refused")["message"]
    assert case.problems.refused.all()
    rows[0]["Kunta"] = "Saarijärvi"
    case, _found = checked(rows)
    assert "mostly_refused" not in _codes(case)
    assert case.problems.refused.sum() == ROWS // 2


@pytest.mark.skipif(not SHEETS.is_dir(), reason="no surveys on this machine (../shared)")
def test_surveys_of_something_else_hold_no_question_that_is_counted() -> None:
    from tests.etl.interviews.forms import table
    from tests.etl.interviews.test_surveys import cells

    form = definitions.load().questionnaires["company_interview"]
    found = {
        wave: {
            one.question
            for one in propose(table(*(cells(wave)[0], *cells(wave)[1])), form).columns
            if one.question and form.questions[one.question].topic
        }
        for wave in ("2021", "2023")
    }
    # "Vapaa sana" is the same in every survey.
    assert found == {"2021": {"greetings"}, "2023": {"greetings"}}
