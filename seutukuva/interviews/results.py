"""The results of a round of interviews as they may be told: pure, without words.

Everything is of one state of the round, the newest that may be shown (`released`), and calculated
from the rounded counts of one gate (`protection`). `reading.read` brings a round from the store,
`preparing.prepared` makes it ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from seutukuva.definitions.interviewing import Option, Question, TextTheme
from seutukuva.interviews import group_balances, group_counts, group_means
from seutukuva.interviews.counting import Counted, positions
from seutukuva.interviews.coverage import Stock, coverage
from seutukuva.interviews.group_counts import Gave
from seutukuva.interviews.preparing import Prepared
from seutukuva.interviews.protection import Gate
from seutukuva.interviews.quotations import quotations
from seutukuva.interviews.told import (
    ALL,
    FEW_FIRMS,
    HIDDEN,
    NOBODY,
    Grades,
    Group,
    Item,
    Mentions,
    Numbers,
    QuestionBalance,
    Quotation,
    WaveResults,
)
from seutukuva.interviews.weighing import PERSONNEL, STOCK, Weighing

# Weight of an open class of personnel, "250 or more": this many times its lower bound.
_OPEN_CLASS = 1.5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all questions share.

    `both` are the firms of both rounds, as of `Gate.beside`.
    """

    now: Prepared
    was: Prepared | None
    both: tuple[Gate, np.ndarray] | None
    population: Mapping[Group, int]
    weighing: Weighing
    area: str

    def belongs(self, areas: Sequence[str]) -> bool:
        """Whether something of these development areas is shown; of none: always."""
        return not self.area or not areas or self.area in areas

    def in_each(
        self, question: Question, count: Callable[[Gate, Question], T]
    ) -> tuple[T, T | None]:
        """A figure of this round and of the earlier one, as its own form asked it."""
        was = None if self.was is None else self.was.questions.get(question.id)
        earlier = None if self.was is None or was is None else count(self.was.gate, was)
        return count(self.now.gate, question), earlier


def results(
    wave: Prepared,
    *,
    before: Prepared | None = None,
    stock: Stock | None = None,
    weights: str = "",
    development_area: str = "",
    places: Iterable[str] = (),
) -> WaveResults:
    """A round of interviews as it may be told.

    Args:
        wave, before: the round, and an earlier one to compare with.
        stock: how many firms there are, for coverage, the finite population and weights.
        weights: "" (one firm, one vote), "personnel" (by size class) or "stock" (by
            municipality); balances of all firms then have a weighted one beside them.
        development_area: code; only questions, answers, needs and themes of it, and those that
            belong to none.
        places: names that no quotation may hold.

    Raises:
        ValueError: unknown weights, or one round is invented and the other is not.
    """
    _check(wave, before, weights)
    found = replace(
        _head(wave),
        before=before.given.id if before else "",
        weights=weights,
        development_area=development_area,
    )
    if found.reason:
        return found
    frame = _frame(wave, before, stock, weights, development_area)
    themes = wave.interviewing.themes if wave.themes is None else wave.themes
    asked = [one for one in wave.questions.values() if frame.belongs(one.development_areas)]
    return replace(
        found,
        coverage=coverage(wave.gate.coverage(), stock),
        themes=_themes(frame, themes),
        quotations=_quotations(wave, asked, places),
        numbers=_numbers(wave, asked),
        **_by_topic(frame, asked),
    )


def _check(wave: Prepared, before: Prepared | None, weights: str) -> None:
    if weights not in ("", PERSONNEL, STOCK):
        raise ValueError(f"no such weights: {weights}")
    if before is not None and before.given.is_demonstration != wave.given.is_demonstration:
        raise ValueError("invented interviews are not compared with real ones")


def _frame(
    wave: Prepared, before: Prepared | None, stock: Stock | None, weights: str, area: str
) -> _Frame:
    was = before if before is not None and before.gates else None
    return _Frame(
        wave,
        was,
        None if was is None else wave.gate.beside(was.gate),
        dict(stock.firms) if stock else {},
        _weighing(weights, stock, wave),
        area,
    )


def _by_topic(frame: _Frame, asked: Sequence[Question]) -> dict[str, Any]:
    """What is told of questions by their topic and type."""
    told: dict[str, tuple[str, str, Callable[[_Frame, Question], object]]] = {
        "balances": ("balance", "choice", _balance),
        "needs": ("need", "multi", _multi),
        "skills": ("skill", "multi", _multi),
        "plans": ("plan", "choice", _plan),
        "growth": ("growth", "choice", _growth),
        "grades": ("grade", "number", _grades),
    }
    found: dict[str, Any] = {
        name: tuple(
            made(frame, one) for one in asked if (one.topic, one.type) == (topic, question_type)
        )
        for name, (topic, question_type, made) in told.items()
    }
    found["balances"] = group_balances.spoken_of(found["balances"])
    return found


def _head(wave: Prepared) -> WaveResults:
    """How many firms were interviewed, or why nothing is told, and who waits or is leaving."""
    data, shown = wave.data, wave.shown
    found = WaveResults(
        wave.given.id,
        is_demonstration=wave.given.is_demonstration,
        waiting=_is_missing(data, wave.standing, shown),
        leaving=_is_missing(data, shown, wave.standing),
    )
    if not shown.any():
        return replace(found, reason=FEW_FIRMS if wave.standing.any() else NOBODY)
    if wave.gate.rule.level(int(shown.sum())) == HIDDEN:
        return replace(found, reason=FEW_FIRMS)
    return replace(found, firms=wave.gate.coverage()[ALL])


def _is_missing(data: Counted, mine: np.ndarray, theirs: np.ndarray) -> bool:
    """Whether one of two states holds what a firm says, and the other does not."""
    said = set(zip(data.firm[mine].tolist(), data.contents[mine].tolist(), strict=True))
    other = set(zip(data.firm[theirs].tolist(), data.contents[theirs].tolist(), strict=True))
    return bool(said - other)


def _weighing(weights: str, stock: Stock | None, wave: Prepared) -> Weighing:
    """Weight by size class, or firms by municipality."""
    enough = wave.interviewing.classes_below
    if weights == STOCK:
        firms = {} if stock is None else stock.firms
        own = {g.id: float(n) for g, n in firms.items() if g.dimension == "municipality"}
        return Weighing(STOCK, "municipality", own, enough=enough)
    if weights == PERSONNEL:
        sizes = next((one for one in wave.questions.values() if one.role == "size_class"), None)
        options = {} if sizes is None else sizes.options
        own = {one.id: _middle(one) for one in options.values()}
        return Weighing(PERSONNEL, "size_class", own, wave.gate.coverage(), enough)
    return Weighing()


def _middle(option: Option) -> float:
    """Persons of a typical firm of a size class: the middle, and at least half a person."""
    if option.low is None and option.high is None:
        return 0.0
    if option.high is None:
        return (option.low or 0.0) * _OPEN_CLASS
    return max(0.5, ((option.low or 0.0) + option.high) / 2)


def _balance(frame: _Frame, question: Question) -> QuestionBalance:
    now, was = frame.in_each(question, group_balances.asked)
    before = None
    if was is not None and frame.both is not None:
        before = group_balances.earlier(question.id, now, was, *frame.both)
    return group_balances.question_balance(
        question.id,
        now,
        before,
        frame.now.interviewing,
        population=frame.population,
        weighing=frame.weighing,
    )


def _mentions(
    frame: _Frame,
    question: Question,
    now: Mapping[str, Gave],
    was: Mapping[str, Gave] | None,
    *,
    is_sorted: bool,
) -> Mentions:
    options = question.options
    items = [
        group_counts.item(
            name,
            gave,
            None if was is None else was.get(name),
            meaning=options[name].meaning if name in options else name,
            service_group=options[name].service_group if name in options else "",
        )
        for name, gave in now.items()
        if name not in options or frame.belongs(options[name].development_areas)
    ]
    if is_sorted:
        _sort(items)
    return Mentions(question.id, question.topic, tuple(items), question.type == "multi")


def _sort(items: list[Item]) -> None:
    """Most frequent first, by what is told; of the same, in the form's order."""
    items.sort(key=lambda one: -one.all.as_told)


def _multi(frame: _Frame, question: Question) -> Mentions:
    now, was = frame.in_each(question, group_counts.of_multi)
    return _mentions(frame, question, now, was, is_sorted=True)


def _growth(frame: _Frame, question: Question) -> Mentions:
    now, was = frame.in_each(
        question,
        lambda gate, one: group_counts.of_choice(
            gate, one, {each: (each,) for each in one.options}
        ),
    )
    return _mentions(frame, question, now, was, is_sorted=False)


def _plan(frame: _Frame, question: Question) -> Mentions:
    """Firms with a plan, and firms that may have one; whatever the options say about when."""
    now, was = frame.in_each(
        question, lambda gate, one: group_counts.of_choice(gate, one, _plans(one))
    )
    found = _mentions(frame, question, now, was, is_sorted=False)
    # An option may be called as what it means; what is told is of all options that mean it.
    items = tuple(replace(item, meaning=item.id, service_group="") for item in found.items)
    return replace(found, items=items)


def _plans(question: Question) -> dict[str, list[str]]:
    """Options by what they mean for a plan."""
    found: dict[str, list[str]] = {"yes": [], "maybe": []}
    for one in question.options.values():
        if one.meaning in found:
            found[one.meaning].append(one.id)
    return {meaning: options for meaning, options in found.items() if options}


def _grades(frame: _Frame, question: Question) -> Grades:
    """Grades beside the earlier ones; of another scale those are no earlier ones."""
    was = None if frame.was is None else frame.was.questions.get(question.id)
    is_same = was is not None and (was.low, was.high) == (question.low, question.high)
    before = frame.was.gate if frame.was is not None and is_same else None
    return group_means.grades(
        question, frame.now.gate, before, frame.now.interviewing, frame.population
    )


def _numbers(wave: Prepared, questions: Sequence[Question]) -> tuple[Numbers, ...]:
    return tuple(
        group_means.total(wave.gates, one, wave.interviewing)
        for one in questions
        if one.type == "number" and not one.role and one.topic != "grade" and any(one.unit.values())
    )


def _themes(frame: _Frame, themes: Mapping[str, TextTheme]) -> Mentions | None:
    """Firms that speak of a theme, of those with free text in any question."""
    shown = [name for name, theme in themes.items() if frame.belongs(theme.development_areas)]
    now = _spoken(frame.now, shown)
    was = None
    if frame.was is not None:
        counting = frame.was.themes
        # A theme whose words wait in the earlier round has no figure there.
        known = [name for name in shown if counting is None or name in counting]
        was = _spoken(frame.was, known)
    if now is None:
        return None
    items = [
        group_counts.item(name, gave, was.get(name) if was else None) for name, gave in now.items()
    ]
    _sort(items)
    return Mentions("", "theme", tuple(items), True)


def _spoken(wave: Prepared, themes: Sequence[str]) -> dict[str, Gave] | None:
    mentions, spoke = wave.given.mentions, wave.given.spoke
    if mentions is None or spoke is None:
        return None
    base = np.unique(positions(wave.data, spoke))
    base = base[base >= 0]
    at = positions(wave.data, mentions)
    theme = mentions["theme"].to_numpy()
    return {
        name: group_counts.of_theme(wave.gate, base, np.unique(at[theme == name]))
        for name in themes
    }


def _quotations(
    wave: Prepared, questions: Sequence[Question], places: Iterable[str]
) -> tuple[Quotation, ...]:
    # What was told before files were deleted cannot be known, and what is left of it would name
    # those whose texts are gone.
    left = wave.data.states[0] if wave.given.is_cut else None
    return quotations(
        wave.data,
        questions,
        [gate.stands for gate in wave.gates],
        wave.standing,
        wave.interviewing.shown,
        places,
        left,
    )
