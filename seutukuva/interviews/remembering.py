"""What analysts say of a form's files is remembered: maps of columns and meanings of labels.

Both are records of the log, so the next file of that kind needs no mapping, and what was said
stands there with who and when.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

from seutukuva import records
from seutukuva.interviews import redacted
from seutukuva.interviews.keys import key
from seutukuva.records import Entry

MAP, SYNONYM = "interview_map", "answer_synonym"
# An analyst's word that a label is none of the options.
UNKNOWN = "unknown"
LONGEST_LABEL = 500


def known(questionnaire: str) -> dict[str, Any]:
    """What is remembered of a form.

    Returns:
        ``maps``: ``fingerprint`` and ``columns``, the newest first; ``synonyms``: question →
        label → meaning.
    """
    maps: list[dict[str, Any]] = []
    synonyms: dict[str, dict[str, str]] = {}
    # The last to be said comes last, though it was said before.
    for entry in [*records.newest_of(MAP), *records.newest_of(SYNONYM)]:
        body = entry.body
        if entry.is_withdrawn or body.get("questionnaire") != questionnaire:
            continue
        if entry.kind == MAP:
            maps.append({"fingerprint": body["fingerprint"], "columns": body["columns"]})
        else:
            synonyms.setdefault(body["question"], {})[body["label"]] = body["means"]
    return {"maps": maps[::-1], "synonyms": synonyms}


def remember(
    mapping: Mapping[str, Any], corrections: Mapping[str, Any], *, by: str, source: str
) -> list[Entry]:
    """Remember how a file was read, and what the analyst said of its labels.

    What is remembered already is not written again; what now means something else becomes a new
    version of the same record. A label without a meaning, or in which a person is named or can be
    reached, is asked for again each time: the log forgets nothing.

    Args:
        mapping: ``mapping.json`` of the file, as the check has left it.
        corrections: ``corrections.json``; its labels are remembered.

    Returns:
        The standing entries, the map's first.

    Raises:
        RecordsError: the log cannot be written.
    """
    form = mapping["questionnaire"]
    known = mapping.get("redacted") or {}
    columns = [
        {name: one[name] for name in ("question", "option", "keep")}
        | {"heading": redacted.written(one["heading"], known)}
        for one in mapping["columns"]
    ]
    body = {"questionnaire": form, "fingerprint": mapping["fingerprint"], "columns": columns}
    found = [_written(MAP, body, (form, mapping["fingerprint"]), by, source)]
    for question, labels in corrections.get("labels", {}).items():
        for label, means in labels.items():
            body = {
                "questionnaire": form,
                "question": question,
                "label": _plain(label),
                "means": means,
            }
            is_named = redacted.is_marked(redacted.written(label, known))
            if body["label"] and means not in ("", UNKNOWN) and not is_named:
                found.append(_written(SYNONYM, body, (form, question, key(label)), by, source))
    return found


def _written(
    kind: str, body: Mapping[str, Any], names: tuple[str, ...], by: str, source: str
) -> Entry:
    """Whoever says the same of the same has the same record, on whichever computer."""
    record_id = hashlib.sha256("\n".join((kind, *names)).encode()).hexdigest()
    versions = records.history(record_id)
    expect = versions[-1].seq if versions else None
    return records.append(kind, body, id=record_id, by=by, source=source, expect=expect)


def _plain(label: str) -> str:
    """A label on one line, without signs that the log does not take."""
    spaced = " ".join(label.split())[:LONGEST_LABEL]
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
