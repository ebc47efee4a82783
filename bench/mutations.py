"""Damaged workbooks by the thousand: each ends in a table or a message, none ends the program.

Many are read by one child, which is quicker than one each. A child that dies names the file that
it died of; that one goes through the intake alone, as on a page, and must come to a message.

`python -m bench.mutations FOLDER` is the child: it reads every file of a folder.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
import re
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import xlsxwriter
import xlwt

from bench import versions
from bench.report import Options, Report
from seutukuva import intake, settings, stepping
from seutukuva.children import Child
from seutukuva.errors import UploadRefused

FILES, QUICK_FILES = 2_400, 200
AT_ONCE = 60
SEED = 20261
LARGEST_SEED = 200_000  # bytes; larger sheets only take longer
SHARED = settings.REPOSITORY.parent / "shared" / "data" / "sheets"
OWN_PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml")

Mutation = Callable[[bytes, random.Random], bytes]


def run(options: Options) -> Report:
    """Damages workbooks and reads them."""
    report = Report("mutations")
    count = QUICK_FILES if options.quick else FILES
    found: Counter[str] = Counter()
    unclear: list[str] = []
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, versions.looking_at(Path(folder) / "data"):
        before = _resident()
        files = _damaged(count, random.Random(SEED))
        while batch := list(islice(files, AT_ONCE)):
            place = Path(tempfile.mkdtemp(dir=folder))
            for name, content in batch:
                (place / name).mkdir()
                (place / name / "file").write_bytes(content)
            for name, ended in _ends(place, [name for name, _content in batch]):
                found[ended] += 1
                if ended not in ("table", "message"):
                    content = (place / name / "file").read_bytes()
                    unclear += [f"{name}: {ended}"] if not _is_told(name, content) else []
        grown = _resident() - before
    report.add("damaged files read", sum(found.values()), least=count)
    report.add("of these a table came of", found["table"])
    report.add("of these a message came of", found["message"])
    report.add("children that died or hung", found["death"])
    report.add("mistakes of the program's own", found["mistake"], most=0)
    report.add("files that came to no message when sent alone", len(unclear), most=0)
    report.add("memory that the reading program grew by", grown, "MiB", most=100)
    report.add("time for a file", (time.perf_counter() - began) / count * 1000, "ms")
    report.notes.extend(unclear[:5])
    return report


# ── files ────────────────────────────────────────────────────────────────────────────────────


def _damaged(count: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    seeds = _seeds()
    mutations: list[Mutation] = [_flip, _cut, _cut_out, _double, _swap_parts, _edit, _edit, _lie]
    for number in range(count):
        origin = chance.choice(sorted(seeds))
        content = seeds[origin]
        for _turn in range(chance.choice((1, 1, 2, 3))):
            mutation = chance.choice(mutations)
            content = mutation(content, chance)
        yield f"{number:05d}-{re.sub(r'[^a-z0-9]', '-', origin.lower())}", content


def _seeds() -> dict[str, bytes]:
    found = {"own.xlsx": _own_workbook(), "own.xls": _own_old(), "own.csv": _own_text()}
    if SHARED.is_dir():
        for file in sorted(SHARED.iterdir()):
            if file.suffix != ".tsv" and 0 < file.stat().st_size <= LARGEST_SEED:
                found[file.name] = file.read_bytes()
    return found


def _rows() -> list[list[str | float]]:
    head: list[str | float] = ["Yritys", "Kunta", "Väki", "Arvio"]
    return [head, *([f"Oy {n} Ab", "Karstula", n % 40, "paranee"] for n in range(120))]


def _own_workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2026, 10, 1)})
    sheet = book.add_worksheet("Vastaukset")
    sheet.merge_range(0, 0, 0, 3, "Haastattelut")
    for number, row in enumerate(_rows(), 1):
        sheet.write_row(number, 0, row)
    date = book.add_format({"num_format": "d.m.yyyy"})
    sheet.write_datetime(2, 5, dt.datetime(2026, 10, 5), date)
    sheet.write_formula(3, 5, "=1/0", None, "#DIV/0!")
    book.add_worksheet("Koodit").hide()
    book.close()
    return out.getvalue()


def _own_old() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Vastaukset")
    for number, row in enumerate(_rows()):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _own_text() -> bytes:
    return "\n".join(";".join(str(cell) for cell in row) for row in _rows()).encode("cp1252")


def _flip(content: bytes, chance: random.Random) -> bytes:
    out = bytearray(content)
    for _byte in range(chance.choice((1, 4, 40)) if out else 0):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _cut_out(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.choice((1, 100, 5_000)) :]


def _double(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[max(0, at - 500) :]


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts of an archive; none where it is none, or no longer one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > 20 << 20:
                return {}
            return {part.filename: archive.read(part) for part in archive.infolist()}
    except Exception:  # whatever damaged it before
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            # Without the time of packing, a damaged file is the same each time.
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _swap_parts(content: bytes, chance: random.Random) -> bytes:
    parts = _parts(content)
    if len(parts) < 2:
        return _flip(content, chance)
    one, other = chance.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    if chance.random() < 0.3:
        del parts[one]
    return _packed(parts)


EDITS: tuple[tuple[bytes, bytes], ...] = (
    (rb'r="[A-Z]+\d+"', b'r="XFD1048576"'),
    (rb'r="[A-Z]+\d+"', b'r="ZZZZ99999999999"'),
    (rb'r="\d+"', b'r="0"'),
    (rb"<v>[^<]*</v>", b"<v>1e999</v>"),
    (rb"<v>[^<]*</v>", b"<v>-99999999999999999999</v>"),
    (rb"<v>[^<]*</v>", b"<v/>"),
    (rb't="\w+"', b't="s"'),
    (rb't="\w+"', b't="e"'),
    (rb't="\w+"', b't="d"'),
    (rb's="\d+"', b's="99999"'),
    (rb"</\w+>", b""),
    (rb"<\w+", b"<"),
    (rb'="[^"]*"', b'="\xff\xfe"'),
    (rb'="[^"]*"', b'="&undefined;"'),
    (rb'ref="[^"]*"', b'ref="A1:XFD1048576"'),
    (rb'count="\d+"', b'count="4294967295"'),
    (rb'target="[^"]*"', b'target="../../../../etc/passwd"'),
    (rb'repeated="\d+"', b'repeated="1048576"'),
    (rb"<row", b"<!DOCTYPE x [<!ENTITY a 'b'>]><row"),
    (rb'date1904="\w+"', b'date1904="maybe"'),
    (rb">[^<]{1,20}<", b">\x00\x01\x1f<"),
)


def _edit(content: bytes, chance: random.Random) -> bytes:
    parts = _parts(content)
    names = [name for name in parts if name.lower().endswith((".xml", ".rels"))]
    if not names:
        return _flip(content, chance)
    likely = [name for name in OWN_PARTS if name in parts]
    for _turn in range(3):
        name = chance.choice(likely if likely and chance.random() < 0.6 else names)
        pattern, by = chance.choice(EDITS)
        matches = list(re.finditer(pattern, parts[name]))
        if matches:
            match = chance.choice(matches)
            parts[name] = parts[name][: match.start()] + by + parts[name][match.end() :]
    return _packed(parts)


def _lie(content: bytes, chance: random.Random) -> bytes:
    """Another number somewhere in the archive's directory."""
    at = content.rfind(b"PK\x01\x02")
    if at < 0 or at + 46 > len(content):
        return _flip(content, chance)
    out = bytearray(content)
    place = at + chance.randrange(8, 46)
    out[place : place + 2] = chance.choice((b"\xff\xff", b"\x00\x00", b"\x01\x80"))
    return bytes(out)


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def _ends(place: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    """How each file of a folder ended: table, message, mistake or death."""
    waiting = list(names)
    while waiting:
        (place / "order.json").write_text(json.dumps(waiting), encoding="utf-8")
        command = [sys.executable, "-m", "bench.mutations", str(place)]
        with Child(command, stepping.environment(["inspect"])) as child:
            try:
                for told in child.lines(stepping.SECONDS):
                    waiting.remove(told["name"])
                    yield told["name"], told["ended"]
            except TimeoutError:
                pass
        if waiting:
            yield waiting.pop(0), "death"


def _is_told(name: str, content: bytes) -> bool:
    """Whether a file that is sent alone comes to a table or a message, as on a page."""
    upload = intake.receive(name, content, questionnaire="x", wave="2026-10", organisation="x")
    try:
        intake.step(upload.id, "inspect")
    except UploadRefused as error:
        return bool(error.what and error.todo)
    finally:
        intake.discard(upload.id)
    return True


def _resident() -> float:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0.0
    return (
        int(next(one for one in status.splitlines() if one.startswith("VmRSS")).split()[1]) / 1024
    )


def read_all(place: Path) -> None:
    """Read every file of a folder; a line each says how it ended."""
    from etl.interviews import worker
    from etl.interviews.reading import inspecting

    worker.limit(json.loads(os.environ.get(worker.LIMITS, "{}")))
    for name in json.loads((place / "order.json").read_text(encoding="utf-8")):
        try:
            inspecting.inspect(place / name, lambda share, doing: None)
            ended = "table"
        except UploadRefused as error:
            ended = "message" if error.what else "mistake"
        except MemoryError:
            ended = "message"
        except Exception:
            ended = "mistake"
        print(json.dumps({"name": name, "ended": ended}), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    read_all(Path(sys.argv[1]))
    sys.stdout.flush()
    os._exit(0)
