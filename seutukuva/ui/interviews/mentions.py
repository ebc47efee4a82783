"""How many firms need, plan or write about something: tables of counts, never of single firms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Option, Questionnaire
from seutukuva.interviews import rounds, told, wording
from seutukuva.interviews import themes as listed_themes
from seutukuva.interviews.told import Count, Grades, Item, Mentions, WaveResults
from seutukuva.texts import _
from seutukuva.ui.interviews import names
from seutukuva.ui.interviews.choosing import Choice
from seutukuva.ui.takeaway import take_away_table


def needs(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Needs of services, and skills in demand."""
    _several([*results.needs, *results.skills], results, form, choice)


def plans(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Plans to invest, recruit, hand over, export; will to grow; grades; numbers."""
    _several([*results.plans, *results.growth], results, form, choice)
    for grades in results.grades:
        if grades.groups[0].told == told.EXACT:
            _grades(grades, form, choice)
    _numbers(results, form)


def themes(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """What free texts are about."""
    if results.themes is None or not results.themes.items:
        st.caption(_("No theme was found in the free texts."))
        return
    _table(results.themes, _("Themes of free text"), results, form, choice)


def _several(
    every: Sequence[Mentions], results: WaveResults, form: Questionnaire, choice: Choice
) -> None:
    asked = [one for one in every if any(item.all.told == told.EXACT for item in one.items)]
    if not asked:
        st.caption(_("Nobody, or too few firms, answered about it."))
    for one in asked:
        st.subheader(names.question(form, one.question), anchor=False)
        _table(one, names.question(form, one.question), results, form, choice)


def _item_name(one: Mentions, item: Item, form: Questionnaire) -> str:
    if one.topic == "theme":
        theme = listed_themes.listed().get(item.id)
        return theme.title[texts.language()] if theme else item.id
    options: dict[str, Option] = dict(form.questions[one.question].options)
    if item.id in options:
        return names.option(options[item.id])
    own = [names.option(option) for option in options.values() if option.meaning == item.meaning]
    return " / ".join(own) if own else item.id


def _table(
    one: Mentions, title: str, results: WaveResults, form: Questionnaire, choice: Choice
) -> None:
    speak = texts.language()
    # "No need" is an answer, and no need.
    one = replace(one, items=tuple(sorted(one.items, key=lambda item: item.meaning == "no")))
    has_service = any(item.service_group for item in one.items)
    columns: dict[str, list[str]] = {_("Answer"): [_item_name(one, i, form) for i in one.items]}
    if has_service:
        columns[_("Service group")] = [_service(item) for item in one.items]
    columns[_("Firms")] = [_count(item.all) for item in one.items]
    columns[_("Of firms")] = [_of(item.all) for item in one.items]
    columns[_("Share")] = [_share(item.all) for item in one.items]
    if results.before:
        before = rounds.name(results.before, speak)
        columns[_("Change since {round}").format(round=before)] = [
            _points(item.all.change) for item in one.items
        ]
    if choice.dimension:
        groups = names.ordered([c.group for c in one.items[0].of(choice.dimension)], form)
        for group in groups:
            columns[names.group(group, form)] = [
                _count(next(c for c in item.of(choice.dimension) if c.group == group))
                for item in one.items
            ]
    table = pd.DataFrame(columns)
    st.table(table, hide_index=True, border="horizontal", alt=title)
    notes = [*_notes(one), *([_("Invented figures.")] if results.is_demonstration else [])]
    st.caption(" ".join(notes))
    take_away_table(
        key=f"mentions_{one.question or one.topic}",
        title=f"{title}, {rounds.name(results.wave, speak)}",
        values=table,
        alternative=title,
        notes=notes,
        file_name=f"interviews_{one.question or one.topic}",
    )


def _notes(one: Mentions) -> list[str]:
    """What the reader must know of a table of counts."""
    several = [_("A firm may give several answers.")] if one.is_multi else []
    return [*several, names.rounding(), names.legend()]


def _service(item: Item) -> str:
    group = definitions.load().interviewing.service_groups.get(item.service_group)
    return group.title[texts.language()] if group else "–"


def _count(count: Count) -> str:
    if count.told != told.EXACT:
        return names.hidden()
    if count.reason == told.FEW:
        return names.few()
    if count.reason == told.NEARLY_ALL:
        return _("nearly all")
    return formats.number(count.count, 0, texts.language())


def _of(count: Count) -> str:
    return "–" if count.firms is None else formats.number(count.firms, 0, texts.language())


def _share(count: Count) -> str:
    return "–" if count.share is None else formats.percent(count.share, 0, texts.language())


def _points(change: float | None) -> str:
    if change is None:
        return "–"
    speak = texts.language()
    signed = formats.number(change, 0, speak, signed=True)
    return formats.with_unit(signed, formats.percentage_points(speak), speak)


def _grades(one: Grades, form: Questionnaire, choice: Choice) -> None:
    """Mean grade of a question, by group where groups are looked at."""
    speak = texts.language()
    shown = [row for row in one.groups if row.group.dimension in ("", choice.dimension)]

    def mean(value: float | None, instead: str = "–") -> str:
        return instead if value is None else formats.number(value, 1, speak)

    table = pd.DataFrame(
        {
            _("Group"): [names.group(row.group, form) for row in shown],
            _("Mean"): [mean(row.mean, _reason(row.reason)) for row in shown],
            _("95% interval"): [
                "–"
                if row.low is None or row.high is None
                else formats.span(row.low, row.high, 1, speak)
                for row in shown
            ],
            _("Earlier round"): [mean(row.before_mean) for row in shown],
            _("Firms"): [names.firms(row.firms) for row in shown],
        }
    )
    title = names.question(form, one.question)
    st.subheader(title, anchor=False)
    st.table(table, hide_index=True, border="horizontal", alt=title)
    st.caption(names.rounding())


def _reason(code: str) -> str:
    return wording.reason_words(code) if code else "–"


def _numbers(results: WaveResults, form: Questionnaire) -> None:
    shown = [one for one in results.numbers if one.told == told.EXACT]
    if not shown:
        return
    speak = texts.language()
    units = {one.question: form.questions[one.question].unit.get(speak, "") for one in shown}
    table = pd.DataFrame(
        {
            _("Question"): [names.question(form, one.question) for one in shown],
            _("Together"): [_total(one.total, units[one.question]) for one in shown],
            _("Mean of a firm"): [
                formats.value_with_unit(one.mean, 1, units[one.question], speak) for one in shown
            ],
            _("Firms"): [names.firms(one.firms) for one in shown],
        }
    )
    st.subheader(_("In numbers"), anchor=False)
    st.table(table, hide_index=True, border="horizontal", alt=_("Answers in numbers."))
    st.caption(_("Sums are rounded at random to two digits; means are calculated from them."))


def _total(value: float | None, unit: str) -> str:
    """A sum; a dash of percentages, which do not add up to anything."""
    return "–" if value is None else formats.value_with_unit(value, 0, unit, texts.language())
