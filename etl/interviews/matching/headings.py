"""Which question a heading asks: its title, a synonym, a part of it, or a text much like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from etl.interviews.matching.labels import Meanings, forms
from etl.interviews.matching.likeness import agree, contradict
from seutukuva.definitions.interviewing import Question, Questionnaire
from seutukuva.interviews.keys import key, undated, unnumbered

# Below it, hardly a heading is the same but for slips; two questions that are nearer to each
# other than the lead are told apart by a person. See also ``likeness``.
ALIKE, LEAD = 86.0, 4.0
_SHORTEST, _LONGEST = 5, 1_000
# Letters that a beginning needs to say what is asked.
_BEGINNING = 8
# A heading that is a question's own is not taken apart.
WHOLE = 0.96
# "Question: option", "Question [option]", "Question – option", "Question? option".
PARTED = re.compile(r"\s*(?::|\s[–—|/-]\s|\?\s|\n|\[)\s*")
_SPACES = re.compile(r"[^\S\n]+")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_REPEATED = re.compile(r"\s\(\d{1,2}\)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may answer a question, or say whether one option of it was chosen."""

    column: int
    question: str
    option: str | None
    how: str
    score: float
    is_asked_of_content: bool = False


def texts_of(question: Question) -> Iterator[tuple[str, str, float]]:
    """Every text by which a question is known, with how it is, and how sure."""
    for title in question.title.values():
        yield title, "exact", 1.0
    yield question.id, "exact", 1.0
    for synonym in question.synonyms:
        yield synonym, "synonym", 0.98


class Headings:
    """The headings that a form's questions may have.

    Args:
        meanings: of the choices, by question.
    """

    def __init__(self, questionnaire: Questionnaire, meanings: dict[str, Meanings]) -> None:
        self._questions = questionnaire.questions
        self._meanings = meanings
        self._known: dict[str, dict[str, tuple[str, float]]] = {}
        self._undated: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for question in questionnaire.questions.values():
            for text, how, score in texts_of(question):
                self._known.setdefault(key(text), {}).setdefault(question.id, (how, score))
                self._undated.setdefault(undated(text), set()).add(question.id)
            for title in question.title.values():
                self._bare.setdefault(key(_bare(title)), set()).add(question.id)
        self._undated.pop("", None)
        self._options = _options(questionnaire)

    def candidates(self, headings: Sequence[str]) -> list[Candidate]:
        """Every question that a heading may ask, by the letters of the heading alone."""
        found: list[Candidate] = []
        headings = [_SPACES.sub(" ", heading[:_LONGEST]) for heading in headings]
        for column, heading in enumerate(headings):
            own = list(self._of(column, heading))
            found += own
            if all(one.score < WHOLE for one in own):
                found += self._parted(column, heading)
        named = {one.column for one in found}
        found += self._alike([at for at in range(len(headings)) if at not in named], headings)
        return found

    def _of(self, column: int, heading: str) -> Iterator[Candidate]:
        for text, less in ((heading, 0.0), (unnumbered(heading), 0.01), (_bare(heading), 0.05)):
            asked = self._known.get(key(text), {})
            for question, (how, score) in asked.items():
                yield Candidate(column, question, None, how, round(score - less, 3))
            if asked:
                return
        # "Liikevaihto (1 000 €)" asks what "Liikevaihto (viime tilikausi)" does, if no other does.
        asked_so = self._bare.get(key(_bare(heading)), set())
        if len(asked_so) == 1:
            yield Candidate(
                column, next(iter(asked_so)), None, "fuzzy", 0.9, is_asked_of_content=True
            )
        for question, option in self._options.get(key(_REPEATED.sub("", heading)), ()):
            yield Candidate(column, question, option, "exact", 0.9, is_asked_of_content=True)
        yield from self._begun(column, heading)

    def _begun(self, column: int, heading: str) -> Iterator[Candidate]:
        """Choices of which the heading says the beginning, or more: "Liikevaihto" of "Liikevaihto
        seuraavien 12 kuukauden aikana". Those that its cells cannot tell apart are left out."""
        own = key(heading)
        if len(own) < _BEGINNING:
            return
        begun = {
            name
            for text, asked in self._known.items()
            if len(text) >= _BEGINNING and (text.startswith(own) or own.startswith(text))
            for name in asked
            if self._questions[name].options
        }
        alike = Counter(tuple(self._questions[name].options) for name in begun)
        for name in sorted(begun):
            if alike[tuple(self._questions[name].options)] == 1:
                yield Candidate(column, name, None, "fuzzy", 0.8, is_asked_of_content=True)

    def _parted(self, column: int, heading: str) -> Iterator[Candidate]:
        """A heading of two parts: a question and its option, or a group and its question."""
        for match in PARTED.finditer(heading):
            left, right = (
                heading[: match.end()].rstrip(" :[\n–—|/-"),
                heading[match.end() :].rstrip(" ]"),
            )
            if not left or not right:
                continue
            for name in self._asked(left):
                if self._questions[name].type == "multi":
                    yield self._of_option(column, name, right)
            for question, (how, score) in self._known.get(key(right), {}).items():
                # "Outlook – Exports": a group may turn a word into another question.
                asks = self._questions[question].type != "text"
                yield Candidate(column, question, None, how, round(score - 0.06, 3), asks)

    def _asked(self, text: str) -> set[str]:
        return set(self._known.get(key(text), {})) | self._undated.get(undated(text), set())

    def _of_option(self, column: int, question: str, label: str) -> Candidate:
        [found] = self._meanings[question].read_all([label])
        if found.is_option:
            return Candidate(column, question, found.means, "exact", 0.97)
        # "Question: Muu, mikä?": its cells are answers of their own.
        return Candidate(column, question, None, "fuzzy", 0.8)

    def _alike(self, columns: Sequence[int], headings: Sequence[str]) -> Iterator[Candidate]:
        plains = {at: undated(headings[at]) for at in columns}
        for column, plain in plains.items():
            for question in self._undated.get(plain, ()):
                yield Candidate(column, question, None, "fuzzy", 0.96)
        left = [
            at
            for at, plain in plains.items()
            if len(plain) >= _SHORTEST and plain not in self._undated
        ]
        texts = list(self._undated)
        if not left or not texts:
            return
        asked = [plains[at] for at in left]
        scores = np.maximum(
            process.cdist(asked, texts, scorer=fuzz.ratio, score_cutoff=ALIKE - LEAD),
            process.cdist(asked, texts, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE - LEAD),
        )
        for column, plain, row in zip(left, asked, scores, strict=True):
            best: dict[str, float] = {}
            for text, score in zip(texts, row.tolist(), strict=True):
                if score and not contradict(text, plain) and agree(text, plain):
                    for question in self._undated[text]:
                        best[question] = max(score, best.get(question, 0.0))
            yield from _leading(column, best)


def _leading(column: int, best: dict[str, float]) -> Iterator[Candidate]:
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or ranked[0][1] < ALIKE:
        return
    if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= LEAD:
        score = round(ranked[0][1] / 100, 3)
        yield Candidate(column, ranked[0][0], None, "fuzzy", score, is_asked_of_content=True)


def _bare(heading: str) -> str:
    """A heading without its number, and without what stands in brackets at its end."""
    plain = unnumbered(heading)
    while (shorter := _ASIDE.sub("", plain)) not in (plain, ""):
        plain = shorter
    return plain


def _options(questionnaire: Questionnaire) -> dict[str, list[tuple[str, str]]]:
    """Options of multiple choices by the key of their texts: they may have a column each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for question in questionnaire.questions.values():
        if question.type != "multi":
            continue
        for name, option in question.options.items():
            for plain in {key(text) for text in forms(option)}:
                found.setdefault(plain, []).append((question.id, name))
    return found
