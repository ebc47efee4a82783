"""The product's own template of slides, made here so that every measure of it can be read.

Pages are 13⅓ × 7½ inches, 960 × 540 points. Colours are those of the charts, letters are Arial,
which every machine has or replaces with letters of the same widths.
"""

from __future__ import annotations

from functools import lru_cache

from seutukuva.charts.colours import LIGHT
from seutukuva.export.slides_book import zipped
from seutukuva.export.slides_text import FONT

WIDTH, HEIGHT = 960, 540
EMU = 12700  # of a point
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument"
# Names in a template's theme, in the order that the format wants.
SCHEME = {
    "dk1": LIGHT.TEXT,
    "lt1": LIGHT.BACKGROUND,
    "dk2": LIGHT.OWN,
    "lt2": "#F3F5F8",
    "accent1": LIGHT.PEERS[0],
    "accent2": LIGHT.PEERS[1],
    "accent3": LIGHT.PEERS[3],
    "accent4": LIGHT.PEERS[2],
    "accent5": LIGHT.PEERS[4],
    "accent6": LIGHT.PEERS[5],
    "hlink": "#2068AB",
    "folHlink": LIGHT.SOFT_TEXT,
}
_LEFT, _WIDE = 46, 868
_TITLE = (_LEFT, 28, _WIDE, 62)
_SUBTITLE = (_LEFT, 92, _WIDE, 26)
_MAIN = (_LEFT, 128, _WIDE, 376)
_TEXT_HALF = (_LEFT, 128, 290, 376)
_CHART_HALF = (_LEFT + 310, 128, _WIDE - 310, 376)
_FOOTER = (_LEFT, 510, 730, 18)
_NUMBER = (_LEFT + 768, 510, 100, 18)


def _box(place: tuple[int, int, int, int]) -> str:
    x, y, width, height = (one * EMU for one in place)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _bar(at: int, place: tuple[int, int, int, int], colour: str) -> str:
    """A rectangle that is decoration only."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="Bar {at}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{_box(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody>'
        "</p:sp>"
    )


def _holder(
    at: int,
    kind: str,
    place: tuple[int, int, int, int] | None,
    *,
    idx: int = 0,
    style: str = "",
    body: str = "",
    prompt: str = "",
) -> str:
    """A placeholder; without a place it has the master's."""
    number = f' idx="{idx}"' if idx else ""
    words = f'<a:r><a:rPr lang="en-GB"/><a:t>{prompt}</a:t></a:r>' if prompt else ""
    if kind == "sldNum":
        words = '<a:fld id="{6F9B84EA-7D68-4D60-9CB1-D50884785D1C}" type="slidenum">'
        words += '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    size = ' sz="quarter"' if kind in ("ftr", "sldNum") else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="{kind} {at}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{size}{number}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_box(place) if place else ''}</p:spPr><p:txBody><a:bodyPr {body}/>"
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{words}"
        '<a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _level(size: int, colour: str, *, bold: bool = False, align: str = "l") -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )


def _tree(shapes: str, background: str = "") -> str:
    ground = (
        f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{background}"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
        if background
        else ""
    )
    return (
        f'<p:cSld>{ground}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
        '</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
        '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{shapes}</p:spTree></p:cSld>"
    )


def _foot(colour: str = "") -> str:
    left = _level(9, colour or "folHlink")
    right = _level(9, colour or "folHlink", align="r")
    return _holder(90, "ftr", None, idx=11, style=left) + _holder(
        91, "sldNum", None, idx=12, style=right
    )


def _cover(title: str, text: str) -> str:
    """A dark page with a title and a text below it."""
    return (
        _bar(80, (80, 148, 64, 5), "accent2")
        + _holder(
            2,
            "ctrTitle",
            (80, 164, 800, 132),
            style=_level(38, "bg1", bold=True),
            body='anchor="b"',
            prompt=title,
        )
        + _holder(3, "subTitle", (80, 308, 800, 110), idx=1, style=_level(20, "bg2"), prompt=text)
        + _foot("bg2")
    )


def _under_title() -> str:
    style = _level(15, "tx1").replace(
        '<a:schemeClr val="tx1"/>',
        '<a:schemeClr val="tx1"><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr>',
    )
    return _holder(2, "title", None, prompt="Title") + _holder(
        3, "body", _SUBTITLE, idx=13, style=style, prompt="Subtitle"
    )


# Name, type, ground, shapes, and whether the master's own shapes are seen.
_LAYOUTS = (
    ("Title", "title", "tx2", _cover("Title", "Subtitle"), False),
    (
        "Text",
        "obj",
        "",
        _under_title() + _holder(4, "body", _MAIN, idx=1, prompt="Text") + _foot(),
        True,
    ),
    (
        "Chart",
        "chart",
        "",
        _under_title() + _holder(4, "chart", _MAIN, idx=14, prompt="Chart") + _foot(),
        True,
    ),
    (
        "Text and chart",
        "txAndChart",
        "",
        _under_title()
        + _holder(4, "body", _TEXT_HALF, idx=1, prompt="Text")
        + _holder(5, "chart", _CHART_HALF, idx=14, prompt="Chart")
        + _foot(),
        True,
    ),
    (
        "Table",
        "tbl",
        "",
        _under_title() + _holder(4, "tbl", _MAIN, idx=15, prompt="Table") + _foot(),
        True,
    ),
    (
        "Section",
        "secHead",
        "bg2",
        _bar(80, (80, 196, 64, 5), "accent2")
        + _holder(
            2,
            "title",
            (80, 212, 800, 90),
            style=_level(34, "tx2", bold=True),
            body='anchor="t"',
            prompt="Section",
        )
        + _holder(3, "body", (80, 306, 800, 90), idx=1, style=_level(18, "tx1"), prompt="Text")
        + _foot(),
        True,
    ),
    ("Closing", "cust", "tx2", _cover("Closing", "Contact"), False),
)


@lru_cache(maxsize=1)
def builtin() -> bytes:
    """The template as a .pptx without slides."""
    count = len(_LAYOUTS)
    layout = "slideLayouts/slideLayout{}.xml"
    parts = {
        "[Content_Types].xml": _types(count),
        "_rels/.rels": _relations(
            [
                ("officeDocument", "ppt/presentation.xml"),
                ("extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/'
        'officeDocument/2006/extended-properties"><Application>Seutukuva</Application></Properties>',
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            [("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")]
        ),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(count),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [("slideLayout", "../" + layout.format(at)) for at in range(1, count + 1)]
            + [("theme", "../theme/theme1.xml")]
        ),
    }
    for at, (name, kind, ground, shapes, is_open) in enumerate(_LAYOUTS, start=1):
        parts["ppt/" + layout.format(at)] = (
            f'{_HEAD}<p:sldLayout {_SPACES} type="{kind}" preserve="1" '
            f'showMasterSp="{int(is_open)}">'
            + _tree(shapes, ground).replace("<p:cSld>", f'<p:cSld name="{name}">')
            + "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
        parts[f"ppt/slideLayouts/_rels/slideLayout{at}.xml.rels"] = _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    return zipped(parts)


def _types(layouts: int) -> str:
    kinds = {
        "/ppt/presentation.xml": "presentationml.presentation.main",
        "/ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster",
        "/ppt/theme/theme1.xml": "theme",
        "/docProps/app.xml": "extended-properties",
    }
    for at in range(1, layouts + 1):
        kinds[f"/ppt/slideLayouts/slideLayout{at}.xml"] = "presentationml.slideLayout"
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _presentation() -> str:
    return (
        f'{_HEAD}<p:presentation {_SPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
        f'r:id="rId1"/></p:sldMasterIdLst><p:sldSz cx="{WIDTH * EMU}" cy="{HEIGHT * EMU}"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )


def _master(layouts: int) -> str:
    listed = "".join(
        f'<p:sldLayoutId id="{2147483648 + at}" r:id="rId{at}"/>' for at in range(1, layouts + 1)
    )
    shapes = (
        _bar(80, (0, 0, 12, HEIGHT), "tx2")
        + _holder(2, "title", _TITLE, body='anchor="b" lIns="0" rIns="0" tIns="0" bIns="0"')
        + _holder(3, "body", _MAIN, idx=1, body='lIns="0" rIns="0" tIns="0" bIns="0"')
        + _holder(
            90, "ftr", _FOOTER, idx=3, style=_level(9, "folHlink"), body='lIns="0" anchor="ctr"'
        )
        + _holder(
            91,
            "sldNum",
            _NUMBER,
            idx=4,
            style=_level(9, "folHlink", align="r"),
            body='rIns="0" anchor="ctr"',
        )
    )
    mapped = (
        'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
        'folHlink="folHlink"'
    )
    return (
        f"{_HEAD}<p:sldMaster {_SPACES}>{_tree(shapes, 'bg1')}<p:clrMap {mapped}/>"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{_style(1, 26, 'tx2', True)}</p:titleStyle>"
        f"<p:bodyStyle>{''.join(_style(at, 18 - 2 * at + 2, 'tx1') for at in range(1, 4))}"
        f"</p:bodyStyle><p:otherStyle>{_style(1, 12, 'tx1', True)}</p:otherStyle></p:txStyles>"
        "</p:sldMaster>"
    )


def _style(level: int, size: int, colour: str, plain: bool = False) -> str:
    """A level of text: titles without signs, the others with a dot in the accent's colour."""
    left = 0 if plain else (14 + 16 * (level - 1)) * EMU
    sign = (
        "<a:buNone/>"
        if plain
        else '<a:buClr><a:schemeClr val="accent2"/></a:buClr><a:buFont typeface="Arial"/>'
        '<a:buChar char="•"/>'
    )
    space = '<a:spcBef><a:spcPts val="700"/></a:spcBef>' if not plain else ""
    hanging = 0 if plain else -14 * EMU
    return (
        f'<a:lvl{level}pPr marL="{left}" indent="{hanging}" algn="l">{space}{sign}'
        f'<a:defRPr sz="{size * 100}" b="{int(plain and size > 12)}" kern="1200"><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+mj-lt"/>'
        '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{level}pPr>"
    )


def _theme() -> str:
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value.strip("#")}"/></a:{name}>'
        for name, value in SCHEME.items()
    )
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="Seutukuva"><a:themeElements><a:clrScheme name="Seutukuva">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Seutukuva"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}'
        '</a:minorFont></a:fontScheme><a:fmtScheme name="Seutukuva">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
