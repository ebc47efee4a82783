"""Charts on a page, each with its words, its table twin and its source."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd
import streamlit as st

from seutukuva import (
    charts,
    definitions,
    export,
    formats,
    made,
    selectors,
    settings,
    store,
    texts,
    wording,
)
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Indicator, Programme
from seutukuva.texts import _
from seutukuva.ui import markup, presentation, sheets
from seutukuva.ui.takeaway import surroundings, take_away, take_away_table

BORDERS = "municipality"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart with its picture and its table twin."""

    specification: ChartSpecification
    figure: Any
    table: pd.DataFrame


@dataclass(frozen=True, slots=True)
class About:
    """What a chart is about: its indicator, the reader's area, and every area in it.

    ``beside``: other indicators that are drawn with it.
    """

    indicator: Indicator
    own: str
    areas: tuple[str, ...]
    file_name: str
    beside: tuple[Indicator, ...] = ()


def trend(
    indicator: Indicator,
    own: str,
    rows: pd.DataFrame,
    history: pd.DataFrame,
    events: Sequence[Mapping[str, Any]] = (),
    rolling: Sequence[Mapping[str, Any]] | None = None,
    *,
    benchmarks: Sequence[str],
) -> None:
    """Course over time of an area and its benchmarks, with the mergers that touch them.

    Args:
        benchmarks: the areas that the own one is a part of, as far as they have rows.
        events: what people entered on the time axis, as `charts.trend` takes marks.
        rolling: means over three periods of the area, to be drawn over its own figures; those
            of a share are the share of all three together. None where nobody asked for them.
    """

    def specification() -> ChartSpecification:
        return charts.trend(
            named(rows),
            indicator=indicator,
            language=texts.language(),
            own=own,
            benchmarks=[area for area in benchmarks if area in present],
            marks=[*_crossed(rows, history), *events],
            source=_source(indicator, rows),
            rolling=means,
            is_pooled=indicator.rate is not None,
            _=_,
        )

    means = named(pd.DataFrame(rolling).assign(area_id=own)) if rolling else ()
    present = set(rows["area_id"])
    extent = (rows["period"].min(), rows["period"].max())
    about = About(indicator, own, tuple(dict.fromkeys(rows["area_id"])), "course")
    draw(specification, "trend", about, extent, repr(events), bool(rolling))
    if rolling is not None and not rolling:
        needed = _("No means: they need three years in a row and, for a share, what it is of.")
        st.caption(needed)


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
            named(whole).assign(period=period),
            indicator=indicator,
            language=texts.language(),
            period=period,
            own=own,
            benchmarks=[area for area in benchmarks if area != own],
            source=_source(indicator, rows),
            _=_,
        )

    about = About(indicator, own, tuple(whole["area_id"]), f"ranking-{period}")
    draw(specification, "ranking", about, period, tuple(asked), tuple(benchmarks))


def area_map(indicator: Indicator, own: str, period: str) -> None:
    """The country's municipalities in value classes; a tile map where no borders were fetched."""
    found = definitions.load()
    country = found.areas[own].country

    def shown() -> tuple[list[dict[str, Any]], str]:
        rows = store.rows(
            "pages/situation/all_municipalities",
            indicator_id=indicator.id,
            period=period,
            country=country,
        )
        ids = [row["area_id"] for row in rows]
        names = selectors.names_apart(found, ids, texts.language())
        whole = [{**row, "area_name": names[row["area_id"]], "period": period} for row in rows]
        return whole, source_of(indicator, sorted(set(ids)))

    def specification() -> ChartSpecification:
        # The same for every area of the country.
        rows, source = made.once(shown, "municipalities", indicator.id, period, country)
        return _choropleth(indicator, own, period, rows, source) or charts.tiles(
            rows,
            positions=found.programme.tiles,
            indicator=indicator,
            language=texts.language(),
            period=period,
            own=own,
            source=source,
            _=_,
        )

    draw(specification, "map", About(indicator, own, (), f"map-{period}"), period)


def _choropleth(
    indicator: Indicator,
    own: str,
    period: str,
    rows: Sequence[Mapping[str, Any]],
    source: str,
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
        source=source,
        _=_,
    )


def side_by_side(programme: Programme, indicators: list[Indicator], rows: pd.DataFrame) -> None:
    """The programme's municipalities and their headline figures as one table."""
    ids = tuple(one.id for one in indicators)
    table = made.once(lambda: _side_by_side(programme, indicators, rows), "side by side", ids)
    told = _("Headline figures of the programme's municipalities and of the sub-region.")
    sheets.put(made.once(lambda: sheets.html(_as_sheet(table.shown, told)), "side sheet", ids))
    take_away_table(
        key="side_by_side",
        title=_("Municipalities of the programme"),
        subtitle=programme.title[texts.language()],
        values=table.values,
        shown=table.shown,
        statuses=table.statuses,
        alternative=told,
        indicators=indicators,
        area_ids=[*programme.areas, programme.subregion],
        file_name="municipalities",
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """One table as figures, as texts and as statuses."""

    values: pd.DataFrame
    shown: pd.DataFrame
    statuses: pd.DataFrame


def _as_sheet(shown: pd.DataFrame, caption: str) -> sheets.Sheet:
    """Texts of figures under each other, by their right edge; the first column names the row."""
    columns = tuple(sheets.text(name) for name in shown.columns)
    lines = tuple(
        sheets.Line(sheets.text(header), tuple(sheets.text(cell, css="sk-number") for cell in row))
        for header, *row in shown.to_numpy().tolist()
    )
    return sheets.Sheet(caption, columns, lines, css="sk-figures")


def _side_by_side(
    programme: Programme, indicators: list[Indicator], rows: pd.DataFrame
) -> _Compared:
    speak = texts.language()
    areas = definitions.load().areas
    figures = {(row["indicator_id"], row["area_id"]): row for row in rows.to_dict("records")}
    periods: dict[str, str] = {}
    for row in figures.values():
        before = periods.get(row["indicator_id"], "")
        periods[row["indicator_id"]] = max(before, row["period"])
    printed = [one for one in indicators if one.id in periods]
    names = [
        f"{one.short_title[speak]}, {formats.period(periods[one.id], speak, 'short')}"
        for one in printed
    ]
    head = {_("Indicator"): names}
    values, shown, statuses = dict[str, list](head), dict[str, list](head), dict[str, list](head)
    for area in [*programme.areas, programme.subregion]:
        newest = [figures.get((one.id, area)) for one in printed]
        # An older figure than the others' would be compared with them unseen.
        cells = [
            cell if cell and cell["period"] == periods[one.id] else {}
            for one, cell in zip(printed, newest, strict=True)
        ]
        name = areas[area].name[speak]
        values[name] = [cell.get("value") for cell in cells]
        statuses[name] = [cell.get("status", "missing") for cell in cells]
        shown[name] = [
            wording.value(one, cell.get("value"), cell.get("status", "missing"), speak)
            for one, cell in zip(printed, cells, strict=True)
        ]
    return _Compared(
        pd.DataFrame(values, dtype=object), pd.DataFrame(shown), pd.DataFrame(statuses)
    )


def _crossed(rows: pd.DataFrame, history: pd.DataFrame) -> list[dict[str, Any]]:
    """What touched areas whose line goes on over that day; another's is not in the picture."""
    known = rows.dropna(subset=["value"])
    starts = known.assign(start=[formats.period_start(one) for one in known["period"]])
    ends = starts.groupby("area_id")["start"].agg(["min", "max"]).to_dict("index")
    return [
        row
        for row in history.to_dict("records")
        if (line := ends.get(row["area_id"]))
        and line["min"] < dt.date.fromisoformat(str(row["date"])[:10]) <= line["max"]
    ]


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the names of their areas."""
    names = selectors.names_apart(definitions.load(), rows["area_id"], texts.language())
    return rows.assign(area_name=[names[area] for area in rows["area_id"]])


def _source(indicator: Indicator, rows: pd.DataFrame) -> str:
    return source_of(indicator, sorted(set(rows["area_id"])))


def source_of(indicator: Indicator, areas: Sequence[str]) -> str:
    """The sources of an indicator's figures in some areas, in one line."""

    def make() -> str:
        used = store.ask("shared/origins", indicator_ids=[indicator.id], area_ids=list(areas))
        known = definitions.load().sources
        lines = [
            wording.source_line(known[row["source_id"]], row, texts.language())
            for row in used.to_dict("records")
            if row["source_id"] in known
        ]
        return "; ".join(lines)

    return made.once(make, "sources", indicator.id, tuple(areas))


def draw(make: Callable[[], ChartSpecification], key: str, about: About, *choice: Hashable) -> None:
    """A chart with its words, source, table twin and what one can take away.

    Args:
        make: builds the specification; asked once a version, language and choice.
        key: unlike any other on the page.
        choice: everything the chart depends on besides what it is about.
    """
    # Borders come by address or inside the figure, as the server that draws can give them.
    drawing = (key, *_looks(), settings.geo_route(), about.indicator.id, about.own)
    chart = made.once(lambda: _drawn(make()), *drawing, *choice)
    _show(chart, key, lambda: _taken(chart.specification, about))


def draw_own(
    specification: ChartSpecification,
    key: str,
    *file_name: str,
    place: str,
    indicators: Sequence[Indicator] = (),
    areas: Sequence[str] = (),
    also: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """As ``draw``, a chart of what people have entered: made anew, for it may change at once.

    Args:
        file_name: parts of the name of files that are taken away.
        place: the area that the chart is about.
        indicators: whose figures stand beside what was entered; ``areas``: theirs.
        also: fields of what is taken that indicators do not tell: ``origins``, ``codes``.
    """
    _show(
        _drawn(specification),
        key,
        lambda: export.of_chart(
            specification, place=place, **(surroundings(indicators, areas, *file_name) | dict(also))
        ),
    )


def _looks() -> tuple[Literal["dark", "light"], float]:
    """The reader's theme and scale; part of what a drawn chart depends on."""
    return "dark" if st.context.theme.type == "dark" else "light", presentation.scale()


def _drawn(specification: ChartSpecification) -> _Drawn:
    theme, scale = _looks()
    twin = specification.table
    return _Drawn(
        specification,
        charts.figure(specification, theme=theme, scale=scale),
        pd.DataFrame(markup.cells(twin.rows), columns=list(twin.columns)),
    )


def _show(chart: _Drawn, key: str, taken: Callable[[], export.TakeAway]) -> None:
    specification = chart.specification
    st.caption(markup.calm(specification.subtitle))
    st.plotly_chart(
        chart.figure, key=key, theme=None, alt=specification.alternative, config=charts.CONFIG
    )
    source = _("Source: {attribution}").format(attribution=specification.source)
    st.caption(markup.lines([*specification.notes, source]))
    if chart.table.empty:
        return
    _twin(chart)
    take_away(
        taken,
        key=key,
        chart=specification,
        borders=store.geojson_file(BORDERS) if specification.kind == "map" else None,
    )


def _twin(chart: _Drawn) -> None:
    specification = chart.specification
    with st.expander(_("The same as a table"), icon=":material/table:"):
        st.markdown(markup.calm(specification.alternative))
        st.table(chart.table, hide_index=True, border="horizontal", alt=specification.alternative)
        st.caption(markup.calm(specification.table.note))


def _taken(specification: ChartSpecification, about: About) -> export.TakeAway:
    areas = about.areas or tuple(region.key for region in specification.regions)
    own = definitions.load().areas[about.own]
    name = (about.indicator.id, own.code, about.file_name)
    return export.of_chart(
        specification,
        place=selectors.area_name(definitions.load(), about.own, texts.language()),
        **surroundings([about.indicator, *about.beside], areas, *name),
    )
