"""The next ten years of an area: what is projected by whom, and why what is not.

Nothing is calculated here: official projections and our own stand in the version, the cohorts
are stepped by their own room.
"""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import cohorts, definitions, formats, texts, wording
from seutukuva.cohorts import Summary
from seutukuva.definitions import Indicator
from seutukuva.errors import MissingProjections
from seutukuva.impact import reading
from seutukuva.impact.decade import YEARS
from seutukuva.impact.model import Listing, Section
from seutukuva.impact.plan import Part
from seutukuva.projections import own
from seutukuva.projections.official import Vintage
from seutukuva.projections.own import Own
from seutukuva.texts import _
from seutukuva.ui.projections import names, sentences
from seutukuva.ui.projections.course import specification
from seutukuva.ui.projections.view import View, look
from seutukuva.ui.refusals import NO_PROJECTIONS

NOTHING = "–"
POPULATION, POPULATION_AHEAD = "population", "population_ahead"


def population(area_id: str) -> Section:
    """Inhabitants: the official projections with their record, our own two ways, and ages.

    Raises:
        MissingData: nothing has been published.
    """
    indicator = definitions.load().indicators[POPULATION]
    known = look(indicator, area_id)
    by_cohorts = cohorts.summary(area_id, YEARS)
    told = [*_officially(known), _plain(sentences.where(known))]
    in_short = tuple(told)
    told += [sentences.held(one, indicator) for one in sentences.newest_held(known.records)[:1]]
    is_known = known.newest is not None or bool(known.vintages)
    official = _official(known)
    return Section(
        id=POPULATION_AHEAD,
        title=_("Population ahead"),
        sentences=tuple(told) if is_known else (),
        in_short=in_short if is_known else (),
        chart=specification(known) if is_known else None,
        listing=_projected_population(known, by_cohorts) if is_known else None,
        remarks=_of_cohorts(by_cohorts) if is_known else (),
        sources=reading.sources([indicator, *official], [area_id]),
        indicators=(indicator, *official),
        area_ids=(area_id,),
        drawn=(indicator, *official),
    )


def _plain(words: str) -> str:
    return words.replace("**", "")


def _official(known: View) -> tuple[Indicator, ...]:
    found = definitions.load().indicators
    return tuple(found[one.indicator_id] for one in known.vintages)


def _officially(known: View) -> tuple[str, ...]:
    """What the newest official projection that reaches so far says; () where none does."""
    if known.newest is None:
        return ()
    now = str(known.newest["period"])[:4]
    year, newest = str(int(now) + YEARS), float(known.newest["value"])
    reaching = [one for one in known.vintages if year in {each.period for each in one.points}]
    if not reaching:
        return ()
    one = max(reaching, key=lambda each: each.made)
    (_name, value, change, _span), _values = _vintage_row(one, [year], newest)
    words = _(
        "By the official projection of {made} there are {value} inhabitants in {year}; change from "
        "{now} ({newest}): {change}."
    )
    told = words.format(
        made=one.made,
        value=value,
        year=year,
        now=now,
        newest=texts.number(newest),
        change=change,
    )
    return (told,)


def _projected_population(known: View, by_cohorts: Summary) -> Listing | None:
    """A row for each who has projected: in five and ten years from the newest figure."""
    if known.newest is None:
        return None
    now = int(str(known.newest["period"])[:4])
    years = [str(now + YEARS // 2), str(now + YEARS)]
    newest = float(known.newest["value"])
    rows = [_vintage_row(one, years, newest) for one in known.vintages]
    if known.own and known.own.points:
        rows.append(_own_row(known.indicator, known.own, years, newest))
    if not by_cohorts.reason and by_cohorts.last == now + YEARS:
        values = {years[1]: by_cohorts.total[1]}
        spans = {years[1]: (by_cohorts.low, by_cohorts.high)}
        rows.append(_row(_("Own, by cohorts"), years, newest, values, spans))
        values = {years[1]: by_cohorts.still}
        rows.append(_row(_("By cohorts, if nobody moved"), years, newest, values, {}))
    shown = [(f"{now}", texts.number(newest)), *((year, year) for year in years)]
    columns = (_("Projection"), *(year for year, _told in shown[1:]))
    change = _("Change from {period} ({value})").format(period=now, value=shown[0][1])
    span = _("Span in {period}").format(period=years[1])
    return Listing(
        _("Population, as it is projected"),
        (*columns, change, span),
        tuple(one for one, _values in rows),
        tuple(values for _shown, values in rows),
        (False, True, True, True, True),
    )


_Row = tuple[tuple[str, ...], tuple[float | str | None, ...]]


def _vintage_row(one: Vintage, years: Sequence[str], newest: float) -> _Row:
    values = {point.period: point.value for point in one.points}
    return _row(_("Official of {made}").format(made=one.made), years, newest, values, {})


def _own_row(indicator: Indicator, one: Own, years: Sequence[str], newest: float) -> _Row:
    """Our own figures, no more exact than their span; it may not reach the last year."""
    points = {each.period: each for each in one.points}
    found = [points.get(year) for year in years]
    last, farthest = found[-1], one.points[-1]
    decimals = names.places(indicator, farthest.low80, farthest.high80)

    def rounded(value: float) -> float:
        return float(formats.rounded(value, decimals))

    values = [None if each is None else rounded(each.value) for each in found]
    told = [NOTHING if value is None else names.figure(indicator, value) for value in values]
    name = _("Own, from the course of the total")
    if last is None:
        return (name, *told, NOTHING, NOTHING), (name, *values, None, NOTHING)
    spanned = names.span(indicator, rounded(last.low80), rounded(last.high80))
    change = names.change(indicator, newest, last)
    return (
        (name, *told, change, spanned),
        (name, *values, rounded(last.value - newest), spanned),
    )


def _row(
    name: str,
    years: Sequence[str],
    newest: float,
    values: dict[str, float],
    spans: dict[str, tuple[float, float]],
) -> _Row:
    speak = texts.language()
    found = [values.get(year) for year in years]
    last, span = found[-1], spans.get(years[-1])
    told = [NOTHING if value is None else texts.number(value) for value in found]
    change = NOTHING if last is None else formats.change(newest, last, 0, "", speak)
    relative = formats.relative_change(newest, last) if last is not None else None
    if relative is not None:
        change += f" ({formats.percent(relative, 1, speak, signed=True)})"
    spanned = formats.span(*span, 0, speak) if span else NOTHING
    return (
        (name, *told, change, spanned),
        (name, *found, None if last is None else last - newest, spanned),
    )


def _of_cohorts(one: Summary) -> tuple[str, ...]:
    """What the cohorts say of ages, or that they cannot be led on here."""
    if one.reason:
        words = _("A projection by cohorts cannot be made for this area; its own page says why.")
        return (words,)
    words = _(
        "By cohorts, {first} and {last}: aged 15–64 {working}, aged 75 or over {oldest}, aged 7 "
        "{school}; under 15 and over 64 for a hundred aged 15–64 {dependency}."
    )
    told = words.format(
        first=one.first,
        last=one.last,
        working=_pair(one.working),
        oldest=_pair(one.oldest),
        school=_pair(one.school),
        dependency=_pair(one.dependency, 1),
    )
    estimated = _("The ages of {year} are an estimate.").format(year=one.first)
    return (told, estimated) if one.estimated else (told,)


def _pair(both: tuple[float, float], decimals: int = 0) -> str:
    """ "5,210 → 4,480": now and then."""
    return " → ".join(texts.number(one, decimals) for one in both)


def section(part: Part, area_id: str) -> Section:
    """What is projected of some indicators, and why the others are not.

    Raises:
        MissingData: nothing has been published.
    """
    known = definitions.load().indicators
    ids = [one for row in part.rows for one in row if one in known]
    try:
        found = {one.indicator_id: one for one in own.projections(ids, [area_id])}
    except MissingProjections:
        return Section(part.id, _(part.title), sentences=(_(NO_PROJECTIONS),))
    rows = [found[one] for one in ids if one in found]
    led = [one for one in rows if one.points]
    unled = [one for one in rows if not one.points]
    lead = look(known[led[0].indicator_id], area_id) if led else None
    drawn = (lead.indicator, *_official(lead)) if lead else ()
    indicators = tuple(known[one.indicator_id] for one in led)
    return Section(
        id=part.id,
        title=_(part.title),
        sentences=(_plain(sentences.where(lead)),) if lead else _none(rows),
        chart=specification(lead) if lead else None,
        listing=_projected(led) if led else None,
        remarks=_why(unled),
        sources=reading.sources(indicators, [area_id]),
        indicators=indicators,
        area_ids=(area_id,),
        drawn=drawn,
    )


def _none(rows: Sequence[Own]) -> tuple[str, ...]:
    if not rows:
        return ()
    return (_("Nothing of this can be projected from the figures there are."),)


def _why(rows: Sequence[Own]) -> tuple[str, ...]:
    """Why some indicators are not projected, each reason once."""
    known = definitions.load().indicators
    reasons: dict[str, list[str]] = {}
    for one in rows:
        indicator = known[one.indicator_id]
        why = names.why_none(indicator, one)
        reasons.setdefault(why, []).append(indicator.label(texts.language()))
    pattern = _("{title}: {contents}")
    return tuple(
        pattern.format(title="; ".join(named), contents=why) for why, named in reasons.items()
    )


def _projected(rows: Sequence[Own]) -> Listing:
    """The last period shown of each, with its span."""
    found = definitions.load().indicators
    speak = texts.language()
    shown, values = [], []
    for one in rows:
        indicator, last = found[one.indicator_id], one.points[-1]
        name = indicator.label(speak)
        # No more exact than the span.
        decimals = names.places(indicator, last.low80, last.high80)
        value, low, high = (
            float(formats.rounded(each, decimals)) for each in (last.value, last.low80, last.high80)
        )
        naive = wording.value(indicator, last.naive, "final", speak)
        printed = wording.value(indicator, value, "final", speak)
        told = f"{formats.period(last.period, speak, 'short')}: {printed}"
        spanned = names.span(indicator, low, high)
        shown.append((name, told, spanned, naive))
        values.append((name, value, spanned, last.naive))
    columns = (_("Indicator"), _("Projected"), _("Four cases of five"), _("If nothing changes"))
    numeric = (False, True, True, True)
    return Listing(_("As it is projected"), columns, tuple(shown), tuple(values), numeric)
