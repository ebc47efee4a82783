"""The inhabitants over the years: a sentence, and the chart with what it is compared with."""

from __future__ import annotations

import streamlit as st

from seutukuva import charts, cohorts, texts
from seutukuva.charts import ChartSpecification, Line
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.cohorts import names
from seutukuva.ui.cohorts.view import View

_YEARS_BACK = 20
# So few whom a lever could not move are lost in rounding.
_HELD = 0.5


def course(view: View) -> None:
    """Where the inhabitants lead, in words and as a chart."""
    # On paper, where nobody sees what is chosen, it says of whom.
    st.markdown(f"**{view.place}.** {where(view)}")
    st.caption(_("A calculation of where this leads if it goes on, not a forecast."))
    figures.draw_own(
        specification(view),
        "population_course",
        "population",
        place=view.place,
        indicators=view.indicators,
        areas=view.area_ids,
    )
    if told := held(view):
        st.info(told, icon=":material/info:")


def where(view: View) -> str:
    """ "From 26,387 in 2025 the inhabitants come to 19,689 in 2045 (−25 %) …"."""
    total = view.results().total
    first, last = float(total[0]), float(total[-1])
    words = _(
        "If births, deaths and moves by age go on as now, the **{before}** inhabitants of {first} "
        "are **{after}** in {last} ({change}); between low and high {low} … {high}."
    )
    if view.is_tried:
        words = _(
            "With the levers as they are set, the **{before}** inhabitants of {first} are "
            "**{after}** in {last} ({change}); between low and high {low} … {high}."
        )
    return words.format(
        before=names.persons(first),
        first=view.first,
        after=names.persons(last),
        last=view.central.last,
        change=names.percent(100 * (last / first - 1), 1, signed=True),
        low=names.persons(view.low.people[-1].sum()),
        high=names.persons(view.high.people[-1].sum()),
    )


def held(view: View) -> str:
    """That a lever asked for more to move out than there are; "" where it did not."""
    stopped = float(view.central.held.sum())
    if stopped < _HELD:
        return ""
    words = _(
        "More would move away at some ages than there are people of these ages. Each age stops "
        "at nobody: over the years {people} moves away are left out."
    )
    return words.format(people=names.persons(stopped))


def spread(view: View) -> str:
    """What the low and the high variant assume; of moves, as much as the lever leaves of them."""
    moves = cohorts.SPREAD_MOVES * view.levers.migration / 100
    words = _(
        "Low and high: net migration is {moves} persons a year per thousand inhabitants lower or "
        "higher than in the middle, births are {births} fewer or more, and the risk of dying is "
        "{deaths} higher or lower. They are no limits: small municipalities often go beyond them."
    )
    return words.format(
        moves=texts.number(moves, 0 if moves == round(moves) else 1),
        births=names.percent(cohorts.SPREAD_BIRTHS),
        deaths=names.percent(cohorts.SPREAD_DEATHS),
    )


def tried(view: View) -> list[str]:
    """The levers that are pulled, in words; none where all is as now."""
    if not view.is_tried:
        return []
    one = view.levers
    words = _(
        "Levers, of now: net migration {migration} and {more} persons a year more, births "
        "{fertility}, risk of dying {mortality}."
    )
    return [
        words.format(
            migration=names.percent(one.migration),
            more=names.persons(one.more),
            fertility=names.percent(one.fertility),
            mortality=names.percent(one.mortality),
        )
    ]


def specification(view: View) -> ChartSpecification:
    """The chart."""
    title = _("Inhabitants, {area}").format(area=view.place)
    totals = [one.people.sum(axis=(1, 2)) for one in (view.low, view.high)]
    span = [
        (year, round(float(low), 1), round(float(high), 1))
        for year, low, high in zip(view.central.years, *totals, strict=True)
    ]
    sources = [
        source
        for one in view.indicators
        for source in figures.source_of(one, view.area_ids).split("; ")
    ]
    return charts.population_course(
        _lines(view),
        span,
        title=title,
        language=texts.language(),
        source="; ".join(dict.fromkeys(filter(None, sources))),
        notes=(_("Own calculation by cohorts."), *tried(view), spread(view)),
        said=where(view).replace("**", ""),
        _=_,
    )


def _lines(view: View) -> list[Line]:
    found = []
    begun = view.first - _YEARS_BACK
    counted = {year: value for year, value in view.known.items() if begun <= year <= view.first}
    if counted:
        found.append(Line("course", _("Counted"), "own", counted))
    name = _("With the levers") if view.is_tried else _("As now")
    found.append(Line("central", name, "ahead", _totals(view.central)))
    if view.is_tried:
        found.append(Line("unchanged", _("As now"), "peer", _totals(view.unchanged)))
    found.append(Line("still", _("If nobody moved"), "peer", _totals(view.still)))
    if view.official:
        made = _("Official of {made}").format(made=view.made)
        found.append(Line("official", made, "benchmark", view.official))
    return found


def _totals(one: cohorts.Course) -> dict[int, float]:
    totals = one.people.sum(axis=(1, 2))
    # No more decimals are taken away than a calculation bears.
    return {year: round(float(total), 1) for year, total in zip(one.years, totals, strict=True)}
