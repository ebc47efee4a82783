"""A drawing surface for SVG: shapes, texts of known width, tips; nothing of charts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from PIL import ImageFont

from seutukuva.charts.styles import DASHES
from seutukuva.settings import FONTS

# The font that comes with the program first; the others are near in shape, never wider by much.
FAMILY = "'Seutukuva Sans', 'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"
_FILES = {False: "SeutukuvaSans-Regular.ttf", True: "SeutukuvaSans-Semibold.ttf"}
_EXACT = 1000  # size at which widths are read
# What XML cannot hold at all, however it is written.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Letters that the font lacks, and their nearest relatives.
_RELATIVES = str.maketrans({"⋯": "…"})


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / _FILES[bold]), _EXACT)


@lru_cache(maxsize=8192)
def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of text in the units of its size."""
    return float(_font(bold).getlength(text.translate(_RELATIVES))) * size / _EXACT


def widest(texts: Iterable[str], size: float, bold: bool = False) -> float:
    """The width of the widest line of texts with line feeds; 0.0 of none."""
    lines = (line for text in texts for line in text.split("\n"))
    return max((measure(line, size, bold) for line in lines), default=0.0)


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """`text` in lines of at most `width`, broken at spaces, after dashes and slashes.

    A line feed begins a new line. A no-break space is never broken at; a word that is wider than
    a line is cut between letters.
    """
    found = [one for line in text.splitlines() for one in _wrapped(line, width, size, bold)]
    return found or [""]


def _wrapped(text: str, width: float, size: float, bold: bool) -> list[str]:
    lines = [""]
    for piece in re.findall(r"[^ \-–/]*[ \-–/]?", text):
        if lines[-1] and measure(lines[-1] + piece.rstrip(" "), size, bold) > width:
            lines.append("")
        for letter in piece:
            if measure(lines[-1] + letter, size, bold) > width and letter != " " and lines[-1]:
                lines.append("")
            lines[-1] += letter
    return [line.strip(" ") for line in lines]


def number(value: float) -> str:
    """A length as short as it can be without being seen."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def plain(text: str) -> str:
    """Text as it may stand in XML."""
    return escape(_UNPRINTABLE.sub("", text).translate(_RELATIVES), quote=True)


class Canvas:
    """Shapes in the order in which they are drawn.

    Every coordinate is in units of the picture, from the upper left corner. A `tip` is what a
    browser shows when pointing at the shape, and what a program finds in the file.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.definitions: dict[str, str] = {}

    def shape(self, tag: str, tip: str = "", **attributes: Any) -> None:
        """Any element; numbers are shortened, "_" in names stands for "-", empty is left out."""
        written = " ".join(
            f'{name.strip("_").replace("_", "-")}="{_attribute(value)}"'
            for name, value in attributes.items()
            if value not in ("", None)
        )
        inside = f"<title>{plain(tip)}</title>" if tip else ""
        self.parts.append(f"<{tag} {written}>{inside}</{tag}>" if inside else f"<{tag} {written}/>")

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        width: float = 1.0,
        dash: str = "solid",
        opacity: float | None = None,
    ) -> None:
        """A straight line; `dash` is one of `DASHES`."""
        self.shape(
            "line",
            x1=start[0],
            y1=start[1],
            x2=end[0],
            y2=end[1],
            stroke=colour,
            stroke_width=width,
            stroke_dasharray=DASHES[dash].chart,
            opacity=opacity,
        )

    def path(
        self,
        points: Iterable[Iterable[tuple[float, float]]],
        *,
        closed: bool = False,
        **attributes: Any,
    ) -> None:
        """Strokes through points, one after another; each goes back to its start if `closed`."""
        end = "Z" if closed else ""
        strokes = [
            "M" + "L".join(f"{number(x)} {number(y)}" for x, y in stroke) + end for stroke in points
        ]
        if strokes:
            self.shape("path", d="".join(strokes), **attributes)

    def text(
        self,
        at: tuple[float, float],
        text: str,
        colour: str,
        size: float = 12.0,
        *,
        anchor: str = "start",
        bold: bool = False,
        italic: bool = False,
        leading: float = 0.0,
        halo: str = "",
    ) -> None:
        """Text from its baseline; after a line feed a line `leading` lower (by default 1.25).

        A `halo` is the colour of the ground, which then parts the letters from a line behind.
        """
        x, y = at
        for count, line in enumerate(text.split("\n") if text else ()):
            attributes = {
                "x": x,
                "y": y + count * (leading or 1.25 * size),
                "font_size": size,
                "fill": colour,
                "text_anchor": anchor if anchor != "start" else "",
                "font_weight": "600" if bold else "",
                "font_style": "italic" if italic else "",
                "stroke": halo,
                "stroke_width": 3 if halo else "",
                "stroke_linejoin": "round" if halo else "",
                "paint_order": "stroke" if halo else "",
            }
            written = " ".join(
                f'{name.replace("_", "-")}="{_attribute(value)}"'
                for name, value in attributes.items()
                if value != ""
            )
            self.parts.append(f"<text {written}>{plain(line)}</text>")

    def hatch(self, colour: str, ground: str = "none") -> str:
        """A fill of slanted lines; made once a pair of colours."""
        name = f"hatch-{colour.strip('#')}-{ground.strip('#')}"
        self.definitions[name] = (
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{ground}"/>'
            f'<line x1="1" y1="0" x2="1" y2="6" stroke="{colour}" stroke-width="2"/></pattern>'
        )
        return f"url(#{name})"

    def __str__(self) -> str:
        found = "".join(self.definitions.values())
        return (f"<defs>{found}</defs>" if found else "") + "\n".join(self.parts)


def _attribute(value: object) -> str:
    return number(float(value)) if isinstance(value, int | float) else plain(str(value))
