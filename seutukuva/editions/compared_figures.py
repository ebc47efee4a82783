"""Two versions' observations laid beside each other: what is new, revised, confirmed and lost.

A value is revised when both versions have it and they differ by more than arithmetic does; the
size of a revision is |new − old| ÷ |old|. A preliminary or estimated value that has become final
is told apart, also where it stayed what it was.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from seutukuva import store
from seutukuva.formats import finite

# An indicator and a period; with an area between them, one figure.
Cell = tuple[str, str]
Place = tuple[str, str, str]
# Value and status of figures.
Told = Mapping[Place, tuple[float | None, str]]
# An indicator's newest figure and its period.
Newest = Mapping[str, tuple[str, float]]

# What stands for a value that may still change.
UNSETTLED = ("preliminary", "estimated")
# Sums of the same numbers in another order differ by less.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Arrival:
    """New periods of one indicator.

    Attributes:
        first, last: oldest and newest new period; ``periods``: how many; ``values``: how many
            figures they are, over all areas.
        before, after: newest figure and its period then and now, where one area is compared.
    """

    indicator_id: str
    first: str
    last: str
    periods: int
    areas: int
    values: int
    before: tuple[str, float] | None = None
    after: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One value that both versions have, and that is another one now."""

    indicator_id: str
    area_id: str
    period: str
    before: float
    after: float
    status_before: str
    status_after: str

    @property
    def relative(self) -> float | None:
        """(new − old) ÷ |old|; None where the old value was zero."""
        return (self.after - self.before) / abs(self.before) if self.before else None

    @property
    def became_final(self) -> bool:
        """Whether a preliminary value became final with it."""
        return _became_final(self.status_before, self.status_after)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How many preliminary values of an indicator became final as they were, and the newest."""

    indicator_id: str
    values: int
    last: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Figures of an indicator that the later version does not have."""

    indicator_id: str
    first: str
    last: str
    areas: int
    values: int


@dataclass(frozen=True, slots=True)
class Projected:
    """A calculated future that was made anew: how many of its figures came, changed and went."""

    indicator_id: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What differs between two versions' figures; projections stand apart from what is observed.

    Attributes:
        new: indicators that were there and have newer or more figures.
        revised: every value that differs, the largest relative change first; a change from zero
            has no relative size and comes last.
        added, gone: indicators without any figure before, or any now.
    """

    new: tuple[Arrival, ...] = ()
    revised: tuple[Revision, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    lost: tuple[Loss, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    projections: tuple[Projected, ...] = ()

    @property
    def became_final(self) -> int:
        """How many preliminary values became final, changed or not."""
        changed = sum(one.became_final for one in self.revised)
        return changed + sum(one.values for one in self.confirmed)

    @property
    def indicators_revised(self) -> int:
        """How many indicators have a revised value."""
        return len({one.indicator_id for one in self.revised})

    def __bool__(self) -> bool:
        parts = (self.new, self.revised, self.confirmed, self.lost)
        return any((*parts, self.added, self.gone, self.projections))


@dataclass(frozen=True, slots=True)
class Extent:
    """What a version has of some areas: enough to see where another one differs.

    Attributes:
        fingerprints: another number as soon as a figure of the cell is another one.
        indicators: those with any figure.
        newest: where one area is asked for; else empty.
    """

    fingerprints: Mapping[Cell, int]
    indicators: frozenset[str]
    newest: Newest


@dataclass(slots=True)
class _Counted:
    """What is found of one indicator: period and area of each figure."""

    new: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    revised: list[Revision] = field(default_factory=list)


def extent(area_ids: Sequence[str] | None) -> Extent:
    """What the version that is asked has.

    Args:
        area_ids: None for every area.

    Raises:
        MissingData, QueryError: the version cannot be read.
    """
    rows = store.ask("pages/meetings/edition_periods", area_ids=area_ids)
    columns = (rows[name].tolist() for name in ("indicator_id", "period", "figures", "fingerprint"))
    fingerprints: dict[Cell, int] = {}
    indicators = set()
    for indicator, period, figures, fingerprint in zip(*columns, strict=True):
        fingerprints[indicator, period] = fingerprint
        if figures:
            indicators.add(indicator)
    newest = _newest(area_ids[0]) if area_ids is not None and len(area_ids) == 1 else {}
    return Extent(fingerprints, frozenset(indicators), newest)


def _newest(area_id: str) -> dict[str, tuple[str, float]]:
    rows = store.rows("pages/meetings/edition_newest", area_id=area_id)
    return {row["indicator_id"]: (row["period"], row["value"]) for row in rows}


def differing(before: Extent, after: Extent) -> set[Cell]:
    """The cells whose figures are to be looked at: of indicators that both versions have."""
    both = before.indicators & after.indicators
    then, now = before.fingerprints, after.fingerprints
    return {
        one for one in then.keys() | now.keys() if one[0] in both and then.get(one) != now.get(one)
    }


def figures(
    cells: Iterable[Cell], area_ids: Sequence[str] | None
) -> dict[Place, tuple[float | None, str]]:
    """The figures of some cells in the version that is asked.

    Raises:
        MissingData, QueryError: the version cannot be read.
    """
    wanted = sorted(cells)
    if not wanted:
        return {}
    rows = store.ask(
        "pages/meetings/edition_figures",
        indicator_ids=[indicator for indicator, _period in wanted],
        periods=[period for _indicator, period in wanted],
        area_ids=area_ids,
    )
    names = ("indicator_id", "area_id", "period", "value", "status")
    columns = (rows[name].tolist() for name in names)
    return {
        (indicator, area, period): (finite(value), status)
        for indicator, area, period, value, status in zip(*columns, strict=True)
    }


def compared(
    extents: tuple[Extent, Extent],
    before: Told,
    after: Told,
    is_projection: Callable[[str], bool] = lambda _indicator: False,
) -> Figures:
    """What differs between two versions.

    Args:
        extents: of the earlier and the later version.
        before, after: figures of the cells that differ, as ``figures`` gives them.
    """
    counted: dict[str, _Counted] = {}
    nothing = (None, "")
    for place in before.keys() | after.keys():
        own = counted.setdefault(place[0], _Counted())
        _count(own, place, before.get(place, nothing), after.get(place, nothing))
    then, now = extents
    ahead = {one for one in counted if is_projection(one)}
    observed = {name: counted[name] for name in sorted(counted.keys() - ahead)}
    newest = then.newest, now.newest
    revised = [one for own in observed.values() for one in own.revised]
    return Figures(
        new=tuple(_arrival(name, own, newest) for name, own in observed.items() if own.new),
        revised=tuple(sorted(revised, key=_by_size)),
        confirmed=tuple(
            Confirmation(name, len(own.confirmed), max(own.confirmed))
            for name, own in observed.items()
            if own.confirmed
        ),
        lost=tuple(
            Loss(name, *_span(own.lost), _areas(own.lost), len(own.lost))
            for name, own in observed.items()
            if own.lost
        ),
        added=tuple(sorted(now.indicators - then.indicators)),
        gone=tuple(sorted(then.indicators - now.indicators)),
        projections=tuple(
            Projected(name, len(own.new), len(own.revised), len(own.lost))
            for name, own in sorted(counted.items())
            if name in ahead and (own.new or own.revised or own.lost)
        ),
    )


def _count(
    own: _Counted, place: Place, before: tuple[float | None, str], after: tuple[float | None, str]
) -> None:
    _indicator, area, period = place
    (then, status_then), (now, status_now) = before, after
    if then is None:
        if now is not None:
            own.new.append((period, area))
    elif now is None:
        own.lost.append((period, area))
    elif not math.isclose(then, now, rel_tol=_NOISE, abs_tol=_NOISE):
        own.revised.append(Revision(*place, then, now, status_then, status_now))
    elif _became_final(status_then, status_now):
        own.confirmed.append(period)


def _became_final(before: str, after: str) -> bool:
    return before in UNSETTLED and after == "final"


def _by_size(one: Revision) -> tuple[bool, float, float, str, str, str]:
    relative = one.relative
    size = -abs(relative) if relative is not None else 0.0
    move = -abs(one.after - one.before)
    return relative is None, size, move, one.indicator_id, one.area_id, one.period


def _arrival(indicator_id: str, own: _Counted, newest: tuple[Newest, Newest]) -> Arrival:
    return Arrival(
        indicator_id,
        *_span(own.new),
        periods=len({period for period, _area in own.new}),
        areas=_areas(own.new),
        values=len(own.new),
        before=newest[0].get(indicator_id),
        after=newest[1].get(indicator_id),
    )


def _span(found: Sequence[tuple[str, str]]) -> tuple[str, str]:
    periods = [period for period, _area in found]
    return min(periods), max(periods)


def _areas(found: Sequence[tuple[str, str]]) -> int:
    return len({area for _period, area in found})
