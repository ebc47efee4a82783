"""What is read of industries: years, whole and in part, and what they are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import build
from etl.versions import current
from seutukuva import definitions, store
from seutukuva.economy import reading
from seutukuva.economy.reading import Figures, Known
from seutukuva.economy.view import usual_start
from seutukuva.errors import MissingData, MissingStructures
from tests import tiny_version

pytestmark = pytest.mark.slow

OWN, SUBREGION, REGION, COUNTRY = "FI-KU729", "FI-SK138", "FI-MK13", "FI-SSS"
SECTORS, EARLIER = "jobs_by_sector", "employed_by_industry_2002"


def years(found: tuple[Known, ...]) -> dict[str, tuple[str, str, int]]:
    """Structure → first and last year, and how many."""
    return {one.structure.id: (one.periods[0], one.periods[-1], len(one.periods)) for one in found}


def test_an_area_has_its_structures_each_with_its_years(starter: Path) -> None:
    found = reading.structures(OWN)
    assert years(found) == {
        SECTORS: ("2007", "2016", 10),
        "employed_by_industry_2008": ("2007", "2010", 4),
        EARLIER: ("1990", "2007", 18),
    }
    assert [one.structure for one in found] == [
        one for one in definitions.load().structures.values() if one.id in years(found)
    ]
    assert not [one.partly for one in found if one.partly]
    # All municipalities are known in some years, and so are the region and the country.
    assert years(reading.structures(REGION)) == {SECTORS: ("2008", "2016", 5)}
    assert years(reading.structures(COUNTRY)) == {SECTORS: ("2008", "2016", 5)}
    assert reading.structures("SE-KU2583") == reading.structures("nowhere") == ()


def test_industries_make_the_published_total(starter: Path) -> None:
    found = reading.table(SECTORS, [OWN, COUNTRY, "SE-KU2583"], "2016")
    assert set(found) == {OWN, COUNTRY}, "an area without figures is left out"
    own, country = found[OWN], found[COUNTRY]
    assert list(own.jobs) == ["primary", "secondary", "services", "unknown"]
    # 3,020 jobs, of which 11.9, 19.6 and 66.8 per cent are published.
    assert list(own.jobs.values()) == [359.38, 591.92, 2017.36, 51.34]
    assert (own.origin, own.status, own.is_whole) == ("computed", "final", True)
    assert own.source_ids == ("statfin_142h", "statfin_115p")
    # Summed over 308 municipalities, and published by the producer.
    assert sum(value or 0 for value in country.jobs.values()) == pytest.approx(2_275_679, abs=1)


def test_shares_without_a_total_are_no_figures(starter: Path) -> None:
    # The region's shares are published, and of how many is not known here.
    assert reading.table(EARLIER, [REGION], "1990") == {}


def test_areas_of_a_year_are_those_of_today_with_every_industry(starter: Path) -> None:
    known = reading.areas(SECTORS, "2016")
    assert {OWN, SUBREGION, REGION, COUNTRY} < known
    # A merged municipality has figures of its own, and is part of its successor.
    assert "FI-KU911" not in known and reading.table(SECTORS, ["FI-KU911"], "2016")
    merged = reading.table(SECTORS, ["FI-KU541", "FI-KU911"], "2016")
    jobs = {area: sum(value or 0 for value in one.jobs.values()) for area, one in merged.items()}
    assert jobs == pytest.approx({"FI-KU541": 3330, "FI-KU911": 625}, abs=5)
    assert len(reading.areas(EARLIER, "1990")) == 14
    assert reading.areas(SECTORS, "1990") == reading.areas("nowhere", "2016") == frozenset()


def test_a_year_with_a_missing_industry_is_known_in_part(entering: Path) -> None:
    pointer = current()
    assert pointer is not None
    with build.opened(pointer.path, writable=True) as con:
        con.execute(
            "update fct_industry set value = null, status = 'missing' where period = '2010'"
            f" and industry = 'primary' and area_id = '{OWN}' and structure_id = '{SECTORS}'"
        )
        con.execute(
            "update fct_industry set status = 'preliminary', origin = 'published'"
            f" where period = '2009' and industry = 'primary' and area_id = '{OWN}'"
        )
        con.execute(
            "update fct_industry set status = 'break' where period = '2012'"
            f" and industry = 'services' and area_id = '{OWN}' and structure_id = '{SECTORS}'"
        )
    (sectors,) = [one for one in reading.structures(OWN) if one.structure.id == SECTORS]
    assert sectors.partly == ("2010",) and "2010" not in sectors.periods
    assert sectors.breaks == ("2012",) and sectors.broken("2011", "2012") == "2012"
    assert sectors.broken("2012", "2016") == sectors.broken("2007", "2011") == ""
    assert usual_start(sectors, OWN, sectors.periods) == "2013", "later, and with the country"
    assert OWN not in reading.areas(SECTORS, "2010")
    found = reading.table(SECTORS, [OWN], "2010")[OWN]
    assert found.jobs["primary"] is None and found.statuses["primary"] == "missing"
    assert not found.is_whole and found.jobs["services"]
    mixed = reading.table(SECTORS, [OWN], "2009")[OWN]
    assert (mixed.status, mixed.origin) == ("preliminary", "computed")


def test_what_is_of_no_known_industry_may_be_nothing() -> None:
    jobs = {"farms": 1.0, "unknown": None}
    found = Figures("a", "2024", jobs, {}, "published", ())
    assert found.is_whole and found.status == "missing"


def test_an_older_version_says_that_it_holds_no_industries(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tiny_version.publish(tmp_path)))
    for ask in (
        lambda: reading.structures(OWN),
        lambda: reading.areas(SECTORS, "2016"),
        lambda: reading.table(SECTORS, [OWN], "2016"),
    ):
        with pytest.raises(MissingStructures, match="made before structures") as caught:
            ask()
        assert store.current_version().id in str(caught.value)


def test_nothing_published_is_said_in_its_own_way(nothing_published: Path) -> None:
    with pytest.raises(MissingData) as caught:
        reading.structures(OWN)
    assert not isinstance(caught.value, MissingStructures)
