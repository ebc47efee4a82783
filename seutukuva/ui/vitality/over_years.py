"""How the ranks have changed: by the figures of each year that all followed indicators have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from seutukuva import charts, definitions, formats, made, selectors, texts
from seutukuva.charts import RankCourse
from seutukuva.peering import listed
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.vitality import told
from seutukuva.ui.vitality.standing import file_name, source, weighed
from seutukuva.ui.vitality.view import View
from seutukuva.vitality import reading
from seutukuva.vitality.assessing import Field, OverYears, known_years
from seutukuva.vitality.assessing import over_years as ranks_over_years
from seutukuva.vitality.years import FEWEST_YEARS, common, followed

FOLLOWED = "followed"
# Of the drawn weights; with fewer of them it depends on the weights.
NEARLY_ALL = 0.95


@dataclass(frozen=True)
class _Known:
    """The yearly figures of the indicators that count, and the years in which each is known."""

    field: Field
    figures: Mapping[tuple[str, str], reading.Figures]
    years: Mapping[str, frozenset[str]]


def over_years(view: View) -> None:
    """Ranks over the years, or why there are none."""
    known = _known(view)
    usual = followed(known.years, known.field.weights) or view.assessed.indicators
    speak, found = texts.language(), definitions.load()
    chosen = selectors.choose_several(
        FOLLOWED,
        _("Indicators followed over the years"),
        view.assessed.indicators,
        tuple(usual),
        lambda one: selectors.indicator_name(found, one, speak),
        len(view.assessed.indicators),
        lambda value: _followable(view, value),
    )
    years = common(known.years, chosen)
    for one in _explained(view, known, chosen, years):
        st.markdown(one)
    if len(years) < FEWEST_YEARS:
        return
    _ranks(view, known, chosen, years)


def _followable(view: View, value: str) -> str | None:
    """An indicator that does not count now may do so with other weights: it is no error."""
    if value in view.assessed.indicators:
        return value
    return "" if value in definitions.load().indicators else None


def _known(view: View) -> _Known:
    weights = {
        one: float(weight)
        for one, weight in zip(view.assessed.indicators, view.assessed.weights, strict=True)
    }
    field = replace(view.field, weights=weights)
    group = view.choice.group

    def make() -> _Known:
        yearly = reading.yearly(list(weights), group.kind, group.country)
        return _Known(field, yearly, known_years(field, yearly))

    return made.once(make, "vitality known years", field.area_ids, tuple(weights.items()))


def _explained(view: View, known: _Known, chosen: Sequence[str], years: Sequence[str]) -> list[str]:
    """Which years there are, and what is left out for lack of them."""
    titles = {one.id: one.short_title[texts.language()] for one in view.indicators}

    def each(names: Sequence[str]) -> str:
        return "; ".join(f"{titles[one]}: {_years(known.years[one])}" for one in names)

    left_out = [one for one in titles if one not in chosen]
    paragraphs = []
    if len(years) < FEWEST_YEARS:
        words = _(
            "Ranks over years need two years in which all of these indicators have figures. Leave "
            "out above what lacks them. Years by indicator: {years}."
        )
        paragraphs.append(words.format(years=each(chosen)))
    else:
        words = _("Years in which all of these indicators have figures: {years}.")
        paragraphs.append(words.format(years=told.years(years)))
    if left_out:
        words = _(
            "Not followed over the years, so that these are other composites and other ranks than "
            "those above: {indicators}."
        )
        paragraphs.append(words.format(indicators=each(left_out)))
    return paragraphs


def _years(years: frozenset[str]) -> str:
    return told.years(years) if years else _("no yearly figures")


def _ranks(view: View, known: _Known, chosen: Sequence[str], years: Sequence[str]) -> None:
    field = replace(known.field, weights={one: known.field.weights[one] for one in chosen})

    def make() -> OverYears:
        return ranks_over_years(field, known.figures, years)

    weights = tuple(field.weights.items())
    found = made.once(make, "vitality over years", field.area_ids, weights, tuple(years))
    if not found.area_ids:
        st.info(_("No area has all figures in all of these years."), icon=":material/info:")
        return
    own = [at for at, one in enumerate(found.area_ids) if one in view.choice.group.own]
    sentences = [
        _course(view, found, at, is_alone=len(chosen) == 1) for at in own[: told.MOST_TOLD]
    ]
    for one in sentences:
        st.markdown(one)
    composite = view.choice.composite.title[texts.language()]
    titles = [one.short_title[texts.language()] for one in view.indicators if one.id in chosen]
    sums = weighed(titles, [field.weights[one.id] for one in view.indicators if one.id in chosen])
    figures.draw_own(
        charts.rank_courses(
            [_drawn(view, found, at) for at in range(len(found.area_ids))],
            found.years,
            title=_("{composite}: ranks over the years").format(composite=composite),
            subtitle=f"{view.choice.title}. {sums}",
            language=texts.language(),
            source=source(view, chosen),
            notes=[*_notes(view, found), *told.what(view)],
            said=" ".join(sentences).replace("**", ""),
            _=_,
        ),
        "vitality_years",
        *file_name(view, "years"),
        place=view.choice.title,
        indicators=[one for one in view.indicators if one.id in chosen],
        areas=found.area_ids,
    )


def _drawn(view: View, found: OverYears, at: int) -> RankCourse:
    area_id = found.area_ids[at]
    return RankCourse(
        area_id,
        view.names[area_id],
        tuple(int(one) for one in found.rank[at]),
        tuple(int(one) for one in found.low[at]),
        tuple(int(one) for one in found.high[at]),
        area_id in view.choice.group.own,
        float(found.risen[at]),
        float(found.fallen[at]),
    )


def _course(view: View, found: OverYears, at: int, *, is_alone: bool) -> str:
    """How an area's rank has changed, and whether other weights could have made the change.

    Args:
        is_alone: by one indicator, which no weights move.
    """
    words = _(
        "**{area}** had rank {before} of {of} in {first} (with other weights {before_range}) and "
        "{after} in {last} ({after_range})."
    )
    changed = words.format(
        area=view.names[found.area_ids[at]],
        before=texts.number(found.rank[at, 0]),
        after=texts.number(found.rank[at, -1]),
        of=texts.number(len(found.area_ids)),
        first=found.years[0],
        last=found.years[-1],
        before_range=_range(found, at, 0),
        after_range=_range(found, at, -1),
    )
    return changed if is_alone else f"{changed} {_judged(found, at)}"


def _range(found: OverYears, at: int, year: int) -> str:
    return formats.span(found.low[at, year], found.high[at, year], 0, texts.language())


def _judged(found: OverYears, at: int) -> str:
    risen, fallen = (
        formats.percent(100 * share, 0, texts.language())
        for share in (found.risen[at], found.fallen[at])
    )
    if found.risen[at] >= NEARLY_ALL:
        return _("It has risen with {share} of the sensible weights drawn.").format(share=risen)
    if found.fallen[at] >= NEARLY_ALL:
        return _("It has fallen with {share} of the sensible weights drawn.").format(share=fallen)
    words = _(
        "Whether it has risen or fallen depends on the weights: risen with {risen} of those "
        "drawn, fallen with {fallen}, unchanged with the others."
    )
    return words.format(risen=risen, fallen=fallen)


def _notes(view: View, found: OverYears) -> list[str]:
    notes = [
        _(
            "Each year’s figures are scored beside all areas of the country in that year: a rank "
            "rises when an area does better than the others, not when its figures grow."
        )
    ]
    if found.left_out:
        names = listed([view.names[one] for one in found.left_out])
        words = _("Lacking a figure in some of the years, and not ranked: {areas}.")
        notes.append(words.format(areas=names))
    return notes
