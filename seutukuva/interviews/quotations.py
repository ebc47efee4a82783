"""What firms wrote and allowed to be quoted, without what tells who they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from seutukuva.definitions.interviewing import Question
from seutukuva.interviews.counting import Counted
from seutukuva.interviews.redacted import marked
from seutukuva.interviews.told import Quotation

# Quotations of one question: more are not read.
_MOST = 200
# A name this short is also a word.
_SHORTEST_NAME = 4
_NAME_MARK = "[…]"
_WORD = re.compile(r"[^\W_]+")
# What a firm leaves out when it speaks of itself.
# By the first word: the most words of a name that begins so, and all such names as words.
Names = Mapping[str, tuple[int, set[tuple[str, ...]]]]
_FORMS = frozenset(("oy", "ab", "oyj", "abp", "ky", "kb", "ay", "öb", "tmi", "fa", "osk", "as"))


def quotations(
    data: Counted, questions: Sequence[Question], standing: np.ndarray, least: int
) -> tuple[Quotation, ...]:
    """Texts of firms that allow it, of each question to which at least `least` such firms wrote.

    Never with municipality, industry or size, with the names of firms taken out, and in the order
    of a hash, which does not tell who wrote them.

    Args:
        standing: positions of the responses that are told of.
    """
    if "quotation" not in data.responses or data.texts is None:
        return ()
    allowed = data.responses["quotation"].fillna(False).to_numpy(dtype=bool)
    is_open = np.zeros(len(allowed), dtype=bool)
    is_open[standing] = True
    is_open &= allowed
    names = _names(data)
    found = []
    for question in questions:
        rows = data.asked.get(question.id)
        if question.topic != "free_text" or rows is None:
            continue
        is_told = rows.is_answered & is_open[rows.at]
        written = data.texts.iloc[rows.row[is_told]]
        has_text = written.notna().to_numpy(dtype=bool)
        if len(set(data.firm[rows.at[is_told][has_text]])) < least:
            continue
        plain = {" ".join(str(text).split()) for text in written[has_text]} - {""}
        some = sorted(plain, key=_hash)[:_MOST]
        found += [Quotation(question.id, without_names(marked(text), names)) for text in some]
    return tuple(found)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _names(data: Counted) -> Names:
    given = data.responses["firm_name"].dropna() if "firm_name" in data.responses else ()
    return names_by_first(map(str, given))


def names_by_first(names: Iterable[str]) -> Names:
    """Names of firms as words, without their legal form, by the first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        words = [word for word in _WORD.findall(name.casefold()) if word not in _FORMS]
        if sum(map(len, words)) >= _SHORTEST_NAME:
            found.setdefault(words[0], set()).add(tuple(words))
    return {first: (max(map(len, ones)), ones) for first, ones in found.items()}


def without_names(text: str, names: Names) -> str:
    """A text with a mark in the place of every name, also where an ending follows its last word."""
    words = list(_WORD.finditer(text))
    folded = [word[0].casefold() for word in words]
    parts, end, at = [], 0, 0
    while at < len(words):
        length = _named(folded, at, names)
        if length:
            parts += [text[end : words[at].start()], _NAME_MARK]
            at += length
            end = words[at - 1].end()
        else:
            at += 1
    return "".join([*parts, text[end:]])


def _named(words: Sequence[str], at: int, names: Names) -> int:
    """Words of the longest name that begins here; 0 where none does.

    Finnish hangs endings on the last word of a name: its beginnings are tried.
    """
    first = words[at]
    longest, own = names.get(first, (0, set()))
    for length in range(min(longest, len(words) - at), 1, -1):
        head, last = tuple(words[at : at + length - 1]), words[at + length - 1]
        if any((*head, last[:end]) in own for end in range(len(last), 0, -1)):
            return length
    beginnings = (first[:end] for end in range(len(first), _SHORTEST_NAME - 1, -1))
    return 1 if any(one in names and (one,) in names[one][1] for one in beginnings) else 0
