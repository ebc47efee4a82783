"""Small lists of projects, and what the steps make of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import xlsxwriter
from pyarrow import parquet

from etl.projects import steps

HEADINGS = [
    *("Koodi", "Rahasto", "Projektin nimi", "Ohjelma / osio", "Tl", "Viranomainen"),
    *("Toiminnan tila", "Aloituspvm", "Päättymispvm", "Toteuttajan nimi"),
    *("Myönnetty EU- ja valtion rahoitus", "Toteutunut EU- ja valtion rahoitus"),
    *("Suunniteltu julkinen rahoitus yhteensä", "Toteutunut julkinen rahoitus yhteensä"),
]
AUTHORITY = "Hämeen elinkeino-, liikenne- ja ympäristökeskus"
GOOD = [
    *("S19001", "ESR", "Esimerkin hanke", "Etelä-Suomen suuralueosio", "1", AUTHORITY),
    *("Toiminta päättynyt", "1.5.2009", "30.4.2012", "Lahden Alueen Kehittämisyhtiö Oy"),
    *("194225", "168275", "228500", "202550"),
]
DAY = "2016-01-04"


def changed(code: str = "S19001", **cells: str) -> list[str]:
    """The good row of another project; a cell is named by the first word of its heading."""
    row = [*GOOD]
    row[0] = code
    for name, text in cells.items():
        row[NAMES[name]] = text
    return row


NAMES = {
    **{"fund": 1, "name": 2, "part": 3, "priority": 4, "authority": 5, "state": 6},
    **{"start": 7, "end": 8, "implementer": 9},
    **{"granted": 10, "paid": 11, "planned": 12, "realised": 13},
}


def quoted(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A list as CSV that quotes what needs it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([headings, *rows])
    return out.getvalue().encode()


def as_published(rows: Sequence[Sequence[str]]) -> bytes:
    """The same with nothing quoted, in the encoding of old."""
    return "\n".join(",".join(row) for row in [HEADINGS, *rows]).encode("cp1252")


def commas_lost(rows: Sequence[Sequence[str]]) -> bytes:
    """The same with a space in the place of every comma."""
    return quoted([[cell.replace(",", " ").replace('"', "'") for cell in row] for row in rows])


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as the only sheet of a workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "d.m.yyyy"}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Hankkeet")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell not in (None, ""):
                    sheet.write(number, column, cell)
    return out.getvalue()


@dataclass(frozen=True)
class Left:
    """What the steps leave in a folder."""

    folder: Path

    def json(self, name: str) -> Any:
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))

    def rows(self, part: str) -> list[dict[str, Any]]:
        return parquet.read_table(self.folder / f"{part}.parquet").to_pylist()

    @cached_property
    def projects(self) -> dict[str, dict[str, Any]]:
        return {one["code"]: one for one in self.rows("projects")}

    def values(self, code: str) -> dict[str, float]:
        """A project's figures by ``measure.side.part``."""
        return {
            f"{one['measure']}.{one['side']}.{one['part']}": one["value"]
            for one in self.rows("figures")
            if one["code"] == code
        }

    @cached_property
    def problems(self) -> list[dict[str, Any]]:
        return self.json("problems")

    def problem(self, code: str) -> dict[str, Any]:
        return next(one for one in self.problems if one["code"] == code)

    @property
    def codes(self) -> set[str]:
        return {one["code"] for one in self.problems}

    @property
    def summary(self) -> dict[str, Any]:
        return self.json("summary")

    @property
    def fields(self) -> dict[str, str | None]:
        """Heading → field."""
        return {one["heading"]: one["field"] for one in self.json("mapping")["columns"]}


def taken(
    folder: Path,
    content: bytes,
    *,
    day: str = DAY,
    form: str = "",
    corrections: Mapping[str, Any] | None = None,
    until: str = "check",
) -> Left:
    """Do the steps with a file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "file").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    told = {"name": "hankkeet.csv", "sha256": digest, "room": "projects", "format": form}
    told |= {"list_date": day, "received_at": "2026-01-02T09:00:00+00:00"}
    (folder / "upload.json").write_text(json.dumps(told), encoding="utf-8")
    if corrections is not None:
        (folder / "corrections.json").write_text(json.dumps(corrections), encoding="utf-8")
    for step in (steps.inspect, steps.map, steps.check):
        step(folder, lambda *_told: None)
        if step.__name__ == until:
            break
    return Left(folder)
