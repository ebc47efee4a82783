"""Events and annotations on a page: their list, one opened, its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import charts, definitions, events, formats, records, selectors, store, texts
from seutukuva.definitions import Kind
from seutukuva.texts import _
from seutukuva.ui import entry, opening
from seutukuva.ui.takeaway import table_taken, take_away
from seutukuva.ui.versions import version_table

_CHOICE = "event"


def kind() -> Kind:
    """What an event is made of."""
    return definitions.load().kinds[events.KIND]


def event_table(rows: Sequence[dict[str, Any]]) -> None:
    """The events, the latest first."""
    if not rows:
        st.info(_("No event has been entered for this area."), icon=":material/event_busy:")
        return
    told = _("Events and annotations with their day, kind, areas, indicators, source.")
    columns = {
        **_columns(rows, entry.plain),
        _("Event"): [_titled(row) for row in rows],
        _("Source"): [entry.link(row["url"]) or "–" for row in rows],
    }
    _table(columns, told)
    take_away(
        lambda: table_taken(
            title=_("Events and annotations"),
            values=pd.DataFrame(_taken(rows)),
            alternative=told,
            file_name="events",
        ),
        key="events",
    )


def _columns(rows: Sequence[dict[str, Any]], written: Callable[[str], str]) -> dict[str, list[str]]:
    """What is known of each event; `written` keeps what was entered from being markup."""
    speak = texts.language()
    found = definitions.load()
    fields = {field.id: field for field in found.kinds[events.KIND].fields}

    def cells(field_id: str, column: str, instead: str) -> list[str]:
        field = fields[field_id]
        return [
            written(entry.shown(field, row[column], found)) if row[column] else instead
            for row in rows
        ]

    return {
        _("When"): [events.when(row, speak) for row in rows],
        _("Event"): [written(row["title"]) for row in rows],
        _("Kind"): cells("kind", "event_kind", ""),
        _("Areas"): cells("areas", "area_ids", _("whole programme")),
        _("Indicators"): cells("indicators", "indicator_ids", _("all")),
        _("Source"): [written(row["url"]) for row in rows],
        # The log's own day, whatever the reader's clock says: so it is named.
        _("Entered (UTC)"): [formats.date(row["recorded_at"], speak) for row in rows],
    }


def _taken(rows: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """The same for a file, where nothing is markup: texts as they were entered."""
    return _columns(rows, str) | {_("Text"): [row["text"] for row in rows]}


def _titled(row: dict[str, Any]) -> str:
    title = f"**{entry.plain(row['title'])}**"
    return f"{title} {entry.plain(row['text'])}" if row["text"] else title


def _table(columns: dict[str, list[str]], alternative: str) -> None:
    st.table(pd.DataFrame(columns), hide_index=True, border="horizontal", alt=alternative)


def opened_event(rows: Sequence[dict[str, Any]]) -> str:
    """The event looked at closely: ``?event=…``; empty when none is chosen."""
    titles = {row["id"]: f"{events.when(row, texts.language())} · {row['title']}" for row in rows}
    asked = st.query_params.get(_CHOICE, "")
    # A link may name an event of another area, or one that has been withdrawn.
    if asked and asked not in titles and (versions := events.history(asked)):
        latest = next((one for one in versions if not one["is_withdrawn"]), versions[0])
        titles[asked] = f"{events.when(latest, texts.language())} · {latest['title']}"
    return opening.opened(_CHOICE, _("Event to open"), titles, _("Choose an event"))


def event_history(event_id: str) -> None:
    """Every version of an event with who saved it and when, the newest first."""
    version_table(
        kind(),
        events.history(event_id),
        _stored,
        told=_("Versions of the event, the newest first."),
        key="event_history",
    )


def _stored(version: Mapping[str, Any]) -> Mapping[str, Any]:
    """A version by the names of its fields."""
    return {
        **version,
        "kind": version["event_kind"],
        "areas": version["area_ids"],
        "indicators": version["indicator_ids"],
    }


def happened(
    area_ids: Sequence[str],
    indicator_ids: Iterable[str],
    history: Iterable[Mapping[str, Any]] = (),
) -> list[str]:
    """What happened to areas, in sentences in time order, for a table, which has no time axis.

    Args:
        area_ids: the areas shown, each once; the reader's own first.
        indicator_ids: the indicators shown; what was entered of others only is left out.
        history: mergers and moved borders to be told as well, rows of ``shared/area_history``.
    """
    speak = texts.language()
    shown = set(indicator_ids)
    entered = [
        mark
        for mark in events.marks(area_ids, language=speak)
        if not mark["indicator_ids"] or shown.intersection(mark["indicator_ids"])
    ]
    names = selectors.names_apart(definitions.load(), area_ids, speak) if len(area_ids) > 1 else {}
    return charts.happenings([*history, *entered], language=speak, names=names, _=_)


def newest_version(event_id: str) -> records.Entry:
    """The version that a change starts from."""
    return store.history(event_id)[-1]
