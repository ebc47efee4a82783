"""Results of a round: what is told, against counts made another way."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass, replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from seutukuva import definitions
from seutukuva.interviews import told
from seutukuva.interviews.counting import Round
from seutukuva.interviews.coverage import Stock, coverage
from seutukuva.interviews.preparing import Prepared, prepared
from seutukuva.interviews.results import results
from seutukuva.interviews.told import ALL, Group, WaveResults
from tests.interviews import firms

pytestmark = pytest.mark.slow

FORM = "company_interview"
SECRET = b"a secret of tests"
STOCK = Stock(
    {ALL: 1900, **{Group("municipality", one): 200 for one in firms.MUNICIPALITIES}},
    "enterprise_stock",
    "2020",
)


@pytest.fixture(scope="module")
def form():
    return definitions.load().questionnaires[FORM]


@pytest.fixture(scope="module")
def rules():
    return definitions.load().interviewing


def read(wave: Round, form, rules, secret: bytes = SECRET) -> Prepared:
    return prepared(wave, [form], rules, secret)


@pytest.fixture(scope="module")
def found(form, rules) -> WaveResults:
    return results(read(firms.round_of(firms.responses(110), form), form, rules), stock=STOCK)


@cache
def _given() -> pd.DataFrame:
    form = definitions.load().questionnaires[FORM]
    return firms.answers(firms.responses(110), form)


def given_to(question: str) -> pd.DataFrame:
    given = _given()
    return given[given["question"] == question]


# -- figures are near the true ones, and told of most groups


@pytest.mark.slow
def test_balances_of_all_firms_are_near_the_true_ones(form, rules) -> None:
    """Of 110 firms, most within three points; each of one draw of the rounding."""
    wave = firms.round_of(firms.responses(110), form)
    errors, bases = [], []
    for n in range(12):
        for one in results(read(wave, form, rules, b"secret %d" % n)).balances:
            options = form.questions[one.question].options
            rows = given_to(one.question)
            scores = rows["option"].map({o.id: o.score for o in options.values()}).fillna(0.0)
            true = scores.mean() * 100
            assert one.all.told == told.EXACT
            assert one.all.balance.low <= true <= one.all.balance.high
            bases.append(abs(one.all.firms - len(rows)) < 3)
            errors.append(one.all.balance.value - true)
    assert np.mean(bases) > 0.94
    assert np.mean(np.abs(errors) < 3) > 0.94
    assert np.std(errors) < 1.6
    assert np.mean(errors) == pytest.approx(0, abs=0.5)


def test_groups_of_ten_and_more_are_told(form, rules, found: WaveResults) -> None:
    frame = firms.responses(110)
    large = small = exact = 0
    for one in found.balances:
        answered = set(given_to(one.question)["response"])
        for group in one.groups[1:]:
            own = frame.loc[frame[group.group.dimension] == group.group.id, "response"]
            n = len(answered.intersection(own))
            large += n >= rules.classes_below
            exact += group.told == told.EXACT
            assert group.told != told.EXACT or n >= rules.classes_below
            assert group.told == told.HIDDEN or n >= rules.shown
            small += group.told == told.CLASS
            assert group.told == told.EXACT or group.balance is None
    assert exact > 0.9 * large
    assert small


def test_shares_and_counts_agree(found: WaveResults) -> None:
    items = [
        item
        for one in (*found.needs, *found.skills, *found.plans, *found.growth, found.themes)
        for item in one.items
    ]
    counts = [count for item in items for count in item.counts]
    assert {count.reason for count in counts} >= {"", told.FEW, told.FEW_FIRMS, told.SMALL}
    for count in counts:
        is_number = count.told == told.EXACT and not count.reason
        assert (count.count is not None) == is_number
        assert (count.firms is None) == (count.told == told.HIDDEN)
        if is_number:
            assert 0 < count.count < count.firms
            assert count.count % 3 == count.firms % 3 == 0
            assert count.share == pytest.approx(count.count / count.firms * 100)


def test_a_need_is_counted_once_a_firm(form, found: WaveResults) -> None:
    (needs,) = found.needs
    rows = given_to(needs.question)
    near = [
        abs((item.all.count or 0) - int((rows["option"] == item.id).sum())) < 3
        for item in needs.items
    ]
    assert np.mean(near) > 0.8
    shown = [item.all.count or 0 for item in needs.items]
    assert shown == sorted(shown, reverse=True)


def test_a_plan_is_whoever_means_yes(form, found: WaveResults) -> None:
    plan = next(one for one in found.plans if one.question == "succession_plan")
    options = form.questions[plan.question].options
    yes = [one.id for one in options.values() if one.meaning == "yes"]
    rows = given_to(plan.question)
    assert plan.items[0].meaning == "yes"
    assert abs(plan.items[0].all.count - int(rows["option"].isin(yes).sum())) < 6


# -- what is told is of one state, and of nobody


def test_nothing_of_a_firm_is_in_the_results(found: WaveResults) -> None:
    def walk(value: object):
        if is_dataclass(value):
            for one in fields(value):
                yield from walk(getattr(value, one.name))
        elif isinstance(value, tuple):
            for one in value:
                yield from walk(one)
        else:
            yield value

    texts = [one for one in walk(found) if isinstance(one, str)]
    assert not [one for one in texts if "firm " in one or "Yritys" in one]


def test_every_view_of_a_round_shows_the_same_figures(form, rules, found: WaveResults) -> None:
    """Compared with another round, weighted, or of one development area: no figure is drawn
    twice."""
    wave = read(firms.round_of(firms.responses(110), form), form, rules)
    earlier = read(firms.round_of(firms.responses(90), form, seed=2, wave="a"), form, rules)
    view = results(wave, before=earlier, stock=STOCK, weights="stock", development_area="A4")
    plain = {one.question: one for one in found.balances}
    for one in view.balances:
        pairs = zip(one.groups, plain[one.question].groups, strict=True)
        assert all((a.firms, a.balance) == (b.firms, b.balance) for a, b in pairs)
    assert view.coverage == found.coverage


def test_late_answers_change_nothing_until_enough_have_come(form, rules) -> None:
    frame = firms.responses(50)
    states = [frame.iloc[:n] for n in (40, 41, 42, 43, 44, 45)]
    shown = [
        results(read(firms.round_of(frame, form, states[:n]), form, rules)) for n in range(1, 7)
    ]
    assert [one.waiting for one in shown] == [False, True, True, True, True, False]
    assert all(
        replace(one, waiting=False, quotations=()) == replace(shown[0], quotations=())
        for one in shown[:5]
    )
    assert shown[5].balances != shown[0].balances


def test_a_withdrawn_firm_is_said_to_be_in_the_figures_still(form, rules) -> None:
    frame = firms.responses(50)
    wave = firms.round_of(frame, form, [frame, frame.iloc[2:]])
    found = results(read(wave, form, rules))
    assert (found.waiting, found.leaving, found.quotations) == (False, True, ())
    gone = results(read(firms.round_of(frame, form, [frame, frame.iloc[:0]]), form, rules))
    assert (gone.reason, gone.leaving) == (told.NOBODY, False)


def test_a_group_that_only_waits_is_not_listed(form, rules) -> None:
    frame = firms.responses(44)
    frame.loc[43, "municipality"] = "FI-KU999"
    found = results(read(firms.round_of(frame, form, [frame.iloc[:43], frame]), form, rules))
    assert Group("municipality", "FI-KU999") not in {row.group for row in found.coverage}


def test_the_same_themes_by_other_words_are_the_same_figures(form, rules) -> None:
    wave = firms.round_of(firms.responses(110), form)
    theme = (
        rules.themes["labour"] if "labour" in rules.themes else next(iter(rules.themes.values()))
    )
    renamed = Round(
        wave.id, wave.states, wave.answers, False,
        wave.mentions.replace({"theme": {"labour": "own_labour"}}), wave.spoke,
    )  # fmt: skip
    once = results(replace(read(wave, form, rules), themes={"labour": theme}))
    again = results(replace(read(renamed, form, rules), themes={"own_labour": theme}))
    assert once.themes.items[0].counts == again.themes.items[0].counts


@pytest.mark.parametrize(("n", "reason"), [(0, told.NOBODY), (4, told.FEW_FIRMS)])
def test_too_few_firms_are_nothing(form, rules, n: int, reason: str) -> None:
    frame = firms.responses(40).iloc[:n]
    wave = firms.round_of(firms.responses(40), form, [frame])
    found = results(read(wave, form, rules))
    assert (found.reason, found.balances, found.coverage, found.firms) == (reason, (), (), None)


# -- beside other figures


def test_changes_are_the_difference_of_what_is_told(form, rules) -> None:
    frame = firms.responses(110)
    now, was = (firms.round_of(frame, form, seed=s, wave=w) for s, w in ((1, "b"), (2, "a")))
    found = results(read(now, form, rules), before=read(was, form, rules))
    change = found.balances[0].changes[0]
    assert change.change.value == pytest.approx(change.after.value - change.before.value)
    small = [c for one in found.balances for c in one.changes if c.told == told.EXACT]
    assert {c.direction for c in small if c.reason == told.FEW_TO_CLAIM} <= {""}
    assert {c.direction for c in small} & {"up", "down"}
    invented = Round("a", [], now.answers, is_demonstration=True)
    with pytest.raises(ValueError, match="invented"):
        results(read(now, form, rules), before=read(invented, form, rules))


def test_weights_of_the_stock_are_those_of_municipalities(form, rules) -> None:
    wave = read(firms.round_of(firms.responses(110), form), form, rules)
    one = results(wave, stock=STOCK, weights="stock").balances[0]
    assert one.all.weighted.n_eff < one.all.weighted.n
    assert {g.weighted_reason for g in one.groups[1:]} == {told.ALL_ONLY}
    # Large municipalities by their own rounded balance, by the firms there are.
    told_ones = [g for g in one.of("municipality") if g.told == told.EXACT]
    values = [g.balance.value for g in told_ones]
    assert min(*values, one.all.balance.value) - 40 < one.all.weighted.value < max(values) + 40
    without = results(wave, weights="stock")
    assert without.balances[0].all.weighted_reason == told.NO_WEIGHTS
    with pytest.raises(ValueError, match="weights"):
        results(wave, weights="turnover")


def test_weights_by_persons_count_the_firms_of_each_size(form, rules) -> None:
    sizes = list(form.questions["size_class"].options)
    frame = firms.responses(400, sizes=sizes[:5])
    wave = read(firms.round_of(frame, form), form, rules)
    one = results(wave, weights="personnel").balances[0]
    told_ones = [g for g in one.of("size_class") if g.told == told.EXACT]
    assert len(told_ones) == 5 and one.all.weighted
    persons = np.array([persons_of(form, g.group.id) * g.firms for g in told_ones])
    own = np.average([g.balance.value for g in told_ones], weights=persons)
    assert one.all.weighted.value == pytest.approx(own)
    # Four firms of a hundred and fifty persons among small ones.
    small = firms.responses(80, sizes=[sizes[0]] * 5)
    small.loc[:3, "size_class"] = "p50_249"
    few = read(firms.round_of(small, form, blank=0), form, rules)
    assert results(few, weights="personnel").balances[0].all.weighted_reason == told.NO_WEIGHTS


def test_what_has_no_figure_has_no_reason_for_missing_weights(form, rules) -> None:
    few = read(firms.round_of(firms.responses(8), form, blank=0), form, rules)
    found = [one.all for one in results(few, weights="personnel").balances]
    assert {(one.told, one.weighted_reason) for one in found} == {(told.CLASS, "")}


def persons_of(form, size: str) -> float:
    option = form.questions["size_class"].options[size]
    return max(0.5, (option.low + option.high) / 2)


def test_a_development_area_leaves_out_what_is_of_others(form, rules) -> None:
    wave = firms.round_of(firms.responses(110), form)
    found = results(read(wave, form, rules), development_area="A4")
    options = form.questions["service_needs"].options
    for item in found.needs[0].items:
        areas = options[item.id].development_areas
        assert not areas or "A4" in areas
    assert found.grades == ()


def test_coverage_against_the_stock() -> None:
    one, two, none = (Group("municipality", name) for name in "abc")
    stock = Stock({ALL: 500, one: 200, two: 200, none: 100}, "enterprise_stock", "2020")
    rows = coverage({ALL: 39, one: 30, two: 9}, stock)
    assert [row.firms for row in rows] == [39, 30, 9, 0]
    assert [row.share for row in rows] == pytest.approx([7.8, 15, 4.5, None])
    assert rows[1].difference == pytest.approx(30 / 39 * 100 - 40)
    assert (rows[3].reason, rows[3].difference) == (told.FEW, None)
    assert coverage({ALL: 39}, None)[0].reason == told.NO_STOCK


# -- how fast


@pytest.mark.slow
def test_many_states_take_no_time(form, rules) -> None:
    frame = firms.responses(150)
    states = [frame.iloc[:n] for n in np.linspace(30, 150, 40).astype(int)]
    wave = firms.round_of(frame, form, states)
    begin = time.process_time()
    found = results(read(wave, form, rules))
    assert found.firms > 140
    assert time.process_time() - begin < 1


@pytest.mark.slow
def test_a_hundred_thousand_firms(form, rules) -> None:
    ready = read(firms.round_of(firms.responses(100_000), form), form, rules)
    assert results(ready).firms == pytest.approx(100_000, abs=2)
