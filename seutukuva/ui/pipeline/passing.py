"""How long ideas stand at their stages, and how many go on from each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.pipeline import conversion
from seutukuva.pipeline.board import Board, Column
from seutukuva.pipeline.conversion import LEAST_FOR_SHARE, Passage
from seutukuva.pipeline.model import Idea
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.fields import own_list
from seutukuva.ui.pipeline import names, tables

TOGETHER = "all"


def ageing(board: Board) -> None:
    """Days at each stage against what its owners' meetings allow."""
    st.header(_("How long ideas wait"), anchor=False)
    rules = definitions.load().pipeline
    st.caption(
        _(
            "Each stage allows so many owners’ meetings, which are {months} months apart. An idea "
            "waits too long once its days at the stage are more than that."
        ).format(months=texts.number(rules.meeting_months, 1))
    )
    columns = (
        *(_("Stage"), _("Ideas"), _("Waiting too long")),
        *(_("Days, median"), _("Days, longest"), _("Days allowed")),
    )
    rows = [one for one in board.columns if not one.stage.is_end]
    lines = [
        tables.line(columns, sheets.text(one.stage.title[texts.language()]), *map(str, _aged(one)))
        for one in rows
    ]
    tables.shown(
        _("How long ideas wait"),
        _("Ideas at each stage, those that have waited too long, and their days there."),
        columns,
        lines,
        {
            columns[0]: [one.stage.title[texts.language()] for one in rows],
            columns[1]: [one.n for one in rows],
            columns[2]: [one.late if one.limit else None for one in rows],
            columns[3]: [one.median for one in rows],
            columns[4]: [one.longest for one in rows],
            columns[5]: [one.limit for one in rows],
        },
        "pipeline_ageing",
    )


def _aged(one: Column) -> Sequence[str]:
    def told(value: float | None) -> str:
        if value is None:
            return names.NOTHING
        return texts.number(value, 0 if float(value).is_integer() else 1)

    late = texts.number(one.late) if one.limit else _("no clock")
    marked = f"▲ {late}" if one.late else late
    return texts.number(one.n), marked, told(one.median), told(one.longest), told(one.limit)


def going_on(every: Sequence[Idea]) -> None:
    """How many ideas go on from each stage, for all, an area or an origin."""
    st.header(_("How many ideas go on"), anchor=False)
    rules = definitions.load().pipeline
    found = conversion.grouped(every, lambda one: one.development_area, rules)
    origins = conversion.grouped(every, lambda one: one.origin, rules)
    groups = {TOGETHER: conversion.passages(every, rules)}
    groups |= {f"area:{name}": rows for name, rows in found.items()}
    groups |= {f"origin:{name}": rows for name, rows in origins.items()}
    titles = _titles(groups)
    chosen = selectors.choose_one(
        "going_on", _("Ideas of"), list(titles), TOGETHER, titles.__getitem__
    )
    st.caption(
        _(
            "Counted of all ideas that have reached the stage or a later one. Of fewer than {n} "
            "no share is told."
        ).format(n=texts.number(LEAST_FOR_SHARE))
    )
    _passages(groups[chosen], titles[chosen])


def _titles(groups: dict[str, Any]) -> dict[str, str]:
    areas = own_list("development_area", definitions.load())
    found = {TOGETHER: _("all ideas")}
    for key in groups:
        what, _sep, name = key.partition(":")
        if what == "area":
            found[key] = areas.get(name, name) or _("no area named")
        elif what == "origin":
            found[key] = names.origin(name)
    return found


def _passages(rows: Sequence[Passage], told: str) -> None:
    columns = (_("Stage"), _("Reached it"), _("Went on"), _("Stand there"), _("Dropped there"))
    lines = [
        tables.line(
            columns,
            sheets.text(one.stage.title[texts.language()]),
            texts.number(one.reached),
            (texts.number(one.went_on), _share(one)),
            texts.number(one.stands),
            texts.number(one.dropped),
        )
        for one in rows
    ]
    tables.shown(
        _("How many ideas go on"),
        _("Ideas that reached each stage, went on, stand there or were dropped: {group}.").format(
            group=told
        ),
        columns,
        lines,
        {
            columns[0]: [one.stage.title[texts.language()] for one in rows],
            columns[1]: [one.reached for one in rows],
            columns[2]: [one.went_on for one in rows],
            columns[3]: [one.stands for one in rows],
            columns[4]: [one.dropped for one in rows],
        },
        "pipeline_passages",
    )


def _share(one: Passage) -> str:
    if one.share is None:
        return _("too few for a share") if one.reached else ""
    return formats.percent(one.share * 100, 0, texts.language())
