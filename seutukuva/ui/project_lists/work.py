"""The list of projects that a reader works at, and how it is named."""

from __future__ import annotations

from seutukuva import definitions, texts
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.uploads.desk import Desk

SOURCE = "projects/lists"


def _rows(n: int) -> str:
    return ngettext("{n} row", "{n} rows", n).format(n=texts.number(n))


DESK = Desk(
    name="project_list",
    notice="project_lists_notice",
    doing={
        "inspect": N_("Reading the list"),
        "map": N_("Recognising the list and its columns"),
        "check": N_("Checking every project"),
    },
    rows=_rows,
)


def format_titles() -> dict[str, str]:
    """What each shape of list is called, after the one that is recognised by itself."""
    speak = texts.language()
    known = definitions.load().project_lists
    return {"": _("as its headings show")} | {name: one.title[speak] for name, one in known.items()}


def format_title(name: str) -> str:
    """What a shape of list is called; its id where the definitions no longer have it."""
    known = definitions.load().project_lists
    return known[name].title[texts.language()] if name in known else name or "–"


def is_page(name: str) -> bool:
    """Whether a shape is the description of one project, which has no columns."""
    known = definitions.load().project_lists
    return name in known and known[name].is_page


def field_titles() -> dict[str, str]:
    """What each field that a column may hold is called."""
    speak = texts.language()
    return {name: one.title[speak] for name, one in definitions.load().list_fields.items()}


def needs_day() -> bool:
    """Whether nobody has told of which day the list is, so that its figures have none."""
    return "list_date" in DESK.read("mapping").get("needs", ())
