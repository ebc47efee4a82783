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
_NUMBER = re.compile(r"[+\d][\d\s().-]{4,}")
# A Finnish name gets endings: Katajistolle.
_ENDING = r"\w{0,6}"


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
    if _NUMBER.fullmatch(word):
        digits = re.findall(r"\d", word)
        return r"(?<!\d)" + r"[\s().-]*".join(digits) + r"(?!\d)"
    begins = r"(?<!\w)" if word[0].isalnum() else ""
    ends = _ENDING if word[-1].isalpha() and "@" not in word else r"(?!\w)"
    return begins + r"\s+".join(re.escape(part) for part in word.split()) + ends


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
