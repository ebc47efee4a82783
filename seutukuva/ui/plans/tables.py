"""The table of planned and realised, measure by measure, and what follows from several of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from seutukuva import texts
from seutukuva.projects import rag
from seutukuva.projects.measuring import Number, is_number
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.plans import lines
from seutukuva.ui.plans.lines import Line
from seutukuva.ui.plans.words import (
    in_percent,
    percent,
    points,
    why,
    why_money,
    why_private,
    why_women,
)
from seutukuva.ui.portfolio.names import NOTHING, amount, count, money
from seutukuva.ui.projects.names import SHAPES
from seutukuva.ui.takeaway import take_away_table

_NUMBER = "sk-number"


def measures(own: Sequence[Line], title: str, subtitle: str, notes: Sequence[str]) -> None:
    """The table of measures, and the same as files.

    Args:
        subtitle: of which day it is.
        notes: by which limits it is judged.
    """
    told = _("Planned and realised by measure, what was expected, and how it is judged.")
    columns = _columns()
    heads = (sheets.text(columns[0]), *(sheets.text(one, css=_NUMBER) for one in columns[1:-1]))
    rows = tuple(_line(one, columns) for one in own)
    sheets.show(
        [sheets.Sheet(told, (*heads, sheets.text(columns[-1])), rows, css="sk-needs sk-plans")]
    )
    take_away_table(
        key="planned_realised_table",
        title=title,
        subtitle=subtitle,
        values=pd.DataFrame([_taken(one) for one in own]).astype(object),
        alternative=told,
        notes=notes,
        file_name="planned-and-realised",
    )


def _columns() -> tuple[str, ...]:
    return (
        _("Measure"),
        _("Planned"),
        _("Realised"),
        _("Share of the plan"),
        _("Expected by then"),
        _("Money ahead of it"),
        _("At the end"),
        _("Women’s share"),
        _("Judgement"),
    )


def _line(one: Line, columns: Sequence[str]) -> sheets.Line:
    unit = one.measure.unit
    is_money = one.measure.kind == "money"
    expected = _rounded(one.expected)
    cells = (
        (amount(one.planned, unit), one.planned_note),
        (amount(one.realised, unit), one.realised_note),
        (percent(one.achievement), why(one.achievement)),
        (amount(expected, unit), _pace(one)),
        (NOTHING, "") if is_money else (points(one.gap), one.gap_note),
        (_outcome(one), one.outcome_note or _besides(one, one.outcome)),
        _women(one),
    )
    return sheets.Line(
        sheets.text(one.name),
        (
            *(
                sheets.text(words, note, _NUMBER, label=label)
                for (words, note), label in zip(cells, columns[1:], strict=False)
            ),
            _status(one, columns[-1]),
        ),
    )


def _rounded(value: float | None) -> float | None:
    """What is calculated and not counted has no more decimals than a reader can use."""
    return None if value is None else round(value, 1)


def _outcome(one: Line) -> str:
    return amount(_rounded(one.outcome), one.measure.unit) if is_number(one.outcome) else NOTHING


def _besides(one: Line, number: Number) -> str:
    """Why a figure is not defined, unless the share of the plan says the same."""
    return "" if number == one.achievement else why(number)


def _why_women(one: Line) -> str:
    """Why there is no share of women, where anything is realised that they could be a share of."""
    return why_women(one.women_realised) if one.realised else _besides(one, one.women_realised)


def _pace(one: Line) -> str:
    if not is_number(one.pace):
        return _besides(one, one.pace)
    return _("pace {share}").format(share=percent(one.pace))


def _women(one: Line) -> tuple[str, str]:
    if not one.measure.by_sex:
        return NOTHING, ""
    notes = [_why_women(one)]
    if is_number(one.women_planned):
        notes = [_("planned {share}").format(share=percent(one.women_planned)), *notes]
    return percent(one.women_realised), " · ".join(
        note for note in (*notes, one.women_note) if note
    )


def _status(one: Line, label: str) -> sheets.Cell:
    shape, colour = SHAPES[one.status.letter], rag.colour(one.status)
    mark = f'<span class="sk-mark" aria-hidden="true">{escape(shape)}</span>'
    told = " ".join(part for part in (rag.words(one.status), one.basis) if part)
    words = f"<small>{escape(told)}</small>"
    return sheets.Cell(f"{mark}{escape(colour)}{words}", label=label)


def _taken(one: Line) -> dict[str, str | float | None]:
    """A row as a file holds it: figures as numbers, shares in per cent."""
    reasons = (one.achievement, one.pace, one.outcome)
    told = dict.fromkeys((*(why(number) for number in reasons), _why_women(one)))
    is_money = one.measure.kind == "money"
    return {
        _("Measure"): one.name,
        _("Planned"): one.planned,
        _("Realised"): one.realised,
        _("Realised: of whom or when"): one.realised_note,
        _("Share of the plan (%)"): in_percent(one.achievement),
        _("Expected by then"): one.expected,
        _("Pace (%)"): in_percent(one.pace),
        _("Money ahead of it (percentage points)"): None if is_money else in_percent(one.gap),
        _("Money ahead of it: of whom or when"): one.gap_note,
        _("At the end"): one.outcome if is_number(one.outcome) else None,
        _("At the end: who says so"): one.outcome_note,
        _("Women’s share, planned (%)"): in_percent(one.women_planned),
        _("Women’s share, realised (%)"): in_percent(one.women_realised),
        _("Judgement"): f"{rag.colour(one.status)}: {rag.words(one.status)} {one.basis}".strip(),
        _("Note"): " ".join(text for text in told if text),
    }


def money_table(own: Picture | Combined, title: str, subtitle: str) -> None:
    """How much money was used, and what one result costs of it: planned, realised, and why not."""
    told = _("How much of the money is used, and what one result costs.")
    rows: list[tuple[str, Number | None, Number, str]] = [
        (_("EU and state funding used"), None, own.absorption, "share"),
        (_("Public funding used"), None, own.absorption_public, "share"),
        (_("Public euros per new job"), own.cost_per_job_planned, own.cost_per_job, "euros"),
        (_("Public euros per participant"), None, own.cost_per_participant, "euros"),
        (_("Private euros per public euro"), own.leverage, own.leverage, "ratio"),
    ]
    columns = (_("What"), _("Planned"), _("Realised"), _("Why there is none"))
    told_rows = [
        # Private money is told as planned only.
        (
            name,
            _cell(planned, kind),
            NOTHING if kind == "ratio" else _cell(realised, kind),
            _why(realised, kind),
        )
        for name, planned, realised, kind in rows
    ]
    sheets.show([_money_sheet(told, columns, told_rows)])
    take_away_table(
        key="money_table",
        title=title,
        subtitle=subtitle,
        values=pd.DataFrame(told_rows, columns=list(columns)),
        alternative=told,
        file_name="money-used",
    )


def _why(number: Number, kind: str) -> str:
    """Why there is none: of money used, of a cost, or of private money, which plans tell."""
    if kind == "share":
        return why_money(number)
    return why_private(number) if kind == "ratio" else why(number)


def _money_sheet(
    told: str, columns: Sequence[str], rows: Sequence[tuple[str, str, str, str]]
) -> sheets.Sheet:
    styles = ("", _NUMBER, _NUMBER, "")
    lines = tuple(
        sheets.Line(
            sheets.text(name),
            tuple(
                sheets.text(words, css=css, label=label)
                for words, css, label in zip(cells, styles[1:], columns[1:], strict=True)
            ),
        )
        for name, *cells in rows
    )
    heads = tuple(sheets.text(one, css=css) for one, css in zip(columns, styles, strict=True))
    return sheets.Sheet(told, heads, lines, css="sk-needs")


def _cell(number: Number | None, kind: str) -> str:
    if not is_number(number):
        return NOTHING
    if kind == "share":
        return percent(number)
    return money(number) if kind == "euros" else texts.number(number, 2)


def of(own: Picture | Combined, pictures: Sequence[Picture]) -> list[Line]:
    """The rows of one project, or of several together."""
    if isinstance(own, Picture):
        return lines.of_picture(own)
    return lines.of_combined(own, pictures)


def firms_told(own: Picture | Combined) -> list[tuple[str, str, str]]:
    """What new and existing firms have of a measure: its name, planned, realised."""
    found = []
    for row in own.rows:
        if not row.firms:
            continue
        cells = [
            _("new {new}, existing {existing}").format(
                new=count(row.firms.get((side, "new"))),
                existing=count(row.firms.get((side, "existing"))),
            )
            for side in ("planned", "realised")
        ]
        found.append((row.measure.title[texts.language()], cells[0], cells[1]))
    return found
