"""Texts without what reaches a person: e-mail addresses, telephone, identity, account numbers.

Signs alone decide here, no dictionary and no list of names. What looks like one of these is
taken for one; a business id, a sum of money, a year or a day is not. Every pattern is read in
time that grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from seutukuva.interviews import identities, telephones
from seutukuva.texts import N_

KINDS = ("email", "identity", "account", "phone", "name")
# What stands in stored texts in the place of what was taken out: the same in every language.
MARKS = MappingProxyType(
    {
        "email": N_("[email]"),
        "identity": N_("[identity number]"),
        "account": N_("[account number]"),
        "phone": N_("[phone]"),
        "name": N_("[name]"),
    }
)
# Stands among the words of a text that holds ordinary words alone, no name: it may be quoted.
QUOTABLE = "[quotable]"
_MARK = re.compile("|".join(re.escape(mark) for mark in MARKS.values()))
# What an address is made of; the sign before it makes sure that a long word is read once.
_PART = r"[^\s@<>()\[\]{},;:\"'’”“|/\\]"
# As in first.last, in which a word is read once as well.
_WORDS = r"[\w-]++(?:\.[\w-]++)++"
_AT = r"(?:@|\s{1,2}@\s{1,2}|\s?(?:\((?:at|ät|a|@|miu)\)|\[(?:at|ät|a|@)\])\s?)"
# A host has a letter: "@ 040 123 4567" is no address, and its number must be seen as one.
_HOST = rf"@+(?=[\d.-]*+[^\W\d_]){_PART}++"
_EMAIL = re.compile(rf"(?:\"[^\"\n@]{{1,64}}\"|(?<!{_PART}){_PART}++)(?:{_HOST})++", re.IGNORECASE)
# An "at" alone is also a word: only after a part with a full stop in it.
_SPELLED_EMAIL = re.compile(
    rf"(?<!{_PART})(?:{_PART}++{_AT}|{_WORDS}\s(?:at|ät)\s)(?:[\w-]{{1,63}}\.){{1,5}}[^\W\d_]{{2,20}}",
    re.IGNORECASE,
)
# The user of an address, and somebody's page in a network of persons.
_USER = re.compile(r"(?<=://)[^\s/@]{1,200}(?=@)")
_PERSON_PAGE = re.compile(r"(?<=linkedin\.com/in/)[^\s/?#]{1,200}", re.IGNORECASE)
_UNTAKEN = re.compile(rb"\0+")
_ENDS = ".!?…"
_AT_SIGNS = ("@", "at", "ät", "(a", "[a", "miu")


@dataclass(frozen=True, slots=True)
class Personal:
    """Something in a text that reaches a person: ``kind`` is one of ``KINDS``."""

    kind: str
    text: str
    begin: int
    end: int


def personal(text: str) -> list[Personal]:
    """What in a text reaches a person, in its order; nothing twice."""
    found: list[Personal] = []
    taken = bytearray(len(text))
    for kind, spans in (
        ("email", _emails(text)),
        ("name", _pages(text)),
        ("account", identities.accounts(text)),
        ("identity", identities.numbers(text)),
        ("phone", telephones.numbers(text)),
    ):
        for span in spans:
            # An address is taken whole or not at all; of a number that runs into one, what is
            # left goes too: "a@b.fi+358 40 …".
            for begin, end in _free(taken, text, span, in_parts=kind != "email"):
                taken[begin:end] = b"\1" * (end - begin)
                found.append(Personal(kind, text[begin:end], begin, end))
    return sorted(found, key=lambda one: one.begin)


def _free(
    taken: bytearray, text: str, span: tuple[int, int], in_parts: bool
) -> list[tuple[int, int]]:
    """What of a span is not taken: all of it, or the parts that hold a letter or a digit."""
    begin, end = span
    if not any(taken[begin:end]):
        return [span]
    if not in_parts:
        return []
    parts = ((begin + at.start(), begin + at.end()) for at in _UNTAKEN.finditer(taken[begin:end]))
    told = ((first, last, text[first:last]) for first, last in parts)
    return [
        (first + len(part) - len(part.lstrip()), last - len(part) + len(part.rstrip()))
        for first, last, part in told
        if any(sign.isalnum() for sign in part)
    ]


def without_personal(text: str, mark: str = "[…]") -> str:
    """The text with ``mark`` in the place of everything that reaches a person."""
    return _replaced(text, lambda _kind: mark)


def marked(text: str) -> str:
    """The text with the mark of its kind in the place of everything that reaches a person."""
    return _replaced(text, MARKS.__getitem__)


def is_marked(text: str) -> bool:
    """Whether something has been taken out of a text."""
    return _MARK.search(text) is not None


def written(text: str, known: Mapping[str, str]) -> str:
    """A text of a file as it may be written down for good.

    Args:
        known: texts in which more than signs was found, as ``mapping.json`` has them: persons.
    """
    return marked(known.get(text, text))


def shown(text: str, _: Callable[[str], str]) -> str:
    """A stored text as a page shows it: its marks in the reader's language."""
    return _MARK.sub(lambda match: _(match[0]), text)


def _replaced(text: str, mark: Callable[[str], str]) -> str:
    parts, at = [], 0
    for one in personal(text):
        parts += [text[at : one.begin], mark(one.kind)]
        at = one.end
    return "".join([*parts, text[at:]])


def _emails(text: str) -> list[tuple[int, int]]:
    small = text.lower()
    if not any(sign in small for sign in _AT_SIGNS):
        return []
    found: list[tuple[int, int]] = []
    for pattern in (_USER, _EMAIL, _SPELLED_EMAIL):
        for match in pattern.finditer(text):
            begin, end = match.span()
            # The end of the sentence is not of the address.
            while text[end - 1] in _ENDS:
                end -= 1
            found.append((begin, end))
    return found


def _pages(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PERSON_PAGE.finditer(text)]
