"""The pack as a written situation picture: a tagged PDF with contents, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seutukuva import texts
from seutukuva.export import documents
from seutukuva.export.citations import origin_line
from seutukuva.export.documents import (
    Block,
    Bullets,
    Contents,
    Document,
    Figure,
    Grid,
    Heading,
    Notice,
    Paragraph,
    Small,
)
from seutukuva.pack.model import Listing, Pack, Section
from seutukuva.texts import _

# More sentences than these are read one by one.
_RUNNING = 2


def pdf(pack: Pack) -> bytes:
    """The document.

    Raises:
        DocumentError: it cannot be typeset.
    """
    return documents.pdf(document(pack))


def document(pack: Pack) -> Document:
    """The same, not yet typeset."""
    with texts.speaking(pack.language):
        first, *rest = pack.known or (None,)
        return Document(
            title=pack.title,
            language=pack.language,
            file_name=pack.file_name,
            subtitle=pack.subtitle,
            footer=pack.footer,
            blocks=(
                *(Notice(words) for words in pack.told),
                *(_summary(first) if first else ()),
                Contents(_("Contents")),
                *_chapters(rest),
                *_absent(pack),
                *_origins(pack),
            ),
        )


def _summary(one: Section) -> Iterator[Block]:
    yield Heading(one.heading)
    yield Bullets(one.sentences)


def _chapters(known: Sequence[Section]) -> Iterator[Block]:
    chapter = ""
    for one in known:
        own = one.chapter or one.heading
        if own != chapter:
            chapter = own
            yield Heading(own)
        yield from _section(one, own)


def _section(one: Section, chapter: str) -> Iterator[Block]:
    if one.title or one.heading != chapter:
        yield Heading(one.finding, 2)
    told = [words for words in one.sentences if words.rstrip(".") != one.title]
    if len(told) > (0 if one.is_list else _RUNNING):
        yield Bullets(tuple(told))
    elif told:
        yield Paragraph(" ".join(told))
    if one.listing is not None and one.listing.shown:
        yield _grid(one.listing)
    if one.drawn is not None:
        yield Figure.of(one.drawn)
    yield from _below(one)


def _below(one: Section) -> Iterator[Block]:
    """Notes, and who says the figures; the last chapter has the sources whole."""
    lines = list(one.notes)
    if one.drawn is None and one.sources:
        who = dict.fromkeys(line.partition(" (")[0] for line in one.sources)
        lines.append(_("Sources: {sources}.").format(sources="; ".join(who)))
    if lines:
        yield Small("\n".join(dict.fromkeys(lines)))


def _grid(one: Listing) -> Grid:
    return Grid(one.caption, one.columns, one.shown, one.numeric, one.widths)


def _absent(pack: Pack) -> Iterator[Block]:
    if not pack.absent:
        return
    yield Heading(_("What is not in this pack"))
    pattern = _("{title}: {contents}")
    yield Bullets(
        tuple(pattern.format(title=one.heading, contents=one.missing) for one in pack.absent)
    )


def _origins(pack: Pack) -> Iterator[Block]:
    yield Heading(_("Sources and version"))
    lines = tuple(dict.fromkeys(origin_line(one, pack.language) for one in pack.origins))
    if lines:
        yield Bullets(lines)
    seen = _("Seutukuva: {footer}.").format(footer=pack.footer)
    yield Paragraph(seen)
