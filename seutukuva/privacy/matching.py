"""The words by which a person or a firm is found in texts, and taken out of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from seutukuva.errors import RecordsError
from seutukuva.texts import _

# What programs keep and nobody writes; hashes in it are never a name.
OF_PROGRAMS = frozenset({"batch", "files", "file_sha256", "mapping_fingerprint", "sha256"})
LEAST = 3
MOST_WORDS = 20
# What stands in a text where something was taken out of it, in every language.
MARK = "[…]"
# Word processors write others than the key gives: longer ones, ones at which no line breaks.
_DASHES = "\\-\u2010-\u2015\u2212"
_APOSTROPHES = "['\u2019]"
_APART = rf"[\s().{_DASHES}]*"
_NUMBER = re.compile(rf"[+(\d][\d\s().{_DASHES}]{{4,}}")
# As a business ID stands in an invoice.
_VAT = re.compile(r"FI(?=\d{8}$)", re.IGNORECASE)
# A telephone number with its country, or with the 0 that stands for this one; a business ID that
# begins with 0 is shorter.
_TELEPHONE = re.compile(r"(?:\+|00)(358|298|354|4[5-7])0?(\d{5,})|0()(\d{8,})")
_HERE = "358"
# A Finnish name gets endings: Katajistolle. In names of files an underscore parts words.
_LETTER = r"[^\W_]"
_ENDING = rf"{_LETTER}{{0,6}}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: names, numbers and addresses, any of which is a hit."""

    words: tuple[str, ...]
    _pattern: re.Pattern[str] = field(repr=False)

    def is_in(self, text: str) -> bool:
        """Whether any of the words stands in a text."""
        return self._pattern.search(unicodedata.normalize("NFC", text)) is not None

    def is_all(self, text: str) -> bool:
        """Whether a text is one of the words and nothing else."""
        return self._pattern.fullmatch(unicodedata.normalize("NFC", text).strip()) is not None

    def without(self, text: str) -> str:
        """A text with ``MARK`` where the words stood."""
        return self._pattern.sub(MARK, unicodedata.normalize("NFC", text))


def wanted(asked: str) -> Wanted:
    """Read what somebody typed: words parted by semicolons or line ends.

    A word is found at the beginning of a word, whatever its letters' size, with the endings that a
    language adds; a number however it is parted.

    Raises:
        RecordsError: nothing was typed, or something so short that it would stand everywhere.
    """
    words = [" ".join(one.split()) for one in re.split(r"[;\n]", asked)]
    words = [unicodedata.normalize("NFC", one) for one in dict.fromkeys(words) if one]
    if not words:
        raise RecordsError(
            _("nothing is looked for"),
            todo=_("Write a name, a business ID, an e-mail or a number."),
        )
    if len(words) > MOST_WORDS:
        raise RecordsError(
            _("too many words at once"), todo=_("Look for {n} at most.").format(n=MOST_WORDS)
        )
    for one in words:
        if len(re.sub(r"\W", "", one)) < LEAST:
            raise RecordsError(
                _("too short to be looked for: it would stand everywhere"),
                where=one,
                todo=_("Write {n} letters or digits at least.").format(n=LEAST),
            )
    pattern = "|".join(_written(one) for one in sorted(words, key=len, reverse=True))
    return Wanted(tuple(words), re.compile(pattern, re.IGNORECASE))


def _written(word: str) -> str:
    word = _VAT.sub("", word)
    if _NUMBER.fullmatch(word):
        return _number(re.sub(r"[^+\d]", "", word))
    if "@" in word:
        return rf"(?<![\w.+-]){re.escape(word)}(?![\w-]|\.\w)"
    begins = f"(?<!{_LETTER})" if word[0].isalnum() else ""
    ends = _ENDING if word[-1].isalpha() else f"(?!{_LETTER})"
    parts = [re.sub(rf"\\?[{_DASHES}]", f"[{_DASHES}]", re.escape(one)) for one in word.split()]
    return begins + re.sub(_APOSTROPHES, _APOSTROPHES, r"\s+".join(parts)) + ends


def _number(number: str) -> str:
    if not (found := _TELEPHONE.fullmatch(number)):
        return r"(?<!\d)" + _digits(number.replace("+", "")) + r"(?!\d)"
    country, rest = found[1] or _HERE, found[2] or found[4]
    before = rf"(?:\+|(?<!\d)00){_APART}{_digits(country)}{_APART}(?:0{_APART})?|(?<!\d)0{_APART}"
    # A spreadsheet drops the 0; behind other digits it would be the end of another number.
    return rf"(?:{before}|(?<![\d+])(?<!\d[\s().-])){_digits(rest)}(?!\d)"


def _digits(number: str) -> str:
    return _APART.join(number)


def masked(body: Any, words: Wanted) -> Any:
    """A body with a mark where the words stood; an address that held one is left out."""
    if isinstance(body, Mapping):
        clean = {
            key: value if key in OF_PROGRAMS else masked(value, words)
            for key, value in body.items()
        }
        return {key: value for key, value in clean.items() if not _is_broken(key, value, body)}
    if isinstance(body, list):
        return [masked(one, words) for one in body]
    return words.without(body) if isinstance(body, str) else body


def _is_broken(key: str, value: Any, before: Mapping[str, Any]) -> bool:
    return key == "url" and value != before[key]
