"""What each role may see and enter: two tables made of the definitions, for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Role
from seutukuva.definitions.roles import MUNICIPALITY, ORGANISATION
from seutukuva.formats.languages import NBSP
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.fields import plain
from seutukuva.ui.takeaway import take_away_table

NOTHING = "–"


def roles() -> None:
    """Every role in a sentence."""
    speak = texts.language()
    lines = (
        f"- **{plain(one.title[speak])}** – {plain(one.description[speak])} {_given(one)}".rstrip()
        for one in _roles()
    )
    st.markdown("\n".join(lines))


def _given(role: Role) -> str:
    if role.granted_for == ORGANISATION:
        return _("Given for an organisation.")
    return _("Given for a municipality.") if role.granted_for == MUNICIPALITY else ""


def seen() -> None:
    """Which confidential things each role sees."""
    speak = texts.language()
    subjects = definitions.load().roles.subjects.values()

    def cell(role: Role, subject_id: str) -> str:
        return f"✓{NBSP}{_('sees')}" if subject_id in role.sees else NOTHING

    rows = [(one.id, one.title[speak], one.description[speak]) for one in subjects]
    told = _("What is confidential, and which roles see it.")
    _table(_("What is confidential"), rows, cell, told, "roles_see")


def entered() -> None:
    """Which kinds of records each role enters, of everybody or of the own organisation."""
    found, speak = definitions.load(), texts.language()

    def cell(role: Role, kind_id: str) -> str:
        if kind_id in role.enters:
            return f"✓{NBSP}{_('enters')}"
        return f"•{NBSP}{_('own')}" if kind_id in role.enters_own else NOTHING

    anyones = {kind for role in _roles() for kind in (*role.enters, *role.enters_own)}
    kinds = [found.kinds[one] for one in anyones if one in found.kinds]
    kinds.sort(key=lambda one: formats.sort_key(one.title[speak], speak))
    rows = [(one.id, one.title[speak], "") for one in kinds]
    told = _("What is entered, and which roles enter it.")
    _table(_("What is entered"), rows, cell, told, "roles_enter")
    st.caption(_("“own”: only what belongs to the organisation that the role was given for."))


def _roles() -> list[Role]:
    return list(definitions.load().roles.roles.values())


def _table(
    first: str,
    rows: Iterable[tuple[str, str, str]],
    cell: Callable[[Role, str], str],
    told: str,
    key: str,
) -> None:
    speak = texts.language()
    heads = [one.title[speak] for one in _roles()]
    lines, taken = [], []
    for own_id, title, note in rows:
        words = [cell(role, own_id) for role in _roles()]
        # On a phone, where cells stand below each other, what a role may not is left out.
        cells = (
            sheets.text(word, css="sk-none" if word == NOTHING else "", label=head)
            for word, head in zip(words, heads, strict=True)
        )
        lines.append(sheets.Line(sheets.text(title, note), tuple(cells)))
        taken.append([title, *words])
    columns = tuple(sheets.text(one) for one in (first, *heads))
    sheets.show([sheets.Sheet(told, columns, tuple(lines), css="sk-needs sk-rights")])
    values = pd.DataFrame(taken, columns=[first, *heads])
    take_away_table(key=key, title=told, values=values, alternative=told)
