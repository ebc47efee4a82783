"""What is confidential with a word in it that stands nowhere else: interviews, scores, persons."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from seutukuva import definitions, records
from seutukuva.interviews import redacted
from seutukuva.pipeline import entering, locking, register
from seutukuva.records import batches
from tests.records.tiny_batch import upload

IDEA = "marked-idea"
FORM, QUESTION = "company_interview", "needs_text"
# Each firm writes something of its own: what several write alike is quoted once.
QUOTED = "Tarvitsemme {what}, ja {word} auttaisi."
NEEDED = (
    *("osaajia", "rahoitusta", "tiloja", "neuvontaa", "koulutusta", "asuntoja"),
    *("teitä", "junia", "asiakkaita", "alihankkijoita", "aikaa", "jatkajia"),
)


def interviews(folder: Path, *, quoted: str, file: str, firm: str, person: str) -> records.Entry:
    """Store interviews of some firms.

    Args:
        folder: an empty one for the upload.
        quoted: stands in a text that every firm allows to be quoted; it is shown as one is.
        file: in the name of the file.
        firm: in the names of the firms, which are shown to nobody.
        person: the name of a contact person.
    """
    firms = {f"{number:07d}-1": "grows" for number in range(1, len(NEEDED) + 1)}
    contacts = [{"response": 0, "name": person, "phone": "040 000 0000"}]
    upload(folder, firms, contacts=contacts, questionnaire=FORM, name=f"{file}.xlsx")
    added = {"question": QUESTION, "state": "answered"}
    texts = [QUOTED.format(what=one, word=quoted) for one in NEEDED]
    _change(folder, "responses", lambda rows: [
        {**one, "firm_name": f"{firm} {one['response']}", "quotation": True} for one in rows
    ])  # fmt: skip
    _change(folder, "answers", lambda rows: [
        *rows, *({"response": n, "text": text, **added} for n, text in enumerate(texts))
    ])  # fmt: skip
    plain = {"question": QUESTION, "word": redacted.QUOTABLE, "is_part": False}
    _change(folder, "words", lambda rows: [
        *rows, *({"response": n, **plain} for n in range(len(texts)))
    ])  # fmt: skip
    _describe(folder)
    return batches.accept(folder, by="local", accepted_warnings=True)


def _change(folder: Path, part: str, make: Any) -> None:
    file = folder / f"{part}.parquet"
    table = parquet.read_table(file)
    parquet.write_table(pa.Table.from_pylist(make(table.to_pylist()), schema=table.schema), file)


def _describe(folder: Path) -> None:
    """Say of the changed files what the check would have said."""
    told = json.loads((folder / "upload.json").read_text(encoding="utf-8"))
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    for part in summary["files"]:
        content = (folder / f"{part}.parquet").read_bytes()
        summary["files"][part] = hashlib.sha256(content).hexdigest()
    summary["batch"] = batches.identity(told, summary["files"])
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")


def scores(round_id: str, word: str) -> None:
    """Open an appraisal round and let one organisation score an idea, for reasons with a word."""
    defs = definitions.load()
    criteria = next(iter(defs.pipeline.criteria.values()))
    idea = {
        **{"title": "Idea", "description": "x", "origin": "bottom_up", "stage": "steering_group"},
        "development_area": defs.programme.development_areas[0].code,
        "stage_on": dt.date.today().isoformat(),
    }
    records.append("idea", idea, id=IDEA, by="local", source="bench")
    opened = locking.opened(criteria.id, dt.date.today(), round_id, [], defs.pipeline)
    records.append("criteria_lock", opened, id=locking.lock_id(round_id), by="local")
    lock = register.locks()[0]
    for who in criteria.assessors:
        typed = {one.id: (one.highest, word) for one in criteria.of(who)}
        body = entering.score(IDEA, who, lock, typed, round_id)
        own = entering.score_id(round_id, IDEA, who)
        records.append("idea_score", body, id=own, by="local", source="bench")
