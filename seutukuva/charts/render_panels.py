"""Small multiples as HTML: a grid of panels that fits itself to the width of the page.

The server cannot know how wide the page is, and a figure of one piece has as many columns on a
phone as on a wall. A grid of inline SVG has two columns on a phone and four on a wide screen, is
there with the page, needs no script and is a tenth of the size of as many figures. The drawing
stretches with its panel while lines and letters, which are text around it, keep their size.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from seutukuva.charts.cells import colour, style
from seutukuva.charts.colours import TENTATIVE_DASH, ThemeName
from seutukuva.charts.specification import (
    Axis,
    ChartSpecification,
    Mark,
    Point,
    Series,
    Tick,
)
from seutukuva.charts.styles import DASHES, MARK_STYLES

_SIZE = 1000  # of the drawing in its own units, which are stretched
# With more periods than this one cannot point at a single one.
_MOST_POINTED = 40
_ROW = 0.8  # rem from one row of numbers of marks to the next
_BENCHMARK_DASHES = "5 4"


def panels(specification: ChartSpecification) -> str:
    """The panels of small multiples; "" for a chart with nothing to draw.

    Any other kind is a ValueError. The page must have `panel_style` in a style block.
    """
    if specification.kind != "multiples":
        raise ValueError(f"a chart of kind {specification.kind} has no panels")
    # As many rows of numbers above every plot, so that neighbours stand on one line.
    rows = max((panel.mark_rows for panel in specification.panels), default=0)
    drawn = "".join(_panel(panel, rows) for panel in specification.panels)
    return f'<div class="sk-panels">{drawn}</div>' if drawn else ""


def panel_style(theme: ThemeName) -> str:
    """CSS for the page's style block: colours of a theme, and how panels are laid out.

    At most four columns, none narrower than half a phone.
    """
    return style(theme) + _LAYOUT


_LAYOUT = (
    ".sk-panels{display:grid;gap:1.25rem 1rem;"
    "grid-template-columns:repeat(auto-fill,minmax(max(9rem,calc(25% - 1rem)),1fr))}"
    ".sk-panel{margin:0;min-width:0;font-size:.8125rem;color:var(--sk-text);"
    "display:flex;flex-direction:column;justify-content:flex-end}"
    ".sk-panel figcaption{line-height:1.3;overflow-wrap:break-word}"
    ".sk-panel figcaption b{font-weight:600;display:block}"
    ".sk-panel figcaption span{color:var(--sk-soft)}"
    ".sk-panel.sk-mine figcaption b{font-weight:700;border-left:4px solid var(--sk-own);"
    "padding-left:.4em}"
    ".sk-plot{position:relative;height:130px;margin:.6rem .5rem 1.5rem 0}"
    ".sk-plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}"
    ".sk-plot path{fill:none;vector-effect:non-scaling-stroke}"
    ".sk-plot rect{fill:transparent}.sk-plot rect:hover{fill:var(--sk-text);opacity:.1}"
    ".sk-plot span{position:absolute;line-height:1;font-size:.75rem;color:var(--sk-soft);"
    "white-space:nowrap}"
    ".sk-plot .sk-y{right:calc(100% + .35rem);transform:translateY(-50%)}"
    ".sk-plot .sk-x{top:calc(100% + .55rem)}"
    ".sk-plot .sk-m{transform:translateX(-50%)}"
)


def _panel(panel: ChartSpecification, rows: int) -> str:
    own = next((one for one in panel.series if one.role != "benchmark"), None)
    mine = " sk-mine" if own and own.role == "own" else ""
    return (
        f'<figure class="sk-panel{mine}"><figcaption><b>{_said(panel.title)}</b>'
        f"<span>{_said(panel.subtitle)}</span></figcaption>{_plot(panel, rows)}</figure>"
    )


def _plot(panel: ChartSpecification, rows: int) -> str:
    x_axis, y_axis = panel.x_axis, panel.y_axis
    if x_axis is None or y_axis is None:
        return ""
    above = f"margin-top:{0.6 + _ROW * rows:g}rem;" if rows else ""
    letters = max((len(tick.text) for tick in y_axis.ticks), default=0)
    drawing = "".join(_drawing(panel, x_axis, y_axis))
    texts = [_beside(tick, y_axis) for tick in y_axis.ticks]
    texts += [_below(tick, x_axis) for tick in x_axis.ticks]
    texts += [_number(mark, x_axis) for mark in panel.marks]
    return (
        f'<div class="sk-plot" style="{above}margin-left:{letters * 0.42 + 0.5:g}rem">'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" '
        f'preserveAspectRatio="none" role="img" aria-label="{_said(panel.alternative)}">'
        f"{drawing}</svg>{''.join(texts)}</div>"
    )


def _said(text: str) -> str:
    return html.escape(text).replace("\n", " ")


def _beside(tick: Tick, axis: Axis) -> str:
    return _text("y", f"top:{_down(tick.position, axis):g}%", tick)


def _below(tick: Tick, axis: Axis) -> str:
    """Shifted by as much of its own width as it is to the right, so that none leaves the panel."""
    right = _across(tick.position, axis)
    return _text("x", f"left:{right:g}%;transform:translateX(-{right:g}%)", tick)


def _number(mark: Mark, axis: Axis) -> str:
    place = f"left:{_across(mark.position, axis):g}%;"
    place += f"bottom:calc(100% + {_ROW * mark.level + 0.1:g}rem)"
    return _text("m", place, Tick(mark.position, mark.label))


def _text(axis: str, place: str, tick: Tick) -> str:
    return f'<span class="sk-{axis}" style="{place}" aria-hidden="true">{_said(tick.text)}</span>'


def _across(position: float, axis: Axis) -> float:
    """Per cent from the left."""
    return round(100 * (position - axis.low) / (axis.high - axis.low), 2)


def _down(value: float, axis: Axis) -> float:
    """Per cent from the top."""
    return round(100 * (axis.high - value) / (axis.high - axis.low), 2)


def _drawing(panel: ChartSpecification, x_axis: Axis, y_axis: Axis) -> Iterable[str]:
    """Grid, zero, benchmark, the area's own line, and what one can point at."""
    ticks = [round(_SIZE / 100 * _down(tick.position, y_axis)) for tick in y_axis.ticks]
    yield _path("".join(f"M0 {y}H{_SIZE}" for y in ticks), "grid", 1)
    if panel.zero_line and y_axis.has_zero:
        yield _path(f"M0 {round(_SIZE / 100 * _down(0, y_axis))}H{_SIZE}", "axis", 1.5)
    for mark in panel.marks:
        yield _mark(mark, x_axis)
    ordered = sorted(panel.series, key=lambda one: one.role != "benchmark")
    for one in ordered:
        yield from _line(one, x_axis, y_axis)
    yield from _pointed(panel, x_axis)


def _mark(mark: Mark, x_axis: Axis) -> str:
    width, dash = MARK_STYLES[mark.kind]
    x = round(_SIZE / 100 * _across(mark.position, x_axis))
    return _path(f"M{x} 0V{_SIZE}", "soft", width, DASHES[dash].panel)


def _line(series: Series, x_axis: Axis, y_axis: Axis) -> Iterable[str]:
    is_benchmark = series.role == "benchmark"
    hue, width = ("benchmark", 1.5) if is_benchmark else ("own", 2.5)
    firm = _stretches(series, x_axis, y_axis, tentative=False)
    tentative = _stretches(series, x_axis, y_axis, tentative=True)
    if firm:
        yield _path(firm, hue, width, _BENCHMARK_DASHES if is_benchmark else "")
    if tentative:
        yield _path(tentative, hue, width, DASHES[TENTATIVE_DASH].panel)
    if is_benchmark or not series.valued:
        return
    for point in series.dots:
        # A stroke without length is a round dot at every stretch of the drawing.
        dot = f"M{_place(point, x_axis, y_axis)}h0"
        yield _path(dot, "own", 8, cap=True)
        if point.is_tentative:
            yield _path(dot, "background", 4, cap=True)


def _stretches(series: Series, x_axis: Axis, y_axis: Axis, *, tentative: bool) -> str:
    return "".join(
        "M" + "L".join(_place(point, x_axis, y_axis) for point in stretch)
        for stretch in series.stretches(tentative=tentative)
    )


def _place(point: Point, x_axis: Axis, y_axis: Axis) -> str:
    scale = _SIZE / 100
    x = round(scale * _across(point.position, x_axis))
    return f"{x} {round(scale * _down(point.value or 0.0, y_axis))}"


def _path(path: str, hue: str, width: float, dash: str = "", *, cap: bool = False) -> str:
    more = f' stroke-dasharray="{dash}"' if dash else ""
    more += ' stroke-linecap="round"' if cap else ""
    return f'<path d="{path}" stroke="{colour(hue)}" stroke-width="{width:g}"{more}/>'


def _pointed(panel: ChartSpecification, x_axis: Axis) -> Iterable[str]:
    """A strip a period, from half-way before to half-way after, that names its figures."""
    texts: dict[float, list[str]] = {}
    for one in panel.series:
        for point in one.valued:
            texts.setdefault(point.position, []).append(point.text)
    if len(texts) > _MOST_POINTED:
        return
    places = [_SIZE / 100 * _across(position, x_axis) for position in sorted(texts)]
    edges = [0.0, *((a + b) / 2 for a, b in zip(places, places[1:], strict=False)), float(_SIZE)]
    for at, position in enumerate(sorted(texts)):
        left, right = round(edges[at]), round(edges[at + 1])
        told = html.escape("\n".join(texts[position]))
        yield (
            f'<rect x="{left}" y="0" width="{right - left}" height="{_SIZE}">'
            f"<title>{told}</title></rect>"
        )
