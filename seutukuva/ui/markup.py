"""Sentences of the program that hold something somebody entered, on a page that reads Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What begins a link or a picture, a colour, a formula, a tag or stress; all else is left as it is,
# for a backslash before each full stop is read aloud by some readers.
_MARKUP = re.compile(r"(?<=\])\(|(?<=\])\[|[\\`*<$~]|:(?=[a-z][a-z-]*\[|material/)")


def calm(text: str) -> str:
    """The text with the same words, in which nothing is markup: what was entered stays words."""
    return _MARKUP.sub(r"\\\g<0>", text)


def lines(texts: Iterable[str]) -> str:
    """Texts below each other, as ``calm`` makes each."""
    return "  \n".join(calm(text) for text in texts)


def cells(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    """Rows of a table, whose cells are Markdown too, with the texts among them calmed."""
    return [[calm(one) if isinstance(one, str) else one for one in row] for row in rows]
