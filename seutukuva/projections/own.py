"""Our own projections as the build made them: with intervals, or with the reason why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import definitions, formats, store
from seutukuva.errors import MissingProjections


@dataclass(frozen=True, slots=True)
class Point:
    """One period ahead.

    Attributes:
        value: what is expected.
        low80, high80, low95, high95: where it lies with 80 and 95 per cent.
        naive: what it would be if the newest figure stayed; of months, the newest same month.
    """

    period: str
    value: float
    low80: float
    high80: float
    low95: float
    high95: float
    naive: float


@dataclass(frozen=True, slots=True)
class Own:
    """How a series is projected, or why it is not.

    Attributes:
        reason: one of `forecasting.REASONS` or `pools.ABOLISHED`; "" where something is
            projected.
        method: one of `forecasting.METHODS`; "" where nothing is projected.
        origin: the newest figure's period.
        first: the period of the first figure used.
        figures: how many figures were used.
        shown: how many periods ahead are shown.
        origins: from how many moments of its past the series was projected in the test.
        mase, mase_naive: mean scaled error in that test, of the projection and of the naive one;
            None without a test.
        pool: size class of the area (`pools.POOLS`).
        points: the periods shown, the next first.
    """

    indicator_id: str
    area_id: str
    reason: str
    method: str = ""
    origin: str = ""
    first: str = ""
    figures: int = 0
    shown: int = 0
    origins: int = 0
    mase: float | None = None
    mase_naive: float | None = None
    pool: str = ""
    points: tuple[Point, ...] = ()

    @property
    def gain(self) -> float | None:
        """By which part the error was smaller than that of the naive projection: 0.4 for 40 %."""
        if self.mase is None or not self.mase_naive:
            return None
        return 1 - self.mase / self.mase_naive


@dataclass(frozen=True, slots=True)
class Skill:
    """What the test of all areas of a size class showed, so many periods ahead.

    Attributes:
        mase, mase_naive: mean scaled error of the projections and of the naive ones.
        coverage80, coverage95: share of figures within the intervals, 0 to 1; None where none
            was tested.
        errors: how many projections were held against what came.
    """

    pool: str
    horizon: int
    mase: float
    mase_naive: float
    coverage80: float | None
    coverage95: float | None
    errors: int


def projection(indicator_id: str, area_id: str) -> Own | None:
    """The projection of a series; None where there is not one figure to project from.

    Raises:
        MissingProjections: the version was made before projections were calculated.
        MissingData: nothing has been published.
    """
    found = projections([indicator_id], [area_id])
    return found[0] if found else None


def of_area(area_id: str) -> tuple[Own, ...]:
    """The projections of every indicator that has a figure in an area.

    Raises:
        MissingProjections, MissingData: as `projection`.
    """
    return projections(list(definitions.load().indicators), [area_id])


def projections(indicator_ids: Sequence[str], area_ids: Sequence[str]) -> tuple[Own, ...]:
    """The projections of several series, by indicator and area; those without figures left out.

    Raises:
        MissingProjections, MissingData: as `projection`.
    """
    _require_stored()
    asked = {"indicator_ids": list(indicator_ids), "area_ids": list(area_ids)}
    points: dict[tuple[str, str], list[Point]] = {}
    for row in store.run("pages/situation/projections_own", **asked).to_dict("records"):
        points.setdefault((row["indicator_id"], row["area_id"]), []).append(_point(row))
    states = store.run("pages/situation/projection_states", **asked).to_dict("records")
    return tuple(_own(row, points.get((row["indicator_id"], row["area_id"]), [])) for row in states)


def skill(indicator_id: str, pool: str) -> tuple[Skill, ...]:
    """What the test of an indicator showed in a size class, the nearest period first.

    Raises:
        MissingProjections, MissingData: as `projection`.
    """
    _require_stored()
    rows = store.run("pages/situation/projection_skill", indicator_id=indicator_id)
    return tuple(_skill(row) for row in rows.to_dict("records") if row["pool"] == pool)


def _require_stored() -> None:
    if not store.run("pages/situation/projections_stored")["is_stored"].any():
        raise MissingProjections(
            "this version was made before projections were calculated",
            where=store.current_version().id,
            todo="run: python -m etl run --offline",
        )


def _point(row: Mapping[str, Any]) -> Point:
    names = ("value", "low80", "high80", "low95", "high95", "naive")
    return Point(str(row["period"]), *(float(row[name]) for name in names))


def _own(row: Mapping[str, Any], points: Sequence[Point]) -> Own:
    return Own(
        indicator_id=str(row["indicator_id"]),
        area_id=str(row["area_id"]),
        reason=str(row["reason"]),
        method=str(row["method"]),
        origin=str(row["origin_period"]),
        first=str(row["first_period"]),
        figures=int(row["figures"]),
        shown=int(row["shown"]),
        origins=int(row["origins"]),
        mase=formats.finite(row["mase"]),
        mase_naive=formats.finite(row["mase_naive"]),
        pool=str(row["pool"]),
        points=tuple(points),
    )


def _skill(row: Mapping[str, Any]) -> Skill:
    return Skill(
        pool=str(row["pool"]),
        horizon=int(row["horizon"]),
        mase=float(row["mase"]),
        mase_naive=float(row["mase_naive"]),
        coverage80=formats.finite(row["coverage80"]),
        coverage95=formats.finite(row["coverage95"]),
        errors=int(row["errors"]),
    )
