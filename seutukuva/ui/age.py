"""The age structure of an area: a pyramid of a chosen year beside another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd
import streamlit as st

from seutukuva import (
    age_structure as ages,
)
from seutukuva import (
    charts,
    definitions,
    export,
    formats,
    made,
    selectors,
    store,
    texts,
    wording,
)
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Breakdown
from seutukuva.export import Code, Origin, TakeAway
from seutukuva.texts import _
from seutukuva.ui import markup, presentation
from seutukuva.ui.takeaway import origin, surroundings, take_away

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _View:
    """One period of one breakdown in an area, and the source that it was read from."""

    breakdown: Breakdown
    period: str
    area_id: str
    state: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.breakdown.id}:{self.period}"

    def label(self) -> str:
        """ "2030, Population projection of 2019 by age"."""
        speak = texts.language()
        return f"{formats.period(self.period, speak)}, {self.breakdown.title[speak]}"

    def rows(self) -> list[dict[str, Any]]:
        """Age, sex and value of every cell; the last age is marked as open."""
        found = store.run(
            "pages/situation/age_structure",
            breakdown_id=self.breakdown.id,
            area_ids=[self.area_id],
            periods=[self.period],
        )
        return found[["age", "sex", "value", "status"]].to_dict("records")

    def origin(self) -> Origin:
        """The source, as files that are taken away name it."""
        source = definitions.load().sources[self.state["source_id"]]
        return origin(source, self.state, texts.language())


def age_structure(area_id: str) -> None:
    """The chosen year's ages as a pyramid, its median age and age groups in words, its table."""
    views = _views(area_id)
    if not views:
        st.info(_("Nothing has been published by age for this area."), icon=":material/info:")
        return
    left, right = st.columns(2)
    with left:
        chosen = views[_choose("ages", _("Age structure"), list(views), next(iter(views)), views)]
    with right:
        compared = _compared(chosen, views)
    _draw(area_id, chosen, compared)


def _views(area_id: str) -> dict[str, _View]:
    return made.once(lambda: _known_views(area_id), "ages known", area_id)


def _known_views(area_id: str) -> dict[str, _View]:
    defined = definitions.load()
    # A balance by age has no pyramid: it goes below nought.
    known = {
        one.id: one
        for one in defined.breakdowns.values()
        if defined.indicators[one.total].display != "signed"
    }
    found = store.rows("shared/breakdowns", area_id=area_id)
    views = [
        _View(known[row["breakdown_id"]], row["period"], area_id, row)
        for row in found
        if row["breakdown_id"] in known
    ]
    return {view.id: view for view in views}


def _choose(
    key: str, label: str, options: Sequence[str], default: str, views: Mapping[str, _View]
) -> str:
    names = {NOTHING: _("No comparison")} | {id: view.label() for id, view in views.items()}
    return selectors.choose_one(key, label, options, default, names.__getitem__)


def _compared(chosen: _View, views: Mapping[str, _View]) -> _View | None:
    """Another year to draw as an outline; first the oldest one of the same figures."""
    oldest = [view.id for view in views.values() if view.breakdown.id == chosen.breakdown.id][-1]
    default = NOTHING if oldest == chosen.id else oldest
    other = _choose("ages_with", _("Compare with the year"), [NOTHING, *views], default, views)
    return None if other in (NOTHING, chosen.id) else views[other]


def _draw(area_id: str, chosen: _View, compared: _View | None) -> None:
    theme: Literal["dark", "light"] = "dark" if st.context.theme.type == "dark" else "light"
    scale = presentation.scale()
    choice = (area_id, chosen.id, compared.id if compared else "")
    specification, words = made.once(lambda: _made(chosen, compared), "ages", *choice)
    figure = made.once(
        lambda: charts.figure(specification, theme=theme, scale=scale),
        "drawn ages",
        theme,
        scale,
        *choice,
    )
    for sentence in words:
        st.markdown(sentence)
    st.caption(markup.calm(specification.subtitle))
    st.plotly_chart(
        figure, key="ages", theme=None, alt=specification.alternative, config=charts.CONFIG
    )
    source = _("Source: {attribution}").format(attribution=specification.source)
    st.caption(markup.lines([*specification.notes, source]))
    with st.expander(_("The same as a table"), icon=":material/table:"):
        twin = pd.DataFrame(specification.table.rows, columns=list(specification.table.columns))
        st.table(twin, hide_index=True, border="horizontal", alt=specification.alternative)
    take_away(
        lambda: _taken(specification, area_id, chosen, compared), key="ages", chart=specification
    )


def _made(chosen: _View, compared: _View | None) -> tuple[ChartSpecification, list[str]]:
    """The chart, and a sentence for each of its years."""
    speak = texts.language()
    shown = [view for view in (chosen, compared) if view]
    rows = [view.rows() for view in shown]
    words = [
        _words(view, found)
        for view, each in zip(shown, rows, strict=True)
        if (found := ages.structure(each))
    ]
    if len({bool(view.breakdown.sexes) for view in shown}) > 1:
        # Men and women beside both together could not be compared.
        rows = [ages.both_sexes(each) for each in rows]
    area = selectors.area_name(definitions.load(), chosen.area_id, speak)
    same = len({view.breakdown.id for view in shown}) == 1
    labels = [formats.period(view.period, speak) if same else view.label() for view in shown]
    specification = charts.pyramid(
        _opened(rows[0], chosen.breakdown.oldest),
        title=f"{chosen.breakdown.title[speak]}, {area}",
        language=speak,
        compare_rows=_opened(rows[1], compared.breakdown.oldest) if compared else (),
        label=labels[0],
        compare_label=labels[1] if compared else "",
        source="; ".join(dict.fromkeys(_source(view) for view in shown)),
        _=_,
    )
    return replace(specification, notes=(*specification.notes, *_caveats(shown))), words


def _caveats(shown: Sequence[_View]) -> list[str]:
    known = definitions.load().caveats
    names = dict.fromkeys(name for view in shown for name in view.breakdown.caveats)
    return [known[name][texts.language()] for name in names]


def _opened(rows: Sequence[Mapping[str, Any]], oldest: int) -> list[dict[str, Any]]:
    return [
        {**row, "age": f"{oldest}+" if row["age"] == oldest else int(row["age"])} for row in rows
    ]


def _words(view: _View, found: ages.AgeStructure) -> str:
    """ "**2030**: median age 52.1 years; aged under 15: 11.5 %; …"."""
    speak = texts.language()
    shares = [
        (_("aged under 15"), found.young),
        (_("aged 15–64"), found.working),
        (_("aged 65 or over"), found.old),
        (_("aged 75 or over"), found.oldest),
    ]
    parts = [f"{name} {formats.percent(share, 1, speak)}" for name, share in shares]
    if found.median_age is not None:
        years = texts.number(found.median_age, 1)
        parts.insert(0, _("median age {years} years").format(years=years))
    return f"**{view.label()}**: {'; '.join(parts)}."


def _source(view: _View) -> str:
    source = definitions.load().sources[view.state["source_id"]]
    return wording.source_line(source, view.state, texts.language())


def _taken(
    specification: ChartSpecification, area_id: str, chosen: _View, compared: _View | None
) -> TakeAway:
    speak = texts.language()
    shown = [view for view in (chosen, compared) if view]
    breakdowns = {view.breakdown.id: view.breakdown.title[speak] for view in shown}
    place = selectors.area_name(definitions.load(), area_id, speak)
    codes = [Code("indicator", id, title) for id, title in breakdowns.items()]
    own = {
        "place": place,
        "origins": tuple(dict.fromkeys(view.origin() for view in shown)),
        "codes": (*codes, Code("area", area_id, place)),
    }
    surrounding = surroundings([], [area_id], "ages", area_id, chosen.period)
    return export.of_chart(specification, **(surrounding | own))
