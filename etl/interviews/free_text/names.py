"""Names of persons in the forms that they take in Finnish, Swedish, Norwegian and English texts.

"Virtaselta" is said of Virtanen, "Pekan" of Pekka, "Mäen" of Mäki. Rules give the stems of a
name and the endings that may follow; where Voikko is installed, its dictionary forms are asked
too. Rather one word too many is taken out than one too few, but a word that stands in small
letters is taken for a name only beside another name of the same person, or when it is a family
name in -nen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from etl.interviews.free_text import dictionaries
from etl.interviews.free_text.words import LANGUAGES, stop_words

_LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST = 2
# Of the list of small words: what stands in a column of names and names nobody.
TITLES = "title"
_POSSESSIVE = "(?:ni|si|mme|nne|nsa|nsä|an|än|en)?"
_PARTICLE = "(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?"
_CASE = (
    "(?:n|t|a|ä|ta|tä|tta|ttä|na|nä|ten|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|[aeiouyäö]n|"
    "h[aeiouyäö]n|seen|[ij](?:en|a|ä|lle|lla|llä|lta|ltä|ssa|ssä|sta|stä))?"
)
_ENDING = re.compile(f"{_CASE}{_POSSESSIVE}{_PARTICLE}|e?s")
_LONGEST_ENDING = 12
# How the last consonants of a stem weaken before an ending.
_WEAKER = {
    **{"kk": ("k",), "pp": ("p",), "tt": ("t",), "lt": ("ll",), "nt": ("nn",), "rt": ("rr",)},
    **{"nk": ("ng",), "mp": ("mm",), "ht": ("hd",), "lk": ("l", "lj"), "rk": ("r", "rj")},
}
_WEAKER_ALONE = {"t": "d", "p": "v", "k": ""}
_VOWELS = "aeiouyäöå"
_SHORTEST_WEAKENED = 4


class Said(NamedTuple):
    """What a word says: words of names by the persons who bear them.

    ``is_alone``: it names somebody without another name beside it.
    """

    borne: frozenset[tuple[int, str]]
    is_alone: bool


def is_one_person(first: Said, second: Said) -> bool:
    """Whether two words may be two names of one person."""
    return any(
        person == other and word != another
        for person, word in first.borne
        for other, another in second.borne
    )


class Names:
    """The names of a file's persons.

    Args:
        names: as they stand in its cells; titles and particles among them name nobody.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._stems: dict[str, set[tuple[int, str]]] = {}
        self._words: dict[str, set[tuple[int, str]]] = {}
        self._said: dict[str, Said | None] = {}
        for person, name in enumerate(sorted(names)):
            for word in _words(name):
                self._words.setdefault(word, set()).add((person, word))
                for stem in stems(word):
                    self._stems.setdefault(stem, set()).add((person, word))
        self._begins = {word[:2] for word in self._words}
        self._stops = frozenset().union(*map(stop_words, LANGUAGES))

    def __bool__(self) -> bool:
        return bool(self._words)

    def said_by(self, token: str) -> Said | None:
        """Whose name a word may be; None where it is nobody's."""
        if token not in self._said:
            self._said[token] = self._read(token)
        return self._said[token]

    def _read(self, token: str) -> Said | None:
        small = token.lower()
        if len(small) < SHORTEST or small[:2] not in self._begins:
            return None
        if small in self._words:
            return self._alone(token, self._words[small])
        # "Aina" begins many a sentence, and may look like a form of somebody's name.
        if small in self._stops:
            return None
        borne: set[tuple[int, str]] = set()
        for cut in range(max(SHORTEST, len(small) - _LONGEST_ENDING), len(small) + 1):
            if small[:cut] in self._stems and _ENDING.fullmatch(small, cut):
                borne |= self._stems[small[:cut]]
        if not borne:
            for base in dictionaries.base_forms(token):
                borne |= self._words.get(base, set())
        return self._alone(token, borne) if borne else None

    @staticmethod
    def _alone(token: str, borne: Collection[tuple[int, str]]) -> Said:
        in_small = any(
            word.endswith("nen") and not word.endswith(("lainen", "läinen")) and len(word) > 5
            for _person, word in borne
        )
        return Said(frozenset(borne), token[0].isupper() or in_small)


def _words(name: str) -> list[str]:
    words = (match[0].lower() for match in _LETTERS.finditer(name))
    return [word for word in words if len(word) >= SHORTEST and word not in stop_words(TITLES)]


def stems(word: str) -> set[str]:
    """What the endings of a name follow, in small letters; the name itself among them."""
    found = {word}
    if word.endswith("nen"):
        found |= {word[:-3] + "se", word[:-3] + "s"}
    elif word[-1] not in _VOWELS:
        found |= _of_consonant(word)
    else:
        found |= _weakened(word)
        if word[-1] == "i":
            found |= {stem[:-1] + "e" for stem in found}
        if word[-1] == "e":
            found.add(word + "e")
    return found


def _of_consonant(word: str) -> set[str]:
    found = {word + "i"}
    if word[-1] == "s" and len(word) > 3:
        # Markus: Markuksen; Tuomas: Tuomaan.
        found |= {word[:-1] + "kse", word[:-1] + word[-2]}
    return found


def _weakened(word: str) -> set[str]:
    last, body = word[-1], word[:-1]
    for strong, weaker in _WEAKER.items():
        if body.endswith(strong):
            return {body[: -len(strong)] + weak + last for weak in weaker}
    weak = _WEAKER_ALONE.get(body[-1:])
    if weak is None or len(word) < _SHORTEST_WEAKENED:
        return set()
    # Before an i that becomes e, the k goes altogether: Mäki, Mäen.
    if not weak:
        return {body[:-1] + "e"} if last == "i" else set()
    return {body[:-1] + weak + last}
