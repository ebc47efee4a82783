"""``python -m etl people``: who is known, who has which role, and the first administrator."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from typing import Any

from etl import lines as told
from seutukuva import audit, definitions, texts
from seutukuva.errors import SeutukuvaError
from seutukuva.people import grants, persons
from seutukuva.people.grants import Given
from seutukuva.people.model import PSEUDONYM

SOURCE = "shell"
PEOPLE_COLUMNS = ("id", "email", "name", "first_seen", "last_seen", "roles")
GRANT_COLUMNS = ("grant", "person", "role", "organisation", "until", "state", "on", "by", "reason")


class WrongWish(SeutukuvaError):
    """What was asked for cannot be meant: an option is missing, or names nobody."""


def add_options(commands: Any, output: argparse.ArgumentParser) -> None:
    """The command and its options."""
    own = commands.add_parser("people", parents=[output], help="people, and the roles they have")
    actions = ("list", "grants", "add", "grant", "revoke", "end-sessions")
    own.add_argument("action", nargs="?", choices=actions, default="list")
    own.add_argument("who", nargs="?", default="", help="p-…, an e-mail address, or a grant's id")
    own.add_argument("--role", default="", help="to grant; list says which there are")
    own.add_argument("--organisation", default="", help="for which the role is, as SSYP")
    own.add_argument("--until", default="", metavar="DAY", help="last day, as 2027-12-31")
    own.add_argument("--reason", default="", help="why it is granted or revoked; no names")


def run(wish: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    """Do what is asked; what there is to tell, for programs and for people.

    Raises:
        WrongWish: an option is missing, or names nobody.
        SeutukuvaError: it was refused; nothing was stored.
    """
    if wish.action == "add":
        return _people([persons.add(_needed(wish.who, "an e-mail address"))])
    if wish.action == "grant":
        return _grants([_granted(wish)])
    if wish.action == "revoke":
        id = _needed(wish.who, "the id of a grant", "python -m etl people grants lists them")
        return _grants([grants.revoke(id, reason=wish.reason, source=SOURCE)])
    if wish.action == "end-sessions":
        return _ended(wish)
    return _grants(grants.listed()) if wish.action == "grants" else _people(persons.listed())


def _granted(wish: argparse.Namespace) -> Given:
    known = definitions.load().roles.roles
    if wish.role not in known:
        raise WrongWish("say which role", where=wish.role, todo="one of: " + ", ".join(known))
    return grants.give(
        _person(wish.who).id,
        wish.role,
        organisation=wish.organisation,
        until=_day(wish.until),
        reason=wish.reason,
        source=SOURCE,
    )


def _ended(wish: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    from seutukuva.sign_in import sessions

    person = _person(wish.who)
    n = sessions.end(person.id)
    audit.note("change", grants.SUBJECT, f"sessions of {person.id}", "ended")
    return {"person": person.id, "ended": n}, iter([f"{person.id}: {n} sign-ins ended"])


def _person(who: str) -> persons.KnownPerson:
    """The person of a pseudonym or an address; whoever is not known by an address is entered."""
    if not PSEUDONYM.fullmatch(_needed(who, "whom", "a pseudonym p-… or an e-mail address")):
        return persons.add(who)
    if found := persons.known(who):
        return found
    raise WrongWish("there is no such person", where=who, todo="python -m etl people lists them")


def _needed(value: str, what: str, todo: str = "python -m etl people --help") -> str:
    if not value:
        raise WrongWish(f"say {what}", todo=todo)
    return value


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongWish("this is no day", where=text, todo="write it as 2027-12-31") from None


def _people(found: list[persons.KnownPerson]) -> tuple[dict[str, Any], Iterator[str]]:
    today = dt.date.today()
    standing = [one for one in grants.listed() if one.is_standing(today)]
    rows = [
        {
            **{name: getattr(one, name) for name in PEOPLE_COLUMNS if name != "roles"},
            "roles": ", ".join(_role(given) for given in standing if given.person == one.id),
        }
        for one in found
    ]
    if not rows:
        return {"people": []}, iter([NOBODY_YET])
    return {"people": rows}, told.table(PEOPLE_COLUMNS, rows)


NOBODY_YET = (
    "Nobody is known yet. The first administrator: "
    "python -m etl people grant ADDRESS --role administrator --reason TEXT"
)


def _grants(found: list[Given]) -> tuple[dict[str, Any], Iterator[str]]:
    today = dt.date.today()
    rows = [
        {
            "grant": one.id,
            "person": one.person,
            "role": one.grant.role,
            "organisation": one.grant.organisation,
            "until": one.grant.until.isoformat() if one.grant.until else "",
            "state": _state(one, today),
            "on": one.on.isoformat() if one.on else "",
            "by": one.by,
            "reason": one.reason,
        }
        for one in found
    ]
    return {"grants": rows}, told.table(GRANT_COLUMNS, rows)


def _state(given: Given, today: dt.date) -> str:
    if given.is_revoked:
        return "revoked"
    return "stands" if given.is_standing(today) else "has run out"


def _role(given: Given) -> str:
    known = definitions.load().roles.roles
    role, organisation = given.grant.role, given.grant.organisation
    title = known[role].title[texts.language()] if role in known else role
    return f"{title} ({organisation})" if organisation else title
