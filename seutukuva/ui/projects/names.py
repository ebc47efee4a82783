"""What a project's stages, goals, reports and their states are called on its page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

from seutukuva import dates, definitions, formats, texts
from seutukuva.definitions import Kind
from seutukuva.people import persons
from seutukuva.projects import goals, lists, rag, splitting
from seutukuva.projects.model import (
    CURRENT,
    DECIDED,
    PROMISED,
    RECORDED,
    REPORTED,
    VERIFIED,
    WOMEN,
    Figure,
)
from seutukuva.texts import N_, _
from seutukuva.ui import compounds

NOTHING = "–"
STAGES = {
    DECIDED: N_("Plan at decision"),
    CURRENT: N_("Current plan"),
    PROMISED: N_("Promised by the owner"),
    REPORTED: N_("Reported by the project"),
    VERIFIED: N_("Verified by the funder"),
}
PARTS = {
    "women": N_("of which women"),
    "new": N_("in new firms"),
    "existing": N_("in existing firms"),
}
STANDINGS = {
    goals.REACHED: N_("Reached"),
    goals.COMING: N_("Under way"),
    goals.MISSED: N_("Not reached"),
    goals.UNKNOWN: N_("Not known"),
}
# Beside the word, so that nobody needs to see a colour.
SHAPES = {rag.GREEN: "●", rag.AMBER: "▲", rag.RED: "■", rag.GREY: "–"}
GOAL_SHAPES = {goals.REACHED: "●", goals.COMING: "▷", goals.MISSED: "■", goals.UNKNOWN: "–"}


def kind(kind_id: str) -> Kind:
    """What is kept of something."""
    return definitions.load().kinds[kind_id]


def choice(kind_id: str, field_id: str, value: str) -> str:
    """A choice of a field in words; what the kind does not know stays as it is."""
    field = next(one for one in kind(kind_id).fields if one.id == field_id)
    known = field.choices.get(value)
    return known[texts.language()] if known else value or NOTHING


def title(field_id: str, kind_id: str) -> str:
    """What a field is called."""
    field = next(one for one in kind(kind_id).fields if one.id == field_id)
    return field.title[texts.language()]


def measure(own_id: str) -> str:
    """A measure's title."""
    known = definitions.load().measures.get(own_id)
    return known.title[texts.language()] if known else own_id


def day(own: date | None) -> str:
    """A day in words; "–" for none."""
    return formats.date(own.isoformat(), texts.language()) if own else NOTHING


def entered(by: str, recorded_at: str) -> str:
    """Who entered something, and on which day."""
    when = day(dates.day_saved(recorded_at))
    return _("{who}, {day}").format(who=persons.shown(by) if by else NOTHING, day=when)


def figures(told: Mapping[str, Mapping[str, float]], without: Container[str] = ()) -> str:
    """Figures in words.

    Args:
        told: measure to part to figure.
        without: measures whose women are told nowhere.
    """
    told = {
        name: {part: value for part, value in parts.items() if part != WOMEN or name not in without}
        for name, parts in told.items()
    }
    field = next(one for one in kind("project_plan").fields if one.type == "figures")
    return compounds.shown(field, told, definitions.load()) if told else NOTHING


def hidden(told: Iterable[Figure]) -> frozenset[Figure]:
    """The figures of women that no list of a project's figures shows.

    Args:
        told: every figure of the project.
    """
    return splitting.hidden(told, definitions.load().projects.small_group)


def told_by(figure: Figure) -> str:
    """Where a figure comes from: who entered it, or which list or source tells it."""
    if figure.origin == RECORDED:
        return _("entered by {who}").format(who=entered(figure.by, figure.recorded_at))
    return source(figure.source) if figure.source else NOTHING


def source(own_id: str) -> str:
    """A source by its title, a list by its file; what is neither stays as it is."""
    known = definitions.load().sources.get(own_id)
    if known:
        return known.title[texts.language()]
    for one in lists.standing():
        if own_id in (one.id, one.batch):
            words = _("list {name} of {day}")
            return words.format(name=one.file_name, day=day(one.list_date))
    return own_id
