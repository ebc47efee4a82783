"""The themes of free text on a page: their words, how many say them, and a form to change them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, records, selectors, store, texts
from seutukuva.definitions.interviewing import TextTheme
from seutukuva.interviews import themes
from seutukuva.interviews.reports import Spoken
from seutukuva.texts import _
from seutukuva.ui import entry

_CHOICE = "theme"
_WIDGET = selectors.widget_key(_CHOICE)
_NEW = ""
# Numbers of firms are told as classes: of two lists that differ by a word, no firm is told.
_BOUNDS = (10, 20, 50, 100)


def editor(spoken: Spoken, page: str) -> None:
    """Choose a theme, see by which words it is found, change them; or begin one.

    Args:
        spoken: in the round that is looked at.
        page: where it is entered, kept as the source of the row.
    """
    known = themes.listed()
    entry.notice(themes.KIND)
    chosen = _chosen(known)
    newest = _newest(chosen)
    if chosen:
        _word_table(known, chosen, spoken)
    if chosen in spoken.waiting:
        _waiting()
    if newest and newest.is_withdrawn:
        _begin_anew(newest)
    entry.form(definitions.load().kinds[themes.KIND], newest, page, _shape(known, chosen))
    if newest and not newest.is_withdrawn:
        with st.expander(_("Take back what the group has changed"), type="compact"):
            if chosen in definitions.load().interviewing.themes:
                st.caption(_("The words of the programme then count again."))
            entry.withdrawal(newest, page)


def _chosen(known: Mapping[str, TextTheme]) -> str:
    speak = texts.language()
    titles = {one.id: one.title[speak] for one in known.values()} | {_NEW: _("A new theme")}
    if st.session_state.get(_WIDGET) not in titles:
        st.session_state[_WIDGET] = next(iter(titles))
    chosen: str = st.selectbox(
        _("Theme"),
        list(titles),
        format_func=titles.__getitem__,
        key=_WIDGET,
        placeholder=_("Choose"),
    )
    return chosen


def _newest(theme: str) -> records.Entry | None:
    if not theme:
        return None
    # A theme of the group's own stands in the record that its form began.
    versions = store.history(themes.records_of().get(theme) or themes.record_id(theme))
    return versions[-1] if versions else None


def _begin_anew(withdrawn: records.Entry) -> None:
    """The programme's own words in the form, once those in it have been taken back."""
    seen = f"{entry.form_id(themes.KIND, withdrawn.id)}_seen"
    if st.session_state.get(seen) != withdrawn.seq:
        entry.forget(themes.KIND, withdrawn.id)


def _shape(known: Mapping[str, TextTheme], theme: str) -> entry.Shape:
    complete = partial(_complete, known)
    if not theme:
        return entry.Shape(asked=("title", "words"), complete=complete)
    own = known[theme]
    return entry.Shape(
        asked=("title", "words") if theme.startswith(themes.OWN) else ("words",),
        begins_with={
            "title": own.title[texts.language()],
            "words": "\n".join(own.words),
            "theme": theme,
        },
        record_id=themes.record_id(theme),
        complete=complete,
    )


def _complete(known: Mapping[str, TextTheme], body: dict[str, Any]) -> dict[str, Any]:
    return themes.completed(body, known)


def _waiting() -> None:
    """That a change does not count yet; of a new theme, it is the only place where that is told."""
    least = definitions.load().interviewing.shown
    st.info(
        _(
            "The newest words do not count in the figures of this round yet: they make a "
            "difference of fewer than {n} firms, or of none, and a figure that moved would tell of "
            "them. They count when newer interviews move the figures on, or when further words "
            "make it more firms."
        ).format(n=texts.number(least))
    )


def _word_table(known: Mapping[str, TextTheme], theme: str, spoken: Spoken) -> None:
    """Each word with how many firms say it, and what may be wrong with it."""
    least = definitions.load().interviewing.shown
    wanted = known[theme].words
    counts = themes.told_by_word(spoken.words, wanted, spoken.rounding)
    rare = [word for word in wanted if counts[word] < least]
    alike = themes.proposals(rare, spoken.words, least)
    shared = themes.shared_words(known, theme)
    columns = {
        _("Word"): [entry.plain(word) for word in wanted],
        _("Firms that say it"): [firms(counts[word], least) for word in wanted],
        _("Note"): [_note(word, alike, shared, known) for word in wanted],
    }
    st.table(
        pd.DataFrame(columns),
        hide_index=True,
        border="horizontal",
        alt=_("The words of the theme, each with the firms that say it."),
    )
    if rare:
        st.caption(
            _(
                "A word that few or none say may not be a dictionary form: answers are compared "
                "by dictionary forms, as “worker” for “workers”."
            )
        )


def firms(n: int, least: int) -> str:
    """A number of firms as its class: "fewer than 5", "5–9", "100 or more"."""
    bounds = [least, *(bound for bound in _BOUNDS if bound > least)]
    if n < least:
        return _("fewer than {n}").format(n=texts.number(least))
    if n >= bounds[-1]:
        return _("{n} or more").format(n=texts.number(bounds[-1]))
    low, high = next(pair for pair in zip(bounds, bounds[1:], strict=False) if n < pair[1])
    ends = (texts.number(end) for end in (low, high - 1))
    return formats.EN_DASH.join(ends)


def _note(
    word: str,
    alike: Mapping[str, list[str]],
    shared: Mapping[str, list[str]],
    known: Mapping[str, TextTheme],
) -> str:
    notes = []
    if word in alike:
        near = ", ".join(entry.plain(one) for one in alike[word])
        notes.append(_("Answers hold: {words}.").format(words=near))
    if word in shared:
        names = ", ".join(entry.plain(known[one].title[texts.language()]) for one in shared[word])
        notes.append(_("Also in: {themes}.").format(themes=names))
    return " ".join(notes)
