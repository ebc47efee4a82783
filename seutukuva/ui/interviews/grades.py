"""Grades that firms give, and what they answer in numbers."""

from __future__ import annotations

import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import told
from seutukuva.interviews.told import GroupMean, Numbers, WaveResults
from seutukuva.texts import _
from seutukuva.ui.interviews import names, tables
from seutukuva.ui.interviews.choosing import Choice
from seutukuva.ui.interviews.tables import Column


def grades(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Mean grades of all questions, of all firms and of the groups with enough of them."""
    rows = [
        (one.question, row)
        for one in results.grades
        for row in _shown(one.groups, choice, form)
        if one.groups[0].told == told.EXACT
    ]
    if not rows:
        return
    means = [row for _question, row in rows]
    columns = [tables.of_texts(_("Question"), [names.question(form, one) for one, _row in rows])]
    if choice.dimension:
        columns.append(
            tables.of_texts(
                _(names.DIMENSIONS[choice.dimension]),
                [names.group(one.group, form) for one in means],
            )
        )
    columns += [
        tables.of_numbers(_("Mean"), [one.mean for one in means], 1),
        tables.of_numbers(_("95% interval, from"), [one.low for one in means], 1),
        tables.of_numbers(_("95% interval, to"), [one.high for one in means], 1),
    ]
    if any(one.before_mean is not None for one in means):
        before = [one.before_mean for one in means]
        columns.append(tables.of_numbers(_("Earlier round"), before, 1))
    columns.append(tables.of_numbers(_("Firms that answered"), [one.firms for one in means]))
    st.subheader(_("Grades"), anchor=False)
    notes = [*_scale(results, form), *_least(choice)]
    tables.put("grades", _("Grades"), columns, results, notes, choice.dimension)


def _shown(groups: tuple[GroupMean, ...], choice: Choice, form: Questionnaire) -> list[GroupMean]:
    by_group = {
        one.group: one
        for one in groups
        if one.told == told.EXACT and one.group.dimension in ("", choice.dimension)
    }
    return [by_group[group] for group in names.ordered(by_group, form)]


def _scale(results: WaveResults, form: Questionnaire) -> list[str]:
    """From what to what grades are given, where that is the same of all."""
    asked = [form.questions[one.question] for one in results.grades]
    scales = {(one.low, one.high) for one in asked}
    if len(scales) != 1 or None in (ends := next(iter(scales))):
        return []
    low, high = (texts.number(end) for end in ends)
    return [_("Grades from {low} to {high}, the higher the better.").format(low=low, high=high)]


def _least(choice: Choice) -> list[str]:
    if not choice.dimension:
        return []
    least = definitions.load().interviewing.claims_from
    return [_("Of groups with at least {n} firms.").format(n=least)]


def numbers(results: WaveResults, form: Questionnaire) -> None:
    """Answers in euros, persons or per cent, of all firms together."""
    shown = [one for one in results.numbers if one.told == told.EXACT]
    if not shown:
        return
    units = [form.questions[one.question].unit.get(texts.language(), "") for one in shown]
    columns = [
        tables.of_texts(_("Question"), [names.question(form, one.question) for one in shown]),
        _together(shown, units),
        _means(shown, units),
        tables.of_numbers(_("Firms that answered"), [one.firms for one in shown]),
    ]
    st.subheader(_("In numbers"), anchor=False)
    tables.put("numbers", _("Answers in numbers"), columns, results, _of_numbers(results, form))


def _together(shown: list[Numbers], units: list[str]) -> Column:
    """Sums; of less than one unit only that."""
    speak = texts.language()
    column = _in_units(_("Together"), [one.total or None for one in shown], units, 0)
    words = [
        f"<{formats.value_with_unit(one.unit, 0, unit, speak)}" if one.total == 0 else text
        for one, unit, text in zip(shown, units, column.shown, strict=True)
    ]
    return Column(column.heading, column.values, words)


def _means(shown: list[Numbers], units: list[str]) -> Column:
    """Means of a firm; of less than one unit of all firms together only that."""
    speak = texts.language()
    column = _in_units(_("Mean per firm"), [one.mean for one in shown], units, 1)
    words = [
        f"<{formats.value_with_unit(one.unit / one.firms, 1, unit, speak)}"
        if one.mean is None and one.firms
        else text
        for one, unit, text in zip(shown, units, column.shown, strict=True)
    ]
    return Column(column.heading, column.values, words)


def _in_units(heading: str, values: list[float | None], units: list[str], decimals: int) -> Column:
    """Figures each of its own unit; a dash of percentages, which do not add up to anything."""
    speak = texts.language()
    shown = [
        "–" if value is None else formats.value_with_unit(value, decimals, unit, speak)
        for value, unit in zip(values, units, strict=True)
    ]
    return Column(heading, values, shown)


def _of_numbers(results: WaveResults, form: Questionnaire) -> list[str]:
    notes = [
        _(
            "Sums are rounded at random, to two significant digits or fewer, and to no less than "
            "what the largest firm gives; means are calculated from them. They move on when at "
            "least {n} firms have given other numbers."
        ).format(n=definitions.load().interviewing.classes_below)
    ]
    left: list[Numbers] = [one for one in results.numbers if one.reason == told.DOMINATED]
    if left:
        own = "; ".join(names.question(form, one.question) for one in left)
        words = _("Not shown, because one or two firms may make up most of it: {questions}.")
        notes.append(words.format(questions=own))
    return notes
