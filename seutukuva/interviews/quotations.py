"""What firms wrote and allowed to be quoted, where nothing in it tells who they are.

A mark in the place of a name still says that a name stood there, and what is left often tells it.
So a text is either shown whole or not at all: it is left out when anything was found in it that
reaches a person, part of the name of an interviewed firm, the name of a place, any other name (a
capital letter within a sentence, an abbreviation), a figure, or a claim to be the only or the
largest one (`claims`). Texts with words that may be names were left out before, when the upload
was checked beside a dictionary (`reading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

import numpy as np
import pandas as pd

from seutukuva.definitions.interviewing import Question
from seutukuva.interviews import claims, keys, quotation_blocks, redacted
from seutukuva.interviews.counting import Counted, Rows
from seutukuva.interviews.firm_names import LEGAL_FORMS
from seutukuva.interviews.quotation_blocks import Writer
from seutukuva.interviews.told import Quotation

# Quotations of one question: more are not shown.
_MOST = 200
# A part of a name this short is also a word, or the beginning of one.
_SHORTEST_NAME = 4
_SENTENCE = re.compile(r"[.!?…:;\n]+|^\s*[-–•*]", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
# What a firm leaves out when it speaks of itself, and what many names have in common.
_COMMON = frozenset(
    ("yritys", "yhtiöt", "företag", "palvelu", "palvelut", "service", "group", "company",
     "finland", "suomi", "bedrift",
     "ja", "on", "ei", "se", "me", "he", "te", "jo", "och", "vi", "är", "på", "og", "er", "the",
     "and", "of", "for", "co")
)  # fmt: skip
_LONGEST_ENDING = 3


def quotations(
    data: Counted,
    questions: Sequence[Question],
    shown: Sequence[np.ndarray],
    standing: np.ndarray,
    least: int,
    places: Iterable[str] = (),
    never: np.ndarray | None = None,
) -> tuple[Quotation, ...]:
    """Texts of firms that allow it, by blocks of at least `least` of them (`quotation_blocks`).

    Never with municipality, industry or size, and in the order of a hash, which does not tell who
    wrote them.

    Args:
        shown: of each state that was shown, oldest first, which responses stand in it.
        standing: of each response, whether it still counts.
        places: names of places, in any form; their beginnings are looked for.
        never: responses that are no longer quoted.
    """
    if "quotation" not in data.responses or data.texts is None or not shown:
        return ()
    given, names = list(places), _names(data)
    # Whose name is known in a state: of all that had been shown until then.
    known = np.logical_or.accumulate(np.array(shown))
    telling = [stems([*names[stands], *given]) for stands in known]
    everybody = stems([*names, *given])
    found = []
    for question in questions:
        rows = data.asked.get(question.id)
        if question.topic != "free_text" or rows is None:
            continue
        spent = set() if never is None else _written(data, rows, never)
        made = quotation_blocks.blocks(
            [_written(data, rows, stands) - spent for stands in shown],
            lambda state, text: not identifies(text, telling[state]),
            least,
        )
        now = _written(data, rows, shown[-1]) & _written(data, rows, standing)
        plain = {one for one in now if not identifies(one[0], everybody)}
        texts = quotation_blocks.shown(made, plain, _MOST)
        found += [Quotation(question.id, one) for one in texts]
    return tuple(found)


def _written(data: Counted, rows: Rows, stands: np.ndarray) -> set[Writer]:
    """What some responses say in a question and allow to be quoted, each with its firm."""
    may_be = stands & data.responses["quotation"].fillna(False).to_numpy(dtype=bool)
    is_told = rows.is_answered & may_be[rows.at]
    texts = pd.Series(data.texts).iloc[rows.row[is_told]].fillna("")
    plain = (" ".join(str(text).split()) for text in texts)
    firms = data.firm[rows.at[is_told]].tolist()
    return {(text, firm) for text, firm in zip(plain, firms, strict=True) if text}


def _names(data: Counted) -> np.ndarray:
    if "firm_name" not in data.responses:
        return np.full(len(data.firm), "")
    return data.responses["firm_name"].fillna("").astype(str).to_numpy()


def stems(names: Iterable[str]) -> frozenset[str]:
    """What the words of names begin with, in whatever case they stand.

    Finnish changes the end of a word: Saarijärvi, Saarijärven; Kivinen, Kivisen. So its last
    letters may be others. Names of two or three letters are whole.
    """
    words = {word.casefold() for name in names for word in _WORD.findall(name)}
    return frozenset(
        word[: max(_SHORTEST_NAME, len(word) - (3 if word.endswith("nen") else 2))]
        for word in words - _COMMON
        if len(word) > 1 and not _is_legal_form(word)
    )


def _is_legal_form(word: str) -> bool:
    # They are keys, "osakeyhtio"; but Åsa is no ASA.
    return (keys.key(word) if len(word) > _SHORTEST_NAME else word) in LEGAL_FORMS


def identifies(text: str, telling: Set[str]) -> bool:
    """Whether something in a text may tell who wrote it, or of whom.

    Args:
        telling: beginnings of words, as of `stems`.
    """
    if "[" in text or _FIGURE.search(text) or claims.is_claimed(text):
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
    beginnings = [word[:end] for end in range(_SHORTEST_NAME, len(word) + 1)]
    beginnings += [word[:end] for end in (2, 3) if end <= len(word) <= end + _LONGEST_ENDING]
    return any(one in telling for one in beginnings)
