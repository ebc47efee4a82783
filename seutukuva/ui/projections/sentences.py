"""Where a figure is heading and how far that can be trusted, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Indicator
from seutukuva.projections.own import Own, Point, Skill
from seutukuva.projections.record import Record
from seutukuva.texts import _, ngettext
from seutukuva.ui.projections import names
from seutukuva.ui.projections.view import View
from seutukuva.ui.refusals import NO_PROJECTIONS

# An 80 % span that holds less or more than this is too narrow or too wide.
_FAIR80 = (0.75, 0.85)
# Fewer tests cannot tell a span that is right from one that is not.
_FEW_TESTS = 20
# An error smaller by less than this reads as 0 %.
_NO_GAIN = 0.005


def where(view: View) -> str:
    """Where it leads by the last period shown, with the span, and the change from now."""
    if view.is_older:
        return f"**{_('No own projection.')}** {_(NO_PROJECTIONS)}"
    if view.own is None and view.newest is not None:
        return _("Only yearly and monthly figures are projected: none of this indicator.")
    if view.own is None:
        return _(
            "There is no figure of {place} to project from. That changes when figures of it are "
            "fetched."
        ).format(place=names.place(view.area_id))
    if not view.own.points:
        return f"**{_('No own projection.')}** {names.why_none(view.indicator, view.own)}"
    return f"{_ahead(view, view.own.points[-1])} {_since(view, view.own.points[-1])}".strip()


def _ahead(view: View, last: Point) -> str:
    """The last period shown, with its span."""
    words = _(
        "**{indicator}, {place}, {period}: about {value}** if all goes on as before; in four "
        "cases of five between {low} and {high}."
    )
    decimals = names.places(view.indicator, last.low80, last.high80)
    value, low, high = (
        names.figure(view.indicator, one, decimals) for one in (last.value, last.low80, last.high80)
    )
    return words.format(
        place=names.place(view.area_id),
        indicator=view.indicator.label(texts.language()),
        period=names.period(last.period),
        value=value,
        low=low,
        high=high,
    )


def _since(view: View, last: Point) -> str:
    """The change from the newest figure, of months from the newest one of the same month."""
    known = view.rows.dropna(subset=["value"])
    if view.indicator.period_kind != "year":
        known = known[known["period"].str[4:] == last.period[4:]]
    if known.empty:
        return ""
    newest = known.iloc[-1]
    told = _("Change from {period} ({value}): about {change}.").format(
        period=names.period(str(newest["period"])),
        value=names.figure(view.indicator, newest["value"])
        + formats.status_mark(str(newest["status"])),
        change=names.change(view.indicator, newest["value"], last),
    )
    # An abbreviated unit ends with a stop of its own.
    return told.removesuffix(".") if told.endswith("..") else told


def made(one: Own) -> str:
    """How it is made, in plain words; "" where nothing is projected."""
    if not one.points:
        return ""
    words = _("How it is made: {method}, from {figures} figures, {first} – {origin}.")
    return words.format(
        method=_(names.METHODS[one.method]),
        figures=texts.number(one.figures),
        first=names.period(one.first),
        origin=names.period(one.origin),
    )


def tested(one: Own) -> str:
    """What the test of the series on its own past showed, against that nothing changes."""
    if one.gain is None or not one.origins:
        return _(
            "The series is too short to be tested on its own past: its trust rests on the test of "
            "areas of the same size."
        )
    n = texts.number(one.origins)
    if one.gain < _NO_GAIN:
        words = ngettext(
            "Made anew from {n} earlier moment of its own past, the projection came no nearer "
            "than if nothing had changed; it is shown because in areas of the same size it did.",
            "Made anew from {n} earlier moments of its own past, the projection came no nearer "
            "than if nothing had changed; it is shown because in areas of the same size it did.",
            one.origins,
        )
        return words.format(n=n)
    words = ngettext(
        "Made anew from {n} earlier moment of its own past, the projection’s error was {share} "
        "smaller than if nothing had changed.",
        "Made anew from {n} earlier moments of its own past, the projection’s error was {share} "
        "smaller than if nothing had changed.",
        one.origins,
    )
    return words.format(n=n, share=names.percent(one.gain))


def covered(skills: Sequence[Skill], one: Own, period_kind: str) -> str:
    """How often the span held what came, nearest and furthest ahead; "" without a test."""
    shown = [each for each in skills if each.horizon <= one.shown and each.coverage80 is not None]
    if not shown:
        return ""
    words = _(
        "In tests on {pool} the span of four cases of five held of what came: {shares}. {judged}"
    )
    part = _("{share} {ahead} ahead ({n} tested)")
    ends = [shown[0], *shown[1:][-1:]]
    shares = [
        part.format(
            share=names.percent(each.coverage80),
            ahead=names.ahead(each.horizon, period_kind),
            n=texts.number(each.errors),
        )
        for each in ends
    ]
    # The furthest one is what people take with them.
    judged = _judged(shown[-1])
    return words.format(pool=_(names.POOLS[one.pool]), shares="; ".join(shares), judged=judged)


def _judged(furthest: Skill) -> str:
    low, high = _FAIR80
    within80 = furthest.coverage80 or 0.0
    if furthest.errors < _FEW_TESTS:
        return _("So few tests far ahead do not tell whether the span is right.")
    if within80 < low:
        return _("So far ahead the span is too narrow: think of it as wider.")
    if within80 > high:
        return _("So far ahead the span is rather wide.")
    return _("So the span keeps what it promises.")


def held(one: Record, indicator: Indicator) -> str:
    """What an official projection said of a year that has come."""
    words = _(
        "The projection made in {made} put {place} at {projected} for {period}; it was {actual}, "
        "{error}: {judged}."
    )
    return words.format(
        made=one.made,
        place=names.place(one.area_id),
        projected=names.figure(indicator, one.projected),
        period=names.period(one.period),
        actual=names.figure(indicator, one.actual),
        error=names.NOTHING if one.error_pct is None else names.error(one.error_pct),
        judged=_side(one, indicator.decimals),
    )


def _side(one: Record, decimals: int) -> str:
    """Whether too much or too little was projected."""
    error = formats.rounded(one.projected - one.actual, decimals)
    if error == 0:
        return _("the projection hit")
    return _("too little was projected") if error < 0 else _("too much was projected")


def newest_held(records: Sequence[Record]) -> tuple[Record, ...]:
    """The newest year that has come of each vintage, the vintage made last first."""
    found: dict[str, Record] = {}
    for one in records:
        known = found.get(one.indicator_id)
        if known is None or one.period > known.period:
            found[one.indicator_id] = one
    return tuple(sorted(found.values(), key=lambda one: (one.made, one.indicator_id), reverse=True))


def no_sum(view: View, members: Sequence[Own] = ()) -> str:
    """That the projection of an area of several municipalities is one of its own; else "".

    Args:
        members: the projections of its municipalities, where all of them have one.
    """
    area = definitions.load().areas[view.area_id]
    if view.own is None or not view.own.points:
        return ""
    if area.kind == "municipality" or not view.indicator.is_count:
        return ""
    last = view.own.points[-1].period
    sums = [each.value for one in members for each in one.points if each.period == last]
    if not sums or len(sums) < len(members):
        words = _(
            "The projection of {place} is calculated from its own figures and need not equal the "
            "sum of those of its municipalities."
        )
        return words.format(place=names.place(view.area_id))
    words = _(
        "The projection of {place} is calculated from its own figures; those of its {n} "
        "municipalities, each from its own, add up to {sum} in {period}."
    )
    return words.format(
        place=names.place(view.area_id),
        n=texts.number(len(sums)),
        sum=names.figure(view.indicator, sum(sums)),
        period=names.period(last),
    )
