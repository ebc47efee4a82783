"""A comparison in sentences: how much of what has changed, and nothing of what has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from seutukuva import texts
from seutukuva.editions import moves, names
from seutukuva.editions.compared_figures import Figures
from seutukuva.editions.compared_marks import direction
from seutukuva.editions.compared_projects import Projects
from seutukuva.editions.comparing import Comparison
from seutukuva.editions.moves import Move
from seutukuva.texts import N_, _, ngettext

STATISTICS, VIEWS, PROJECTS, MEETINGS = (
    *(N_("Statistics"), N_("Outlook and signals")),
    *(N_("Projects and ideas"), N_("Meetings")),
)


def sentences(found: Comparison) -> tuple[str, ...]:
    """What has changed, a sentence each, figures first; empty where nothing has."""
    return tuple(_sentence(one) for _title, every in groups(found) for one in every)


def groups(found: Comparison) -> list[tuple[str, list[str]]]:
    """The same by what it is about, each without a full stop and beginning with its number.

    Returns:
        Title, to be translated, and what changed; groups in which nothing has are not there.
    """
    every = {
        STATISTICS: of_figures(found.figures),
        VIEWS: chain(_of_marks(found), _of_signals(found), _other_views(found)),
        PROJECTS: chain(_of_projects(found.projects), _of_ideas(found), _other_work(found)),
        MEETINGS: chain(_of_meetings(found), _other_decisions(found)),
    }
    told = ((title, list(parts)) for title, parts in every.items())
    return [(title, parts) for title, parts in told if parts]


def _sentence(fragment: str) -> str:
    return f"{fragment[:1].upper()}{fragment[1:]}."


def of_figures(found: Figures) -> Iterator[str]:
    """How many indicators have new figures, and how many values are other ones now."""
    yield from _counted(
        len(found.new),
        ngettext(
            "{n} indicator has new figures", "{n} indicators have new figures", len(found.new)
        ),
    )
    yield from _counted(
        len(found.revised),
        ngettext("{n} value was revised", "{n} values were revised", len(found.revised)),
    )
    final = found.became_final
    yield from _counted(
        final,
        ngettext(
            "{n} preliminary value became final", "{n} preliminary values became final", final
        ),
    )
    lost = sum(one.values for one in found.lost)
    for n, words in (
        (lost, ngettext("{n} figure is gone", "{n} figures are gone", lost)),
        (
            len(found.added),
            ngettext("{n} indicator is new", "{n} indicators are new", len(found.added)),
        ),
        (
            len(found.gone),
            ngettext(
                "{n} indicator is no longer there",
                "{n} indicators are no longer there",
                len(found.gone),
            ),
        ),
        (
            len(found.projections),
            ngettext(
                "{n} projection was made anew",
                "{n} projections were made anew",
                len(found.projections),
            ),
        ),
    ):
        yield from _counted(n, words)


def _of_projects(found: Projects) -> Iterator[str]:
    new, states = len(found.of_kind(moves.NEW)), len(found.with_change_of("state"))
    stages = len(found.with_change_of("phase"))
    yield from _counted(new, ngettext("{n} project is new", "{n} projects are new", new))
    yield from _counted(
        states,
        ngettext("{n} project has another state", "{n} projects have another state", states),
    )
    yield from _counted(
        stages,
        ngettext("{n} project is at another stage", "{n} projects are at another stage", stages),
    )
    for (before, after), words in (
        (found.planned, _("EU and state money planned went from {before} to {after}")),
        (found.realised, _("EU and state money used went from {before} to {after}")),
    ):
        if before != after:
            yield words.format(before=names.money(before), after=names.money(after))


def _of_marks(found: Comparison) -> Iterator[str]:
    new = sum(one.kind == moves.NEW for one in found.marks)
    rose, fell = (sum(direction(one) == way for one in found.marks) for way in (1, -1))
    yield from _counted(new, ngettext("{n} outlook mark is new", "{n} outlook marks are new", new))
    yield from _counted(rose, ngettext("{n} outlook mark rose", "{n} outlook marks rose", rose))
    yield from _counted(fell, ngettext("{n} outlook mark fell", "{n} outlook marks fell", fell))


def _of_signals(found: Comparison) -> Iterator[str]:
    every = found.signals or ()
    new = sum(one.kind == moves.NEW for one in every)
    changed = sum(one.kind == moves.CHANGED for one in every)
    yield from _counted(new, ngettext("{n} early signal is new", "{n} early signals are new", new))
    yield from _counted(
        changed,
        ngettext("{n} early signal has changed", "{n} early signals have changed", changed),
    )


def _of_ideas(found: Comparison) -> Iterator[str]:
    new = sum(one.kind == moves.NEW for one in found.ideas)
    moved, decided = (
        sum(name in one.fields for one in found.ideas) for name in ("stage", "decision")
    )
    yield from _counted(new, ngettext("{n} idea is new", "{n} ideas are new", new))
    yield from _counted(
        moved, ngettext("{n} idea is at another stage", "{n} ideas are at another stage", moved)
    )
    yield from _counted(
        decided, ngettext("{n} idea was decided on", "{n} ideas were decided on", decided)
    )


def _of_meetings(found: Comparison) -> Iterator[str]:
    drawn = sum(one.kind == moves.NEW for one in found.conclusions)
    new, done, late = (
        len(one) for one in (found.actions.new, found.actions.done, found.actions.late)
    )
    for n, words in (
        (drawn, ngettext("{n} conclusion was drawn", "{n} conclusions were drawn", drawn)),
        (new, ngettext("{n} action was decided", "{n} actions were decided", new)),
        (done, ngettext("{n} action was done", "{n} actions were done", done)),
        (late, ngettext("{n} action is late", "{n} actions are late", late)),
    ):
        yield from _counted(n, words)


def _other_views(found: Comparison) -> Iterator[str]:
    marks = sum(one.kind != moves.NEW and not direction(one) for one in found.marks)
    gone = sum(one.kind == moves.GONE for one in found.signals or ())
    return _others(marks + gone)


def _other_work(found: Comparison) -> Iterator[str]:
    own = found.projects
    told = {"state", "phase"}
    told |= {"planned"} if own.planned[0] != own.planned[1] else set()
    told |= {"realised"} if own.realised[0] != own.realised[1] else set()
    return _others(_untold(own.moved, told) + _untold(found.ideas, {"stage", "decision"}))


def _other_decisions(found: Comparison) -> Iterator[str]:
    done = {one.id for one in found.actions.done}
    actions = [one for one in found.actions.moved if one.id not in done]
    return _others(_untold(found.conclusions, set()) + _untold(actions, set()))


def _untold(every: Iterable[Move[Any]], told: set[str]) -> int:
    return sum(one.kind != moves.NEW and not told.intersection(one.fields) for one in every)


def _others(n: int) -> Iterator[str]:
    """What has no sentence of its own: without it a reader would think that nothing else has."""
    return _counted(n, ngettext("{n} other change", "{n} other changes", n))


def _counted(n: int, words: str) -> Iterator[str]:
    if n:
        yield words.format(n=texts.number(n))


def since(found: Comparison) -> str:
    """What a reader asks first of an edition: what is new and revised in the figures since."""
    first, second = _first_two(found)
    if not first:
        return _("Since then no figure has changed.")
    if not second:
        return _("Since then {what}.").format(what=first)
    return _("Since then {first} and {second}.").format(first=first, second=second)


def beside(found: Comparison) -> str:
    """The same of an edition and the one before it."""
    first, second = _first_two(found)
    name = names.state(found.before)
    if not first:
        return _("Compared with {edition}, no figure has changed.").format(edition=name)
    if not second:
        return _("Compared with {edition}, {what}.").format(edition=name, what=first)
    words = _("Compared with {edition}, {first} and {second}.")
    return words.format(edition=name, first=first, second=second)


def _first_two(found: Comparison) -> tuple[str, str]:
    first, second, *_rest = (*of_figures(found.figures), "", "")
    return first, second
