"""Which projects the figures come from, how each stands, and where the money is concentrated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.projects import rag, sums
from seutukuva.projects.measuring import is_number
from seutukuva.projects.model import PLANNED, REALISED, Project
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.plans import tables
from seutukuva.ui.plans.words import in_percent, percent
from seutukuva.ui.portfolio.names import (
    NOTHING,
    address,
    development_areas,
    lasts,
    money,
    municipalities,
    of,
    owner,
)
from seutukuva.ui.projects.names import SHAPES
from seutukuva.ui.takeaway import take_away_table

_RESULTS = ("jobs", "firms", "participants", "degrees")
_MONEY = "public"
_MOST_GROUPS = 12
# A project of which nobody has told where it belongs.
_UNPLACED = Project("", "", "")


def projects(pictures: Sequence[Picture], title: str) -> None:
    """The projects, those that are furthest behind first, each leading to its own page."""
    ordered = sorted(pictures, key=_worst_first)
    told = _("The projects, how much of their time has gone, and how their figures stand.")
    columns = (
        *(_("Project"), _("Time elapsed"), _("EU and state funding")),
        *(_("Results: realised of planned"), _("Judgement")),
    )
    rows = tuple(_line(one, columns[1:]) for one in ordered)
    heads = tuple(sheets.text(one) for one in columns)
    sheets.show([sheets.Sheet(told, heads, rows, css="sk-needs sk-projects")])
    take_away_table(
        key="projects_planned_realised",
        title=title,
        values=pd.DataFrame([taken(one) for one in ordered]).astype(object),
        alternative=told,
        file_name="projects-planned-realised",
    )


def _worst_first(one: Picture) -> tuple[int, int, str]:
    letters = [row.status.letter for row in one.rows]
    return -letters.count(rag.RED), -letters.count(rag.AMBER), one.project.key


def _line(one: Picture, columns: Sequence[str]) -> sheets.Line:
    own = one.project
    link = (
        f'<a href="{escape(address(own.code))}" target="_self">{escape(own.name or own.code)}</a>'
    )
    whose = " · ".join(part for part in (own.code, own.development_area, owner(own.owner)) if part)
    paid, granted = (one.value("eu_state", side) for side in (REALISED, PLANNED))
    spent = NOTHING if paid is None and granted is None else of(paid, granted, "euros")
    share = percent(one.absorption) if is_number(one.absorption) else ""
    cells = (
        (percent(one.elapsed), lasts(own.start, own.end)),
        (spent, share),
        ("; ".join(_results(one)) or NOTHING, ""),
        (stands(one), ""),
    )
    return sheets.Line(
        sheets.Cell(f"{link}<small>{escape(whose)}</small>"),
        tuple(
            sheets.text(words, note, label=label)
            for (words, note), label in zip(cells, columns, strict=True)
        ),
    )


def _results(one: Picture) -> list[str]:
    known, speak = definitions.load().measures, texts.language()
    told = []
    for name in _RESULTS:
        planned, realised = one.value(name, PLANNED), one.value(name, REALISED)
        if planned is not None or realised is not None:
            unit = known[name].unit
            told.append(f"{known[name].title[speak]} {of(realised, planned, unit)}")
    return told


def stands(one: Picture) -> str:
    """How many of a project's figures stand how, with shape and word; nothing by colour alone."""
    letters = [row.status.letter for row in one.rows]
    told = [
        f"{SHAPES[letter]} {_(rag.COLOURS[letter])} {texts.number(letters.count(letter))}"
        for letter in (rag.RED, rag.AMBER, rag.GREEN)
        if letter in letters
    ]
    return ", ".join(told) or f"{SHAPES[rag.GREY]} {_('not judged')}"


def taken(one: Picture) -> dict[str, str | float | None]:
    """A project as a file holds it: figures as numbers, shares in per cent."""
    own = one.project
    known, speak = definitions.load().measures, texts.language()
    row: dict[str, str | float | None] = {
        _("Code"): own.code,
        _("Project"): own.name,
        _("Development area"): own.development_area,
        _("Owner"): owner(own.owner),
        _("Time"): lasts(own.start, own.end),
        _("Time elapsed (%)"): in_percent(one.elapsed),
    }
    for name in (*_RESULTS, "eu_state", _MONEY):
        title = known[name].title[speak]
        row[_("{measure}: planned").format(measure=title)] = one.value(name, PLANNED)
        row[_("{measure}: realised").format(measure=title)] = one.value(name, REALISED)
    row[_("Judgement")] = stands(one)
    return row


def concentration(pictures: Sequence[Picture], title: str) -> None:
    """Which development areas and municipalities the public money is planned for."""
    if not any(one.value(_MONEY, PLANNED) for one in pictures):
        st.info(_("Nobody has told any public funding by this day."), icon=":material/inbox:")
        return
    ways = (
        (_("Development area"), _area),
        (_("Municipality"), _place),
    )
    columns = (_("By"), _("Group"), _("Public funding, planned"), _("Share"))
    told = _("Planned public funding by development area and by municipality.")
    rows = [
        (by, name, amount, share)
        for by, group in ways
        for name, amount, share in _groups(pictures, group)
    ]
    if not rows:
        st.info(
            _("Nobody has told for which areas the public funding is."), icon=":material/inbox:"
        )
        return
    heads = tuple(sheets.text(one, css="sk-number" if at > 1 else "")
                  for at, one in enumerate(columns))  # fmt: skip
    lines = tuple(
        sheets.Line(
            sheets.text(name),
            (
                sheets.text(by, label=columns[0]),
                sheets.text(money(amount), css="sk-number", label=columns[2]),
                sheets.text(percent(share / 100), css="sk-number", label=columns[3]),
            ),
        )
        for by, name, amount, share in rows
    )
    sheet = sheets.Sheet(told, (heads[1], heads[0], *heads[2:]), lines, css="sk-needs")
    sheets.show([sheet])
    take_away_table(
        key="concentration",
        title=title,
        values=pd.DataFrame(rows, columns=list(columns)),
        alternative=told,
        file_name="concentration-of-funding",
    )


def _groups(
    pictures: Sequence[Picture], group: Callable[[Project], str]
) -> list[tuple[str, float, float]]:
    """Name, euros and share in per cent of each group, the largest first, the last ones summed."""
    amounts = sums.amounts(pictures, _MONEY, PLANNED, group)
    shares = sums.concentration(pictures, _MONEY, PLANNED, group)
    found = [
        (name, amounts[name], 100 * share) for name, share in shares.items() if is_number(share)
    ]
    if [name for name, _amount, _share in found] == [group(_UNPLACED)]:
        return []
    head, rest = found[:_MOST_GROUPS], found[_MOST_GROUPS:]
    if rest:
        words = ngettext("{n} other", "{n} others", len(rest)).format(n=texts.number(len(rest)))
        head.append((words, sum(one[1] for one in rest), sum(one[2] for one in rest)))
    return head


def _area(project: Project) -> str:
    return development_areas().get(project.development_area, _("no development area told"))


def _place(project: Project) -> str:
    if not project.areas:
        return _("no municipality told")
    # The money of such a project cannot be told apart by municipality.
    return municipalities(project.areas) if len(project.areas) == 1 else _("several municipalities")


def firms(own: Picture | Combined) -> None:
    """What new and existing firms have of jobs and money; says so where nobody tells."""
    found = tables.firms_told(own)
    if not found:
        st.info(
            _(
                "Nobody has told what new and what existing firms have of the jobs and the money. "
                "It is asked for in plans and reports."
            ),
            icon=":material/storefront:",
        )
        return
    columns = (_("Measure"), _("Planned"), _("Realised"))
    told = _("What new and existing firms have, planned and realised.")
    lines = tuple(
        sheets.Line(
            sheets.text(name),
            (sheets.text(planned, label=columns[1]), sheets.text(realised, label=columns[2])),
        )
        for name, planned, realised in found
    )
    heads = tuple(sheets.text(one) for one in columns)
    sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs")])
    take_away_table(
        key="firms_table",
        title=told,
        values=pd.DataFrame(found, columns=list(columns)),
        file_name="new-and-existing-firms",
    )
