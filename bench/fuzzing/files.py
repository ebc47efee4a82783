"""Damaged definition files, and damaged answers of statistics servers."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import fuzzing
from bench.fuzzing import REFUSED, TAKEN, Tally
from etl import jsonstat, pxjson
from etl.connectors import pxweb, pxweb2, sotkanet, wfs
from etl.http import parse_json
from seutukuva import definitions, settings
from seutukuva.definitions import reading
from seutukuva.definitions.reading import Keys
from seutukuva.errors import SeutukuvaError

RECORDED = settings.REPOSITORY.parent / "shared" / "data" / "pxweb"
RESPONSES = settings.REPOSITORY / "tests" / "etl" / "responses"
LARGEST = 300_000  # bytes; larger answers only take longer
_ASSIGNED = re.compile(r"(?m)^(\s*[A-Za-z_]\w*\s*=\s*)(.+)$")
_TOML_VALUES = (
    *('""', '"x"', "0", "-1", "1", "1e308", "nan", "inf", "true", "false", "[]", "{}", "[[]]"),
    *("1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "[1, 2]", '["a", "a"]', '{ fi = "x" }'),
    *('"""\n"""', "'''x'''", '"\\u202e"', "99999999999999999999", '"2026-13"', '"FI-KU729"'),
    *('{ fi = "", sv = "", en = "", nb = "" }', '["population"]', '"(" ', '"[a-"', "0x7fffffffff"),
)


# ── definitions ──────────────────────────────────────────────────────────────────────────────


def of_definitions(count: int, chance: random.Random, folder: Path) -> Tally:
    """One file after another of a copy of all definitions is damaged, and everything is read."""
    tally = Tally()
    own, programmes = folder / "definitions", folder / "programmes"
    for origin, copy in (
        (settings.definitions_folder(), own),
        (settings.programmes_folder(), programmes),
    ):
        shutil.copytree(origin, copy)
    files = [one for one in sorted(folder.rglob("*")) if one.suffix in (".toml", ".csv")]
    with _parsed_once():
        for number in range(count):
            file = chance.choice(files)
            sound = file.read_bytes()
            file.write_bytes(_damaged(sound, chance))
            try:
                definitions.read(own, programmes, settings.programme_id())
                tally.note(TAKEN)
            except SeutukuvaError as error:
                tally.note(REFUSED) if error.where else tally.crash(error, (file.name, number))
            except Exception as error:
                what = _difference(sound, file.read_bytes())
                tally.crash(error, (file.relative_to(folder).as_posix(), what))
            finally:
                file.write_bytes(sound)
    return tally


@contextmanager
def _parsed_once() -> Iterator[None]:
    """Files that are not damaged are parsed once: reading all of them is most of the time."""
    whole: dict[tuple[Path, bytes], Keys] = {}
    plain = reading.tomli.load

    def load(handle: Any) -> dict[str, Any]:
        content = handle.read()
        key = (Path(handle.name), content)
        if key not in whole:
            handle.seek(0)
            found = plain(handle)
            if len(whole) > 5_000:
                whole.clear()
            whole[key] = found
        # Who reads takes copies of each table.
        return whole[key]  # type: ignore[return-value]

    reading.tomli.load = load
    try:
        yield
    finally:
        reading.tomli.load = plain


def _difference(sound: bytes, damaged: bytes) -> str:
    """The place at which a damaged file begins to differ."""
    pairs = zip(sound, damaged, strict=False)
    length = min(len(sound), len(damaged))
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), length)
    return f"at {at}: …{damaged[max(0, at - 60) : at + 80].decode('utf-8', 'replace')}…"


def _damaged(content: bytes, chance: random.Random) -> bytes:
    change = chance.choice((_values, _values, _values, _lines, _bytes, _texts))
    return change(content, chance)


def _values(content: bytes, chance: random.Random) -> bytes:
    """Another value for one key, or two."""
    text = content.decode("utf-8", "replace")
    for _turn in range(chance.choice((1, 1, 2))):
        found = list(_ASSIGNED.finditer(text))
        if not found:
            return _bytes(content, chance)
        one = chance.choice(found)
        other = chance.choice((chance.choice(_TOML_VALUES), chance.choice(found).group(2)))
        text = text[: one.start(2)] + other + text[one.end(2) :]
    return text.encode()


def _lines(content: bytes, chance: random.Random) -> bytes:
    """A line that is gone, stands twice, or has moved."""
    lines = content.splitlines(keepends=True)
    if not lines:
        return b"x"
    at = chance.randrange(len(lines))
    line = lines.pop(at)
    turn = chance.randrange(3)
    if turn == 1:
        lines[at:at] = [line, line]
    elif turn == 2:
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def _bytes(content: bytes, chance: random.Random) -> bytes:
    out = bytearray(content)
    turn = chance.randrange(3)
    if turn == 0 or not out:
        return bytes(out[: chance.randrange(len(out) + 1)])
    for _byte in range(chance.choice((1, 3))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    if turn == 2:
        at = chance.randrange(len(out))
        out[at:at] = chance.choice((b"\x00", b"\xff\xfe", b'"', b"[", b"]]", b"=", b"#", b"\r"))
    return bytes(out)


def _texts(content: bytes, chance: random.Random) -> bytes:
    """A hostile text where a text stands."""
    text = content.decode("utf-8", "replace")
    found = list(re.finditer(r'"[^"\n]*"|(?<=,)[^,\n"]*', text))
    if not found:
        return _bytes(content, chance)
    one = chance.choice(found)
    hostile = json.dumps(fuzzing.text(chance))
    return (text[: one.start()] + hostile + text[one.end() :]).encode("utf-8", "replace")


# ── answers of statistics servers ────────────────────────────────────────────────────────────


def of_answers(count: int, chance: random.Random) -> Tally:
    """Recorded answers, and their parts, damaged: read, or refused with what was expected."""
    tally = Tally()
    sound = [(one.name, one.read_bytes()) for one in _recorded()]
    readers = {
        "cube": _cube,
        "variables": lambda content: pxweb.variables(content, where="x"),
        "variables2": lambda content: pxweb2.variables(content, where="x"),
        "regions": lambda content: sotkanet.region_codes(content, where="x"),
        "rows": lambda content: sotkanet._rows(content, where="x"),
        "borders": lambda content: wfs.check(content, 1, where="x"),
    }
    for _number in range(count):
        name, body = chance.choice(sound)
        body = _changed(body, chance) if chance.random() < 0.7 else _bytes(body, chance)
        reader = "cube" if chance.random() < 0.6 else chance.choice(sorted(readers))
        _read(tally, readers[reader], body, (reader, name))
    return tally


def _recorded() -> list[Path]:
    found = [*RESPONSES.rglob("*.json"), *(RECORDED.glob("*.json") if RECORDED.is_dir() else ())]
    return [one for one in sorted(found) if 0 < one.stat().st_size <= LARGEST]


def _read(tally: Tally, read: Callable[[Any], Any], body: bytes, tried: object) -> None:
    try:
        read(parse_json(body, where="x"))
        tally.note(TAKEN)
    except SeutukuvaError:
        tally.note(REFUSED)
    except Exception as error:
        tally.crash(error, (tried, body[:200]))


def _cube(content: Any) -> None:
    if pxjson.is_pxjson(content):
        pxjson.read_content(content, where="x")
    else:
        jsonstat.read_all(content, where="x")


def _changed(body: bytes, chance: random.Random) -> bytes:
    """The same answer with another value, a missing or an added one somewhere inside."""
    try:
        content = json.loads(body)
    except ValueError:
        return _bytes(body, chance)
    for _turn in range(chance.choice((1, 1, 2, 4))):
        place = content
        while isinstance(place, (dict, list)) and place:
            keys = list(place) if isinstance(place, dict) else range(len(place))
            key = chance.choice(keys)
            inner = place[key]
            if isinstance(inner, (dict, list)) and inner and chance.random() < 0.75:
                place = inner
                continue
            if chance.random() < 0.2:
                del place[key]
            else:
                place[key] = fuzzing.value(chance)
            break
    return json.dumps(content, default=str).encode("utf-8", "surrogatepass")
