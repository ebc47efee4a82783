"""What people have entered, as lines of a comparison: projects, marks, signals, actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from seutukuva import definitions, texts
from seutukuva.editions import moves, names
from seutukuva.editions.compared_ideas import IdeaMove
from seutukuva.editions.compared_ideas import Standing as IdeaStanding
from seutukuva.editions.compared_marks import MarkMove, direction
from seutukuva.editions.compared_meetings import ActionMove, Actions, ConclusionMove
from seutukuva.editions.compared_projects import MONEY, ProjectMove, Projects, Standing
from seutukuva.editions.compared_signals import SignalMove
from seutukuva.editions.figure_lines import Line
from seutukuva.meetings.register import Action
from seutukuva.signals.register import Signal
from seutukuva.texts import N_, _

_KINDS = {
    moves.NEW: N_("new"),
    moves.CHANGED: N_("changed"),
    moves.GONE: N_("withdrawn since"),
}
_DIRECTIONS = {1: N_("rose"), -1: N_("fell"), 0: N_("reason written anew")}


def projects(found: Projects) -> list[Line]:
    """A line for each project that came or went, and for each thing that changed in another."""
    return [line for move in found.moved for line in _project(move)]


def _project(move: ProjectMove) -> list[Line]:
    one = move.newest
    subject = " · ".join(part for part in (one.code, one.name) if part)
    owner = names.organisation(one.owner)
    if move.before is None or move.after is None:
        words = _("new in the register") if move.before is None else _("no longer in the register")
        told = _in_short(one)
        pair = ("", told) if move.before is None else (told, "")
        return [Line(subject, owner, *pair, change=words)]
    return [
        Line(subject, f"{owner} · {what}", before, after, change=_(_KINDS[moves.CHANGED]))
        for what, before, after in _project_fields(move.before, move.after, move.fields)
    ]


def _in_short(one: Standing) -> str:
    parts = [names.choice("project", "state", one.state)]
    if MONEY in one.planned:
        parts.append(_("{money} planned").format(money=names.money(one.planned[MONEY])))
    return ", ".join(part for part in parts if part != names.NOTHING)


def _project_fields(
    before: Standing, after: Standing, fields: Iterable[str]
) -> list[tuple[str, str, str]]:
    found = []
    for name in fields:
        if name in ("planned", "realised"):
            found += _sums(name, getattr(before, name), getattr(after, name))
            continue
        both = (getattr(before, name), getattr(after, name))
        if name in ("start", "end"):
            words = _("Starts") if name == "start" else _("Ends")
            found.append((words, names.day(both[0]), names.day(both[1])))
        elif name == "state":
            told = [names.choice("project", "state", one) for one in both]
            found.append((_("State"), told[0], told[1]))
        else:
            told = [_phase(one) for one in both]
            found.append((_("Stage"), told[0], told[1]))
    return found


def _phase(own_id: str) -> str:
    known = definitions.load().projects.phases.get(own_id)
    return known[texts.language()] if known else own_id or names.NOTHING


def _sums(
    side: str, before: Mapping[str, float], after: Mapping[str, float]
) -> list[tuple[str, str, str]]:
    speak, known = texts.language(), definitions.load().measures
    words = _("{measure}, planned") if side == "planned" else _("{measure}, realised")
    found = []
    for own_id in dict.fromkeys((*known, *before, *after)):
        if before.get(own_id) == after.get(own_id):
            continue
        measure = known.get(own_id)
        is_money = measure is not None and measure.unit == "euros"
        told = [
            names.money(one) if is_money else _count(one)
            for one in (before.get(own_id), after.get(own_id))
        ]
        title = measure.title[speak] if measure else own_id
        found.append((words.format(measure=title), told[0], told[1]))
    return found


def _count(value: float | None) -> str:
    if value is None:
        return names.NOTHING
    return texts.number(value, 0 if float(value).is_integer() else 1)


def marks(found: Iterable[MarkMove]) -> list[Line]:
    """A line for each mark that came, rose, fell or was withdrawn."""
    return [_mark(move) for move in found]


def _mark(move: MarkMove) -> Line:
    one, speak = move.newest, texts.language()
    theme = definitions.load().outlook.themes.get(one.theme)
    horizon = names.choice("outlook_mark", "horizon", one.horizon)
    told = [
        names.choice("outlook_mark", "score", mark.score) if mark else ""
        for mark in (move.before, move.after)
    ]
    is_changed = move.kind == moves.CHANGED
    change = _DIRECTIONS[direction(move)] if is_changed else _KINDS[move.kind]
    return Line(
        f"{theme.title[speak] if theme else one.theme}, {horizon}",
        f"{names.area(one.area)} · {names.organisation(one.group)}",
        told[0],
        told[1],
        change=_(change),
    )


def signals(found: Iterable[SignalMove]) -> list[Line]:
    """A line for each signal that came or went, and for each thing that changed in another."""
    return [line for move in found for line in _signal(move)]


def _signal(move: SignalMove) -> list[Line]:
    one = move.newest
    if move.kind != moves.CHANGED or move.before is None or move.after is None:
        told = _rated(one)
        pair = ("", told) if move.kind == moves.NEW else (told, "")
        return [Line(one.title, "", *pair, change=_(_KINDS[move.kind]))]
    kind = {field.id: field for field in definitions.load().kinds["signal"].fields}
    return [
        Line(
            one.title,
            kind[name].title[texts.language()],
            names.choice("signal", name, getattr(move.before, name)),
            names.choice("signal", name, getattr(move.after, name)),
            change=_(_KINDS[moves.CHANGED]),
        )
        for name in move.fields
    ]


def _rated(one: Signal) -> str:
    fields = ("direction", "likelihood", "impact", "state")
    told = [names.choice("signal", name, getattr(one, name)) for name in fields]
    return ", ".join(word for word in told if word != names.NOTHING)


def ideas(found: Iterable[IdeaMove]) -> list[Line]:
    """A line for each idea that came or went, and for each thing that changed in another."""
    return [line for move in found for line in _idea(move)]


def _idea(move: IdeaMove) -> list[Line]:
    one = move.newest
    owner = names.organisation(one.idea.owner)
    if move.before is None or move.after is None:
        told = _stage(one.stage)
        pair = ("", told) if move.before is None else (told, "")
        return [Line(one.idea.title, owner, *pair, change=_(_KINDS[move.kind]))]
    titles = {
        "stage": _("Stage"),
        "money_total": _("Planned financing"),
        "money_eu_state": _("Planned EU and state money"),
        "project": _("Project"),
        "decision": _("Decision"),
    }
    return [
        Line(
            one.idea.title,
            f"{owner} · {titles[name]}",
            _of_idea(name, move.before),
            _of_idea(name, move.after),
            change=_(_KINDS[moves.CHANGED]),
        )
        for name in move.fields
    ]


def _of_idea(name: str, one: IdeaStanding) -> str:
    if name == "stage":
        return _stage(one.stage)
    if name == "decision":
        return names.choice("idea_decision", "outcome", one.decision)
    if name == "project":
        return one.project or names.NOTHING
    return names.money(one.money_total if name == "money_total" else one.money_eu_state)


def _stage(own_id: str) -> str:
    known = definitions.load().pipeline.stages.get(own_id)
    return known.title[texts.language()] if known else own_id or names.NOTHING


def conclusions(found: Iterable[ConclusionMove]) -> list[Line]:
    """A line for each conclusion that came, changed or was withdrawn."""
    return [
        Line(
            move.newest.text,
            names.round_name(move.newest.round),
            change=_(_KINDS[move.kind]),
        )
        for move in found
    ]


def actions(found: Actions) -> list[Line]:
    """A line for each action that moved, or is late; the late ones first."""
    late = {one.id: one for one in found.late}
    days = {one.id: n for n, one in enumerate(found.late)}
    moved = {move.id: move for move in found.moved}
    ids = sorted({*late, *moved}, key=lambda one: days.get(one, len(days)))
    lines = []
    for own_id in ids:
        move = moved.get(own_id)
        one = move.newest if move else late[own_id]
        told = [
            names.choice("action", "state", action.state) if action else ""
            for action in ((move.before, move.after) if move else (one, one))
        ]
        words = _became(move) if move else ""
        if own_id in late:
            due = _("late: due {day}").format(day=names.day(one.due))
            words = f"{words}, {due}" if words == _(_KINDS[moves.NEW]) else due
        is_late = own_id in late
        lines.append(Line(one.text, _owner(one), told[0], told[1], words, is_late=is_late))
    return lines


def _became(move: ActionMove) -> str:
    is_closed = move.after is not None and not move.after.is_open
    if move.after is not None and is_closed and "state" in move.fields:
        return names.choice("action", "state", move.after.state).lower()
    return _(_KINDS[move.kind])


def _owner(one: Action) -> str:
    due = _("due {day}").format(day=names.day(one.due)) if one.due else _("no day set")
    return " · ".join((names.organisation(one.owner), due))
