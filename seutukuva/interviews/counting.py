"""A round of interviews as numbers: which firm answered what, in which state of the round.

Rows that come from the store in words become positions in arrays here, once a round; each figure
then is a few operations on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from seutukuva.definitions.interviewing import Question
from seutukuva.interviews.told import DIMENSIONS

ANSWERED, CANNOT_SAY = "answered", "cannot_say"
ID = ["batch", "response"]
# Odd numbers that spread the bits of others (S. Vigna, splitmix64).
_STEP, _FIRST, _SECOND = (
    np.uint64(one) for one in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that was ever accepted of one round, and which of it stood when.

    Attributes:
        id: the round, "2026-10".
        states: the responses that counted after each batch accepted, withdrawn or brought back,
            oldest first: one a firm, with batch, response, firm_key, firm_name, municipality,
            section, size_class, quotation.
        answers: batch, response, question, option, number, text, state.
        mentions: batch, response, question, theme; None where words were not read.
        spoke: batch, response of everybody with words in free text; None as well.
        seqs: of each state, the row of the log by which it came; empty where that is not known.
        is_cut: files of it were deleted, and its first state is what they left.
    """

    id: str
    states: Sequence[pd.DataFrame]
    answers: pd.DataFrame
    is_demonstration: bool = False
    mentions: pd.DataFrame | None = None
    spoke: pd.DataFrame | None = None
    seqs: Sequence[int] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Base:
    """Who is in the base of a figure, and what they answered: positions of responses."""

    at: np.ndarray
    category: np.ndarray

    def within(self, stands: np.ndarray) -> Base:
        """Only those who stand in a state."""
        is_in = stands[self.at]
        return Base(self.at[is_in], self.category[is_in])


@dataclass(frozen=True, slots=True)
class Rows:
    """The answers to one question: `at` is the position of the response, `option` that of the
    option in `Counted.options` (−1: none), `row` that in the round's answers."""

    at: np.ndarray
    option: np.ndarray
    number: np.ndarray
    is_answered: np.ndarray
    is_unsure: np.ndarray
    row: np.ndarray


@dataclass(frozen=True, slots=True)
class Counted:
    """A round in arrays over its responses.

    Attributes:
        firms, firm: keys of the firms, and the number of the firm of each response.
        groups: responses × dimensions, position in `labels` of that dimension; −1: not known.
        states: states × responses.
        contents: of each response, a number for what it says: groups and answers without texts.
        options: ids of all options that were chosen in any question.
        asked: answers by question.
        texts: of all answers, by `Rows.row`.
    """

    firms: np.ndarray
    firm: np.ndarray
    groups: np.ndarray
    labels: tuple[tuple[str, ...], ...]
    states: np.ndarray
    responses: pd.DataFrame
    contents: np.ndarray
    options: tuple[str, ...] = ()
    asked: Mapping[str, Rows] = field(default_factory=dict)
    texts: pd.Series | None = None

    def by_firm(self) -> np.ndarray:
        """States × firms: what each firm says in each state; 0 where it is not in it."""
        found = np.zeros((len(self.states), len(self.firms)), dtype=np.uint64)
        state, response = self.states.nonzero()
        found[state, self.firm[response]] = self.contents[response] | np.uint64(1)
        return found


def counted(given: Round) -> Counted:
    """A round in arrays."""
    responses = pd.concat(given.states) if given.states else pd.DataFrame(columns=[*ID])
    responses = responses.drop_duplicates(ID).sort_values(ID, ignore_index=True)
    if not len(responses):
        empty = np.empty(0, dtype=np.int64)
        no_groups = np.empty((0, len(DIMENSIONS)), dtype=np.int64)
        no_states = np.empty((len(given.states), 0), dtype=bool)
        return Counted(
            empty, empty, no_groups, ((), (), ()), no_states, responses, empty.astype(np.uint64)
        )
    index = pd.MultiIndex.from_frame(responses[ID])
    states = np.zeros((len(given.states), len(responses)), dtype=bool)
    for state, frame in zip(states, given.states, strict=True):
        state[index.get_indexer(pd.MultiIndex.from_frame(frame[ID]))] = True
    codes, labels = [], []
    for dimension in DIMENSIONS:
        code, label = pd.factorize(responses[dimension].replace("", None), sort=True)
        codes.append(code)
        labels.append(tuple(map(str, label)))
    firm, firms = pd.factorize(responses["firm_key"])
    options, asked = _asked(given.answers, index)
    groups = np.array(codes, dtype=np.int64).T
    return Counted(
        np.asarray(firms), firm, groups, tuple(labels), states, responses,
        _contents(groups, asked), options, asked, given.answers["text"],
    )  # fmt: skip


def mixed(numbers: np.ndarray) -> np.ndarray:
    """Numbers of 64 bits, each made another that looks random; the same of the same."""
    found = numbers.astype(np.uint64) + _STEP
    found = (found ^ (found >> np.uint64(30))) * _FIRST
    found = (found ^ (found >> np.uint64(27))) * _SECOND
    return found ^ (found >> np.uint64(31))


def _contents(groups: np.ndarray, asked: Mapping[str, Rows]) -> np.ndarray:
    found = np.zeros(len(groups), dtype=np.uint64)
    for place, codes in enumerate(groups.T):
        found = mixed(found ^ (codes + 1).astype(np.uint64) ^ np.uint64(place << 32))
    for place, rows in enumerate(asked.values()):
        kind = rows.option + 2 + 2**20 * (rows.is_answered + 2 * rows.is_unsure)
        number = np.nan_to_num(rows.number).view(np.uint64)
        said = mixed(mixed(kind.astype(np.uint64) ^ np.uint64((place + 1) << 32)) ^ number)
        # A sum, which is the same in whatever order the answers stand.
        np.add.at(found, rows.at, said)
    return found


def _asked(answers: pd.DataFrame, index: pd.MultiIndex) -> tuple[tuple[str, ...], dict[str, Rows]]:
    """The answers by question, of the responses in the index."""
    at = index.get_indexer(pd.MultiIndex.from_frame(answers[ID]))
    option, options = pd.factorize(answers["option"])
    question, questions = pd.factorize(answers["question"])
    state = answers["state"]
    columns = (
        *(at, option, answers["number"].to_numpy(dtype=float, na_value=np.nan)),
        *((state == one).to_numpy(dtype=bool) for one in (ANSWERED, CANNOT_SAY)),
        np.arange(len(answers)),
    )
    order = np.argsort(question, kind="stable")
    order = order[at[order] >= 0]
    bounds = np.searchsorted(question[order], np.arange(len(questions) + 1))
    asked = {
        str(name): Rows(*(column[order[bounds[n] : bounds[n + 1]]] for column in columns))
        for n, name in enumerate(questions)
    }
    return tuple(map(str, options)), asked


def choices(data: Counted, question: Question) -> Base:
    """Who chose one option: its position in the form; one more where they cannot say.

    Who is not asked, refuses or leaves it blank is not in the base.
    """
    rows = data.asked.get(question.id)
    if rows is None:
        return Base(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    places = {option: place for place, option in enumerate(question.options)}
    place_of = np.array([*(places.get(option, -1) for option in data.options), -1])
    category = place_of[rows.option]
    category[rows.is_unsure] = len(places)
    is_in = category >= 0
    # One answer a response, were there two: the first.
    at, first = np.unique(rows.at[is_in], return_index=True)
    return Base(at, category[is_in][first])


def multiple(data: Counted, question: Question) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Who answered a question with several answers, and who gave each of them (positions)."""
    rows = data.asked.get(question.id)
    if rows is None:
        return np.empty(0, dtype=np.int64), {}
    place = {option: n for n, option in enumerate(data.options)}
    gave = {
        option: _distinct(
            rows.at[rows.is_answered & (rows.option == place.get(option, -2))], len(data.firm)
        )
        for option in question.options
    }
    return _distinct(rows.at[rows.is_answered | rows.is_unsure], len(data.firm)), gave


def _distinct(at: np.ndarray, responses: int) -> np.ndarray:
    """Each position once and in order: much faster than by sorting."""
    found = np.zeros(responses, dtype=bool)
    found[at] = True
    return np.flatnonzero(found)


def numbers(data: Counted, question: Question) -> tuple[np.ndarray, np.ndarray]:
    """Positions of who answered in a number, and the numbers."""
    rows = data.asked.get(question.id)
    if rows is None:
        return np.empty(0, dtype=np.int64), np.empty(0)
    is_in = rows.is_answered & np.isfinite(rows.number)
    at, first = np.unique(rows.at[is_in], return_index=True)
    return at, rows.number[is_in][first]


def mentioned(base: np.ndarray, gave: np.ndarray) -> Base:
    """A base of who gave an answer (1) and who did not (0)."""
    return Base(base, np.isin(base, gave).astype(np.int64))


def positions(data: Counted, rows: pd.DataFrame) -> np.ndarray:
    """Positions of the responses of some rows with batch and response; −1 of unknown ones."""
    index = pd.MultiIndex.from_frame(data.responses[ID])
    return index.get_indexer(pd.MultiIndex.from_frame(rows[ID]))
