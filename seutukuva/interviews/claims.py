"""Claims by which a firm tells who it is without a name: a number, "the largest", "nobody else".

The words stand in ``data/definitions/words/telling_words.csv``: ``*`` is any letters, ``?`` is one.
"""

from __future__ import annotations

import re
from functools import cache

from seutukuva.definitions.words import listed

_SENTENCE = re.compile(r"[.!?…:;\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {"*": r"\w*", "?": r"\w"}


def is_claimed(text: str) -> bool:
    """Whether a text tells a number in words, a superlative, or that there is no other such firm.

    In every language, whatever the text is written in: a word too many is no harm here.
    """
    return any(_claims(sentence) for sentence in _SENTENCE.split(text.lower()))


def _claims(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    told = {what for what in ("only", "most", "number", "others", "not") if _says(what, words)}
    return bool(told & {"only", "most", "number"}) or told >= {"others", "not"}


def _says(what: str, words: list[str]) -> bool:
    pattern = _pattern(what)
    return any(pattern.fullmatch(word) for word in words)


@cache
def _pattern(what: str) -> re.Pattern[str]:
    rows = (row for row in listed("telling_words") if row["says"] == what)
    words = [word for row in rows for word in row["words"].split()]
    return re.compile("|".join("".join(_SIGNS.get(one, one) for one in word) for word in words))
