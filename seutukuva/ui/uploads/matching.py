"""Which question each column answers, and what each answer means; the analyst has the last word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Questionnaire
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.entry import plain
from seutukuva.ui.fields import quiet
from seutukuva.ui.uploads import work
from seutukuva.ui.uploads.letters import letter

HOW = {
    "remembered": N_("as last time"),
    "exact": N_("same words"),
    "synonym": N_("known name"),
    "fuzzy": N_("similar words: please check"),
    "content": N_("from its answers: please check"),
    "analyst": N_("you chose"),
    "none": N_("not known"),
}
# What is worth a look before anything is stored.
_UNSURE = ("fuzzy", "content", "none")
KEEP, DROP = "keep", "drop"
STATES = {
    "cannot_say": N_("Cannot say"),
    "refused": N_("Did not want to answer"),
    "blank": N_("No answer"),
}
_MOST_LABELS = 30
_LONGEST = 70


def matching() -> None:
    """The columns with their questions and the labels nobody knows, and how to change both."""
    upload, mapping = work.read("upload"), work.read("mapping")
    form = definitions.load().questionnaires[upload["questionnaire"]]
    columns = mapping["columns"]
    unsure = [one for one in columns if one["how"] in _UNSURE and not _is_empty(one)]
    _summary(columns, unsure, mapping)
    with st.expander(_("All columns and their questions"), icon=":material/view_column:"):
        _table(columns, form)
    labels = [one for one in mapping["labels"] if not one["means"] or one["how"] == "fuzzy"]
    with st.expander(
        _("Correct columns and answers"), icon=":material/edit:", expanded=bool(unsure or labels)
    ):
        _corrections(form, columns, unsure, labels)


def undoing() -> None:
    """A way back from corrections that did not do what was meant."""
    if work.can_undo():
        st.button(
            _("Undo the last corrections"),
            icon=":material/undo:",
            key="upload_undo",
            on_click=work.undo,
        )


def _is_empty(column: Mapping[str, Any]) -> bool:
    return not column["filled"]


def _summary(
    columns: Sequence[Mapping[str, Any]],
    unsure: Sequence[Mapping[str, Any]],
    mapping: Mapping[str, Any],
) -> None:
    speak = texts.language()
    matched = [one for one in columns if one["question"]]
    words = _("{matched} of {all} columns answer a question of the form.").format(
        matched=formats.number(len(matched), 0, speak), all=formats.number(len(columns), 0, speak)
    )
    if any(one["how"] == "remembered" for one in columns):
        words += " " + _("They are matched as in the last file of this kind.")
    if unsure:
        words += " " + ngettext(
            "{n} column needs a look.", "{n} columns need a look.", len(unsure)
        ).format(n=len(unsure))
    st.markdown(words)


def _question_name(form: Questionnaire, question: str, option: str = "") -> str:
    one = form.questions[question]
    title = one.title[texts.language()]
    return f"{title} – {one.options[option].title[texts.language()]}" if option else title


def _meaning(form: Questionnaire, column: Mapping[str, Any]) -> str:
    if column["question"]:
        return _question_name(form, column["question"], column["option"] or "")
    return _("kept as it is, not counted") if column["keep"] else _("left out")


def _column_name(column: Mapping[str, Any]) -> str:
    return f"{letter(column['column'])}: {column['heading'][:_LONGEST]}"


def _table(columns: Sequence[Mapping[str, Any]], form: Questionnaire) -> None:
    speak = texts.language()
    table = pd.DataFrame(
        {
            _("Column"): [letter(one["column"]) for one in columns],
            _("Heading"): [plain(one["heading"][:_LONGEST]) for one in columns],
            _("Question"): [plain(_meaning(form, one)) for one in columns],
            _("Matched by"): [_(HOW[one["how"]]) for one in columns],
            _("Filled"): [formats.number(one["filled"], 0, speak) for one in columns],
            _("For example"): [plain(", ".join(one["sample"])[:_LONGEST]) for one in columns],
        }
    )
    st.table(
        table,
        hide_index=True,
        border="horizontal",
        alt=_("Columns of the file with the question that each of them answers."),
    )


def _corrections(
    form: Questionnaire,
    columns: Sequence[Mapping[str, Any]],
    unsure: Sequence[Mapping[str, Any]],
    labels: Sequence[Mapping[str, Any]],
) -> None:
    others = [one for one in columns if one not in unsure]
    names = {one["column"]: _column_name(one) for one in others}
    picked = st.multiselect(
        _("Columns to change, besides those below"),
        list(names),
        format_func=names.__getitem__,
        key="upload_more_columns",
        placeholder=_("Choose one or more"),
        select_all=False,
    )
    shown = [*unsure, *(one for one in others if one["column"] in picked)]
    told = labels[:_MOST_LABELS]
    if not shown and not told:
        st.caption(_("Every column and every answer is known."))
        return
    with st.form("upload_corrections", enter_to_submit=False):
        if shown:
            st.markdown(f"**{_('What do these columns answer?')}**")
        options = _question_options(form)
        for column in shown:
            _column_choice(form, column, options)
        if told:
            st.markdown(f"**{_('What do these answers mean?')}**")
            st.caption(
                _("What you choose here is remembered for the next file, if you say so below.")
            )
        for n, label in enumerate(told):
            _label_choice(form, label, n)
        st.form_submit_button(
            _("Apply"),
            type="primary",
            key="upload_apply",
            on_click=_apply,
            args=([one["column"] for one in shown], list(told), texts.language()),
        )
    if len(labels) > len(told):
        st.caption(
            _(
                "{n} more kinds of answers are not known; they are shown when these are done."
            ).format(n=len(labels) - len(told))
        )


def _question_options(form: Questionnaire) -> list[str]:
    found = [KEEP, DROP]
    for question in form.questions.values():
        found.append(question.id)
        if question.type == "multi":
            found += [f"{question.id}.{option}" for option in question.options]
    return found


def _column_choice(form: Questionnaire, column: Mapping[str, Any], options: list[str]) -> None:
    def name(choice: str) -> str:
        if choice in (KEEP, DROP):
            return _("(keep as it is, not counted)") if choice == KEEP else _("(leave out)")
        question, _dot, option = choice.partition(".")
        return _question_name(form, question, option)

    st.selectbox(
        # A label is markdown, an option is not.
        quiet(_column_name(column))
        + (f" – {quiet(', '.join(column['sample'])[:_LONGEST])}" if column["sample"] else ""),
        options,
        index=options.index(_choice_of(column)),
        format_func={one: name(one) for one in options}.__getitem__,
        key=f"upload_column_{column['column']}",
        placeholder=_("Choose"),
    )


def _choice_of(column: Mapping[str, Any]) -> str:
    if column["question"]:
        option = f".{column['option']}" if column["option"] else ""
        return f"{column['question']}{option}"
    return KEEP if column["keep"] else DROP


def _label_choice(form: Questionnaire, label: Mapping[str, Any], n: int) -> None:
    question = form.questions[label["question"]]
    choices = ["", *question.options, *STATES]

    def name(choice: str) -> str:
        if not choice:
            return _("(keep as text, not counted)")
        if choice in STATES:
            return _(STATES[choice])
        return question.options[choice].title[texts.language()]

    times = ngettext("{n} time", "{n} times", label["n"]).format(n=label["n"])
    st.selectbox(
        f"{_question_name(form, question.id)}: “{quiet(label['label'][:_LONGEST])}” ({times})",
        choices,
        index=choices.index(label["means"] or ""),
        format_func={one: name(one) for one in choices}.__getitem__,
        key=f"upload_label_{n}",
        placeholder=_("Choose"),
    )


def _apply(columns: list[int], labels: list[dict[str, Any]], language: str) -> None:
    work.use(language)
    if not work.current():
        return
    state = st.session_state
    corrections = work.read("corrections")
    chosen_columns = dict(corrections.get("columns", {}))
    for column in columns:
        choice = state[f"upload_column_{column}"]
        question, _dot, option = choice.partition(".")
        is_question = choice not in (KEEP, DROP)
        chosen_columns[str(column)] = {
            "question": question if is_question else None,
            "option": option or None if is_question else None,
            "keep": choice == KEEP,
        }
    chosen_labels = {key: dict(value) for key, value in corrections.get("labels", {}).items()}
    for n, label in enumerate(labels):
        means = state[f"upload_label_{n}"]
        chosen_labels.setdefault(label["question"], {})[label["label"]] = means
    work.corrected({"columns": chosen_columns, "labels": chosen_labels})
    state["upload_more_columns"] = []
