"""Forms for what people enter, made from the fields of a kind; nothing is stored on an error.

What was typed stays in the form until it is stored: on a wrong field, and when somebody else
has saved another version meanwhile.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from seutukuva import access, dates, definitions, records, selectors, texts
from seutukuva.definitions import Definitions, Field, Kind
from seutukuva.errors import InvalidRecord, RecordConflict, RecordsError
from seutukuva.texts import N_, _

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&\"'=])")
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


def plain(text: str) -> str:
    """What somebody entered, so that none of its signs is taken for markup."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def link(url: str) -> str:
    """A link to an address that somebody entered, named by its site; "" for none."""
    return f"[{plain(urlsplit(url).hostname or url)}](<{url}>)" if url else ""


def shown(field: Field, value: Any, found: Definitions) -> str:
    """A stored value of a field in words, as plain text."""
    speak = texts.language()
    if value in (None, "", []):
        return "–"
    if field.type == "date":
        return dates.words(value, speak)
    if field.type == "choice":
        return field.choices[value][speak] if value in field.choices else str(value)
    if field.type == "areas":
        return ", ".join(_area_name(found, one) for one in value)
    if field.type == "indicators":
        known = found.indicators
        return ", ".join(known[one].label(speak) if one in known else one for one in value)
    if field.type == "boolean":
        return _("yes") if value else _("no")
    return str(value)


def _area_name(found: Definitions, area_id: str) -> str:
    # What an old row names may since have left the definitions.
    if area_id not in found.areas:
        return area_id
    return selectors.area_name(found, area_id, texts.language())


def _indicator_name(found: Definitions, indicator_id: str) -> str:
    if indicator_id not in found.indicators:
        return indicator_id
    return selectors.indicator_name(found, indicator_id, texts.language())


def form(kind: Kind, newest: records.Entry | None, page: str) -> None:
    """The form for a new record, or for a new version of ``newest``.

    Args:
        page: where it is entered, kept as the source of the row.
    """
    prefix = f"entry_{kind.id}_{newest.id if newest else 'new'}"
    _open(kind, prefix, newest)
    notice(prefix)
    with st.form(f"{prefix}_form", enter_to_submit=False):
        st.caption(_("Write no names of persons: what is saved stays in the history."))
        for field in kind.fields:
            _widget(field, f"{prefix}_{field.id}")
        st.form_submit_button(
            _("Save the change") if newest else _("Save"),
            type="primary",
            key=f"{prefix}_save",
            on_click=_save,
            args=(kind.id, prefix, page, texts.language()),
        )


def withdrawal(newest: records.Entry, page: str) -> None:
    """The form that withdraws a record; the reason is asked for.

    That it was done is told by ``notice`` under the name of the kind, for the form is gone then.
    That somebody else had done it is told under the record's id, by the page.
    """
    key = f"withdraw_{newest.id}_reason"
    notice(newest.id)
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


def notice(form_id: str) -> None:
    """What became of the last click on a form's button."""
    told = st.session_state.get(_NOTICE)
    if not told or told["form"] != form_id:
        return
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
    fields = found.kinds[theirs.kind].fields

    def told(body: dict[str, Any]) -> list[str]:
        return [plain(shown(field, body.get(field.id), found)) for field in fields]

    columns = {
        _("Field"): [field.title[texts.language()] for field in fields],
        _("Yours"): told(conflict.mine),
        _("Saved meanwhile"): told(theirs.body),
    }
    st.table(
        pd.DataFrame(columns),
        hide_index=True,
        border="horizontal",
        alt=_("Your version beside the one that was saved meanwhile, field by field."),
    )


def _open(kind: Kind, prefix: str, newest: records.Entry | None) -> None:
    """Fill a form that was not on the page a moment ago."""
    first = f"{prefix}_{kind.fields[0].id}"
    if first in st.session_state:
        return
    body = newest.body if newest else {}
    for field in kind.fields:
        st.session_state[f"{prefix}_{field.id}"] = body.get(field.id, _empty(field))
    st.session_state[f"{prefix}_seen"] = newest.seq if newest else None
    # Made once a form: a second click on the button cannot make a second record.
    st.session_state[f"{prefix}_id"] = newest.id if newest else records.new_id()


def _empty(field: Field) -> Any:
    if field.type in ("areas", "indicators"):
        return []
    if field.type == "choice":
        return next(iter(field.choices)) if field.required else None
    return {"number": None, "boolean": False}.get(field.type, "")


def _label(field: Field) -> str:
    """Title, whether it is needed, and what to write: in sight, not behind a question mark.

    Without markup, which a screen reader would read aloud.
    """
    title = field.title[texts.language()]
    if field.required:
        title = _("{field} (needed)").format(field=title)
    return f"{title} – {field.help[texts.language()]}" if field.help else title


def _widget(field: Field, key: str) -> None:
    label = _label(field)
    if field.type == "choice":
        titles = {choice: title[texts.language()] for choice, title in field.choices.items()}
        st.selectbox(
            label, list(titles), format_func=titles.__getitem__, key=key, placeholder=_("Choose")
        )
    elif field.type in ("areas", "indicators"):
        _several(field, key, label)
    elif field.type == "number":
        st.number_input(label, value=None, key=key)
    elif field.type == "boolean":
        st.checkbox(label, key=key)
    elif field.is_long:
        st.text_area(label, key=key)
    else:
        st.text_input(label, key=key, autocomplete="off")


def _several(field: Field, key: str, label: str) -> None:
    found = definitions.load()
    if field.type == "areas":
        name = partial(_area_name, found)
        options = selectors.area_options(found, texts.language())
    else:
        name = partial(_indicator_name, found)
        options = selectors.indicator_options(found.indicators.values(), found)
    st.multiselect(
        label,
        # What an older version names may since have left the lists.
        list(dict.fromkeys([*options, *st.session_state[key]])),
        format_func=name,
        key=key,
        placeholder=_("Choose one or more"),
        select_all=False,
    )


def _save(kind_id: str, prefix: str, page: str, language: str) -> None:
    # A callback runs before the page has said which language it speaks.
    texts.use(language)
    state = st.session_state
    keys = {field.id: f"{prefix}_{field.id}" for field in definitions.load().kinds[kind_id].fields}
    try:
        records.append(
            kind_id,
            {name: state[key] for name, key in keys.items()},
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
        for key in keys.values():
            del state[key]
        state[_NOTICE] = {"form": prefix, "done": SAVED}


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
