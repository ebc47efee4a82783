"""From files to definitions: one function a kind of file, then the checks across files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions import model
from seutukuva.definitions.model import (
    EMPTY,
    Aggregation,
    Area,
    AreaEvent,
    Indicator,
    PeerGroup,
    Rate,
    Selection,
    Source,
    SourceAreas,
    Text,
    Theme,
)
from seutukuva.definitions.official import official
from seutukuva.definitions.phrases import phrase
from seutukuva.definitions.reading import Keys, rows, toml, tomls
from seutukuva.errors import DefinitionError

AREA_COLUMNS = [
    "area_id",
    "kind",
    "country",
    "code",
    "name_fi",
    "name_sv",
    "name_en",
    "name_nb",
    "subregion_id",
    "region_id",
    "country_id",
    "valid_from",
    "valid_to",
    "lon",
    "lat",
]
HISTORY_COLUMNS = [
    "date",
    "kind",
    "area_id",
    "predecessor_id",
    "predecessor_name",
    "text_fi",
    "text_sv",
    "text_en",
    "text_nb",
    "source",
]
AREA_ID = re.compile(r"[A-Z]{2}-(SSS|KU\d{3,4}|SK\d{3}|MK\d{2})")


def themes(file: Path) -> dict[str, Theme]:
    """Themes in the order of the file."""
    keys = toml(file)
    found: dict[str, Theme] = {}
    for order, entry in enumerate(keys.tables("theme"), 1):
        theme = Theme(entry.string("id"), entry.text("title"), order)
        entry.finish()
        if theme.id in found:
            raise entry.error("id", f"{theme.id!r} stands twice")
        found[theme.id] = theme
    keys.finish()
    return found


def caveats(file: Path) -> dict[str, Text]:
    """Reusable remarks by key."""
    keys = toml(file)
    found = {}
    for name in keys.names():
        entry = keys.table(name)
        found[name] = entry.text("text")
        entry.finish()
    keys.finish()
    return found


def _aggregation(keys: Keys) -> Aggregation:
    method = keys.string("method", allowed=model.AGGREGATIONS)
    numerator = denominator = ""
    factor, reason = 1.0, EMPTY
    if method == "ratio":
        numerator, denominator = keys.string("numerator"), keys.string("denominator")
        factor = keys.number("factor")
    elif method == "none":
        reason = keys.text("reason")
    keys.finish()
    return Aggregation(method, numerator, denominator, factor, reason)


def _selection(keys: Keys) -> Selection:
    source_id, contents = keys.string("id"), keys.string("contents")
    select = keys.table("select", {})
    pairs = tuple((role, select.string(role)) for role in sorted(select.names()))
    select.finish()
    keys.finish()
    return Selection(source_id, contents, pairs)


def _rate(keys: Keys, aggregation: Aggregation) -> Rate | None:
    """The base of a share: stated, or known from how the share adds up."""
    if keys.names():
        denominator = keys.string("denominator")
        # "none": a ratio of two counts of which neither is a part of the other has no base.
        stated = Rate(denominator, keys.number("factor")) if denominator != "none" else None
        keys.finish()
        return stated
    if aggregation.method == "ratio":
        return Rate(aggregation.denominator, aggregation.factor)
    return None


def indicator(name: str, keys: Keys) -> Indicator:
    """One indicator file."""
    title = keys.text("title")
    aggregation = _aggregation(keys.table("aggregation"))
    found = Indicator(
        id=name,
        title=title,
        short_title=keys.text("short_title", title),
        unit=keys.text("unit"),
        description=keys.text("description"),
        theme=keys.string("theme"),
        order=keys.integer("order"),
        decimals=keys.integer("decimals", high=4),
        polarity=keys.string("polarity", allowed=model.POLARITIES),
        period_kind=keys.string("period_kind", allowed=model.PERIOD_KINDS),
        age_base=keys.string("age_base", ""),
        display=keys.string("display", "level", allowed=model.DISPLAYS),
        aggregation=aggregation,
        selections=(
            _selection(keys.table("source")),
            *(_selection(more) for more in keys.tables("more_sources", [])),
        ),
        caveats=keys.strings("caveats", ()),
        rhythm=keys.string("rhythm", "", allowed=("", *model.RHYTHMS)),
        next_release=keys.day("next_release"),
        related=keys.strings("related", ()),
        headline=keys.boolean("headline", False),
        comparison=keys.string("comparison", "", allowed=("", *model.COMPARISONS)),
        phrase=phrase(keys.table("phrase")),
        rate=_rate(keys.table("rate", {}), aggregation),
        official=official(keys.table("official", {})),
    )
    keys.finish()
    return found


def _source_areas(keys: Keys) -> SourceAreas:
    kinds = keys.strings("kinds", model.AREA_KINDS)
    for kind in kinds:
        if kind not in model.AREA_KINDS:
            raise keys.error("kinds", f"{kind!r} is not allowed", ", ".join(model.AREA_KINDS))
    special = keys.table("map", {})
    found = SourceAreas(
        kinds=kinds,
        prefix=keys.string("prefix", ""),
        strip=keys.string("strip", ""),
        codelist=keys.string("codelist", ""),
        only=keys.strings("only", ()),
        map=MappingProxyType({code: special.string(code) for code in special.names()}),
    )
    keys.finish()
    return found


def source(name: str, keys: Keys) -> Source:
    """One source file."""
    connector = keys.string("connector", allowed=model.CONNECTORS)
    dimensions = keys.table("dimensions", {})
    roles = {role: dimensions.strings(role) for role in dimensions.names()}
    time = keys.table("time", {})
    fetched = connector != "none"
    found = Source(
        id=name,
        title=keys.text("title"),
        producer=keys.text("producer"),
        statistic=keys.text("statistic"),
        connector=connector,
        country=keys.string("country"),
        url=keys.string("url") if fetched else keys.string("url", ""),
        table=keys.string("table") if fetched else keys.string("table", ""),
        page=keys.string("page"),
        licence=keys.string("licence"),
        licence_url=keys.string("licence_url"),
        attribution=keys.text("attribution"),
        rhythm=keys.string("rhythm", allowed=model.RHYTHMS),
        next_release=keys.day("next_release"),
        languages=keys.strings("languages", ()),
        division=keys.string("division", ""),
        dimensions=MappingProxyType(roles),
        areas=_source_areas(keys.table("areas", {})),
        time_from=time.string("from", ""),
    )
    time.finish()
    keys.finish()
    return found


def peer_group(name: str, keys: Keys) -> PeerGroup:
    """One peer group file."""
    kind = keys.string("kind", allowed=model.PEER_KINDS)
    found = PeerGroup(
        id=name,
        title=keys.text("title"),
        description=keys.text("description"),
        kind=kind,
        order=keys.integer("order"),
        n=keys.integer("n", 20, low=1, high=100),
        areas=keys.strings("areas") if kind == "list" else (),
        indicators=keys.strings("indicators") if kind == "twins" else (),
    )
    keys.finish()
    return found


def _coordinate(file: Path, line: int, value: str) -> float | None:
    try:
        return float(value) if value else None
    except ValueError:
        raise DefinitionError(file, f"line {line}", f"{value!r} is not a coordinate") from None


def areas(file: Path) -> dict[str, Area]:
    """Every area of the file by id."""
    found: dict[str, Area] = {}
    for line, row in rows(file, tuple(AREA_COLUMNS)):
        area_id = row["area_id"]
        if not AREA_ID.fullmatch(area_id):
            raise DefinitionError(
                file, f"line {line}", f"{area_id!r} is not an area id", todo="write e.g. FI-KU729"
            )
        if area_id in found:
            raise DefinitionError(file, f"line {line}", f"{area_id} stands twice")
        if row["kind"] not in model.AREA_KINDS:
            raise DefinitionError(file, f"line {line}", f"kind {row['kind']!r} is not allowed")
        found[area_id] = Area(
            id=area_id,
            kind=row["kind"],
            country=row["country"],
            code=row["code"],
            name=MappingProxyType(
                {language: row[f"name_{language}"] for language in model.LANGUAGES}
            ),
            subregion_id=row["subregion_id"],
            region_id=row["region_id"],
            country_id=row["country_id"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            lon=_coordinate(file, line, row["lon"]),
            lat=_coordinate(file, line, row["lat"]),
        )
    for area in found.values():
        for parent in (area.subregion_id, area.region_id, area.country_id):
            if parent and parent not in found:
                raise DefinitionError(file, area.id, f"its parent {parent} is not in the file")
    return found


def area_history(file: Path, known: dict[str, Area]) -> tuple[AreaEvent, ...]:
    """Mergers, moved borders and new names, oldest first."""
    found = []
    for line, row in rows(file, tuple(HISTORY_COLUMNS)):
        where = f"line {line}"
        if row["area_id"] not in known:
            raise DefinitionError(file, where, f"{row['area_id']} is not in areas.csv")
        if row["kind"] not in model.HISTORY_KINDS:
            raise DefinitionError(file, where, f"kind {row['kind']!r} is not allowed")
        try:
            day = date.fromisoformat(row["date"])
        except ValueError:
            raise DefinitionError(file, where, f"{row['date']!r} is not a date") from None
        texts = {language: row[f"text_{language}"] for language in model.LANGUAGES}
        if not all(texts.values()):
            raise DefinitionError(file, where, "a text is missing in a language")
        found.append(
            AreaEvent(
                date=day,
                kind=row["kind"],
                area_id=row["area_id"],
                predecessor_id=row["predecessor_id"],
                predecessor_name=row["predecessor_name"],
                text=MappingProxyType(texts),
                source=row["source"],
            )
        )
    return tuple(sorted(found, key=lambda event: (event.date, event.area_id)))


def indicators(folder: Path) -> dict[str, Indicator]:
    """Every indicator file of the folder."""
    return {name: indicator(name, keys) for name, keys in tomls(folder)}


def sources(folder: Path) -> dict[str, Source]:
    """Every source file of the folder."""
    return {name: source(name, keys) for name, keys in tomls(folder)}


def peer_groups(folder: Path) -> dict[str, PeerGroup]:
    """Every peer group of the folder, in their order."""
    found = [peer_group(name, keys) for name, keys in tomls(folder)]
    return {group.id: group for group in sorted(found, key=lambda group: group.order)}
