"""The area profile as a file: one row an indicator, numbers beside the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from seutukuva import (
    definitions,
    formats,
    measures,
    selectors,
    store,
    texts,
    wording,
)
from seutukuva.export import TakeAway
from seutukuva.peering import Peers
from seutukuva.profile import PEERS, ProfileRow
from seutukuva.texts import _
from seutukuva.ui.events import happened
from seutukuva.ui.judging import distance_printer
from seutukuva.ui.takeaway import table_taken, take_away
from seutukuva.verdicts import wording as verdict_words

# More areas with the same figure than this are counted, not named.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number or text, as it is printed, and its status."""

    value: float | str | None
    shown: str
    status: str = ""


def profile_take_away(area_id: str, peers: Peers, rows: Sequence[ProfileRow]) -> None:
    """The whole profile to take away."""
    take_away(lambda: profile_taken(area_id, peers, rows), key="profile")


def profile_taken(area_id: str, peers: Peers, rows: Sequence[ProfileRow]) -> TakeAway:
    """What is taken of a profile, with the events that touch it."""
    name = selectors.area_name(definitions.load(), area_id, texts.language())
    values, shown, statuses = profile_frames(rows)
    # Of the peers only what people entered, of the area itself also how it was merged.
    history = store.run("shared/area_history", area_ids=[area_id]).to_dict("records")
    return table_taken(
        title=_("Area profile: {area}").format(area=name),
        values=values,
        shown=shown,
        statuses=statuses,
        place=name,
        notes=[f"{_('Comparison group')}: {peers.title}. {peers.description}"],
        events=happened(
            list(dict.fromkeys([area_id, *peers.area_ids])),
            [row.indicator.id for row in rows],
            history,
        ),
        indicators=[row.indicator for row in rows],
        area_ids=[area_id, *peers.area_ids],
        file_name="area_profile",
    )


def profile_frames(
    rows: Sequence[ProfileRow],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Values, texts and statuses of the profile's table, cell for cell."""
    lines = [_line(row) for row in rows]

    def frame(part: str) -> pd.DataFrame:
        made = [{name: getattr(cell, part) for name, cell in line.items()} for line in lines]
        return pd.DataFrame(made, dtype=object)

    return frame("value"), frame("shown"), frame("status")


def _line(row: ProfileRow) -> dict[str, _Cell]:
    """The cells of a row by their headings."""
    speak = texts.language()
    found = definitions.load()
    indicator, headline = row.indicator, row.headline
    return {
        _("Theme"): _words(found.themes[indicator.theme].title[speak]),
        _("Indicator"): _words(indicator.label(speak)),
        _("Unit"): _words(indicator.unit[speak]),
        _("Period"): _words(formats.period(headline.period, speak)),
        _("Figure"): _figure(row, headline.value, _status(row)),
        **_denominator(row),
        _("Varies strongly"): _words(
            verdict_words.variation_words(row.variation, distance_printer(indicator))
        ),
        **_earlier(row),
        _("Trend"): _words(verdict_words.trend_words(row.trend, indicator)),
        **_among_others(row),
    }


def _status(row: ProfileRow) -> str:
    """The status of the newest figure, and whether few people stand behind it."""
    return f"{row.headline.status} unreliable" if row.variation.is_strong else row.headline.status


def _words(text: str) -> _Cell:
    return _Cell(text, text)


def _figure(row: ProfileRow, value: float | None, status: str) -> _Cell:
    first = status.partition(" ")[0]
    text = wording.value(row.indicator, value, first, texts.language())
    return _Cell(value, text, status if value is not None else first)


def _number(value: float | None, decimals: int = 0, absent: str = "missing") -> _Cell:
    if value is None:
        return _Cell(None, formats.status_mark(absent), absent)
    return _Cell(value, texts.number(value, decimals))


def _denominator(row: ProfileRow) -> dict[str, _Cell]:
    """How many a share is a share of, and who they are."""
    rate = row.indicator.rate
    base = definitions.load().indicators[rate.denominator].label(texts.language()) if rate else ""
    return {
        _("Share of how many"): _number(
            row.denominator, absent="missing" if rate else "not_applicable"
        ),
        _("Share of whom"): _words(base),
    }


def _earlier(row: ProfileRow) -> dict[str, _Cell]:
    """The figure compared with, under its own status, and the change as a number."""
    speak = texts.language()
    headline, indicator = row.headline, row.indicator
    period = headline.earlier_period
    statuses = {str(one["period"]): str(one["status"]) for one in row.course}
    before = headline.earlier_value
    change = wording.change_since(indicator, headline, speak)
    difference = relative = _number(None)
    if change:
        text = formats.change(
            before, headline.value, indicator.decimals, wording.unit(indicator, speak), speak
        )
        difference = _Cell(change.difference, text)
        relative = _number(None, absent="not_applicable")
        if change.relative is not None:
            in_percent = formats.percent(change.relative, 1, speak, signed=True)
            relative = _Cell(change.relative, in_percent)
    known = statuses.get(period, "missing") if before is not None else "missing"
    return {
        _("Compared with"): _words(formats.period(period, speak) if period else ""),
        _("Earlier figure"): _figure(row, before, known),
        _("Change"): difference,
        _("Change, %"): relative,
    }


def _among_others(row: ProfileRow) -> dict[str, _Cell]:
    """The comparable figures of the area and its peers, rank and place."""
    standing = row.standing
    rank, place = standing.rank, standing.marks.place

    def compared(value: float | None, status: str = "final") -> _Cell:
        known = status if value is not None else "missing"
        text = standing.measure.text(value, known.partition(" ")[0], texts.language())
        return _Cell(value, text, known)

    peers, spread = standing.peers, standing.marks.spread
    low, high = (min(peers.values()), max(peers.values())) if peers else (None, None)
    said = verdict_words.place_words(place) if place else verdict_words.marks_words(standing.marks)
    return {
        _("Form of comparison"): _words(_(measures.TITLES[standing.measure.kind])),
        _("This area"): compared(standing.own, _status(row)),
        _("Median of the peers"): compared(
            standing.benchmark if standing.benchmark_of == PEERS else None
        ),
        _("Lowest of the peers"): compared(low),
        _("Area with the lowest"): _words(_named(peers, low)),
        _("Highest of the peers"): compared(high),
        _("Area with the highest"): _words(_named(peers, high)),
        _("Rank"): _number(rank.rank if rank else None),
        _("Areas ranked"): _number(rank.of if rank else None),
        _("Median of the country’s areas"): compared(spread.median if spread else None),
        _("Position among the country’s areas"): _words(said),
    }


def _named(peers: Mapping[str, float], figure: float | None) -> str:
    """The peers that have a figure; their number where they are many."""
    speak = texts.language()
    same = [one for one, value in peers.items() if value == figure]
    if len(same) > MOST_NAMED:
        return _("{n} areas").format(n=texts.number(len(same)))
    found = definitions.load()
    return "; ".join(selectors.area_name(found, one, speak) for one in same)
