"""What is realised of what is planned: one row a measure, each on a scale of its own.

Every bar is in per cent of what is planned, so that jobs and euros stand below each other, and the
figures themselves are in words above it. A share that is not defined has words and no bar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts import bullet_words
from seutukuva.charts.bullet_words import Achieved
from seutukuva.charts.labels import wrap
from seutukuva.charts.rows import Bullet, Marker
from seutukuva.charts.specification import Axis, ChartSpecification, Tick
from seutukuva.charts.wording import Translate, untranslated

# Letters of a line on the narrowest screen, beside the judgement and in its column.
TEXT_WIDTH, STATUS_WIDTH = 38, 16
LINE, BAR, MARKED, GAP = 16, 26, 15, 14  # pixels: a line of text, the bar, labels below it, air
_BADGE = 24  # pixels that the letter of a judgement takes above its words
PLANNED = 100.0
# A bar that is longer is cut: beside one of ten times the plan the others could not be read.
_MOST = 200.0
_STEP = 50
_EDGE = 1.04  # room for the thickness of a line at the end of the axis


def bullets(
    measures: Sequence[Achieved],
    *,
    title: str,
    subtitle: str,
    language: str,
    source: str = "",
    notes: Sequence[str] = (),
    _: Translate = untranslated,
) -> ChartSpecification:
    """Rows in the given order, on one axis in per cent of what is planned.

    Args:
        measures: what is planned and realised; see ``Achieved``.
    """
    end = _end(measures)
    rows = tuple(_row(one, end, language, _) for one in measures)
    return ChartSpecification(
        kind="bullets",
        title=title,
        subtitle=subtitle,
        unit="%",
        decimals=1,
        language=language,
        alternative=bullet_words.alternative(measures, title, subtitle, language, _),
        table=bullet_words.table(measures, language, _),
        source=source,
        notes=(*notes, *_notes(measures, rows, _)),
        height=round(sum(row.height for row in rows)) if rows else 120,
        x_axis=_axis(end, language, _("% of planned")),
        bullets=rows,
    )


def _end(measures: Sequence[Achieved]) -> float:
    """How far the axis reaches: to the plan, or to what goes beyond it."""
    drawn = [
        at
        for one in measures
        for at in (one.share, one.place(one.forecast), one.place(one.linear))
        if one.share is not None and at is not None
    ]
    return min(max([PLANNED, *drawn]), _MOST) * _EDGE


def _axis(end: float, language: str, title: str) -> Axis:
    ticks = range(0, int(end) + 1, _STEP)
    texts = tuple(Tick(float(at), formats.percent(at, 0, language)) for at in ticks)
    return Axis(0.0, end, texts, title)


@dataclass(slots=True)
class _Markers:
    """Where the markers of a row stand; none beyond the end of the axis."""

    one: Achieved
    end: float
    said: Callable[[float], str]

    def all(self, _: Translate) -> tuple[Marker, ...]:
        one = self.one
        told = [Marker(at, "") for at in (one.place(one.expected),) if at is not None]
        # Of the two forecasts the owner's own counts; the other one stands in the table.
        if (own := one.place(one.forecast)) is not None and one.forecast is not None:
            words = _("owner’s forecast {value}").format(value=self.said(one.forecast))
            told.append(Marker(own, words, is_dashed=True))
        elif (at := one.place(one.linear)) is not None and one.linear is not None:
            words = _("linear forecast {value}").format(value=self.said(one.linear))
            told.append(Marker(at, words, is_dashed=True))
        return tuple(marker for marker in told if 0 <= marker.at <= self.end)


def _row(one: Achieved, end: float, language: str, _: Translate) -> Bullet:
    words = bullet_words.Words(one, language, _)
    told = [line for text in words.lines() for line in wrap(text, TEXT_WIDTH).split("\n")]
    why = tuple(wrap(one.words, TEXT_WIDTH).split("\n")) if one.words else ()
    share = one.share
    has_bar = share is not None
    markers = _Markers(one, end, words.figure).all(_) if has_bar else ()
    above = LINE * (len(told) + len(why))
    status_words = wrap(one.status_words, STATUS_WIDTH)
    beside = _BADGE + LINE * (status_words.count("\n") + 1) if one.status else 0
    below = BAR * has_bar + MARKED * any(marker.label for marker in markers)
    cut = None if share is None else min(share, end)
    return Bullet(
        key=one.key,
        lines=tuple(told),
        realised=cut,
        text="\n".join(words.everything()),
        height=max(above + below, beside) + GAP,
        bar_at=above + BAR / 2,
        words=why,
        women=_women(one, end) if has_bar else None,
        markers=markers,
        status=one.status,
        status_words=status_words,
        look=one.look,
        is_time=one.is_time,
        is_cut=share is not None and share > end,
    )


def _women(one: Achieved, end: float) -> float | None:
    at = one.place(one.women)
    return None if at is None else min(at, end)


def _notes(measures: Sequence[Achieved], rows: Sequence[Bullet], _: Translate) -> list[str]:
    """What the signs of the drawing mean, those that are in it."""
    told = [_("Bar: what is realised. The frame behind it is the whole plan.")] if measures else []
    if any(row.women is not None for row in rows):
        told.append(_("Inner stripe: the women’s part."))
    markers = [marker for row in rows for marker in row.markers]
    if any(not marker.is_dashed for marker in markers):
        told.append(_("Solid line across the bar: what was expected by the day of the figure."))
    if any(marker.is_dashed for marker in markers):
        told.append(_("Dashed line: what is foreseen at the end."))
    if any(row.is_cut for row in rows):
        told.append(_("Arrow: the bar goes on beyond the axis."))
    return told
