"""A profile's table as a reader sees it: the texts of its cells, read back from its HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Seen:
    """A cell: its own text, the smaller lines below, and what its tips and drawings say."""

    text: str = ""
    notes: list[str] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[Seen]] = []
        self._cell: Seen | None = None
        self._is_small = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._cell = Seen()
            self.rows[-1].append(self._cell)
        if self._cell is None:
            return
        if tag == "small":
            self._is_small = True
            self._cell.notes.append("")
        self._cell.tips += [said for name in ("title", "alt") if (said := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if tag == "small":
            self._is_small = False
        elif tag in ("td", "th"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is None:
            return
        if self._is_small:
            self._cell.notes[-1] += data
        else:
            self._cell.text += data


def seen(html: str) -> list[list[Seen]]:
    """The cells of the body, row by row; the row's header first."""
    reader = _Reader()
    reader.feed(html)
    return reader.rows[1:]
