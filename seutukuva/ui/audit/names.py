"""What the audit's ids are called on the page and in its file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from seutukuva import definitions, navigation, reasons, texts
from seutukuva.audit import model, telling, words
from seutukuva.audit.telling import Event
from seutukuva.people import persons
from seutukuva.texts import N_, _, ngettext

ACTIONS = words.ACTIONS
# Told by a sign besides the word, so that a long list can be run over by eye.
SIGNS: Mapping[str, str] = {
    model.READ: "○",
    model.CHANGE: "●",
    model.REFUSED: "✕",
    model.SIGNED_IN: "→",
    model.SIGNED_OUT: "←",
    model.EXPORTED: "↓",
    model.DELETED: "–",
    model.GRANTED: "◆",
}
_OF_LOG: Mapping[str, str] = {
    telling.ENTERED: N_("Entered"),
    telling.CHANGED: N_("Changed"),
    telling.WITHDRAWN: N_("Withdrawn"),
}
_OF_GRANT: Mapping[str, str] = {
    telling.ENTERED: N_("Role given"),
    telling.CHANGED: N_("Role changed"),
    telling.WITHDRAWN: N_("Role taken away"),
}
# What somebody was refused to do.
_TRIED: Mapping[str, str] = {
    "read": N_("to look at it"),
    "enter": N_("to enter it"),
    "press": N_("to press what was not on the page"),
}
# What the program itself calls things.
_CALLED: Mapping[str, str] = {
    "persons": N_("list of persons"),
    "person entered": N_("person entered"),
    "find": N_("search for a person or a firm"),
    "delete": N_("deletion on request"),
    "backup": N_("backup"),
    "restore": N_("restoring from a backup"),
    "sign_in": N_("Sign-in"),
}
_ENDED = re.compile(r"(?:sign-ins|sessions) of (p-[0-9a-f]{16})(?: ended)?")
_ROWS = re.compile(r"([0-9]{1,9}) rows")
SHELL = "shell"


def action(event: Event) -> str:
    """What was done, in a word."""
    if event.origin == telling.IN_LOG:
        own = _OF_GRANT if event.action == model.GRANTED else _OF_LOG
        return _(own[event.what])
    return words.action(event.action)


def person(by: str) -> str:
    """Who it was; of somebody whose name is not known any more the end of the pseudonym."""
    if not by:
        return _("nobody signed in")
    name = persons.shown(by)
    return f"{name} …{by[-4:]}" if name == _("a person") else name


def thing(event: Event) -> str:
    """What it was about: a subject's title, or that of a kind of record."""
    return words.thing(event.subject)


def what(event: Event) -> str:
    """More about the thing: of a kind of record its title, else as it was noted."""
    if event.origin == telling.IN_LOG:
        return ""
    if event.action == model.REFUSED and event.what in _TRIED:
        return _(_TRIED[event.what])
    return _called(event.what)


def _called(what: str) -> str:
    if ended := _ENDED.fullmatch(what):
        return _("sign-ins of {person} ended").format(person=person(ended[1]))
    own = definitions.load().kinds.get(what)
    return own.title[texts.language()] if own else _(_CALLED[what]) if what in _CALLED else what


def is_technical(event: Event) -> bool:
    """Whether what was read is told by a name of the program's own: for the file, not the page."""
    return "/" in event.what


def place(event: Event) -> str:
    """The page's title, or where else it was."""
    if event.place == SHELL:
        return _("on the server itself")
    titles = {page.name: page.title for page in navigation.found()}
    name = event.place.rpartition("/")[2]
    return _(titles[name]) if name in titles else event.place


def detail(event: Event) -> str:
    """Why it was refused, or more about what was done; of a grant who got which role."""
    if event.is_emptied:
        return _("emptied: kept long enough, or deleted on request")
    if event.origin == telling.IN_LOG and event.action == model.GRANTED:
        who, _space, granted = event.detail.partition(" ")
        return " · ".join(one for one in (person(who), roles(granted.replace(" ", ":"))) if one)
    is_look = event.action == model.REFUSED and event.what == "read"
    if is_look:
        # The thing is told again, by a name of the program's own.
        return ""
    if rows := _ROWS.fullmatch(event.detail):
        n = int(rows[1])
        return ngettext("{n} row.", "{n} rows.", n).format(n=texts.number(n))
    return reasons.told(event.detail)


def roles(written: str) -> str:
    """Roles as the audit has them, ``analyst:ssyp, viewer``, in words."""
    return ", ".join(role(*one.partition(":")[::2]) for one in written.split(", ") if one)


def role(role_id: str, organisation: str = "") -> str:
    """A role's title, with the organisation that it was given for."""
    found = definitions.load().roles.roles.get(role_id)
    title = found.title[texts.language()] if found else role_id
    return f"{title} ({of_organisation(organisation)})" if organisation else title


def of_organisation(organisation: str) -> str:
    """The name of an organisation or municipality; an id that nobody knows as it is."""
    found, speak = definitions.load(), texts.language()
    if organisation in found.programme.organisations:
        return found.programme.organisations[organisation].short or organisation
    area = found.areas.get(organisation)
    return area.name[speak] if area else organisation
