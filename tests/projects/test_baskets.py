"""Baskets: who counts on a day, nothing twice, and nothing entered that does not agree."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutukuva import definitions, texts
from seutukuva.errors import InvalidRecord
from seutukuva.projects import baskets
from seutukuva.projects.model import PLANNED, REALISED, Basket, Figure, Member, Project
from seutukuva.projects.picture import Picture, picture_of
from seutukuva.projects.sums import combined

START, END = date(2020, 1, 1), date(2022, 12, 31)
ON = date(2021, 6, 30)
MEASURES = ("jobs", "participants", "eu_state")
SIDES = ((PLANNED, "plan_at_decision"), (REALISED, "reported"))


@pytest.fixture(autouse=True)
def in_english() -> None:
    texts.use("en")


def member(code: str, since: date = START, until: date | None = None, **more: str) -> Member:
    own = {"id": f"m-{code}-{since}", "basket": "b", **more}
    return Member(seq=1, code=code, since=since, until=until, **own)


def basket(*members: Member, id: str = "b", **more: object) -> Basket:
    return Basket(id=id, seq=1, name=id, owner_group="SJR", members=members, **more)


def picture(code: str, values: tuple[float | None, ...] = (4, 1, 90, 50, 1000, 600)) -> Picture:
    """Planned and realised jobs, participants and money, in this order."""
    told = zip(product(MEASURES, SIDES), values, strict=True)
    figures = [
        Figure(code, measure, side, "all", value, START, stage, "starter")
        for (measure, (side, stage)), value in told
        if value is not None
    ]
    project = Project(code, code, f"Project {code}", start=START, end=END)
    return picture_of(project, figures, ON, definitions.load())


def pictures(*codes: str) -> dict[str, Picture]:
    return {one: picture(one) for one in codes}


def test_the_first_and_the_last_day_count() -> None:
    own = basket(member("a", START, ON))
    days = (START - timedelta(1), START, ON, ON + timedelta(1))
    assert [baskets.keys_of([own], day) for day in days] == [(), ("a",), ("a",), ()]


def test_a_basket_holds_nobody_outside_its_own_time() -> None:
    own = basket(member("a"), started=date(2020, 6, 1), ended=date(2020, 12, 31))
    days = (date(2020, 5, 31), date(2020, 6, 1), date(2021, 1, 1))
    assert [baskets.state(own, day) for day in days] == ["coming", "running", "ended"]
    assert [len(baskets.keys_of([own], day)) for day in days] == [0, 1, 0]
    assert baskets.times(own, ON) == ([], [member("a")])
    assert baskets.state(basket(), ON) == "running"


def test_who_has_left_stands_apart_and_in_no_sum() -> None:
    gone, here = member("a", until=date(2020, 12, 31)), member("b")
    own = basket(here, gone)
    assert baskets.times(own, ON) == ([here], [gone])
    held = baskets.held(own, pictures("a", "b"), ON, definitions.load())
    assert held.keys == ("b",) and held.combined.projects == 1
    jobs = held.combined.row("jobs")
    assert jobs and (jobs.planned, jobs.realised) == (4, 1)


def test_a_project_that_nobody_knows_is_a_member_and_in_no_sum() -> None:
    held = baskets.held(basket(member("a"), member("x")), pictures("a"), ON, definitions.load())
    assert held.keys == ("a", "x") and held.combined.projects == 1


def test_a_project_of_two_baskets_counts_once_in_all_of_them() -> None:
    every = [
        basket(member("a"), member("b"), id="one"),
        basket(member("b"), member("c"), id="two"),
    ]
    assert baskets.keys_of(every, ON) == ("a", "b", "c")
    assert baskets.in_several(every, ON) == {"b"}
    together = baskets.together(every, pictures("a", "b", "c"), ON, definitions.load())
    jobs = together.row("jobs")
    assert jobs and (jobs.planned, together.projects) == (12, 3)


AMOUNT = st.one_of(st.none(), st.integers(0, 500).map(float))
VALUES = st.tuples(*[AMOUNT] * (len(MEASURES) * len(SIDES)))
CODES = st.sampled_from("abcdef")
SPAN = st.tuples(CODES, st.integers(-400, 400), st.one_of(st.none(), st.integers(0, 400)))


@settings(max_examples=60)
@given(
    st.fixed_dictionaries({one: VALUES for one in "abcdef"}),
    st.lists(st.lists(SPAN, max_size=6), max_size=4),
)
def test_all_baskets_hold_the_sum_of_their_different_projects(
    values: dict[str, tuple[float | None, ...]],
    spans: list[list[tuple[str, int, int | None]]],
) -> None:
    found = definitions.load()
    known = {one: picture(one, told) for one, told in values.items()}
    every = [
        basket(*(_span(*one) for one in members), id=str(at)) for at, members in enumerate(spans)
    ]
    together = baskets.together(every, known, ON, found)
    inside = {
        one.code
        for own in every
        for one in own.members
        if one.since <= ON and (one.until is None or one.until >= ON)
    }
    assert together.projects == len(inside)
    assert together == combined([known[one] for one in inside], found)
    for (measure, (side, _stage)), at in zip(product(MEASURES, SIDES), range(6), strict=True):
        told = [values[one][at] for one in inside if values[one][at] is not None]
        row = together.row(measure)
        total = (row.planned if side == PLANNED else row.realised) if row else None
        assert total == (sum(told) if told else None)


def _span(code: str, since: int, days: int | None) -> Member:
    begins = ON + timedelta(since)
    return member(code, begins, None if days is None else begins + timedelta(days))


def refused(body: dict[str, str], *every: Basket, own_id: str = "") -> list[str]:
    """The fields that are complained of."""
    try:
        baskets.fitting_member({"basket": "b", "project": "A 1", **body}, every, own_id)
    except InvalidRecord as error:
        return [field for field, _text in error.problems]
    return []


@pytest.mark.parametrize(
    ("since", "until", "complained"),
    [
        ("1.1.2020", "", ["project"]),
        ("1.1.2019", "31.12.2019", []),
        ("1.1.2019", "1.1.2020", ["project"]),
        ("31.12.2021", "", ["project"]),
        ("1.1.2022", "", []),
        ("2019", "2019", []),
        ("no day", "", []),
        ("", "", []),
    ],
)
def test_a_project_is_in_a_basket_once_at_a_time(
    since: str, until: str, complained: list[str]
) -> None:
    own = basket(member("a1", START, date(2021, 12, 31)))
    assert refused({"since": since, "until": until}, own) == complained


def test_a_time_is_changed_without_being_in_its_own_way() -> None:
    there = member("a1", START)
    body = {"since": "1.1.2020", "until": "30.6.2020"}
    assert refused(body, basket(there), own_id=there.id) == []
    assert refused(body, basket(there)) == ["project"]
    assert refused(body, basket(there, id="other")) == [], "a basket that has gone meanwhile"


@pytest.mark.parametrize(
    ("since", "until", "complained"),
    [
        ("31.5.2020", "", ["since"]),
        ("1.6.2020", "31.12.2020", []),
        ("5/2020", "", ["since"]),
        ("2020", "2020", []),
        ("1.6.2020", "1.1.2021", ["until"]),
        ("1.1.2021", "", ["since"]),
        ("1.1.2020", "31.5.2020", ["since", "until"]),
    ],
)
def test_nobody_is_put_outside_the_time_of_the_basket(
    since: str, until: str, complained: list[str]
) -> None:
    own = basket(started=date(2020, 6, 1), ended=date(2020, 12, 31))
    assert refused({"since": since, "until": until}, own) == complained


def test_two_baskets_have_two_names() -> None:
    there = basket(id="Heinolan kori")
    with pytest.raises(InvalidRecord) as caught:
        baskets.fitting_basket({"name": " heinolan  KORI "}, [there])
    assert [field for field, _text in caught.value.problems] == ["name"]
    body = {"name": "Toinen kori"}
    assert baskets.fitting_basket(body, [there]) == body
    assert baskets.fitting_basket({"name": None}, [there]) == {"name": None}
