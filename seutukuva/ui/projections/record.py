"""How official projections have hit: in sentences, area by area, and by years ahead."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, formats, made, profile, selectors, texts
from seutukuva.definitions import Indicator
from seutukuva.projections import official, record
from seutukuva.projections.official import Vintage
from seutukuva.projections.record import Missed, Record
from seutukuva.texts import N_, _
from seutukuva.ui.projections import names, sentences, tables
from seutukuva.ui.projections.tables import Row
from seutukuva.ui.projections.view import View

_SIGN = N_(
    "Error: what was projected less what happened, in per cent of what happened. Minus: too "
    "little was projected; plus: too much."
)

# Means over fewer than so large a part of the areas are left out.
_SHARE_OF_AREAS = 0.5


def official_record(view: View, peer_ids: Sequence[str]) -> None:
    """What official projections said of years that have come, or why there is none to judge.

    Args:
        peer_ids: areas to stand beside the programme's in the table.
    """
    if not official.projecting(view.indicator.id):
        words = _(
            "Producers do not project this indicator, as far as is known here. Official "
            "projections are among the data for: {indicators}."
        )
        st.markdown(words.format(indicators=", ".join(_projected())))
        return
    st.markdown(_told(view))
    if not view.vintages:
        return
    vintage = _choose(view)
    _areas(view, vintage, peer_ids)
    _by_years(view, vintage)


def _projected() -> list[str]:
    """What producers project, by name."""
    known = definitions.load().indicators
    ids = dict.fromkeys(one.official.projects for one in known.values() if one.official)
    return [known[one].label(texts.language()) for one in ids]


def _told(view: View) -> str:
    """A sentence a vintage."""
    if not view.vintages:
        return _("No official projection of {place} is among the data.").format(
            place=names.place(view.area_id)
        )
    held = {one.indicator_id: one for one in sentences.newest_held(view.records)}
    told = []
    for vintage in reversed(view.vintages):
        one = held.get(vintage.indicator_id)
        told.append(sentences.held(one, view.indicator) if one else too_new(vintage))
    return "\n".join(f"- {each}" for each in told)


def too_new(vintage: Vintage) -> str:
    """That nothing of what a vintage projects has happened yet."""
    words = _(
        "The projection made in {made} cannot be judged yet: none of the years it tells of has a "
        "figure. The first is {period}."
    )
    first = next((one.period for one in vintage.points if one.period > vintage.base), "")
    return words.format(made=vintage.made, period=names.period(first) if first else names.NOTHING)


def _choose(view: View) -> Vintage:
    """The vintage that the tables are of: ``?made=2019``; first the newest that can be judged."""
    by_made = {one.made: one for one in view.vintages}
    options = list(reversed(by_made))
    chosen = selectors.choose_one(
        "made",
        _("Official projection made in"),
        options,
        max((one.made for one in view.records), default=options[0]),
        str,
    )
    return by_made[chosen]


def _areas(view: View, vintage: Vintage, peer_ids: Sequence[str]) -> None:
    """The newest year that has come, in every area of the programme, the own one and its peers."""
    found = definitions.load()
    country = found.areas[view.area_id].country
    own = [*found.programme.areas, found.programme.subregion]
    # Producers project their own country.
    near = [one for one in (*own, *peer_ids) if found.areas[one].country == country]
    ids = list(dict.fromkeys([view.area_id, *near]))
    records = _of(vintage, record.records(view.indicator.id, ids))
    period = max((one.period for one in records), default="")
    newest = {one.area_id: one for one in records if one.period == period}
    if not newest:
        st.markdown(too_new(vintage))
        return
    title = _("Projected in {made} for {period}, and what happened").format(
        made=vintage.made, period=names.period(period)
    )
    apart = selectors.names_apart(found, ids, texts.language())
    columns = (_("Area"), _("Projected"), _("What happened"), _("Difference"), _("Error"))
    rows = [_row(apart[one], newest[one], view.indicator) for one in ids if one in newest]
    st.subheader(title, anchor=False)
    missing = [apart[one] for one in ids if one not in newest]
    notes = [_(_SIGN)]
    if missing:
        words = _("No projection or no figure: {areas}.")
        notes.append(words.format(areas=", ".join(missing)))
    tables.put(
        title,
        "projection_record",
        columns,
        rows,
        notes,
        subtitle=view.indicator.label(texts.language()),
        indicators=[view.indicator, found.indicators[vintage.indicator_id]],
        area_ids=list(newest),
    )


def _of(vintage: Vintage, records: Sequence[Record]) -> list[Record]:
    return [one for one in records if one.indicator_id == vintage.indicator_id]


def _row(title: str, one: Record, indicator: Indicator) -> Row:
    speak = texts.language()
    difference = formats.rounded(one.projected, indicator.decimals) - formats.rounded(
        one.actual, indicator.decimals
    )
    signed = formats.number(difference, indicator.decimals, speak, signed=True)
    actual = names.figure(indicator, one.actual) + formats.status_mark(one.status)
    error = names.NOTHING if one.error_pct is None else names.error(one.error_pct)
    return Row(
        title,
        (
            (names.figure(indicator, one.projected), one.projected),
            (actual, one.actual),
            (signed, float(difference)),
            (error, one.error_pct),
        ),
    )


def _by_years(view: View, vintage: Vintage) -> None:
    """How far the vintage missed on average, by years ahead, over all areas of the kind."""
    found = definitions.load()
    area = found.areas[view.area_id]
    # A whole country or region says little of how places of this kind are hit.
    kind = area.kind if area.kind in ("municipality", "subregion") else "municipality"
    every = _missed(vintage, kind, area.country)
    most = max((one.areas for one in every), default=0)
    # A mean over one area is none, and must not stand under one over all of them.
    missed = [one for one in every if one.areas >= _SHARE_OF_AREAS * most]
    if not missed:
        return
    title = _("How far the projection of {made} missed on average").format(made=vintage.made)
    columns = (_("Ahead"), _("Mean error"), _("Mean size of the error"), _("Areas"))
    rows = [
        Row(
            names.ahead(one.ahead, view.indicator.period_kind),
            (
                (names.error(one.mean_error), one.mean_error),
                (names.percent(one.mean_absolute_error / 100, 1), one.mean_absolute_error),
                (texts.number(one.areas), one.areas),
            ),
        )
        for one in missed
    ]
    st.subheader(title, anchor=False)
    words = (
        _("Municipalities that have both figures, {n} at most; every area weighs the same.")
        if kind == "municipality"
        else _("Sub-regions that have both figures, {n} at most; every area weighs the same.")
    )
    notes = [words.format(n=texts.number(most)), _(_SIGN)]
    if few := [one for one in every if one not in missed]:
        told = _("Left out, because few areas have both figures: {ahead}.")
        ahead = ", ".join(names.ahead(one.ahead, view.indicator.period_kind) for one in few)
        notes.insert(1, told.format(ahead=ahead))
    tables.put(
        title,
        "projection_missed",
        columns,
        rows,
        notes,
        subtitle=view.indicator.label(texts.language()),
        indicators=[view.indicator, found.indicators[vintage.indicator_id]],
        area_ids=[view.area_id],
    )


def _missed(vintage: Vintage, kind: str, country: str) -> tuple[Missed, ...]:
    """The mean errors of a vintage over all areas of a kind in a country."""

    def make() -> tuple[Missed, ...]:
        ids = profile.ids_of_kind(definitions.load(), kind, country)
        return record.summary(_of(vintage, record.records(vintage.projects, ids)))

    return made.once(make, "missed", vintage.indicator_id, kind, country)
