"""One year ahead: its figures, and the ages of then with those of now as an outline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from seutukuva import charts, selectors, texts
from seutukuva.charts import ChartSpecification
from seutukuva.cohorts import Course
from seutukuva.definitions.model import BOTH_SEXES, SEXES
from seutukuva.texts import _
from seutukuva.ui import figures, presentation, printing
from seutukuva.ui.cohorts import choosing, names
from seutukuva.ui.cohorts.view import View

# Another page keeps a year of its own under "year".
YEAR = "in_year"
USUAL_AHEAD = 10
_PLAYING, _TURN, _SET = "population_playing", "population_turn", "population_set"
_SECONDS = 1.5  # that a year stays while they are played
_CARD_WIDTH = 178
_GROUP = 5
_CSS = Path(__file__).with_name("play.css")


def at_year(view: View) -> None:
    """The year is chosen or played through; its figures, what it compares with, its ages."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")
    year = _chosen(view)
    _figures(view, year)
    st.markdown(compared(view, year))
    if words := apart(view, year):
        st.caption(words)
    _pyramid(view, year)


def _chosen(view: View) -> int:
    first, last = view.first, view.central.last
    usual = min(last, first + USUAL_AHEAD)
    if st.session_state.get(_PLAYING) and st.session_state.pop(_TURN, False):
        _turn(first, last, usual)
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        year = choosing.slider(YEAR, _("Year"), (first, last, 1), usual)
    playing = bool(st.session_state.get(_PLAYING)) and year < last
    st.session_state[_PLAYING] = playing
    with right, printing.unprinted("play"), st.container(key="population_play"):
        st.button(
            _("Stop") if playing else _("Play"),
            icon=":material/stop:" if playing else ":material/play_arrow:",
            key="population_play_button",
            on_click=_pressed,
            args=(first, last, year, usual),
        )
    if playing:
        st.session_state[_SET] = True
        st.fragment(_clock, run_every=_SECONDS)()
    return year


def _pressed(first: int, last: int, year: int, usual: int) -> None:
    st.session_state[_PLAYING] = not st.session_state.get(_PLAYING)
    st.session_state.pop(_TURN, None)
    if year >= last:
        _to(first, usual)


def _clock() -> None:
    """Runs with the page, which sets it, and then by itself: then it is time for the next year.

    Only the clock is a fragment. What is run apart from the page does not know its language.
    """
    if st.session_state.pop(_SET, False):
        return
    st.session_state[_TURN] = True
    st.rerun()


def _turn(first: int, last: int, usual: int) -> None:
    now = st.query_params.get(YEAR, str(usual))
    year = int(now) if now.isdecimal() and len(now) < 5 else first
    _to(min(last, year + 1), usual)


def _to(year: int, usual: int) -> None:
    selectors.remember(YEAR, (str(year),), (str(usual),))


def _figures(view: View, year: int) -> None:
    """The results of the year, each with its change."""
    results, at = view.results(), year - view.first
    shown = [
        (_("Inhabitants"), results.total, 0),
        (_("Working-age inhabitants, 15–64"), results.working, 0),
        (_("School starters, 7 years old"), results.school, 0),
        (_("Aged 75 or over"), results.oldest, 0),
        (_("Demographic dependency ratio"), results.dependency, 1),
    ]
    place = st.container(key="population_figures")
    grid = place.grid("auto", min_column_width=presentation.card_width(_CARD_WIDTH))
    since = _("vs {period}").format(period=view.first)
    for title, values, decimals in shown:
        change = values[at] - values[0]
        with grid.container(border=True, height="stretch"):
            st.metric(
                title,
                texts.number(values[at], decimals),
                delta=texts.number(change, decimals, signed=True),
                delta_color="blue",
                delta_arrow=_arrow(change, decimals),
                delta_description=since,
            )
    st.caption(
        _(
            "Dependency ratio: inhabitants under 15 and over 64 of every hundred aged 15–64. "
            "Change since the end of {year}."
        ).format(year=view.first)
    )


def _arrow(change: float, decimals: int) -> Literal["up", "down", "off"]:
    """Of what is printed: what rounds to nothing has none, nor has what is not defined."""
    if not abs(change) >= 0.5 * 0.1**decimals:
        return "off"
    return "up" if change > 0 else "down"


def compared(view: View, year: int) -> str:
    """The year beside the official projection, and beside what would be if nobody moved."""
    at = year - view.first
    own = float(view.central.people[at].sum())
    still = _("If nobody moved, {year}: {people}.")
    parts = [still.format(year=year, people=names.persons(view.still.people[at].sum()))]
    if view.is_tried:
        as_now = _("With nothing changed, {year}: {people}.")
        parts.insert(0, as_now.format(year=year, people=names.persons(_sum(view.unchanged, at))))
    if view.official.get(year):
        theirs = view.official[year]
        words = _(
            "The official projection of {made} has {people} in {year}; this calculation has "
            "{own} ({difference})."
        )
        difference = names.percent(100 * (own / theirs - 1), 1, signed=True)
        parts.append(
            words.format(
                made=view.made,
                people=names.persons(theirs),
                year=year,
                own=names.persons(own),
                difference=difference,
            )
        )
    elif view.official:
        none = _("The official projection of {made} has no figure of {year}.")
        parts.append(none.format(made=view.made, year=year))
    return " ".join(parts)


def apart(view: View, year: int) -> str:
    """Why what is projected otherwise differs; "" where nothing else is of that year."""
    page, people = _("Projections"), names.persons(view.own.get(year, 0.0))
    if view.official.get(year) and year in view.own:
        words = _(
            "They differ since each carries on something else: this calculation births, deaths and "
            "moves of late, age by age; the official projection those of the years up to {base}; "
            "the own projection on the page “{page}” ({people} in {year}) the total alone, "
            "without ages."
        )
    elif view.official.get(year):
        words = _(
            "They differ since each carries on something else: this calculation births, deaths and "
            "moves of late, age by age; the official projection those of the years up to {base}."
        )
    elif year in view.own:
        words = _(
            "The own projection on the page “{page}” has {people} in {year}: it carries on the "
            "total alone, without ages; this calculation births, deaths and moves of late, age by "
            "age."
        )
    else:
        return ""
    return words.format(base=view.base, page=page, people=people, year=year)


def _sum(course: Course, at: int) -> float:
    return float(course.people[at].sum())


def _pyramid(view: View, year: int) -> None:
    figures.draw_own(
        pyramid(view, year),
        "population_ages",
        "population-ages",
        str(year),
        place=view.place,
        indicators=view.indicators,
        areas=view.area_ids,
    )


def pyramid(view: View, year: int) -> ChartSpecification:
    """The ages of the year, with those of the first one as an outline, on one axis for all."""
    notes = []
    if view.is_estimated:
        notes.append(_("The ages of {year} are an estimate.").format(year=view.first))
    if view.central.people.shape[1] == 1:
        notes.append(_("Men and women together: they are not known apart."))
    made = charts.pyramid(
        _rows(view.central, year),
        title=_("Ages, {area}").format(area=view.place),
        language=texts.language(),
        compare_rows=_rows(view.central, view.first) if year != view.first else (),
        label=str(year),
        compare_label=str(view.first) if year != view.first else "",
        source=_("Own calculation by cohorts."),
        reach=_reach(view.central),
        _=_,
    )
    return replace(made, notes=(*made.notes, *notes))


def _rows(course: Course, year: int) -> list[dict[str, Any]]:
    people = course.people[year - course.first]
    sexes = SEXES if len(people) > 1 else (BOTH_SEXES,)
    oldest = people.shape[1] - 1
    return [
        {"age": f"{age}+" if age == oldest else age, "sex": sex, "value": float(value)}
        for sex, ages in zip(sexes, people, strict=True)
        for age, value in enumerate(ages)
    ]


def _reach(course: Course) -> float:
    """The longest bar of any of the years."""
    closed = course.people[:, :, :-1]
    groups = closed.reshape(*closed.shape[:2], -1, _GROUP).sum(axis=3)
    return float(groups.max())
