"""Correcting which question a column answers and what an answer means: the analyst decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from seutukuva import texts
from seutukuva.definitions import Questionnaire
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.fields import quiet
from seutukuva.ui.uploads import work
from seutukuva.ui.uploads.letters import letter

KEEP, DROP = "keep", "drop"
STATES = {
    "cannot_say": N_("Cannot say"),
    "refused": N_("Did not want to answer"),
    "blank": N_("No answer"),
}
LONGEST = 70
_TO_CHECK = ("fuzzy", "contained", "content")
_MOST_LABELS, _MOST_OPEN = 30, 15
Columns = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Columns that somebody should look at.

    ``undecided``: firms agree to something in them. ``doubted``: their question may be wrong.
    ``open``: without a question.
    """

    undecided: Columns
    doubted: Columns
    open: Columns

    @property
    def all(self) -> list[Mapping[str, Any]]:
        """Those that are asked for one by one, the most important first."""
        return [*self.undecided, *self.doubted, *self.asked]

    @property
    def asked(self) -> Columns:
        """Columns without a question; of many none, for the file asks something else then."""
        return self.open if len(self.open) <= _MOST_OPEN else []


def cut(text: str) -> str:
    """A text of the file, as long as there is room for it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def unsure_of(columns: Columns) -> Unsure:
    """The columns that somebody should look at; empty ones hold nothing to look at."""
    filled = [one for one in columns if one["filled"]]
    return Unsure(
        [one for one in filled if one["is_undecided"]],
        [one for one in filled if one["how"] in _TO_CHECK or one["is_doubtful"]],
        [one for one in filled if one["how"] == "none" and not one["is_undecided"]],
    )


def unsure_labels(mapping: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The labels that somebody should look at. Those of a column that may answer something else
    say nothing until somebody has said that it does not."""
    doubtful = {one["question"] for one in mapping["columns"] if one["is_doubtful"]}
    return [
        one
        for one in mapping["labels"]
        if (not one["means"] or one["how"] == "fuzzy") and one["question"] not in doubtful
    ]


def needs_a_look(mapping: Mapping[str, Any]) -> bool:
    """Whether there is anything to look at before a file is stored."""
    return bool(unsure_of(mapping["columns"]).all or unsure_labels(mapping))


def question_name(form: Questionnaire, question: str, option: str = "") -> str:
    """A question's title, and that of its option."""
    one = form.questions[question]
    title = one.title[texts.language()]
    return f"{title} – {one.options[option].title[texts.language()]}" if option else title


def corrections(form: Questionnaire, columns: Columns, unsure: Unsure, labels: Columns) -> None:
    """The form in which columns and labels get another meaning."""
    more = _more(columns, unsure)
    told = labels[:_MOST_LABELS]
    shown = [*unsure.all, *more]
    if not shown and not told:
        if not unsure.open:
            st.caption(_("Every column and every answer is known."))
        return
    with st.form("upload_corrections", enter_to_submit=False):
        _columns(form, unsure, more)
        _labels(form, told)
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


def _more(columns: Columns, unsure: Unsure) -> list[Mapping[str, Any]]:
    """Columns that nobody doubts, and that the analyst changes all the same."""
    others = [one for one in columns if one not in unsure.all]
    names = {one["column"]: _column_name(one) for one in others}
    picked = st.multiselect(
        _("Columns to change, besides those below")
        if unsure.all
        else _("Columns whose question you choose"),
        list(names),
        format_func=names.__getitem__,
        key="upload_more_columns",
        placeholder=_("Choose one or more"),
        select_all=False,
    )
    return [one for one in others if one["column"] in picked]


def _columns(form: Questionnaire, unsure: Unsure, more: Columns) -> None:
    options = _question_options(form)
    parts = (
        (_("What do firms agree to here?"), unsure.undecided),
        (_("Do these columns answer this?"), unsure.doubted),
        (_("What do these columns answer?"), [*more, *unsure.asked]),
    )
    for title, columns in parts:
        if columns:
            st.markdown(f"**{title}**")
        for column in columns:
            _column_choice(form, column, options)


def _labels(form: Questionnaire, labels: Columns) -> None:
    if not labels:
        return
    st.markdown(f"**{_('What do these answers mean?')}**")
    st.caption(_("What you choose here is remembered for the next file, if you say so below."))
    for n, label in enumerate(labels):
        _label_choice(form, label, n)


def _column_name(column: Mapping[str, Any]) -> str:
    return f"{letter(column['column'])}: {cut(column['heading'])}"


def _question_options(form: Questionnaire) -> list[str]:
    found = [DROP, KEEP]
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
        return question_name(form, question, option)

    sample = f" – {quiet(cut(', '.join(column['sample'])))}" if column["sample"] else ""
    st.selectbox(
        # A label is markdown, an option is not.
        quiet(_column_name(column)) + sample,
        options,
        index=None if column["is_undecided"] else options.index(_choice_of(column)),
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
    said = _("“{text}”").format(text=quiet(cut(label["label"])))
    st.selectbox(
        f"{question_name(form, question.id)} – {said} ({times})",
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
    before = work.read("corrections")
    chosen_columns = dict(before.get("columns", {}))
    for column in columns:
        # Where firms agree to something, nothing is chosen until the analyst does.
        if choice := state[f"upload_column_{column}"]:
            chosen_columns[str(column)] = _chosen(choice)
    chosen_labels = {key: dict(value) for key, value in before.get("labels", {}).items()}
    for n, label in enumerate(labels):
        means = state[f"upload_label_{n}"]
        chosen_labels.setdefault(label["question"], {})[label["label"]] = means
    work.corrected({"columns": chosen_columns, "labels": chosen_labels})
    state["upload_more_columns"] = []


def _chosen(choice: str) -> dict[str, Any]:
    """A choice as a correction of the map."""
    if choice in (KEEP, DROP):
        return {"question": None, "option": None, "keep": choice == KEEP}
    question, _dot, option = choice.partition(".")
    return {"question": question, "option": option or None, "keep": True}
