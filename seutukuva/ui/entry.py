"""Forms for what people enter, made from the fields of a kind; nothing is stored on an error.

What was typed stays in the form until it is stored: on a wrong field, and when somebody else
has saved another version meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from seutukuva import access, definitions, records, texts
from seutukuva.definitions import Field, Kind
from seutukuva.errors import InvalidRecord, RecordConflict, RecordsError
from seutukuva.texts import N_, _
from seutukuva.ui import drafts, edition, fields, refusals
from seutukuva.ui.fields import as_typed, empty, plain, shown, widget
from seutukuva.ui.fields import link as link

_NOTICE = "entry_notice"
SAVED = N_("Saved.")
WITHDRAWN = N_("Withdrawn. Its history is kept.")
CHANGED_MEANWHILE = N_(
    "Somebody else has changed it meanwhile. Read the newest version, and withdraw it if it still "
    "has to go."
)
WITHDRAWN_MEANWHILE = N_(
    "Somebody else has withdrawn it meanwhile. Their reason stands in the history, yours was not "
    "saved."
)
NOT_STORED = N_("Nothing was saved. The text is still in the form.")
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a form differs from one that asks for every field of its kind.

    Attributes:
        asked: ids of the fields asked for, in the form's order; empty: all that people fill in.
            The others are kept as they are.
        begins_with: what a record that has not been stored yet begins with.
        record_id: the id of such a record; empty: a new one.
        lists: stored values and their words, of fields whose kind has no list of its own.
        complete: what was typed as it is to be stored; may raise ``InvalidRecord``.
        keeps_draft: whether what is typed is kept until it is saved. Then every field is told to
            the server when it is left; otherwise nothing is before the button is pressed.
        is_high: whether it is higher than a screen. Then what became of a click is said below the
            button: above the form it would be out of sight.
    """

    asked: tuple[str, ...] = ()
    begins_with: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    record_id: str = ""
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    complete: Callable[[Body], Body] = dict
    keeps_draft: bool = False
    is_high: bool = False

    def fields(self, kind: Kind) -> list[Field]:
        """The fields asked for."""
        known = {one.id: one for one in kind.fields}
        ids = self.asked or [one.id for one in kind.fields if one.type != "data"]
        return [known[one] for one in ids]


def form(kind: Kind, newest: records.Entry | None, page: str, shape: Shape | None = None) -> None:
    """The form for a new record, or for a new version of ``newest``.

    Args:
        page: where it is entered, kept as the source of the row.
        shape: by default every field that people fill in is asked for.
    """
    stands = newest.body if newest and not newest.is_withdrawn else None
    if not access.may_enter(kind.id, stands):
        edition.kept_out(kind=kind.id, body=stands)
        return
    shape = own_only(kind, shape or Shape(), stands or {})
    prefix = form_id(kind.id, newest.id if newest else shape.record_id)
    _open(kind, prefix, newest, shape)
    if not (shape.keeps_draft or shape.is_high):
        notice(prefix)
    changed = partial(drafts.keep, kind.id, prefix, texts.language())
    button = st.button if shape.keeps_draft else st.form_submit_button
    with _frame(prefix, shape):
        st.caption(_("Write no names of persons: what is saved stays in the history."))
        for field in shape.fields(kind):
            widget(
                field,
                f"{prefix}_{field.id}",
                shape.lists.get(field.id),
                changed if shape.keeps_draft else None,
            )
        button(
            _("Save the change") if newest else _("Save"),
            type="primary",
            key=f"{prefix}_save",
            on_click=_save,
            args=(kind.id, prefix, page, texts.language(), shape.complete),
        )
        if shape.keeps_draft:
            # Below the button: leaving a field must not move it from under the pointer.
            has_said = notice(prefix)
            drafts.told(kind, prefix, complains=not has_said)
    if shape.is_high:
        notice(prefix)


def own_only(kind: Kind, shape: Shape, stands: Mapping[str, Any]) -> Shape:
    """A form that offers one's own organisations where no others may be entered.

    Args:
        stands: what is stored, which stays to be chosen.
    """
    own = access.own_organisations(kind.id)
    if own is None:
        return shape
    found = definitions.load()
    areas = found.programme.development_areas
    lists: dict[str, Mapping[str, str]] = {}
    # The field that decides first: where it is filled, the others say nothing of whose it is.
    deciding = found.roles.belonging.get(kind.id, ())[:1]
    for one in kind.fields:
        if one.id not in deciding:
            continue
        if one.type == "organisation":
            mine = own | {str(stands.get(one.id) or "")}
        elif one.type == "development_area":
            mine = frozenset(area.code for area in areas if area.owner in own)
        else:
            continue
        known = shape.lists.get(one.id) or fields.own_list(one.type, found)
        lists[one.id] = {key: title for key, title in known.items() if key in mine}
    return replace(shape, lists={**shape.lists, **lists})


def _frame(prefix: str, shape: Shape) -> DeltaGenerator:
    if shape.keeps_draft:
        # frontend.js knows it by this name.
        return st.container(border=True, key=f"keeps_draft_{prefix}")
    return st.form(f"{prefix}_form", enter_to_submit=False)


def form_id(kind_id: str, record_id: str = "") -> str:
    """What the form of a record is called in the session; without an id that of a new one."""
    return f"entry_{kind_id}_{record_id or 'new'}"


def forget(kind_id: str, record_id: str = "") -> None:
    """Open a form anew with what is stored by now; what was typed in it is lost."""
    state = st.session_state
    for one in definitions.load().kinds[kind_id].fields:
        for key in fields.keys(one, f"{form_id(kind_id, record_id)}_{one.id}"):
            state.pop(key, None)


def fill(kind_id: str, record_id: str = "", **values: Any) -> None:
    """Put values into a form that is on the page, or will be."""
    known = {one.id: one for one in definitions.load().kinds[kind_id].fields}
    for name, value in values.items():
        fields.fill(known[name], f"{form_id(kind_id, record_id)}_{name}", value)


def tell(form: str, done: str = "", *, problems: tuple[str, ...] = (), gone: str = "") -> None:
    """Leave for ``notice`` what became of a click.

    Args:
        done: what was done, of messages marked with ``N_``; so is ``gone``.
        problems: why nothing was stored, in the language of the page.
        gone: why nothing was stored that can still be.
    """
    told = {"problems": problems} if problems else {"gone": gone} if gone else {"done": done}
    st.session_state[_NOTICE] = {"form": form, **told}


def withdrawal(newest: records.Entry, page: str) -> None:
    """The form that withdraws a record; the reason is asked for.

    That it was done is told by ``notice`` under the name of the kind, for the form is gone then.
    That somebody else had done it is told under the record's id, by the page.
    """
    key = f"withdraw_{newest.id}_reason"
    notice(newest.id)
    if not access.may_enter(newest.kind, newest.body):
        edition.kept_out(kind=newest.kind, body=newest.body)
        return
    with st.form(f"withdraw_{newest.id}_form", enter_to_submit=False):
        st.caption(_("It is no longer shown, and stays in the history with this reason."))
        st.text_input(
            _("Why it is withdrawn"),
            key=key,
            autocomplete="off",
        )
        st.form_submit_button(
            _("Withdraw"),
            key=f"withdraw_{newest.id}_save",
            on_click=_withdraw,
            args=(newest, key, page, texts.language()),
        )


def is_refused(form_id: str) -> bool:
    """Whether the last click on a form's button stored nothing of what was typed."""
    told: Mapping[str, Any] = st.session_state.get(_NOTICE) or {}
    return told.get("form") == form_id and "problems" in told


def notice(form_id: str) -> bool:
    """What became of the last click on a form's button; whether there was anything to say."""
    told = st.session_state.get(_NOTICE)
    if not told or told["form"] != form_id:
        return False
    del st.session_state[_NOTICE]
    if "conflict" in told:
        _conflict(told["conflict"])
    elif "problems" in told:
        problems = "\n".join(f"- {plain(text)}" for text in told["problems"])
        st.error(f"{_(NOT_STORED)}\n\n{problems}", icon=":material/error:")
    elif "gone" in told:
        st.warning(_(told["gone"]), icon=":material/compare_arrows:")
    else:
        st.success(_(told["done"]), icon=":material/check_circle:")
    return True


def _conflict(conflict: RecordConflict) -> None:
    theirs = conflict.theirs
    st.warning(
        _(
            "Somebody else has saved another version meanwhile. Nothing is lost: yours is still "
            "in the form. Compare them, change yours where needed, and save again; theirs then "
            "stays in the history."
        ),
        icon=":material/compare_arrows:",
    )
    if theirs.is_withdrawn:
        reason = plain(theirs.reason)
        st.markdown(_("They have withdrawn it: {reason}").format(reason=reason))
        return
    found = definitions.load()
    compared = [one for one in found.kinds[theirs.kind].fields if one.type != "data"]

    def told(body: dict[str, Any]) -> list[str]:
        return [plain(shown(field, body.get(field.id), found)) for field in compared]

    columns = {
        _("Field"): [field.title[texts.language()] for field in compared],
        _("Yours"): told(conflict.mine),
        _("Saved meanwhile"): told(theirs.body),
    }
    st.table(
        pd.DataFrame(columns),
        hide_index=True,
        border="horizontal",
        alt=_("Your version beside the one that was saved meanwhile, field by field."),
    )


def _open(kind: Kind, prefix: str, newest: records.Entry | None, shape: Shape) -> None:
    """Fill a form that was not on the page a moment ago."""
    asked = shape.fields(kind)[0]
    if fields.keys(asked, f"{prefix}_{asked.id}")[0] in st.session_state:
        return
    state = st.session_state
    body = newest.body if newest and not newest.is_withdrawn else shape.begins_with
    began = {one.id: as_typed(one, body.get(one.id, empty(one))) for one in kind.fields}
    own = newest.id if newest else shape.record_id
    draft = drafts.at_work(kind.id, own) if shape.keeps_draft else None
    values = began | dict(draft.values) if draft else began
    for one in kind.fields:
        fields.fill(one, f"{prefix}_{one.id}", values[one.id])
    state[f"{prefix}_began"] = began
    state[f"{prefix}_seen"] = draft.seen if draft else newest.seq if newest else None
    # Made once a form: a second click on the button cannot make a second record.
    state[f"{prefix}_id"] = (draft.id if draft else own) or records.new_id()


def _save(
    kind_id: str, prefix: str, page: str, language: str, complete: Callable[[Body], Body]
) -> None:
    # A callback runs before the page has said which language it speaks.
    texts.use(language)
    state = st.session_state
    if _is_kept_out(kind_id, prefix):
        return
    every = definitions.load().kinds[kind_id].fields
    unread = [said for one in every for said in fields.problems(one, f"{prefix}_{one.id}")]
    if unread:
        state[_NOTICE] = {"form": prefix, "problems": unread}
        return
    try:
        records.append(
            kind_id,
            complete({one.id: fields.typed(one, f"{prefix}_{one.id}") for one in every}),
            id=state[f"{prefix}_id"],
            by=access.LOCAL,
            source=page,
            expect=state[f"{prefix}_seen"],
        )
    except RecordConflict as conflict:
        # Whoever saves again has been shown this version.
        state[f"{prefix}_seen"] = conflict.theirs.seq
        state[_NOTICE] = {"form": prefix, "conflict": conflict}
    except RecordsError as error:
        state[_NOTICE] = {"form": prefix, "problems": _problems(error)}
    else:
        drafts.stored(kind_id, prefix)
        for one in every:
            for key in fields.keys(one, f"{prefix}_{one.id}"):
                del state[key]
        state[_NOTICE] = {"form": prefix, "done": SAVED}


def _is_kept_out(kind_id: str, prefix: str) -> bool:
    """Whether a click comes from a form that is gone, perhaps with the right to it; then says so.

    Its fields are gone as well, so that nothing of them could be read.
    """
    try:
        access.require_entry(kind_id)
    except RecordsError as error:
        st.warning(refusals.told(error), icon=":material/lock:")
        return True
    every = definitions.load().kinds[kind_id].fields
    needed = [key for one in every for key in fields.keys(one, f"{prefix}_{one.id}")]
    return any(key not in st.session_state for key in needed)


def _withdraw(newest: records.Entry, key: str, page: str, language: str) -> None:
    texts.use(language)
    state = st.session_state
    try:
        records.withdraw(newest.id, access.LOCAL, state[key], newest.seq, source=page)
    except RecordConflict as conflict:
        if conflict.theirs.is_withdrawn:
            state[_NOTICE] = {"form": newest.id, "gone": WITHDRAWN_MEANWHILE}
        else:
            state[_NOTICE] = {"form": newest.id, "problems": [_(CHANGED_MEANWHILE)]}
    except RecordsError as error:
        state[_NOTICE] = {"form": newest.id, "problems": _problems(error)}
    else:
        del state[key]
        state[_NOTICE] = {"form": newest.kind, "done": WITHDRAWN}


def _problems(error: RecordsError) -> list[str]:
    if isinstance(error, InvalidRecord):
        return [text for _field, text in error.problems]
    return [str(error)]
