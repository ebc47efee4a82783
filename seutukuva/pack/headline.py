"""The headline figures: as they are, beside the areas around, and the most telling as courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from seutukuva import (
    charts,
    definitions,
    formats,
    made,
    narrative,
    picture,
    profile,
    selectors,
    texts,
    verdicts,
    wording,
)
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses, Headline
from seutukuva.narrative import Figure
from seutukuva.pack import beside, origins
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope, place
from seutukuva.texts import _
from seutukuva.verdicts import wording as verdict_words

# A course goes back so many years, as far as it is known.
_YEARS = 15
_FEWEST_POINTS = 4
FEWEST_COURSES, MOST_COURSES = 2, 3


def indicators() -> tuple[Indicator, ...]:
    """The programme's headline indicators, in its order."""
    found = definitions.load()
    return tuple(found.indicators[one] for one in found.programme.headline)


def courses(scope: Scope) -> Courses:
    """The series of the headline indicators, of the area and those around it."""
    return picture.courses(indicators(), scope.areas)


def figures(scope: Scope) -> tuple[Figure, ...]:
    """The newest headline figures that the area has, with their trends."""

    def make() -> tuple[Figure, ...]:
        known = courses(scope)
        elsewhere = scope.of_interest
        told = (
            narrative.newest(
                known, scope.area_id, one, elsewhere, _trend(scope.area_id, one, known)
            )
            for one in indicators()
        )
        return tuple(one for one in told if one.value is not None)

    return made.once(make, "pack headline", scope.areas)


def _trend(area_id: str, one: Indicator, known: Courses) -> verdicts.Trend:
    course = known.series(area_id, one.id)
    return verdicts.trend(one, course, profile.denominators_of(one, area_id, known))


def sections(scope: Scope) -> tuple[Section, ...]:
    """The figures, the comparison, and the courses of the most telling ones."""
    told = figures(scope)
    heading = _("Headline figures")
    if not told:
        why = _("No headline figure of {area} is held.").format(area=place(scope.area_id))
        return (Section("headline", heading, missing=why, priority=9),)
    drawn = sorted(told, key=_telling)
    tested = [one for one in drawn if one.trend and one.trend.state != "not_calculated"]
    # A course that no test can be made of says little, and is drawn where there are no others.
    ordered = [*tested, *(one for one in drawn if one not in tested)]
    room = max(min(len(tested), MOST_COURSES), FEWEST_COURSES)
    known = (one for one in (_course(scope, figure) for figure in ordered) if one)
    drawn_ones = list(islice(known, room))
    # One course is shown whatever else there is to say.
    drawn_ones[:1] = [replace(one, priority=8) for one in drawn_ones[:1]]
    return (_newest(scope, told), beside.section(scope, told, courses(scope)), *drawn_ones)


def _newest(scope: Scope, told: Sequence[Figure]) -> Section:
    speak = texts.language()
    shown, values = [], []
    for one in told:
        change = wording.change_since(one.indicator, _headline(one), speak)
        words = _direction(one)
        figure = wording.value(one.indicator, one.value, one.status, speak)
        period = formats.period(one.period, speak)
        name = one.indicator.label(speak)
        since = f"{change.text} {change.since}" if change else "–"
        shown.append((name, period, figure, since, words))
        values.append((name, period, one.value, since, words))
    columns = (_("Indicator"), _("Period"), _("Figure"), _("Change"), _("Direction"))
    ids = tuple(one.indicator.id for one in told)
    return Section(
        "headline",
        _("Headline figures"),
        title=_verdict(told),
        sentences=_sentences(scope, told),
        listing=Listing(
            _("Headline figures: {area}").format(area=place(scope.area_id)),
            columns,
            tuple(shown),
            tuple(values),
            (False, False, True, False, False),
            (3.2, 1.5, 1.3, 2.2, 2.2),
            most_on_slide=14,
        ),
        sources=origins.lines(scope, [one.indicator for one in told]),
        notes=(*_how_judged(), *_without(told)),
        priority=9,
        area_ids=scope.areas,
        indicators=ids,
    )


def _headline(one: Figure) -> Headline:
    earlier = one.earlier_period if one.earlier_value is not None else ""
    return Headline(one.period, one.value, one.status, earlier, one.earlier_value, one.population)


def _direction(one: Figure) -> str:
    trend = one.trend
    return verdict_words.state_words(trend) if isinstance(trend, verdicts.Trend) else "–"


def _verdict(told: Sequence[Figure]) -> str:
    """How many of the figures go which way, as far as a test supports it."""
    worse, better = _judged(told, "worse"), _judged(told, "better")
    of = texts.number(len(told))
    if not worse and not better:
        return _("No clear turn for the better or the worse in the {of} headline figures").format(
            of=of
        )
    words = _(
        "Among {of} headline figures, a turn for the worse in {worse} and for the better "
        "in {better}"
    )
    if not better:
        words = _(
            "Among {of} headline figures, a turn for the worse in {worse} and for the better "
            "in none"
        )
    if not worse:
        words = _(
            "Among {of} headline figures, a turn for the better in {better} and for the worse "
            "in none"
        )
    return words.format(of=of, worse=texts.number(worse), better=texts.number(better))


def _judged(told: Sequence[Figure], judgement: str) -> int:
    return sum(bool(one.verdict and one.verdict.judgement == judgement) for one in told)


def _sentences(scope: Scope, told: Sequence[Figure]) -> tuple[str, ...]:
    """What moves clearly, and else what is told of the whole."""
    clear = [one for one in told if one.verdict and one.verdict.judgement]
    lines = [sentence(scope, one) for one in sorted(clear, key=_telling)]
    return tuple(lines) or (sentence(scope, min(told, key=_telling)),)


def sentence(scope: Scope, one: Figure) -> str:
    """A figure as one sentence."""
    return narrative.sentence(scope.area_id, one, texts.language())


def _how_judged() -> tuple[str, ...]:
    return (
        _(
            "A direction is told where a test finds more than the usual variation; arrows and "
            "colours do not say whether it is good, the words do."
        ),
    )


def _without(told: Sequence[Figure]) -> tuple[str, ...]:
    known = {one.indicator.id for one in told}
    names = [one.label(texts.language()) for one in indicators() if one.id not in known]
    if not names:
        return ()
    words = _("Not in this data for this area: {indicators}.")
    return (words.format(indicators=", ".join(names)),)


def _telling(one: Figure) -> tuple[bool, bool, float, int]:
    """Sort key: what a test judges first, then the largest change of what is fresh."""
    verdict = one.verdict
    before, after = one.earlier_value, one.value or 0.0
    change = abs((after - before) / before) if before and one.indicator.is_count else 0.0
    return not (verdict and verdict.judgement), not verdict, -change, one.indicator.order


def _course(scope: Scope, one: Figure) -> Section | None:
    """The course of a figure beside the areas around; None where it is too short to be drawn."""
    drawn = specification(scope, one.indicator)
    if drawn is None or drawn.is_empty:
        return None
    whole = sentence(scope, one)
    trend = one.trend
    told = (
        verdict_words.trend_words(trend, one.indicator) if isinstance(trend, verdicts.Trend) else ""
    )
    return Section(
        f"course_{one.indicator.id}",
        one.indicator.label(texts.language()),
        title=short(whole),
        sentences=tuple(filter(None, (whole, told))),
        chart=drawn,
        sources=tuple(drawn.source.split("; ")),
        notes=_method(one),
        chapter=_("Headline figures"),
        priority=4 if scope.is_whole else 6,
        area_ids=scope.areas,
        indicators=(one.indicator.id,),
    )


def _method(one: Figure) -> tuple[str, ...]:
    trend = one.trend
    words = [one.indicator.description[texts.language()]]
    if isinstance(trend, verdicts.Trend):
        words.append(verdict_words.method_words(trend, one.indicator))
    return tuple(filter(None, words))


def short(whole: str) -> str:
    """The first claim of a sentence, for a title: what stands before a semicolon."""
    return whole.partition(";")[0].rstrip(".")


def specification(scope: Scope, indicator: Indicator) -> ChartSpecification | None:
    """The course of an indicator, of counts as indices; None with too few figures."""
    known = courses(scope)
    own = [row for row in known.series(scope.area_id, indicator.id) if row["value"] is not None]
    if len(own) < _FEWEST_POINTS:
        return None
    first = f"{int(str(own[-1]['period'])[:4]) - _YEARS:04d}"
    speak = texts.language()
    names = selectors.names_apart(definitions.load(), scope.areas, speak)
    rows = [
        {
            "area_id": area,
            "area_name": names[area],
            "period": str(row["period"]),
            "value": formats.finite(row["value"]),
            "status": str(row["status"]),
        }
        for area in (scope.areas if indicator.display != "signed" else scope.areas[:1])
        for row in known.series(area, indicator.id)
        if str(row["period"]) >= first
    ]
    base = next(str(row["period"]) for row in own if str(row["period"]) >= first)
    based = {row["area_id"] for row in rows if row["period"] == base and row["value"] is not None}
    # Persons of a country beside those of a town would press the town's line flat.
    indexed = indicator.is_count and len(based) > 1
    return charts.trend(
        [row for row in rows if row["area_id"] in based] if indexed else rows,
        indicator=indicator,
        language=speak,
        own=scope.area_id,
        benchmarks=[one for one in scope.beside if one in based or not indexed],
        base_period=base if indexed else None,
        source="; ".join(origins.lines(scope, [indicator])),
        _=_,
    )
