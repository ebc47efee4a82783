"""The pack as slides: one message each, its source below, its method with the speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from seutukuva import definitions, texts
from seutukuva.export import slides
from seutukuva.export.slides import Deck, Slide, SlideTable
from seutukuva.pack.model import Listing, Pack, Section
from seutukuva.texts import _

# With the title; more than these nobody shows in a meeting.
MOST = 14
# Sentences beside a chart, and alone.
_BESIDE, _ALONE = 2, 9
# Rows and columns of a table beside which there is room for words.
_SHORT, _NARROW = 5, 4
# More sources are told by their producers.
_SOURCES = 2


def pptx(pack: Pack, template: bytes | None = None) -> bytes:
    """The slides.

    Raises:
        TemplateRefused: the template cannot be used.
    """
    return slides.pptx(deck(pack), template)


def deck(pack: Pack) -> Deck:
    """The same, not yet drawn."""
    with texts.speaking(pack.language):
        shown = chosen(pack)
        return Deck(
            title=pack.title,
            subtitle=pack.subtitle,
            language=pack.language,
            footer=pack.footer,
            slides=(*(_slide(one) for one in shown), *_last(pack)),
            file_name=pack.file_name,
            notes=(*pack.told, *_left_out(pack, shown)),
        )


def chosen(pack: Pack) -> tuple[Section, ...]:
    """The sections that have a slide; where they are too many, without the least telling."""
    known = [one for one in pack.known if one.is_slide]
    room = MOST - 1 - bool(pack.absent)
    dropped = sorted(known, key=lambda one: one.priority)[: max(0, len(known) - room)]
    gone = {one.id for one in dropped}
    return tuple(one for one in known if one.id not in gone)


def _left_out(pack: Pack, shown: Sequence[Section]) -> Iterator[str]:
    ids = {one.id for one in shown}
    names = [one.heading for one in pack.known if one.id not in ids]
    if names:
        yield _("In the document only: {names}.").format(names="; ".join(names))


def _slide(one: Section) -> Slide:
    alone = one.drawn is None and one.listing is None
    told = [words for words in one.sentences if words.rstrip(".") != one.title]
    shown = told[:_ALONE] if alone else _beside(one, told)
    # A chart says it alone; its table is in the document and the workbook.
    table = one.listing if one.drawn is None else None
    return Slide(
        title=one.finding,
        subtitle=one.heading if one.title else "",
        bullets=tuple(shown),
        chart=one.drawn,
        table=_table(table) if table is not None else None,
        below=_source(one),
        notes=tuple(_spoken(one, told)),
    )


def _beside(one: Section, told: Sequence[str]) -> Sequence[str]:
    """What stands beside a chart, or beside a table that leaves room for it."""
    if one.drawn is not None or one.listing is None:
        return told[:_BESIDE]
    is_small = len(one.listing.shown) <= _SHORT and len(one.listing.columns) <= _NARROW
    return told[: _BESIDE + 1] if is_small else ()


def _table(one: Listing) -> SlideTable:
    rows = one.shown[: one.most_on_slide]
    return SlideTable(one.columns, rows, one.caption, one.numeric, one.widths)


def _source(one: Section) -> tuple[str, ...]:
    """One line: the speaker and the document have all of them whole."""
    lines = one.drawn.source.split("; ") if one.drawn and one.drawn.source else list(one.sources)
    # What stands in brackets is the statistic: a slide has room for who says it.
    short = list(dict.fromkeys(line.partition(" (")[0] for line in lines if line))
    if len(short) > _SOURCES:
        short = _producers(one) or short
    if not short:
        return (one.listing.caption,) if one.listing and not one.drawn else ()
    if len(short) == 1:
        return (_("Source: {attribution}").format(attribution=short[0]),)
    return (_("Sources: {sources}.").format(sources="; ".join(short)),)


def _producers(one: Section) -> list[str]:
    found = definitions.load()
    known = [found.indicators[own] for own in one.indicators if own in found.indicators]
    ids = dict.fromkeys(own.source_id for own in known)
    names = (found.sources[own].producer[texts.language()] for own in ids if own in found.sources)
    # An indicator may also come from where no figure of this area is.
    return [name for name in dict.fromkeys(names) if any(map(_begins(name), one.sources))]


def _begins(name: str) -> Callable[[str], bool]:
    return lambda line: line.startswith(name)


def _spoken(one: Section, told: Sequence[str]) -> Iterator[str]:
    """What the speaker has: every sentence, the rest of a long table, method and sources."""
    yield from told
    if one.listing is not None and one.drawn is None:
        left = len(one.listing.shown) - one.listing.most_on_slide
        if left > 0:
            words = _("{n} more rows are in the document and the workbook.")
            yield words.format(n=texts.number(left))
    yield from one.notes
    yield from (_("Source: {attribution}").format(attribution=line) for line in one.sources)


def _last(pack: Pack) -> Iterator[Slide]:
    """What is not there, said once and not on empty slides."""
    if not pack.absent:
        return
    pattern = _("{title}: {contents}")
    lines = tuple(pattern.format(title=one.heading, contents=one.missing) for one in pack.absent)
    yield Slide(title=_("What is not in this pack"), bullets=lines, below=(), notes=(pack.footer,))
