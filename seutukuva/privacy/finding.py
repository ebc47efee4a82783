"""Where a person or a firm stands: in the log, in batches, among contact persons and users, …"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from seutukuva import access, audit, definitions, formats, records, settings, texts
from seutukuva.audit import words as audit_words
from seutukuva.audit.model import Row
from seutukuva.privacy import batch_rows
from seutukuva.privacy.matching import OF_PROGRAMS, Wanted, wanted
from seutukuva.privacy.model import STAYS, WHOLE, WORDS, Finding, Hit
from seutukuva.records import contacts, emptying
from seutukuva.records.entries import Entry
from seutukuva.texts import N_, _

# What is kept of a person, in words.
NAMED = {
    "name": N_("Name"),
    "role": N_("Position at the firm"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "issuer": N_("Sign-in service"),
    "subject": N_("Account"),
    "first_seen": N_("First sign-in"),
    "last_seen": N_("Last sign-in"),
    "id": N_("Pseudonym"),
}
# Records that are about one firm: where it is named, all of it goes.
OF_A_FIRM = {"need": ("firm",)}
MOST_NOTED = 10_000


def require() -> None:
    """Refuse to go on where nobody may look for persons.

    Raises:
        AccessRefused, RecordRefused: not here, or not this person.
    """
    access.require_kind(emptying.KIND)
    access.require_entry(emptying.KIND)


def find(asked: str) -> list[Finding]:
    """Everything that is kept of a person or a firm.

    Args:
        asked: names, business IDs, addresses or numbers, parted by semicolons.

    Returns:
        By holding, in the order of the register.

    Raises:
        AccessRefused, RecordRefused: not here, or not this person.
        RecordsError: nothing or too little was asked for, or something cannot be read.
    """
    require()
    words = wanted(asked)
    # Without what was looked for: the audit itself must not become a list of persons.
    audit.note("read", "privacy", "find", must=True)
    by = access.author()
    with access.acting(access.PROGRAM):
        found = [finding for look in PLACES for finding in look(words)]
        _look_noted([one for one in found if one.holding == "contacts"], by)
    order = list(definitions.load().privacy)
    return sorted(found, key=lambda one: order.index(one.holding))


def _look_noted(found: list[Finding], by: str) -> None:
    """Enter the look at contact persons in the log, of each batch in turn, as at every look."""
    by_batch: dict[str, list[int]] = {}
    for one in found:
        by_batch.setdefault(one.detail["batch"], []).append(one.hits[0].row)
    if not by_batch:
        return
    why = _("Somebody asks what is kept of them.")
    with emptying.turn(by=by, source="privacy") as turn:
        for batch, responses in by_batch.items():
            view = {"batch": batch, "responses": sorted(set(responses)), "why": why}
            turn.add(contacts.KIND, records.new_id(), view)


def of_log(words: Wanted) -> Iterator[Finding]:
    """Records any version of which holds the words."""
    by_id: dict[str, list[Entry]] = {}
    for entry in records.since(0):
        if entry.kind not in emptying.NEVER:
            by_id.setdefault(entry.id, []).append(entry)
    kinds = definitions.load().kinds
    for id, versions in by_id.items():
        hits = [
            Hit(one.seq, name, text, one.recorded_at[:10])
            for one in versions
            for name, text in leaves(one.body)
            if words.is_in(text)
        ]
        if not hits:
            continue
        newest, kind = versions[-1], versions[-1].kind
        about = {hit.field for hit in hits} & set(OF_A_FIRM.get(kind, ()))
        title = kinds[kind].title[texts.language()] if kind in kinds else kind
        yield Finding(
            id=f"log:{id}",
            holding=_holding_of(kind),
            where=f"{title} · {_named(versions)}",
            way=WHOLE if about else WORDS,
            hits=tuple(Hit(one.row, _label(kind, one.field), one.text, one.day) for one in hits),
            kind=kind,
            seen=newest.seq,
            detail={"id": id},
        )


def leaves(body: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a body, each with the field that it stands in."""
    if isinstance(body, Mapping):
        for key, value in body.items():
            if key not in OF_PROGRAMS:
                yield from leaves(value, name or str(key))
    elif isinstance(body, list):
        for value in body:
            yield from leaves(value, name)
    elif isinstance(body, str):
        yield name, body


def _named(versions: Iterable[Entry]) -> str:
    """What a record is called: the first of its names; else the row that it began with."""
    first = ""
    for one in versions:
        first = first or _("row {n}").format(n=one.seq)
        for key in ("title", "name", "subject", "firm", "code", "round", "file_name"):
            if value := one.body.get(key):
                return str(value)[:80]
    return first


def _label(kind: str, field: str) -> str:
    own = definitions.load().kinds.get(kind)
    names = {one.id: one.title[texts.language()] for one in own.fields} if own else {}
    return names.get(field, field)


def _holding_of(kind: str) -> str:
    from seutukuva.definitions.privacy import of_kind

    found = of_kind(definitions.load().privacy, kind)
    # A kind that a newer program has entered: it stands among the rest.
    return found.id if found else "work"


def of_contacts(words: Wanted) -> Iterator[Finding]:
    """Contact persons."""
    for one in contacts.matching(words.is_in):
        told = {"name": one.name, "role": one.role, "email": one.email, "phone": one.phone}
        shown = tuple(Hit(one.response, _(NAMED[key]), text) for key, text in told.items() if text)
        where = _("contact person, kept until {day}").format(
            day=formats.date(one.purge_on, texts.language())
        )
        detail = {"id": one.id, "batch": one.batch_id}
        yield Finding(f"contact:{one.id}", "contacts", where, WHOLE, shown, detail=detail)


def of_people(words: Wanted) -> Iterator[Finding]:
    """Those who sign in; what the log and the audit say of them by their pseudonym stays."""
    from seutukuva.people import persons

    for one in persons.listed():
        told = {
            **{"name": one.name, "email": one.email, "issuer": one.issuer, "subject": one.subject},
            **{"first_seen": one.first_seen, "last_seen": one.last_seen, "id": one.id},
        }
        if any(words.is_in(told[key]) for key in ("name", "email", "subject", "id")):
            hits = tuple(Hit(0, _(NAMED[key]), text) for key, text in told.items() if text)
            where = _("signs in as {pseudonym}").format(pseudonym=one.id)
            yield Finding(f"person:{one.id}", "people", where, WHOLE, hits, detail={"id": one.id})
            yield from _by_pseudonym(one.id)


def _by_pseudonym(id: str) -> Iterator[Finding]:
    from seutukuva.audit import ledger

    own = [one for one in records.since(0) if id in (one.recorded_by, one.body.get("person"))]
    if own:
        titles = {one.kind: audit_words.thing(one.kind) for one in own}
        hits = tuple(Hit(one.seq, titles[one.kind], id, one.recorded_at[:10]) for one in own)
        yield Finding(f"author:{id}", "authors", _("entries by {id}").format(id=id), STAYS, hits)
    noted = ledger.read([ledger.columns.person == id], most=MOST_NOTED)
    if noted:
        hits = tuple(Hit(one.seq, _done(one), id, one.at[:10]) for one in noted)
        yield Finding(f"audit:{id}", "audit", _("audit of {id}").format(id=id), STAYS, hits)


def _done(one: Row) -> str:
    """What the audit says was done, in the reader's words."""
    thing = audit_words.thing(one.subject)
    return f"{audit_words.action(one.action)}: {thing}" if thing else audit_words.action(one.action)


def of_drafts(words: Wanted) -> Iterator[Finding]:
    """Forms that somebody has not saved."""
    for file in sorted((settings.records_folder() / "drafts").glob("*.json")):
        hits = [Hit(0, name, text) for name, text in _of_json(file) if words.is_in(text)]
        if hits:
            where = _("unsaved draft")
            detail = {"file": file.name}
            yield Finding(f"draft:{file.name}", "drafts", where, WHOLE, tuple(hits), detail=detail)


def of_inbox(words: Wanted) -> Iterator[Finding]:
    """Uploads that are being checked: what was read of them so far."""
    for folder in sorted(settings.inbox_folder().glob("[0-9a-f]*")):
        hits = [
            Hit(0, file.name, text)
            for file in sorted(folder.glob("*.json"))
            for _name, text in _of_json(file)
            if words.is_in(text)
        ]
        for file in sorted([*folder.glob("*.arrow"), *folder.glob("*.parquet")]):
            hits += [
                Hit(row, file.name, text) for row, _n, text in batch_rows.texts_of(file, words)
            ]
        if hits:
            where = _("upload that is being checked")
            yield Finding(
                f"inbox:{folder.name}",
                "inbox",
                where,
                WHOLE,
                tuple(hits),
                detail={"id": folder.name},
            )


def _of_json(file: Path) -> list[tuple[str, str]]:
    try:
        return list(leaves(json.loads(file.read_bytes())))
    except (OSError, ValueError):
        return []


PLACES: tuple[Callable[[Wanted], Iterator[Finding]], ...] = (
    of_contacts,
    batch_rows.found,
    of_log,
    of_people,
    of_drafts,
    of_inbox,
)
