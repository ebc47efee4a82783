"""Balances of opinion: one row a question or a group, a dot with its interval on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts.labels import wrap
from seutukuva.charts.rows import Range
from seutukuva.charts.specification import Axis, ChartSpecification, Table, Tick
from seutukuva.charts.wording import Translate, untranslated

LABEL_WIDTH = 22
ROW_HEIGHT, LINE_HEIGHT = 30, 15  # pixels of a row, and of another line of its label
# The axis reaches as far to both sides: half way where no interval goes beyond.
_HALF, _WHOLE = 50, 100


@dataclass(frozen=True, slots=True)
class Estimate:
    """A balance ready to be drawn: value, interval and earlier value in −100 … 100, or words.

    `value` is None where only `words` may be told: a class of a small group, or why nothing is.
    `firms` says how many have answered, `base` the same as a number where it is one. `is_faint`:
    too few to draw a conclusion from.
    """

    key: str
    name: str
    firms: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    before: float | None = None
    words: str = ""
    is_faint: bool = False
    base: float | None = None


def balances(
    estimates: Sequence[Estimate],
    *,
    title: str,
    subtitle: str,
    heading: str,
    language: str,
    source: str = "",
    notes: Sequence[str] = (),
    _: Translate = untranslated,
) -> ChartSpecification:
    """Rows in the given order, on an axis that reaches as far to both sides.

    Args:
        heading: what the rows are, at the head of the table's first column.
    """
    signed = _Signed(language)
    rows = tuple(_row(one, signed, _) for one in estimates)
    has_before = any(one.before is not None for one in estimates)
    told = list(notes)
    if has_before:
        told.append(_("Hollow dot: the earlier round."))
    if any(one.is_faint for one in estimates):
        told.append(_("Pale: too few firms to draw a conclusion."))
    return ChartSpecification(
        kind="ranges",
        title=title,
        subtitle=subtitle,
        unit=_("balance"),
        decimals=0,
        language=language,
        alternative=_alternative(estimates, title, subtitle, signed, _),
        table=_table(estimates, heading, signed, has_before, _),
        source=source,
        notes=tuple(told),
        height=round(sum(row.height for row in rows)) if rows else 120,
        x_axis=_axis(estimates, signed, _("← worse · balance · better →")),
        y_axis=Axis(0, 1, (), _("Firms")),
        ranges=rows,
    )


def _axis(estimates: Sequence[Estimate], signed: _Signed, title: str) -> Axis:
    drawn = [
        abs(figure)
        for one in estimates
        if one.value is not None
        for figure in (one.value, one.low, one.high, one.before)
        if figure is not None
    ]
    end = _HALF if max(drawn, default=_WHOLE) <= _HALF else _WHOLE
    ticks = (-end, -end / 2, 0.0, end / 2, end)
    texts = tuple(Tick(float(at), signed.text(at)) for at in ticks)
    return Axis(-float(end), float(end), texts, title)


@dataclass(frozen=True, slots=True)
class _Signed:
    language: str

    def text(self, value: float) -> str:
        """A balance with its sign; zero has none."""
        return formats.number(value, 0, self.language, signed=True)

    def span(self, low: float, high: float) -> str:
        """An interval of balances."""
        return formats.span(low, high, 0, self.language, signed=True)


def _row(one: Estimate, signed: _Signed, _: Translate) -> Range:
    label = wrap(one.name, LABEL_WIDTH)
    parts = [one.name]
    value_text = one.words
    if one.value is not None:
        value_text = signed.text(one.value)
        parts.append(_("balance {value}").format(value=value_text))
        if one.low is not None and one.high is not None:
            interval = signed.span(one.low, one.high)
            parts.append(_("95% interval {interval}").format(interval=interval))
        if one.before is not None:
            parts.append(_("earlier {value}").format(value=signed.text(one.before)))
    else:
        parts.append(one.words)
    if one.firms:
        parts.append(f"{_('Firms that answered')}: {one.firms}")
    return Range(
        key=one.key,
        label=label,
        value=one.value,
        low=one.low,
        high=one.high,
        value_text=value_text,
        text="\n".join(part for part in parts if part),
        height=ROW_HEIGHT + LINE_HEIGHT * label.count("\n"),
        before=one.before,
        is_faint=one.is_faint,
        base=one.firms,
    )


def _alternative(
    estimates: Sequence[Estimate], title: str, subtitle: str, signed: _Signed, _: Translate
) -> str:
    head = f"{title}. {subtitle}".strip()
    if not estimates:
        return f"{head} {_('Nothing can be shown.')}"
    said = []
    for one in estimates:
        if one.value is None:
            said.append(f"{one.name}: {one.words}.")
            continue
        value = signed.text(one.value)
        if one.low is not None and one.high is not None:
            value += f" ({signed.span(one.low, one.high)})"
        said.append(f"{one.name}: {value}.")
    return " ".join([head, *said])


def _table(
    estimates: Sequence[Estimate],
    heading: str,
    signed: _Signed,
    has_before: bool,
    _: Translate,
) -> Table:
    columns = [heading, _("Balance"), _("95% interval, from"), _("95% interval, to")]
    columns += [_("Earlier round")] if has_before else []
    columns.append(_("Firms that answered"))
    # What is pale in the drawing has to be said in the files, too.
    has_note = any(one.is_faint for one in estimates)
    columns += [_("Note")] if has_note else []

    def text(value: float | None) -> str:
        return "–" if value is None else signed.text(value)

    rows, values = [], []
    for one in estimates:
        figures = [one.low, one.high, *([one.before] if has_before else [])]
        first = one.words if one.value is None else signed.text(one.value)
        note = [_("too few firms to draw a conclusion") if one.is_faint else ""] if has_note else []
        rows.append((one.name, first, *map(text, figures), one.firms, *note))
        value = one.words if one.value is None else one.value
        base = one.firms if one.base is None else one.base
        values.append((one.name, value, *figures, base, *note))
    return Table(columns=tuple(columns), rows=tuple(rows), values=tuple(values))
