"""A year of the clock: the wheel, and beside it the list that explains its numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.charts import wheel
from seutukuva.definitions import ClockEvent, YearlyClock
from seutukuva.texts import _, ngettext
from seutukuva.ui import printing, sheets
from seutukuva.ui.calendar import names
from seutukuva.ui.takeaway import take_away_table
from seutukuva.yearly_clock import COMING, OVER, Held, Occurrence, occurrences

# Of what may be done on any day of the year, a ring would say nothing.
_ANY_DAY = 330
_YEARS = (-2, 4)
# More times a year than this are counted and not listed.
_LISTED = 4


def year(clock: YearlyClock, today: dt.date, held: Sequence[Held]) -> None:
    """The wheel of a chosen year with its list; the year stands in the address."""
    with printing.unprinted("clock_year"):
        chosen = _chosen(today)
    first, last = dt.date(chosen, 1, 1), dt.date(chosen, 12, 31)
    every = [one for one in occurrences(clock, first, last, today, held)]
    rows = _rows(clock, every)
    numbers = {event.id: n for n, (event, _own) in enumerate(rows, 1)}
    left, right = st.columns([5, 6])
    with left:
        _wheel(chosen, every, numbers, today)
        st.caption(_signs())
        if convener := _convener(clock, chosen):
            st.caption(convener)
    with right:
        _list(rows)
    _taken(chosen, every)


def _chosen(today: dt.date) -> int:
    options = [str(today.year + n) for n in range(*_YEARS)]
    left, _right = st.columns([1, 3])
    with left:
        return int(selectors.choose_one("clock", _("Year"), options, str(today.year), str))


def _rows(
    clock: YearlyClock, every: Sequence[Occurrence]
) -> list[tuple[ClockEvent, list[Occurrence]]]:
    """Events of the year in the order of their first day; those without days last."""
    own = [(event, [one for one in every if one.event.id == event.id]) for event in clock.events]
    there = [pair for pair in own if pair[1]]
    there.sort(key=lambda pair: (_is_open(pair[1][0]), pair[1][0].first_day, pair[1][0].last_day))
    written = {event.id for event in definitions.load().calendar.events}
    # A type of meeting that the clock does not know stands there only in years that have one.
    timeless = [event for event in clock.events if not event.is_dated and event.id in written]
    return there + [(event, []) for event in timeless]


def _is_open(one: Occurrence) -> bool:
    return (one.last_day - one.first_day).days >= _ANY_DAY


def _wheel(
    chosen: int, every: Sequence[Occurrence], numbers: dict[str, int], today: dt.date
) -> None:
    speak = texts.language()
    spans = tuple(
        wheel.Span(
            numbers[one.event.id],
            one.first_day,
            one.last_day,
            names.LOOKS[one.state],
            _words(one),
        )
        for one in every
        if not _is_open(one)
    )
    told = _("The yearly clock of {year}: {n} dated events in twelve months.").format(
        year=chosen, n=texts.number(len(spans))
    )
    told += " " + _("The list says the same in words.")
    drawn = wheel.svg(
        wheel.Wheel(
            year=chosen,
            months=[formats.month_name(n, speak, "short") for n in range(1, 13)],
            spans=spans,
            today=today,
            today_word=_("today"),
            alternative=told,
        )
    )
    fitted = '<img style="display:block;max-width:100%;height:auto;margin:auto"'
    sheets.put(sheets.picture(drawn, told).replace("<img", fitted, 1))


def _words(one: Occurrence) -> str:
    return f"{one.event.title[texts.language()]}, {names.when(one)}: {names.state(one)}"


def _signs() -> str:
    """What the signs of the wheel mean; its thick edge and its hand besides."""
    parts = [f"✓ {_('done')}", f"! {_('late')}", f"▸ {_('now')}", f"✗ {_('was not held')}"]
    parts.append(f"– {_('over, not followed here')}")
    return " · ".join([*parts, _("without a sign: to come"), _("▼ at the rim: today")])


def _list(rows: Sequence[tuple[ClockEvent, list[Occurrence]]]) -> None:
    told = _("Events of the year, by the numbers of the wheel.")
    heads = ("", _("What"), _("When"), _("Who"))
    lines = []
    for n, (event, own) in enumerate(rows, 1):
        is_drawn = any(not _is_open(one) for one in own)
        owners = own[0].owners if own else ((event.owner,) if event.owner else event.participants)
        lines.append(
            sheets.Line(
                sheets.text(texts.number(n) if is_drawn else ""),
                (
                    sheets.text(event.title[texts.language()], label=heads[1]),
                    sheets.text(*_when(event, own), label=heads[2]),
                    sheets.text(names.short(owners), label=heads[3]),
                ),
            )
        )
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), tuple(lines))])


def _when(event: ClockEvent, own: Sequence[Occurrence]) -> tuple[str, str]:
    """When an event is, and how each time stands."""
    if not own:
        words = _("all the time") if event.rhythm == "continuous" else _("when needed")
        return words, ""
    stand = _standing(own)
    if all(map(_is_open, own)):
        return _("some day of the year"), stand
    if event.every_days or len(own) > _LISTED:
        often = ngettext("{n} time", "{n} times", len(own)).format(n=texts.number(len(own)))
        every = ngettext("every {n} day", "every {n} days", event.every_days)
        if event.every_days:
            often = f"{every.format(n=texts.number(event.every_days))}, {often}"
        return often, stand
    return "; ".join(names.when(one, with_year=False) for one in own), stand


def _standing(own: Sequence[Occurrence]) -> str:
    """How each time stands; what is to come, and what nobody follows, needs no words here."""
    counts = {state: sum(one.state == state for one in own) for state in names.STATES}
    return " · ".join(
        f"{sign} {_(word)}" + (f": {texts.number(counts[state])}" if len(own) > 1 else "")
        for state, (sign, word) in names.STATES.items()
        if counts[state] and state not in (COMING, OVER)
    )


def _convener(clock: YearlyClock, chosen: int) -> str:
    if not any(event.is_convened for event in clock.events):
        return ""
    if who := clock.conveners.get(chosen):
        return _("Convener of {year}: {name}.").format(year=chosen, name=names.organisation(who))
    words = _("The convener of {year} is not known. It is written to {file}, under {key}.")
    file = f"data/programmes/{definitions.load().programme.id}/calendar.toml"
    return words.format(year=chosen, file=f"`{file}`", key="`[conveners]`")


def _taken(chosen: int, every: Sequence[Occurrence]) -> None:
    values = {
        _("What"): [one.event.title[texts.language()] for one in every],
        _("First day"): [names.day(one.first_day) for one in every],
        _("Last day"): [names.day(one.last_day) for one in every],
        _("Who"): [", ".join(map(names.organisation, one.owners)) for one in every],
        _("For whom"): [", ".join(map(names.organisation, one.event.audience)) for one in every],
        _("State"): [_(names.STATES[one.state][1]) for one in every],
    }
    take_away_table(
        key="yearly_clock",
        title=_("Yearly clock {year}").format(year=chosen),
        values=pd.DataFrame(values),
        alternative=_("Every dated event of the year, by deadline."),
        file_name=f"yearly-clock-{chosen}",
    )
