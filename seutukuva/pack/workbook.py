"""The pack as a workbook: every table and the figures of every chart, a sheet each."""

from __future__ import annotations

from collections.abc import Iterator

from seutukuva import export, texts
from seutukuva.export import TakeAway, workbooks
from seutukuva.export.workbooks import Book, Table
from seutukuva.pack.model import Listing, Pack, Section
from seutukuva.texts import _

# Letters of a sheet's name: programs take 31, and names that are alike are numbered.
_ROOM = 26


def xlsx(pack: Pack) -> bytes:
    """The workbook."""
    return workbooks.xlsx(book(pack))


def book(pack: Pack) -> Book:
    """The same, not yet written."""
    with texts.speaking(pack.language):
        return Book(
            title=f"{pack.title}. {pack.subtitle}",
            language=pack.language,
            tables=tuple(one for section in pack.known for one in _tables(section, pack)),
            about=(*pack.told, pack.footer),
            notes=tuple(_notes(pack)),
            origins=pack.origins,
            codes=pack.codes,
        )


def _tables(one: Section, pack: Pack) -> Iterator[Table]:
    if one.listing is not None:
        yield Table(_name(one.heading), _of_listing(one, one.listing, pack))
    if one.drawn is not None:
        # A sheet's name is short, and must still tell the chart's figures from the table's.
        ending = _("{title} (chart)") if one.listing else "{title}"
        name = _name(one.heading, _ROOM - len(ending.format(title="")))
        yield Table(ending.format(title=name), _of_chart(one, pack))


def _name(heading: str, room: int = _ROOM) -> str:
    """As many whole words of a heading as there is room for; "…" tells that it goes on."""
    plain = " ".join(heading.replace(":", "").split())
    if len(plain) <= room:
        return plain
    whole = plain[:room].rpartition(" ")[0]
    return f"{whole or plain[: room - 1]}…"[:room]


def _of_listing(one: Section, listing: Listing, pack: Pack) -> TakeAway:
    return TakeAway(
        title=one.finding,
        subtitle=listing.caption,
        language=pack.language,
        columns=listing.columns,
        rows=export.cells(listing.values, listing.shown),
        file_name=pack.file_name,
        notes=(*one.notes, *one.sources),
    )


def _of_chart(one: Section, pack: Pack) -> TakeAway:
    chart = one.drawn
    assert chart is not None
    sources = tuple(line for line in (chart.source,) if line)
    return export.of_chart(
        chart, title=one.finding, file_name=pack.file_name, notes=(*chart.notes, *sources)
    )


def _notes(pack: Pack) -> Iterator[tuple[str, str]]:
    yield _("Edition"), pack.footer
    for one in pack.sections:
        for words in one.sentences:
            yield one.heading, words
    for one in pack.absent:
        yield one.heading, one.missing
