"""A text that comes or goes is one of at least five: none tells by its time whose it is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import definitions
from seutukuva.interviews import quotation_blocks
from seutukuva.interviews.counting import Round
from seutukuva.interviews.preparing import prepared
from seutukuva.interviews.quotation_blocks import Writer
from seutukuva.interviews.results import results
from tests.interviews import firms

ABOUT = (
    "hinta",
    "palkka",
    "kuljetus",
    "energia",
    "rahoitus",
    "laatu",
    "aika",
    "tila",
    "kone",
    "raaka",
)
TEXTS = [f"tarvitsemme apua asiassa {word}{end}" for end in ("", "n", "t") for word in ABOUT]
FRAME = firms.responses(30).assign(quotation=True)


def quoted(
    states: list[pd.DataFrame], texts: list[str] | None = None, is_cut: bool = False
) -> set[str]:
    """What is quoted of a round in which each firm writes its own text."""
    found = definitions.load()
    own = texts or TEXTS
    rows = pd.DataFrame({"batch": "a" * 32, "response": range(30), "text": own})
    rows = rows.assign(question="challenge", option=None, number=np.nan, state="answered")
    wave = Round("2026-10", states, rows[rows["text"] != ""], is_cut=is_cut)
    form = found.questionnaires["company_interview"]
    told = results(prepared(wave, [form], found.interviewing, b"k" * 32))
    return {one.text for one in told.quotations}


def test_who_takes_an_interview_back_is_one_of_the_block_that_goes() -> None:
    first = quoted([FRAME.iloc[:12]])
    without = [FRAME.iloc[:12], FRAME.iloc[:11]]
    later = pd.concat([FRAME.iloc[:11], FRAME.iloc[12:16]])
    at_once, released = quoted(without), quoted([*without, later])
    assert first == set(TEXTS[:12])
    assert TEXTS[11] in first - at_once
    assert len(first - at_once) >= 5
    # When the figures move on, what is left of the block stays away: it would name the one.
    assert released == at_once
    assert quoted([*without, later, FRAME.iloc[:12]]) == first, "whole again"


def test_a_new_firm_waits_with_its_text_for_four_others() -> None:
    texts = [text if n < 13 or n > 16 else "" for n, text in enumerate(TEXTS)]
    first = quoted([FRAME.iloc[:12]], texts)
    assert quoted([FRAME.iloc[:12], FRAME.iloc[:17]], texts) == first
    more = quoted([FRAME.iloc[:12], FRAME.iloc[:17], FRAME.iloc[:24]], texts)
    assert len(more - first) >= 5
    assert TEXTS[12] in more


def test_a_firm_that_no_longer_allows_it_takes_its_block_along_at_once() -> None:
    again = FRAME.iloc[:12].copy()
    again.loc[3, ["response", "quotation"]] = [29, False]
    texts = [TEXTS[3] if n == 29 else text for n, text in enumerate(TEXTS)]
    gone = set(TEXTS[:12]) - quoted([FRAME.iloc[:12], again], texts)
    assert TEXTS[3] in gone
    assert len(gone) >= 5


def test_what_deleted_interviews_have_left_is_not_quoted_and_what_comes_later_is() -> None:
    left = FRAME.iloc[:12]
    assert quoted([left], is_cut=True) == set()
    assert quoted([left, FRAME.iloc[:20]], is_cut=True) == set(TEXTS[12:20])


@given(
    st.lists(st.sets(st.integers(0, 25), max_size=26), min_size=1, max_size=6),
    st.sets(st.integers(0, 25), max_size=6),
)
def test_between_any_two_states_no_text_or_at_least_five_come_and_go(
    states: list[set[int]], refused: set[int]
) -> None:
    written: list[set[Writer]] = [{(f"text {n}", n) for n in state} for state in states]

    def told(until: int) -> set[str]:
        made = quotation_blocks.blocks(
            written[: until + 1], lambda _state, text: int(text[5:]) not in refused, 5
        )
        return set(quotation_blocks.shown(made, written[until], 200))

    shown = [told(until) for until in range(len(states))]
    for one in shown:
        for other in shown:
            assert len(one - other) not in range(1, 5)
    assert not refused & {int(text[5:]) for one in shown for text in one}


@pytest.mark.parametrize(("firms_", "blocks"), [(4, []), (5, [5]), (9, [9]), (12, [6, 6])])
def test_blocks_are_of_five_firms_and_of_fewer_than_ten(firms_: int, blocks: list[int]) -> None:
    writers = {(f"text {n}", n) for n in range(firms_)}
    made = quotation_blocks.blocks([writers], lambda _state, _text: True, 5)
    assert [len(block) for block in made] == blocks
    assert len(quotation_blocks.shown(made, writers, 9)) == sum(blocks[:1])
