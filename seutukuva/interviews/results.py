"""The results of a round of interviews as they may be told: pure, without words.

`results` takes everything that was ever accepted of a round and gives what a page may show. It
looks at all groups each time, whatever the page then shows of them, because what is safe to tell
depends on everything that can be asked. `reading.read` brings a round from the store.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import numpy as np

from seutukuva.definitions.interviewing import (
    Interviewing,
    Option,
    Question,
    Questionnaire,
    TextTheme,
)
from seutukuva.interviews import group_balances, group_counts, group_means
from seutukuva.interviews.alike import WHOLE, Answers, Spans
from seutukuva.interviews.counting import Base, Counted, Round, counted, positions
from seutukuva.interviews.coverage import Stock, coverage
from seutukuva.interviews.group_balances import PERSONNEL, STOCK
from seutukuva.interviews.group_counts import Gave
from seutukuva.interviews.protection import Rule, published
from seutukuva.interviews.quotations import quotations
from seutukuva.interviews.told import (
    ALL,
    FEW_FIRMS,
    HIDDEN,
    NOBODY,
    Grades,
    Group,
    Mentions,
    Numbers,
    QuestionBalance,
    WaveResults,
)

# Weight of an open class of personnel, "250 or more": this many times its lower bound.
_OPEN_CLASS = 1.5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A round being counted. What may be told of a question depends on nothing that a reader
    chooses, so it is worked out once; `spans` remembers proofs from question to question.

    Not to be used by two threads at a time.
    """

    given: Round
    data: Counted
    spans: Spans = field(default_factory=dict)
    _known: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)

    def once(self, make: Callable[[], T], *key: Hashable) -> T:
        """What `make` gives, asked once for a key."""
        if key not in self._known:
            self._known[key] = make()
        found: T = self._known[key]
        return found


def prepared(wave: Round) -> Prepared:
    """A round ready to be asked for results, again and again."""
    return Prepared(wave, counted(wave))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all questions share."""

    now: Prepared
    was: Prepared | None
    interviewing: Interviewing
    population: dict[Group, int]
    weights: str
    weight_of: Mapping[str, float]
    area: str

    def belongs(self, areas: Sequence[str]) -> bool:
        """Whether something of these development areas is shown; of none: always."""
        return not self.area or not areas or self.area in areas

    def both(self, count: Callable[[Prepared], T]) -> tuple[T, T | None]:
        """A figure of this round and of the earlier one."""
        return count(self.now), None if self.was is None else count(self.was)


def results(
    wave: Prepared,
    questionnaires: Iterable[Questionnaire],
    interviewing: Interviewing,
    *,
    before: Prepared | None = None,
    stock: Stock | None = None,
    weights: str = "",
    development_area: str = "",
    themes: Mapping[str, TextTheme] | None = None,
) -> WaveResults:
    """A round of interviews as it may be told.

    Args:
        wave, before: the round, and an earlier one to compare with.
        questionnaires: the forms used in it, the newest last; a question that stands in several
            is that of the newest.
        stock: how many firms there are, for coverage, the finite population and weights.
        weights: "" (one firm, one vote), "personnel" (by size class) or "stock" (by
            municipality); balances of all firms then have a weighted one beside them.
        development_area: code; only questions, answers, needs and themes of it, and those that
            belong to none.
        themes: of free text; left out, those of the programme.

    Raises:
        ValueError: unknown weights, or one round is invented and the other is not.
    """
    if weights not in ("", PERSONNEL, STOCK):
        raise ValueError(f"no such weights: {weights}")
    if before is not None and before.given.is_demonstration != wave.given.is_demonstration:
        raise ValueError("invented interviews are not compared with real ones")
    questions = {one.id: one for form in questionnaires for one in form.questions.values()}
    now, given = wave, wave.given
    firms, waiting, reason, standing = now.once(
        lambda: _interviewed(now, interviewing), "interviewed"
    )
    found = WaveResults(
        given.id,
        before.given.id if before else "",
        given.is_demonstration,
        firms,
        waiting,
        reason,
        coverage(_by_group(now.data, standing), stock, interviewing.exist),
        weights=weights,
        development_area=development_area,
    )
    if reason:
        return found
    frame = _Frame(
        now,
        before,
        interviewing,
        dict(stock.firms) if stock else {},
        weights,
        _weights(weights, stock, questions),
        development_area,
    )
    asked = [one for one in questions.values() if frame.belongs(one.development_areas)]
    return replace(
        found,
        balances=tuple(_balance(frame, one) for one in _of(asked, "balance", "choice")),
        needs=tuple(_multi(frame, one) for one in _of(asked, "need", "multi")),
        skills=tuple(_multi(frame, one) for one in _of(asked, "skill", "multi")),
        plans=tuple(_plan(frame, one) for one in _of(asked, "plan", "choice")),
        growth=tuple(_growth(frame, one) for one in _of(asked, "growth", "choice")),
        grades=tuple(_grades(frame, one) for one in _of(asked, "grade", "number")),
        numbers=_numbers(frame, asked),
        themes=_themes(frame, interviewing.themes if themes is None else themes),
        quotations=quotations(now.data, asked, standing, interviewing.shown),
    )


def _of(questions: Sequence[Question], topic: str, question_type: str) -> list[Question]:
    return [one for one in questions if one.topic == topic and one.type == question_type]


def _interviewed(
    wave: Prepared, interviewing: Interviewing
) -> tuple[int | None, int | None, str, np.ndarray]:
    """Firms told of, firms that wait, a reason for none, and positions of who is told of."""
    data = wave.data
    everybody = np.arange(len(data.firm))
    if not len(data.states) or not data.states[-1].any():
        return 0, 0, NOBODY, everybody[:0]
    base = Base(everybody, np.zeros_like(everybody))
    answers = data.answers(base)
    # Everybody was interviewed, which is no secret: in halves, so that it is not taken for one.
    halves = np.arange(len(answers.firm)) % 2
    alone = Answers(answers.firm, answers.groups[:, :0], halves, answers.states)
    rule = Rule(interviewing.shown, interviewing.exist, interviewing.classes_below)
    told = published(alone, rule).get(WHOLE)
    if told is None or told.level == HIDDEN:
        return None, None, FEW_FIRMS, everybody[:0]
    standing = data.members(base, WHOLE, told.state)
    newest = data.members(base, WHOLE, len(data.states) - 1)
    late = len(set(data.firm[newest]) - set(data.firm[standing]))
    waiting = None if 0 < late < interviewing.exist else late
    return len(standing), waiting, "", standing


def _by_group(data: Counted, at: np.ndarray) -> dict[Group, int]:
    found = {ALL: len(at)}
    for group in data.groups_of()[1:]:
        key = data.key(group)
        if key is not None:
            found[group] = int((data.groups[at, key[0]] == key[1]).sum())
    return found


def _weights(
    weights: str, stock: Stock | None, questions: Mapping[str, Question]
) -> dict[str, float]:
    """Weight by size class, or firms by municipality."""
    if weights == STOCK and stock is not None:
        return {
            group.id: float(n)
            for group, n in stock.firms.items()
            if group.dimension == "municipality"
        }
    if weights != PERSONNEL:
        return {}
    sizes = next((one for one in questions.values() if one.role == "size_class"), None)
    return {} if sizes is None else {one.id: _middle(one) for one in sizes.options.values()}


def _middle(option: Option) -> float:
    """Persons of a typical firm of a size class: the middle, and at least half a person."""
    if option.low is None and option.high is None:
        return 0.0
    if option.high is None:
        return (option.low or 0.0) * _OPEN_CLASS
    return max(0.5, ((option.low or 0.0) + option.high) / 2)


def _balance(frame: _Frame, question: Question) -> QuestionBalance:
    now, was = frame.both(
        lambda wave: wave.once(
            lambda: group_balances.asked(wave.data, question, frame.interviewing, wave.spans),
            *("balance", question.id),
        )
    )
    return group_balances.question_balance(
        question.id,
        now,
        was,
        frame.interviewing,
        population=frame.population,
        weights=frame.weights,
        weight_of=frame.weight_of,
    )


def _mentions(
    frame: _Frame,
    question: Question,
    now: Mapping[str, Gave],
    was: Mapping[str, Gave] | None,
    options: Mapping[str, Option],
    *,
    is_sorted: bool,
) -> Mentions:
    items = [
        group_counts.item(
            name,
            gave,
            None if was is None else was[name],
            frame.interviewing,
            meaning=options[name].meaning if name in options else name,
            service_group=options[name].service_group if name in options else "",
        )
        for name, gave in now.items()
        if name not in options or frame.belongs(options[name].development_areas)
    ]
    if is_sorted:
        items.sort(key=lambda one: -(one.all.count or 0))
    return Mentions(question.id, question.topic, tuple(items), question.type == "multi")


def _multi(frame: _Frame, question: Question) -> Mentions:
    now, was = frame.both(
        lambda wave: wave.once(
            lambda: group_counts.of_multi(wave.data, question, frame.interviewing, wave.spans),
            *("several", question.id),
        )
    )
    return _mentions(frame, question, now, was, question.options, is_sorted=True)


def _chosen(
    frame: _Frame, question: Question, items: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Gave], dict[str, Gave] | None]:
    return frame.both(
        lambda wave: wave.once(
            lambda: group_counts.of_choice(
                wave.data, question, items, frame.interviewing, wave.spans
            ),
            *("one of", question.id, *items),
        )
    )


def _growth(frame: _Frame, question: Question) -> Mentions:
    now, was = _chosen(frame, question, {one: (one,) for one in question.options})
    return _mentions(frame, question, now, was, question.options, is_sorted=False)


def _plan(frame: _Frame, question: Question) -> Mentions:
    """Firms with a plan, and firms that may have one; whatever the options say about when."""
    items = {
        meaning: [one.id for one in question.options.values() if one.meaning == meaning]
        for meaning in ("yes", "maybe")
    }
    items = {meaning: options for meaning, options in items.items() if options}
    now, was = _chosen(frame, question, items)
    found = _mentions(frame, question, now, was, {}, is_sorted=False)
    told = [one for gave in now.values() if (one := gave.found.get(WHOLE))]
    detail = group_counts.detail(question, frame.now.data, told, frame.interviewing.exist)
    return Mentions(found.question, found.topic, found.items, found.is_multi, tuple(detail.items()))


def _grades(frame: _Frame, question: Question) -> Grades:
    was = frame.was
    return group_means.grades(
        question,
        frame.now.data,
        None if was is None else was.data,
        frame.interviewing,
        (frame.now.spans, {} if was is None else was.spans),
        frame.population,
    )


def _numbers(frame: _Frame, questions: Sequence[Question]) -> tuple[Numbers, ...]:
    return tuple(
        frame.now.once(
            partial(group_means.total, frame.now.data, one, frame.interviewing, frame.now.spans),
            *("number", one.id),
        )
        for one in questions
        if one.type == "number" and not one.role and one.topic != "grade" and any(one.unit.values())
    )


def _themes(frame: _Frame, themes: Mapping[str, TextTheme]) -> Mentions | None:
    """Firms that speak of a theme, of those with free text in any question."""
    shown = {
        name: theme for name, theme in themes.items() if frame.belongs(theme.development_areas)
    }
    now, was = frame.both(lambda wave: _spoken(wave, shown, frame.interviewing))
    if now is None:
        return None
    items = [
        group_counts.item(name, gave, None if not was else was[name], frame.interviewing)
        for name, gave in now.items()
    ]
    items.sort(key=lambda one: -(one.all.count or 0))
    return Mentions("", "theme", tuple(items), True)


def _spoken(
    wave: Prepared, themes: Mapping[str, TextTheme], interviewing: Interviewing
) -> dict[str, Gave] | None:
    mentions, spoke = wave.given.mentions, wave.given.spoke
    if mentions is None or spoke is None:
        return None
    base = np.unique(positions(wave.data, spoke))
    base = base[base >= 0]
    at = positions(wave.data, mentions)
    theme = mentions["theme"].to_numpy()
    return {
        name: wave.once(
            partial(
                group_counts.of_mentions,
                *(wave.data, base, np.unique(at[theme == name]), interviewing, wave.spans),
            ),
            *("theme", name),
        )
        for name in themes
    }
