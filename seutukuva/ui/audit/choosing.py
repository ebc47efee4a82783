"""Which rows of the audit are shown: chosen on the page, kept in the address."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.audit import telling
from seutukuva.audit.telling import Wish
from seutukuva.people import persons
from seutukuva.texts import N_, _
from seutukuva.ui.audit import names

ALL = "all"
# Days back from today, today included.
SPANS = {
    "1": N_("Today"),
    "7": N_("7 days"),
    "30": N_("30 days"),
    "365": N_("A year"),
    ALL: N_("Everything kept"),
}
USUAL = "7"


def chosen() -> Wish:
    """What the reader wants to see."""
    first, second = st.columns(2)
    with first:
        person = _person()
        days = selectors.choose_one(
            "days", _("When"), list(SPANS), USUAL, lambda one: _(SPANS[one])
        )
    with second:
        action = selectors.choose_one(
            "done", _("What was done"), [ALL, *names.ACTIONS], ALL, _action
        )
        subject = selectors.choose_one("about", _("Of what"), [ALL, *_subjects()], ALL, _subject)
    today = dt.date.today()
    return Wish(
        person="" if person == ALL else person,
        action="" if action == ALL else action,
        subject="" if subject == ALL else subject,
        since=None if days == ALL else today - dt.timedelta(days=int(days) - 1),
    )


def _person() -> str:
    told = {*telling.persons(), *(one.id for one in persons.listed())}
    titles = {one: names.person(one) for one in told}
    speak = texts.language()
    known = sorted(told, key=lambda one: formats.sort_key(titles[one], speak))
    titles |= {ALL: _("Everybody"), telling.ANONYMOUS: names.person("")}
    options = [ALL, *known, telling.ANONYMOUS]
    return selectors.choose_one("who", _("Who"), options, ALL, titles.__getitem__)


def _action(action: str) -> str:
    return _("Everything") if action == ALL else _(names.ACTIONS[action])


def _subjects() -> list[str]:
    return list(definitions.load().roles.subjects)


def _subject(subject: str) -> str:
    if subject == ALL:
        return _("Everything")
    return definitions.load().roles.subjects[subject].title[texts.language()]
