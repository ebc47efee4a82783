"""Long headings that hold the key words of a question: "How do you think will turnover develop?".

A heading is compared word by word with every text by which a question is known. Words with which
anything is asked count for nothing, words that many questions of the form share for little. All
key words of a text have to be in the heading, in whatever form, and have to be most of what the
heading says. Time and negation may not differ: last year's turnover is not next year's.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.interviews.matching import phrases
from etl.interviews.matching.headings import PARTED, Candidate, texts_of
from etl.interviews.matching.likeness import negates, without_asides
from seutukuva.definitions.interviewing import Questionnaire
from seutukuva.interviews.keys import key, undated

CONTAINED = "contained"
# A word of these letters says something; forms of a word share their beginning, of which at
# most this share of the shorter one may differ, and no more letters of the longer one.
_SHORTEST, _BEGINNING, _SHARED, _ENDING = 3, 4, 0.75, 5
# Forms nearly as like as the best one are taken for the same word.
_AS_GOOD = 0.25
# How rare the words of a text have to be together, what a word weighs that the form does not
# know, how much of a heading they have to be, and what sets two questions apart.
_RARE, _UNKNOWN, _LEAD = 2.9, 1.5, 0.08
# Where the cells say little for themselves, being words, numbers or yes and no, and elsewhere.
_COVERED, _COVERED_BY_OPTIONS, _COVERED_BY_NAMES = 0.8, 0.4, 0.9
_YES_OR_NO = frozenset(("yes", "maybe", "no"))
# Roles of which a heading has to say everything: firms and persons have many names.
_NAMING = frozenset(
    (
        *("response_id", "firm_name", "organisation", "wave"),
        *("contact_name", "contact_role", "interviewer"),
    )
)
# What stands in brackets is said aside.
_SPACES, _LONGEST = re.compile(r"\s+"), 1_000
# Finnish changes letters within a word: kunta, kunnassa; vaihto, vaihdon.
_GRADES = (
    *(("tt", "t"), ("pp", "p"), ("kk", "k")),
    *(("nt", "nn"), ("nk", "ng"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr"), ("d", "t"), ("v", "p")),
)
_MOST_SCORE = 0.79


@dataclass(frozen=True, slots=True)
class _Text:
    question: str
    words: frozenset[str]
    rarity: float


class Contained:
    """The key words of a form's questions."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questions = questionnaire.questions
        known = {
            (one.id, key_words(text)): None
            for one in self._questions.values()
            for text, _how, _score in texts_of(one)
        }
        self._vocabulary: dict[str, list[str]] = defaultdict(list)
        asking: dict[str, set[str]] = defaultdict(set)
        for question, words in known:
            for word in words:
                asking[word].add(question)
        for word in asking:
            self._vocabulary[word[:_BEGINNING]].append(word)
        self._rarity = {
            word: math.log(
                (len(self._questions) + 1)
                / len(set().union(*(asking[one] for one in self._forms(word))))
            )
            for word in asking
        }
        self._texts = [
            _Text(question, words, sum(self._rarity[word] for word in words))
            for question, words in known
            if words
        ]
        self._groups = {
            name: [words for text in title.values() if (words := key_words(text))]
            for name, title in questionnaire.blocks.items()
        }
        self._times = {one.id: _times(one.title.values()) for one in self._questions.values()}

    def candidates(self, column: int, heading: str) -> list[Candidate]:
        """Questions whose key words a heading holds, the surest first; none that only few of its
        words are about. Their cells have to bear them out."""
        heading = _SPACES.sub(" ", heading[:_LONGEST])
        words = key_words(heading)
        said = words & key_words(without_asides(heading))
        forms = {word: self._forms(word) for word in words}
        weights = {
            word: max((self._rarity[one] for one in forms[word]), default=_UNKNOWN)
            for word in words
        }
        there = frozenset().union(*(forms[word] for word in said))
        held: dict[str, list[_Text]] = defaultdict(list)
        for text in self._contained(heading, there):
            held[text.question].append(text)
        covered = {}
        for question, texts in held.items():
            about = frozenset().union(*(text.words for text in texts))
            own = sum(weights[word] for word in said if about & forms[word])
            share = own / sum(weights.values()) * self._nearness(question, heading)
            if share >= self._needed(question, about):
                covered[question] = share
        of_group = self._of_group(heading)
        covered = of_group or covered
        most = max(covered.values(), default=0.0)
        # The one question of a group is it, whatever its cells say: somebody will look at them.
        is_asked = len(of_group) != 1
        return [
            Candidate(
                column, question, None, CONTAINED, round(share * _MOST_SCORE, 3),
                is_asked_of_content=is_asked,
            )
            for question, share in covered.items()
            if share >= most - _LEAD
        ]  # fmt: skip

    def _of_group(self, heading: str) -> dict[str, float]:
        """Questions of a group of the form, where the heading names it: "Outlook – Exports"."""
        found: dict[str, float] = {}
        for parted in PARTED.finditer(heading):
            left, right = heading[: parted.start()], key_words(heading[parted.end() :])
            group = frozenset().union(*(self._forms(word) for word in key_words(left)))
            own = frozenset().union(*(self._forms(word) for word in right))
            for text in self._texts:
                question = self._questions[text.question]
                is_of_group = any(words <= group for words in self._groups.get(question.block, ()))
                if is_of_group and question.type != "text" and text.words <= own:
                    said = sum(bool(self._forms(word) & text.words) for word in right)
                    found[question.id] = max(found.get(question.id, 0.0), said / len(right))
        return {question: share for question, share in found.items() if share >= _COVERED}

    def _needed(self, name: str, about: frozenset[str]) -> float:
        """The share of a heading that the words of a question have to be."""
        question = self._questions[name]
        if question.role in _NAMING:
            return _COVERED_BY_NAMES if len(about) > 1 else math.inf
        if question.options and not question.options.keys() <= _YES_OR_NO:
            return _COVERED_BY_OPTIONS
        return _COVERED

    def _contained(self, heading: str, there: frozenset[str]) -> Iterator[_Text]:
        times, turned = _times([heading]), negates(key(without_asides(heading)))
        for text in self._texts:
            if text.rarity < _RARE or not text.words <= there:
                continue
            own = self._times[text.question]
            if turned or (own and times and not own & times):
                continue
            yield text

    def _nearness(self, question: str, heading: str) -> float:
        """A little less than 1 where only one of the two speaks of a time."""
        return 1.0 if bool(self._times[question]) == bool(_times([heading])) else 0.93

    def _forms(self, word: str) -> frozenset[str]:
        """Words of the form that are forms of this one: the most alike of them."""
        alike = {one: _alike(word, one) for one in self._vocabulary.get(word[:_BEGINNING], ())}
        best = max(alike.values(), default=0.0)
        return frozenset(one for one, score in alike.items() if score and score >= best - _AS_GOOD)


def key_words(text: str) -> frozenset[str]:
    """What a heading is about: its words without those of any question, their endings told apart
    by nothing but their letters."""
    return frozenset(
        _plain(word)
        for word in undated(text).split()
        if len(word) >= _SHORTEST
        and not word.isdigit()
        and word not in phrases.saying_nothing()
        and not any(
            phrases.is_said(word, what) for what in (phrases.FRAME, phrases.FUTURE, phrases.PAST)
        )
    )


def _plain(word: str) -> str:
    if phrases.is_said(word, phrases.FIRM):
        return phrases.FIRM
    for strong, weak in _GRADES:
        word = word.replace(strong, weak)
    return word


def _times(texts: Iterable[str]) -> frozenset[str]:
    """Whether texts speak of the past or of the future."""
    words = [word for text in texts for word in key(text).split()]
    return frozenset(what for what in (phrases.FUTURE, phrases.PAST) if phrases.says(words, what))


def _alike(one: str, other: str) -> float:
    """How much two words are forms of one, up to 1; 0 for two words."""
    if one == other:
        return 1.0
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    short, long = sorted((len(one), len(other)))
    if shared < max(_BEGINNING, _SHARED * short) or long - shared > _ENDING:
        return 0.0
    return shared / long
