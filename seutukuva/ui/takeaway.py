"""Taking a table or chart away: files, a link that opens the same view, a citation.

Everything is made when it is asked for: the panel's contents when it is opened, a file when its
button is pressed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from seutukuva import access, charts, definitions, export, formats, limits, store, texts
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Definitions, Indicator, Source
from seutukuva.editions import citing
from seutukuva.errors import MissingData
from seutukuva.export import Code, Origin, TakeAway, calendars, documents
from seutukuva.texts import _

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(
    make: Callable[[], TakeAway],
    *,
    key: str,
    chart: ChartSpecification | None = None,
    borders: Path | None = None,
) -> None:
    """The panel under a table or chart.

    Args:
        make: gives what is taken; called when the panel is open.
        key: unlike any other on the page.
        chart: drawn for the pictures; without one there are none.
        borders: file of the borders that a map's specification names by address.
    """
    # Not a popover: by keyboard its content comes after the whole rest of the page.
    panel = st.expander(
        _("Take away"),
        icon=":material/download:",
        type="compact",
        key=f"{key}_take_away",
        # Unopened it costs a page next to nothing.
        on_change="rerun",
    )
    if not panel.open:
        return
    take = make()
    with panel:
        st.caption(_("Exactly what is shown, with its source, licence, date and data version."))
        with st.container(horizontal=True):
            _files(take, key)
            if chart is not None and not chart.is_empty:
                _pictures(take, key, chart, borders)
        if take.link:
            st.markdown(f"**{_('Link to this view')}**")
            st.code(take.link, language=None, wrap_lines=True)
        st.markdown(f"**{_('Citation')}**")
        st.code(export.citation(take), language=None, wrap_lines=True)


def _files(take: TakeAway, key: str) -> None:
    # Made in a thread of the server that knows neither reader nor language: all is in `take`.
    _button("CSV", partial(export.csv, take), f"{take.file_name}.csv", "text/csv", key)
    _button(
        _("Excel (XLSX)"), partial(export.xlsx, take), f"{take.file_name}.xlsx", SHEET, f"{key}_x"
    )


def _pictures(take: TakeAway, key: str, chart: ChartSpecification, borders: Path | None) -> None:
    # Light also for who reads on dark: the picture goes to a report or a slide.
    draw = partial(charts.svg, chart, theme="light", footer=picture_footer(take), borders=borders)
    _button(
        _("Picture (PNG)"), lambda: export.png(draw()), f"{take.file_name}.png", "image/png", key
    )
    _button(
        _("Drawing (SVG)"), lambda: draw().encode(), f"{take.file_name}.svg", "image/svg+xml", key
    )


def workbook(label: str, data: Callable[[], bytes], file_name: str, key: str) -> None:
    """A button for a workbook that is no table of a page: a form to fill in, a marked-up file.

    Args:
        data: makes it when the button is pressed, in a thread that knows neither reader nor
            language.
    """
    _handed_over(label, data, file_name, SHEET, key)


def text_file(label: str, text: str, file_name: str, key: str) -> None:
    """A button for a text that somebody has written on the page.

    Args:
        text: every program reads its letters right: it begins with the mark of its encoding.
    """
    _handed_over(label, text.encode("utf-8-sig"), file_name, "text/plain", key)


def document(label: str, data: Callable[[], bytes], file_name: str, key: str) -> None:
    """A button for a document in PDF: a whole page, or what a meeting needs.

    Args:
        data: makes it when the button is pressed. That is in another thread: whatever of this
            run's version, log and language it needs, it has to bring.
    """
    _handed_over(label, data, file_name, documents.MIME, key, icon="picture_as_pdf")


def calendar(label: str, data: Callable[[], bytes], file_name: str, key: str) -> None:
    """A button for a calendar that other programs read; ``data`` as of ``document``."""
    _handed_over(label, data, file_name, calendars.MIME, key, icon="calendar_add_on")


def made(label: str, data: Callable[[], bytes], file_name: str, mime: str, key: str) -> None:
    """A button for a file of another kind; ``data`` as of ``workbook``."""
    _handed_over(label, data, file_name, mime, key)


def file(label: str, content: bytes, file_name: str, mime: str, key: str) -> None:
    """A button for a file that has been made already, before the reader's eyes."""
    _handed_over(label, content, file_name, mime, key)


def _handed_over(
    label: str,
    data: bytes | Callable[[], bytes],
    file_name: str,
    mime: str,
    key: str,
    icon: str = "download",
) -> None:
    st.download_button(
        label,
        data=_in_turn(data) if callable(data) else data,
        file_name=file_name,
        mime=mime,
        icon=f":material/{icon}:",
        key=key,
        on_click="ignore",
    )


def _button(label: str, data: Callable[[], bytes], file_name: str, mime: str, key: str) -> None:
    st.download_button(
        label,
        data=_in_turn(data),
        file_name=file_name,
        mime=mime,
        key=f"{key}_{mime}",
        on_click="ignore",
    )


def _in_turn(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same, made when it is its turn: who takes many files away keeps nobody else waiting."""
    who, own = limits.this_page(), access.carried(make)

    def made() -> bytes:
        with limits.exporting(who):
            return own()

    return made


def picture_footer(take: TakeAway) -> tuple[str, ...]:
    """What stands under a picture besides its notes: licence, version, date."""
    _ = texts.translator(take.language)
    licences = ", ".join(dict.fromkeys(origin.licence for origin in take.origins))
    version = _("Seutukuva, data version {version}, retrieved {date}").format(
        version=take.version, date=take.taken
    )
    return (f"{_('Licence')}: {licences}. {version}." if licences else f"{version}.",)


def take_away_table(*, key: str, **table: Any) -> None:
    """The panel for a table that a page lays out itself; arguments as of `table_taken`."""
    take_away(lambda: table_taken(**{"file_name": key, **table}), key=key)


def table_taken(
    *,
    title: str,
    values: pd.DataFrame,
    file_name: str,
    shown: pd.DataFrame | None = None,
    statuses: pd.DataFrame | None = None,
    subtitle: str = "",
    place: str = "",
    notes: Sequence[str] = (),
    events: Sequence[str] = (),
    indicators: Sequence[Indicator] = (),
    area_ids: Sequence[str] = (),
    alternative: str = "",
) -> TakeAway:
    """What is taken of a table.

    Args:
        values: what the table shows, as numbers and texts; the headings are its columns.
        file_name: without ending, to which the date of the data version is added.
        shown: the texts as they stand on the page, in the same shape; without it, ``values``.
        statuses: the status of each cell, in the same shape; without it they are read from the
            marks of the texts shown.
        subtitle: what the figures are: unit, period.
        place: the area that they are about, if the table does not say it.
        events: sentences about marked events.
        indicators: whose figures they are: gives sources and codes.
        area_ids: whose figures they are: gives sources and codes.
    """
    printed = (values if shown is None else shown).astype(object)
    return TakeAway(
        title=title,
        subtitle=subtitle,
        columns=tuple(str(name) for name in printed.columns),
        rows=export.cells(
            values.astype(object).itertuples(index=False, name=None),
            printed.where(printed.notna(), "").astype(str).itertuples(index=False, name=None),
            None if statuses is None else statuses.itertuples(index=False, name=None),
        ),
        place=place,
        alternative=alternative,
        notes=tuple(notes),
        events=tuple(events),
        **surroundings(indicators, area_ids, file_name),
    )


def surroundings(
    indicators: Sequence[Indicator], area_ids: Sequence[str], *name: str
) -> dict[str, Any]:
    """The fields of a `TakeAway` that do not depend on the table.

    Args:
        indicators: whose figures they are; none for a table about the data itself.
        area_ids: the areas of the figures.
        name: parts of the file's name, to which the date of the data version is added.
    """
    speak = texts.language()
    found = definitions.load()
    version = _version()
    return {
        "language": speak,
        "origins": _origins(found, indicators, area_ids, speak),
        "codes": (
            *(Code("indicator", one.id, one.label(speak)) for one in indicators),
            *(Code("area", one, found.areas[one].name[speak]) for one in area_ids),
        ),
        "version": citing.cited(version),
        "link": link(),
        "taken": formats.date(dt.date.today(), speak),
        "file_name": export.file_name(*name, version[:8], citing.file_part()),
    }


def _version() -> str:
    """The data version; a dash where no statistics are published and entries are all there is."""
    try:
        return store.current_version().id
    except MissingData:
        return "–"


def _origins(
    found: Definitions, indicators: Sequence[Indicator], area_ids: Sequence[str], language: str
) -> tuple[Origin, ...]:
    if not indicators or not area_ids:
        return ()
    used = store.run(
        "shared/origins",
        indicator_ids=[one.id for one in indicators],
        area_ids=list(dict.fromkeys(area_ids)),
    )
    known = [row for row in used.to_dict("records") if row["source_id"] in found.sources]
    return tuple(origin(found.sources[row["source_id"]], row, language) for row in known)


def origin(source: Source, state: Mapping[str, Any], language: str) -> Origin:
    """A source, as files that are taken away name it.

    Args:
        state: when its producer updated it and when it was fetched, as the store tells it.
    """
    return Origin(
        attribution=source.attribution[language],
        table=", ".join(part for part in (source.title[language], source.table) if part),
        address=source.page,
        licence=source.licence,
        licence_address=source.licence_url,
        updated=formats.date(state["producer_updated"], language),
        fetched=formats.date(state["fetched_at"], language),
    )


def link() -> str:
    """The address that opens this view; "" where it is not known."""
    if not st.context.url:
        return ""
    address = urlsplit(st.context.url)
    query = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    return urlunsplit(address._replace(path=address.path or "/", query=urlencode(query)))
