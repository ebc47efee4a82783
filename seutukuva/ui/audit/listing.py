"""The list of who did what, its file, and whether the chain is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import audit, formats, texts
from seutukuva.audit import model, soundness, telling
from seutukuva.audit.telling import Event, Listing, Wish
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.audit import names
from seutukuva.ui.fields import plain
from seutukuva.ui.takeaway import table_taken, take_away

MOST_SHOWN = 200
_CHECKED = "audit_checked"


def listing(wish: Wish) -> None:
    """The rows that are wanted, the newest first; the file holds all of them."""
    found = telling.listed(wish, MOST_SHOWN)
    if not found.events:
        st.info(_("Nothing of this has been noted."), icon=":material/inbox:")
        return
    st.caption(_counted(found))
    told = _("Who did what with confidential things, and when; the newest first.")
    columns = (_("When"), _("Who"), _("What was done"), _("Of what"), _("Where"))
    lines = tuple(_line(own, columns) for own in joined(found.events))
    heads = tuple(map(sheets.text, columns))
    sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs sk-written")])
    take_away(
        lambda: table_taken(
            title=_("Audit log"),
            values=_taken(wish),
            alternative=told,
            notes=(_("Confidential: tells what single people have done."),),
            file_name="audit",
        ),
        key="audit",
    )


def _counted(found: Listing) -> str:
    n = texts.number(found.total)
    if found.total <= MOST_SHOWN:
        return ngettext("{n} row.", "{n} rows.", found.total).format(n=n)
    return _(
        "{n} rows, of which the newest {shown} are shown. The file under the table holds all of "
        "them; the choices above narrow them."
    ).format(n=n, shown=texts.number(MOST_SHOWN))


def joined(events: Sequence[Event]) -> list[list[Event]]:
    """Rows as they are shown: what one page asked for in the same minute is one look.

    The same done many times in a minute, as by a form of many records, is one line, too.
    """
    groups: dict[tuple[object, ...], list[Event]] = {}
    for n, event in enumerate(events):
        groups.setdefault(_look(n, event), []).append(event)
    return list(groups.values())


def _look(n: int, one: Event) -> tuple[object, ...]:
    if one.is_emptied or one.action not in (model.READ, model.CHANGE):
        return (n,)
    minute = one.at[: len("2026-11-23T22:44")]
    look = (minute, one.action, one.person, one.roles, one.subject, one.place)
    return look if one.action == model.READ else (*look, one.what)


def _line(own: Sequence[Event], columns: tuple[str, ...]) -> sheets.Line:
    when, who, what, thing, where = columns
    one = own[0]
    done = f"{names.SIGNS.get(one.action, '')} {names.action(one)}".strip()
    if one.action != model.READ and len(own) > 1:
        done += f" × {texts.number(len(own))}"
    more = ", ".join(dict.fromkeys(said for each in own if (said := _more(each))))
    return sheets.Line(
        sheets.text(_when(one), label=when),
        (
            sheets.text("" if one.is_emptied else names.person(one.person), _roles(one), label=who),
            sheets.text(done, names.detail(one), label=what),
            sheets.text(names.thing(one), more, label=thing),
            sheets.text(names.place(one), label=where),
        ),
    )


def _when(one: Event) -> str:
    """By this machine's clock, as the days to choose are; the file has the moments as stored."""
    try:
        at = dt.datetime.fromisoformat(one.at)
        at = at.astimezone() if at.tzinfo else at.replace(tzinfo=dt.UTC).astimezone()
    except (ValueError, OverflowError, OSError):  # a row may have been altered
        return one.at
    return formats.moment(at, texts.language())


def _more(one: Event) -> str:
    return "" if names.is_technical(one) or one.what == one.subject else names.what(one)


def _roles(one: Event) -> str:
    return names.roles(one.roles)


def _taken(wish: Wish) -> pd.DataFrame:
    """Everything that is wanted, with pseudonyms and hashes; that it is taken is noted."""
    events = telling.listed(wish).events
    audit.note("exported", telling.SUBJECT, "audit", _size(events), must=True, once=True)
    return pd.DataFrame(
        {
            _("When (UTC)"): [one.at for one in events],
            _("Who"): ["" if one.is_emptied else names.person(one.person) for one in events],
            _("Pseudonym"): [one.person for one in events],
            _("Roles"): [names.roles(one.roles) for one in events],
            _("What was done"): [names.action(one) for one in events],
            _("Of what"): [names.thing(one) for one in events],
            _("More about it"): [names.what(one) for one in events],
            _("Details"): [names.detail(one) for one in events],
            _("Where"): [names.place(one) for one in events],
            _("Outcome"): [one.outcome for one in events],
            _("Stands in"): [f"{one.origin} {one.seq}" for one in events],
            _("Hash of the chain"): [one.chain_hash for one in events],
        }
    )


def _size(events: tuple[Event, ...]) -> str:
    return f"{len(events)} rows"


def chain() -> None:
    """The newest row, to be noted down elsewhere, and a button that reads the whole chain again."""
    newest = telling.newest()
    st.markdown(
        _(
            "Every row carries a hash of itself and of the row before it. A row that is removed or "
            "altered breaks the chain, also when somebody does it in the database itself."
        )
    )
    if newest is None:
        return
    told = _("Newest row: {seq}, hash {hash}").format(
        seq=texts.number(newest.seq), hash=newest.chain_hash
    )
    st.code(told, language=None, wrap_lines=True)
    st.caption(
        _(
            "Whoever notes this down elsewhere can tell later that nobody has rewritten what "
            "stands before it."
        )
    )
    st.button(_("Read the whole chain again"), key="audit_check", on_click=_check)
    _checked()


def _check() -> None:
    telling.newest()
    found = soundness.problems()
    st.session_state[_CHECKED] = [(one.seq, one.what) for one in found]


def _checked() -> None:
    found = st.session_state.pop(_CHECKED, None)
    if found is None:
        return
    if not found:
        st.success(
            _("The chain is whole: no row is missing, none was altered."),
            icon=":material/verified:",
        )
        return
    rows = "\n".join(f"- {seq}: {plain(what)}" for seq, what in found[:20])
    words = _("The chain is broken. The administrator of the server should see why:")
    st.error(f"{words}\n\n{rows}", icon=":material/broken_image:")
