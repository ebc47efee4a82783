"""Which ideas are shown, which one is opened, in which round: all stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, selectors, store, texts
from seutukuva.meetings import register as meetings
from seutukuva.pipeline import appraisal, since
from seutukuva.pipeline.model import IDEA, Idea, Lock
from seutukuva.texts import _
from seutukuva.ui import entry, opening
from seutukuva.ui.fields import own_list
from seutukuva.ui.pipeline import names

ALL = "all"
OWNERS_MEETING = "owners"


@dataclass(frozen=True, slots=True)
class Shown:
    """The ideas that pass the filters, and the filters in words."""

    rows: list[Idea]
    told: str


def chosen(every: Sequence[Idea]) -> Shown:
    """The ideas that pass the filters."""
    found = definitions.load()
    there = {one.owner for one in every}
    owners = {one: name for one, name in own_list("organisation", found).items() if one in there}
    filters = (
        (
            "idea_area",
            names.heading("development_area"),
            {ALL: _("all"), **own_list("development_area", found)},
        ),
        ("idea_origin", names.heading("origin"), {ALL: _("all"), **names.choices("origin")}),
        ("idea_owner", names.heading("owner"), {ALL: _("all"), **owners}),
    )
    values = []
    for column, (key, label, titles) in zip(st.columns(3), filters, strict=True):
        with column:
            values.append(selectors.choose_one(key, label, list(titles), ALL, titles.__getitem__))
    told = "; ".join(
        f"{label}: {titles[value]}"
        for (_key, label, titles), value in zip(filters, values, strict=True)
        if value != ALL
    )
    area, origin, owner = values
    rows = [
        one
        for one in every
        if area in (ALL, one.development_area)
        and origin in (ALL, one.origin)
        and owner in (ALL, one.owner)
    ]
    return Shown(rows, told)


def narrowed(shown: Shown, every: Sequence[Idea]) -> None:
    """By which choices the list is narrowed: paper does not show the choices."""
    if shown.told:
        words = _("Ideas shown: {shown} of {n} ({choices}).")
        st.caption(
            words.format(
                shown=texts.number(len(shown.rows)),
                n=texts.number(len(every)),
                choices=entry.plain(shown.told),
            )
        )


def opened(every: Sequence[Idea]) -> Idea | None:
    """The idea looked at closely: ``?idea=…``; none when none is chosen."""
    known = {one.id: one for one in every}
    asked = st.query_params.get(names.OPENED, "")
    if asked and asked not in known:
        _gone(asked)
    titles = {one.id: f"{one.title} · {names.stage(one.stage)}" for one in every}
    label = _("Idea to open")
    return known.get(opening.opened(names.OPENED, label, titles, _("Choose an idea")))


def _gone(asked: str) -> None:
    """Say why an idea that the address names is not among those there are."""
    # Somebody else may have withdrawn it: then the form that would tell is gone.
    entry.notice(asked)
    versions = store.history(asked)
    if versions and versions[-1].kind == IDEA and versions[-1].is_withdrawn:
        words = _("This idea has been withdrawn. It is no longer shown, its history is kept.")
        st.info(words, icon=":material/block:")
    else:
        selectors.note_unknown(names.OPENED, _("Idea to open"), [asked])


def round_of(locks: Sequence[Lock]) -> Lock | None:
    """The appraisal round looked at: ``?appraisal_round=2026-10``; the newest. None without any."""
    known = {one.round: one for one in locks}
    if not known:
        return None
    newest = next(iter(known))
    if len(known) == 1:
        return known[newest]
    chosen = selectors.choose_one(
        "appraisal_round", _("Appraisal round"), list(known), newest, names.round_name
    )
    return known[chosen]


def compared(lock: Lock, locks: Sequence[Lock]) -> list[Lock]:
    """The rounds whose ideas are ranked together: ``?compared=same``; this one only by default."""
    every = appraisal.alike(lock, locks)
    if len(every) == 1:
        return every
    titles = {"round": _("this round"), "same": _("all rounds with the same criteria")}
    chosen = selectors.choose_one(
        "compared", _("Ideas of"), list(titles), "round", titles.__getitem__
    )
    return every if chosen == "same" else [lock]


def last_meeting(today: dt.date) -> tuple[dt.date, bool]:
    """The day of the owners' meeting before today, and whether it is one that was held."""
    held = [
        one.held_on
        for one in meetings.listed()
        if one.type == OWNERS_MEETING and not one.is_cancelled
    ]
    return since.last_meeting(held, definitions.load().pipeline.meeting_months, today)
