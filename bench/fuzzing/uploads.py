"""Whole files that look right and hold what nobody expects in their cells.

``bench.mutations`` damages files themselves; here the file can be read, and its cells go the whole
way: found, matched with questions or with columns of a list, checked, marked.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

from bench import fuzzing
from bench.fuzzing import CRASH, REFUSED, TAKEN, Tally
from bench.uploads import COLUMNS, LANGUAGE, QUESTIONNAIRE, WAVE, _answer, _business_ids
from etl.interviews import worker
from seutukuva import definitions, intake, upload_rooms

STEPS = ("inspect", "map", "check", "marked")
_LIST_CELLS = ("S11010", "1.1.2009", "31.12.2012", "100 000,00", "12", "Kaupunki", "Päättynyt", "")


def of_cells(count: int, chance: random.Random) -> Tally:
    """Interviews and lists of projects by turns."""
    tally = Tally()
    for number in range(count):
        room = chance.choice((upload_rooms.INTERVIEWS, upload_rooms.INTERVIEWS, "projects"))
        content = _interviews(chance) if room == upload_rooms.INTERVIEWS else _projects(chance)
        told: dict[str, Any] = {}
        if room == upload_rooms.INTERVIEWS:
            told = {"questionnaire": QUESTIONNAIRE, "wave": WAVE, "organisation": "SSYP"}
        upload = intake.receive(f"{number}.csv", content, room=room, **told)
        try:
            _through(tally, upload.id, content)
        finally:
            intake.discard(upload.id)
    return tally


def _through(tally: Tally, upload_id: str, content: bytes) -> None:
    folder = intake.folder(upload_id)
    told: dict[str, Any] = {}
    for step in STEPS:
        try:
            told = worker.perform(step, folder, lambda *_told: None)  # type: ignore[arg-type]
        except Exception as error:
            tally.crash(error, (step, content[:300]))
            return
        if "failed" in told:
            tally.note(CRASH, f"{step}: {told['failed']} — {content[:400]!r}")
            return
        if "refused" in told:
            break
    refused = told.get("refused")
    if refused and not (refused["what"] and refused["todo"]):
        tally.note(CRASH, f"a refusal without words — {content[:300]!r}")
    else:
        tally.note(REFUSED if refused else TAKEN)


def _interviews(chance: random.Random) -> bytes:
    found = definitions.load()
    form = found.questionnaires[QUESTIONNAIRE]
    asked = [form.questions[name] for name in COLUMNS]
    areas = [found.areas[one].name[LANGUAGE] for one in found.programme.areas]
    numbers = _business_ids()
    rows = [[question.title[LANGUAGE] for question in asked]]
    for row in range(chance.choice((1, 3, 12))):
        firm = next(numbers)
        rows.append([str(_answer(one, row, firm, areas, chance)) for one in asked])
    return _written(rows, chance)


def _projects(chance: random.Random) -> bytes:
    formats = [one for one in definitions.load().project_lists.values() if not one.is_page]
    names = [names[0] for names in chance.choice(formats).headings.values() if names]
    if not names:
        return _written([["Koodi", "Nimi"], ["1", "x"]], chance)
    rows = [names]
    for _row in range(chance.choice((1, 4, 12))):
        rows.append([chance.choice(_LIST_CELLS) for _name in names])
    return _written(rows, chance)


def _written(rows: Sequence[list[str]], chance: random.Random) -> bytes:
    """The rows as CSV, some cells hostile, some headings or rows missing or twice."""
    spoilt = chance.choice((0, 0.01, 0.1, 0.5))
    kept = [[_cell(cell, spoilt, chance) for cell in row] for row in _shaken(rows, chance)]
    out = io.StringIO()
    mark = chance.choice((";", ";", ",", "\t"))
    csv.writer(out, delimiter=mark, lineterminator=chance.choice(("\r\n", "\n"))).writerows(kept)
    encoding = chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
    return out.getvalue().encode(encoding, "replace")


def _shaken(rows: Sequence[list[str]], chance: random.Random) -> Iterator[list[str]]:
    turn = chance.random()
    gone = chance.randrange(len(rows[0])) if turn < 0.2 else None
    for number, row in enumerate(rows):
        own = [cell for place, cell in enumerate(row) if place != gone]
        if turn > 0.85 and number:
            own = own[: chance.randrange(len(own) + 1)]
        yield own
        if turn > 0.7 and chance.random() < 0.2:
            yield own


def _cell(cell: str, spoilt: float, chance: random.Random) -> str:
    if chance.random() >= spoilt:
        return cell
    # A null sign ends a file for the writer, and is tried by damaged files instead.
    return re.sub("\x00", "", fuzzing.text(chance))[:2_000]
