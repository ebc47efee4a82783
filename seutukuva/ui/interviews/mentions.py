"""How many firms need, plan or write about something: tables of counts, never of single firms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Option, Questionnaire
from seutukuva.interviews import rounds, told
from seutukuva.interviews import themes as listed_themes
from seutukuva.interviews.told import ALL, Count, Group, Item, Mentions, WaveResults
from seutukuva.texts import _
from seutukuva.ui.interviews import grades, names, tables
from seutukuva.ui.interviews.choosing import Choice
from seutukuva.ui.interviews.tables import Column


def needs(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Needs of services, and skills in demand."""
    asked = _asked([*results.needs, *results.skills])
    for one in asked:
        title = names.question(form, one.question)
        st.subheader(title, anchor=False)
        answers(title, one.question, [one], results, form, choice)


def plans(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Plans to invest, recruit, hand over, export; will to grow; grades; numbers."""
    planned = _asked(results.plans)
    if planned:
        title = _("Plans, question by question")
        st.subheader(title, anchor=False)
        answers(title, "plans", planned, results, form, choice)
    for one in _asked(results.growth) if results.growth else []:
        title = names.question(form, one.question)
        st.subheader(title, anchor=False)
        answers(title, one.question, [one], results, form, choice)
    grades.grades(results, form, choice)
    grades.numbers(results, form)


def themes(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """What free texts are about."""
    found = results.themes
    if found is None or not any(item.all.told == told.EXACT for item in found.items):
        st.caption(_("No theme was found in the free texts."))
        return
    answers(_("Themes of free text"), "theme", [found], results, form, choice)


def _asked(every: Sequence[Mentions]) -> list[Mentions]:
    """Those with a figure of all firms; a word where there is none."""
    asked = [one for one in every if any(item.all.told == told.EXACT for item in one.items)]
    if not asked:
        st.caption(_("Nobody, or too few firms, answered about it."))
    return asked


def item_name(one: Mentions, item: Item, form: Questionnaire) -> str:
    """An answer, or a theme, in words; a plan by all options that mean it."""
    if one.topic == "theme":
        theme = listed_themes.listed().get(item.id)
        return theme.title[texts.language()] if theme else item.id
    options: dict[str, Option] = dict(form.questions[one.question].options)
    # A plan's item may be called as one of the options that mean it.
    if one.topic != "plan" and item.id in options:
        return names.option(options[item.id])
    own = [names.option(option) for option in options.values() if option.meaning == item.meaning]
    return " / ".join(own) if own else item.id


@dataclass(frozen=True, slots=True)
class _Row:
    """An answer with its counts; `item` None: how many firms answered the question at all."""

    of: Mentions
    item: Item | None

    def count(self, group: Group) -> Count | None:
        """The count of a group; of the row of bases any of its answers, which share the base."""
        item = self.item or self.of.items[0]
        return next((one for one in item.counts if one.group == group), None)


def answers(
    title: str,
    key: str,
    ones: Sequence[Mentions],
    results: WaveResults,
    form: Questionnaire,
    choice: Choice,
) -> None:
    """Answers to one question, or to several, for all firms or side by side by group."""
    groups: list[Group] = []
    if choice.dimension:
        groups = names.ordered((one.group for one in ones[0].items[0].of(choice.dimension)), form)
    counts = [count for one in ones for item in one.items for count in item.counts]
    with_figures = {count.group for count in counts if count.told == told.EXACT}
    shown = [group for group in groups if group in with_figures]
    others = [group for group in groups if group not in with_figures]
    _Table(title, key, ones, results, form, choice, shown, others).put()


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of answers; `told` are the groups with figures, `untold` those without."""

    title: str
    key: str
    ones: Sequence[Mentions]
    results: WaveResults
    form: Questionnaire
    choice: Choice
    told: Sequence[Group]
    untold: Sequence[Group]

    def put(self) -> None:
        """Put it on the page."""
        rows = [row for one in self.ones for row in self._rows(one)]
        shown = [row for row in rows if not self._is_hardly_mentioned(row)]
        if not shown:
            st.caption(" ".join(self._notes(rows, [])))
            return
        figures = self._by_group(shown) if self.choice.dimension else self._together(shown)
        tables.put(
            self.key,
            self.title,
            [*self._heads(shown), *figures],
            self.results,
            self._notes([row for row in rows if row not in shown], figures),
            self.choice.dimension,
        )

    def _rows(self, one: Mentions) -> list[_Row]:
        # "No need" is an answer, and no need.
        items = sorted(one.items, key=lambda item: item.meaning == "no")
        base = [_Row(one, None)] if self.choice.dimension else []
        return [*base, *(_Row(one, item) for item in items)]

    def _is_hardly_mentioned(self, row: _Row) -> bool:
        """Of long lists, answers that stand nowhere with a number: told in one line below."""
        if row.item is None or not row.of.is_multi:
            return False
        counts = [row.count(group) for group in (ALL, *self.told)]
        return not any(one and one.told == told.EXACT and one.reason != told.FEW for one in counts)

    def _heads(self, rows: Sequence[_Row]) -> list[Column]:
        own = [
            _("Firms that answered") if row.item is None else item_name(row.of, row.item, self.form)
            for row in rows
        ]
        heads = [tables.of_texts(_("Theme") if self.key == "theme" else _("Answer"), own)]
        if len(self.ones) > 1:
            asked = [names.question(self.form, row.of.question) for row in rows]
            heads.insert(0, tables.of_texts(_("Question"), asked))
        services = [_service(row.item) for row in rows]
        if any(services) and not self.choice.dimension:
            heads.append(tables.of_texts(_("Service group"), services, is_below=True))
        return heads

    def _together(self, rows: Sequence[_Row]) -> list[Column]:
        counts = [row.item.all for row in rows if row.item]
        columns = [_counts(_("Firms"), counts)]
        if len(self.ones) > 1:
            columns.append(tables.of_numbers(_("Of firms"), [one.firms for one in counts]))
        columns.append(tables.of_numbers(_("Share"), [one.share for one in counts], 0, "%"))
        if self.results.before:
            before = rounds.name(self.results.before, texts.language())
            heading = _("Change since {round}, {points}").format(
                round=before, points=formats.percentage_points(texts.language())
            )
            changes = [one.change for one in counts]
            columns.append(tables.of_numbers(heading, changes, signed=True))
        return columns

    def _by_group(self, rows: Sequence[_Row]) -> list[Column]:
        columns = []
        for group in (ALL, *self.told):
            heading = names.group(group, self.form)
            counts = [row.count(group) for row in rows]
            is_base = [row.item is None for row in rows]
            columns.append(_counts(heading, counts, is_base))
        return columns

    def _notes(self, hardly: Sequence[_Row], figures: Sequence[Column]) -> list[str]:
        """What the reader must know of this table."""
        notes = []
        base = self.ones[0].items[0].all.firms
        if len(self.ones) == 1 and not self.choice.dimension:
            notes.append(_("Of about {firms} that answered.").format(firms=names.firms(base)))
        if self.ones[0].is_multi:
            notes.append(_("A firm may give several answers."))
        else:
            notes.append(_("A firm gives one answer; rounded numbers do not add up."))
        if hardly:
            own = [item_name(row.of, row.item, self.form) for row in hardly if row.item]
            mentioned = _("Mentioned by hardly any firm, or by none: {answers}.")
            notes.append(mentioned.format(answers=" · ".join(own)))
        notes += _without_figures(self.untold, self.form)
        if figures and self.results.before and not self.choice.dimension:
            notes.append(
                _(
                    "Small changes are chance: where a hundred firms answered, a change of less "
                    "than about ten percentage points says little."
                )
            )
        return [*notes, *names.legend(text for one in figures for text in one.shown)]


def _without_figures(groups: Iterable[Group], form: Questionnaire) -> list[str]:
    own = " · ".join(names.group(group, form) for group in groups)
    if not own:
        return []
    words = _("Without figures, for fewer than {n} firms answered: {groups}.")
    return [words.format(n=definitions.load().interviewing.classes_below, groups=own)]


def _service(item: Item | None) -> str:
    group = definitions.load().interviewing.service_groups.get(item.service_group) if item else None
    return group.title[texts.language()] if group else ""


def _counts(
    heading: str, counts: Sequence[Count | None], is_base: Sequence[bool] | None = None
) -> Column:
    flags = is_base if is_base is not None else [False] * len(counts)
    told_as = [_told(*one) for one in zip(counts, flags, strict=True)]
    return Column(heading, [value for value, _shown in told_as], [text for _v, text in told_as])


def count_words(count: Count) -> str:
    """How many firms, as it stands on the page; rounded."""
    if count.told != told.EXACT:
        return names.hidden()
    if count.reason == told.FEW:
        return names.few()
    if count.reason == told.NEARLY_ALL:
        return _("nearly all")
    return texts.number(count.count)


def _told(count: Count | None, is_base: bool) -> tuple[float | str | None, str]:
    """A count for the files and for the page."""
    if count is None or count.told != told.EXACT:
        return None, names.hidden()
    if is_base:
        return count.firms, texts.number(count.firms)
    words = count_words(count)
    return (words if count.reason else count.count), words
