"""An empty spreadsheet for figures of projects that only their owners know, to be filled in.

A row a project and day, headings in the first row: the titles of the fields, by which the file is
recognised when it comes back. No cell is filled beneath them, so that whatever stands there is
somebody's figure.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from seutukuva import texts
from seutukuva.definitions import LANGUAGES, Definitions, ListField, ListFormat

# What an owner tells besides the figures; the rest of the fields is the funder's to tell.
ATTRIBUTES = ("code", "name", "as_of", "state", "start", "end", "implementer", "municipalities")
SIDES = ("planned", "realised")
ROWS = 1_000  # projects for which lists and limits are laid out
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LOCAL_DATE = "dd.mm.yyyy"
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)
_GROUNDS = ("#E3EDF2", "#EEF3E2")
_WIDTHS = {"text": 30, "code": 14, "implementer": 30, "places": 24, "number": 13}
_USUAL = 14
_LINE = 15
_MOST_LINES = 5


def template(language: str, definitions: Definitions) -> bytes:
    """The workbook (XLSX): projects, instructions, and nothing filled in.

    Args:
        language: of headings, lists and instructions.
    """
    own = next(one for one in definitions.project_lists.values() if one.is_own)
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as workbook:
        workbook.set_properties(
            {"title": own.title[language], "author": "Seutukuva", "subject": language}
        )
        _Template(workbook, own, language, definitions).write()
    return written.getvalue()


def columns(definitions: Definitions) -> list[ListField]:
    """The fields of the template, in its order."""
    fields = definitions.list_fields
    return [
        *(fields[name] for name in ATTRIBUTES),
        *(one for one in fields.values() if one.side in SIDES and one.part in ("all", "women")),
    ]


class _Template:
    def __init__(
        self, workbook: Any, own: ListFormat, language: str, definitions: Definitions
    ) -> None:
        self._own, self._language, self._definitions = own, language, definitions
        self._ = texts.translator(language)
        self._columns = columns(definitions)
        self._workbook = workbook
        self._sheet = workbook.add_worksheet(self._("Projects"))
        self._instructions = workbook.add_worksheet(self._("Instructions"))

    def write(self) -> None:
        """Lay out both sheets."""
        for at, field in enumerate(self._columns):
            self._heading(at, field)
            self._lay_out(at, field)
        self._sheet.set_row(0, _MOST_LINES * _LINE)
        # A code of digits alone stays a text.
        self._sheet.ignore_errors(
            {"number_stored_as_text": f"A2:{xl_col_to_name(len(self._columns) - 1)}{ROWS + 1}"}
        )
        self._sheet.freeze_panes(1, 2)
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)
        self._instruct()
        self._sheet.activate()

    def _style(self, **properties: Any) -> Any:
        return self._workbook.add_format({"valign": "top", "text_wrap": True, **properties})

    def _heading(self, at: int, field: ListField) -> None:
        measures = list(self._definitions.measures)
        group = measures.index(field.measure) + 1 if field.measure else 0
        style = self._style(bold=field.is_required, bg_color=_GROUNDS[group % 2], border=1)
        self._sheet.write_string(0, at, field.title[self._language], style)
        if note := self._note(field):
            self._sheet.write_comment(0, at, note, {"x_scale": 1.6, "author": ""})

    def _note(self, field: ListField) -> str:
        _ = self._
        if field.measure:
            return self._definitions.measures[field.measure].description[self._language]
        if field.id == "as_of":
            return _("The day up to which the realised figures were counted.")
        return _("Required.") if field.is_required else ""

    def _lay_out(self, at: int, field: ListField) -> None:
        """Width, format and limits of a column."""
        form = {"day": _LOCAL_DATE, "number": "#,##0.##"}.get(field.type, "@")
        self._sheet.set_column(
            at, at, _WIDTHS.get(field.type, _USUAL), self._style(num_format=form)
        )
        if limits := self._limits(field):
            self._sheet.data_validation(1, at, ROWS, at, limits)

    def _limits(self, field: ListField) -> dict[str, Any]:
        _ = self._
        if field.type == "day":
            rule: dict[str, Any] = {
                "validate": "date",
                "criteria": "between",
                "minimum": _EARLIEST,
                "maximum": _LATEST,
                "error_message": _("A date."),
            }
        elif field.type == "number":
            rule = {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_message": _("A number, at least {low}").format(low=0),
            }
        elif field.type == "state":
            place = LANGUAGES.index(self._language)
            rule = {
                "validate": "list",
                "source": [names[place] for names in self._own.states.values()],
                "error_message": _("Choose one of the list."),
            }
        else:
            return {}
        return {**rule, "error_title": _("Not allowed")}

    def _instruct(self) -> None:
        """The second sheet: how to fill in, all in one column, so that no reader takes it for the
        larger table of the two."""
        self._instructions.set_column(0, 0, 110, self._style())
        lines = [(self._own.title[self._language], self._style(bold=True, font_size=16))]
        lines += [(text, self._style()) for text in self._lead()]
        for row, (text, style) in enumerate(lines):
            self._instructions.write_string(row, 0, text, style)
        self._instructions.fit_to_pages(1, 0)

    def _lead(self) -> Iterator[str]:
        _ = self._
        yield self._own.description[self._language]
        yield _("One row is one project on one day. Do not change the headings of the first row.")
        yield _(
            "Realised figures are counted from the project’s start up to the day of the row; a "
            "later row does not add to an earlier one."
        )
        yield _("Leave a cell empty where nobody knows: zero means that nothing came true.")
        yield _("Women are a part of all, never beside them. Write no names of persons.")
        for measure in self._definitions.measures.values():
            title, told = (one[self._language] for one in (measure.title, measure.description))
            yield f"{title}: {told}"
