"""The XML of native charts: series, labels, axes and the whole chart part (ECMA-376, part 1, 21.2).

Colours are those of the palette; a `Paint` writes the ones that the theme of a template has as the
theme's, so that a chart takes on the look of the show that it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from seutukuva.export.slides_book import Ref, figure, plain

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
POINT = 12700  # English Metric Units of a point
TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "nb": "nb-NO"}
# Without it LibreOffice writes the numbers as its own interface does; PowerPoint passes over it.
_LOCALES = {"fi": "[$-40B]", "sv": "[$-81D]", "en": "[$-809]", "nb": "[$-414]"}
_DASHES = {
    "solid": "solid",
    "dash": "dash",
    "dot": "sysDot",
    "dashdot": "dashDot",
    "longdash": "lgDash",
    "longdashdot": "lgDashDot",
    "3px,4px": "sysDash",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours as a template has them: "#RRGGBB" to the name of one of its scheme, or to another."""

    named: Mapping[str, str] = field(default_factory=dict)

    def colour(self, value: str) -> str:
        """The element of a colour."""
        name = self.named.get(value.upper(), value)
        if not name.startswith("#"):
            return f'<a:schemeClr val="{name}"/>'
        return f'<a:srgbClr val="{name.strip("#")}"/>'

    def fill(self, value: str) -> str:
        """An even fill; none of no colour."""
        return f"<a:solidFill>{self.colour(value)}</a:solidFill>" if value else "<a:noFill/>"

    def line(self, value: str, width: float = 1.0, dash: str = "solid") -> str:
        """A line, its width in points; none of no colour."""
        if not value:
            return "<a:ln><a:noFill/></a:ln>"
        drawn = f'<a:prstDash val="{_DASHES[dash]}"/>' if dash != "solid" else ""
        return (
            f'<a:ln w="{round(width * POINT)}" cap="{"rnd" if dash == "solid" else "flat"}">'
            f"{self.fill(value)}{drawn}<a:round/></a:ln>"
        )

    def shape(self, fill: str, edge: str = "", width: float = 1.0) -> str:
        """Fill and edge of bars and markers."""
        return f"<c:spPr>{self.fill(fill)}{self.line(edge, width)}</c:spPr>"

    def stroke(self, value: str, width: float = 1.0, dash: str = "solid") -> str:
        """The look of a line alone."""
        return f"<c:spPr>{self.line(value, width, dash)}</c:spPr>"


@dataclass(frozen=True, slots=True)
class Letters:
    """Size in points, colour and weight of texts; `language` is that of the whole chart."""

    paint: Paint
    language: str
    size: float
    colour: str
    bold: bool = False

    def of(self, tag: str, more: str = "") -> str:
        """The properties as an element of the given name."""
        weight = ' b="1"' if self.bold else ' b="0"'
        return (
            f'<a:{tag} lang="{TAGS[self.language]}" sz="{round(self.size * 100)}"{weight}{more}>'
            f"{self.paint.fill(self.colour)}</a:{tag}>"
        )

    def properties(self, turned: bool = False, wrap: bool = True) -> str:
        """For all texts of an element."""
        whole = "" if wrap else ' wrap="none"'
        body = f'<a:bodyPr rot="-60000000" vert="horz"{whole}/>' if not turned else "<a:bodyPr/>"
        return (
            f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{self.of('defRPr')}</a:pPr>"
            f'<a:endParaRPr lang="{TAGS[self.language]}"/></a:p></c:txPr>'
        )

    def rich(self, text: str, align: str = "l") -> str:
        """A text of its own; a line feed begins a new line."""
        lines = "".join(
            f'<a:p><a:pPr algn="{align}">{self.of("defRPr")}</a:pPr><a:r>{self.of("rPr")}'
            f"<a:t>{plain(line)}</a:t></a:r></a:p>"
            for line in text.split("\n")
        )
        return f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{lines}</c:rich></c:tx>'


def number_format(
    decimals: int,
    language: str,
    *,
    signed: bool = False,
    unsigned: bool = False,
    suffix: str = "",
) -> str:
    """The format of figures: parted thousands, a true minus, and what follows each of them.

    The signs for thousands and decimals are those of the reader's machine in PowerPoint.
    `unsigned` are figures that stand on the other side of zero.
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    after = '"' + suffix.replace('"', "") + '"' if suffix else ""
    plus = '"+"' if signed else ""
    locale = _LOCALES[language]
    parts = [
        f"{plus}{digits}{after}",
        ("" if unsigned else '"−"') + digits + after,
        f"{digits}{after}",
    ]
    return ";".join(locale + part for part in parts)


def numbers(ref: Ref, code: str = "General") -> str:
    """A reference to figures with what is in the cells; empty cells have no point."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{figure(value)}</c:v></c:pt>'
        for at, value in enumerate(ref.values)
        if isinstance(value, int | float)
    )
    return (
        f"<c:numRef><c:f>{plain(ref.body)}</c:f><c:numCache><c:formatCode>{plain(code)}"
        f'</c:formatCode><c:ptCount val="{len(ref.values)}"/>{points}</c:numCache></c:numRef>'
    )


def words(ref: Ref) -> str:
    """A reference to texts."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{plain(str(value))}</c:v></c:pt>'
        for at, value in enumerate(ref.values)
        if value not in (None, "")
    )
    return (
        f"<c:strRef><c:f>{plain(ref.body)}</c:f><c:strCache>"
        f'<c:ptCount val="{len(ref.values)}"/>{points}</c:strCache></c:strRef>'
    )


def name(ref: Ref) -> str:
    """The name of a series: the heading of its column."""
    return (
        f'<c:tx><c:strRef><c:f>{plain(ref.head)}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{plain(ref.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def _shows(*shown: str) -> str:
    return "".join(f'<c:show{one} val="{int(one in shown)}"/>' for one in _SHOWN)


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one point: its `text`, or else its figure in the format of `code`.

    `side` is "l", "r", "t", "b", "ctr" or, for bars, "outEnd".
    """

    at: int
    letters: Letters
    side: str
    text: str = ""
    code: str = ""

    def xml(self) -> str:
        """The element."""
        head = self.letters.rich(self.text, "r" if self.side == "l" else "l") if self.text else ""
        code = f'<c:numFmt formatCode="{plain(self.code)}" sourceLinked="0"/>' if self.code else ""
        look = self.letters.properties(wrap=False)
        return (
            f'<c:dLbl><c:idx val="{self.at}"/>{head}{code}<c:spPr><a:noFill/>'
            f"<a:ln><a:noFill/></a:ln></c:spPr>{look}"
            f'<c:dLblPos val="{self.side}"/>{_shows("Val")}</c:dLbl>'
        )


def labels(found: Sequence[Label]) -> str:
    """Labels of some points of a series; the others have none."""
    if not found:
        return ""
    return f"<c:dLbls>{''.join(one.xml() for one in found)}{_shows()}</c:dLbls>"


def marker(paint: Paint, fill: str, edge: str, size: int, symbol: str = "circle") -> str:
    """The markers of a series, their size in points; none of size 0."""
    if not size:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"{paint.shape(fill, edge, 1.25)}</c:marker>"
    )


def axis_title(text: str, letters: Letters, *, upright: bool) -> str:
    """The title of an axis; that of an axis that goes up reads upwards."""
    if not text:
        return ""
    turn = '<a:bodyPr rot="-5400000" vert="horz"/>' if upright else "<a:bodyPr/>"
    return (
        f"<c:title><c:tx><c:rich>{turn}<a:lstStyle/><a:p><a:pPr>{letters.of('defRPr')}</a:pPr>"
        f"<a:r>{letters.of('rPr')}<a:t>{plain(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """An axis of numbers. `side` is "b" or "l"; `line` and `grid` are colours or "".

    With `is_hidden` nothing of it is seen; `at_low` keeps its texts at the edge, where the line
    of the other axis is at zero. `is_far`: it stands at the other axis' end, which is below where
    that one goes down.
    """

    low: float
    high: float
    step: float
    code: str
    side: str
    title: str = ""
    line: str = ""
    grid: str = ""
    is_hidden: bool = False
    at_low: bool = True
    crosses: float | None = None
    is_far: bool = False

    def xml(self, own: int, other: int, letters: Letters) -> str:
        """The element with its number and that of the axis that it crosses."""
        paint = letters.paint
        grid = f"<c:majorGridlines>{paint.stroke(self.grid, 0.75)}</c:majorGridlines>"
        low = "nextTo" if self.is_far or not self.at_low else "low"
        texts = "none" if self.is_hidden else low
        crosses = (
            f'<c:crosses val="{"max" if self.is_far else "autoZero"}"/>'
            if self.crosses is None
            else f'<c:crossesAt val="{figure(self.crosses)}"/>'
        )
        return (
            f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{figure(self.high)}"/><c:min val="{figure(self.low)}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{self.side}"/>{grid if self.grid else ""}'
            f"{axis_title(self.title, letters, upright=self.side == 'l')}"
            f'<c:numFmt formatCode="{plain(self.code)}" sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{texts}"/>{paint.stroke(self.line)}{letters.properties()}'
            f'<c:crossAx val="{other}"/>{crosses}<c:crossBetween val="midCat"/>'
            f'<c:majorUnit val="{figure(self.step)}"/></c:valAx>'
        )


def category_axis(own: int, other: int, letters: Letters, line: str, *, reverse: bool) -> str:
    """The axis of names at the left of bars; in `reverse` the first is on top."""
    order = "maxMin" if reverse else "minMax"
    return (
        f'<c:catAx><c:axId val="{own}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"{letters.paint.stroke(line)}{letters.properties()}"
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def layout(x: float, y: float, width: float, height: float) -> str:
    """The place of the plot itself, in shares of the chart."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{width:.4f}"/>'
        f'<c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
    )


def legend(letters: Letters, left_out: Sequence[int] = ()) -> str:
    """A legend above the plot, without the series of the given numbers."""
    gone = "".join(
        f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>' for at in left_out
    )
    return (
        f'<c:legend><c:legendPos val="t"/>{gone}<c:overlay val="0"/>{letters.properties()}'
        "</c:legend>"
    )


def _heading(text: str, letters: Letters) -> str:
    """A title at the upper left; its first line is strong."""
    lines = []
    for at, line in enumerate(text.split("\n")):
        run = replace(letters, bold=at == 0, size=letters.size + (1 if at == 0 else 0))
        lines.append(
            f'<a:p><a:pPr algn="l">{run.of("defRPr")}</a:pPr><a:r>{run.of("rPr")}'
            f"<a:t>{plain(line)}</a:t></a:r></a:p>"
        )
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{''.join(lines)}</c:rich></c:tx>"
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.01"/>'
        '<c:y val="0.0"/></c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
    )


def chart(plot: str, letters: Letters, *, legend: str = "", head: str = "") -> bytes:
    """The whole part; its workbook is that of the relation rId1."""
    title = _heading(head, letters) if head else ""
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{MAIN}" xmlns:r="{_OFFICE}">'
        f'<c:date1904 val="0"/><c:lang val="{TAGS[letters.language]}"/>'
        '<c:roundedCorners val="0"/><c:chart>'
        f'{title}<c:autoTitleDeleted val="{int(not head)}"/>'
        f"<c:plotArea>{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{letters.properties(turned=True)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return text.encode()
