"""The template of a questionnaire: headings, lists, limits, instructions, and nothing filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from seutukuva import definitions
from seutukuva.definitions import LANGUAGES, Questionnaire
from seutukuva.export.questionnaires import LEFT_OUT, MARK, ROWS, template

FOUND = definitions.load()
FORM = FOUND.questionnaires["company_interview"]


def _book(
    language: str = "en",
    form: Questionnaire = FORM,
    rows: Sequence[Mapping[tuple[str, str], object]] = (),
) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(form, language, FOUND, rows)))


BOOK = _book()
ANSWERS = BOOK.worksheets[0]
HEADINGS = [cell.value for cell in ANSWERS[1]]


def _of(heading: str, sheet: Worksheet = ANSWERS) -> DataValidation:
    """What a column allows in its first row of answers."""
    at = next(cell.coordinate[:-1] for cell in sheet[1] if cell.value == heading)
    (found,) = [one for one in sheet.data_validations.dataValidation if f"{at}2" in one.sqref]
    return found


def _list(heading: str, book: openpyxl.Workbook = BOOK) -> list[str]:
    name, _sep, place = _of(heading, book.worksheets[0]).formula1.rpartition("!")
    cells = book[name.strip("'")][place.replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [row[0].value for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_every_option_of_a_multiple_choice_has_its_column(language: str) -> None:
    sheet = _book(language).worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    wanted: list[str] = []
    for question in FORM.questions.values():
        title = question.title[language]
        if question.role in LEFT_OUT:
            continue
        if question.type == "multi":
            wanted += [f"{title} – {one.title[language]}" for one in question.options.values()]
        else:
            wanted.append(title)
    assert headings == wanted
    assert len(set(headings)) == len(headings)


def test_nothing_stands_beneath_the_headings() -> None:
    assert ANSWERS.dimensions.endswith("1")
    assert ANSWERS.max_row == 1
    assert not ANSWERS.merged_cells.ranges


def test_headings_and_the_firm_stay_in_sight() -> None:
    place = HEADINGS.index("Name of the firm")
    assert ANSWERS.freeze_panes == ANSWERS.cell(2, place + 2).coordinate
    assert all(cell.alignment.wrap_text for cell in ANSWERS[1])
    assert 30 <= ANSWERS.row_dimensions[1].height <= 200
    widths = [one.width for one in ANSWERS.column_dimensions.values()]
    assert min(widths) > 12
    assert max(widths) <= 45


def test_a_choice_offers_its_options_and_cannot_say() -> None:
    assert _list("Turnover in the next 12 months") == [
        *("Grows", "Stays the same", "Shrinks", "Cannot say"),
    ]
    assert _list("Consent to storing the answers") == ["Yes", "No"], "consent is given or not"
    assert "Cannot say" not in _list("Legal form")
    assert _of("Turnover in the next 12 months").errorStyle in (None, "stop")


def test_lists_of_any_length_with_commas_stand_on_a_hidden_sheet() -> None:
    lists = BOOK.worksheets[2]
    assert lists.sheet_state == "hidden"
    offered = _list("Does the firm intend to invest?")
    assert offered[0] == "Yes, within 12 months"
    # The scale of eight questions stands there once.
    tops = [cell.value for cell in lists[1]]
    assert tops.count("Improves") == 1


def test_an_option_of_a_multiple_choice_is_marked() -> None:
    found = _of("What does the firm need help or service with? – Finance and business grants")
    assert (found.type, found.formula1) == ("list", f'"{MARK}"')
    assert f"{MARK} " in found.error


def test_municipalities_and_organisations_are_the_programmes() -> None:
    named = _list("Municipality")
    assert len(named) == len(FOUND.programme.areas)
    assert named == sorted(named)
    assert _of("Municipality").errorStyle == "warning", "a firm may lie elsewhere"
    assert len(_list("Interviewing organisation")) == len(FOUND.interviewing.summaries_from)


@pytest.mark.parametrize(
    ("heading", "kind", "low", "high"),
    [
        ("Exports' share of turnover", "decimal", 0, 100),
        ("School grade for the municipality's friendliness to business", "decimal", 4, 10),
        ("Year of foundation", "decimal", 1800, 2100),
        ("Date of the interview", "date", 36526, 73415),
    ],
)
def test_numbers_and_dates_have_limits(heading: str, kind: str, low: int, high: int) -> None:
    found = _of(heading)
    assert found.type == kind
    assert (float(found.formula1), float(found.formula2)) == (low, high)
    assert {place.max_row for place in found.sqref.ranges} == {ROWS + 1}


def test_what_is_not_allowed_is_said() -> None:
    for found in ANSWERS.data_validations.dataValidation:
        assert found.errorTitle and len(found.errorTitle) <= 32
        assert found.error
        assert len(found.error) <= 255


def test_business_ids_are_text_and_days_are_days() -> None:
    book = _book(
        rows=[
            {
                ("y_tunnus", ""): "0109862-8",
                ("interviewed_on", ""): date(2026, 4, 7),
                ("personnel", ""): 2.5,
                ("service_needs", "funding"): MARK,
                ("challenge", ""): "=SUM(A1)",
            }
        ]
    )
    sheet = book.worksheets[0]
    row = {name: cell for name, cell in zip(HEADINGS, sheet[2], strict=True) if cell.value}
    assert row["Business ID"].value == "0109862-8"
    assert row["Business ID"].data_type == "s"
    assert row["Date of the interview"].value == datetime(2026, 4, 7)
    assert row["Personnel now"].value == 2.5
    assert row["The firm's main challenge right now"].data_type == "s", "no text is a formula"
    marked = row["What does the firm need help or service with? – Finance and business grants"]
    assert marked.value == MARK
    assert len(row) == 5


def test_what_must_be_known_stands_in_comments_and_instructions() -> None:
    notes = {cell.value: cell.comment.text for cell in ANSWERS[1] if cell.comment}
    assert "Required." in notes["Consent to storing the answers"]
    assert "1234567-8" in notes["Business ID"]
    assert "A number from 4 to 10." in " ".join(
        notes["School grade for dealing with the municipality"].split("\n")
    )
    marks = [heading for heading in notes if " – " in str(heading)]
    multis = [one for one in FORM.questions.values() if one.type == "multi"]
    assert len(marks) == len(multis), "at the first option of each multiple choice"
    told = [str(row[0]) for row in BOOK.worksheets[1].values]
    assert told[0] == FORM.title["en"]
    for question in FORM.questions.values():
        if question.role not in LEFT_OUT:
            assert any(line.split("\n")[0] == question.title["en"] for line in told)


def test_instructions_are_never_the_larger_table() -> None:
    first = dict(list(FORM.questions.items())[1:13])
    book = _book(form=replace(FORM, questions=MappingProxyType(first)))
    answers, instructions = book.worksheets[:2]
    assert instructions.max_column == 1
    assert 2 * answers.max_column >= instructions.max_row - len(FORM.blocks)


@pytest.mark.parametrize(
    "language",
    [one if one == "fi" else pytest.param(one, marks=pytest.mark.slow) for one in LANGUAGES],
)
def test_no_word_of_a_heading_is_broken(language: str) -> None:
    sheet = _book(language).worksheets[0]
    widths = {
        at: one.width
        for one in sheet.column_dimensions.values()
        for at in range(one.min, one.max + 1)
    }
    for at, cell in enumerate(sheet[1], 1):
        assert max(len(word) for word in str(cell.value).split()) < widths[at], cell.value


def test_the_same_questionnaire_gives_the_same_template() -> None:
    sheets = [_book("fi").worksheets[0] for _n in range(2)]
    assert list(sheets[0].values) == list(sheets[1].values)
