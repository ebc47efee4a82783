"""A large JSON-stat answer into the fact table, beside the bare parse and other readers.

What is read has 4.8 million cells in five dimensions, as a statistics server's table has them:
300 areas × 40 years × 400 series of 2 sexes, 100 ages and 2 contents, with a status beside some
figures and nothing in place of others. (pyjstat's time depends on that shape: it makes one Python
generator for every group of the last dimension.)
"""

from __future__ import annotations

import math
import statistics
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import orjson
import pandas as pd
import pyarrow as pa

from bench.report import Options, Report
from bench.timing import interleaved, peak_growth, ratio
from etl import jsonstat
from etl.connectors.observations import Collector, collect
from etl.connectors.wanted import Wanted
from seutukuva.definitions.model import EMPTY, Selection, Source, SourceAreas

SIZES = {"alue": 300, "vuosi": 40, "sukupuoli": 2, "ika": 100, "tiedot": 2}
QUICK_SIZES = SIZES | {"ika": 10}
MOST_OF_BARE_PARSE = 3.5
LEAST_OF_PXWEBPY = 8.0
LEAST_OF_PYJSTAT = 50.0
SEX = "sukupuoli"
ROUNDS = 7
PEER_ROUNDS = 5
SHARE_OF_STATUS, SHARE_OF_NOTHING = 0.02, 0.03


def answer(sizes: Mapping[str, int] = SIZES) -> bytes:
    """A JSON-stat 2 answer as PxWeb writes it: values as a list, status by position."""
    cells = math.prod(sizes.values())
    random = np.random.default_rng(2)
    values: list[Any] = (random.integers(0, 1_000_000, cells) / 10).tolist()
    status = {}
    for position in random.choice(cells, int(cells * SHARE_OF_NOTHING), replace=False).tolist():
        values[position] = None
        status[str(position)] = ".." if position % 2 else "..."
    for position in random.choice(cells, int(cells * SHARE_OF_STATUS), replace=False).tolist():
        status.setdefault(str(position), "p")
    content = {
        "version": "2.0",
        "class": "dataset",
        "label": "Koetaulukko",
        "source": "Koe",
        "updated": "2026-03-31T05:00:00Z",
        "id": list(sizes),
        "size": list(sizes.values()),
        "dimension": {id: _dimension(id, size) for id, size in sizes.items()},
        "role": {"time": ["vuosi"], "metric": ["tiedot"]},
        "value": values,
        "status": status,
    }
    return orjson.dumps(content)


def _dimension(id: str, size: int) -> dict[str, Any]:
    codes = [_code(id, number) for number in range(size)]
    category = {"index": {c: n for n, c in enumerate(codes)}, "label": {c: c for c in codes}}
    return {"label": id.capitalize(), "category": category}


def _code(id: str, number: int) -> str:
    forms = {"alue": f"KU{number:03d}", "vuosi": f"{1985 + number}", "ika": f"{number:03d}"}
    return forms.get(id, f"{id}_{number}")


def to_fact_table(
    body: bytes, database: duckdb.DuckDBPyConnection, table: str = "memory.fact"
) -> None:
    """Our way: the whole cube with its status."""
    cube: pa.Table = jsonstat.read(body).to_arrow()  # noqa: F841 - DuckDB finds it by its name
    database.execute(f"create or replace table {table} as select * from cube")


def to_wanted_series(
    body: bytes, database: duckdb.DuckDBPyConnection, sizes: Mapping[str, int]
) -> None:
    """Our way as a build goes it: every series by its key, areas by id, status in one language."""
    into = Collector()
    selections = tuple(
        Selection("bench", _code("tiedot", c), (("age", _code("ika", a)), ("sex", _code(SEX, x))))
        for c in range(sizes["tiedot"])
        for a in range(sizes["ika"])
        for x in range(sizes[SEX])
    )
    cube = jsonstat.read(body)
    collect(cube, _source(), Wanted("bench", selections), into, where="bench")
    staged = into.table()  # noqa: F841 - DuckDB finds it by its name
    database.execute("create or replace table fact as select * from staged")


def _source() -> Source:
    roles = {
        "area": ("alue",),
        "time": ("vuosi",),
        "contents": ("tiedot",),
        "age": ("ika",),
        "sex": (SEX,),
    }
    return Source(
        id="bench",
        title=EMPTY,
        producer=EMPTY,
        statistic=EMPTY,
        connector="pxweb",
        country="FI",
        url="",
        table="",
        page="",
        licence="",
        licence_url="",
        attribution=EMPTY,
        rhythm="yearly",
        next_release=None,
        languages=("fi",),
        division="",
        dimensions=roles,
        areas=SourceAreas(),
        time_from="",
    )


def pxwebpy_frame(body: bytes) -> pd.DataFrame:
    """pxwebpy's unpacking, given the faster parse of the bytes."""
    from pxweb._internal.functions import unpack_table_data

    return pd.DataFrame(unpack_table_data(orjson.loads(body), "code"))


def pyjstat_frame(body: bytes) -> pd.DataFrame:
    """pyjstat's documented way."""
    from pyjstat import pyjstat  # type: ignore[import-untyped]

    frame: pd.DataFrame = pyjstat.Dataset.read(body.decode()).write("dataframe", naming="id")
    return frame


def _with(database: Path, body: Path, way: str, sizes: Mapping[str, int]) -> Callable[[], Any]:
    """One way, ready to go in a fresh process: for its memory."""
    content = body.read_bytes()
    connection = duckdb.connect()
    connection.execute(f"attach '{database}' as file")
    ways: dict[str, Callable[[], Any]] = {
        "parse": lambda: orjson.loads(content),
        "fact": lambda: to_fact_table(content, connection),
        "file": lambda: to_fact_table(content, connection, "file.fact"),
        "wanted": lambda: to_wanted_series(content, connection, sizes),
    }
    return ways[way]


def run(options: Options) -> Report:
    """Measures time in interleaved rounds and memory in processes of their own."""
    sizes = QUICK_SIZES if options.quick else SIZES
    report = Report("jsonstat")
    body = answer(sizes)
    report.add("cells", math.prod(sizes.values()))
    report.add("answer", len(body) / 2**20, "MiB")
    with tempfile.TemporaryDirectory() as folder:
        with duckdb.connect() as database:
            database.execute(f"attach '{folder}/file.duckdb' as file")
            _times(report, body, database, sizes)
            _peers(report, body, database)
        _memory(report, body, Path(folder), sizes)
    return report


def _times(
    report: Report, body: bytes, database: duckdb.DuckDBPyConnection, sizes: Mapping[str, int]
) -> None:
    times = interleaved(
        {
            "parse": lambda: orjson.loads(body),
            "read": lambda: jsonstat.read(body).to_arrow(),
            "fact": lambda: to_fact_table(body, database),
            "file": lambda: to_fact_table(body, database, "file.fact"),
            "wanted": lambda: to_wanted_series(body, database, sizes),
        },
        ROUNDS,
    )
    names = {
        "parse": "orjson.loads alone",
        "read": "bytes to Arrow table with status",
        "fact": "bytes to fact table with status",
        "file": "bytes to fact table in a file, compressed and on the disk",
        "wanted": "bytes to staged series of the definitions",
    }
    for key, name in names.items():
        report.add(name, statistics.median(times[key]) * 1000, "ms")
    report.add(
        "bytes to fact table / orjson.loads",
        ratio(times["fact"], times["parse"]),
        "×",
        most=MOST_OF_BARE_PARSE,
    )
    report.add(
        "bytes to fact table in a file / orjson.loads", ratio(times["file"], times["parse"]), "×"
    )
    report.add("bytes to staged series / orjson.loads", ratio(times["wanted"], times["parse"]), "×")


def _peers(report: Report, body: bytes, database: duckdb.DuckDBPyConnection) -> None:
    """The same bytes through the other readers, up to a frame and on into the table."""

    def inserted(read: Callable[[bytes], pd.DataFrame]) -> None:
        frame = read(body)  # noqa: F841 - DuckDB finds it by its name
        database.execute("create or replace table peer as select * from frame")

    times = interleaved(
        {
            "ours": lambda: to_fact_table(body, database),
            "pxwebpy": lambda: pxwebpy_frame(body),
            "pxwebpy_table": lambda: inserted(pxwebpy_frame),
            "pyjstat": lambda: pyjstat_frame(body),
        },
        PEER_ROUNDS,
        warm=False,
    )
    for name in ("pxwebpy", "pxwebpy_table", "pyjstat"):
        report.add(name.replace("_", " to "), statistics.median(times[name]) * 1000, "ms")
    report.add(
        "pxwebpy's unpacking to a frame / bytes to fact table",
        ratio(times["pxwebpy"], times["ours"]),
        "×",
        least=LEAST_OF_PXWEBPY,
    )
    report.add(
        "pxwebpy on into a table / bytes to fact table",
        ratio(times["pxwebpy_table"], times["ours"]),
        "×",
    )
    report.add(
        "pyjstat to a frame / bytes to fact table",
        ratio(times["pyjstat"], times["ours"]),
        "×",
        least=LEAST_OF_PYJSTAT,
    )
    report.notes.append("Neither of the other readers keeps the status; ours does.")


def _memory(report: Report, body: bytes, folder: Path, sizes: Mapping[str, int]) -> None:
    stored = folder / "answer.json"
    stored.write_bytes(body)
    ways = {
        "parse": "orjson.loads alone",
        "fact": "bytes to fact table",
        "file": "bytes to fact table in a file",
        "wanted": "bytes to staged series",
    }
    for way, name in ways.items():
        grown = peak_growth(_with, folder / f"{way}.duckdb", stored, way, sizes)
        report.add(f"memory above the answer at its highest: {name}", grown, "MiB")
