"""Everyone who has signed in or may: with roles, and one of them opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from seutukuva import access, dates, formats, selectors, texts
from seutukuva.people import grants, managing, rights
from seutukuva.people.grants import Given
from seutukuva.people.persons import KnownPerson
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.audit import names
from seutukuva.ui.takeaway import table_taken, take_away

OPENED, NOBODY = "person", "none"


def mine() -> None:
    """Which roles whoever looks has, where people sign in."""
    person = access.person()
    if not person.is_signed_in:
        return
    standing = [one for one in person.grants if one.holds_on(rights.today())]
    told = ", ".join(names.role(one.role, one.organisation) for one in standing)
    if told:
        st.info(_("Your roles: {roles}.").format(roles=told), icon=":material/badge:")
    else:
        words = _("You have no role yet. Ask the administrator of your programme for one.")
        st.info(words, icon=":material/badge:")


def everyone() -> KnownPerson | None:
    """The table of persons, and who of them is opened."""
    found = managing.listed()
    given = grants.listed()
    if not found:
        st.info(
            _(
                "Nobody has signed in yet. Enter the e-mail address of the first ones below: they "
                "have their roles as soon as they sign in."
            ),
            icon=":material/group_add:",
        )
        return None
    speak = texts.language()
    found.sort(key=lambda one: formats.sort_key(called(one), speak))
    without = sum(not _standing(given, one.id) for one in found)
    words = ngettext("{n} person", "{n} persons", len(found)).format(n=texts.number(len(found)))
    st.caption(
        _(
            "{persons}, {n} of them without a role given here. Roles that the sign-in service "
            "tells of somebody hold as long as that sign-in, and are not in this table."
        ).format(persons=words, n=without)
    )
    _table(found, given)
    return _opened(found)


def _standing(given: Sequence[Given], person_id: str) -> list[Given]:
    today = rights.today()
    return [one for one in given if one.person == person_id and one.is_standing(today)]


def called(one: KnownPerson) -> str:
    """A person's name, or the address as long as there is none."""
    return one.name or one.email or names.person(one.id)


def _table(found: Sequence[KnownPerson], given: Sequence[Given]) -> None:
    told = _("Persons with their roles and last sign-in.")
    columns = (_("Name"), _("Roles"), _("Last signed in"), _("Known since"))
    rows = [(one, _roles(given, one.id), _last(one), _day(one.first_seen)) for one in found]
    _show(
        told,
        columns,
        [(sheets.text(called(one), one.email if one.name else ""), words) for one, *words in rows],
    )
    take_away(
        lambda: table_taken(
            title=_("People and roles"),
            values=pd.DataFrame(
                [[one.name, one.email, one.id, *words] for one, *words in rows],
                columns=[columns[0], _("E-mail"), _("Pseudonym"), *columns[1:]],
            ),
            alternative=told,
            notes=(_("Confidential: names and addresses of persons."),),
            file_name="people",
        ),
        key="people",
    )


def _show(
    told: str, columns: Sequence[str], rows: Iterable[tuple[sheets.Cell, Sequence[str]]]
) -> None:
    """A table of words, each row with its header."""
    lines = tuple(
        sheets.Line(
            header,
            tuple(
                sheets.text(word, label=head) for word, head in zip(words, columns[1:], strict=True)
            ),
        )
        for header, words in rows
    )
    heads = tuple(map(sheets.text, columns))
    sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs sk-written")])


def _roles(given: Sequence[Given], person_id: str) -> str:
    own = [
        names.role(one.grant.role, one.grant.organisation) for one in _standing(given, person_id)
    ]
    return ", ".join(dict.fromkeys(own)) or _("none given here")


def _last(one: KnownPerson) -> str:
    return _day(one.last_seen) if one.has_signed_in else _("not yet")


def _day(text: str) -> str:
    return dates.words(text, texts.language())


def _opened(found: Sequence[KnownPerson]) -> KnownPerson | None:
    speak = texts.language()
    known = {one.id: one for one in found}
    titles = {one.id: f"{called(one)} · {one.email}" if one.name else called(one) for one in found}
    options = sorted(known, key=lambda one: formats.sort_key(titles[one], speak))
    chosen = selectors.choose_one(
        OPENED,
        _("Open a person"),
        [NOBODY, *options],
        NOBODY,
        lambda one: titles.get(one, _("Choose")),
    )
    return known.get(chosen)


def history(person: KnownPerson) -> None:
    """Every role that a person was ever given: until when, by whom, why, and what became of it."""
    given = grants.of_person(person.id)
    if not given:
        st.caption(_("No role has been given yet."))
        return
    told = _("Every role of this person: until when, who gave it and why, and what became of it.")
    columns = (_("Role"), _("State"), _("Until"), _("Last changed"), _("By"), _("Why"))
    rows = [
        (
            names.role(one.grant.role, one.grant.organisation),
            _state(one),
            _until(one),
            _day(one.on.isoformat() if one.on else ""),
            names.person(one.by),
            one.reason,
        )
        for one in given[::-1]
    ]
    _show(told, columns, [(sheets.text(role), words) for role, *words in rows])
    take_away(
        lambda: table_taken(
            title=_("History of roles"),
            values=pd.DataFrame(rows, columns=list(columns)),
            alternative=told,
            file_name="roles-history",
        ),
        key="roles_history",
    )


def _until(one: Given) -> str:
    until = one.grant.until
    return _day(until.isoformat()) if until else _("until revoked")


def _state(one: Given) -> str:
    if one.is_revoked:
        return "✕ " + _("taken away")
    return "✓ " + _("holds") if one.is_standing(rights.today()) else "○ " + _("has run out")
