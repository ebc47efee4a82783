"""Who says what: the figures of each stage apart, and every figure that has ever been told."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

import streamlit as st

from seutukuva import definitions
from seutukuva.definitions import Measure
from seutukuva.projects import figures as counting
from seutukuva.projects.model import ALL, STAGES, Figure
from seutukuva.texts import _
from seutukuva.ui.portfolio.names import amount
from seutukuva.ui.projects import names
from seutukuva.ui.projects.listing import Cell, listed


def stages(figures: Iterable[Figure], on: date) -> None:
    """A column a stage: what each says by a day, of which day, and who told it."""
    newest = _by_stage(figures, on)
    if not newest:
        return
    told = _("The project’s figures by who says them: decided, promised, reported and verified.")
    headings = {stage: _(title) for stage, title in names.STAGES.items()}
    rows = [
        [(names.measure(one.id), ""), *(_cell(newest.get((one.id, at)), one) for at in STAGES)]
        for one in definitions.load().measures.values()
        if any((one.id, stage) in newest for stage in STAGES)
    ]
    columns = [_("Measure"), *headings.values()]
    listed("project_stages", _("Figures by stage"), told, columns, rows, columns[1:])


def _by_stage(figures: Iterable[Figure], on: date) -> Mapping[tuple[str, str], Figure]:
    """The figure of all that counts on a day, by measure and stage."""
    by_stage: dict[str, list[Figure]] = {}
    for one in figures:
        if one.part == ALL:
            by_stage.setdefault(one.stage, []).append(one)
    return {
        (measure, stage): figure
        for stage, own in by_stage.items()
        for (measure, _side, _part), figure in counting.in_force(own, on).items()
    }


def _cell(figure: Figure | None, measure: Measure) -> Cell:
    if figure is None:
        return names.NOTHING, ""
    return amount(figure.value, measure.unit), names.day(figure.as_of)


def every_figure(figures: Iterable[Figure]) -> None:
    """Every figure ever told, the newest first: none is overwritten, and each has its teller."""
    panel = st.expander(
        _("Every figure that has been told, by whom and when"),
        icon=":material/history:",
        key="project_every_figure",
        on_change="rerun",
    )
    if not panel.open:
        return
    every = sorted(figures, key=lambda one: (one.as_of, one.seq), reverse=True)
    hidden = names.hidden(every)
    rows = [_row(one, hidden) for one in every if one.measure in definitions.load().measures]
    columns = [_("Measure"), _("Figure"), _("Day"), _("Stage"), _("Who told it")]
    with panel:
        listed(
            "project_every_figure_list",
            _("Every figure"),
            _("Every figure of the project, the newest first, with its day, stage and teller."),
            columns,
            rows,
            columns[1:2],
        )


def _row(figure: Figure, hidden: Container[Figure]) -> list[Cell]:
    measure = definitions.load().measures[figure.measure]
    part = names.PARTS.get(figure.part)
    # What is told nowhere is not told here either.
    value = _("not shown") if figure in hidden else amount(figure.value, measure.unit)
    stage = names.STAGES.get(figure.stage)
    return [
        (names.measure(measure.id), _(part) if part else ""),
        (value, ""),
        (names.day(figure.as_of), ""),
        (_(stage) if stage else figure.stage, ""),
        (names.told_by(figure), ""),
    ]
