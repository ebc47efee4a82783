"""Counted answers: needs, skills, plans, growth and themes, by group: rounded counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from seutukuva.definitions.interviewing import Question
from seutukuva.interviews.counting import Base, choices, mentioned, multiple
from seutukuva.interviews.protection import Cell, Gate
from seutukuva.interviews.told import (
    EXACT,
    FEW,
    FEW_FIRMS,
    HIDDEN,
    NEARLY_ALL,
    SMALL,
    Count,
    Group,
    Item,
)


@dataclass(frozen=True, slots=True)
class Gave:
    """Who gave one answer, in one round: the category `at` of the cells of each group."""

    cells: Mapping[Group, Cell]
    at: int = 1


def of_multi(gate: Gate, question: Question) -> dict[str, Gave]:
    """Firms by answer, of a question with several answers; by option."""
    base, gave = multiple(gate.data, question)
    nobody = np.empty(0, dtype=np.int64)
    return {
        option: _mentions(gate, base, gave.get(option, nobody), f"{question.id}\n{option}")
        for option in question.options
    }


def of_theme(gate: Gate, base: np.ndarray, gave: np.ndarray) -> Gave:
    """Firms that speak of a theme in any question (positions of responses).

    Rounded by who they are, and not by the name of the theme nor the question: a list of words
    that finds the same firms is the same figure, wherever they say it.
    """
    return _mentions(gate, base, gave, "theme")


def _mentions(gate: Gate, base: np.ndarray, gave: np.ndarray, figure: str) -> Gave:
    return Gave(gate.cells(mentioned(base, gave), 2, figure))


def of_choice(
    gate: Gate, question: Question, items: Mapping[str, Sequence[str]]
) -> dict[str, Gave]:
    """Firms by answer, of a question with one answer; by item, each of one or more options."""
    base = choices(gate.data, question)
    places = {option: place for place, option in enumerate(question.options)}
    # The last category is everything that is no item.
    item_of = np.full(len(places) + 1, len(items))
    for number, options in enumerate(items.values()):
        item_of[[places[option] for option in options]] = number
    of_item = Base(base.at, item_of[base.category])
    cells = gate.cells(of_item, len(items) + 1, question.id)
    return {item: Gave(cells, number) for number, item in enumerate(items)}


def item(
    name: str,
    after: Gave,
    before: Gave | None,
    *,
    meaning: str = "",
    service_group: str = "",
) -> Item:
    """One answer as it is told, by group."""
    counts = tuple(_count(cell, after, before) for cell in after.cells.values())
    return Item(name, counts, meaning, service_group)


def _count(cell: Cell, after: Gave, before: Gave | None) -> Count:
    if cell.level != EXACT or not cell.base:
        return Count(cell.group, HIDDEN, FEW_FIRMS if cell.level == HIDDEN else SMALL)
    count, reason = cell.counts[after.at], _reason(cell, after.at)
    if reason:
        return Count(cell.group, EXACT, reason, cell.base)
    share = count / cell.base * 100
    was = None if before is None else before.cells.get(cell.group)
    if before is None or was is None or was.level != EXACT or _reason(was, before.at):
        return Count(cell.group, EXACT, "", cell.base, count, share)
    earlier = was.counts[before.at]
    earlier_share = earlier / was.base * 100
    return Count(
        cell.group, EXACT, "", cell.base, count, share,
        earlier, earlier_share, share - earlier_share,
    )  # fmt: skip


def _reason(cell: Cell, at: int) -> str:
    """Why a count is told in words."""
    if not cell.counts[at]:
        return FEW
    return NEARLY_ALL if cell.is_nearly_all(cell.counts[at]) else ""
