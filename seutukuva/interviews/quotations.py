"""What firms wrote and allowed to be quoted, where nothing in it tells who they are.

A mark in the place of a name still says that a name stood there, and what is left often tells it.
So a text is either shown whole or not at all: it is left out when anything was found in it that
reaches a person, part of the name of an interviewed firm, the name of a place, any other name (a
capital letter within a sentence, an abbreviation), a figure, or a claim to be the only one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence, Set

import numpy as np

from seutukuva.definitions.interviewing import Question
from seutukuva.interviews import redacted
from seutukuva.interviews.counting import Counted
from seutukuva.interviews.told import Quotation

# Quotations of one question: more are not read.
_MOST = 200
# A part of a name this short is also a word, or the beginning of one.
_SHORTEST_NAME = 4
_SENTENCE = re.compile(r"[.!?…:;\n]+|^\s*[-–•*]", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
# What a firm leaves out when it speaks of itself, and what many names have in common.
_COMMON = frozenset(
    ("oyj", "abp", "osk", "yritys", "yhtiö", "yhtiöt", "osuuskunta", "företag", "firma", "palvelu",
     "palvelut", "service", "group", "company", "finland", "suomi", "bolag", "bedrift")
)  # fmt: skip
_ONLY = ("ainoa", "ainut", "ainoo", "enda", "ende", "eneste", "only", "sole", "unique", "unik")


def quotations(
    data: Counted,
    questions: Sequence[Question],
    standing: np.ndarray,
    least: int,
    places: Iterable[str] = (),
) -> tuple[Quotation, ...]:
    """Texts of firms that allow it, of each question that has them of at least `least` firms.

    Never with municipality, industry or size, and in the order of a hash, which does not tell who
    wrote them.

    Args:
        standing: of each response, whether it is in the figures and still counts.
        places: names of places, in any form; their beginnings are looked for.
    """
    if "quotation" not in data.responses or data.texts is None:
        return ()
    may_be = standing & data.responses["quotation"].fillna(False).to_numpy(dtype=bool)
    telling = stems([*_names(data), *places])
    found = []
    for question in questions:
        rows = data.asked.get(question.id)
        if question.topic != "free_text" or rows is None:
            continue
        is_told = rows.is_answered & may_be[rows.at]
        written = data.texts.iloc[rows.row[is_told]].fillna("")
        plain = [" ".join(str(text).split()) for text in written]
        firms = data.firm[rows.at[is_told]]
        own: dict[str, int] = {}
        # By the order of a hash, so that it never matters whose is read first.
        for text, firm in sorted(zip(plain, firms.tolist(), strict=True), key=_hash):
            if text and not identifies(text, telling):
                own[text] = firm
            if len(own) == _MOST:
                break
        if len(set(own.values())) >= least:
            found += [Quotation(question.id, one) for one in own]
    return tuple(found)


def _hash(written: tuple[str, int]) -> str:
    return hashlib.sha256(written[0].encode()).hexdigest()


def _names(data: Counted) -> list[str]:
    given = data.responses["firm_name"].dropna() if "firm_name" in data.responses else ()
    return list(map(str, given))


def stems(names: Iterable[str]) -> frozenset[str]:
    """What the words of names begin with, in whatever case they stand.

    Finnish changes the end of a word: Saarijärvi, Saarijärven; Kivinen, Kivisen. So its last
    letters may be others.
    """
    words = {word.casefold() for name in names for word in _WORD.findall(name)}
    return frozenset(
        word[: max(_SHORTEST_NAME, len(word) - (3 if word.endswith("nen") else 2))]
        for word in words - _COMMON
        if len(word) >= _SHORTEST_NAME
    )


def identifies(text: str, telling: Set[str]) -> bool:
    """Whether something in a text may tell who wrote it, or of whom.

    Args:
        telling: beginnings of words, as of `stems`.
    """
    if "[" in text or _FIGURE.search(text):
        return True
    words = [
        word if at else word[:1].lower() + word[1:]
        for sentence in _SENTENCE.split(text)
        for at, word in enumerate(_WORD.findall(sentence))
    ]
    if any(word != word.lower() or _tells(word, telling) for word in words):
        return True
    return bool(redacted.personal(text))


def _tells(word: str, telling: Set[str]) -> bool:
    beginnings = (word[:end] for end in range(_SHORTEST_NAME, len(word) + 1))
    return word.startswith(_ONLY) or any(one in telling for one in beginnings)
