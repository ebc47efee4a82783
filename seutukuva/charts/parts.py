"""What a whole or a change is made of: one bar a part, beside the same part elsewhere.

A row is one part, with figures for the table of which one is drawn. What is not defined has words
and no bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts.labels import wrap
from seutukuva.charts.specification import Axis, Bar, ChartSpecification, Role, Table
from seutukuva.charts.wording import Translate, sentences, untranslated

ROW_HEIGHT, LINE_HEIGHT = 28, 13  # pixels of a bar and its gap, and of another line of its label
LABEL_WIDTH = 24
# Of the length of the bars, for each letter at their ends: enough on the narrowest screen.
_ROOM = 0.045


@dataclass(frozen=True, slots=True)
class PartFigure:
    """A figure of a part, or the words in its place."""

    value: float | None
    decimals: int = 0
    unit: str = ""
    is_signed: bool = False
    words: str = "–"

    def text(self, language: str, *, with_unit: bool = True) -> str:
        """As it is printed; in a table the heading has the unit."""
        if self.value is None:
            return self.words
        unit = self.unit if with_unit else ""
        return formats.value_with_unit(
            self.value, self.decimals, unit, language, signed=self.is_signed
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One part, ready to be drawn.

    Attributes:
        figures: those of the table's columns after its name.
        text: what is said of it when pointing at it, and in the alternative.
        short: its name beside the bar; "" for the same.
        at: where its bar ends; None where it has none.
        mark: the same elsewhere, a line across.
        label: what stands at the end of its bar; "" for the figure alone.
        is_whole: the sum of the others, drawn stronger than they are.
        is_faint: a figure that little stands behind, drawn hollow.
    """

    key: str
    name: str
    figures: tuple[PartFigure, ...]
    text: str
    at: float | None
    mark: float | None = None
    label: str = ""
    short: str = ""
    is_whole: bool = False
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class PartsAbout:
    """What a chart of parts is about.

    Attributes:
        columns: headings of the table, the parts' first; ``drawn``: which figure the bars show.
        has_whole: one row is the sum of the others, which stand back behind it.
        low, high: bars are cut there, where they would press all others flat.
    """

    title: str
    subtitle: str
    unit: str
    columns: tuple[str, ...]
    drawn: int
    language: str
    source: str = ""
    notes: tuple[str, ...] = ()
    has_whole: bool = False
    low: float = float("-inf")
    high: float = float("inf")


def parts(
    rows: Sequence[Part], about: PartsAbout, *, _: Translate = untranslated
) -> ChartSpecification:
    """Bars from zero in the given order, with their figures at the ends."""
    bars = tuple(_bar(one, about) for one in rows)
    is_cut = any(one.at is not None and not about.low <= one.at <= about.high for one in rows)
    cut = _("Bars that reach the edge go on beyond it.") if is_cut else ""
    head = sentences(f"{about.title}.", f"{about.subtitle}." if about.subtitle else "")
    said = "; ".join(one.text for one in rows) or _("Nothing can be shown.").rstrip(".")
    return ChartSpecification(
        kind="ranking",
        title=about.title,
        subtitle=about.subtitle,
        unit=about.unit,
        decimals=max((one.figures[about.drawn].decimals for one in rows), default=0),
        language=about.language,
        alternative=sentences(head, f"{said}."),
        table=_table(rows, about),
        source=about.source,
        notes=tuple(note for note in (*about.notes, cut) if note),
        height=16 + round(sum(bar.height for bar in bars)) if bars else 120,
        x_axis=_axis(bars),
        zero_line=True,
        bars=bars,
    )


def _bar(one: Part, about: PartsAbout) -> Bar:
    label = wrap(one.short or one.name, LABEL_WIDTH)
    role: Role = "own" if one.is_whole or not about.has_whole else "peer"
    at = min(max(one.at, about.low), about.high) if one.at is not None else 0.0
    return Bar(
        key=one.key,
        label=label,
        role=role,
        value=at,
        value_text=one.label or one.figures[about.drawn].text(about.language),
        text=one.text,
        height=ROW_HEIGHT + LINE_HEIGHT * label.count("\n"),
        is_tentative=one.is_faint,
        mark=one.mark,
    )


def _axis(bars: Sequence[Bar]) -> Axis | None:
    """From zero, always: the length of a bar is its figure."""
    if not bars:
        return None
    reached = [at for bar in bars for at in (bar.value, bar.reach)]
    low, high = min(0.0, *reached), max(0.0, *reached)
    room = _ROOM * max(len(bar.value_text) for bar in bars) * ((high - low) or 1.0)
    return Axis(low - (room if low < 0 else 0), high + room)


def _table(rows: Sequence[Part], about: PartsAbout) -> Table:
    return Table(
        columns=about.columns,
        rows=tuple(
            (one.name, *(each.text(about.language, with_unit=False) for each in one.figures))
            for one in rows
        ),
        values=tuple((one.name, *(_exact(each) for each in one.figures)) for one in rows),
    )


def _exact(one: PartFigure) -> float | str:
    """The figure to be calculated with, without the noise of adding up fractions."""
    return one.words if one.value is None else round(one.value, 9)
