"""What a label of an answer means: an option, "cannot say", a refusal, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from etl.interviews.matching import phrases
from etl.interviews.matching.likeness import agree, contradict
from etl.interviews.values import numbers
from seutukuva.definitions.interviewing import AGREEMENTS, Option, Question, Questionnaire
from seutukuva.interviews.keys import key

CANNOT_SAY, REFUSED, BLANK = "cannot_say", "refused", "blank"
# Beside the ids of options.
STATES = (CANNOT_SAY, REFUSED, BLANK)
# Signs around a text that change nothing of it.
ENDS = " \t\r\n\u00a0.!?-–()"
# Meanings that a person has given.
TOLD = ("remembered", "analyst")
# An analyst's word that a label is none of the options, so that nobody proposes one again.
UNKNOWN = "unknown"
# What no form means by an answer, whatever it lists itself.
_NOTHING = ("", "-", "--", "---", ".", "null", "n/a", "na", "nan")
# A formula that failed is no answer either.
_ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_YES = ("true", "1", "x", "yes", "kyllä", "ja")
_NO = ("false", "0", "no", "ei", "nej", "nei")
# A remark behind an answer: "Kyllä, kaksi hitsaajaa", "Ei (kiitos)".
_REMARK = re.compile(r"\s*(?:[,(]|\s[–—-]\s)\s*")
# One slip of the pen in nine letters leaves a likeness of 88; two do not. In a shorter label one
# letter makes another word ("Ext JS" is not Next.js), so it is only proposed. Two options of one
# question that are that alike are told apart by the lead.
APPLIED, LEAD, PROPOSED = 88.0, 8.0, 66.0
_LONG_ENOUGH = 9
# Shorter labels are likened to nothing: "m", "k" and "ei" are near to everything.
_SHORTEST, _LONGEST, _MOST = 4, 120, 2_000


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label means.

    ``means``: id of an option, ``cannot_say``, ``refused``, ``blank``, or none: nobody knows.
    ``how``: ``option``, ``synonym``, ``remembered``, ``analyst``, ``fuzzy`` or ``none``.
    ``proposed``: an option that is like it, but not enough to be taken without asking.
    ``is_longer``: the label says more than the option does, so its text is kept beside it.
    """

    means: str | None
    how: str
    score: float = 1.0
    proposed: str | None = None
    is_longer: bool = False

    @property
    def is_option(self) -> bool:
        """Whether it means one of the question's options."""
        return self.means is not None and self.means not in STATES


NOBODY_KNOWS = Meaning(None, "none", 0.0)


def forms(option: Option) -> list[str]:
    """Every text by which an option is known: titles, id, synonyms."""
    return list(dict.fromkeys([*option.title.values(), *option.synonyms, option.id]))


class Meanings:
    """The labels of one question.

    Args:
        remembered: labels that an analyst has given a meaning before.
        corrections: labels that the analyst gives a meaning now.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        question: Question,
        remembered: Mapping[str, str] | None = None,
        corrections: Mapping[str, str] | None = None,
    ) -> None:
        self.question = question
        self._told = _told(question, remembered or {}, "remembered")
        self._told |= _told(question, corrections or {}, "analyst")
        self._options, self._exact = _index(question)
        self._classes = _classes(question)
        said = (
            questionnaire.cannot_say,
            questionnaire.refused,
            questionnaire.blank,
            _NOTHING,
            _ERRORS,
        )
        self._blank_texts = [text for texts in said for text in texts]
        self._blank = {key(one) for one in (*_NOTHING, *_ERRORS, *questionnaire.blank)}
        self._states = {key(one): CANNOT_SAY for one in questionnaire.cannot_say}
        self._states |= {key(one): REFUSED for one in questionnaire.refused}
        for plain in self._options.keys() & self._states.keys():
            # Where "Ehkä" can be chosen, it says something.
            del self._states[plain]
        self.other = next((one for one in question.options if one in ("other", "muu")), None)
        others = forms(question.options[self.other]) if self.other else ()
        self._others = tuple(f"{key(text)} " for text in others if key(text))
        self._tells_degrees = any(
            phrases.says(text.split(), phrases.DEGREE) for text in self._options
        )
        self._alike: dict[str, Meaning] = {}
        # The same words stand in many cells.
        self._read: dict[str, Meaning] = {}

    @property
    def known(self) -> list[tuple[str, str]]:
        """Texts and ids of what can be chosen; what analysts have told comes last, and wins."""
        found = [(text, name) for name, one in self.question.options.items() for text in forms(one)]
        return found + [(text, one.means) for text, one in self._told.items() if one.is_option]  # type: ignore[misc]

    def read(self, label: str) -> Meaning:
        """What a label means, without likening it to others."""
        found = self._read.get(label)
        if found is None:
            found = self._read[label] = self._meaning(label)
        return found

    def _meaning(self, label: str) -> Meaning:
        plain = key(label)
        if found := self._told.get(plain):
            return found
        if found := self._exact.get(" ".join(label.split())) or self._options.get(plain):
            return found
        if plain in self._blank:
            return Meaning(BLANK, "synonym")
        if found := self._state(plain):
            return found
        found = self._by_bounds(label) or self._beginning(label) or self._by_degree(plain)
        return found or self._with_a_remark(label) or NOBODY_KNOWS

    def state(self, label: str, is_short: bool = True) -> str | None:
        """``cannot_say``, ``refused`` or ``blank`` of a text that is no choice; else None.

        Args:
            is_short: a sentence that starts so counts; in free text it says more than that.
        """
        plain = key(label)
        if found := self._told.get(plain):
            return found.means if found.means in STATES else None
        if plain in self._blank:
            return BLANK
        if not is_short:
            return self._states.get(plain)
        found = self._state(plain)
        return found.means if found else None

    def told(self, label: str) -> Meaning | None:
        """What a person has said of a label."""
        return self._told.get(key(label)) if self._told else None

    @property
    def sayings(self) -> set[str]:
        """Every text that says nothing, in small letters, without signs at its ends."""
        return {text.lower().strip(ENDS) for text in (*self._blank_texts, *self._told)}

    def by_class(self, label: str) -> str | None:
        """The class of numbers that a text names by its bounds; a number names none."""
        asked = numbers.bounds(label)
        return next(
            (
                name
                for name, low, high in self._classes
                if asked and _same_class(asked, (low, high))
            ),
            None,
        )

    def read_all(self, labels: Sequence[str], *, liken: bool = True) -> list[Meaning]:
        """What each label means; those that nothing explains are likened to the options."""
        found = [self.read(label) for label in labels]
        if not liken:
            return found
        open_ones = [
            label
            for label, one in zip(labels, found, strict=True)
            if one is NOBODY_KNOWS and _SHORTEST <= len(label.strip()) <= _LONGEST
        ]
        alike = self._liken(open_ones[:_MOST])
        return [
            alike.get(label, one) if one is NOBODY_KNOWS else one
            for label, one in zip(labels, found, strict=True)
        ]

    def _state(self, plain: str) -> Meaning | None:
        if exact := self._states.get(plain):
            return Meaning(exact, "synonym")
        for phrase, state in self._states.items():
            # "En tiedä, riippuu kaupasta": the sentence starts so, and goes on.
            if len(phrase) > 2 and plain.startswith(f"{phrase} "):
                return Meaning(state, "synonym", 0.9, is_longer=True)
        return None

    def _by_bounds(self, label: str) -> Meaning | None:
        """A class by its bounds ("5–9 hlö"), or the class that a number falls into ("7")."""
        if not self._classes or not any(sign.isdigit() for sign in label):
            return None
        if name := self.by_class(label):
            return Meaning(name, "option")
        number = numbers.read(label)
        if number.number is None or numbers.bounds(label):
            return self._by_day(label)
        inside = [
            name
            for name, low, high in self._classes
            if (low is None or number.number >= low) and (high is None or number.number <= high)
        ]
        return Meaning(inside[0], "option", is_longer=True) if len(inside) == 1 else None

    def _by_day(self, label: str) -> Meaning | None:
        """Excel takes "5-9" for 5 September: the class that was typed."""
        parts = label.strip()[:10].split("-")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            return None
        month, day = int(parts[1]), int(parts[2])
        found = {
            name for name, low, high in self._classes if (low, high) in ((day, month), (month, day))
        }
        return Meaning(found.pop(), "fuzzy", 0.9) if len(found) == 1 else None

    def _beginning(self, label: str) -> Meaning | None:
        """ "Muu: kahvila", "Kyllä: 3 henkilöä": an option, and then a word about it."""
        start, colon, after = label.partition(":")
        if colon and after.strip() and (found := self._options.get(key(start))):
            return Meaning(found.means, found.how, 0.95, is_longer=True)
        if self.other and key(label).startswith(self._others):
            return Meaning(self.other, "option", 0.95, is_longer=True)
        return None

    def _by_degree(self, plain: str) -> Meaning | None:
        """ "Selvästi paranee": an option, and how much, where no option says how much; else
        "selvästi parantunut" is the option "parantunut selvästi"."""
        if len(plain) > _LONGEST:
            return None
        words = plain.split()
        bare = [word for word in words if not phrases.is_said(word, phrases.DEGREE)]
        if len(bare) == len(words) or not bare:
            return None
        if self._tells_degrees:
            order = sorted(words)
            turned = [one for text, one in self._options.items() if sorted(text.split()) == order]
            return turned[0] if len({one.means for one in turned}) == 1 else None
        found = self._options.get(" ".join(bare))
        return Meaning(found.means, "synonym", 0.9, is_longer=True) if found else None

    def _with_a_remark(self, label: str) -> Meaning | None:
        """ "Kyllä, kaksi hitsaajaa": an option, and a remark that sets no terms."""
        if self.question.type != "choice" or len(label) > _LONGEST:
            return None
        if self.question.role in AGREEMENTS:
            # "Yes, withdrawn in May": no list of words holds all the terms that a firm may set.
            return None
        parts = _REMARK.split(label.strip(), maxsplit=1)
        if len(parts) < 2 or not key(parts[1]) or key(parts[0]).isdigit():  # "1 - 4" is a range
            return None
        found, remark = self._options.get(key(parts[0])), key(parts[1])
        if found is None or phrases.is_said(remark.split()[0], phrases.BUT):
            return None
        if any(
            one.means != found.means and f" {text} " in f" {remark} "
            for text, one in self._options.items()
        ):
            return None
        return Meaning(found.means, "fuzzy", 0.9, is_longer=True)

    def _liken(self, labels: Sequence[str]) -> dict[str, Meaning]:
        fresh = [label for label in labels if label not in self._alike]
        if fresh:
            texts = list(self._options)
            scores = process.cdist(
                [key(label) for label in fresh], texts, scorer=fuzz.ratio, score_cutoff=PROPOSED
            )
            for label, row in zip(fresh, scores, strict=True):
                self._alike[label] = self._judged(label, zip(texts, row.tolist(), strict=True))
        return {label: self._alike[label] for label in labels}

    def _judged(self, label: str, likenesses: Iterable[tuple[str, float]]) -> Meaning:
        plain = key(label)
        near: dict[str, float] = {}
        same: dict[str, float] = {}
        for text, score in likenesses:
            name = self._options[text].means
            if not score or not name or contradict(plain, text):
                continue
            near[name] = max(score, near.get(name, 0.0))
            if score >= APPLIED - LEAD and agree(plain, text):
                same[name] = max(score, same.get(name, 0.0))
        for name, score in same.items():
            others = [one for other, one in same.items() if other != name]
            is_sure = score >= APPLIED and len(plain) >= _LONG_ENOUGH
            if is_sure and all(score - one >= LEAD for one in others):
                return Meaning(name, "fuzzy", round(score / 100, 3))
        if not near:
            return NOBODY_KNOWS
        name = min(near, key=lambda one: (-near[one], one))
        return Meaning(None, "none", round(near[name] / 100, 3), proposed=name)


def _same_class(
    asked: tuple[float | None, float | None], own: tuple[float | None, float | None]
) -> bool:
    if asked[1] is None or asked[0] is None:
        # "250+" and "yli 249": the open end has to be open, the other one the same.
        return asked == own or (asked[0] is None and own[0] in (0, 1) and asked[1] == own[1])
    return asked == own


def _told(question: Question, labels: Mapping[str, str], how: str) -> dict[str, Meaning]:
    found = {}
    for label, means in labels.items():
        if means in question.options or means in STATES:
            found[key(label)] = Meaning(means, how)
        elif means in ("", UNKNOWN):
            found[key(label)] = Meaning(None, how, 0.0)
    return found


def _index(question: Question) -> tuple[dict[str, Meaning], dict[str, Meaning]]:
    """Options by the key of their texts, and by the texts as they stand.

    A key that two options share leads to neither; their exact texts still do.
    """
    by_key: dict[str, Meaning] = {}
    exact: dict[str, Meaning] = {}
    shared: set[str] = set()
    for name, option in question.options.items():
        titles = set(option.title.values())
        for text in forms(option):
            meaning = Meaning(name, "option" if text in titles or text == name else "synonym")
            exact.setdefault(" ".join(text.split()), meaning)
            standing = by_key.setdefault(key(text), meaning)
            if standing.means != name:
                shared.add(key(text))
    for one in shared:
        del by_key[one]
    for name, texts in _yes_and_no(question):
        for text in texts:
            by_key.setdefault(key(text), Meaning(name, "synonym"))
    return by_key, exact


def _yes_and_no(question: Question) -> list[tuple[str, tuple[str, ...]]]:
    """A question of yes and no understands what a spreadsheet makes of them."""
    yes = [one.id for one in question.options.values() if one.meaning == "yes" or one.id == "yes"]
    no = [one.id for one in question.options.values() if one.meaning == "no" or one.id == "no"]
    if len(yes) != 1 or len(no) != 1 or len(question.options) > 3:
        return []
    return [(yes[0], _YES), (no[0], _NO)]


def _classes(question: Question) -> list[tuple[str, float | None, float | None]]:
    """Options that are classes of numbers, with their bounds."""
    return [
        (name, one.low, one.high)
        for name, one in question.options.items()
        if one.low is not None or one.high is not None
    ]
