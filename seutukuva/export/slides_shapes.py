"""Shapes of slides as XML: texts in placeholders and boxes, charts and tables in their frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart

from seutukuva.export import slides_book
from seutukuva.export.slides_book import plain
from seutukuva.export.slides_layouts import EMU, Box
from seutukuva.export.slides_scatter import Made
from seutukuva.export.slides_xml import CHART, TAGS, Paint

_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


@dataclass(frozen=True, slots=True)
class Type:
    """How texts look where the template does not say: size in points (0 the template's), colour."""

    size: float = 0.0
    colour: str = ""
    bold: bool = False
    align: str = ""


def place(box: Box, tag: str = "a:xfrm") -> str:
    """A place in the units of the format."""
    x, y, wide, high = (round(one * EMU) for one in (box.x, box.y, box.width, box.height))
    return f'<{tag}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></{tag}>'


def paragraphs(texts: Sequence[str], language: str, paint: Paint, look: Type) -> str:
    """Texts as paragraphs; a line feed within one begins a new line."""
    tag = TAGS[language]
    size = f' sz="{round(look.size * 100)}"' if look.size else ""
    weight = ' b="1"' if look.bold else ""
    ink = paint.fill(look.colour) if look.colour else ""
    align = f'<a:pPr algn="{look.align}"/>' if look.align else ""
    run = f'<a:r><a:rPr lang="{tag}"{size}{weight} dirty="0">{ink}</a:rPr><a:t>'
    found = []
    for text in texts:
        lines = [f"{run}{plain(line)}</a:t></a:r>" for line in text.split("\n")]
        breaks = f'<a:br><a:rPr lang="{tag}"{size}/></a:br>'.join(lines)
        found.append(f'<a:p>{align}{breaks}<a:endParaRPr lang="{tag}"{size}/></a:p>')
    return "".join(found) or f'<a:p><a:endParaRPr lang="{tag}"/></a:p>'


class Canvas:
    """A slide that shapes are put on, one after another, in the order in which they are read."""

    def __init__(self, slide: Any, language: str, paint: Paint, numbers: Iterator[int]) -> None:
        self.numbers = numbers
        self.slide, self.language, self.paint = slide, language, paint
        self.tree = slide.shapes._spTree
        self._last = 1

    def _number(self) -> int:
        self._last += 1
        return self._last

    def holder(
        self,
        kind: str,
        idx: int,
        texts: Sequence[str],
        look: Type | None = None,
        box: Box | None = None,
        inner: str = "",
        style: str = "",
    ) -> None:
        """Texts in a placeholder; with a `box` it stands elsewhere than on its layout.

        `style` are the paragraph levels that it has of its own.
        """
        at = self._number()
        number = f' idx="{idx}"' if idx else ""
        given = f' type="{kind}"' if kind not in ("", "obj") else ""
        body = inner or paragraphs(texts, self.language, self.paint, look or Type())
        self.tree.append(
            parse_xml(
                f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{at}" name="{kind or "Text"} {at}"/>'
                f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{given}{number}/>'
                f"</p:nvPr></p:nvSpPr><p:spPr>{place(box) if box else ''}</p:spPr><p:txBody>"
                f"<a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>{body}"
                "</p:txBody></p:sp>"
            )
        )

    def words(self, texts: Sequence[str], box: Box, look: Type, *, inner: str = "") -> None:
        """Texts in a box of their own."""
        at = self._number()
        body = inner or paragraphs(texts, self.language, self.paint, look)
        self.tree.append(
            parse_xml(
                f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{at}" name="Text {at}"/>'
                f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{place(box)}'
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
                '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:normAutofit/>'
                f"</a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>"
            )
        )

    def slide_number(self, idx: int | None, box: Box | None, look: Type, style: str = "") -> None:
        """The number of the slide, as a field."""
        tag, size = TAGS[self.language], f' sz="{round(look.size * 100)}"' if look.size else ""
        ink = self.paint.fill(look.colour) if look.colour else ""
        align = f'<a:pPr algn="{look.align}"/>' if look.align else ""
        field = (
            f'<a:p>{align}<a:fld id="{{6F9B84EA-7D68-4D60-9CB1-D50884785D1C}}" type="slidenum">'
            f'<a:rPr lang="{tag}"{size}>{ink}</a:rPr><a:t>‹#›</a:t></a:fld>'
            f'<a:endParaRPr lang="{tag}"/></a:p>'
        )
        if idx is not None:
            self.holder("sldNum", idx, (), inner=field, style=style)
        elif box is not None:
            self.words((), box, look, inner=field)

    def chart(
        self, made: Made, box: Box, name: str, words: str, holder: tuple[str, int] | None = None
    ) -> None:
        """A chart in its frame, with the workbook behind it."""
        package = self.slide.part.package
        number = next(self.numbers)
        workbook = Part(
            PackURI(f"/ppt/embeddings/Seutukuva{number}.xlsx"),
            slides_book.MIME,
            package,
            made.book.xlsx(),
        )
        partname = PackURI(f"/ppt/charts/chartSeutukuva{number}.xml")
        part = ChartPart.load(partname, _CHART_TYPE, package, made.xml)
        part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
        relation = self.slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        inside = f'<c:chart xmlns:c="{CHART}" r:id="{relation}"/>'
        self._frame(box, name, words, CHART, inside, holder)

    def table(
        self, inside: str, box: Box, name: str, words: str, holder: tuple[str, int] | None = None
    ) -> None:
        """A table in its frame."""
        self._frame(box, name, words, _TABLE, inside, holder)

    def _frame(
        self,
        box: Box,
        name: str,
        words: str,
        uri: str,
        inside: str,
        holder: tuple[str, int] | None,
    ) -> None:
        at = self._number()
        described = f' descr="{plain(" ".join(words.split()))}"' if words else ""
        named = plain(" ".join(name.split())[:80]) or f"Graphic {at}"
        ph = ""
        if holder:
            kind, idx = holder
            given = f' type="{kind}"' if kind != "obj" else ""
            ph = f'<p:ph{given} idx="{idx}"/>'
        self.tree.append(
            parse_xml(
                f'<p:graphicFrame {_SPACES}><p:nvGraphicFramePr><p:cNvPr id="{at}" '
                f'name="{named}"{described}/><p:cNvGraphicFramePr><a:graphicFrameLocks '
                f'noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{ph}</p:nvPr></p:nvGraphicFramePr>'
                f'{place(box, "p:xfrm")}<a:graphic><a:graphicData uri="{uri}">{inside}'
                "</a:graphicData></a:graphic></p:graphicFrame>"
            )
        )
