"""The register and what was found, in the reader's words: for page, files and commands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seutukuva import definitions, export, formats, showing, texts
from seutukuva.definitions.privacy import FIRMS, NOTHING, OWNER, PERSONS, TEXTS, Holding
from seutukuva.export import TakeAway
from seutukuva.privacy.model import ROWS, STAYS, WHOLE, WORDS, Finding
from seutukuva.texts import N_, _, ngettext

HOLDS: Mapping[str, str] = {
    PERSONS: N_("Persons"),
    FIRMS: N_("Firms, also sole traders"),
    TEXTS: N_("Free texts, meant to name nobody"),
    NOTHING: N_("Nothing personal"),
}
# A sign beside each word, so that the page can be read at a glance.
SIGNS = {PERSONS: "●", FIRMS: "◐", TEXTS: "○", NOTHING: "–"}
WAYS: Mapping[str, str] = {
    WHOLE: N_("all of it is deleted"),
    WORDS: N_("the words are taken out, the rest stays"),
    ROWS: N_("the firm's rows are deleted from the file"),
    STAYS: N_("stays: a pseudonym that names nobody once the person is deleted"),
}
FILE_NAME = "personal-data"


@dataclass(frozen=True, slots=True)
class Row:
    """A holding in words; ``ends`` is empty where it is deleted at no time by itself."""

    id: str
    title: str
    holds: str
    sign: str
    what: str
    purpose: str
    ground: str
    seen_by: str
    place: str
    until: str


def register() -> list[Row]:
    """What is kept, in the reader's language and the register's order."""
    return [_row(one) for one in definitions.load().privacy.values()]


def _row(one: Holding) -> Row:
    said = texts.language()
    return Row(
        id=one.id,
        title=one.title[said],
        holds=_(HOLDS[one.holds]),
        sign=SIGNS[one.holds],
        what=one.what[said],
        purpose=one.purpose[said],
        ground=one.ground[said],
        seen_by=seen_by(one),
        place=place_of(one),
        until=until(one),
    )


def seen_by(one: Holding) -> str:
    """The roles that see it, in words."""
    if one.subject == OWNER:
        return _("Only who runs the server")
    if not one.subject:
        return _("Everybody who reads the pages")
    roles = definitions.load().roles.roles.values()
    named = [role.title[texts.language()] for role in roles if one.subject in role.sees]
    return ", ".join(named) or _("Nobody")


def place_of(one: Holding) -> str:
    """Where it is: in the log, in a table beside it, in a folder."""
    words = [_("log of entries")] if one.kinds else []
    words += [_("table {name}").format(name=name) for name in one.tables if one.holds != NOTHING]
    words += [_("folder {name}").format(name=f"{name}/") for name in one.folders]
    if one.subject == OWNER:
        words.append(_("outside the data folder"))
    else:
        words += [_("file {name}").format(name=name) for name in one.files]
    return ", ".join(words)


def until(one: Holding) -> str:
    """Until when it is kept."""
    said = texts.language()
    if not one.keep_months:
        return one.until[said]
    if one.keep_months % 12:
        n = one.keep_months
        span = ngettext("{n} month", "{n} months", n).format(n=n)
    else:
        n = one.keep_months // 12
        span = ngettext("{n} year", "{n} years", n).format(n=n)
    return _("Deleted {span} after {since}.").format(span=span, since=one.since[said])


def way(one: Finding) -> str:
    """What a deletion does with a finding."""
    return _(WAYS[one.way])


def title(holding: str) -> str:
    """What a holding is called."""
    return definitions.load().privacy[holding].title[texts.language()]


def as_json(found: Sequence[Finding]) -> bytes:
    """What was found, for handing over to whom it is of: a file that programs read."""
    rows = {one.id: one for one in register()}
    told = {
        "programme": definitions.load().programme.title[texts.language()],
        "day": showing.today().isoformat(),
        "found": [
            {
                "kept_as": rows[one.holding].title,
                "purpose": rows[one.holding].purpose,
                "ground": rows[one.holding].ground,
                "until": rows[one.holding].until,
                "seen_by": rows[one.holding].seen_by,
                "record": one.where,
                "texts": [
                    {"field": hit.field, "text": hit.text, "row": hit.row, "day": hit.day}
                    for hit in one.hits
                ],
            }
            for one in found
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8")


def taken(found: Sequence[Finding]) -> TakeAway:
    """The table of what was found, one row for each place."""
    rows = {one.id: one for one in register()}
    values = [
        (
            *(rows[one.holding].title, one.where, hit.field, hit.text, hit.day),
            *(rows[one.holding].purpose, rows[one.holding].ground),
            *(rows[one.holding].seen_by, rows[one.holding].until),
        )
        for one in found
        for hit in one.hits
    ]
    return TakeAway(
        title=_("Personal data"),
        subtitle=definitions.load().programme.title[texts.language()],
        language=texts.language(),
        columns=(
            *(_("Kept as"), _("Record"), _("Field"), _("Text"), _("Day")),
            *(_("Purpose"), _("Ground"), _("Seen by"), _("Until when")),
        ),
        rows=export.cells(values, values),
        file_name=FILE_NAME,
        taken=formats.date(showing.today(), texts.language()),
    )
