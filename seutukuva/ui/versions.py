"""The history of something that was entered: who saved what, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, records, texts
from seutukuva.definitions import Definitions, Kind
from seutukuva.people import persons
from seutukuva.texts import _
from seutukuva.ui.fields import plain, shown
from seutukuva.ui.takeaway import table_taken, take_away

Version = Mapping[str, Any]


def of_entries(entries: Iterable[records.Entry]) -> Sequence[Version]:
    """Rows of the log, the oldest first, as ``version_table`` takes them."""
    versions = [
        {
            **one.body,
            "recorded_at": one.recorded_at,
            "recorded_by": one.recorded_by,
            "is_withdrawn": one.is_withdrawn,
            "reason": one.reason,
        }
        for one in entries
    ]
    return versions[::-1]


def version_table(
    kind: Kind,
    versions: Sequence[Version],
    stored: Callable[[Version], Mapping[str, Any]] = dict,
    *,
    told: str,
    key: str,
) -> None:
    """Every version of a record with who saved it and when.

    Args:
        versions: the newest first, each with recorded_at, recorded_by, is_withdrawn, reason.
        stored: a version's values by the names of the fields of ``kind``.
        told: the table in a sentence.
        key: unlike any other on the page; also the file's name, with dashes.
    """
    speak = texts.language()
    found = definitions.load()

    def columns(written: Callable[[str], str]) -> dict[str, list[str]]:
        return {
            _("Version"): [str(len(versions) - at) for at in range(len(versions))],
            _("Saved"): [formats.moment(one["recorded_at"], speak) + " UTC" for one in versions],
            _("Saved by"): [written(persons.shown(one["recorded_by"])) for one in versions],
            _("Content"): [_content(kind, one, stored, found, written) for one in versions],
        }

    # What was entered is no markup on the page, and in a file nothing is.
    table = pd.DataFrame(columns(plain))
    st.table(table, hide_index=True, border="horizontal", alt=told)
    take_away(
        lambda: table_taken(
            title=_("History"),
            values=pd.DataFrame(columns(str)),
            alternative=told,
            file_name=key.replace("_", "-"),
        ),
        key=key,
    )


def _content(
    kind: Kind,
    version: Version,
    stored: Callable[[Version], Mapping[str, Any]],
    found: Definitions,
    written: Callable[[str], str],
) -> str:
    if version["is_withdrawn"]:
        return _("Withdrawn: {reason}").format(reason=written(version["reason"]))
    values = stored(version)
    return " · ".join(
        f"{field.title[texts.language()]}: " + written(shown(field, values[field.id], found))
        for field in kind.fields
        if values.get(field.id)
    )
