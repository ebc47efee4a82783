"""Women and men: told, unknown or withheld; and of a group only what its projects tell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutukuva.projects.measuring import Undefined
from seutukuva.projects.splitting import UNKNOWN, Split, planned, realised, summed

SMALL = 3


@pytest.mark.parametrize(
    ("whole", "women"), [(86, 28), (5, 0), (5, 5), (0, 0), (6, 3), (3, 0), (3, 3)]
)
def test_a_split_of_nobody_or_enough_is_told(whole: float, women: float) -> None:
    found = realised(whole, women, SMALL)
    assert (found.whole, found.women, found.men) == (whole, women, whole - women)


@pytest.mark.parametrize(("whole", "women"), [(86, 1), (86, 2), (86, 84), (5, 2), (2, 0), (9, 0.5)])
def test_a_split_with_a_few_of_a_sex_is_withheld(whole: float, women: float) -> None:
    found = realised(whole, women, SMALL)
    assert found == Split(is_withheld=True) and found.women is None and found.men is None
    assert found.share == Undefined.WITHHELD
    # What is planned is nobody yet.
    assert planned(whole, women).women == women


@pytest.mark.parametrize(("whole", "women"), [(None, 3), (9, None), (9, 10), (9, -1)])
def test_a_split_that_is_not_told_or_cannot_be_is_unknown(
    whole: float | None, women: float | None
) -> None:
    assert realised(whole, women, SMALL) == planned(whole, women) == UNKNOWN
    assert UNKNOWN.share == Undefined.NOT_REPORTED


_pairs = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8)


@given(_pairs, st.data())
@settings(max_examples=100)
def test_a_sum_tells_nothing_that_its_projects_do_not(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    splits = [realised(women + men, women, SMALL) for women, men in pairs]
    found = summed(splits)
    told = [one for one in splits if one.women is not None]
    assert found.women == (sum(one.women or 0 for one in told) if told else None)
    assert (found.projects, found.withheld) == (len(told), len(splits) - len(told))
    if told:
        assert found.women + found.men == found.whole
    # Another number of women in a withheld split, and the sum is the same: no difference between
    # two sums can tell it.
    place = data.draw(st.integers(0, max(len(pairs) - 1, 0)))
    if splits and splits[place].is_withheld:
        whole = sum(pairs[place])
        others = [n for n in range(whole + 1) if realised(whole, n, SMALL).is_withheld]
        splits[place] = realised(whole, data.draw(st.sampled_from(others)), SMALL)
        assert summed(splits) == found


def test_a_group_of_which_nobody_tells_has_no_share() -> None:
    found = summed([UNKNOWN, Split(is_withheld=True)])
    assert (found.women, found.projects, found.withheld) == (None, 0, 1)
    assert found.share == Undefined.NOT_REPORTED
    assert summed([Split(4, 1, 3), Split(4, 4, 0)]).share == 5 / 8
