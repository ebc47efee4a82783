"""A made-up list of projects, as large as a country's two funding periods together, and accepted.

Names, days, states and amounts are spread as in the public lists: most projects are ended, most
realise nearly what they were granted, and half of the implementers stand there once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from seutukuva import records, settings
from seutukuva.records.batch_files import file_of

FIRST_DAY, LAST_START = dt.date(2007, 1, 1), dt.date(2020, 1, 1)
LIST_DAY = dt.date(2022, 12, 31)
WORDS = (
    *("kehittäminen", "osaaminen", "verkosto", "yritys", "kasvu", "vienti", "matkailu", "energia"),
    *("teollisuusalue", "koulutus", "Saarijärvi", "Viitasaari", "digitaalisuus", "puu", "työ"),
    *("nuoret", "palvelu", "klusteri", "Äänekoski", "tutkimus", "ympäristö", "hanke"),
)
FUNDS = ("EAKR 2007–2020", "ESR 2007–2020")
PARTS = ("Länsi-Suomi", "Etelä-Suomi", "Itä-Suomi", "Pohjois-Suomi", "Valtakunnallinen osio")
TEXT, TEXTS, DAY = pa.string(), pa.list_(pa.string()), pa.date32()
PROJECTS = {
    **dict.fromkeys(("code", "name", "programme", "fund"), TEXT),
    "hierarchy": TEXTS,
    **dict.fromkeys(("authority", "state"), TEXT),
    **dict.fromkeys(("start", "end"), DAY),
    **dict.fromkeys(("implementer", "implementer_key", "organisation"), TEXT),
    **dict.fromkeys(("municipality", "business_id"), TEXT),
    **dict.fromkeys(("municipalities", "flags"), TEXTS),
}
FIGURES = {
    **dict.fromkeys(("code", "measure", "side", "part"), TEXT),
    "value": pa.float64(),
    "as_of": DAY,
    "stage": TEXT,
}
Row = dict[str, Any]


def accept(number: int) -> tuple[list[Row], list[Row]]:
    """Store a list in the data folder that the program looks at; gives its projects and figures.

    The same number always gives the same list.
    """
    dice = random.Random(11)
    projects = [_project(dice, n) for n in range(number)]
    figures = [figure for one in projects for figure in _figures(dice, one)]
    batch = hashlib.sha256(str(number).encode()).hexdigest()[:32]
    settings.batches_folder().mkdir(parents=True, exist_ok=True)
    files = {}
    for part, columns, rows in (("projects", PROJECTS, projects), ("figures", FIGURES, figures)):
        table = pa.Table.from_pylist(rows, schema=pa.schema(list(columns.items())))
        parquet.write_table(table, file_of(batch, part), compression="zstd")
        files[part] = hashlib.sha256(file_of(batch, part).read_bytes()).hexdigest()
    told = {"format": "eura2007", "file_name": "made.csv", "file_sha256": "0" * 64}
    records.append(
        "project_batch",
        {**told, "list_date": str(LIST_DAY), "batch": batch, "files": files, "projects": number},
        by="local",
        source="bench",
    )
    return projects, figures


def _project(dice: random.Random, n: int) -> Row:
    start = FIRST_DAY + dt.timedelta(days=dice.randrange((LAST_START - FIRST_DAY).days))
    end = start + dt.timedelta(days=dice.randint(90, 1500))
    fund = dice.choices(FUNDS, (86, 14))[0]
    firm = dice.randrange(2000) if dice.random() < 0.5 else 2000 + n
    return {
        "code": f"{'A' if fund == FUNDS[0] else 'S'}{70000 + n}",
        "name": " ".join(dice.sample(WORDS, dice.randint(2, 7))).capitalize() + f" {n % 977}",
        "programme": "2007–2020",
        "fund": fund,
        "hierarchy": [dice.choice(PARTS), str(dice.randint(1, 5))],
        "authority": f"Viranomainen {dice.randrange(25)}",
        "state": dice.choices(("ended", "interrupted", "running"), (90, 7, 3))[0],
        "start": start,
        "end": end,
        "implementer": f"{WORDS[firm % len(WORDS)].capitalize()} {firm} Oy",
        "implementer_key": str(firm),
        "municipality": f"FI-KU{dice.randrange(20, 999):03}" if dice.random() < 0.2 else None,
        "municipalities": [],
        "flags": ["planned_zero"] if dice.random() < 0.02 else [],
    }


def _figures(dice: random.Random, project: Row) -> list[Row]:
    granted = float(int(10 ** dice.uniform(3.3, 6.0)))
    public = granted * dice.uniform(1.0, 3.0)
    share = dice.choice((0.0, 0.53, 0.81, 0.95, 1.0, 1.0, 1.0))
    amounts = (
        ("eu_state", "planned", granted),
        ("eu_state", "realised", granted * share),
        ("public", "planned", public),
        ("public", "realised", public * share),
    )
    return [
        {
            "code": project["code"],
            **{"measure": measure, "side": side, "part": "all", "value": float(round(value))},
            "as_of": project["start"] if side == "planned" else LIST_DAY,
            "stage": "current_plan" if side == "planned" else "verified",
        }
        for measure, side, value in amounts
    ]
