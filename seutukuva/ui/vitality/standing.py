"""Where the areas stand: in words, and as ranks with how far they move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from seutukuva import charts, formats, made, store, texts, wording
from seutukuva import definitions as defined
from seutukuva.charts import ChartSpecification, Ranked
from seutukuva.definitions import Indicator
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.vitality import told
from seutukuva.ui.vitality.choosing import Choice
from seutukuva.ui.vitality.view import View, look, when
from seutukuva.vitality.reading import Figures


def standing(choice: Choice) -> View | None:
    """The reader's own areas in words, and all of them as ranks; None, said, without any."""
    view = look(choice)
    unused = told.unused(view)
    if not view.assessed.ranking.of:
        st.info(
            _("Nothing can be added up: choose indicators and give one of them a weight above 0."),
            icon=":material/info:",
        )
        _captions(unused)
        return None
    for one in [*told.beside(view), *told.standings(view)]:
        st.markdown(one)
    _captions(unused)
    figures.draw_own(
        chart(view),
        "vitality_ranks",
        *file_name(view, "ranks"),
        place=view.choice.title,
        indicators=view.indicators,
        areas=view.assessed.area_ids,
    )
    return view


def _captions(sentences: Sequence[str]) -> None:
    for one in sentences:
        st.caption(one)


def chart(view: View) -> ChartSpecification:
    """Ranks with their ranges."""
    composite = view.choice.composite.title[texts.language()]
    parts = [part(one, view.assessed.figures[one.id]) for one in view.indicators]
    sums = weighed(parts, view.assessed.weights.tolist())
    return charts.rank_ranges(
        [_ranked(view, at) for at in view.order],
        title=_("{composite}: ranks").format(composite=composite),
        subtitle=f"{view.choice.title}. {sums}",
        language=texts.language(),
        source=source(view, view.assessed.indicators),
        notes=[*told.method(view), *told.unused(view)],
        said=" ".join(told.standings(view)).replace("**", ""),
        parts=parts,
        _=_,
    )


def _ranked(view: View, at: int) -> Ranked:
    area_id, ranking = view.assessed.area_ids[at], view.assessed.ranking
    if not view.has_rank(at):
        words = told.why_none(view, at)
        return Ranked(area_id, view.name(at), words=words, is_own=view.is_own(at))
    return Ranked(
        key=area_id,
        name=view.name(at),
        composite=float(ranking.values[at]),
        rank=int(ranking.rank[at]),
        low=int(ranking.low[at]),
        high=int(ranking.high[at]),
        without=told.without(view, at),
        alike=int(np.sum(ranking.alike[at])),
        is_own=view.is_own(at),
        is_partial=bool(ranking.known[at] < 1 - 1e-9),
        scores=_scores(view, at),
    )


def _scores(view: View, at: int) -> tuple[float | None, ...]:
    return tuple(float(one) if np.isfinite(one) else None for one in view.assessed.scores[at])


def part(indicator: Indicator, of: Figures) -> str:
    """An indicator with the time and form of its figures."""
    return f"{indicator.short_title[texts.language()]}, {when(of)}"


def weighed(titles: Sequence[str], weights: Sequence[float]) -> str:
    """A sentence with indicators and their weights."""
    if len(set(weights)) == 1:
        return _("With the same weight: {indicators}.").format(indicators="; ".join(titles))
    each = [
        f"{title} (×{formats.NBSP}{texts.number(weight)})"
        for title, weight in zip(titles, weights, strict=True)
    ]
    return _("Weights: {indicators}.").format(indicators="; ".join(each))


def source(view: View, names: Sequence[str]) -> str:
    """The sources of these indicators' figures in one line."""
    speak = texts.language()
    areas = view.assessed.area_ids

    def make() -> str:
        known = defined.load().sources
        rows = store.rows("shared/origins", indicator_ids=list(names), area_ids=list(areas))
        lines = [
            wording.source_line(known[row["source_id"]], row, speak)
            for row in rows
            if row["source_id"] in known
        ]
        return "; ".join(dict.fromkeys(lines))

    return made.once(make, "vitality sources", tuple(names), areas)


def file_name(view: View, part: str) -> tuple[str, ...]:
    """Parts of the name of a file that is taken away."""
    return (view.choice.composite.id, part)
