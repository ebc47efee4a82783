"""What one project planned and what has come of it: a row a measure, with words for each share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.projects import rag
from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.projects.model import EXISTING, NEW, PLANNED, REALISED, RECORDED, Figure
from seutukuva.projects.picture import FINAL, LINEAR, OWN, Picture, Row
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import outcomes, sheets
from seutukuva.ui.portfolio.names import amount, money_or_reason, percent, why
from seutukuva.ui.projects import names
from seutukuva.ui.takeaway import take_away_table

_NUMBER = "sk-number"
_WIDTH = 168
_OUTCOMES = {FINAL: N_("final"), OWN: N_("the owner’s own"), LINEAR: N_("linear, from the pace")}


def in_short(picture: Picture) -> None:
    """Time gone, money used and results in four figures, and how they are judged."""
    jobs, people = picture.row("jobs"), picture.row("participants")
    with st.container(horizontal=True):
        st.metric(_("Time gone"), percent(picture.elapsed), width=_WIDTH)
        st.metric(_("Funding used"), percent(picture.absorption), width=_WIDTH)
        for title, row in ((_("Participants"), people), (_("New jobs"), jobs)):
            if row and (row.planned or row.realised):
                st.metric(title, _of(row), width=_WIDTH)
    st.markdown(_judged(picture))


def _of(row: Row) -> str:
    unit = row.measure.unit
    realised, planned = (amount(_value(one), unit) for one in (row.realised, row.planned))
    return _("{realised} of {planned}").format(realised=realised, planned=planned)


def _judged(picture: Picture) -> str:
    """How many figures stand how, with the shapes that stand for it."""
    letters = [row.status.letter for row in picture.rows]
    counts = [
        f"{names.SHAPES[one]} {_(rag.COLOURS[one])} {texts.number(letters.count(one))}"
        for one in (rag.GREEN, rag.AMBER, rag.RED)
        if one in letters
    ]
    n = sum(letters.count(one) for one in (rag.GREEN, rag.AMBER, rag.RED))
    if not n:
        return _("None of its figures is judged by this day; the table says why.")
    words = ngettext(
        "{n} figure judged against what was expected: {counts}.",
        "{n} figures judged against what was expected: {counts}.",
        n,
    )
    return words.format(n=texts.number(n), counts=", ".join(counts))


def planned_and_realised(picture: Picture) -> None:
    """The table of a project's figures, and what follows from several of them."""
    if not picture.rows:
        st.info(
            _("Nobody has told any figures of this project by this day."), icon=":material/inbox:"
        )
        return
    told = _("Planned and realised figures of the project by measure, with how they are judged.")
    columns = _columns()
    heads = (
        sheets.text(columns[0]),
        *(sheets.text(one, css=_NUMBER) for one in columns[1:-1]),
        sheets.text(columns[-1]),
    )
    lines = tuple(_line(row, columns, picture.on) for row in picture.rows)
    sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs")])
    take_away_table(
        key="project_figures",
        title=picture.project.name or picture.project.code,
        subtitle=_("Planned and realised by {day}").format(day=names.day(picture.on)),
        values=pd.DataFrame([_taken(row) for row in picture.rows]),
        alternative=told,
        notes=(_limits(picture),),
        file_name="project-figures",
    )
    _together(picture)


def _columns() -> tuple[str, ...]:
    return (
        _("Measure"),
        _("Planned"),
        _("Realised"),
        _("Share of the plan"),
        _("Women’s share"),
        _("At the end"),
        _("Judgement"),
    )


def _line(row: Row, columns: Sequence[str], on: date) -> sheets.Line:
    cells = (
        (amount(_value(row.planned), row.measure.unit), _planned_note(row)),
        (amount(_value(row.realised), row.measure.unit), _realised_note(row)),
        (percent(row.achievement), _nothing(row.achievement)),
        _women(row),
        _outcome(row, on),
    )
    return sheets.Line(
        sheets.text(names.measure(row.measure.id)),
        (
            *(
                sheets.text(words, note, _NUMBER, label=name)
                for (words, note), name in zip(cells, columns[1:], strict=False)
            ),
            _status(row, columns[-1]),
        ),
    )


def _status(row: Row, label: str) -> sheets.Cell:
    shape = escape(names.SHAPES[row.status.letter])
    colour = escape(rag.colour(row.status))
    mark = f'<span class="sk-mark" aria-hidden="true">{shape}</span>'
    words = f"<small>{escape(rag.words(row.status))}</small>"
    return sheets.Cell(f"{mark}{colour}{words}", label=label)


def _planned_note(row: Row) -> str:
    """Women planned; and what was planned at first, where that was something else."""
    notes = [_of_women(row.women_planned), _firms(row, PLANNED)]
    if row.decided and row.planned and row.decided.value != row.planned.value:
        words = _("at decision {n}")
        notes.append(words.format(n=amount(row.decided.value, row.measure.unit)))
    return _joined(notes)


def _realised_note(row: Row) -> str:
    if not row.realised:
        return ""
    women = _("women not shown") if row.is_withheld else _of_women(row.women_realised)
    by = _("by {day}").format(day=names.day(row.realised.as_of))
    # Who tells the others stands by stage, with the page they come from.
    teller = names.told_by(row.realised) if row.realised.origin == RECORDED else ""
    return _joined([women, _firms(row, REALISED), by, teller])


def _firms(row: Row, side: str) -> str:
    """What new and existing firms have of it."""
    told = [
        f"{_(names.PARTS[part])} {amount(row.firms[side, part], row.measure.unit)}"
        for part in (NEW, EXISTING)
        if (side, part) in row.firms
    ]
    return ", ".join(told)


def _of_women(women: float | None) -> str:
    if women is None:
        return ""
    return _("of which women {n}").format(n=amount(women, "persons"))


def _women(row: Row) -> tuple[str, str]:
    if not row.measure.by_sex:
        return names.NOTHING, ""
    planned, realised = row.women_share_planned, row.women_share_realised
    if not is_number(realised) and not is_number(planned):
        return names.NOTHING, ""
    note = _("planned {share}").format(share=percent(planned)) if is_number(planned) else ""
    return percent(realised), note


def _nothing(share: Number) -> str:
    """Of what a share is not defined."""
    return _("0 of 0") if share is Undefined.NOTHING else ""


def _outcome(row: Row, on: date) -> tuple[str, str]:
    who, number = row.outcome
    if not is_number(number):
        return names.NOTHING, why(number)
    rounded = round(number, 1) if who == LINEAR and row.measure.unit != "euros" else number
    told = _joined([text for text in (_(_OUTCOMES[who]), outcomes.span(row, on)) if text])
    return amount(rounded, row.measure.unit), told


def _joined(notes: Sequence[str]) -> str:
    return "; ".join(one for one in notes if one)


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _taken(row: Row) -> dict[str, str | float | None]:
    """A row as a file holds it: figures as numbers, shares in per cent."""

    def share(number: Number) -> float | None:
        return round(number * 100, 1) if is_number(number) else None

    _who, outcome = row.outcome
    return {
        _("Measure"): names.measure(row.measure.id),
        _("Planned"): _value(row.planned),
        _("Planned, women"): row.women_planned,
        _("Realised"): _value(row.realised),
        _("Realised, women"): row.women_realised,
        _("Realised by"): names.day(row.realised.as_of) if row.realised else "",
        _("Share of the plan (%)"): share(row.achievement),
        _("Women’s share (%)"): share(row.women_share_realised),
        _("At the end"): round(outcome, 1) if is_number(outcome) else None,
        _("Judgement"): f"{rag.colour(row.status)}: {rag.words(row.status)}",
    }


def _limits(picture: Picture) -> str:
    """By which limits figures are judged."""
    rules = definitions.load().projects.on(picture.on)
    if rules is None:
        return _("No limits were in force on that day.")
    words = _(
        "Green from {green} of what was expected by the day of the figure, amber from {amber}, "
        "red below; limits in force since {day}."
    )
    speak = texts.language()
    return words.format(
        green=formats.percent(rules.green * 100, 0, speak),
        amber=formats.percent(rules.amber * 100, 0, speak),
        day=names.day(rules.valid_from),
    )


def _together(picture: Picture) -> None:
    """What several figures say together, and by which limits they are judged."""
    told = [
        (_("All public funding used"), percent(picture.absorption_public)),
        (_("Other public funding used"), percent(picture.absorption_other)),
        (_gap_title(picture), _gap(picture)),
        (_("Public money per planned job"), money_or_reason(picture.cost_per_job_planned)),
        (_("Public money per realised job"), money_or_reason(picture.cost_per_job)),
        (_("Public money per participant"), money_or_reason(picture.cost_per_participant)),
        (_("Private euros per public euro"), _ratio(picture.leverage)),
    ]
    st.markdown("\n".join(f"- {title}: **{words}**" for title, words in told if words))
    st.caption(_limits(picture))


def _gap_title(picture: Picture) -> str:
    if picture.gap_measure is None:
        return _("Money ahead of results")
    title = picture.gap_measure.title[texts.language()]
    return _("Money ahead of results ({measure})").format(measure=title.lower())


def _gap(picture: Picture) -> str:
    """How far the money is ahead, and up to which day both are told."""
    points = _points(picture.payment_gap)
    if picture.gap_on is None:
        return points
    return f"{points}, {_('both by {day}').format(day=names.day(picture.gap_on))}"


def _points(number: Number) -> str:
    if not is_number(number):
        return why(number)
    points = formats.percentage_points(texts.language())
    return f"{texts.number(number * 100, 1, signed=True)}{formats.NBSP}{points}"


def _ratio(number: Number) -> str:
    return texts.number(number, 2) if is_number(number) else ""
