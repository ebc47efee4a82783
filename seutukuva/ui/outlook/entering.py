"""Giving marks: one area and round, three themes by three horizons, each with its reason.

The theme's figures stand beside what is written, and under each mark what the round before said.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from seutukuva import access, dates, definitions, formats, texts
from seutukuva.definitions.outlook import HORIZONS, OutlookTheme
from seutukuva.editions import register as editions
from seutukuva.outlook import cells
from seutukuva.outlook.figures import Known
from seutukuva.outlook.register import KIND, Mark
from seutukuva.texts import _, ngettext
from seutukuva.ui import edition, opening
from seutukuva.ui.fields import plain, quiet
from seutukuva.ui.outlook import evidence, names, saving, telling
from seutukuva.ui.outlook.choosing import Place
from seutukuva.ui.outlook.saving import Slot

BY = "by"


def entering(place: Place, every: Sequence[Mark]) -> None:
    """The grid of a round and an area; why it is not there, where nothing may be entered."""
    what = _("Give marks: {area}, {round}").format(
        area=names.area(place.area), round=names.round_name(place.round)
    )
    st.header(what, anchor=False)
    if not access.may_enter(KIND):
        edition.kept_out(
            _("Marks are given on the computer that serves these pages. Here they can be read."),
            kind=KIND,
        )
        return
    if editions.is_locked(place.round):
        st.info(
            _(
                "The edition of this round is approved, so its marks stand. The convener can "
                "unlock it with a reason, on the page Editions."
            ),
            icon=":material/lock:",
        )
        return
    groups = access.own_of(KIND, definitions.load().outlook.author_groups)
    if not groups:
        st.caption(_("The organisation of your role is not one of those that give marks."))
        return
    titles = {one: names.group(one) for one in groups}
    group = opening.opened(BY, _("Who gives the marks (needed)"), titles, _("Choose a group"))
    if not group:
        st.caption(_("Choose the group first: marks of different groups stand side by side."))
        return
    grid(place, group, every)


def grid(place: Place, group: str, every: Sequence[Mark]) -> None:
    """The nine marks of a group."""
    own = {one.id: one for one in every if (one.round, one.area) == (place.round, place.area)}
    all_slots = saving.slots(place.round, place.area, group)
    st.caption(
        _(
            "A plus is always good: when unemployment grows, the mark is −. Every mark needs its "
            "reason. Write no names of firms or persons: what is saved stays in the history."
        )
    )
    earlier = _earlier(place, group, every)
    if not earlier:
        st.caption(_("This group has given no marks for this area in an earlier round."))
    for theme in definitions.load().outlook.themes.values():
        st.subheader(theme.title[texts.language()], anchor=False)
        st.caption(theme.description[texts.language()])
        found = evidence.table(theme, place.area)
        own_slots = [one for one in all_slots if one.theme == theme.id]
        with st.container(key=f"keeps_draft_outlook_{theme.id}"):
            for column, slot in zip(st.columns(len(HORIZONS)), own_slots, strict=True):
                with column:
                    _cell(
                        slot, theme, own.get(slot.id), earlier.get((theme.id, slot.horizon)), found
                    )
        form = f"theme_{theme.id}"
        _button(_("Save “{theme}”").format(theme=names.short_theme(theme.id)), own_slots, form)
        telling.told(form)
    _button(_("Save all marks"), all_slots, "grid", is_main=True)
    telling.told("grid")
    _unsaved(all_slots)


def _earlier(place: Place, group: str, every: Sequence[Mark]) -> dict[tuple[str, str], Mark]:
    """What the group said in its round before, of each theme and horizon."""
    own = [one for one in every if (one.area, one.group) == (place.area, group)]
    before = cells.before(place.round, own)
    return {(one.theme, one.horizon): one for one in own if one.round == before}


def _cell(
    slot: Slot,
    theme: OutlookTheme,
    mark: Mark | None,
    earlier: Mark | None,
    found: Sequence[Known],
) -> None:
    """One mark: its score, its reason, what it rests on, and the round before."""
    saving.opened(slot, mark)
    keep, args = saving.on_change(slot)
    told = quiet(slot.short_title)
    st.markdown(f"**{names.horizon(slot.horizon)}**")
    # No index: an empty list stays empty until somebody chooses.
    st.selectbox(
        _("Mark: {what}").format(what=told),
        list(names.SIGNS),
        index=None,
        format_func={one: names.marked(one) for one in names.SIGNS}.__getitem__,
        key=f"{slot.prefix}score",
        placeholder=_("Choose"),
        on_change=keep,
        args=args,
    )
    st.text_area(
        _("Reason: {what}").format(what=told),
        key=f"{slot.prefix}reason",
        height=150,
        on_change=keep,
        args=args,
    )
    st.multiselect(
        _("Evidence: {what}").format(what=told),
        list(theme.evidence),
        format_func=_offers(theme, found).__getitem__,
        key=f"{slot.prefix}evidence",
        placeholder=_("Choose one or more"),
        select_all=False,
        on_change=keep,
        args=args,
    )
    _below(slot, mark, earlier)


def _offers(theme: OutlookTheme, found: Sequence[Known]) -> dict[str, str]:
    """The list of evidence: every figure with how it stands."""
    known = {one.evidence: _offered(one) for one in found}
    return {one: known.get(one) or names.evidence(one) for one in theme.evidence}


def _offered(one: Known) -> str:
    own = evidence.value(one.evidence, one.value, one.klass)
    name = names.evidence(one.evidence)
    return f"{name}: {own} ({names.period(one.period)})" if one.period else name


def _below(slot: Slot, mark: Mark | None, earlier: Mark | None) -> None:
    if earlier:
        words = _("{round}: {mark}. {reason}").format(
            round=names.round_name(earlier.round),
            mark=plain(names.marked(earlier.score)),
            reason=plain(earlier.reason),
        )
        st.caption(words)
    # Always one line: a button below must not move from under the pointer when a field is left.
    st.caption(_standing(slot, mark))
    for words in st.session_state.get(f"{slot.prefix}unkept") or []:
        st.warning(plain(words))


def _standing(slot: Slot, mark: Mark | None) -> str:
    """Whether what stands in the fields of a mark is saved."""
    if saving.is_changed(slot):
        return _("Changed, not saved yet.") if mark else _("Not saved yet.")
    if mark is None or mark.recorded_at is None:
        return _("No mark is saved here.")
    day = formats.date(dates.day_of(mark.recorded_at), texts.language())
    return _("Saved on {day}.").format(day=day)


def _button(label: str, slots: Sequence[Slot], form: str, *, is_main: bool = False) -> None:
    st.button(
        label,
        type="primary" if is_main else "secondary",
        key=f"outlook_save_{form}",
        on_click=saving.save,
        args=(slots, form, texts.language()),
    )


def _unsaved(every: Sequence[Slot]) -> None:
    """How much waits to be saved, and the way to be rid of it."""
    waiting = [one for one in every if saving.is_changed(one)]
    if not waiting:
        return
    words = ngettext(
        "{n} mark is not saved yet. It is kept on this computer for 14 days.",
        "{n} marks are not saved yet. They are kept on this computer for 14 days.",
        len(waiting),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words.format(n=texts.number(len(waiting))), width="content")
        st.button(
            _("Discard what is not saved"),
            key="outlook_discard",
            on_click=partial(saving.discard, waiting),
            type="tertiary",
            icon=":material/delete:",
        )
