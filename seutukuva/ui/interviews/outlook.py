"""What firms expect: balances with their intervals, all together or group by group."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import charts, definitions, formats, selectors, texts
from seutukuva.charts import Estimate
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import rounds, told, wording
from seutukuva.interviews.told import GroupBalance, GroupChange, QuestionBalance, WaveResults
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.interviews import names
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
        )
        _changes(results, form)
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
    _draw(
        [_of_group(by_group[group], one, form, results) for group in names.ordered(by_group, form)],
        title=names.question(form, chosen),
        heading=_(names.DIMENSIONS[choice.dimension]),
        results=results,
    )


def _draw(estimates: Sequence[Estimate], *, title: str, heading: str, results: WaveResults) -> None:
    speak = texts.language()
    found = definitions.load()
    name = rounds.name(results.wave, speak)
    subtitle = _("Balance of answers with its 95% interval, {round}.").format(round=name)
    if results.before:
        subtitle += " " + _("Earlier: {round}.").format(round=rounds.name(results.before, speak))
    specification = charts.balances(
        estimates,
        title=title,
        subtitle=subtitle,
        heading=heading,
        language=speak,
        source=_source(results),
        notes=_notes(results),
        _=_,
    )
    st.header(title, anchor=False)
    figures.draw_own(
        specification,
        f"balances_{heading}",
        "interviews",
        results.wave,
        place=found.areas[found.programme.subregion].name[speak],
    )


def _source(results: WaveResults) -> str:
    name = rounds.name(results.wave, texts.language())
    if results.is_demonstration:
        return _("invented interviews, {round}").format(round=name)
    return _("company interviews of the programme, {round}").format(round=name)


def _notes(results: WaveResults) -> list[str]:
    notes = [
        _(
            "The balance is the share that expects better less the share that expects worse. "
            "Those who cannot say are in the base."
        )
    ]
    notes.append(_("The true balance lies outside the interval about one time in twenty."))
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
    speak = texts.language()
    return [
        _(
            "Intervals are narrower by the part of all firms that was interviewed: "
            "{indicator}, {period}. Where that is more than half, they are not."
        ).format(
            indicator=definitions.load().indicators[whole.stock_indicator].label(speak),
            period=formats.period(whole.stock_period, speak),
        )
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
        return Estimate(key, name, firms, words=_class(group))
    balance = group.weighted if results.weights else group.balance
    if balance is None:
        return Estimate(key, name, firms, words=wording.reason_words(group.weighted_reason))
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
    )


def _firms(group: GroupBalance) -> str:
    """Firms of a group: rounded, or the span within which a class is told."""
    rules = definitions.load().interviewing
    if group.reason == told.SMALL:
        last = rules.classes_below - 1
        span = formats.span(rules.shown, last, 0, texts.language())
        return _("{span} firms").format(span=span)
    if group.told == told.HIDDEN:
        return _("fewer than {n} firms").format(n=rules.shown)
    return names.firms(group.firms)


def _class(group: GroupBalance) -> str:
    return f"{wording.class_words(group.klass)} ({wording.reason_words(group.reason)})"


def _changes(results: WaveResults, form: Questionnaire) -> None:
    """What has really changed since the earlier round, in a sentence."""
    if not results.before:
        return
    speak = texts.language()
    before = rounds.name(results.before, speak)
    told_apart = []
    for one in results.balances:
        change = _change(one, one.all)
        if change and change.direction and change.change:
            points = formats.number(change.change.value, 0, speak, signed=True)
            told_apart.append(f"{names.label(form, one.question)} ({points})")
    if told_apart:
        words = _("Since {round} the balance has changed beyond chance in: {questions}.")
        said = words.format(round=before, questions=", ".join(told_apart))
    else:
        said = _("Since {round} no balance has changed beyond chance.").format(round=before)
    if results.weights:
        said += " " + _("One firm, one vote.")
    st.markdown(said)
