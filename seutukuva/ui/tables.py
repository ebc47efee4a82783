"""Tables of the pages that tell about the data itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import (
    definitions,
    formats,
    made,
    texts,
    wording,
)
from seutukuva.export import TakeAway
from seutukuva.texts import N_, _
from seutukuva.ui.frame import made_of
from seutukuva.ui.takeaway import table_taken, take_away, take_away_table

MOST_TOLD = 30
# A theme's title, its table, and the numbers of areas in that as numbers.
_ThemeTable = tuple[str, pd.DataFrame, list[int]]
RESULTS = {True: N_("passed"), False: N_("found something")}
SEVERITIES = {"stop": N_("stops publishing"), "warn": N_("warns")}


def _table(
    columns: dict[str, list[str]],
    alternative: str,
    key: str,
    title: str,
    numbers: dict[str, list[int]] | None = None,
) -> None:
    """A small table of texts, with the way to take it away; `numbers` are columns as such."""
    table = pd.DataFrame(columns)
    _show(table, alternative)
    # Backticks set a code apart on the page and mean nothing elsewhere.
    plain = table.map(lambda text: str(text).strip("`"))
    values = plain.assign(**(numbers or {}))
    take_away_table(key=key, title=title, values=values, shown=plain, alternative=alternative)


def _show(table: pd.DataFrame, alternative: str) -> None:
    st.table(table, hide_index=True, border="horizontal", alt=alternative)


def source_table(states: pd.DataFrame) -> None:
    """Every source with producer, licence, freshness and next release."""
    told = _("Sources with their producer, freshness, next release and licence.")
    _show(made.once(lambda: _sources(states), "sources"), told)
    take_away(
        lambda: table_taken(
            title=_("Sources"),
            values=_sources(states, with_addresses=True),
            alternative=told,
            file_name="sources",
        ),
        key="sources",
    )


def _sources(states: pd.DataFrame, *, with_addresses: bool = False) -> pd.DataFrame:
    """One row a source, its address behind its name or in a column of its own."""
    speak = texts.language()
    found = definitions.load().sources
    rows = [row for row in states.to_dict("records") if row["source_id"] in found]
    rows.sort(key=lambda row: formats.sort_key(found[row["source_id"]].title[speak], speak))
    sources = [found[row["source_id"]] for row in rows]

    def linked(text: str, address: str) -> str:
        return text if with_addresses else f"[{text}]({address})"

    table = pd.DataFrame(
        {
            _("Source"): [linked(one.title[speak], one.page) for one in sources],
            _("Producer"): [one.producer[speak] for one in sources],
            _("Updated by the producer"): [
                formats.date(row["producer_updated"], speak) for row in rows
            ],
            _("Fetched"): [wording.fetched(row, speak) for row in rows],
            _("Next release"): [
                wording.next_release(one, row, speak)
                for one, row in zip(sources, rows, strict=True)
            ],
            _("Licence"): [linked(one.licence, one.licence_url) for one in sources],
        }
    )
    if not with_addresses:
        return table
    addresses = {
        _("Address"): [one.page for one in sources],
        _("Address of the licence"): [one.licence_url for one in sources],
    }
    return table.assign(**addresses)


def indicator_table(extents: pd.DataFrame) -> None:
    """Every indicator by theme: unit, source, periods, number of areas, caveats."""
    tables = made.once(lambda: _indicators(extents), "indicators")
    for title, table, _counts in tables:
        with st.expander(f"{title} ({len(table)})"):
            _show(table, _("Indicators of a theme with unit, source, periods and caveats."))
    take_away(lambda: _indicators_taken(tables), key="indicators")


def _indicators_taken(tables: Sequence[_ThemeTable]) -> TakeAway:
    """All themes as one table."""
    shown = pd.concat([table.assign(**{_("Theme"): title}) for title, table, _counts in tables])
    shown = shown[[_("Theme"), *tables[0][1].columns]]
    return table_taken(
        title=_("Indicators"),
        values=shown.assign(
            **{_("Areas"): [n for _title, _table, counts in tables for n in counts]}
        ),
        shown=shown,
        file_name="indicators",
    )


def _indicators(extents: pd.DataFrame) -> list[_ThemeTable]:
    speak = texts.language()
    found = definitions.load()
    extent = {row["indicator_id"]: row for row in extents.to_dict("records")}
    tables = []
    for theme in found.themes.values():
        own = [found.indicators[name] for name in extent if name in found.indicators]
        own = [one for one in own if one.theme == theme.id]
        counts = [int(extent[one.id]["area_count"]) for one in own]
        columns = {
            _("Indicator"): [one.label(speak) for one in own],
            _("Unit"): [one.unit[speak] for one in own],
            _("Source"): [found.sources[one.source_id].title[speak] for one in own],
            _("Periods"): [wording.periods(extent[one.id], speak) for one in own],
            _("Areas"): [texts.number(n) for n in counts],
            _("To be noted"): [
                " ".join(found.caveats[name][speak] for name in one.caveats) for one in own
            ],
        }
        tables.append((theme.title[speak], pd.DataFrame(columns), counts))
    return tables


def status_legend() -> None:
    """What the marks beside and instead of figures mean."""
    speak = texts.language()
    statuses = [*formats.VALUED[1:], *formats.VALUELESS]
    _table(
        {
            _("Mark"): [f"`{formats.status_mark(status)}`" for status in statuses],
            _("Meaning"): [formats.status_word(status, speak) for status in statuses],
        },
        _("Marks and their meaning."),
        "marks",
        _("Marks in tables"),
    )


def version_panel(build: pd.Series, sources: pd.DataFrame) -> None:
    """Which version this is, what it is made of, and how many sources are fresh."""
    speak = texts.language()
    fetched = int((sources["origin"] == "fetched").sum())
    failed = int(sources["last_error_at"].notna().sum())
    facts = [
        (_("Version"), f"`{build['version']}`"),
        (_("Built"), formats.moment(build["built_at"], speak)),
        (_("Made of"), made_of(build["mode"])),
        (_("Sources fetched"), f"{fetched} / {len(sources)}"),
        (_("Sources that failed last time"), str(failed)),
        (_("Program"), f"{build['program_version']} ({build['code_revision'] or '–'})"),
    ]
    st.markdown("\n".join(f"- **{name}:** {value}" for name, value in facts))


def check_table(checks: pd.DataFrame) -> None:
    """Every check with its result; failed ones first."""
    rows = checks.to_dict("records")
    found_something = [row for row in rows if not row["passed"]]
    if not found_something:
        st.success(_("All {n} checks passed.").format(n=len(rows)), icon=":material/check_circle:")
    _table(
        {
            _("Check"): [f"`{row['check_id']}`" for row in rows],
            _("What it protects"): [_(text) for text in checks["title"]],
            _("Severity"): [_(SEVERITIES[name]) for name in checks["severity"]],
            _("Result"): [_(RESULTS[bool(passed)]) for passed in checks["passed"]],
            _("Bad rows"): [str(row["bad_rows"]) for row in rows],
        },
        _("Checks of this version and their results."),
        "checks",
        _("Checks"),
        {_("Bad rows"): [int(row["bad_rows"]) for row in rows]},
    )
    for row in found_something:
        with st.expander(f"{row['check_id']}: {row['bad_rows']}"):
            st.code(row["sample"], language="json", wrap_lines=True)


def change_table(rows: pd.DataFrame) -> None:
    """The change report by kind, of each the most unusual first; says when it is cut."""
    speak = texts.language()
    found = definitions.load()
    if rows.empty:
        st.write(_("This version is the first, or nothing changed against the one before."))
        return
    for kind, title in wording.CHANGE_TITLES.items():
        of_kind = rows[rows["kind"] == kind]
        if of_kind.empty:
            continue
        total, of_kind = len(of_kind), of_kind.head(MOST_TOLD)
        with st.expander(f"{_(title)} ({texts.number(total)})"):
            told = [wording.news(found, row, speak) for row in of_kind.to_dict("records")]
            st.markdown("\n".join(f"- {sentence}" for sentence in told if sentence))
            if len(of_kind) < total:
                st.caption(
                    _("The {n} most unusual are shown; the report in {folder} has more.").format(
                        n=len(of_kind), folder="`data/build/reports/`"
                    )
                )


def status_table(rows: pd.DataFrame) -> None:
    """Number of figures by status."""
    speak = texts.language()
    records: list[dict[str, Any]] = rows.to_dict("records")
    _table(
        {
            _("Status"): [formats.status_word(row["status"], speak) for row in records],
            _("Figures"): [texts.number(row["n"]) for row in records],
        },
        _("Number of figures by status."),
        "statuses",
        _("Figures by status"),
        {_("Figures"): [int(row["n"]) for row in records]},
    )
