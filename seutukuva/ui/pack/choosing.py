"""What is packed: an edition or this moment, for whom, of which area, in which language and files.

All of it stands in the address, so that nothing that was chosen is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import access, definitions, selectors, showing, texts
from seutukuva.editions import names, register
from seutukuva.editions.register import Edition
from seutukuva.pack.delivery import FORMATS
from seutukuva.pack.model import AUDIENCES, MUNICIPALITY, PUBLIC, STEERING_GROUP
from seutukuva.pack.scope import place
from seutukuva.texts import _

NOW = "now"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen; ``edition``: None for a draft of this moment."""

    edition: Edition | None
    audience: str
    area_id: str
    language: str
    formats: tuple[str, ...]


def choose() -> Choice:
    """The selectors."""
    known = {one.name: one for one in editions()}
    with st.container(border=True):
        first, second, third = st.columns(3)
        with first:
            name = _edition(known)
        with second:
            audience = selectors.choose_one(
                "for", _("For whom"), _audiences(), _audiences()[0], lambda one: _(AUDIENCES[one])
            )
        with third:
            area_id = _area(audience, known.get(name))
        left, right = st.columns([1, 2])
        with left:
            language = selectors.choose_one(
                "pack_language",
                _("Language of the pack"),
                list(texts.LANGUAGES),
                texts.language(),
                texts.LANGUAGES.__getitem__,
            )
        with right:
            formats = selectors.choose_several(
                *("formats", _("Files"), list(FORMATS), tuple(FORMATS)),
                lambda one: _(FORMATS[one]),
                len(FORMATS),
            )
    return Choice(known.get(name), audience, area_id, language, formats)


def editions() -> list[Edition]:
    """Those that may be packed here, the newest first; elsewhere than here the published ones."""
    every = register.listed()
    return [one for one in every if register.may_be_seen(one)]


def _audiences() -> list[str]:
    if access.may_see("interviews"):
        return [STEERING_GROUP, MUNICIPALITY, PUBLIC]
    return [PUBLIC, MUNICIPALITY]


def _edition(known: dict[str, Edition]) -> str:
    shown = showing.shown()
    # While an edition is shown, this moment is that edition's.
    has_now = access.may_see("drafts") and shown is None
    options = [*known, *([NOW] if has_now else [])]
    if not options:
        st.markdown(f"**{_('Edition')}**  \n{_('None is published.')}")
        return ""
    default = shown.edition if shown and shown.edition in known else options[0]

    def name(own: str) -> str:
        if own == NOW:
            return _("This moment: a draft, not frozen")
        state = register.state_name(known[own].state).lower()
        return f"{names.edition(own)} · {state}"

    return selectors.choose_one("of", _("Edition"), options, default, name)


def _area(audience: str, edition: Edition | None) -> str:
    programme = definitions.load().programme
    # An edition has the areas of its day, also those that are gone since.
    own: Sequence[str] = edition.areas if edition else programme.areas
    options = list(own) if audience == MUNICIPALITY else [programme.subregion, *own]
    if audience == STEERING_GROUP:
        options = [programme.subregion]
    return selectors.choose_one(f"{audience}_area", _("Area"), options, options[0], place)


def described(choice: Choice) -> str:
    """What would be packed, in a sentence."""
    what = _("this moment (a draft)")
    if choice.edition:
        what = _("edition {name}").format(name=names.edition(choice.edition.name))
    return _("{audience}: {area}, {edition}, in {language}.").format(
        audience=_(AUDIENCES[choice.audience]),
        area=place(choice.area_id),
        edition=what,
        language=texts.LANGUAGES[choice.language],
    )
