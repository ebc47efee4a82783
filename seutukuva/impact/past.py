"""The last ten years of an area, a section of the analysis at a time."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import charts, definitions, formats, narrative, selectors, texts, wording
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses, Headline
from seutukuva.impact import plan, reading
from seutukuva.impact.decade import OLD_YEARS, YEARS, Decade, decade, newest_of
from seutukuva.impact.model import Listing, Section
from seutukuva.impact.plan import Part
from seutukuva.texts import _

# Fewer figures than this are no course.
FEWEST_POINTS = 3


def section(part: Part, area_id: str, courses: Courses, this_year: int) -> Section:
    """One part of the plan, told of an area.

    Args:
        courses: the series of the area and of those around it.
    """
    rows, unknown = _rows(part, area_id, courses)
    indicators = tuple(one.indicator for one in rows)
    areas = reading.area_ids(area_id)
    drawn = _chart(_of_today(rows, this_year), areas, courses)
    ordered = sorted(rows, key=lambda one: (one.is_old(this_year), not one.is_compared))
    return Section(
        id=part.id,
        title=_(part.title),
        sentences=tuple(_sentence(one) for one in ordered[:1]),
        in_short=_in_short(ordered[0], this_year) if ordered else (),
        warnings=_warnings(rows, this_year),
        chart=drawn[0] if drawn else None,
        drawn=(drawn[1],) if drawn else (),
        listing=listing(rows, _then_and_now(part)) if rows else None,
        remarks=_unknown(unknown),
        sources=reading.sources(indicators, areas),
        indicators=indicators,
        area_ids=areas,
    )


def _rows(part: Part, area_id: str, courses: Courses) -> tuple[list[Decade], list[Indicator]]:
    """What can be told, and the indicators of which nothing can."""
    known = definitions.load().indicators
    elsewhere = reading.elsewhere(area_id)
    is_country = definitions.load().areas[area_id].kind == "country"
    rows: list[Decade] = []
    unknown: list[Indicator] = []
    for alternatives in part.rows:
        asked = [known[one] for one in alternatives if one in known]
        if is_country:
            asked = [one for one in asked if one.id not in plan.OF_PARTS]
        told = [decade(courses, area_id, one, elsewhere) for one in asked]
        if chosen := newest_of([one for one in told if one]):
            rows.append(chosen)
        else:
            unknown += asked[:1]
    return rows, unknown


def _of_today(rows: Sequence[Decade], this_year: int) -> list[Decade]:
    """What may be drawn: an old course would pass for the newest figures that stand beside it."""
    fresh = [one for one in rows if not one.is_old(this_year)]
    return fresh or list(rows)


def _in_short(lead: Decade, this_year: int) -> tuple[str, ...]:
    told = _sentence(lead)
    return (told, _("No newer figures are held.")) if lead.is_old(this_year) else (told,)


def _then_and_now(part: Part) -> str:
    return _("{subject}: ten years before and now").format(subject=_(part.title))


def _sentence(lead: Decade) -> str:
    return narrative.sentence(lead.area_id, lead.figure, texts.language())


def _warnings(rows: Sequence[Decade], this_year: int) -> tuple[str, ...]:
    """How old the figures are, where much may have happened since."""
    old = [one for one in rows if one.is_old(this_year)]
    if not old:
        return ()
    speak = texts.language()
    if len(old) == len(rows):
        return all_old(max(one.year for one in rows), this_year)
    named = ", ".join(
        f"{one.indicator.short_title[speak]} ({formats.period(one.own.period, speak)})"
        for one in old
    )
    return (_("Some figures are old: {indicators}.").format(indicators=named),)


def all_old(year: int, this_year: int) -> tuple[str, ...]:
    """That even the newest figure is old; nothing where it is not."""
    if year > this_year - OLD_YEARS:
        return ()
    words = _(
        "Old figures: the newest of them is of {year}. What has happened since cannot be seen here."
    )
    return (words.format(year=year),)


def _unknown(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    if not indicators:
        return ()
    speak = texts.language()
    named = ", ".join(one.short_title[speak] for one in indicators)
    return (_("No figures of this area are held of: {indicators}.").format(indicators=named),)


def listing(rows: Sequence[Decade], caption: str) -> Listing:
    """Indicator by indicator: then, now, the change, and how it went elsewhere."""
    speak = texts.language()
    shown, values = [], []
    for one in rows:
        change = one.change(speak)
        label = one.indicator.label(speak)
        unit = _unit(one.indicator)
        if unit and unit.casefold() not in label.casefold():
            label = f"{label}, {unit}"
        own = one.own
        shown.append(
            (
                label,
                _at(one.indicator, own.earlier_period, own.earlier_value, one.earlier_status),
                _at(one.indicator, own.period, own.value, own.status),
                change.text if change else "–",
                _beside(one),
            )
        )
        values.append(
            (
                label,
                own.earlier_value,
                own.value,
                change.difference if change else None,
                _beside(one),
            )
        )
    columns = (_("Indicator"), _("Earlier"), _("Newest"), _("Change"), _("Elsewhere"))
    numeric = (False, True, True, True, True)
    return Listing(caption, columns, tuple(shown), tuple(values), numeric)


def _unit(indicator: Indicator) -> str:
    """The unit where it does not stand beside the number, and is not persons of a title."""
    speak = texts.language()
    return "" if wording.unit(indicator, speak) else indicator.unit[speak]


def _at(indicator: Indicator, period: str, value: float | None, status: str) -> str:
    """ "2017: 8 921*"; a dash where there is none."""
    if not period or value is None:
        return "–"
    speak = texts.language()
    figure = wording.value(indicator, value, status, speak)
    return f"{formats.period(period, speak, 'short')}: {figure}"


def _beside(one: Decade) -> str:
    """The first other area that has the figure: its change, or its level."""
    found = definitions.load()
    speak = texts.language()
    for area, there in one.elsewhere:
        if told := _told(one.indicator, there):
            return f"{selectors.area_name(found, area, speak)} {told}"
    return "–"


def _told(indicator: Indicator, there: Headline) -> str:
    speak = texts.language()
    if there.value is None:
        return ""
    if indicator.phrase.verb == "count":
        change = formats.relative_change(there.earlier_value, there.value)
        return formats.percent(change, 1, speak, signed=True) if change is not None else ""
    if indicator.display == "signed":
        return ""
    return wording.value(indicator, there.value, there.status, speak)


def _chart(
    rows: Sequence[Decade], areas: Sequence[str], courses: Courses
) -> tuple[ChartSpecification, Indicator] | None:
    """The course of the first indicator that has one; counts of several areas as indices."""
    for one in rows:
        points = _window(one, areas, courses)
        own = [row for row in points if row["area_id"] == one.area_id]
        if sum(row["value"] is not None for row in own) >= FEWEST_POINTS:
            return _drawn(one, points, own, areas), one.indicator
    return None


def _window(
    one: Decade, areas: Sequence[str], courses: Courses
) -> list[dict[str, str | float | None]]:
    """The rows of the ten years up to the newest figure, as charts take them."""
    speak = texts.language()
    names = selectors.names_apart(definitions.load(), areas, speak)
    first = f"{one.year - YEARS:04d}"
    wanted = areas if one.indicator.display != "signed" else (one.area_id,)
    return [
        {
            "area_id": area,
            "area_name": names[area],
            "period": str(row["period"]),
            "value": formats.finite(row["value"]),
            "status": str(row["status"]),
        }
        for area in wanted
        for row in courses.series(area, one.indicator.id)
        if first <= str(row["period"]) and str(row["period"]) <= one.own.period
    ]


def _drawn(
    one: Decade,
    points: Sequence[dict[str, str | float | None]],
    own: Sequence[dict[str, str | float | None]],
    areas: Sequence[str],
) -> ChartSpecification:
    base = next(str(row["period"]) for row in own if row["value"] is not None)
    based = {row["area_id"] for row in points if row["period"] == base and row["value"] is not None}
    # Persons of a country beside those of a town would press the town's line flat.
    indexed = one.indicator.is_count and len(based) > 1
    return charts.trend(
        [row for row in points if row["area_id"] in based] if indexed else points,
        indicator=one.indicator,
        language=texts.language(),
        own=one.area_id,
        benchmarks=[area for area in areas if area != one.area_id],
        base_period=base if indexed else None,
        source=reading.source_of(one.indicator, areas),
        _=_,
    )
