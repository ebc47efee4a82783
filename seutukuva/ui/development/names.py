"""What KPIs, their figures and the verdicts on them are called."""

from __future__ import annotations

import datetime as dt

from seutukuva import definitions, forecasting, formats, selectors, texts
from seutukuva.development import areas as area_states
from seutukuva.development import kpis, projection, verdicts
from seutukuva.development.kpis import Course, Kpi, Point
from seutukuva.development.projection import Projection
from seutukuva.development.targets import Decision
from seutukuva.development.verdicts import Verdict
from seutukuva.interviews import wording as interview_words
from seutukuva.projections import pools
from seutukuva.projects import rag
from seutukuva.texts import N_, _
from seutukuva.verdicts import wording as verdict_words

NOTHING = "–"
_SHORT_UNIT = 2
STATES = {
    verdicts.REACHED: N_("Reached"),
    verdicts.ON_COURSE: N_("On course"),
    verdicts.SOMEWHAT_BEHIND: N_("Somewhat behind"),
    verdicts.BEHIND: N_("Behind"),
    verdicts.WRONG_WAY: N_("Going the wrong way"),
    verdicts.UNKNOWN: N_("Cannot be said"),
    area_states.NO_TARGET: N_("No target"),
    area_states.HIDDEN: N_("Not shown here"),
    area_states.INVENTED: N_("Invented interviews"),
}
# As of projects: green, amber, red, not judged.
LETTERS = {
    verdicts.REACHED: rag.GREEN,
    verdicts.ON_COURSE: rag.GREEN,
    verdicts.SOMEWHAT_BEHIND: rag.AMBER,
    verdicts.BEHIND: rag.RED,
    verdicts.WRONG_WAY: rag.RED,
}
WHY_UNKNOWN = {
    verdicts.NO_FIGURE: N_("there is no figure"),
    verdicts.NOTHING_NEWER: N_("there is no figure newer than the baseline"),
    verdicts.NO_DIRECTION: N_("neither the KPI nor the target says which way is wanted"),
    verdicts.NO_THRESHOLDS: N_("no limits were in force on that day"),
    verdicts.WITHIN_CHANCE: N_("the difference from what is expected is within chance"),
    verdicts.TARGET_PASSED: N_("the target’s year has passed, and there is no figure of it yet"),
    verdicts.NO_SAME_SEASON: N_("figures by month cannot be compared with this baseline"),
}
WHY_EMPTY = {
    kpis.CONFIDENTIAL: N_("interviews are not shown here"),
    kpis.NO_INTERVIEWS: N_("no interviews yet"),
    kpis.NO_FIGURES: N_("no figure of this area"),
    kpis.UNREADABLE: N_("the interviews cannot be read just now"),
}
WHY_NO_PROJECTION = {
    projection.FEW_FIGURES: N_("no projection: too few figures that can be compared"),
    projection.TOO_FAR: N_("no projection: the target is further ahead than can be looked"),
    projection.OVER: "",
    projection.BY_MONTH: N_("no projection: figures are by month, and the target is of a year"),
    forecasting.BROKEN: N_("no projection: a break or a gap in the series"),
    forecasting.CONSTANT: N_("no projection: the figure has not changed"),
    forecasting.STALE: N_("no projection: the newest figure is old"),
    forecasting.NO_BETTER: N_("no projection: none is better than that nothing changes"),
    forecasting.ZEROS: N_("no projection: mostly zeros"),
    forecasting.UNEVEN: N_("no projection: a leap in the figures hides where they lead"),
    pools.ABOLISHED: N_("no projection: the area was merged into another"),
}
DIRECTIONS = {
    "up": N_("better than in the round before, beyond chance"),
    "down": N_("worse than in the round before, beyond chance"),
    "": N_("no change from the round before beyond chance"),
}


def verdict(state: str) -> str:
    """A state with its letter: "A · Somewhat behind"; without one where nothing is judged."""
    letter = LETTERS.get(state)
    return f"{letter} · {_(STATES[state])}" if letter else _(STATES[state])


def areas() -> dict[str, str]:
    """The programme's development areas by code, each with its code and title."""
    speak = texts.language()
    every = definitions.load().programme.development_areas
    return {one.code: f"{one.code} {one.title[speak]}" for one in every}


def organisation(own_id: str) -> str:
    """The name of an organisation of the programme."""
    known = definitions.load().programme.organisations
    return known[own_id].name[texts.language()] if own_id in known else own_id


def place(area_id: str) -> str:
    """The name of an area; of one that is not known, its id."""
    found = definitions.load()
    if area_id not in found.areas:
        return area_id
    return selectors.area_name(found, area_id, texts.language())


def title(kpi: Kpi) -> str:
    """A KPI's name; of a balance with where it is from."""
    speak = texts.language()
    if kpi.indicator:
        return kpi.indicator.label(speak)
    return _("Interviews: {question}, balance").format(question=kpi.short_title[speak])


def of_id(kpi_id: str) -> str:
    """The name of a KPI by its id; the id of one that is no longer known."""
    kpi = kpis.kpi(kpi_id, definitions.load())
    return title(kpi) if kpi else kpi_id


def figure(kpi: Kpi, value: float | None, status: str = "final") -> str:
    """A figure with its unit."""
    speak = texts.language()
    is_signed = kpi.display == "signed"
    return formats.observation(
        value, status, kpi.decimals, kpi.unit[speak], speak, signed=is_signed
    )


def bare(kpi: Kpi, value: float) -> str:
    """A figure that stands beside one with its unit: without it, but for a sign such as %."""
    speak = texts.language()
    unit = kpi.unit[speak] if len(kpi.unit[speak]) <= _SHORT_UNIT else ""
    is_signed = kpi.display == "signed"
    return formats.value_with_unit(value, kpi.decimals, unit, speak, signed=is_signed)


def newest(course: Course) -> str:
    """The newest figure, the class of a balance where only that is told, or why there is none."""
    point = course.newest
    if point is None:
        return _(WHY_EMPTY.get(course.reason, WHY_EMPTY[kpis.NO_FIGURES]))
    if point.value is None:
        return interview_words.class_words(point.klass)
    return figure(course.kpi, point.value, point.status)


def period(text: str) -> str:
    """A period in words."""
    return formats.period(text, texts.language())


def base(point: Point) -> str:
    """How sure a balance is: its interval and how many firms; "" for other figures."""
    if point.low is None or point.high is None or point.firms is None:
        return ""
    words = _("95% interval {low} … {high}, about {n} firms")
    low, high = (texts.number(end, signed=True) for end in (point.low, point.high))
    return words.format(low=low, high=high, n=texts.number(point.firms))


def trend(course: Course) -> str:
    """Which way a course goes, beyond its usual variation; "" where nothing is known of it."""
    if course.kpi.is_balance:
        known = course.direction is not None and course.newest is not None
        return _(DIRECTIONS[course.direction or ""]) if known else ""
    if course.trend is None or not course.points or course.reason:
        return ""
    return verdict_words.state_words(course.trend)


def trend_sentence(course: Course) -> str:
    """The same in a sentence of its own."""
    if course.trend is not None and course.kpi.indicator and not course.reason:
        return verdict_words.trend_words(course.trend, course.kpi.indicator)
    words = trend(course)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def why(verdict: Verdict, *, is_invented: bool = False) -> str:
    """What a verdict rests on, in a few words; with what must be known of its figure."""
    told = [_rests(verdict)]
    if verdict.period and (verdict.is_old or verdict.reason == verdicts.TARGET_PASSED):
        told.append(_("newest figure: {period}").format(period=period(verdict.period)))
    if is_invented:
        told.append(_("invented interviews"))
    return "; ".join(filter(None, told))


def _rests(verdict: Verdict) -> str:
    if verdict.reason:
        return _(WHY_UNKNOWN[verdict.reason])
    if verdict.state == verdicts.REACHED:
        return ""
    if verdict.is_limit:
        is_floor = verdict.wanted > 0
        return _("not to fall below a limit") if is_floor else _("not to rise above a limit")
    if verdict.share is None:
        return ""
    if verdict.share < 0:
        # What looks the same as the baseline is no way back.
        is_away = verdict.state == verdicts.WRONG_WAY
        return _("away from the target since the baseline") if is_away else _("no change so far")
    share = formats.percent(100 * verdict.share, 0, texts.language())
    if verdict.is_over:
        return _("{share} of the way; the target’s year has come").format(share=share)
    words = _("{share} of the way expected by {period}")
    return words.format(share=share, period=period(verdict.period))


def by(text: str) -> str:
    """Until when something was expected: "by 2017"."""
    return _("by {period}").format(period=period(text)) if text else ""


def earlier(on: dt.date) -> str:
    """What stands on the page when an earlier day is looked at."""
    words = _(
        "As on {day}: the targets in force then, and the figures of periods that had ended by "
        "then, as they are known now."
    )
    return words.format(day=formats.date(on, texts.language()))


def projected(kpi: Kpi, one: Projection) -> str:
    """The projected figure, or "–"."""
    return NOTHING if one.reason else bare(kpi, one.value)


def span(kpi: Kpi, one: Projection) -> str:
    """The span of a projection, or why there is none."""
    if one.reason:
        words = WHY_NO_PROJECTION[one.reason]
        return _(words) if words else ""
    low, high = (
        formats.number(end, kpi.decimals, texts.language(), signed=kpi.display == "signed")
        for end in (one.low, one.high)
    )
    return f"{low} … {high}"


def baseline_note(course: Course, one: Decision) -> str:
    """The baseline's period, and the figure of the statistics where it is another."""
    note = period(one.baseline_period)
    known = course.at(one.baseline_period)
    if known is None or bare(course.kpi, known) == bare(course.kpi, one.baseline):
        return note
    words = _("{period}; newest figures say {value}")
    return words.format(period=note, value=bare(course.kpi, known))
