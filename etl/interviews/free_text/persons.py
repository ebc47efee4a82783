"""The persons that a file names in its own columns, so that its other texts can do without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from etl.interviews.matching import evidence
from etl.interviews.values import distinct
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import redacted

NAME, FIRST, LAST = "name", "first_name", "last_name"
# Of these only the names in e-mail addresses are taken: streets and numbers name nobody.
_NAMELESS = frozenset(("email", "phone", "identity", "address"))
_ROLES = {"contact_name": NAME, "interviewer": NAME, "contact_email": "email"}
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST = 200
_SHORTEST_LOCAL = 3
# A longer heading is a question, and a longer cell an answer.
_MOST_WORDS = 5


def named(
    columns: Sequence[pa.Array | pa.ChunkedArray],
    means: Iterable[Mapping[str, Any]],
    questionnaire: Questionnaire,
) -> list[str]:
    """The persons of every personal column, each once; a first name beside its family name.

    Args:
        columns: of the sheet.
        means: what they mean, as ``mapping.json`` has it.
    """
    found: set[str] = set()
    apart: dict[str, list[int]] = {FIRST: [], LAST: []}
    for one in means:
        holds = _holds(one, questionnaire)
        if holds is None:
            continue
        part = next((name for name in (FIRST, LAST) if name in holds), None)
        if part:
            apart[part].append(one["column"])
            continue
        for text in distinct.of(columns[one["column"]]).values:
            found.update(_of_cell(text, is_name=not holds or not holds <= _NAMELESS))
    found.update(_together([columns[at] for at in (*apart[FIRST], *apart[LAST])]))
    return sorted(found)


def _holds(one: Mapping[str, Any], questionnaire: Questionnaire) -> frozenset[str] | None:
    """What a column holds of persons; empty where its cells alone tell; None: of nobody."""
    question = questionnaire.questions.get(one.get("question") or "")
    if question is None:
        if not one.get("is_personal"):
            return None
        # "Mitä neuvoja tarvitsette?" asks for advice, "Neuvoja" for a person.
        is_short = len(one["heading"].split()) <= _MOST_WORDS
        return evidence.held_by(one["heading"]) if is_short else _NAMELESS
    if not question.is_personal:
        return None
    listed = evidence.held_by(one["heading"]) & {FIRST, LAST}
    return listed or (frozenset({_ROLES[question.role]}) if question.role in _ROLES else None)


def _of_cell(text: str, *, is_name: bool) -> set[str]:
    """The names in a cell: those of its e-mail addresses, and what else it says."""
    found = set()
    rest = text[:_LONGEST]
    for part in redacted.personal(rest):
        if part.kind == "email":
            local = " ".join(_NOT_LETTERS.split(re.split(r"@|\(|\[| at | ät ", part.text)[0]))
            if len(local.strip()) >= _SHORTEST_LOCAL:
                found.add(local.strip())
    if is_name:
        rest = redacted.without_personal(rest, " ").strip()
        if any(sign.isalpha() for sign in rest) and len(rest.split()) <= _MOST_WORDS:
            found.add(rest)
    return found


def _together(columns: Sequence[pa.Array | pa.ChunkedArray]) -> set[str]:
    """The cells of each row as one name."""
    told = [column.cast(pa.string()).to_pylist() for column in columns]
    rows = zip(*told, strict=True)
    return {" ".join(cell.strip() for cell in row if cell) for row in rows if any(row)}
