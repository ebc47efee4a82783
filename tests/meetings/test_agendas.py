"""Items keep what is theirs when an agenda is edited."""

from __future__ import annotations

import pytest

from seutukuva import texts
from seutukuva.meetings import agendas
from seutukuva.meetings.agendas import Item

BEFORE = [Item("a", "Statistics"), Item("b", "Signals"), Item("c", "Conclusions")]


def ids(text: str) -> dict[str, str]:
    return {one.title: one.id for one in agendas.renewed(text, BEFORE)}


def test_an_item_keeps_its_id_wherever_it_is_moved() -> None:
    found = ids("Conclusions\nStatistics\nSignals")
    assert found == {"Conclusions": "c", "Statistics": "a", "Signals": "b"}


def test_an_item_that_is_rewritten_in_its_place_keeps_its_id() -> None:
    found = ids("Statistics\nEarly signals of the round\nConclusions")
    assert found["Early signals of the round"] == "b"


def test_a_new_item_gets_a_new_id_and_takes_nobodys() -> None:
    found = ids("Statistics\nInterviews\nSignals\nConclusions")
    assert found["Signals"] == "b" and found["Interviews"] not in ("a", "b", "c")


def test_where_more_lines_come_than_went_none_of_them_is_taken_for_the_old_one() -> None:
    found = ids("Statistics\nOne thing\nAnother thing\nConclusions")
    assert not {found["One thing"], found["Another thing"]} & {"a", "b", "c"}


def test_two_items_of_one_name_stay_two() -> None:
    found = agendas.renewed("Signals\nSignals", BEFORE)
    assert [one.title for one in found] == ["Signals", "Signals"]
    assert found[0].id == "b" and found[1].id != "b"


def test_a_list_that_is_pasted_brings_no_numbers() -> None:
    pasted = "1. Statistics\n\n  2)  Signals  \n• Interviews\n2027 begins\n- \n"
    assert agendas.lines(pasted) == ["Statistics", "Signals", "Interviews", "2027 begins", "-"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n".join(map(str, range(agendas.MOST + 1))), "41 items"),
        ("x" * (agendas.LONGEST + 1), "longer than 150"),
        ("Statistics", ""),
    ],
)
def test_an_agenda_that_cannot_be_stored_says_why(text: str, said: str) -> None:
    texts.use("en")
    problem = agendas.problem(text)
    assert (said in problem) if said else problem == ""


def test_what_was_stored_is_read_again_and_what_is_no_item_left_out() -> None:
    assert agendas.read(agendas.stored(BEFORE)) == BEFORE
    assert agendas.read([["a", "Statistics"], ["b"], "c", [1, 2]]) == [Item("a", "Statistics")]
    assert agendas.read(None) == []


def test_two_who_take_the_same_proposal_make_the_same_items() -> None:
    assert agendas.fresh(["x", "y"]) == agendas.fresh(["x", "y"])
