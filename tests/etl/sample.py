"""A tiny country for tests of the build: definitions, starter files and answers by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from etl import connectors, snapshots
from seutukuva import definitions, settings
from seutukuva.definitions.model import Definitions

Figure = tuple[str, str, str, float | None, str]  # series or indicator, area, period, value, status

LANGUAGES = ("fi", "sv", "en", "nb")
AREAS = """\
area_id,kind,country,code,name_fi,name_sv,name_en,name_nb,subregion_id,region_id,country_id,valid_from,valid_to,lon,lat
FI-SSS,country,FI,SSS,Koko maa,Hela landet,Whole country,Finland,,,,,,,
FI-MK13,region,FI,MK13,Keski-Suomi,Mellersta Finland,Central Finland,Midt-Finland,,,FI-SSS,,,,
FI-SK138,subregion,FI,SK138,Seutu,Regionen,Sub-region,Regionen,,FI-MK13,FI-SSS,,,,
FI-KU001,municipality,FI,KU001,Ähtä,Ähtä,Ähtä,Ähtä,FI-SK138,FI-MK13,FI-SSS,,,,
FI-KU002,municipality,FI,KU002,Zetala,Zetala,Zetala,Zetala,FI-SK138,FI-MK13,FI-SSS,,,,
FI-KU003,municipality,FI,KU003,Ålanen,Ålanen,Ålanen,Ålanen,,FI-MK13,FI-SSS,2020-01-01,,,
FI-KU004,municipality,FI,KU004,Vanhala,Vanhala,Vanhala,Vanhala,,FI-MK13,FI-SSS,,2019-12-31,,
FI-KU005,municipality,FI,KU005,Entinen,Entinen,Entinen,Entinen,,FI-MK13,FI-SSS,,2019-12-31,,
"""
FORMS = """\
area_id,fi_in,fi_of,sv_in,en_in,nb_in
FI-SSS,koko maassa,koko maan,i hela landet,in the whole country,i Finland
FI-MK13,Keski-Suomessa,Keski-Suomen,i Mellersta Finland,in Central Finland,i Midt-Finland
FI-SK138,seudulla,seudun,i regionen,in the sub-region,i regionen
FI-KU001,Ähtässä,Ähtän,i Ähtä,in Ähtä,i Ähtä
FI-KU002,Zetalassa,Zetalan,i Zetala,in Zetala,i Zetala
FI-KU003,Ålasilla,Ålasten,i Ålanen,in Ålanen,i Ålanen
"""
HISTORY = """\
date,kind,area_id,predecessor_id,predecessor_name,text_fi,text_sv,text_en,text_nb,source
2020-01-01,merger,FI-KU003,FI-KU004,Vanhala,Yhdistyi.,Gick samman.,Merged.,Slått sammen.,sample
2020-01-01,merger,FI-KU003,FI-KU005,Entinen,Yhdistyi.,Gick samman.,Merged.,Slått sammen.,sample
"""
INDICATORS = {
    "population": ("people", "sum", "year"),
    "jobs": ("jobs", "sum", "year"),
    "jobs_share": ("%", "ratio", "year"),
    "unemployment": ("%", "none", "month"),
}
CONTENTS = {"population": "vaesto", "jobs": "tyo", "jobs_share": "osuus", "unemployment": "tyoton"}
SOURCE = "numbers"


def _texts(table: str, text: str) -> str:
    return f"[{table}]\n" + "".join(f'{language} = "{text}"\n' for language in LANGUAGES)


def _indicator(name: str, order: int) -> str:
    unit, method, period_kind = INDICATORS[name]
    parts = [
        f'theme = "population"\norder = {order}\ndecimals = 0\npolarity = "up"',
        f'period_kind = "{period_kind}"',
        _texts("title", name.capitalize()),
        _texts("unit", unit),
        _texts("description", "A figure."),
        f'[source]\nid = "{SOURCE}"\ncontents = "{CONTENTS[name]}"',
        f'[aggregation]\nmethod = "{method}"',
    ]
    if method == "ratio":
        parts[-1] += '\nnumerator = "jobs"\ndenominator = "population"\nfactor = 100'
    if method == "none":
        parts.append(_texts("aggregation.reason", "It does not."))
    parts.append(_texts("phrase.subject", name) + '[phrase]\nverb = "count"')
    return "\n".join(parts) + "\n"


def _source() -> str:
    return "\n".join(
        [
            'connector = "pxweb"\ncountry = "FI"\nurl = "https://example.org/api"\ntable = "t"',
            'page = "https://example.org"\nlicence = "CC BY 4.0"',
            'licence_url = "https://example.org/licence"\nrhythm = "yearly"',
            *(_texts(one, "Numbers") for one in ("title", "producer", "statistic", "attribution")),
            '[dimensions]\narea = ["alue"]\ntime = ["vuosi"]\ncontents = ["tiedot"]\n'
            'age = ["ika"]\nsex = ["sukupuoli"]\n',
        ]
    )


def _programme() -> str:
    names = "{ fi = 'a', sv = 'a', en = 'a', nb = 'a' }"
    return "\n".join(
        [
            'areas = ["FI-KU001", "FI-KU002"]\nsubregion = "FI-SK138"\nregion = "FI-MK13"',
            'country = "FI-SSS"\ndefault_area = "FI-KU001"\ncompare = ["FI-SK138"]',
            'headline = ["population"]',
            _texts("title", "Sample"),
            _texts("description", "A sample."),
            f'[[organisation]]\nid = "o"\nname = {names}\nshort = "O"\nkind = "municipality"',
            f'[[development_area]]\ncode = "A"\nid = "a"\ntitle = {names}\nowner = "o"',
            f'sub_themes = [{names}]\nheadline = ["population"]\n',
        ]
    )


def _peer_group(kind: str, order: int) -> str:
    head = f'kind = "{kind}"\norder = {order}\n'
    head += "n = 1\n" if kind == "similar_size" else ""
    head += 'areas = ["FI-KU001", "FI-KU003"]\n' if kind == "list" else ""
    return head + _texts("title", kind) + _texts("description", kind)


def write(folder: Path, indicators: Iterable[str] = INDICATORS) -> None:
    """Write definitions/, programmes/ and an empty starter/ under ``folder``."""
    chosen = list(indicators)
    theme = '[[theme]]\nid = "population"\ntitle = { fi = "V", sv = "B", en = "P", nb = "B" }\n'
    files = {
        "definitions/themes.toml": theme,
        "definitions/caveats.toml": "",
        "definitions/areas.csv": AREAS,
        "definitions/area_forms.csv": FORMS,
        "definitions/area_history.csv": HISTORY,
        f"definitions/sources/{SOURCE}.toml": _source(),
        "programmes/sample/programme.toml": _programme(),
        "starter/starter_sources.csv": "file,source_id,vintage,origin,trail,licence\n",
    }
    for order, kind in enumerate(("own_subregion", "own_region", "similar_size", "list"), 1):
        files[f"definitions/peer_groups/{kind}.toml"] = _peer_group(kind, order)
    for order, name in enumerate(chosen, 1):
        files[f"definitions/indicators/{name}.toml"] = _indicator(name, order)
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@dataclass
class Country:
    """The sample in its own folder: ``define`` changes it, ``answer`` adds what was sent."""

    folder: Path
    fetched: int = 0

    def define(self, indicators: Iterable[str]) -> None:
        """Keep only these indicators."""
        for file in (self.folder / "definitions" / "indicators").glob("*.toml"):
            file.unlink()
        write(self.folder, indicators)

    def defs(self) -> Definitions:
        """The definitions as they stand."""
        return definitions.load()

    def starter(
        self,
        name: str,
        figures: Iterable[Figure],
        *,
        vintage: str = "2024-01-01",
        origin: str = "published",
    ) -> None:
        """Add a starter file."""
        starter = self.folder / "starter"
        rows = [
            f"{area},{indicator},{period},{'' if value is None else value},{status}"
            for indicator, area, period, value, status in figures
        ]
        text = "\n".join(["area_id,indicator_id,period,value,status", *rows, ""])
        (starter / f"{name}.csv").write_text(text, encoding="utf-8")
        with (starter / "starter_sources.csv").open("a", encoding="utf-8") as handle:
            handle.write(f"{name}.csv,{SOURCE},{vintage},{origin},by hand,\n")

    def answer(self, figures: Iterable[Figure], *, updated: str = "") -> str:
        """Store an answer, a day after the one before; returns its snapshot id."""
        self.fetched += 1
        body = json.dumps(list(figures)).encode()
        part = snapshots.RawPart(
            "https://example.org/api/t.px", {"ask": self.fetched}, body, "application/json"
        )
        source = self.defs().sources[SOURCE]
        stored = snapshots.draft(source, [part], {}, producer_updated=updated).commit(1)
        return self._dated(stored)

    def _dated(self, stored: snapshots.Snapshot) -> str:
        day = datetime(2026, 1, 1) + timedelta(days=self.fetched)
        name = f"{day:%Y%m%dT%H%M%SZ}-{stored.snapshot_id[-8:]}"
        folder = stored.folder.rename(stored.folder.with_name(name))
        sidecar = folder / snapshots.SIDECAR
        entry: dict[str, Any] = json.loads(sidecar.read_text())
        entry |= {"snapshot_id": name, "fetched_at": f"{day.isoformat()}+00:00"}
        sidecar.write_text(json.dumps(entry))
        return f"{SOURCE}:{name}"


def read_answer(_source: Any, snapshot: snapshots.Snapshot, _defs: Any) -> pa.Table:
    """Reads the answers of ``Country.answer`` as a connector reads a producer's."""
    rows = json.loads(snapshot.read(snapshot.parts[0]))
    names = ("series", "area_id", "period", "value", "status")
    columns: Mapping[str, list[Any]] = {
        name: [row[place] for row in rows] for place, name in enumerate(names)
    }
    taken_apart = ("breakdown=", "structure=")
    series = [
        one if one.startswith(taken_apart) else f"contents={CONTENTS.get(one, one)}"
        for one in columns["series"]
    ]
    return pa.table(
        {
            "series": pa.array(series).dictionary_encode(),
            "area_id": pa.array(columns["area_id"]).dictionary_encode(),
            "period": pa.array(columns["period"]).dictionary_encode(),
            "value": pa.array(columns["value"], pa.float64()),
            "status": pa.array(columns["status"]).dictionary_encode(),
        }
    )


def settled(folder: Path, patch: pytest.MonkeyPatch) -> Country:
    """The sample written to a folder, at which the program looks until the patch ends."""
    write(folder)
    patch.setenv("SEUTUKUVA_DATA", str(folder / "data"))
    patch.setenv("SEUTUKUVA_PROGRAMME", "sample")
    patch.setattr(settings, "definitions_folder", lambda: folder / "definitions")
    patch.setattr(settings, "programmes_folder", lambda: folder / "programmes")
    patch.setattr(settings, "starter_folder", lambda: folder / "starter")
    patch.setattr(connectors, "parse", read_answer)
    return Country(folder)


@pytest.fixture
def country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Country:
    """The program looks at the sample, in an empty data folder."""
    return settled(tmp_path, monkeypatch)
