"""Results of a round: what is told, against counts made another way."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass

import pytest

from seutukuva import definitions
from seutukuva.interviews import quotations, told
from seutukuva.interviews.counting import Round
from seutukuva.interviews.coverage import Stock, coverage
from seutukuva.interviews.results import prepared, results
from seutukuva.interviews.told import ALL, Group, WaveResults
from tests.interviews import firms

FORM = "company_interview"
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


@pytest.fixture(scope="module")
def found(form, rules) -> WaveResults:
    return results(prepared(firms.round_of(firms.responses(110), form)), [form], rules, stock=STOCK)


def test_a_balance_is_that_of_the_answers(form, rules, found: WaveResults) -> None:
    given = firms.answers(firms.responses(110), form)
    for one in found.balances:
        options = form.questions[one.question].options
        rows = given[given["question"] == one.question]
        scores = rows["option"].map({o.id: o.score for o in options.values()}).fillna(0.0)
        assert one.all.firms == len(rows)
        assert one.all.balance.value == pytest.approx(scores.mean() * 100)
        assert one.all.balance.population == 1900
        for group in one.groups:
            assert (group.balance is not None) == (group.told == told.EXACT)
            assert group.balance is None or group.balance.n >= rules.classes_below


def test_a_need_is_counted_once_a_firm(form, found: WaveResults) -> None:
    given = firms.answers(firms.responses(110), form)
    (needs,) = found.needs
    rows = given[given["question"] == needs.question]
    base = rows["response"].nunique()
    for item in needs.items:
        n = int((rows["option"] == item.id).sum())
        if item.all.told == told.EXACT:
            assert (item.all.count, item.all.firms) == (n, base)
        elif item.all.reason == told.FEW:
            assert 0 < n < 3
        for count in item.counts:
            assert count.count is None or count.count == 0 or count.count >= 3
    shown = [item.all.count or 0 for item in needs.items]
    assert shown == sorted(shown, reverse=True)


def test_a_plan_is_whoever_means_yes(form, found: WaveResults) -> None:
    given = firms.answers(firms.responses(110), form)
    plan = next(one for one in found.plans if one.question == "succession_plan")
    options = form.questions[plan.question].options
    yes = [one.id for one in options.values() if one.meaning == "yes"]
    rows = given[given["question"] == plan.question]
    assert plan.items[0].meaning == "yes"
    assert plan.items[0].all.count == int(rows["option"].isin(yes).sum())
    if plan.detail:
        assert dict(plan.detail) == {o: int((rows["option"] == o).sum()) for o in options}


def test_grades_are_means_within_the_scale(form, found: WaveResults) -> None:
    given = firms.answers(firms.responses(110), form)
    for one in found.grades:
        numbers = given.loc[given["question"] == one.question, "number"]
        assert one.groups[0].mean == pytest.approx(numbers.mean())
        assert 4 <= one.groups[0].low < one.groups[0].mean < one.groups[0].high <= 10


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
    assert found.quotations
    assert not [one for one in texts if "firm " in one or "Yritys 1" in one]


@pytest.mark.slow
def test_changes_pair_the_firms_of_both_rounds(form, rules) -> None:
    frame = firms.responses(110)
    now, was = (firms.round_of(frame, form, seed=s, wave=w) for s, w in ((1, "b"), (2, "a")))
    found = results(prepared(now), [form], rules, before=prepared(was))
    change = found.balances[0].changes[0]
    assert change.change.value == pytest.approx(change.after.value - change.before.value)
    assert 80 <= change.change.paired <= 110
    small = [c for one in found.balances for c in one.changes if c.told == told.EXACT]
    assert {c.direction for c in small if c.reason == told.FEW_TO_CLAIM} <= {""}
    invented = Round("a", [], now.answers, is_demonstration=True)
    with pytest.raises(ValueError, match="invented"):
        results(prepared(now), [form], rules, before=prepared(invented))


@pytest.mark.slow
def test_weights_of_the_stock_are_those_of_municipalities(form, rules) -> None:
    wave = firms.round_of(firms.responses(110), form)
    found = results(prepared(wave), [form], rules, stock=STOCK, weights="stock")
    one = found.balances[0]
    assert one.all.weighted.n_eff < one.all.weighted.n
    assert {g.weighted_reason for g in one.groups[1:]} == {told.ALL_ONLY}
    without = results(prepared(wave), [form], rules, weights="stock")
    assert without.balances[0].all.weighted_reason == told.NO_WEIGHTS
    with pytest.raises(ValueError, match="weights"):
        results(prepared(wave), [form], rules, weights="turnover")


def test_a_development_area_leaves_out_what_is_of_others(form, rules) -> None:
    wave = firms.round_of(firms.responses(110), form)
    found = results(prepared(wave), [form], rules, development_area="A4")
    options = form.questions["service_needs"].options
    for item in found.needs[0].items:
        assert options[item.id].development_areas in ((), ("A4",)) or (
            "A4" in options[item.id].development_areas
        )
    assert found.grades == ()


@pytest.mark.parametrize(("n", "reason"), [(0, told.NOBODY), (4, told.FEW_FIRMS)])
def test_too_few_firms_are_nothing(form, rules, n: int, reason: str) -> None:
    frame = firms.responses(40).iloc[:n]
    found = results(prepared(firms.round_of(firms.responses(40), form, [frame])), [form], rules)
    assert (found.reason, found.balances) == (reason, ())


def test_a_late_batch_waits(form, rules) -> None:
    frame = firms.responses(50)
    wave = firms.round_of(frame, form, [frame.iloc[:40], frame.iloc[:44]])
    found = results(prepared(wave), [form], rules)
    assert (found.firms, found.waiting) == (40, 4)
    assert {one.all.reason for one in found.balances} <= {told.WAITS, ""}


def test_coverage_never_tells_a_hidden_group_by_its_total() -> None:
    one, two, three = (Group("municipality", name) for name in "abc")
    rows = coverage({ALL: 30, one: 20, two: 8, three: 2}, None, 3)
    by_group = {row.group: row for row in rows}
    assert (by_group[three].firms, by_group[three].fewer_than) == (None, 3)
    assert (by_group[two].firms, by_group[two].reason) == (None, told.PROTECTED)
    assert by_group[one].firms == 20
    assert by_group[one].reason == told.NO_STOCK


def test_coverage_against_the_stock() -> None:
    one, two = (Group("municipality", name) for name in "ab")
    stock = Stock({ALL: 400, one: 200, two: 200}, "enterprise_stock", "2020")
    rows = coverage({ALL: 40, one: 30, two: 10}, stock, 3)
    assert [row.share for row in rows] == [10, 15, 5]
    assert [row.difference for row in rows] == [None, 25, -25]


def test_names_of_firms_go_also_with_endings() -> None:
    names = quotations.names_by_first(["Saaren Saha Oy", "Kivinen Tmi", "Oy Ab"])
    assert quotations.without_names("Saaren Sahan tilanne", names) == "[…] tilanne"
    assert quotations.without_names("kivisen ja KIVINEN:n", names) == "kivisen ja […]:n"
    assert quotations.without_names("Saaren koulu", names) == "Saaren koulu"


@pytest.mark.slow
def test_a_hundred_thousand_firms_take_seconds(form, rules) -> None:
    wave = firms.round_of(firms.responses(100_000), form)
    begin = time.process_time()
    found = results(prepared(wave), [form], rules)
    assert found.firms == 100_000
    assert time.process_time() - begin < 40
