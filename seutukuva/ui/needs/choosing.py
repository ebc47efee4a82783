"""Which needs are shown, and which one is opened: both stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.interviews import needs
from seutukuva.interviews.needs import Need
from seutukuva.texts import _
from seutukuva.ui import entry, opening
from seutukuva.ui.fields import own_list
from seutukuva.ui.needs import names

ALL, WAITING, OVERDUE, FOLLOW_UP = "all", "waiting", "overdue", "follow_up"
_OPENED = "need"


def invented() -> bool:
    """Whether the invented interviews are shown: by choice, or where there are no others."""
    has_invented, has_real = needs.has_demonstration()
    if not has_invented:
        return False
    if has_real:
        chosen = selectors.switch("demonstration", _("Show the invented interviews instead"))
    else:
        chosen = selectors.switch("demonstration", _("Show the invented interviews"))
    if chosen:
        st.warning(
            _("Demonstration: these firms and their answers are invented."),
            icon=":material/science:",
        )
    return chosen


def shown(today: dt.date) -> Callable[[Need], bool]:
    """The four filters; whether a need passes them."""
    found = definitions.load()
    first, second, third, fourth = st.columns(4)
    with first:
        state = selectors.choose_one(
            "state", _("State"), list(_states()), WAITING, _states().__getitem__
        )
    with second:
        organisation = _one("organisation", _("Organisation"), _answering())
    with third:
        group = _one("service", _("Service group"), own_list("service_group", found))
    with fourth:
        place = _one("municipality", _("Municipality"), own_list("municipality", found))
    wanted = (("organisation", organisation), ("service_group", group), ("municipality", place))

    def passes(need: Need) -> bool:
        return _in_state(need, state, today) and all(
            value in (ALL, getattr(need, name)) for name, value in wanted
        )

    return passes


def chosen(rows: Iterable[Need], passes: Callable[[Need], bool]) -> list[Need]:
    """The needs that pass the filters."""
    return [one for one in rows if passes(one)]


def _answering() -> dict[str, str]:
    """The organisations that answer needs."""
    found = definitions.load()
    groups = found.interviewing.service_groups.values()
    answering = {*(one.organisation for one in groups), *found.interviewing.summaries_from}
    every = own_list("organisation", found)
    return {one: name for one, name in every.items() if one in answering} or every


def _states() -> dict[str, str]:
    return {
        WAITING: _("waiting for an answer"),
        OVERDUE: _("overdue"),
        FOLLOW_UP: _("to be followed up now"),
        ALL: _("all"),
        **{one: title.lower() for one, title in names.states().items()},
    }


def _in_state(need: Need, state: str, today: dt.date) -> bool:
    if state == WAITING:
        return need.is_waiting
    if state == OVERDUE:
        return need.is_overdue(today)
    if state == FOLLOW_UP:
        return need.to_follow_up(today)
    return state in (ALL, need.state)


def _one(key: str, label: str, titles: dict[str, str]) -> str:
    speak = texts.language()
    options = sorted(titles, key=lambda one: formats.sort_key(titles[one], speak))
    titles = {ALL: _("all"), **titles}
    return selectors.choose_one(key, label, [ALL, *options], ALL, titles.__getitem__)


def opened(every: Sequence[Need], listed: Sequence[Need]) -> Need | None:
    """The need looked at closely: ``?need=…``; none when none is chosen.

    Args:
        every: one that the address names is found among all, whatever the filters.
        listed: those that can be chosen.
    """
    known = {one.id: one for one in every}
    asked = st.query_params.get(_OPENED, "")
    if asked not in known:
        # Somebody else may have withdrawn it: then the form that would tell is gone.
        entry.notice(asked)
    options = {one.id: _titled(one) for one in listed}
    if asked in known and asked not in options:
        options = {asked: _titled(known[asked]), **options}
    chosen = opening.opened(_OPENED, _("Need to open"), options, _("Choose a need"))
    return known.get(chosen)


def _titled(need: Need) -> str:
    parts = (names.day(need.due), names.subject(need), need.firm)
    return " · ".join(part for part in parts if part)
