"""Errors that are told to whoever caused them, none of their signs taken for markup."""

from __future__ import annotations

from seutukuva import formats, texts
from seutukuva.errors import (
    InvalidRecord,
    MissingList,
    MissingProjections,
    MissingStructures,
    SeutukuvaError,
)
from seutukuva.texts import N_, _
from seutukuva.ui.entry import plain

NO_PROJECTIONS = N_(
    "This version of the data was made before projections were calculated. They come with the "
    "next version."
)

DELETED_SINCE = N_(
    "Interviews that this edition counted have been deleted for good since. What they told can no "
    "longer be shown, and figures without them would be others."
)

OLDER_PROGRAM = N_(
    "The statistics of this edition were made by an older program: this part cannot be made from "
    "them. The other parts are as they were."
)


LOST_VERSION = N_(
    "The statistics of an edition are damaged, or not on this computer any more: version "
    "{version}. Bring its file back from a backup. Everything else can still be opened."
)


def told(error: SeutukuvaError) -> str:
    """What happened, where, and what to do, as markdown; names of files and sheets among it."""
    if isinstance(error, InvalidRecord):
        return "\n".join(f"- {plain(text)}" for _field, text in error.problems)
    lines = [f"**{sentence(error.what)}**", plain(error.where), sentence(error.todo)]
    return "  \n".join(line for line in lines if line)


def older_version(error: MissingProjections | MissingStructures) -> str:
    """What the version of the statistics was made too early to hold, and how it comes."""
    if isinstance(error, MissingProjections):
        return _(NO_PROJECTIONS)
    words = _("This version of the figures was made before it held industries. Run: {command}")
    return words.format(command="`python -m etl run --offline`")


def lost_list(error: MissingList) -> str:
    """Which list of projects cannot be read, and what to do about it, as markdown."""
    # Loads the library of the log's database, which pages without entries do not need.
    from seutukuva.projects import lists

    found = next((one for one in lists.standing() if one.batch == error.batch), None)
    day = formats.date(found.list_date, texts.language()) if found else ""
    name = " · ".join(one for one in (day, found.file_name if found else error.batch) if one)
    words = _(
        "A file of the list of projects “{list}” is missing or damaged, and it is counted. "
        "Withdraw the list on the page “{page}”, or bring its files back from a backup."
    )
    return words.format(list=plain(name), page=_("Import project lists"))


def sentence(text: str) -> str:
    """A message as a sentence: its first letter large, a full stop at its end."""
    if not text:
        return ""
    whole = text[0].upper() + text[1:]
    return plain(whole if whole.endswith((".", "!", "?", "…")) else f"{whole}.")
