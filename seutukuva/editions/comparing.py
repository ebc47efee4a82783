"""What differs between two states: two editions, or an edition and the newest state.

Each part is asked once in either state, with the statistics, the log and the day of that state,
and the two answers are laid beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from seutukuva import access, definitions, made, records, settings, showing, store
from seutukuva.definitions import Definitions
from seutukuva.editions import (
    compared_figures,
    compared_ideas,
    compared_marks,
    compared_meetings,
    compared_projects,
    compared_signals,
)
from seutukuva.editions.compared_figures import Figures
from seutukuva.editions.compared_ideas import IdeaMove
from seutukuva.editions.compared_marks import MarkMove
from seutukuva.editions.compared_meetings import Actions, ConclusionMove
from seutukuva.editions.compared_projects import Projects
from seutukuva.editions.compared_signals import SignalMove
from seutukuva.errors import MissingVersion
from seutukuva.published import pointed
from seutukuva.showing import Shown

# Every area of the statistics, in place of one.
ALL_AREAS = ""
_PROJECTION = "projection_not_forecast"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two states.

    Attributes:
        before, after: the states; the newest has no name.
        area_id: whose figures, projects and signals are compared; ``ALL_AREAS`` for all.
        signals: None where signals may not be seen.
    """

    before: Shown
    after: Shown
    area_id: str
    figures: Figures
    projects: Projects
    signals: tuple[SignalMove, ...] | None
    marks: tuple[MarkMove, ...]
    ideas: tuple[IdeaMove, ...]
    conclusions: tuple[ConclusionMove, ...]
    actions: Actions

    @property
    def is_same(self) -> bool:
        """Whether both are the same state of the statistics and of what people have entered."""
        return (self.before.version, self.before.head) == (self.after.version, self.after.head)


@dataclass(frozen=True, slots=True)
class _State:
    """What is asked in one of the two states."""

    projects: Mapping[str, compared_projects.Standing]
    signals: Mapping[str, Any] | None
    marks: Mapping[str, Any]
    ideas: Mapping[str, Any]
    conclusions: Mapping[str, Any]
    actions: Mapping[str, Any]


def now() -> Shown:
    """The newest state, whatever this run shows.

    Raises:
        MissingData: nothing has been published.
        RecordsError: the log cannot be read.
    """
    held = showing.shown()
    if held is None:
        return Shown("", store.current_version(), store.current_head(), showing.today())
    showing.hold(None)
    try:
        newest = pointed(settings.build_folder() / "current.json")
        return Shown("", newest, records.head(), showing.today())
    finally:
        showing.hold(held)


@contextmanager
def looking_at(state: Shown) -> Iterator[None]:
    """Inside, every question is asked of a state, on its day.

    Raises:
        MissingVersion: the file of its version is gone.
    """
    file = settings.build_folder() / state.version.file
    if not file.exists():
        raise MissingVersion(
            "the statistics of an edition are not there any more",
            where=state.version.id,
            todo="bring the file back from a backup",
        )
    held = showing.shown()
    showing.hold(state)
    try:
        with store.at(state.version, state.head):
            yield
    finally:
        showing.hold(held)


def compare(before: Shown, after: Shown, area_id: str) -> Comparison:
    """What differs between two states, the earlier one first.

    Args:
        before, after: editions, or ``now()``.
        area_id: whose figures are compared; ``ALL_AREAS``: those of every area.

    Raises:
        MissingVersion: the statistics of a state are gone.
        QueryError: a version was made by a program whose tables are not known here.
        RecordsError: the log cannot be read.
    """

    def make() -> Comparison:
        return _compared(before, after, area_id)

    sight = access.sight()
    return made.once(make, "compared_states", before, after, area_id, sight)


def _compared(before: Shown, after: Shown, area_id: str) -> Comparison:
    found = definitions.load()
    then, now = (_state(one, area_id, found) for one in (before, after))
    return Comparison(
        before=before,
        after=after,
        area_id=area_id,
        figures=_figures((before, after), area_id, found),
        projects=compared_projects.compared(then.projects, now.projects),
        signals=compared_signals.compared(then.signals, now.signals),
        marks=compared_marks.compared(then.marks, now.marks),
        ideas=compared_ideas.compared(then.ideas, now.ideas),
        conclusions=compared_meetings.conclusions_moved(then.conclusions, now.conclusions),
        actions=compared_meetings.actions_moved(then.actions, now.actions, (before.day, after.day)),
    )


def _state(state: Shown, area_id: str, found: Definitions) -> _State:
    with looking_at(state):
        return _State(
            projects=compared_projects.standing(area_id, found, state.day),
            signals=compared_signals.standing(area_id, found),
            marks=compared_marks.standing(area_id, (ALL_AREAS, found.programme.subregion)),
            ideas=compared_ideas.standing(area_id, found),
            conclusions=compared_meetings.concluded(area_id, found),
            actions=compared_meetings.decided(),
        )


def _asked(area_id: str) -> Sequence[str] | None:
    return None if area_id == ALL_AREAS else [area_id]


def _figures(states: tuple[Shown, Shown], area_id: str, found: Definitions) -> Figures:
    """What differs in the statistics: kept by their versions, whatever is entered meanwhile."""
    versions = tuple(one.version for one in states)
    if versions[0] == versions[1]:
        return Figures()

    def make() -> Figures:
        return _figures_made(states, _asked(area_id), found)

    return made.once(make, "compared_figures", versions, area_id)


def _figures_made(
    states: tuple[Shown, Shown], area_ids: Sequence[str] | None, found: Definitions
) -> Figures:
    extents = tuple(_asked_of(one, compared_figures.extent, area_ids) for one in states)
    cells = compared_figures.differing(*extents)
    told = [_asked_of(one, compared_figures.figures, cells, area_ids) for one in states]

    def is_projection(indicator_id: str) -> bool:
        own = found.indicators.get(indicator_id)
        return own is not None and _PROJECTION in own.caveats

    return compared_figures.compared((extents[0], extents[1]), told[0], told[1], is_projection)


def _asked_of(state: Shown, ask: Callable[..., Any], *args: Any) -> Any:
    with looking_at(state):
        return ask(*args)
