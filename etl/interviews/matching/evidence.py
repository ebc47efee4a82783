"""What a column holds, told by its cells: numbers, days, e-mails, names of persons."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache

import numpy as np

from etl.interviews.matching.labels import Meanings
from etl.interviews.matching.multi import Splitter, is_marked, says_yes_or_no
from etl.interviews.values import days, numbers
from etl.interviews.values.distinct import Distinct
from seutukuva.definitions.interviewing import Question
from seutukuva.definitions.words import listed
from seutukuva.interviews.keys import key

# So many of a column's texts say what it holds.
SAMPLE, FREQUENT = 200, 20
# A longer text is no name and no address, and takes long to be found none.
LONGEST = 100
# A business id may be typed wrong now and then; its shape is what tells.
Y_TUNNUS = re.compile(r"\s*(?:FI)?\s?\d{6,7}\s?[-–‐]\s?\d\s*", re.I)
EMAIL = re.compile(r"\s*[^@\s;,]+@[^@\s;,]+\.[^@\s;,]{2,}\s*")
PHONE = re.compile(
    r"\s*(?:\+|00)\d[\d\s()-]{7,16}\d\s*|\s*\(?0\d{1,3}\)?[\s-]?\d[\d\s-]{4,10}\d\s*"
)
IDENTITY = re.compile(r"\s*\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-Y]\s*", re.I)
ADDRESS = re.compile(
    r"\s*(?:\d{1,3}\.){3}\d{1,3}\s*|\s*(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}\s*", re.I
)
_PERSON = re.compile(
    r"\s*[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?(?:\s+[A-ZÅÄÖ]\.?)?"
    r"\s+(?:von |af )?[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?\s*"
)
_NAMES = {"nimi", "name", "namn", "navn"}
# "Yrityksen nimi" names no person.
_FIRMS = (
    *("yritys", "yrityksen", "yritykset", "firma", "firman", "toiminimi", "organisaatio"),
    *("organisaation", "company", "firm", "business", "företag", "företagets", "bedrift"),
    "bedriftens",
)
_OF_FIRMS = frozenset(map(key, _FIRMS))
_FORMS = frozenset(
    [
        "oy",
        "oyj",
        "ab",
        "abp",
        "ky",
        "tmi",
        "ay",
        "osk",
        "as",
        "asa",
        "hb",
        "kb",
        "ltd",
        "inc",
        "gmbh",
    ]
)
MOSTLY, PERSONS = 0.5, 0.6
SHORTEST_TEXT = 3


def share(column: Distinct, tells: Callable[[str], bool]) -> float:
    """Share of a column's texts, by rows, of which something is true; 0 for an empty one."""
    texts, weights = sampled(column)
    if not texts:
        return 0.0
    return _weighted([tells(text) for text in texts], weights)


def sampled(column: Distinct, most: int = SAMPLE) -> tuple[list[str], list[int]]:
    """The texts that say most about a column, and how many rows hold each; blank ones not."""
    texts, counts = column.texts, column.counts
    if len(texts) > most:
        # The most frequent, and among equals the first: the same file gives the same sample.
        chosen = np.argsort(-counts, kind="stable")[:most]
        texts, counts = texts.take(np.sort(chosen)), counts[np.sort(chosen)]
    pairs = [
        (text, int(n)) for text, n in zip(texts.to_pylist(), counts, strict=True) if text.strip()
    ]
    return [text for text, _n in pairs], [n for _text, n in pairs]


def matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a text is nothing but this."""
    return lambda text: len(text) <= LONGEST and pattern.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether a text is a day, and not a bare number that could be one."""
    found = days.read(text)
    return found.day is not None and days.SERIAL not in found.notes


def personal_heading(heading: str) -> bool:
    """Whether a heading asks for a person: a name, an e-mail, a telephone number, an address."""
    return bool(held_by(heading))


def held_by(heading: str) -> frozenset[str]:
    """What a heading says that its cells hold of persons; see ``personal_headings``."""
    plain = key(heading)
    words = set(plain.split())
    personal = personal_headings()
    if words & _OF_FIRMS and not words & (personal.keys() - _NAMES):
        return frozenset()
    padded = f" {plain} "
    return frozenset(holds for word, holds in personal.items() if f" {word} " in padded)


@cache
def personal_headings() -> dict[str, str]:
    """Headings under which persons stand, and what of them: ``first_name``, ``last_name``,
    ``name``, ``email``, ``phone``, ``identity``, ``address`` or ``other``."""
    return {key(row["heading"]): row["holds"] for row in listed("personal_headings")}


def personal_content(column: Distinct) -> bool:
    """Whether most cells are e-mails, telephone numbers, identity codes or names of persons."""
    for pattern in (EMAIL, PHONE, IDENTITY, ADDRESS):
        if share(column, matches(pattern)) >= MOSTLY:
            return True
    texts, _weights = sampled(column)
    # Titles and towns repeat themselves, and persons do not.
    is_spread = len(column.texts) >= 0.8 * max(column.filled, 1)
    return is_spread and len(texts) > 2 and share(column, _is_person) >= PERSONS


def _is_person(text: str) -> bool:
    """Two or three names; "Laine Oy" is a firm."""
    if len(text) > LONGEST or _PERSON.fullmatch(text) is None:
        return False
    return not _FORMS & set(key(text).split())


def masked(text: str) -> str:
    """A personal text, as it may be shown: its shape, none of its letters after the first."""
    return "".join(
        sign if at == 0 or not sign.isalnum() else "•" for at, sign in enumerate(text.strip()[:40])
    )


def fit(column: Distinct, question: Question, meanings: Meanings | None) -> float:
    """Share of a column's texts that can be answers to a question; 1 for free text."""
    if question.type == "text" or not column.filled:
        return 1.0
    if question.type == "number":
        return share(column, lambda text: numbers.read(text).number is not None)
    if question.type == "date":
        return share(column, lambda text: days.read(text).day is not None)
    assert meanings is not None
    texts, weights = sampled(column)
    if question.type == "multi":
        split = Splitter(meanings).split_all(texts, weights)
        good = [any(part.meaning.means for part in parts) or not parts for parts in split]
    else:
        good = [found.means is not None for found in meanings.read_all(texts)]
    return _weighted(good, weights)


def fit_of_words(
    column: Distinct, question: Question, meanings: Meanings | None, places: Collection[str]
) -> float:
    """Share of a column's texts that can be answers to a question of which the heading has words
    only: as ``fit``, numbers within their bounds, texts of the kind that the question holds.

    Args:
        places: names of municipalities.
    """
    if question.type == "number":
        return share(column, lambda text: _is_within(text, question))
    if question.type != "text":
        return fit(column, question, meanings)
    tests = {
        "y_tunnus": matches(Y_TUNNUS),
        "contact_email": matches(EMAIL),
        "contact_phone": matches(PHONE),
        "municipality": names_one_of(places),
    }
    if question.role in tests:
        return share(column, tests[question.role])
    # A code is an industry, and a number may name an answer or a round.
    if question.role in ("industry", "response_id", "wave"):
        return 1.0
    return share(column, is_told_in_words)


def _is_within(text: str, question: Question) -> bool:
    number = numbers.read(text).number
    if number is None:
        return False
    low = -math.inf if question.low is None else question.low
    high = math.inf if question.high is None else question.high
    return low <= number <= high


def is_told_in_words(text: str) -> bool:
    """Whether a text is more than a mark, a number or a day."""
    if len(text.strip()) < SHORTEST_TEXT or not any(sign.isalpha() for sign in text):
        return False
    return numbers.read(text).number is None and not is_day(text) and not says_yes_or_no(text)


def named(column: Distinct, meanings: Meanings) -> tuple[float, int]:
    """Share of a column's most frequent texts that name options as they are, and how many do.

    Quick, as it is asked of every column without a question and every question without a column.
    """
    texts, weights = sampled(column, FREQUENT)
    if meanings.question.type == "multi":
        split = _splitter(meanings).split_all(texts, weights, liken=False)
        means = [[part.meaning.means for part in parts] for parts in split]
    else:
        means = [[meanings.read(text).means] for text in texts]
    options = {one for own in means for one in own if one in meanings.question.options}
    return _weighted([any(own) for own in means], weights), len(options)


# What it prepares hangs on the question alone, and there may be thousands of columns.
@lru_cache(maxsize=64)
def _splitter(meanings: Meanings) -> Splitter:
    return Splitter(meanings)


def fit_of_option(column: Distinct, meanings: Meanings, option: str) -> float:
    """Share of a column's texts that say whether its one option was chosen."""
    texts, weights = sampled(column)
    return _weighted([is_marked(text, meanings, option) is not None for text in texts], weights)


def names_one_of(places: Collection[str]) -> Callable[[str], bool]:
    """Whether a text is one of these names, or starts with one: "Viitasaari, keskusta"."""
    known = frozenset(map(key, places))

    @lru_cache(maxsize=2 * SAMPLE)
    def tells(text: str) -> bool:
        return key(text) in known or key(text.partition(",")[0]) in known

    return tells


def _weighted(good: Iterable[bool], weights: list[int]) -> float:
    total = sum(weights)
    held = sum(weight for one, weight in zip(good, weights, strict=True) if one)
    return held / total if total else 1.0
