"""What is kept of persons and firms, why and until when: ``data/definitions/privacy.toml``.

A programme may keep some of it for another time: ``privacy.toml`` of its folder, where ``[keep]``
holds months by id of the holding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from seutukuva.definitions.model import EMPTY, Definitions, Text
from seutukuva.definitions.reading import Keys, toml

PERSONS, FIRMS, TEXTS, NOTHING = "persons", "firms", "texts", "nothing"
HOLDS = (PERSONS, FIRMS, TEXTS, NOTHING)
# Who sees it: whoever runs the server, and nobody in the pages.
OWNER = "owner"
# Kept for months that ``interviews.toml`` of the programme says.
_AS_CONTACTS = "contacts"
LONGEST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that is kept.

    Attributes:
        kinds: of records of the log; ``tables``: of its database; ``folders`` and ``files``: of
            the data folder, or named in words.
        holds: PERSONS, FIRMS, TEXTS (what people write) or NOTHING.
        subject: who sees it, by the roles; "" = everybody, OWNER = who runs the server.
        ground: in law; EMPTY where nothing personal is kept.
        keep_months: it is deleted so many months after ``since``; 0 = as ``until`` says.
    """

    id: str
    title: Text
    what: Text
    purpose: Text
    ground: Text
    holds: str
    subject: str
    kinds: tuple[str, ...]
    tables: tuple[str, ...]
    folders: tuple[str, ...]
    files: tuple[str, ...]
    keep_months: int
    since: Text
    until: Text


def privacy(file: Path, own: Path, found: Definitions) -> dict[str, Holding]:
    """Every holding by id, in the order of the file.

    Args:
        file: ``privacy.toml`` of the definitions.
        own: folder of the programme, which may have a ``privacy.toml``.
        found: knows kinds of records, subjects, and how long contact persons are kept.

    Raises:
        DefinitionError: names the file, the key and what is allowed.
    """
    if not file.exists():
        return {}
    keys = toml(file)
    grounds = _grounds(keys.table("ground"))
    holdings: dict[str, Holding] = {}
    for entry in keys.tables("holding"):
        one = _holding(entry, grounds, found)
        if one.id in holdings:
            raise entry.error("id", f"{one.id!r} stands twice")
        holdings[one.id] = one
    keys.finish()
    _require_once(keys, holdings)
    return _own_times(own / "privacy.toml", holdings)


def _grounds(keys: Keys) -> dict[str, Text]:
    found = {name: keys.text(name) for name in keys.names()}
    keys.finish()
    return found


def _holding(keys: Keys, grounds: Mapping[str, Text], defs: Definitions) -> Holding:
    kinds = keys.strings("kinds", ())
    for one in kinds:
        if one not in defs.kinds:
            raise keys.error("kinds", f"{one!r} is no kind of record", "see data/definitions/kinds")
    as_contacts = keys.string("keep", "", allowed=("", _AS_CONTACTS))
    months = keys.integer("keep_months", 0, high=LONGEST_MONTHS)
    months = defs.interviewing.contact_months if as_contacts else months
    found = Holding(
        id=keys.name(),
        title=keys.text("title"),
        what=keys.text("what"),
        purpose=keys.text("purpose"),
        ground=grounds[keys.string("ground", allowed=tuple(grounds))],
        holds=keys.string("holds", allowed=HOLDS),
        subject=keys.string("subject", "", allowed=(*defs.roles.subjects, OWNER, "")),
        kinds=kinds,
        tables=keys.strings("tables", ()),
        folders=keys.strings("folders", ()),
        files=keys.strings("files", ()),
        keep_months=months,
        since=keys.text("since") if months else EMPTY,
        until=EMPTY if months else keys.text("until"),
    )
    keys.finish()
    return found


def _require_once(keys: Keys, found: Mapping[str, Holding]) -> None:
    """Refuse what stands in two holdings: one of them would not be true."""
    for part in ("kinds", "tables", "folders", "files"):
        seen: dict[str, str] = {}
        for one in found.values():
            for name in getattr(one, part):
                if name in seen:
                    raise keys.error(part, f"{name!r} stands in {seen[name]!r} and {one.id!r}")
                seen[name] = one.id


def _own_times(file: Path, found: dict[str, Holding]) -> dict[str, Holding]:
    if not file.exists():
        return found
    keys = toml(file)
    keep = keys.table("keep")
    for name in keep.names():
        if name not in found or not found[name].since:
            timed = ", ".join(one.id for one in found.values() if one.since)
            raise keep.error(name, "nothing of this name is kept for a time", f"one of: {timed}")
        months = keep.integer(name, low=1, high=LONGEST_MONTHS)
        found[name] = replace(found[name], keep_months=months)
    keep.finish()
    keys.finish()
    return found


def of_kind(found: Mapping[str, Holding], kind: str) -> Holding | None:
    """The holding of a kind of record."""
    return next((one for one in found.values() if kind in one.kinds), None)
