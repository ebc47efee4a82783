"""What single words say in a heading or an answer: next year, a consent, how much.

``data/definitions/words/heading_words.csv`` lists them in every language; a ``*`` at the end
stands for any letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from seutukuva.definitions.words import listed
from seutukuva.interviews.keys import key

# Words with which anything is asked; the firm itself; where in time; what a firm agrees to; how
# much; on what terms.
FRAME, FIRM, FUTURE, PAST = "frame", "firm", "future", "past"
CONSENT, ALLOWED = "consent", "allowed"
STORING, QUOTING, CONTACTING = "storing", "quoting", "contacting"
DEGREE, BUT = "degree", "but"


def says(words: Iterable[str], what: str) -> bool:
    """Whether one of these words, as ``key`` leaves them, says this."""
    return any(is_said(word, what) for word in words)


def is_said(word: str, what: str) -> bool:
    """Whether a word, as ``key`` leaves it, says this."""
    whole, beginnings = _saying(what)
    return word in whole or word.startswith(beginnings)


@cache
def _saying(what: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that say this, and the beginnings of words that do."""
    words = [row["word"] for row in listed("heading_words") if row["says"] == what]
    whole = frozenset(key(word) for word in words if not word.endswith("*"))
    return whole, tuple(key(word[:-1]) for word in words if word.endswith("*"))


@cache
def saying_nothing() -> frozenset[str]:
    """Small words of every language, as ``key`` leaves them: "and", "of", "our"."""
    rows = (row for row in listed("stop_words") if row["language"] != "title")
    return frozenset(key(word) for row in rows for word in row["words"].split())
