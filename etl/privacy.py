"""``python -m etl privacy`` and ``purge``: what is kept, a person's data, what is due."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from seutukuva import access, audit, export
from seutukuva.errors import SeutukuvaError
from seutukuva.privacy import deleting, finding, retention, telling
from seutukuva.privacy.model import Finding
from seutukuva.texts import _, ngettext

SOURCE = "etl privacy"
ACTIONS = ("register", "find", "export", "delete", "purge")


class WrongWish(SeutukuvaError):
    """Something that the command needs was not said."""


def add_options(commands: Any, output: argparse.ArgumentParser) -> None:
    """The commands and their options."""
    own = commands.add_parser(
        "privacy",
        parents=[output],
        help="what is kept of persons and firms; find, hand over, delete",
    )
    own.add_argument("action", nargs="?", choices=ACTIONS, default="register")
    own.add_argument("words", nargs="?", default="", help="names, IDs, addresses; parted by ;")
    own.add_argument("file", nargs="?", type=Path, help="export: a new .json or .xlsx file")
    own.add_argument("--reason", default="", help="delete: why; it stays, and names nobody")
    own.add_argument("--only", action="append", default=[], metavar="ID", help="delete: only these")
    own.add_argument("--yes", action="store_true", help="delete: really")
    own.add_argument("--dry-run", action="store_true", help="purge: only say what is due")
    purging = commands.add_parser(
        "purge", parents=[output], help="delete what has been kept long enough"
    )
    purging.add_argument("--dry-run", action="store_true", help="only say what is due")
    purging.set_defaults(action="purge")


def run(wish: argparse.Namespace) -> tuple[bool, Any, Iterator[str]]:
    """Do what was asked; whether all is well, an object for programs, lines for people.

    Raises:
        WrongWish: words or a file are missing.
        SeutukuvaError: refused, or something cannot be read or written.
    """
    if wish.action == "register":
        rows = telling.register()
        return True, {"holdings": [asdict(one) for one in rows]}, _registered(rows)
    if wish.action == "purge":
        return _purge(wish)
    if not wish.words:
        todo = f'python -m etl privacy {wish.action} "NAME; E-MAIL"'
        raise WrongWish("say who is looked for", where=wish.action, todo=todo)
    every = finding.find(wish.words)
    if wish.action == "export":
        return _export(wish, every)
    if wish.action == "delete":
        return _delete(wish, every)
    return True, {"found": [_told(one) for one in every]}, _lines(every)


def _told(one: Finding) -> dict[str, Any]:
    hits = [asdict(hit) for hit in one.hits]
    return {"id": one.id, "kept_as": one.holding, "record": one.where, "way": one.way, "hits": hits}


def _registered(rows: Sequence[telling.Row]) -> Iterator[str]:
    for row in rows:
        yield f"{row.sign} {row.title}: {row.holds}"
        yield f"    {row.what}"
        yield f"    {row.purpose} {row.ground}"
        yield f"    {_('Who sees it')}: {row.seen_by}"
        yield f"    {row.place}. {row.until}"


def _lines(every: Sequence[Finding]) -> Iterator[str]:
    if not every:
        yield _("Nothing is kept under these words.")
    for one in every:
        yield f"{one.id}  {telling.title(one.holding)}: {one.where} ({telling.way(one)})"
        for hit in one.hits:
            day = f" {hit.day}" if hit.day else ""
            yield f"    {hit.row}{day} {hit.field}: {' '.join(hit.text.split())[:200]}"


def _export(wish: argparse.Namespace, every: Sequence[Finding]) -> tuple[bool, Any, Iterator[str]]:
    kind = wish.file.suffix.lower() if wish.file else ""
    if kind not in (".json", ".xlsx"):
        raise WrongWish(
            "say into which file",
            where=str(wish.file or ""),
            todo='python -m etl privacy export "NAME" personal-data.xlsx (or .json)',
        )
    audit.note("exported", "privacy", kind[1:], must=True)
    content = telling.as_json(every) if kind == ".json" else export.xlsx(telling.taken(every))
    try:
        # What is of a person is for whoever asked alone.
        wish.file.touch(mode=0o600, exist_ok=False)
        wish.file.write_bytes(content)
    except OSError as error:
        raise SeutukuvaError(
            "the file cannot be written",
            where=f"{wish.file}: {error.strerror}",
            todo="name a new one",
        ) from error
    told = {"file": str(wish.file), "found": len(every)}
    return True, told, iter([f"{wish.file}: {_places(len(every))}"])


def _places(n: int) -> str:
    return ngettext("Found in {n} place", "Found in {n} places", n).format(n=n)


def _delete(wish: argparse.Namespace, every: Sequence[Finding]) -> tuple[bool, Any, Iterator[str]]:
    known = {one.id for one in every}
    if lost := [one for one in wish.only if one not in known]:
        raise WrongWish("nothing of this name was found", where=lost[0], todo="see privacy find")
    chosen = [one for one in every if not wish.only or one.id in wish.only]
    if not wish.yes:
        told = {"found": [_told(one) for one in chosen], "deleted": 0}
        hint = _("Nothing was deleted. With --yes and --reason it is, for good.")
        return False, told, iter([*_lines(chosen), hint])
    done = deleting.delete(wish.words, chosen, why=wish.reason, by=access.LOCAL, source=SOURCE)
    told = {
        "deleted": sum(one.deleted for one in done),
        "outcomes": [
            {"id": one.finding.id, "deleted": one.deleted, "problem": one.problem} for one in done
        ],
    }
    return not any(one.problem for one in done), told, _outcomes(done)


def _outcomes(done: Sequence[deleting.Outcome]) -> Iterator[str]:
    for one in done:
        yield f"{one.finding.id}  {one.problem or _('deleted for good')}"
    if any(one.deleted for one in done):
        yield _("Backups made before still hold it: delete them in their time.")


def _purge(wish: argparse.Namespace) -> tuple[bool, Any, Iterator[str]]:
    due = retention.purge_due(dt.date.today(), dry_run=wish.dry_run)
    told = {
        "dry_run": wish.dry_run,
        "due": [asdict(one) | {"before": one.before.isoformat()} for one in due],
    }
    return not any(one.problem for one in due), told, _purged(due, wish.dry_run)


def _purged(due: Sequence[retention.Due], dry_run: bool) -> Iterator[str]:
    for one in due:
        if one.problem:
            yield f"{telling.title(one.holding)}: {one.problem}"
        elif one.n:
            words = (
                ngettext("{n} is due", "{n} are due", one.n)
                if dry_run
                else ngettext("{n} was deleted", "{n} were deleted", one.n)
            )
            yield f"{telling.title(one.holding)}: {words.format(n=one.n)}"
    if not any(one.n or one.problem for one in due):
        yield _("Nothing is due today.")
