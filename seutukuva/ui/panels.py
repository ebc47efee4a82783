"""Panels: what a figure is, where it comes from, what is new."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, store, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.texts import _
from seutukuva.ui.takeaway import take_away_table

NEWS_OF_A_KIND = 6


def _facts(facts: Sequence[tuple[str, str]]) -> None:
    st.markdown("\n".join(f"- **{name}:** {value}" for name, value in facts))


def definition_panel(indicator: Indicator, extent: pd.Series) -> None:
    """What the indicator is, how to read it, whose it is, and how fresh."""
    speak = texts.language()
    found = definitions.load()
    state = store.run("shared/sources").set_index("source_id").loc[indicator.source_id]
    st.markdown(indicator.description[speak])
    for name in indicator.caveats:
        st.markdown(f":material/info: {found.caveats[name][speak]}")
    source = found.sources[indicator.source_id]
    _facts(wording.definition_facts(indicator, source, state, extent, speak))


def provenance(indicator: Indicator, area_id: str, period: str) -> None:
    """The way back from one figure to the producer's answer it was read from."""
    speak = texts.language()
    rows = store.run(
        "pages/situation/provenance", indicator_id=indicator.id, area_id=area_id, period=period
    )
    area = definitions.load().areas[area_id].name[speak]
    _facts(wording.provenance_facts(indicator, area, period, rows.iloc[0], speak))
    st.caption(
        _("On the command line: {command}").format(
            command=f"`python -m etl explain {indicator.id} --area {area_id} --period {period}`"
        )
    )


def revisions(indicator: Indicator, area_id: str) -> None:
    """Figures that the producer has changed, with what was said before."""
    rows = store.run("pages/situation/revisions", indicator_id=indicator.id, area_id=area_id)
    if rows.empty:
        return
    told = _("Figures that the producer has changed, with their earlier values.")
    table = wording.revision_table(indicator, rows, texts.language())
    with st.expander(_("Revised figures"), icon=":material/history:"):
        st.table(table, hide_index=True, border="horizontal", alt=told)
        take_away_table(
            key="revisions",
            title=f"{_('Revised figures')}: {indicator.label(texts.language())}",
            place=definitions.load().areas[area_id].name[texts.language()],
            subtitle=indicator.unit[texts.language()],
            values=table.assign(**{table.columns[-1]: list(rows["value"])}),
            shown=table,
            alternative=told,
            indicators=[indicator],
            area_ids=[area_id],
        )


def no_figures(indicator: Indicator, area_id: str) -> None:
    """The indicator has nothing for this area: say so, and still say what it is."""
    speak = texts.language()
    area = definitions.load().areas[area_id].name[speak]
    st.info(
        _("No figure of “{indicator}” for {area} is in this data.").format(
            indicator=indicator.label(speak), area=area
        ),
        icon=":material/block:",
    )


def no_figures_of_area(area_id: str) -> None:
    """Nothing at all is known of the area."""
    st.info(
        _("No figures of {area} are in this data.").format(
            area=definitions.load().areas[area_id].name[texts.language()]
        ),
        icon=":material/block:",
    )


def news(rows: pd.DataFrame) -> None:
    """What is new since the previous version, one sentence a change."""
    speak = texts.language()
    found = definitions.load()
    weightiest = rows.groupby("kind", sort=False).head(NEWS_OF_A_KIND)
    told = (wording.news(found, row, speak) for row in weightiest.to_dict("records"))
    sentences = [sentence for sentence in told if sentence]
    if not sentences:
        st.write(_("Nothing has changed here since the previous version."))
        return
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
