"""An edition on every page: ``?edition=2026-10`` shows what a meeting looked at, and says so.

The choice is in the address and is remembered for the session like every other, so that a walk
through the pages stays in it until the reader goes back to the present state.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

import seutukuva
from seutukuva import access, definitions, formats, selectors, settings, showing, store, texts
from seutukuva.editions import names, opening, register
from seutukuva.editions.register import Edition
from seutukuva.errors import MissingData, MissingVersion, RecordsError
from seutukuva.meetings import register as meetings
from seutukuva.texts import _
from seutukuva.ui import presentation
from seutukuva.ui.fields import plain

log = logging.getLogger(__name__)

KEY = "edition"
_NONE = ("",)
# What is shown of it in this run, and why the one that was asked for is not.
_SHOWN, _WHY_NOT = "edition_of_this_run", "edition_not_shown"
_STYLE = Path(__file__).with_name("edition.css")


def choose() -> None:
    """Show the edition that the address or the session asks for; once at the start of a run.

    To be called when the run's language is known and its version is held.
    """
    opening.let_go()
    for key in (_SHOWN, _WHY_NOT):
        st.session_state.pop(key, None)
    (name, *_others) = selectors.from_address(KEY, _NONE, _opened, _("Edition"))
    if not name:
        st.session_state.pop(showing.REMEMBERED, None)


def _opened(name: str) -> str:
    """The name of an edition that is shown from here on; "" where it is not, with the reason."""
    if not name:
        return ""
    try:
        edition = register.named(name) if register.NAME.fullmatch(name) else None
        if edition is None or not register.may_be_seen(edition):
            _say(_("There is no edition “{name}”. The present state is shown."), name)
            return ""
        opening.hold(edition)
    except MissingVersion as error:
        log.warning("%s", error)
        words = _(
            "The statistics of the edition {name} are not on this computer any more: version "
            "{version}. Bring its file back from a backup. The present state is shown."
        )
        _say(words, name, version=plain(error.where))
        return ""
    except MissingData:
        return ""
    except RecordsError as error:
        log.warning("%s", error)
        words = _("The edition {name} cannot be shown: {why}. The present state is shown.")
        _say(words, name, why=plain(error.what))
        return ""
    except Exception as error:  # also whatever a damaged file of a version raises
        log.warning("the edition %s cannot be shown: %s", name[:60], error)
        _say(_("The edition {name} cannot be read just now. The present state is shown."), name)
        return ""
    st.session_state[_SHOWN] = edition
    st.session_state[showing.REMEMBERED] = name
    return name


def _say(words: str, name: str, **told: str) -> None:
    st.session_state[_WHY_NOT] = words.format(name=plain(name[:60]), **told)


def shown() -> Edition | None:
    """The edition that this run shows, as it stands now; None: the present state."""
    found: Edition | None = st.session_state.get(_SHOWN)
    return found


def open_edition(name: str) -> None:
    """Show an edition on this page and the next ones; "" goes back to now. For ``on_click``."""
    selectors.remember(KEY, (name,) if name else _NONE, _NONE)
    if not name:
        st.session_state.pop(showing.REMEMBERED, None)


def banner() -> None:
    """Which edition is shown, above everything else of a page, with the way back to now."""
    if why_not := st.session_state.get(_WHY_NOT):
        st.warning(why_not, icon=":material/history_toggle_off:")
    edition = shown()
    if edition is None:
        return
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    with st.container(key="edition_banner"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/history: **{headline(edition)}**")
            st.button(
                _("Back to now"),
                key="edition_end",
                icon=":material/update:",
                on_click=open_edition,
                args=("",),
            )
        if not presentation.is_on():
            st.caption(" ".join(_told(edition)))


def headline(edition: Edition) -> str:
    """Which edition it is, how far it has come, and of which day it is."""
    words = _("Edition {name} · {state} · frozen on {day}")
    return words.format(
        name=edition.name,
        state=register.state_name(edition.state),
        day=formats.date(edition.day, texts.language()),
    )


def _told(edition: Edition) -> list[str]:
    speak = texts.language()
    said = _meeting(edition)
    built = formats.date(store.run("shared/content").iloc[0]["built_at"], speak)
    words = _("Figures are those of the data version of {built}, texts and marks as of {day}.")
    said.append(words.format(built=built, day=formats.date(edition.day, speak)))
    if edition.fingerprint != definitions.fingerprint():
        said.append(_("Definitions have changed since: names, rules and limits are those of now."))
    if edition.program != seutukuva.__version__:
        words = _("The program has changed since: it was {then} and is {now}.")
        said.append(words.format(then=edition.program, now=seutukuva.__version__))
    said.append(_("Nothing can be changed here."))
    return said


def _meeting(edition: Edition) -> list[str]:
    """The meeting that it was frozen for, where one is named."""
    meeting = meetings.named(edition.meeting) if edition.meeting else None
    if meeting is None:
        return []
    words = _("Meeting: {title}, {day}.")
    title = plain(names.meeting_title(meeting))
    return [words.format(title=title, day=names.meeting_day(meeting))]


def kept_out(words: str = "", kind: str = "", body: Mapping[str, Any] | None = None) -> None:
    """Say why nothing can be entered here.

    Args:
        words: what is said where other computers reach the pages and nobody signs in.
        kind: of what would be entered, to say who may.
        body: of what would be changed, to say whose it is.
    """
    of_edition = _("An edition is shown: nothing can be changed here.")
    if access.shows_edition():
        st.caption(of_edition)
    elif why := access.why_not_enter(kind, body):
        st.caption(why if settings.mode() == "sign_in" or not words else words)
