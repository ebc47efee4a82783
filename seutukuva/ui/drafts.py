"""What is typed into a form, kept as a draft until it is saved, and put back on coming back.

A page that is left forgets its widgets, and a page that is loaded again its session: so the draft
is kept on the computer, and the address says which one is at work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from seutukuva import definitions, formats, settings, texts
from seutukuva.definitions import Kind
from seutukuva.errors import InvalidRecord, RecordsError
from seutukuva.records import drafts
from seutukuva.records.drafts import Draft
from seutukuva.texts import _
from seutukuva.ui import fields
from seutukuva.ui.fields import plain

_ADDRESS = "draft"


def at_work(kind_id: str, record_id: str) -> Draft | None:
    """The draft that a form begins with.

    Args:
        record_id: of a record that is there already; empty for a new one, of which the session
            or the address says which it is.
    """
    if record_id:
        return drafts.of(kind_id, record_id)
    asked = current(kind_id)
    found = drafts.of(kind_id, asked) if asked else None
    # One of a record that is there already belongs into that record's form.
    if found is None or found.seen is not None:
        _forget_current(kind_id)
        return None
    _remember_current(kind_id, found.id)
    return found


def current(kind_id: str) -> str:
    """Id of the draft that the form of new records holds, or will hold; empty for none."""
    return str(st.session_state.get(_key(kind_id)) or st.query_params.get(_ADDRESS, ""))


def keep(kind_id: str, prefix: str, language: str) -> None:
    """Keep a form as it stands in the session; one that is as it began is forgotten."""
    # A callback runs before the page has said which language it speaks.
    texts.use(language)
    state = st.session_state
    values = typed(kind_id, prefix)
    record_id, seen = state[f"{prefix}_id"], state[f"{prefix}_seen"]
    state.pop(_unkept(prefix), None)
    try:
        if _filled(values) == _filled(state[f"{prefix}_began"]):
            drafts.discard(kind_id, record_id)
            return
        drafts.keep(kind_id, record_id, seen, values)
    except InvalidRecord as error:
        state[_unkept(prefix)] = [text for _field, text in error.problems]
    except RecordsError as error:
        state[_unkept(prefix)] = [str(error)]
    else:
        if seen is None:
            _remember_current(kind_id, record_id)


def typed(kind_id: str, prefix: str) -> dict[str, Any]:
    """What stands in a form by now, by field."""
    every = definitions.load().kinds[kind_id].fields
    return {one.id: fields.typed(one, f"{prefix}_{one.id}") for one in every}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without empty fields: widgets have several ways of being empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def stored(kind_id: str, prefix: str) -> None:
    """Forget the draft of a form that has been saved; not what somebody else is typing of it."""
    record_id = st.session_state[f"{prefix}_id"]
    kept = drafts.of(kind_id, record_id)
    if kept and _filled(kept.values) != _filled(typed(kind_id, prefix)):
        st.session_state.pop(_unkept(prefix), None)
        return
    _gone(kind_id, prefix, record_id)


def told(kind: Kind, prefix: str, *, complains: bool) -> None:
    """Below a form: until when it is kept, or why it is not, and the way to be rid of it.

    Args:
        complains: whether to say why; not where the same has just been said.
    """
    problems = st.session_state.get(_unkept(prefix))
    if problems and complains:
        words = _("What stands in the form now is not kept as a draft:")
        st.warning("\n".join([words, "", *(f"- {plain(one)}" for one in problems)]))
    draft = drafts.of(kind.id, st.session_state[f"{prefix}_id"])
    if draft is None:
        return
    is_new = draft.seen is None
    # Not once more: an address written while somebody follows a link leads back here.
    if is_new and st.query_params.get(_ADDRESS) != draft.id:
        st.query_params[_ADDRESS] = draft.id
    is_own = settings.mode() == "own"
    words = (
        _("Draft, not saved yet. It is kept on this computer until {day}.")
        if is_own
        else _("Draft, not saved yet. It is kept for you alone until {day}.")
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"{prefix}_draft"):
        st.caption(words.format(day=_until(draft)), width="content")
        if is_new:
            st.button(
                _("Put aside"),
                key=f"{prefix}_aside",
                on_click=_put_aside,
                args=(kind.id, prefix),
                type="tertiary",
                icon=":material/inventory_2:",
                disabled=bool(problems),
            )
        _to_discard(f"{prefix}_discard", prefix, draft)


def waiting(
    kind: Kind, prefix: str, named: Callable[[Mapping[str, Any]], str], *, but: str = ""
) -> None:
    """The drafts of new records that are in no form now, each to be gone on with or discarded.

    Args:
        prefix: of the form that they go into.
        named: what is written, from a draft's values.
        but: id of the record whose form is on the page.
    """
    for draft in drafts.listed(kind.id):
        if draft.id == but or draft.seen is not None:
            continue
        words = _("Draft: {what}, kept until {day}").format(
            what=plain(named(draft.values)), day=_until(draft)
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(words, width="content")
            st.button(
                _("Go on writing"),
                key=f"{prefix}_on_{draft.id}",
                on_click=_go_on,
                args=(kind.id, prefix, draft.id),
                icon=":material/edit:",
                # What stands in the form and is not kept would be lost.
                disabled=_unkept(prefix) in st.session_state,
            )
            _to_discard(f"{prefix}_discard_{draft.id}", prefix, draft)


def _to_discard(key: str, prefix: str, draft: Draft) -> None:
    st.button(
        _("Discard the draft"),
        key=key,
        on_click=_discard,
        args=(draft.kind, prefix, draft.id),
        type="tertiary",
        icon=":material/delete:",
    )


def _until(draft: Draft) -> str:
    return formats.date(draft.kept_until, texts.language())


def _go_on(kind_id: str, prefix: str, record_id: str) -> None:
    _emptied(kind_id, prefix)
    _remember_current(kind_id, record_id)


def _put_aside(kind_id: str, prefix: str) -> None:
    _emptied(kind_id, prefix)
    _forget_current(kind_id)


def _discard(kind_id: str, prefix: str, record_id: str) -> None:
    if st.session_state.get(f"{prefix}_id") == record_id:
        _emptied(kind_id, prefix)
    _gone(kind_id, prefix, record_id)


def _gone(kind_id: str, prefix: str, record_id: str) -> None:
    drafts.discard(kind_id, record_id)
    st.session_state.pop(_unkept(prefix), None)
    if st.session_state.get(_key(kind_id)) == record_id:
        _forget_current(kind_id)


def _emptied(kind_id: str, prefix: str) -> None:
    """Let the form be opened anew."""
    for one in definitions.load().kinds[kind_id].fields:
        for key in fields.keys(one, f"{prefix}_{one.id}"):
            st.session_state.pop(key, None)
    st.session_state.pop(_unkept(prefix), None)


def _remember_current(kind_id: str, record_id: str) -> None:
    # The address is written when the form is drawn, not by a callback: it may belong to a run of
    # another page already.
    st.session_state[_key(kind_id)] = record_id


def _forget_current(kind_id: str) -> None:
    st.session_state.pop(_key(kind_id), None)
    if _ADDRESS in st.query_params:
        del st.query_params[_ADDRESS]


def _key(kind_id: str) -> str:
    return f"draft_{kind_id}"


def _unkept(prefix: str) -> str:
    return f"{prefix}_unkept"
