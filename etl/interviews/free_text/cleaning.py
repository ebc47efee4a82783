"""The texts of an upload without what reaches a person, each distinct one read once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.checking.case import Case
from etl.interviews.free_text import redaction
from etl.interviews.values.distinct import Distinct
from seutukuva.interviews import redacted

# Roles whose text is a fact about the firm and no free text: a business ID is no telephone number.
# What else stands in such a cell is redacted.
FACTS = frozenset(
    (
        *("response_id", "y_tunnus", "firm_name", "municipality", "industry", "industry_version"),
        *("organisation", "wave", "interviewed_on"),
    )
)
# Facts that may sound like a person whose name they are not to lose: signs alone are taken out.
_NAMES_OF_FIRMS = frozenset(("firm_name", "municipality", "response_id"))
# Nothing but a number, a day, a time, a business ID or a code; a telephone number begins with a
# zero or a plus, which no number does, and has more digits after two zeros than a running number.
_NUMBER = r"^\s*-?(?:0|[1-9][0-9]{0,2}(?:[  .,'][0-9]{3})+|[1-9][0-9]*)(?:[.,][0-9]+)?\s*[%€]?\s*$"
_DAY = (
    r"^\s*(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4})"
    r"(?:[ T]+(?:klo )?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?Z?)?\s*$"
)
_CODE = (
    r"^\s*(?:(?:FI)?\s?[0-9]{6,7}\s?[-–‐]\s?[0-9]"
    r"|[A-ZÅÄÖa-zåäö]{0,3}[-_ ]?(?:00+[0-9]{1,5}|[0-9]{1,6}))\s*$"
)


class Cleaning:
    """Redacts columns, and the answers that were read from them.

    Args:
        names: of persons, as the file's own columns give them.
    """

    def __init__(self, case: Case, names: list[str]) -> None:
        self._case, self._names = case, names
        self._asked = {
            one["column"]: question
            for one in case.mapping["columns"]
            if (question := case.questionnaire.questions.get(one.get("question") or ""))
        }
        self._columns: dict[int, tuple[Distinct, pa.Array]] = {}

    def column(self, column: int) -> pa.Array:
        """The texts of a column, redacted; null where a cell is empty."""
        held, cleaned = self._cleaned(column)
        return cleaned.take(pa.array(held.codes, mask=held.codes < 0))

    def answers(self, texts: pa.Array, column: int) -> pa.Array:
        """Texts that were read from a column, redacted; those of its own cells at no cost."""
        held, cleaned = self._cleaned(column)
        told = texts.dictionary_encode()
        if told.dictionary.equals(held.texts):
            return cleaned.take(told.indices)
        place = pc.index_in(told.dictionary, value_set=held.texts)
        known = cleaned.take(place)
        others = np.flatnonzero(place.is_null().to_numpy(zero_copy_only=False))
        if len(others):
            parts = self._redacted(told.dictionary.take(pa.array(others)), column)
            known = pc.replace_with_mask(known, place.is_null(), parts)
        return known.take(told.indices)

    def found_in(self, texts: Iterable[str]) -> dict[str, str]:
        """Those of some texts in which a person is named or can be reached, each as redacted."""
        told = list(dict.fromkeys(texts))
        clean = redaction.counted(told, self._names).texts.to_pylist()
        pairs = zip(told, clean, strict=True)
        return {text: one for text, one in pairs if one != text and redacted.is_marked(one)}

    def _cleaned(self, column: int) -> tuple[Distinct, pa.Array]:
        if column not in self._columns:
            held = self._case.held(column)
            self._columns[column] = held, self._redacted(held.texts, column)
        return self._columns[column]

    def _redacted(self, texts: pa.Array, column: int) -> pa.Array:
        """The texts, redacted; in a column of facts all but those that are nothing else."""
        question = self._asked.get(column)
        is_fact = question is not None and (
            question.role in FACTS or question.type in ("number", "date")
        )
        if question is None or not is_fact:
            return redaction.counted(texts, self._names).texts.cast(pa.string())
        return self.facts(texts, question.role)

    def facts(self, texts: pa.Array, role: str) -> pa.Array:
        """What was read as facts of a role, redacted where it is no number, day or code."""
        names = () if role in _NAMES_OF_FIRMS else self._names
        texts = texts.cast(pa.string())
        others = pc.fill_null(pc.invert(_is_plain(texts)), False)
        clean = redaction.counted(texts.filter(others), names).texts.cast(pa.string())
        return pc.replace_with_mask(texts, others, clean)


def _is_plain(texts: pa.Array) -> pa.Array:
    """Whether each text is a number, a day or a code and nothing else."""
    found = pc.match_substring_regex(texts, _NUMBER)
    for pattern in (_DAY, _CODE):
        found = pc.or_(found, pc.match_substring_regex(texts, pattern))
    return found
