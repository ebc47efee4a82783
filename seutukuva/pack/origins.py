"""Where the figures of a pack come from, asked once for all of its sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from seutukuva import definitions, made, store, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.export import Origin
from seutukuva.pack.scope import Scope
from seutukuva.ui.takeaway import origin

_States = Mapping[str, Sequence[Mapping[str, Any]]]


def _known(scope: Scope) -> _States:
    """The states of sources by indicator: of the headline's and of every KPI's."""
    found = definitions.load()
    programme = found.programme
    wanted = {*programme.headline, *(k for one in programme.development_areas for k in one.kpis)}
    ids = sorted(one for one in wanted if one in found.indicators)

    def make() -> _States:
        rows = store.rows(
            "pages/meetings/pack_origins", indicator_ids=ids, area_ids=list(scope.areas)
        )
        states: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            states.setdefault(row["indicator_id"], []).append(row)
        return states

    return made.once(make, "pack origins", tuple(ids), scope.areas)


def lines(scope: Scope, indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Producer, statistic and day of the sources of some of them, a line each."""
    speak, sources = texts.language(), definitions.load().sources
    known = _known(scope)
    found = [
        f"{wording.source_line(source, row, speak)} ({source.title[speak]})"
        for one in indicators
        for row in known.get(one.id, ())
        if (source := sources.get(row["source_id"]))
    ]
    return tuple(dict.fromkeys(found))


def every(scope: Scope, indicator_ids: Iterable[str]) -> tuple[Origin, ...]:
    """The sources of some indicators with their licences, each once, in the order they occur."""
    sources, speak = definitions.load().sources, texts.language()
    known = _known(scope)
    newest: dict[str, Mapping[str, Any]] = {}
    for one in indicator_ids:
        for row in known.get(one, ()):
            before = newest.get(row["source_id"])
            if before is None or _updated(row) > _updated(before):
                newest[row["source_id"]] = row
    return tuple(origin(sources[key], row, speak) for key, row in newest.items() if key in sources)


def _updated(row: Mapping[str, Any]) -> str:
    return str(row["producer_updated"] or "")
