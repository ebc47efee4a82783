"""What is entered of baskets: a basket, its report, and when a project belongs to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from seutukuva import access, definitions, store
from seutukuva.definitions import Kind
from seutukuva.projects import baskets, register
from seutukuva.projects.model import Basket, Member
from seutukuva.texts import _
from seutukuva.ui import edition, entry
from seutukuva.ui.portfolio import names
from seutukuva.ui.versions import of_entries, version_table

SOURCE, BASKET = "projects/baskets", "basket"
# Which basket a project is put into is said by the page.
_OF_MEMBER = ("project", "since", "until", "note")


def _kind(kind_id: str) -> Kind:
    return definitions.load().kinds[kind_id]


def entering(every: Sequence[Basket], today: dt.date) -> None:
    """The form for a new basket; where nothing may be entered, why."""
    if not access.may_enter(BASKET):
        edition.kept_out(
            _(
                "Baskets are entered on the computer that serves these pages. "
                "Here, where others can reach them, they can only be read."
            ),
            kind=BASKET,
        )
        return
    shape = entry.Shape(
        begins_with={"started": today.isoformat()},
        complete=partial(baskets.fitting_basket, others=every),
    )
    # Not in the expander: the first basket closes it.
    entry.notice(entry.form_id(baskets.KIND))
    with st.expander(_("Enter a new basket"), icon=":material/add:", expanded=not every):
        entry.form(_kind(baskets.KIND), None, SOURCE, shape)


def working(
    basket: Basket, every: Sequence[Basket], titles: Mapping[str, str], today: dt.date
) -> None:
    """The forms that change a basket and its members.

    Args:
        titles: the projects that may be put into it, by key.
    """
    if not access.may_enter(BASKET, {"owner_group": basket.owner_group}):
        return
    st.header(_("Change the basket"), anchor=False)
    _told(basket)
    with st.expander(_("Add a project"), icon=":material/add:", expanded=not basket.members):
        _adding(basket, every, titles, today)
    if basket.members:
        with st.expander(_("End or change a project’s time"), icon=":material/edit_calendar:"):
            _member(basket, every, titles)
    newest = store.history(basket.id)[-1]
    with st.expander(_("Change the basket or write its report"), icon=":material/edit:"):
        others = [one for one in every if one.id != basket.id]
        shape = entry.Shape(complete=partial(baskets.fitting_basket, others=others))
        entry.form(_kind(baskets.KIND), newest, SOURCE, shape)
    with st.expander(_("Withdraw this basket"), icon=":material/delete:"):
        st.caption(_("Its projects stay as they are; only the basket goes."))
        entry.withdrawal(newest, SOURCE)


def _told(basket: Basket) -> None:
    """What became of the last click, above the expanders: a saved form may have closed its own."""
    for form in (
        entry.form_id(baskets.KIND, basket.id),
        *(entry.form_id(baskets.MEMBER, one) for one in ("", *(m.id for m in basket.members))),
        # A withdrawn member leaves its message under the name of the kind.
        baskets.MEMBER,
    ):
        entry.notice(form)


def _adding(
    basket: Basket, every: Sequence[Basket], titles: Mapping[str, str], today: dt.date
) -> None:
    titles = {**_other(basket), **titles}

    def complete(body: entry.Body) -> entry.Body:
        # The form of another basket may have left its own in the session.
        return baskets.fitting_member({**body, "basket": basket.id}, every)

    shape = entry.Shape(
        asked=_OF_MEMBER,
        begins_with={"basket": basket.id, "since": (basket.started or today).isoformat()},
        lists={"project": titles},
        complete=complete,
    )
    entry.form(_kind(baskets.MEMBER), None, SOURCE, shape)


def _other(basket: Basket) -> dict[str, str]:
    """A project of an accepted list that is not among the region's own, by its code."""
    code = st.text_input(
        _("Code of a project that is not in the list below"),
        key=f"other_of_{basket.id}",
        autocomplete="off",
    ).strip()
    if not code:
        return {}
    found = register.project(code)
    if found is None:
        st.warning(_("No project of the register has this code."), icon=":material/search_off:")
        return {}
    st.caption(
        _("Found: {project}. It is in the list now.").format(project=entry.plain(found.name))
    )
    return {found.key: f"{found.code} · {found.name}"}


def _member(basket: Basket, every: Sequence[Basket], titles: Mapping[str, str]) -> None:
    """The time of one project in the basket, changed or withdrawn as never true."""
    known = {one.id: one for one in basket.members}
    words = {one.id: _said(one, titles) for one in basket.members}
    key = f"member_of_{basket.id}"
    if st.session_state.get(key) not in known:
        st.session_state[key] = None
    chosen = st.selectbox(
        _("Project whose time is changed"),
        list(known),
        format_func=words.__getitem__,
        key=key,
        placeholder=_("Choose a project"),
    )
    if chosen is None:
        return
    newest = store.history(chosen)[-1]
    shape = entry.Shape(
        asked=_OF_MEMBER,
        lists={"project": titles},
        complete=partial(baskets.fitting_member, baskets=every, own_id=chosen),
    )
    entry.form(_kind(baskets.MEMBER), newest, SOURCE, shape)
    st.caption(_("Was the project never in the basket? Then withdraw the entry:"))
    entry.withdrawal(newest, SOURCE)


def _said(member: Member, titles: Mapping[str, str]) -> str:
    name = titles.get(member.code, member.code)
    return f"{name} · {names.lasts(member.since, member.until)}"


def history(basket: Basket) -> None:
    """Every version of the basket itself, with who saved it."""
    st.header(_("History"), anchor=False)
    version_table(
        _kind(baskets.KIND),
        of_entries(store.history(basket.id)),
        told=_("Versions of the basket, the newest first."),
        key="basket_history",
    )
