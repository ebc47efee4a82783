"""The pages that a meeting walks through: in order, each with the choices it is opened with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from seutukuva import navigation
from seutukuva.navigation import PageEntry
from seutukuva.texts import _

MOST, LONGEST = 30, 300
# What the walk itself decides, and what is of one reader's screen.
_OWN = ("present", "walk", "step", "lang", "edition", "draft", "meeting")


class NoPage(ValueError):
    """What was pasted leads to no page; holds the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the walk; ``choices`` are those of its address."""

    page: PageEntry
    choices: Mapping[str, str]

    @property
    def file(self) -> str:
        """Where the page is, as a link to it names it."""
        return f"pages/{self.page.section}/{self.page.name}.py"


def pages() -> dict[str, PageEntry]:
    """Every page by ``situation/overview``, in the order of the menu."""
    return {f"{one.section}/{one.name}": one for one in navigation.found()}


def steps(stored: Sequence[str]) -> list[Step]:
    """The pages of a walk; those that are no longer there are passed by."""
    known = pages()
    found = []
    for one in stored:
        name, _mark, query = one.partition("?")
        if name in known:
            found.append(Step(known[name], dict(parse_qsl(query))))
    return found


def read(text: str) -> str:
    """An address that was pasted, as it is stored: ``situation/indicator?indicator=jobs``.

    Raises:
        NoPage: it leads to no page here, or is too long.
    """
    parts = urlsplit(text.strip())
    name = parts.path.rstrip("/").rpartition("/")[2]
    entry = next((key for key, one in pages().items() if name and one.name == name), "")
    if not entry:
        raise NoPage(_("This leads to no page here: copy the whole address of an open page."))
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in _OWN])
    found = f"{entry}?{query}" if query else entry
    if len(found) > LONGEST:
        raise NoPage(_("The address is too long. Open the page with fewer choices, and copy it."))
    return found


def moved(stored: Sequence[str], place: int, by: int) -> list[str]:
    """The pages with one of them moved up (−1) or down (1); at the end it stays."""
    found, to = list(stored), place + by
    if 0 <= place < len(found) and 0 <= to < len(found):
        found[place], found[to] = found[to], found[place]
    return found
