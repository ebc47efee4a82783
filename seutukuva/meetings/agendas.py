"""The items of an agenda: typed a line each, each with an id that its notes name.

An item keeps its id when it is moved, and when its line is rewritten where it stands: so notes
stay with what they are about.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from seutukuva import texts
from seutukuva.texts import _

MOST, LONGEST = 40, 150


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda."""

    id: str
    title: str


def lines(text: str) -> list[str]:
    """The items that are typed: one a line, without empty lines and numbers before them."""
    bare = (" ".join(line.split()) for line in text.splitlines())
    return [one for one in map(_unnumbered, bare) if one]


def _unnumbered(line: str) -> str:
    # A list that is pasted from a document brings its own numbers or bullets.
    head, _space, rest = line.partition(" ")
    is_number = head[:-1].isdigit() and head[-1:] in ".)" and len(head) <= 3
    return rest if rest and (is_number or head in ("-", "–", "•", "*")) else line


def problem(text: str) -> str:
    """Why a typed agenda cannot be stored; "" where it can."""
    found = lines(text)
    if len(found) > MOST:
        words = _("The agenda has {n} items, at most {most} fit. Put some of them together.")
        return words.format(n=texts.number(len(found)), most=texts.number(MOST))
    if longest := next((one for one in found if len(one) > LONGEST), ""):
        words = _("An item is longer than {most} characters: “{text}…”. Shorten it.")
        return words.format(most=texts.number(LONGEST), text=longest[:40])
    return ""


def renewed(text: str, before: Sequence[Item]) -> list[Item]:
    """The items of a typed agenda, with the ids of those that they were before.

    A line that stood there before keeps its id wherever it stands now. Of the others, as many
    lines that were rewritten between the same neighbours keep theirs in order; the rest are new.
    """
    typed = lines(text)
    ids: list[str | None] = [None] * len(typed)
    left = list(before)
    for place, title in enumerate(typed):
        found = next((one for one in left if one.title == title), None)
        if found:
            left.remove(found)
            ids[place] = found.id
    _rewritten(typed, ids, before, left)
    return [Item(own or uuid.uuid4().hex[:8], title) for own, title in zip(ids, typed, strict=True)]


def _rewritten(
    typed: Sequence[str], ids: list[str | None], before: Sequence[Item], left: Sequence[Item]
) -> None:
    """Give lines that were rewritten where they stood the ids of what stood there."""
    old = [one.id for one in before]
    now = [own or f"line {place}" for place, own in enumerate(ids)]
    gone = {one.id for one in left}
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, now, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        free = [one for one in old[i:i_end] if one in gone]
        fresh = [place for place in range(j, j_end) if ids[place] is None]
        if len(free) == len(fresh):
            for place, own in zip(fresh, free, strict=True):
                ids[place] = own


def read(stored_items: Any) -> list[Item]:
    """Items as `stored` wrote them; what is none of them is left out."""
    if not isinstance(stored_items, list):
        return []
    return [
        Item(*one)
        for one in stored_items
        if isinstance(one, list) and len(one) == 2 and all(isinstance(part, str) for part in one)
    ]


def stored(items: Sequence[Item]) -> list[list[str]]:
    """Items as a body keeps them."""
    return [[one.id, one.title] for one in items]


def fresh(titles: Sequence[str]) -> list[Item]:
    """Items of a new agenda; the same titles give the same ids, whoever makes them."""
    return [Item(f"i{place:02d}", title) for place, title in enumerate(titles, 1)]
