"""What is known of the industries of areas: structures, their years, and their figures.

The only place of this room that asks for data. A structure keeps to one classification, and no
question here spans two: what changed between two classifications is not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import definitions, formats, made, store
from seutukuva.definitions.structures import UNKNOWN_INDUSTRY, Structure
from seutukuva.errors import MissingStructures

PUBLISHED, COMPUTED = "published", "computed"
# The least certain of several figures is what a sum of them is.
_BY_DOUBT = ("final", "break", "preliminary", "estimated")


@dataclass(frozen=True, slots=True)
class Known:
    """A structure that has figures for an area.

    Attributes:
        periods: those in which every industry has a figure, the earliest first.
        partly: those in which only some have.
        breaks: those from which on figures cannot be compared with the ones before.
    """

    structure: Structure
    periods: tuple[str, ...]
    partly: tuple[str, ...]
    breaks: tuple[str, ...] = ()

    def broken(self, first: str, last: str) -> str:
        """The latest break between two periods; "" where they can be compared."""
        return max((one for one in self.breaks if first < one <= last), default="")


@dataclass(frozen=True, slots=True)
class Figures:
    """The industries of an area in one period, in the order of the structure.

    Attributes:
        jobs: jobs or persons by industry, as the structure says; None where there is no figure,
            0 where there are none.
        statuses: by industry; "missing" where there is no figure.
        origin: ``published``, or ``computed`` where any figure is a sum or a product.
        source_ids: what the figures were read or made from.
    """

    area_id: str
    period: str
    jobs: Mapping[str, float | None]
    statuses: Mapping[str, str]
    origin: str
    source_ids: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every industry has a figure; of unknown industry there may be none."""
        return all(
            value is not None for name, value in self.jobs.items() if name != UNKNOWN_INDUSTRY
        )

    @property
    def status(self) -> str:
        """The least certain status of the figures; "missing" where there is not one."""
        known = [one for one in self.statuses.values() if one in _BY_DOUBT]
        return max(known, key=_BY_DOUBT.index, default="missing")


def structures(area_id: str) -> tuple[Known, ...]:
    """The structures that have figures for an area, in the order of their definitions.

    Raises:
        MissingStructures: the version was made before structures were known.
        MissingData: nothing has been published.
    """

    def make() -> tuple[Known, ...]:
        defined = definitions.load().structures
        found: dict[str, list[dict[str, Any]]] = {}
        for row in store.rows("pages/situation/structures", area_id=area_id):
            found.setdefault(row["structure_id"], []).append(row)
        return tuple(
            Known(
                defined[name],
                tuple(row["period"] for row in rows if not row["lacking"]),
                tuple(row["period"] for row in rows if row["lacking"]),
                tuple(row["period"] for row in rows if row["breaks"]),
            )
            for name, rows in found.items()
            if name in defined
        )

    _require_stored()
    return made.once(make, "structures", area_id)


def areas(structure_id: str, period: str) -> frozenset[str]:
    """Today's areas of every kind in which each industry has a figure.

    Raises:
        MissingStructures, MissingData: as `structures`.
    """

    def make() -> frozenset[str]:
        rows = store.rows(
            "pages/situation/structure_areas", structure_id=structure_id, period=period
        )
        return frozenset(row["area_id"] for row in rows)

    _require_stored()
    return made.once(make, "structure areas", structure_id, period)


def table(structure_id: str, area_ids: Sequence[str], period: str) -> dict[str, Figures]:
    """The industries of some areas in one period; areas without any figure left out.

    Raises:
        MissingStructures, MissingData: as `structures`.
    """

    def make() -> dict[str, Figures]:
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in store.rows(
            "pages/situation/industries",
            structure_id=structure_id,
            area_ids=list(area_ids),
            period=period,
        ):
            rows.setdefault(row["area_id"], []).append(row)
        return {area_id: _figures(area_id, period, own) for area_id, own in rows.items()}

    _require_stored()
    return dict(made.once(make, "industries", structure_id, tuple(area_ids), period))


def _require_stored() -> None:
    if not store.run("pages/situation/structures_stored")["is_stored"].any():
        raise MissingStructures(
            "this version was made before structures by industry were known",
            where=store.current_version().id,
            todo="run: python -m etl run --offline",
        )


def _figures(area_id: str, period: str, rows: Sequence[Mapping[str, Any]]) -> Figures:
    jobs = {row["industry"]: formats.finite(row["value"]) for row in rows}
    origins = {row["origin"] for row in rows}
    sources = [row[name] for row in rows for name in ("source_id", "total_source_id") if row[name]]
    return Figures(
        area_id=area_id,
        period=period,
        jobs=jobs,
        statuses={row["industry"]: str(row["status"]) for row in rows},
        origin=COMPUTED if COMPUTED in origins else PUBLISHED,
        source_ids=tuple(dict.fromkeys(sources)),
    )
