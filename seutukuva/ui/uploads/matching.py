"""Which question each column answers, and what each answer means: what was found, at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions import Questionnaire
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.entry import plain
from seutukuva.ui.uploads import correcting, work
from seutukuva.ui.uploads.correcting import cut, question_name
from seutukuva.ui.uploads.letters import letter

HOW = {
    "remembered": N_("as last time"),
    "exact": N_("same words"),
    "synonym": N_("known name"),
    "fuzzy": N_("similar words: please check"),
    "contained": N_("same key words: please check"),
    "content": N_("from its answers: please check"),
    "analyst": N_("you chose"),
    "none": N_("not known"),
}
DOUBTFUL, UNDECIDED = N_("few answers fit: please check"), N_("a consent? please choose")
_MOST_NOTES = 6


def matching() -> None:
    """The columns with their questions and the labels nobody knows, and how to change both."""
    upload, mapping = work.read("upload"), work.read("mapping")
    form = definitions.load().questionnaires[upload["questionnaire"]]
    columns = mapping["columns"]
    unsure = correcting.unsure_of(columns)
    labels = correcting.unsure_labels(mapping)
    _summary(columns, [*unsure.undecided, *unsure.doubted], unsure.open)
    _notes(mapping["notes"])
    with st.expander(_("All columns and their questions"), icon=":material/view_column:"):
        _table(columns, form)
    with st.expander(
        _("Correct columns and answers"),
        icon=":material/edit:",
        expanded=bool(unsure.all or unsure.open or labels),
    ):
        correcting.corrections(form, columns, unsure, labels)


def _summary(
    columns: Sequence[Mapping[str, Any]],
    unsure: Sequence[Mapping[str, Any]],
    open_ones: Sequence[Mapping[str, Any]],
) -> None:
    matched = [one for one in columns if one["question"]]
    words = _("{matched} of {all} columns answer a question of the form.").format(
        matched=texts.number(len(matched)), all=texts.number(len(columns))
    )
    if sum(one["how"] == "remembered" for one in columns) > len(matched) / 2:
        words += " " + _("They are matched as in the last file of this kind.")
    if unsure:
        words += " " + ngettext(
            "{n} column needs a look.", "{n} columns need a look.", len(unsure)
        ).format(n=len(unsure))
    if open_ones:
        words += " " + ngettext(
            "{n} column is not matched and is not stored unless you choose its question.",
            "{n} columns are not matched and are not stored unless you choose their questions.",
            len(open_ones),
        ).format(n=len(open_ones))
    st.markdown(words)


def _notes(notes: Sequence[Mapping[str, Any]]) -> None:
    """What was decided of columns against what somebody may have meant."""
    told = [one["message"] for one in notes if one["code"] != "personal_left_out"]
    for message in told[:_MOST_NOTES]:
        st.caption(f":material/info: {plain(message)}")


def _meaning(form: Questionnaire, column: Mapping[str, Any]) -> str:
    if column["question"]:
        return question_name(form, column["question"], column["option"] or "")
    return _("kept as it is, not counted") if column["keep"] else _("left out")


def _how(column: Mapping[str, Any]) -> str:
    if column["is_undecided"]:
        return _(UNDECIDED)
    return _(DOUBTFUL) if column["is_doubtful"] else _(HOW[column["how"]])


def _table(columns: Sequence[Mapping[str, Any]], form: Questionnaire) -> None:
    table = pd.DataFrame(
        {
            _("Column"): [letter(one["column"]) for one in columns],
            _("Heading"): [plain(cut(one["heading"])) for one in columns],
            _("Question"): [plain(_meaning(form, one)) for one in columns],
            _("Matched by"): [_how(one) for one in columns],
            _("Filled"): [texts.number(one["filled"]) for one in columns],
            _("For example"): [plain(cut(", ".join(one["sample"]))) for one in columns],
        }
    )
    st.table(
        table,
        hide_index=True,
        border="horizontal",
        alt=_("Columns of the file with the question that each of them answers."),
    )
