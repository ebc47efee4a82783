"""Entering a signal: an empty form, or one begun from a finding, a summary or a theme.

What it begins with stands in the address, ``?begin=watch:unemployed_jobseekers:FI-KU729``, so that
a link on another page begins one, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from seutukuva import access, definitions, selectors, texts
from seutukuva.errors import MissingData
from seutukuva.interviews import batches, reports, summaries, told
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.summaries import Summary
from seutukuva.signals import register
from seutukuva.signals.register import KIND, Signal
from seutukuva.signals.watch import Watch, Watched
from seutukuva.texts import _
from seutukuva.ui import entry, figures
from seutukuva.ui.fields import plain
from seutukuva.ui.interviews.mentions import count_words
from seutukuva.ui.signals import names
from seutukuva.ui.signals.watching import changed, place, series_id, since, title, usual

KEY, BLANK = "begin", "blank"
WATCH, SUMMARY, THEME = "watch", "summary", "theme"
# Rounds whose summaries are offered.
_ROUNDS = 2
_BEGUN, _CAME_FOR = "signal_begun", "signals_came_for"
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Something that a signal can begin with: its name in a list, and what the form then holds."""

    title: str
    body: Callable[[], Body]


def is_asked() -> bool:
    """Whether the address asks for a signal to begin with something."""
    return bool(st.query_params.get(KEY))


def came_for() -> str:
    """What somebody came to this page for by a link: `KEY`, `names.OPENED`, or "" for neither.

    That stands first. What is chosen on the page itself leaves everything where it is.
    """
    drawn = any(selectors.widget_key(one) in st.session_state for one in (KEY, names.OPENED))
    if not drawn:
        asked = [one for one in (KEY, names.OPENED) if st.query_params.get(one)]
        st.session_state[_CAME_FOR] = asked[0] if asked else ""
    return str(st.session_state.get(_CAME_FOR, ""))


def begin(own_id: str) -> None:
    """Let the form begin with this; for ``on_click``."""
    selectors.remember(KEY, (own_id,), (BLANK,))


def button(one: Watched) -> None:
    """Begin a signal from a series that is looked at closely."""
    if not access.may_enter(register.KIND):
        return
    st.button(
        _("Begin a signal of this"),
        key="signal_begin_watched",
        icon=":material/add_alert:",
        on_click=begin,
        args=(f"{WATCH}:{series_id(one)}",),
    )


def entering(seen: Watch | None, signals: Sequence[Signal], today: dt.date) -> None:
    """The form for a new signal, with what it begins with.

    Args:
        seen: None where there are no statistics.
    """
    _settle(signals)
    if not entry.is_refused(entry.form_id(KIND)):
        # The form is closed after it has been saved: what it says below its button is not seen.
        entry.notice(entry.form_id(KIND))
    with st.expander(
        _("Enter a signal"), icon=":material/add_alert:", expanded=is_asked() or not signals
    ):
        known = {**_watched(seen), **_of_summaries(), **_of_themes()}
        chosen = selectors.choose_one(
            KEY,
            _("Begin with"),
            [BLANK, *known],
            BLANK,
            lambda one: known[one].title if one in known else _("an empty form"),
        )
        if st.session_state.get(_BEGUN, BLANK) != chosen:
            # What was begun with something else is let go: the form holds one signal at a time.
            entry.forget(KIND)
        st.session_state[_BEGUN] = chosen
        if chosen in known:
            st.caption(_("The form holds what is known. Change it as you see fit, and rate it."))
        _told_already(chosen, signals)
        if chosen.startswith(f"{SUMMARY}:"):
            st.warning(
                _(
                    "The adviser’s own words are in the form. Take out what lets a firm or a "
                    "person be recognised: what is saved stays in the history."
                ),
                icon=":material/visibility_off:",
            )
        body = known[chosen].body() if chosen in known else {}
        begins = {"seen_on": today.isoformat(), "state": register.WATCHING, **body}
        entry.form(names.kind(), None, names.SOURCE, shape(today, begins))


def _told_already(chosen: str, signals: Sequence[Signal]) -> None:
    """Whether somebody has begun with the same series, and it is still open."""
    for one in signals:
        if one.is_open and all(one.watched) and chosen == ":".join((WATCH, *one.watched)):
            words = _("It is in the register already: {title}.")
            st.info(words.format(title=plain(one.title)), icon=":material/content_copy:")


def shape(today: dt.date, begins_with: Mapping[str, Any] | None = None) -> entry.Shape:
    """The form of a signal."""
    return entry.Shape(
        begins_with=begins_with or {},
        complete=partial(register.completed, today=today),
        is_high=True,
    )


def _settle(signals: Sequence[Signal]) -> None:
    """After a signal is saved the next one begins empty."""
    saved = st.session_state.get(f"{entry.form_id(KIND)}_id", "")
    if saved and any(one.id == saved for one in signals):
        begin(BLANK)


def _watched(seen: Watch | None) -> dict[str, Beginning]:
    """The findings, and the series that the address asks for."""
    if seen is None:
        return {}
    asked = st.query_params.get(KEY, "")
    every = {f"{WATCH}:{series_id(one)}": one for one in seen.watched}
    return {
        own_id: Beginning(
            _("Figures: {series}").format(series=_series(one)), partial(of_watched, one)
        )
        for own_id, one in every.items()
        if one.is_finding or own_id == asked
    }


def _series(one: Watched) -> str:
    return f"{title(one.indicator_id)}, {place(one.area_id)}"


def of_watched(one: Watched) -> Body:
    """What a signal begins with that a series has shown."""
    indicator = definitions.load().indicators[one.indicator_id]
    told = [
        _("{series}, {month}: {change} from a year before; usual changes are {usual}.").format(
            series=_series(one),
            month=names.month(one.period),
            change=changed(one),
            usual=usual(one),
        )
    ]
    if one.is_finding:
        told.append(_("Outside since: {since}.").format(since=since(one)))
    source = figures.source_of(indicator, [one.area_id])
    return {
        "title": _fitting(
            "title",
            _("{series}: {change} in a year").format(series=_series(one), change=changed(one)),
        ),
        "observation": _fitting("observation", " ".join(told)),
        "source": "statistics",
        "origin": _fitting("origin", source),
        "theme": indicator.theme,
        "areas": [one.area_id],
        "begun_from": {
            "kind": WATCH,
            "indicator": one.indicator_id,
            "area": one.area_id,
            "period": one.period,
        },
    }


def _fitting(field_id: str, text: str) -> str:
    """A text that fits its field, cut between words with a sign of it."""
    field = next(one for one in names.kind().fields if one.id == field_id)
    if len(text) <= field.max_length:
        return text
    return text[: field.max_length - 2].rpartition(" ")[0] + " …"


def _of_summaries() -> dict[str, Beginning]:
    """The advisers' summaries of the newest rounds that have any."""
    rows = summaries.listed()
    newest = sorted({one.round for one in rows}, reverse=True)[:_ROUNDS]
    asked = st.query_params.get(KEY, "")
    return {
        f"{SUMMARY}:{one.id}": Beginning(
            _("Advisers’ summary: {which}").format(which=_summary(one)), partial(of_summary, one)
        )
        for one in rows
        if one.round in newest or asked == f"{SUMMARY}:{one.id}"
    }


def _summary(one: Summary) -> str:
    parts = (
        names.of("organisation", one.organisation),
        names.round_name(one.round),
        one.development_area,
    )
    return " · ".join(part for part in parts if part)


def of_summary(one: Summary) -> Body:
    """What a signal begins with that an adviser has told of."""
    return {
        "observation": _fitting("observation", one.text),
        "source": "adviser",
        "origin": _fitting("origin", _("Advisers’ summary: {which}").format(which=_summary(one))),
        "development_area": one.development_area or None,
        "begun_from": {"kind": SUMMARY, "summary": one.id},
    }


def _of_themes() -> dict[str, Beginning]:
    """The themes of free text, of the newest round of interviews that are not invented."""
    waves = [one for one in batches.waves() if not one.is_demonstration]
    if not waves:
        return {}
    own = definitions.load().interviewing.themes
    words = _("Interviews of {round}: {theme}")
    return {
        f"{THEME}:{waves[0].id}:{theme.id}": Beginning(
            words.format(round=names.round_name(waves[0].id), theme=theme.title[texts.language()]),
            partial(of_theme, waves[0], theme.id),
        )
        for theme in own.values()
    }


def of_theme(wave: Wave, theme_id: str) -> Body:
    """What a signal begins with that firms write about; how many do, as the rounds tell it."""
    theme = definitions.load().interviewing.themes[theme_id]
    title = theme.title[texts.language()]
    origin = _("Interviews of {round}: {theme}").format(
        round=names.round_name(wave.id), theme=title
    )
    return {
        "title": _fitting("title", title),
        "observation": _mentioned(wave, theme_id),
        "source": "interviews",
        "origin": _fitting("origin", origin),
        "begun_from": {"kind": THEME, "wave": wave.id, "theme": theme_id},
    }


def _mentioned(wave: Wave, theme_id: str) -> str:
    """How many firms write about a theme, rounded as everywhere; "" where it is not told."""
    try:
        found = reports.of(wave).results.themes
    except MissingData:
        # The page of interviews says what is missing; a signal can be written without it.
        return ""
    items: Iterable[told.Item] = found.items if found else ()
    count = next((one.all for one in items if one.id == theme_id), None)
    if count is None or count.told != told.EXACT:
        return ""
    words = _("Firms that write about it: {n} (rounded).")
    return words.format(n=count_words(count))
