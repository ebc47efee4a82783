"""Whether two texts may be the same but for a slip of the pen.

Measured over the texts of a whole form, two of its questions are as much as 94 per cent alike
("… 12 kuukauden aikana? – Vienti", "… – Henkilöstö") and two options of a question 88 ("noen
vansker", "ingen vansker"), so that likeness alone proves nothing: the words have to agree.
"""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz

from seutukuva.interviews.keys import digits

# A slip in a word of five letters leaves a likeness of 80.
WORD, JOINED, SHORT = 80.0, 95.0, 2
_SIGNS = "+#<>%"
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# They turn a text round without changing many of its letters.
_NEGATIONS = frozenset(
    (
        *("ei", "en", "eivat", "eika", "ilman", "inte", "icke", "ej", "utan", "inga", "ingen"),
        *("inget", "not", "no", "non", "none", "without", "ikke", "uten", "intet"),
    )
)


def contradict(one: str, other: str) -> bool:
    """Whether two keys differ in a number, in a sign of meaning, or in a negation."""
    if digits(one) != digits(other) or _signs(one) != _signs(other):
        return True
    return negates(one) != negates(other)


def without_asides(heading: str) -> str:
    """A heading without what stands in brackets: "(yes/no)" negates nothing."""
    return _ASIDE.sub(" ", heading)


def negates(one: str) -> bool:
    """Whether a key holds a negation."""
    return not _NEGATIONS.isdisjoint(one.split())


def agree(one: str, other: str) -> bool:
    """Whether nothing but slips sets two keys apart: every word of either has one much like it in
    the other, or the same letters are parted into words in another way."""
    words, others = one.split(), other.split()
    left, right = Counter(words) - Counter(others), Counter(others) - Counter(words)
    if _answered(left, right) and _answered(right, left):
        return True
    return fuzz.ratio("".join(words), "".join(others)) >= JOINED and len(words) != len(others)


def _signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign in _SIGNS)


def _answered(words: Counter[str], others: Counter[str]) -> bool:
    return all(
        len(word) <= SHORT or any(fuzz.ratio(word, other) >= WORD for other in others)
        for word in words
    )
