"""Each question gets one column, the surest first; a multiple choice may get one an option."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from etl.interviews.matching import agreeing, evidence
from etl.interviews.matching.containing import CONTAINED, Contained
from etl.interviews.matching.headings import Candidate, Headings
from etl.interviews.matching.labels import Meanings
from etl.interviews.values.distinct import Distinct
from seutukuva.definitions.interviewing import AGREEMENTS, Question, Questionnaire

# What the cells have to bear out before a likeness of headings, or an option's name as a heading,
# is believed; and what they have to say before they are believed alone.
BORNE_OUT, MARKS, SURE, NEARLY = 0.5, 0.8, 0.9, 0.75
# Words in common prove less than a likeness of whole headings: the cells have to prove more.
BORNE_OUT_WORDS = 0.6
# Answers to such a question look like answers to any other.
_NEVER_BY_CONTENT = AGREEMENTS


@dataclass
class Assigning:
    """Columns of one file, and the questions that they get.

    Args:
        places: names of municipalities.
        found: the question of each column that has one.
        settled: columns that somebody has spoken of, and how.
    """

    questionnaire: Questionnaire
    meanings: Mapping[str, Meanings]
    headings: Sequence[str]
    columns: Sequence[Distinct]
    places: Collection[str] = ()
    found: dict[int, Candidate] = field(default_factory=dict)
    settled: dict[int, str] = field(default_factory=dict)

    def settle(self, column: int, question: str | None, option: str | None, how: str) -> bool:
        """A column's question as somebody has said; false where another column has it."""
        if question is not None:
            candidate = Candidate(column, question, option, how, 1.0)
            if not self._is_free(candidate, told=True):
                return False
            self.found[column] = candidate
        self.settled[column] = how
        return True

    def propose(self) -> None:
        """Questions for the columns that nobody has said anything of."""
        heads = Headings(self.questionnaire, dict(self.meanings))
        candidates = [
            one for one in heads.candidates(self.headings) if one.column not in self.settled
        ]
        named = [one for one in candidates if not (one.option and one.is_asked_of_content)]
        for one in sorted(named, key=lambda one: (-one.score, one.column)):
            self._take(one)
        self._take_options([one for one in candidates if one.option and one.is_asked_of_content])
        for more in (self._by_agreement, self._by_words, self._by_content):
            for one in sorted(more(), key=lambda one: (-one.score, one.column)):
                self._take(one)
        # A known heading that its cells do not bear out: somebody will look at it.
        for one in sorted(named, key=lambda one: (-one.score, one.column)):
            if one.how in ("exact", "synonym"):
                self._take(replace(one, is_asked_of_content=False))

    def _take(self, one: Candidate) -> None:
        if one.column in self.found or one.column in self.settled or not self._is_free(one):
            return
        least = BORNE_OUT_WORDS if one.how == CONTAINED else BORNE_OUT
        if one.is_asked_of_content and self._fit(one) < least:
            return
        self.found[one.column] = one

    def _is_free(self, one: Candidate, told: bool = False) -> bool:
        same = [other for other in self.found.values() if other.question == one.question]
        if self._question(one.question).type != "multi":
            return not same
        if told and one.option is None:
            # Several columns of labels: "first", "second" and "third" choice.
            return True
        return all(other.option != one.option for other in same)

    def _question(self, name: str) -> Question:
        return self.questionnaire.questions[name]

    def _fit(self, one: Candidate) -> float:
        column, meanings = self.columns[one.column], self.meanings.get(one.question)
        if one.option and meanings:
            return evidence.fit_of_option(column, meanings, one.option)
        if one.how == CONTAINED:
            return evidence.fit_of_words(
                column, self._question(one.question), meanings, self.places
            )
        return evidence.fit(column, self._question(one.question), meanings)

    def _take_options(self, candidates: Sequence[Candidate]) -> None:
        """Headings that are options of a question, where a question has several of them.

        "Muu" may be an option of three questions: it is the one of the columns beside it.
        """
        free = [one for one in candidates if one.column not in self.found]
        columns_of: dict[str, set[int]] = {}
        for one in free:
            columns_of.setdefault(one.question, set()).add(one.column)
        left = [
            one
            for one in free
            if (len(columns_of[one.question]) > 1 or self._says_so_itself(one))
            and self._fits_option(one)
        ]
        rivals = Counter(one.column for one in left)
        for one in left:
            if rivals[one.column] == 1:
                self._take(one)
        for one in sorted(left, key=lambda one: (self._distance(one), one.column)):
            self._take(one)

    def _says_so_itself(self, one: Candidate) -> bool:
        """Whether the cells of a column hold nothing but the option that its heading is."""
        texts, _weights = evidence.sampled(self.columns[one.column])
        meanings = self.meanings[one.question]
        return bool(texts) and all(meanings.read(text).means == one.option for text in texts)

    def _distance(self, one: Candidate) -> float:
        """Columns to the nearest one of the same question, a little less to those before it."""
        return min(
            (
                abs(column - one.column) + 0.5 * (column > one.column)
                for column, other in self.found.items()
                if other.question == one.question
            ),
            default=float("inf"),
        )

    def _fits_option(self, one: Candidate) -> bool:
        whole = [
            other
            for other in self.found.values()
            if other.question == one.question and other.option is None
        ]
        return not whole and self._fit(one) >= MARKS

    def _left(self) -> list[int]:
        """Columns that hold something, and of which nobody knows what."""
        return [
            at
            for at, column in enumerate(self.columns)
            if at not in self.found and at not in self.settled and column.filled
        ]

    def _by_agreement(self) -> list[Candidate]:
        """Columns of yes and no by what the firm agrees to."""
        found = []
        for at in self._left():
            role = agreeing.role_of(self.headings[at])
            question = self.questionnaire.of_role(role) if role else None
            if question:
                found.append(Candidate(at, question.id, None, CONTAINED, 0.75, True))
        return found

    def _by_words(self) -> list[Candidate]:
        """Columns of which the heading holds the key words of a question.

        What agrees to something is no answer to a question that has words in common with it.
        """
        contained = Contained(self.questionnaire)
        return [
            one
            for at in self._left()
            if not agreeing.is_agreement(self.headings[at])
            for one in contained.candidates(at, self.headings[at])
        ]

    def _by_content(self) -> list[Candidate]:
        asked = {one.question for one in self.found.values()}
        unasked = [one for one in self.questionnaire.questions.values() if one.id not in asked]
        found: list[Candidate] = []
        for at in self._left():
            column = self.columns[at]
            found += self._by_role(at, column, unasked) or self._by_options(at, column, unasked)
        return found

    def _by_role(self, at: int, column: Distinct, unasked: Sequence[Question]) -> list[Candidate]:
        is_place = evidence.names_one_of(self.places)
        tests = {
            "y_tunnus": (evidence.matches(evidence.Y_TUNNUS), 0.8, 0.9),
            "contact_email": (evidence.matches(evidence.EMAIL), evidence.MOSTLY, 0.85),
            "contact_phone": (evidence.matches(evidence.PHONE), evidence.MOSTLY, 0.85),
            "municipality": (is_place, 0.8, 0.8),
            "interviewed_on": (evidence.is_day, SURE, 0.7),
        }
        for question in unasked:
            if question.role in tests:
                tells, needed, score = tests[question.role]
                if evidence.share(column, tells) >= needed:
                    return [Candidate(at, question.id, None, "content", score)]
        return []

    def _by_options(
        self, at: int, column: Distinct, unasked: Sequence[Question]
    ) -> list[Candidate]:
        """The only question whose options the cells name: three of them at least."""
        fits = []
        for question in unasked:
            if question.type in ("choice", "multi") and question.role not in _NEVER_BY_CONTENT:
                share, options = evidence.named(column, self.meanings[question.id])
                fits.append((share, options, question.id))
        fits.sort(key=lambda one: -one[0])
        if not fits or fits[0][0] < SURE or (len(fits) > 1 and fits[1][0] >= NEARLY):
            return []
        share, options, name = fits[0]
        return [Candidate(at, name, None, "content", round(0.7 * share, 3))] if options > 2 else []
