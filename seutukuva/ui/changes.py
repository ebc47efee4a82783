"""What has changed between two states of the statistics, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, measures, selectors, store, texts
from seutukuva.export import TakeAway
from seutukuva.novelties import Novelties, Novelty
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.takeaway import table_taken, take_away
from seutukuva.verdicts import wording

# In the order of the page: what deserves a look first.
KINDS = {
    "turned_trend": N_("Turned trends"),
    "record_high": N_("Record highs"),
    "record_low": N_("Record lows"),
    "revision": N_("Revised figures"),
    "new_period": N_("New figures"),
    "lost_period": N_("Figures no longer in the data"),
}
MOST_SHOWN = 20
UNUSUAL = N_(
    "Unusual: how many times its usual spread the change is, in that series; "
    "about 3 and more is worth a look."
)


def news_summary(news: Novelties) -> None:
    """How much is new, and how much of it chance alone would show."""
    if not len(news):
        st.info(_("Nothing differs between the two states."), icon=":material/check:")
        return
    counts = [
        f"{_(title)}: {texts.number(len(_of_kind(news, kind)))}"
        for kind, title in KINDS.items()
        if _of_kind(news, kind)
    ]
    st.markdown(" · ".join(counts))
    expected = news.expected_false_alarms
    alarms = ngettext(
        "{n} trend was tested; by chance alone about {expected} would seem to turn.",
        "{n} trends were tested; by chance alone about {expected} would seem to turn.",
        news.tests,
    ).format(
        n=texts.number(news.tests),
        expected=texts.number(expected, 1 if expected >= 1 else 2),
    )
    unusual = _(UNUSUAL)
    st.caption(f"{alarms} {unusual}" if news.tests else unusual)


def news_of_kind(news: Novelties, kind: str, own: str, states: str) -> None:
    """The novelties of one kind as a table, the most unusual first.

    Args:
        states: which two states are compared, in a sentence for the files.
    """
    chosen = _of_kind(news, kind)
    if not chosen:
        return
    title = _(KINDS[kind])
    st.header(title)
    shown = chosen[:MOST_SHOWN]
    columns = tuple(sheets.text(name, css=css) for name, css in _columns(kind))
    lines = tuple(_line(one, kind) for one in shown)
    sheets.show([sheets.Sheet(title, columns, lines)])
    if len(chosen) > len(shown):
        st.caption(
            _("The {n} most unusual of {all}; the file to take away has them all.").format(
                n=texts.number(len(shown)), all=texts.number(len(chosen))
            )
        )
    take_away(lambda: _taken(chosen, kind, own, states), key=f"news_{kind}")


def _of_kind(news: Novelties, kind: str) -> list[Novelty]:
    return [one for one in news if one.kind == kind]


def _columns(kind: str) -> list[tuple[str, str]]:
    before, after = _("Before"), _("Now")
    if kind in ("record_high", "record_low"):
        before = _("Record until then")
    elif kind == "new_period":
        before = _("A year before")
    return [
        (_("Indicator"), ""),
        (_("Area"), ""),
        (_("Period"), ""),
        (before, "sk-number"),
        (after, "sk-number"),
        (_("Unusual"), "sk-number"),
    ]


def _texts(one: Novelty, kind: str) -> tuple[str, ...]:
    speak = texts.language()
    found = definitions.load()
    indicator = found.indicators[one.indicator_id]
    if kind == "turned_trend":
        before, after = (_(wording.STATES[state]) for state in (one.trend_before, one.trend_after))
    else:
        level = measures.measure(indicator, measures.LEVEL, speak)
        before, after = (
            level.text(value, "final" if value is not None else "missing", speak)
            for value in (one.before, one.after)
        )
    return (
        indicator.label(speak),
        selectors.area_name(found, one.area_id, speak),
        formats.period(one.period, speak),
        before,
        after,
        texts.number(one.unusual, 1) if one.unusual else "–",
    )


def _line(one: Novelty, kind: str) -> sheets.Line:
    title, *rest = _texts(one, kind)
    cells = [
        sheets.text(text, css=css)
        for text, (_name, css) in zip(rest, _columns(kind)[1:], strict=True)
    ]
    return sheets.Line(sheets.link_to_indicator(one.indicator_id, one.area_id, title), tuple(cells))


def _taken(chosen: Sequence[Novelty], kind: str, own: str, states: str) -> TakeAway:
    found = definitions.load()
    columns = [name for name, _css in _columns(kind)]
    shown = pd.DataFrame([_texts(one, kind) for one in chosen], columns=columns)
    values = shown.copy().astype(object)
    if kind != "turned_trend":
        values[columns[3]] = [one.before for one in chosen]
        values[columns[4]] = [one.after for one in chosen]
    values[columns[5]] = [one.unusual or None for one in chosen]
    return table_taken(
        title=_(KINDS[kind]),
        values=values,
        shown=shown,
        place=selectors.area_name(found, own, texts.language()),
        notes=[states, _(UNUSUAL)],
        indicators=[found.indicators[one.indicator_id] for one in chosen],
        area_ids=list(dict.fromkeys(one.area_id for one in chosen)),
        file_name=f"changes_{kind}",
    )


def version_name(language: str) -> str:
    """The current version's time and id."""
    build = store.run("shared/build").iloc[0]
    return f"{formats.moment(build['built_at'], language)} ({build['version']})"
