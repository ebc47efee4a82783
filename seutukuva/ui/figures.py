"""Charts on a page, each with its words, its table twin and its source."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from seutukuva import charts, definitions, downloads, formats, settings, store, texts, wording
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Indicator, Programme
from seutukuva.texts import _
from seutukuva.ui import made

BORDERS = "municipality"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart with its picture and its table twin, for people and as values."""

    specification: ChartSpecification
    figure: Any
    table: pd.DataFrame
    values: pd.DataFrame


def trend(indicator: Indicator, own: str, rows: pd.DataFrame, history: pd.DataFrame) -> None:
    """Course over time of an area and its benchmarks, with the mergers that touch them."""

    def specification() -> ChartSpecification:
        return charts.trend(
            _named(rows),
            indicator=indicator,
            language=texts.language(),
            own=own,
            benchmarks=_others(rows, own),
            marks=history.to_dict("records"),
            source=_source(indicator, rows),
            _=_,
        )

    extent = (rows["period"].min(), rows["period"].max())
    _chart(specification, "trend", f"{indicator.id}-{own}", indicator.id, own, extent)


def ranking(
    indicator: Indicator,
    own: str,
    period: str,
    rows: pd.DataFrame,
    asked: Sequence[str],
    benchmarks: Sequence[str],
) -> None:
    """Bars of one period; an area that was asked for and has no row is said to be missing."""
    missing = [area for area in asked if area not in set(rows["area_id"])]
    blanks = pd.DataFrame({"area_id": missing, "value": None, "status": "missing"})
    whole = pd.concat([rows, blanks]) if missing else rows

    def specification() -> ChartSpecification:
        return charts.ranking(
            _named(whole).assign(period=period),
            indicator=indicator,
            language=texts.language(),
            period=period,
            own=own,
            benchmarks=[area for area in benchmarks if area != own],
            source=_source(indicator, rows),
            _=_,
        )

    choice = (indicator.id, own, period, tuple(asked), tuple(benchmarks))
    _chart(specification, "ranking", f"{indicator.id}-{period}", *choice)


def area_map(indicator: Indicator, own: str, period: str) -> None:
    """The country's municipalities in value classes; a tile map where no borders were fetched."""
    found = definitions.load()
    country = found.areas[own].country

    def specification() -> ChartSpecification:
        rows = _named(
            store.run(
                "pages/situation/all_municipalities",
                indicator_id=indicator.id,
                period=period,
                country=country,
            )
        ).assign(period=period)
        return _choropleth(indicator, own, period, rows) or charts.tiles(
            rows,
            positions=found.programme.tiles,
            indicator=indicator,
            language=texts.language(),
            period=period,
            own=own,
            source=_source(indicator, rows),
            _=_,
        )

    _chart(specification, "map", f"{indicator.id}-{period}-map", indicator.id, own, period)


def _choropleth(
    indicator: Indicator, own: str, period: str, rows: pd.DataFrame
) -> ChartSpecification | None:
    file = store.geojson_file(BORDERS)
    if file is None or definitions.load().areas[own].country != "FI":
        return None
    # By address the borders are fetched once by the browser; without the server's route for
    # them they travel inside the figure.
    route = settings.geo_route()
    borders: Any = f"{route}{file.name}" if route else json.loads(file.read_text(encoding="utf-8"))
    return charts.choropleth(
        rows,
        geojson=borders,
        indicator=indicator,
        language=texts.language(),
        period=period,
        own=own,
        feature_id_key="properties.area_id",
        source=_source(indicator, rows),
        _=_,
    )


def side_by_side(programme: Programme, indicators: list[Indicator], rows: pd.DataFrame) -> None:
    """The programme's municipalities and their headline figures as one table."""
    ids = tuple(one.id for one in indicators)
    table = made.once(lambda: _side_by_side(programme, indicators, rows), "side by side", ids)
    st.table(
        table,
        hide_index=True,
        border="horizontal",
        alt=_("Headline figures of the programme's municipalities and of the sub-region."),
    )


def _side_by_side(
    programme: Programme, indicators: list[Indicator], rows: pd.DataFrame
) -> pd.DataFrame:
    speak = texts.language()
    areas = definitions.load().areas
    figures = {(row["indicator_id"], row["area_id"]): row for row in rows.to_dict("records")}
    periods: dict[str, str] = {}
    for row in figures.values():
        before = periods.get(row["indicator_id"], "")
        periods[row["indicator_id"]] = max(before, row["period"])
    shown = [one for one in indicators if one.id in periods]
    table = {
        _("Indicator"): [
            f"{one.short_title[speak]}, {formats.period(periods[one.id], speak, 'short')}"
            for one in shown
        ]
    }
    for area in [*programme.areas, programme.subregion]:
        newest = [figures.get((one.id, area)) for one in shown]
        # An older figure than the others' would be compared with them unseen.
        cells = [
            cell if cell and cell["period"] == periods[one.id] else None
            for one, cell in zip(shown, newest, strict=True)
        ]
        table[areas[area].name[speak]] = [
            wording.value(one, cell["value"], cell["status"], speak)
            if cell
            else formats.status_mark("missing")
            for one, cell in zip(shown, cells, strict=True)
        ]
    return pd.DataFrame(table)


def _others(rows: pd.DataFrame, own: str) -> list[str]:
    compare = definitions.load().programme.compare
    present = set(rows["area_id"])
    return [area for area in compare if area != own and area in present]


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    speak = texts.language()
    areas = definitions.load().areas
    return rows.assign(area_name=[areas[area].name[speak] for area in rows["area_id"]])


def _source(indicator: Indicator, rows: pd.DataFrame) -> str:
    areas = sorted(set(rows["area_id"]))
    used = store.run("shared/sources_used", indicator_id=indicator.id, area_ids=areas)
    known = definitions.load().sources
    lines = [
        wording.source_line(known[row["source_id"]], row, texts.language())
        for row in used.sort_values("n", ascending=False).to_dict("records")
        if row["source_id"] in known
    ]
    return "; ".join(lines)


def _chart(
    make: Callable[[], ChartSpecification], key: str, file_name: str, *choice: Hashable
) -> None:
    theme: Literal["dark", "light"] = "dark" if st.context.theme.type == "dark" else "light"

    def drawn() -> _Drawn:
        specification = make()
        twin = specification.table
        return _Drawn(
            specification,
            charts.figure(specification, theme=theme),
            pd.DataFrame(twin.rows, columns=list(twin.columns)),
            pd.DataFrame(twin.values, columns=list(twin.columns)),
        )

    # Borders come by address or inside the figure, as the server that draws can give them.
    chart = made.once(drawn, key, theme, settings.geo_route(), *choice)
    specification = chart.specification
    st.caption(specification.subtitle)
    st.plotly_chart(
        chart.figure, key=key, theme=None, alt=specification.alternative, config=charts.CONFIG
    )
    source = _("Source: {attribution}").format(attribution=specification.source)
    st.caption("  \n".join([*specification.notes, source]))
    if not chart.table.empty:
        _twin(chart, key, file_name)


def _twin(chart: _Drawn, key: str, file_name: str) -> None:
    specification, values = chart.specification, chart.values
    with st.expander(_("The same as a table"), icon=":material/table:"):
        st.markdown(specification.alternative)
        st.table(chart.table, hide_index=True, border="horizontal", alt=specification.alternative)
        st.caption(specification.table.note)
        st.download_button(
            _("Download as CSV"),
            data=lambda: downloads.csv(values),
            file_name=f"{file_name}.csv",
            mime="text/csv",
            key=f"{key}_csv",
            on_click="ignore",
            icon=":material/download:",
        )
