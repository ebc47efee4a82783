"""A stand-in statistics server, patient clients that do not wait long, and small definitions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import requests

from etl import pacing
from etl.http import Manners
from seutukuva import texts
from seutukuva.definitions.model import (
    Aggregation,
    Area,
    Breakdown,
    Indicator,
    Phrase,
    Selection,
    Source,
    SourceAreas,
)
from seutukuva.definitions.structures import Structure
from tests import shell
from tests.conftest import SHARED

RESPONSES = Path(__file__).parent / "responses"
TEXT = {"fi": "x", "sv": "x", "en": "x"}
STATFIN = "https://pxdata.stat.fi/PXWeb/api/v1/fi/StatFin"
ROLES = {"area": ("alue",), "time": ("timeperiod",), "contents": ("contentscode",)}
# quick enough for a test, and never in its way
QUICK = Manners(
    tries=3, connect_timeout=2.0, read_timeout=5.0, backoff=0.01, calls=1000, window=1.0
)


def make_source(
    id: str,
    table: str,
    connector: str = "pxweb",
    *,
    url: str = STATFIN,
    country: str = "FI",
    dimensions: dict[str, tuple[str, ...]] | None = None,
    areas: SourceAreas | None = None,
    time_from: str = "",
) -> Source:
    """A source with what fetching needs, the rest filled in."""
    return Source(
        id=id,
        title=TEXT,
        producer=TEXT,
        statistic=TEXT,
        connector=connector,
        country=country,
        url=url,
        table=table,
        page="",
        licence="CC BY 4.0",
        licence_url="",
        attribution=TEXT,
        rhythm="yearly",
        next_release=date(2027, 1, 1),
        languages=("fi", "sv", "en"),
        division="2026",
        dimensions=ROLES if dimensions is None else dimensions,
        areas=areas or SourceAreas(),
        time_from=time_from,
    )


def make_indicator(id: str, source: str, contents: str, **select: str) -> Indicator:
    """An indicator with one selection, the rest filled in."""
    return Indicator(
        id=id,
        title=TEXT,
        short_title=TEXT,
        unit=TEXT,
        description=TEXT,
        theme="population",
        order=1,
        decimals=0,
        polarity="none",
        period_kind="year",
        age_base="",
        display="level",
        aggregation=Aggregation("sum"),
        selections=(Selection(source, contents, tuple(sorted(select.items()))),),
        caveats=(),
        rhythm="yearly",
        next_release=None,
        related=(),
        headline=False,
        phrase=Phrase(TEXT, (), (), "count"),
    )


@dataclass
class SmallDefinitions:
    """As much of the definitions as fetching and parsing read."""

    sources: dict[str, Source]
    indicators: dict[str, Indicator]
    areas: dict[str, Area] = field(default_factory=dict)
    breakdowns: dict[str, Breakdown] = field(default_factory=dict)
    structures: dict[str, Structure] = field(default_factory=dict)


def make_breakdown(id: str, source: str, contents: str, **also: Any) -> Breakdown:
    """A breakdown by single ages, the rest filled in."""
    fields: dict[str, Any] = {"ages": (), "oldest": 100, "sexes": {}, "first_period": ""}
    return Breakdown(
        id=id,
        title=TEXT,
        unit=TEXT,
        description=TEXT,
        theme="population",
        order=1,
        decimals=0,
        total="population",
        selection=Selection(source, contents),
        caveats=(),
        **(fields | also),
    )


def definitions(*things: Source | Indicator | Breakdown | Structure) -> Any:
    """Sources, indicators, breakdowns and structures together."""
    return SmallDefinitions(
        MappingProxyType({t.id: t for t in things if isinstance(t, Source)}),  # type: ignore[arg-type]
        MappingProxyType({t.id: t for t in things if isinstance(t, Indicator)}),  # type: ignore[arg-type]
        breakdowns={t.id: t for t in things if isinstance(t, Breakdown)},
        structures={t.id: t for t in things if isinstance(t, Structure)},
    )


@dataclass
class StandIn:
    """A running stand-in server and its controls."""

    url: str

    def control(self, **order: Any) -> None:
        """Changes what the server does; fails on an order it does not know."""
        requests.post(f"{self.url}/_control", json=order, timeout=5).raise_for_status()

    def fault(self, name: str, **settings: Any) -> None:
        """Switches a fault mode on (or off with ``on=False``)."""
        self.control(fault=name, **settings)

    def log(self) -> list[dict[str, Any]]:
        """Every request since the last reset."""
        return requests.get(f"{self.url}/_control/log", timeout=5).json()["requests"]

    def data_requests(self) -> list[dict[str, Any]]:
        """The requests for figures."""
        return [entry for entry in self.log() if entry.get("kind") == "data"]

    def summary(self) -> dict[str, Any]:
        """Calls, busiest window and repeated questions, a face."""
        return requests.get(f"{self.url}/_control/log?summary=1", timeout=5).json()


@pytest.fixture(scope="session")
def running_stand_in() -> Iterator[str]:
    """The address of a stand-in for the statistics servers, over recorded real figures."""
    if not (SHARED / "tools" / "statserver").is_dir():
        pytest.skip("the stand-in statistics server is not on this machine (../shared)")
    sys.path.insert(0, str(SHARED / "tools"))
    from statserver import running

    with running(limits={"calls": 0}) as server:
        yield server.url


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of its own; call budgets start afresh."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.setattr(pacing, "_limiters", {})
    return tmp_path


@pytest.fixture
def at_own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder of the person at this computer, who reads English."""
    shell.sit_at(tmp_path, monkeypatch)
    yield tmp_path
    texts.use(texts.DEFAULT)


@pytest.fixture
def server(running_stand_in: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """The stand-in in its normal state, as the place of all sources."""
    return stand_in(running_stand_in, monkeypatch)


def stand_in(url: str, patch: pytest.MonkeyPatch) -> StandIn:
    """The running stand-in, brought to its normal state, as the place of all sources."""
    patch.setenv("SEUTUKUVA_SOURCES_BASE", url)
    found = StandIn(url)
    found.control(
        reset=True,
        codes="new",
        hold_back=False,
        limits={"cells": 120_000, "calls": 0, "window": 60},
    )
    return found
