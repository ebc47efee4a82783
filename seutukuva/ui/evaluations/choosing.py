"""Which evaluation is looked at, and what is said of it at the top."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.evaluations import register, standing
from seutukuva.evaluations.register import Evaluation
from seutukuva.evaluations.standing import Standing
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.fields import link, own_list, plain, shown

_KEY = "evaluation"


def chosen(every: Sequence[Evaluation], is_told: bool) -> Evaluation:
    """The evaluation looked at, ``?evaluation=…``; by default the one that opened last.

    Args:
        every: at least one, the one that opens last first.
        is_told: whether the page has said already why it may be gone.
    """
    known = {one.id: one for one in every}
    asked = st.query_params.get(_KEY, "")
    if asked and asked not in known and (entry.notice(asked) or is_told):
        # It was withdrawn just now: the list would say that nobody knows it.
        st.query_params.pop(_KEY, None)
    names = {one.id: one.title for one in every}
    picked = selectors.choose_one(
        _KEY, _("Evaluation"), list(known), every[0].id, names.__getitem__
    )
    return known[picked]


def in_short(found: Standing, today: dt.date) -> None:
    """What an official reads in ten seconds."""
    st.header(_("In short"), anchor=False)
    st.markdown("\n".join(f"- {plain(one)}" for one in standing.in_short(found, today)))


def facts(found: Standing, today: dt.date) -> None:
    """Who evaluates what and when, and whether its criteria can be trusted."""
    one, speak = found.evaluation, texts.language()
    kind = {field.id: field for field in definitions.load().kinds[register.KIND].fields}
    owner = own_list("organisation", definitions.load()).get(one.convener, one.convener)
    said = [
        one.frozen.title[speak],
        shown(kind["doer"], one.doer, definitions.load()),
        shown(kind["occasion"], one.occasion, definitions.load()),
        owner,
        _("criteria frozen {day}").format(day=formats.date(one.frozen_on, speak)),
        _opening(one, today),
    ]
    st.caption(" · ".join(plain(part) for part in said if part))
    if one.facts:
        # Named by its site: where the facts were to be read beforehand.
        st.caption(_("Fact base: {link}").format(link=link(one.facts)))
    if one.is_entered_late and one.entered_on:
        day = formats.date(one.entered_on, speak)
        words = _(
            "The criteria were entered on {day}, when the evaluation was open already: that they "
            "were frozen before is what whoever entered them says."
        )
        st.warning(words.format(day=day), icon=":material/history:")
    if register.is_changed_since(one):
        words = _(
            "The set of criteria has changed since. This evaluation keeps those that were frozen "
            "for it (fingerprint {signs})."
        )
        st.info(words.format(signs=one.frozen.fingerprint), icon=":material/lock:")


def _opening(one: Evaluation, today: dt.date) -> str:
    speak = texts.language()
    opens = formats.date(one.opens_on, speak)
    words = _("opened {day}") if one.has_opened(today) else _("opens {day}")
    told = words.format(day=opens)
    if one.closes_on:
        closes = formats.date(one.closes_on, speak)
        words = _("closed {day}") if one.has_closed(today) else _("closes {day}")
        told += ", " + words.format(day=closes)
    return told
