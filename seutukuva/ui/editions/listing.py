"""The list of editions, and in one sentence how the newest one stands."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.editions import comparing, names, opening, register, told
from seutukuva.editions.register import Edition
from seutukuva.errors import MissingVersion
from seutukuva.showing import Shown
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.editions import names as own
from seutukuva.ui.takeaway import table_taken, take_away

_STANDING = {
    "draft": N_("The {edition} edition is a draft."),
    "presented": N_("The {edition} edition has been presented and waits for approval."),
    "approved": N_("The {edition} edition is approved and locked."),
    "published": N_("The {edition} edition is published and locked."),
}


def nothing_yet() -> None:
    """What an edition is, while there is none."""
    st.info(
        _(
            "No edition has been frozen yet. An edition keeps what a meeting looked at: the "
            "figures, texts and marks of that moment, which every page can show again, whatever "
            "changes later."
        ),
        icon=":material/inventory_2:",
    )


def in_short(every: Sequence[Edition], area_id: str) -> None:
    """How the newest edition stands, and what has changed: since, or up to one not approved yet."""
    newest, *earlier = own.in_order(every)
    words = [_(_STANDING[newest.state]).format(edition=names.edition(newest.name))]
    try:
        then, now = opening.shown(newest), comparing.now()
        if earlier and not newest.is_locked:
            words.append(_compared_before(earlier[0], then, area_id))
        since = comparing.compare(then, now, area_id)
        if since.figures or not (earlier and not newest.is_locked):
            words.append(told.since(since))
    except MissingVersion:
        words.append(_("Its statistics are not there any more."))
    icon = ":material/lock:" if newest.is_locked else ":material/inventory_2:"
    st.info(" ".join(one for one in words if one), icon=icon)


def _compared_before(earlier: Edition, then: Shown, area_id: str) -> str:
    try:
        return told.beside(comparing.compare(opening.shown(earlier), then, area_id))
    except MissingVersion:
        return ""


def every_edition(every: Sequence[Edition]) -> None:
    """All editions, the newest first; each can be opened on every page."""
    columns = (
        *(_("Edition"), own.heading("state"), _("Frozen"), _("Data version of")),
        *(_("Missing inputs"), _("Hash"), _("Open")),
    )
    lines = tuple(_line(one, columns) for one in every)
    caption = _("Editions with their state, data version and what was missing, the newest first.")
    heads = tuple(sheets.text(one) for one in columns)
    sheets.show([sheets.Sheet(caption, heads, lines, css="sk-needs")])
    take_away(
        lambda: table_taken(
            title=_("Editions"),
            values=pd.DataFrame(_taken(every)),
            alternative=caption,
            file_name="editions",
        ),
        key="editions",
    )


def _line(one: Edition, columns: Sequence[str]) -> sheets.Line:
    since = _("since {day}").format(day=names.day(one.state_on))
    if one.by:
        since = f"{since} · {names.organisation(one.by)}"
    to_pages = _to(one, own.address("overview", edition=one.name), _("Overview"))
    to_pack = _to(one, own.address("pack", of=one.name), _("Pack"))
    return sheets.Line(
        sheets.text(names.edition(one.name), one.name),
        (
            sheets.text(own.state(one), since, label=columns[1]),
            sheets.text(names.day(one.day), label=columns[2]),
            sheets.text(own.version_day(one.version), label=columns[3]),
            sheets.text(own.missing(one), label=columns[4]),
            sheets.text(register.short(one.content_hash), label=columns[5]),
            sheets.Cell(f"{to_pages} · {to_pack}", label=columns[6]),
        ),
    )


def _to(one: Edition, address: str, words: str) -> str:
    about = _("{page} as of {edition}").format(page=words, edition=names.edition(one.name))
    return (
        f'<a href="{escape(address)}" target="_self" '
        f'aria-label="{escape(about)}">{escape(words)}</a>'
    )


def _taken(every: Sequence[Edition]) -> dict[str, list[Any]]:
    return {
        _("Edition"): [one.name for one in every],
        own.heading("state"): [register.state_name(one.state) for one in every],
        _("In this state since"): [names.day(one.state_on) for one in every],
        _("Frozen"): [names.day(one.day) for one in every],
        _("Data version"): [one.version for one in every],
        _("Last entry"): [texts.number(one.seq) for one in every],
        _("Missing inputs"): ["; ".join(one.missing) for one in every],
        _("Hash of the content"): [one.content_hash for one in every],
        _("Version of the program"): [one.program for one in every],
    }
