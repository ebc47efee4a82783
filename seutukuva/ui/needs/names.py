"""What needs and those who answer them are called."""

from __future__ import annotations

import datetime as dt

from seutukuva import dates, definitions, formats, texts
from seutukuva.definitions import Kind
from seutukuva.interviews import needs
from seutukuva.interviews.needs import Need
from seutukuva.texts import _, ngettext
from seutukuva.ui.fields import own_list


def kind() -> Kind:
    """What is kept of a need."""
    return definitions.load().kinds[needs.KIND]


def subject(need: Need) -> str:
    """What the firm needs, in words."""
    option = need.option
    return option.title[texts.language()] if option else need.subject or _("a need")


def of(field_type: str, own_id: str) -> str:
    """Name of an organisation, service group or municipality; "–" for none."""
    return own_list(field_type, definitions.load()).get(own_id, own_id) or "–"


def short(organisation: str) -> str:
    """How an organisation is called in a narrow place."""
    known = definitions.load().programme.organisations
    return known[organisation].short if organisation in known else organisation or "–"


def state(need: Need) -> str:
    """The state in words, with the outcome."""
    fields = {one.id: one for one in kind().fields}
    speak = texts.language()
    words = fields["state"].choices[need.state][speak]
    outcomes = fields["outcome"].choices
    if need.outcome in outcomes:
        return f"{words}: {outcomes[need.outcome][speak].lower()}"
    return words


def day(stored: str) -> str:
    """A stored day in words; "–" for none."""
    return dates.words(stored, texts.language()) if stored else "–"


def lateness(need: Need, today: dt.date) -> str:
    """How late the answer is, or how soon it is due; "" where nothing waits."""
    if not need.is_waiting or not need.due:
        return ""
    left = (dates.last_day(need.due) - today).days
    n = formats.number(abs(left), 0, texts.language())
    if left < 0:
        return ngettext("{n} day late", "{n} days late", -left).format(n=n)
    if left == 0:
        return _("due today")
    return ngettext("{n} day left", "{n} days left", left).format(n=n)
