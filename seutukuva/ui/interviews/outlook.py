"""What firms expect: balances with their intervals, all together or group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from seutukuva import charts, definitions, formats, selectors, texts
from seutukuva.charts import ChartSpecification, Estimate
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import rounds, told, wording
from seutukuva.interviews.told import GroupBalance, GroupChange, QuestionBalance, WaveResults
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.interviews import choosing, names
from seutukuva.ui.interviews.choosing import Choice


def outlook(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Balances of all questions; with groups, of one question in each of them."""
    asked = [one for one in results.balances if one.all.told != told.HIDDEN]
    if not asked:
        st.caption(_("Nobody, or too few firms, told here what they expect."))
        return
    if not choice.dimension:
        _draw(
            [_of_all(one, form, results) for one in asked],
            title=_("How firms see their situation and the next 12 months"),
            heading=_("Question"),
            results=results,
            key="balances",
        )
        return
    by_id = {one.question: one for one in asked}
    chosen = selectors.choose_one(
        "question",
        _("Question"),
        list(by_id),
        next(iter(by_id)),
        lambda one: names.question(form, one),
    )
    one = by_id[chosen]
    by_group = {group.group: group for group in (one.all, *one.of(choice.dimension))}
    # Weighted figures are of all firms only; beside groups, all count alike.
    alike = replace(results, weights="")
    _draw(
        [_of_group(by_group[group], one, form, alike) for group in names.ordered(by_group, form)],
        title=names.question(form, chosen),
        heading=_(names.DIMENSIONS[choice.dimension]),
        results=alike,
        key=f"{chosen}_{choice.dimension}",
    )


def _draw(
    estimates: Sequence[Estimate], *, title: str, heading: str, results: WaveResults, key: str
) -> None:
    speak = texts.language()
    found = definitions.load()
    st.header(title, anchor=False)
    figures.draw_own(
        _specification(estimates, title=title, heading=heading, results=results),
        f"balances_{key}",
        f"interviews_{choosing.key(results.wave, results.is_demonstration)}_{key}",
        place=found.areas[found.programme.subregion].name[speak],
    )


def of_all(results: WaveResults, form: Questionnaire) -> ChartSpecification | None:
    """The balances of all firms together as a chart; None where nobody may be told of."""
    asked = [one for one in results.balances if one.all.told != told.HIDDEN]
    if not asked:
        return None
    return _specification(
        [_of_all(one, form, results) for one in asked],
        title=_("How firms see their situation and the next 12 months"),
        heading=_("Question"),
        results=results,
    )


def _specification(
    estimates: Sequence[Estimate], *, title: str, heading: str, results: WaveResults
) -> ChartSpecification:
    speak = texts.language()
    subtitle = _("Balance of answers with its 95% interval, {round}.").format(
        round=names.scope(results)
    )
    if results.weights:
        subtitle += f" {_('Weights')}: {_(choosing.WEIGHTS[results.weights])}."
    if results.before:
        subtitle += " " + _("Earlier: {round}.").format(round=rounds.name(results.before, speak))
    return charts.balances(
        estimates,
        title=title,
        subtitle=subtitle,
        heading=heading,
        language=speak,
        source=names.source(results),
        notes=[*_in_words(estimates, results), *_notes(results)],
        _=_,
    )


def _in_words(estimates: Sequence[Estimate], results: WaveResults) -> list[str]:
    """Why some rows have words for a figure."""
    words = {one.words for one in estimates if one.value is None}
    unknown = wording.reason_words(told.NO_WEIGHTS)
    below = definitions.load().interviewing.classes_below
    notes = []
    if words - {unknown}:
        few = _(
            "Words for a figure: fewer than {n} firms answered, or nearly all alike, so that only "
            "the direction is told."
        )
        notes.append(few.format(n=below))
    if results.weights and unknown in words:
        notes.append(
            _(
                "No weighted balance: fewer than {n} firms would stand for more than a twentieth "
                "of the weight, or the weights are not known."
            ).format(n=below)
        )
    return notes


def _notes(results: WaveResults) -> list[str]:
    notes = [
        _(
            "The balance is the share of firms that say better less the share that say worse, "
            "of all that answered or could not say. The line is its 95% interval; about one time "
            "in twenty the true balance lies outside."
        )
    ]
    notes.append(names.rounding())
    if results.weights == "personnel":
        notes.append(
            _(
                "Weighted by number of staff: each size class with enough firms has its weight, "
                "the small ones share one."
            )
        )
    if results.weights == "stock":
        notes.append(
            _(
                "Weighted so that each municipality with enough interviews counts by its number "
                "of firms; the others count together."
            )
        )
    notes += _population(results)
    if results.is_demonstration:
        notes.append(_("Invented figures."))
    return notes


def _population(results: WaveResults) -> list[str]:
    """Of what the intervals take the interviews for a part, where they do."""
    whole = next((row for row in results.coverage if not row.group.dimension), None)
    is_used = any(
        group.balance and group.balance.population
        for one in results.balances
        for group in one.groups
    )
    if not is_used or whole is None or not whole.stock_indicator:
        return []
    return [
        _(
            "The intervals allow for the part of all firms that was interviewed ({stock}), unless "
            "it is more than half."
        ).format(stock=names.stock(whole))
    ]


def _of_all(one: QuestionBalance, form: Questionnaire, results: WaveResults) -> Estimate:
    return _estimate(one.all, _change(one, one.all), names.label(form, one.question), results)


def _of_group(
    group: GroupBalance, one: QuestionBalance, form: Questionnaire, results: WaveResults
) -> Estimate:
    return _estimate(group, _change(one, group), names.group(group.group, form), results)


def _change(one: QuestionBalance, group: GroupBalance) -> GroupChange | None:
    return next((change for change in one.changes if change.group == group.group), None)


def _estimate(
    group: GroupBalance, change: GroupChange | None, name: str, results: WaveResults
) -> Estimate:
    key, firms = name, _firms(group)
    if group.told == told.HIDDEN:
        return Estimate(key, name, firms, words=wording.reason_words(group.reason))
    if group.told == told.CLASS:
        return Estimate(key, name, firms, words=wording.class_words(group.klass), base=group.firms)
    balance = group.weighted if results.weights else group.balance
    if balance is None:
        reason = wording.reason_words(group.weighted_reason)
        return Estimate(key, name, firms, words=reason, base=group.firms)
    shown_before = change and change.told == told.EXACT and change.before and not results.weights
    return Estimate(
        key,
        name,
        firms,
        value=balance.value,
        low=balance.low,
        high=balance.high,
        before=change.before.value if shown_before and change and change.before else None,
        is_faint=not group.is_claimable,
        base=group.firms,
    )


def _firms(group: GroupBalance) -> str:
    """Firms of a group: rounded, or the span within which a class is told."""
    rules, speak = definitions.load().interviewing, texts.language()
    if group.reason == told.SMALL:
        return formats.span(rules.shown, rules.classes_below - 1, 0, speak)
    if group.told == told.HIDDEN:
        return f"<{texts.number(rules.shown)}"
    return texts.number(group.firms)
