"""What a template looks like: which of its colours charts can take, how large its letters are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from seutukuva.charts import colours
from seutukuva.export.slides_template import SCHEME
from seutukuva.export.slides_xml import Paint

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_LEAST_CONTRAST = 3.0  # of a line or bar with its ground
_TEXT_CONTRAST = 4.5
_DARK = 0.18  # luminance of a ground on which white reads better than black


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of charts, and the sizes of titles and texts in points."""

    paint: Paint
    title_size: float
    text_size: float


def look_of(presentation: Any) -> Look:
    """The look of the first master."""
    master = presentation.slide_masters[0]
    styles = master._element.find(f"{_P}txStyles")
    return Look(
        Paint(_named(_scheme(master))),
        _size(styles, "titleStyle", 40.0),
        _size(styles, "bodyStyle", 18.0),
    )


def _size(styles: Any, name: str, otherwise: float) -> float:
    found = None if styles is None else styles.find(f"{_P}{name}/{_A}lvl1pPr/{_A}defRPr")
    size = None if found is None else found.get("sz")
    return int(size) / 100 if size else otherwise


def _scheme(master: Any) -> dict[str, str]:
    """The theme's colours by name, as the master calls them: "tx1", "bg1", "accent1"."""
    try:
        theme: Any = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    except (KeyError, SyntaxError):
        return {}
    found: dict[str, str] = {}
    for one in theme.iterfind(f".//{_A}clrScheme/*"):
        value = one[0].get("lastClr") or one[0].get("val") if len(one) else None
        if value and len(value) == 6:
            found[one.tag.rpartition("}")[2]] = f"#{value.upper()}"
    mapped = master._element.find(f"{_P}clrMap")
    names = dict(mapped.attrib) if mapped is not None else {}
    return {name: found[key] for name, key in names.items() if key in found}


def _named(scheme: dict[str, str]) -> dict[str, str]:
    """For each colour of charts the theme's, where it can be seen on its ground, or another."""
    ground, text = scheme.get("bg1", "#FFFFFF"), scheme.get("tx1", "#000000")
    light, dark = colours.LIGHT, colours.DARK
    is_dark = colours.luminance(ground) < _DARK
    named = dict(zip(light.PEERS, dark.PEERS, strict=True)) if is_dark else {}
    for name in ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6"):
        if name in scheme and colours.contrast(scheme[name], ground) >= _LEAST_CONTRAST:
            named[SCHEME[name]] = name
    if colours.contrast(text, ground) >= _TEXT_CONTRAST:
        named[light.TEXT] = "tx1"
    if is_dark:
        # What stands back on white would shine here.
        named[light.SOFT_TEXT] = named[light.MARK] = "tx1"
        named[light.AXIS] = _mixed(text, ground, 0.55)
        named[light.GRID] = named[light.BAND] = _mixed(text, ground, 0.2)
    if ground != light.BACKGROUND:
        # White stays white: LibreOffice does not find the ground of the slide in a chart.
        named[light.BACKGROUND] = "bg1"
    return {key.upper(): value for key, value in named.items()}


def _mixed(text: str, ground: str, share: float) -> str:
    """A colour between those of text and ground."""
    parts = [
        round(int(text[at : at + 2], 16) * share + int(ground[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02X}" for part in parts)
