"""The letters of a heading or a label that make it the same as another."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# The words of a form are asked for again with every file; a text as long as a story is not.
_LONGEST_KEPT, _MOST_KEPT = 200, 1 << 15
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
# The letters of the program's languages; others take the longer way.
_SIGNS = str.maketrans({**_DASHES, **dict(zip("äåöéü\u00a0", "aaoeu ", strict=True))})
_MARKS = re.compile(r"[\u0300-\u036f]+")
# A minus before the first digit changes the meaning; any other dash is punctuation.
_MINUS = re.compile(r"^\s*-\s*(?=\d)")
# C and C# and C++, 250 and 250+, < 15 and > 15, 5 and 5 % are different answers.
_MEANINGLESS = re.compile(r"[^\w+#<>%]+|_")
_BETWEEN = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
_AROUND_SIGNS = re.compile(r"\s*([+<>%])\s*")
# "12. Liikevaihto", "K3: Liikevaihto", "Q12) Turnover".
_NUMBERING = re.compile(r"^\s*(?:[A-Za-z]{0,2}\d{1,3}[a-z]?\s*[.):]\s+|[KQFS]\d{1,3}\s+)(?=\S)")
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?|\b\d{4}-\d{2}-\d{2}\b|\b(?:19|20)\d{2}\b")
_DIGITS = re.compile(r"\d+")


def key(text: str) -> str:
    """A text without case, diacritics, punctuation and surplus spaces.

    Signs that tell answers apart stay: ``+ # < > %`` and a minus in front of a number. A text of
    nothing but signs stays as it is: ``-`` and ``--`` are answers too.
    """
    return _kept(text) if len(text) <= _LONGEST_KEPT else _key(text)


def _key(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = plain.translate(_SIGNS)
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain)).casefold().translate(_SIGNS)
    found = _MEANINGLESS.sub(" ", _MINUS.sub("minus ", plain))
    found = _AROUND_SIGNS.sub(r"\1", _BETWEEN.sub(" ", found))
    found = " ".join(found.split())
    return found or "".join(plain.split())


_kept = lru_cache(_MOST_KEPT)(_key)


def unnumbered(heading: str) -> str:
    """A heading without the number of its question in front."""
    return _NUMBERING.sub("", heading)


def undated(heading: str) -> str:
    """The key of a heading without dates and years: they change from wave to wave."""
    return key(_DATE.sub(" ", unnumbered(heading)))


def digits(text: str) -> tuple[str, ...]:
    """The numbers that a text holds, in order."""
    return tuple(_DIGITS.findall(text))


def fingerprint(headings: Sequence[str]) -> str:
    """What tells one shape of file from another: a hash of its headings' keys, in order."""
    return hashlib.sha256("\n".join(map(key, headings)).encode()).hexdigest()
