"""An empty spreadsheet of a questionnaire, made from its definition, to be filled in and brought.

A row a firm, headings in the first row, a list in every cell that has a choice. A multiple choice
has a column an option, marked with an x: a spreadsheet lets one choose one value from a list, not
several. What one may write stands in the comment of the heading and in a sheet of instructions.
No cell is filled beneath the headings, so that whatever stands there is somebody's answer.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from seutukuva import formats, texts
from seutukuva.definitions import Definitions, Option, Question, Questionnaire

MARK = "x"
# What the upload itself says, or the survey program writes.
LEFT_OUT = ("response_id", "wave")
ROWS = 1_000  # firms for which lists and limits are laid out
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 12, 31)
_LOCAL_DATE = 14  # Excel's own number of "the short date of the reader's country"
# Two grounds by turns, so that one sees where a block of questions ends; both carry black text.
_GROUNDS = ("#DCE6F0", "#EFE9DD")
_LONGEST_MESSAGE = 255
_LETTERS = {"text": 22, "choice": 24, "multi": 16, "number": 14, "date": 14}
_FREE_TEXT = 44
_LINE = 15.0  # points
_GROUPED_FROM = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the template: a question, or one option of a multiple choice."""

    heading: str
    question: Question
    option: Option | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Ids of question and option ("" where the column is the whole question)."""
        return self.question.id, self.option.id if self.option else ""


def columns(questionnaire: Questionnaire, language: str) -> list[Column]:
    """The columns of the template, in the form's order."""
    found: list[Column] = []
    for question in questionnaire.questions.values():
        title = question.title[language]
        if question.role in LEFT_OUT:
            continue
        if question.type != "multi":
            found.append(Column(title, question))
            continue
        found += [
            Column(f"{title} – {option.title[language]}", question, option)
            for option in question.options.values()
        ]
    return found


def template(
    questionnaire: Questionnaire,
    language: str,
    definitions: Definitions,
    rows: Iterable[Mapping[tuple[str, str], object]] = (),
) -> bytes:
    """The workbook (XLSX): answers, instructions, and a hidden sheet of lists.

    Args:
        language: of headings, options and instructions.
        definitions: whose municipalities and organisations stand in the lists.
        rows: answers by ``Column.key``; none: the empty template.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as workbook:
        workbook.set_properties(
            {"title": questionnaire.title[language], "author": "Seutukuva", "subject": language}
        )
        workbook.set_custom_property("Language", language)
        workbook.set_custom_property("Questionnaire", questionnaire.id)
        _Template(workbook, questionnaire, language, definitions).write(rows)
    return written.getvalue()


class _Template:
    def __init__(
        self, workbook: Any, form: Questionnaire, language: str, definitions: Definitions
    ) -> None:
        self.form, self.language, self.definitions = form, language, definitions
        self._ = texts.translator(language)
        self._columns = columns(form, language)
        self._workbook = workbook
        self._answers = workbook.add_worksheet(self._("Answers"))
        self._instructions = workbook.add_worksheet(self._("Instructions"))
        self._lists = workbook.add_worksheet(self._("Lists"))
        self._ranges: dict[tuple[str, ...], str] = {}
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, rows: Iterable[Mapping[tuple[str, str], object]]) -> None:
        self._write_headings()
        for at, column in enumerate(self._columns):
            self._lay_out(at, column)
        self._write_rows(rows)
        _instructions(self)
        self._lists.hide()
        self._answers.activate()

    def style(self, **properties: Any) -> Any:
        """A cell format, each made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self._workbook.add_format({"valign": "top", **properties})
        return self._styles[key]

    @property
    def instructions(self) -> Any:
        """The sheet of instructions."""
        return self._instructions

    def choices(self, question: Question) -> list[str]:
        """What a list offers for a question; [] where it has none."""
        if question.type == "choice":
            offered = [option.title[self.language] for option in question.options.values()]
            cannot_say = self.form.cannot_say_title.get(self.language, "")
            return offered + ([cannot_say] if cannot_say and _is_opinion(question) else [])
        if question.role == "municipality":
            areas = [self.definitions.areas[one] for one in self.definitions.programme.areas]
            names = [area.name[self.language] for area in areas]
            return sorted(names, key=lambda name: formats.sort_key(name, self.language))
        if question.role == "organisation":
            organisations = self.definitions.programme.organisations
            asking = self.definitions.interviewing.summaries_from or tuple(organisations)
            return [organisations[one].name[self.language] for one in asking]
        return []

    # ------------------------------------------------------------ the sheet of answers

    def _write_headings(self) -> None:
        sheet = self._answers
        blocks = list(self.form.blocks)
        lines = 1
        for at, column in enumerate(self._columns):
            ground = _GROUNDS[blocks.index(column.question.block) % 2]
            style = self.style(
                bold=column.question.required, text_wrap=True, bg_color=ground, border=1
            )
            sheet.write_string(0, at, column.heading, style)
            is_first = column.option is None or self._columns[at - 1].question != column.question
            note = self.note(column.question) if is_first else ""
            if note:
                sheet.write_comment(0, at, note, {"x_scale": 1.6, "y_scale": 1.4, "author": ""})
            lines = max(lines, _lines(column.heading, _width(column)))
        sheet.set_row(0, lines * _LINE)
        # Codes are text, and no program needs to say so in every cell.
        sheet.ignore_errors({"number_stored_as_text": f"A2:{xl_col_to_name(at)}{ROWS + 1}"})
        # The firm's name stays beside its answers.
        sheet.freeze_panes(1, self._last_fixed() + 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)

    def _last_fixed(self) -> int:
        roles = [column.question.role for column in self._columns]
        return roles.index("firm_name") if "firm_name" in roles else 0

    def _lay_out(self, at: int, column: Column) -> None:
        """Width, format and limits of a column."""
        question = column.question
        style: dict[str, Any] = {"text_wrap": True}
        if question.type == "date":
            style["num_format"] = _LOCAL_DATE
        elif question.type == "text":
            # Codes keep their zeros, and no business id becomes a day.
            style["num_format"] = "@"
        elif question.type == "multi":
            style["align"] = "center"
        self._answers.set_column(at, at, _width(column), self.style(**style))
        limits = self._limits(column)
        if limits:
            self._answers.data_validation(1, at, ROWS, at, limits)

    def _limits(self, column: Column) -> dict[str, Any]:
        question, _ = column.question, self._
        if column.option:
            told = _("Write {mark} where this was chosen; otherwise leave the cell empty.")
            return {
                "validate": "list",
                "source": [MARK],
                "error_title": _title(_("Not allowed")),
                "error_message": told.format(mark=MARK),
            }
        choices = self.choices(question)
        if choices:
            return {
                "validate": "list",
                "source": self._range(tuple(choices)),
                "error_title": _title(_("Not in the list")),
                "error_message": _message(_("Choose one of the list.")),
                # A town beyond the programme and a second thought are still answers.
                "error_type": "stop" if question.type == "choice" else "warning",
            }
        rule = self._rule(question)
        if rule:
            allowed = self.allowed(question)
            if question.type == "text":
                allowed = _("At most {n} characters.").format(n=question.max_length)
            allowed = _message(allowed)
            rule |= {"error_title": _title(_("Not allowed")), "error_message": allowed}
        return rule

    @staticmethod
    def _rule(question: Question) -> dict[str, Any]:
        if question.type == "date":
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": _EARLIEST,
                "maximum": _LATEST,
            }
        if question.type == "text":
            longest = question.max_length
            return {"validate": "length", "criteria": "<=", "value": longest} if longest else {}
        low, high = question.low, question.high
        if low is not None and high is not None:
            return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
        if low is not None or high is not None:
            criteria, value = (">=", low) if low is not None else ("<=", high)
            return {"validate": "decimal", "criteria": criteria, "value": value}
        return {}

    def _range(self, choices: tuple[str, ...]) -> str:
        """Where a list stands: lists written into a cell end at 255 letters and at commas."""
        if choices not in self._ranges:
            at = len(self._ranges)
            for row, choice in enumerate(choices):
                self._lists.write_string(row, at, choice)
            name = xl_col_to_name(at, col_abs=True)
            sheet = self._lists.get_name().replace("'", "''")
            self._ranges[choices] = f"='{sheet}'!{name}$1:{name}${len(choices)}"
        return self._ranges[choices]

    def _write_rows(self, rows: Iterable[Mapping[tuple[str, str], object]]) -> None:
        for row, answers in enumerate(rows, 1):
            for at, column in enumerate(self._columns):
                value = answers.get(column.key)
                if isinstance(value, date):
                    style = self.style(num_format=_LOCAL_DATE)
                    self._answers.write_datetime(row, at, value, style)
                elif isinstance(value, int | float):
                    self._answers.write_number(row, at, value)
                elif value:
                    self._answers.write_string(row, at, str(value))

    # ------------------------------------------------------------ words about a question

    def note(self, question: Question) -> str:
        """What one should know before answering; "" where the heading says it all."""
        _ = self._
        parts = [question.help.get(self.language, ""), self.allowed(question)]
        if question.required:
            parts.append(_("Required."))
        return "\n".join(part for part in parts if part)

    def allowed(self, question: Question) -> str:
        """What may be written, where it is no list."""
        _, language = self._, self.language
        if question.type == "multi":
            return _("Mark all that apply with {mark}.").format(mark=MARK)
        if question.type == "date":
            return _("A date.")
        if question.type == "number":
            low, high = (_number(one, language) for one in (question.low, question.high))
            told = ""
            if low and high:
                told = _("A number from {low} to {high}").format(low=low, high=high)
            elif low or high:
                at_least, at_most = _("A number, at least {low}"), _("A number, at most {high}")
                told = at_least.format(low=low) if low else at_most.format(high=high)
            unit = question.unit.get(language, "")
            return f"{told or _('A number')}{f', {unit}' if unit else ''}."
        if question.type == "text" and question.topic == "free_text":
            return _("In words. Write no names of persons.")
        return ""


def _instructions(made: _Template) -> None:
    """The second sheet: how to fill in, and every question with what it takes.

    All in one column, so that no reader takes it for the larger table of the two.
    """
    sheet, language, form = made.instructions, made.language, made.form
    bold, plain = made.style(bold=True), made.style(text_wrap=True)
    heading = made.style(bold=True, font_size=13)
    sheet.set_column(0, 0, 110, plain)
    lines = [(form.title[language], made.style(bold=True, font_size=16))]
    lines += [(line, plain) for line in _lead(made)]
    row = 0
    for text, style in lines:
        sheet.write_string(row, 0, text, style)
        row += 1
    for block, title in form.blocks.items():
        asked = [one for one in form.questions.values() if one.block == block]
        row += 1
        sheet.write_string(row - 1, 0, title[language], heading)
        for question in (one for one in asked if one.role not in LEFT_OUT):
            told = _what_to_write(made, question)
            parts = [bold, question.title[language], plain, f"\n{told}"] if told else []
            if parts:
                sheet.write_rich_string(row, 0, *parts, plain)
            else:
                sheet.write_string(row, 0, question.title[language], bold)
            row += 1
    sheet.fit_to_pages(1, 0)


def _lead(made: _Template) -> Sequence[str]:
    _ = made._
    return (
        made.form.description[made.language],
        _("One row is one firm. Do not change the headings of the first row."),
        _("A cell with a list takes only what the list offers. Leave empty what was not asked."),
        _(
            "Where several answers are possible, each has a column of its own: mark with {mark} "
            "what was chosen."
        ).format(mark=MARK),
        _("Contact details and the interviewer’s name are not stored with the answers."),
    )


def _what_to_write(made: _Template, question: Question) -> str:
    offered = made.choices(question)
    if question.type == "multi":
        offered = [option.title[made.language] for option in question.options.values()]
    parts = [made.note(question), "; ".join(offered)]
    return "\n".join(part for part in parts if part)


def _is_opinion(question: Question) -> bool:
    """Whether one can be unsure of the answer; of one's legal form nobody is."""
    judged = any(one.meaning or one.score is not None for one in question.options.values())
    return judged and not question.role


def _width(column: Column) -> int:
    """Letters; at least those of the heading's longest word, so that none is broken."""
    question = column.question
    usual = _FREE_TEXT if question.topic == "free_text" else _LETTERS[question.type]
    return max(usual, *(_letters(word) for word in column.heading.split()))


def _lines(text: str, width: int) -> int:
    """Lines that a wrapped text takes, words kept whole; bold letters are wider."""
    lines, left = 1, 0
    for word in text.split():
        if left and left + _letters(word) > width:
            lines, left = lines + 1, 0
        left += _letters(word)
    return lines


def _letters(word: str) -> int:
    return int(len(word) * 1.15) + 1


def _number(value: float | None, language: str) -> str:
    if value is None:
        return ""
    # A year takes no space between its digits.
    is_short = value == int(value) and abs(value) < _GROUPED_FROM
    return str(int(value)) if is_short else formats.number(value, language=language)


def _title(text: str) -> str:
    return text[:32]  # what Excel allows


def _message(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"
