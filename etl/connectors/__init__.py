"""One module a kind of statistics server; each fetches raw answers and reads them back."""

from __future__ import annotations

from types import ModuleType

import pyarrow as pa

from etl.connectors import pxweb, pxweb2, sotkanet, wfs
from etl.connectors.asking import Fetched, Task, Unchanged
from etl.connectors.wanted import Wanted, wanted_of
from etl.snapshots import Snapshot
from seutukuva.definitions.model import Definitions, Source
from seutukuva.errors import DefinitionError

__all__ = ["Fetched", "Task", "Unchanged", "Wanted", "connector", "parse", "wanted_of"]

CONNECTORS: dict[str, ModuleType] = {
    "pxweb": pxweb,
    "pxweb2": pxweb2,
    "sotkanet": sotkanet,
    "wfs": wfs,
}


def connector(source: Source) -> ModuleType:
    """The module that speaks with the source's server.

    Raises:
        DefinitionError: the source has no connector ("none": only in the starter data).
    """
    if source.connector not in CONNECTORS:
        raise DefinitionError(
            f"sources/{source.id}.toml",
            "connector",
            f"{source.connector!r} cannot be fetched",
            todo=f"one of {', '.join(CONNECTORS)}",
        )
    return CONNECTORS[source.connector]


def parse(source: Source, snapshot: Snapshot, defs: Definitions) -> pa.Table:
    """The wanted observations of a snapshot.

    Returns:
        Columns series, area_id, period (dictionaries of text), value (float64, NULL where there is
        no figure) and status (dictionary); see `etl.connectors.observations`.

    Raises:
        SourceError: a stored answer is damaged or of another shape.
    """
    table: pa.Table = connector(source).parse(source, snapshot, wanted_of(source, defs))
    return table
