"""Slide shows with native charts that can be edited in PowerPoint and LibreOffice Impress.

A `Deck` says what is on each slide; `pptx` makes the file with the product's own template or with
one that the reader's organisation uses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from seutukuva.errors import TemplateRefused

if TYPE_CHECKING:
    from seutukuva.charts import ChartSpecification

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SlideKind = Literal["content", "section", "closing"]

__all__ = ["MIME", "Deck", "Slide", "SlideTable", "TemplateRefused", "check_template", "pptx"]


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table of texts; `alternative` tells what it shows, for those who do not see it.

    Attributes:
        numeric: for each column, whether its cells stand by their right edge; () for none.
        widths: for each column, its part of the width; () for what their texts need.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alternative: str = ""
    numeric: tuple[bool, ...] = ()
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.columns)
        if not count or any(len(row) != count for row in self.rows):
            raise ValueError("every row needs one cell a column")
        if any(given and len(given) != count for given in (self.numeric, self.widths)):
            raise ValueError("every column needs its side and its width, or none of them")


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide, which becomes several where its content needs the room.

    Attributes:
        title: what the slide says, in one sentence if it can.
        bullets: texts, one a line; beside a chart or table they stand on the left.
        below: small lines under the content, first of all the source.
        notes: for the speaker, one a paragraph.
        kind: a section or closing slide has a title and subtitle only.
    """

    title: str
    subtitle: str = ""
    bullets: tuple[str, ...] = ()
    chart: ChartSpecification | None = None
    table: SlideTable | None = None
    below: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: SlideKind = "content"


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole show; its first slide, with title and subtitle, comes by itself.

    Attributes:
        language: "fi", "sv", "en" or "nb"; every text is in it.
        footer: at the foot of every slide, beside its number: edition, content hash.
        file_name: without ending.
    """

    title: str
    subtitle: str
    language: str
    footer: str
    slides: tuple[Slide, ...] = field(default=(), repr=False)
    file_name: str = "slides"
    notes: tuple[str, ...] = ()


def pptx(deck: Deck, template: bytes | None = None) -> bytes:
    """The show as a file of PowerPoint, the same bytes of the same deck and template.

    Args:
        template: an organisation's own .pptx or .potx; its layouts, fonts and colours are used
            and its slides left out.

    Raises:
        TemplateRefused: the template cannot be used; see `check_template`.
    """
    # Loaded with the first show: most readers never ask for one.
    from seutukuva.export import slides_checks, slides_making, slides_template

    if template is None:
        return slides_making.made(deck, slides_template.builtin())
    return slides_making.made(deck, slides_checks.checked(template, deck.language))


def check_template(given: bytes, language: str = "en") -> None:
    """Nothing, where the file can be a template.

    Raises:
        TemplateRefused: it is broken, locked, too large, has macros or no layout for charts;
            `what` and `todo` are in `language`.
    """
    from seutukuva.export import slides_checks

    slides_checks.checked(given, language)


def builtin_template() -> bytes:
    """The product's own template, for organisations that want to begin from it."""
    from seutukuva.export import slides_template

    return slides_template.builtin()
