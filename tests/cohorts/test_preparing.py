"""What a projection starts from: counted or estimated, its own or borrowed, or nothing at all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from seutukuva import cohorts
from seutukuva.cohorts import preparing
from seutukuva.cohorts.known import OBSERVED, OFFICIAL, REGION, Known
from seutukuva.cohorts.preparing import Missing, Prepared
from tests.cohorts import made

YEARS = range(2020, 2026)
COUNTRY = made.country()
BOTH = made.country(rows=2)


def counted(size: float, net: float, rows: int = 1, area_id: str = "FI-KU729") -> Known:
    years = made.through(made.stationary(size, rows), made.movers(net, rows), YEARS)
    births = {year: 0.012 * size for year in YEARS}
    return Known(area_id, observed=years, births=births, net=dict.fromkeys(YEARS, net))


def foretold(size: float, **more: object) -> Known:
    """An official projection and totals; nobody counted by age."""
    official = made.through(made.stationary(size), made.movers(-20), range(2024, 2031))
    known = Known("FI-KU931", official=official, total={2025: 1.1 * size}, births={2025: 120.0})
    return replace(known, **more)  # type: ignore[arg-type]


def ready(own: Known, *wider: Known, country: Known = COUNTRY) -> Prepared:
    found = preparing.prepared(own, wider, country, made.DEMOGRAPHY)
    assert isinstance(found, Prepared), found
    return found


def why(own: Known, country: Known = COUNTRY, has_demography: bool = True) -> str:
    found = preparing.prepared(own, [], country, made.DEMOGRAPHY if has_demography else None)
    assert isinstance(found, Missing)
    return found.reason


def test_counted_people_go_on_as_they_have() -> None:
    own = counted(20_000, net=40)
    found = ready(own)
    assert (found.basis.year, found.start.estimated, found.moving.source) == (2025, False, OBSERVED)
    assert found.basis.people == pytest.approx(own.observed[2025])
    assert found.basis.moves.sum() == pytest.approx(40, abs=3)
    assert found.moving.newest == (2025, 40)
    assert found.births.area_id == "FI-KU729"
    assert found.births.years == (2023, 2024, 2025)
    first = preparing.together([found], cohorts.Levers(), 1, cohorts.CENTRAL)
    assert first.births[0] == pytest.approx(0.012 * 20_000, rel=0.03)


def test_men_and_women_have_laws_and_moves_of_their_own() -> None:
    found = ready(counted(20_000, net=40, rows=2), country=BOTH)
    assert found.by_sex and len(found.basis.laws) == 2
    assert found.basis.infants == pytest.approx((0.0021, 0.0015))
    assert found.basis.newborn.sum() == pytest.approx(1)
    assert found.basis.mothers == 1
    assert found.basis.moves.shape == (2, 102)
    assert found.dying.source == OBSERVED


def test_sexes_without_a_country_of_both_share_its_law() -> None:
    found = ready(counted(20_000, net=40, rows=2))
    one, other = found.basis.laws
    assert one == other
    assert found.basis.infants == pytest.approx((0.0018, 0.0018))


def test_where_nobody_was_counted_the_projection_is_brought_to_what_is_known() -> None:
    shares = {"young": {2025: 12.0}, "old": {2025: 36.0}}
    found = ready(foretold(9000, **shares))
    assert found.start.estimated and found.start.has_shares
    assert found.basis.people.sum() == pytest.approx(9900)
    assert found.basis.people[:, 65:].sum() == pytest.approx(9900 * 0.36)
    assert (found.moving.source, found.moving.years, found.moving.level) == (
        *(OFFICIAL, (2025, 2030)),
        "",
    )
    assert found.basis.moves.sum() == pytest.approx(-20, abs=2)
    # The children born in the year are its youngest, whatever was expected of it.
    assert found.start.has_born
    assert found.basis.people[0, 0] == pytest.approx(120)
    assert found.basis.people[:, :15].sum() == pytest.approx(9900 * 0.12)
    expected = ready(foretold(9000, births={2024: 120.0}, **shares))
    assert not expected.start.has_born
    assert expected.basis.people[0, 0] != pytest.approx(120, abs=5)
    # Shares that cannot be leave the ages as they were expected.
    assert not ready(foretold(9000, young={2025: 70.0}, old={2025: 36.0})).start.has_shares
    assert not ready(foretold(9000)).start.has_shares


def test_three_years_of_own_net_migration_tell_more_than_an_old_projection() -> None:
    net = {2022: 10.0, 2023: 20.0, 2025: 30.0}
    found = ready(foretold(9000, net=net))
    assert found.moving.level == cohorts.COUNTED
    assert found.basis.moves.sum() == pytest.approx(20)
    two = ready(foretold(9000, net={2023: 20.0, 2025: 30.0}))
    assert two.moving.level == ""


def lived(net: float, first: int) -> Known:
    """A town that had a projection of ``first`` and where each year ``net`` persons moved in."""
    official = made.through(made.stationary(9000), made.movers(-20), range(first, 2031))
    came = made.through(made.stationary(9000), made.movers(net), range(first, 2026))
    total = {year: float(people.sum()) for year, people in came.items()}
    births = {year: float(people[0, 0]) for year, people in came.items()}
    return Known("FI-KU931", official=official, total=total, births=births)


def test_what_inhabitants_changed_by_beside_births_and_deaths_is_who_moved() -> None:
    came = lived(60, 2018)
    found = ready(came)
    assert (found.moving.level, found.moving.years) == (cohorts.LEFT_OVER, (2021, 2025))
    # Children of those who came are among those who did.
    assert found.basis.moves.sum() == pytest.approx(60, abs=6)
    # A projection that skips years: from the year that is nearest to five years ago.
    some = replace(came, official={year: came.official[year] for year in (2019, 2025, 2030)})
    assert ready(some).moving.years == (2020, 2025)
    assert ready(some).basis.moves.sum() == pytest.approx(60, abs=6)
    # Too short ago to tell it, and own counts go before it.
    assert ready(lived(60, 2023)).moving.level == ""
    net = {2023: 10.0, 2024: 20.0, 2025: 30.0}
    assert ready(replace(came, net=net)).moving.level == cohorts.COUNTED


def test_few_births_are_weighed_with_the_level_of_the_nearest_area_with_enough() -> None:
    small = replace(counted(500, net=0), births={2025: 12.0})
    near = counted(900, net=0, area_id="FI-SK138")
    far = counted(90_000, net=0, area_id="FI-MK13")
    found = ready(small, near, far)
    assert (found.births.area_id, found.births.weighed) == ("FI-KU729", "FI-MK13")
    around = ready(far).births.children
    alone = ready(small)
    assert alone.births.weighed == ""
    assert around < found.births.children < alone.births.children
    assert found.births.mean == 12
    enough = counted(9000, net=0, area_id="FI-SK138")
    assert ready(small, enough, far).births.weighed == "FI-SK138"
    assert ready(enough, far).births.weighed == ""


def test_the_level_around_is_what_the_projection_has_here_beside_there() -> None:
    def known(area_id: str, size: float, children: float, born: float) -> Known:
        years = range(2018, 2031)
        official = made.through(made.stationary(size), made.movers(0), years, children)
        total = {2025: float(official[2025].sum())}
        return Known(area_id, official=official, total=total, births={2025: born})

    near = known("FI-SK138", 20_000, 1.5, 160.0)
    level = ready(near).births.children
    here, there = (ready(known("FI-KU256", 1500, one, 12.0), near).births for one in (2.4, 1.5))
    assert (here.weighed, here.relative) == ("FI-SK138", True)
    assert here.children > 1.2 * there.children
    # As many were born as the level around has it there: nothing is moved by the ratio alone.
    assert there.children == pytest.approx(level, rel=0.08)
    untold = replace(known("FI-KU256", 1500, 2.4, 12.0), official={})
    counts = replace(untold, observed={2025: made.stationary(1500)}, net={2025: 0.0})
    assert not ready(counts, near).births.relative
    # A village of which the projection has hardly a child is not taken at its word.
    empty = known("FI-KU256", 1500, 0.01, 12.0)
    assert ready(empty, near).births.children > level / 2


def test_where_nobody_was_born_the_level_around_still_weighs() -> None:
    nobody = replace(counted(200, net=0), births={2025: 0.0})
    far = counted(90_000, net=0, area_id="FI-MK13")
    found = ready(nobody, far)
    assert 0 < found.births.children < ready(far).births.children
    assert why(nobody) == cohorts.NO_BIRTHS
    unknown = ready(replace(nobody, births={}), far)
    assert (unknown.births.area_id, unknown.births.weighed) == ("FI-MK13", "")


def test_ages_of_one_year_move_as_the_region_does_by_as_many_as_are_known() -> None:
    whole = counted(20_000, net=0)
    alone = replace(whole, observed={2025: whole.observed[2025]}, net={2025: -35.0})
    region = counted(90_000, net=200, area_id="FI-MK13")
    found = ready(alone, region)
    assert (found.moving.source, found.moving.years) == (REGION, (2025, 2025))
    assert found.basis.moves.sum() == pytest.approx(-35)


def test_the_risk_of_dying_is_brought_to_the_deaths_that_were_counted() -> None:
    plain = ready(counted(20_000, net=0))
    many = ready(counted(20_000, net=0), country=replace(COUNTRY, deaths={2025: 100_000.0}))
    assert many.dying.deaths == (2025,) and plain.dying.deaths == ()
    of_plain, of_many = (
        preparing.together([one], cohorts.Levers(), 1, cohorts.CENTRAL).deaths[0]
        for one in (plain, many)
    )
    born = 5e6 / made.LIFE.lived.sum()
    assert of_many / of_plain == pytest.approx(100_000 / born, rel=0.03)


def test_a_projection_that_skips_years_is_read_as_well() -> None:
    every = foretold(9000)
    some = replace(every, official={year: every.official[year] for year in (2024, 2025, 2030)})
    found = ready(some)
    assert found.moving.years == (2025, 2030)
    assert found.basis.moves.sum() == pytest.approx(-20, abs=3)


def test_what_is_missing_is_told_and_nothing_is_made_up() -> None:
    own = counted(20_000, net=0)
    assert why(Known("FI-KU729")) == cohorts.NO_AGES
    assert why(replace(foretold(9000), total={})) == cohorts.NO_AGES
    nobody = {2025: np.zeros((1, made.AGES))}
    assert why(replace(own, observed=nobody)) == cohorts.NO_AGES
    assert why(replace(foretold(9000), official=nobody)) == cohorts.NO_AGES
    assert why(own, has_demography=False) == cohorts.NO_DEMOGRAPHY
    assert why(own, country=Known("FI-SSS")) == cohorts.NO_SURVIVAL
    assert why(replace(own, births={})) == cohorts.NO_BIRTHS
    alone = replace(own, observed={2025: own.observed[2025]}, net={})
    assert why(alone) == cohorts.NO_MOVES


def test_areas_of_different_years_begin_together_and_share_who_moves_in() -> None:
    early = counted(10_000, net=0)
    late = foretold(9000)
    behind = replace(early, observed={y: early.observed[y] for y in range(2020, 2024)})
    ready_ones = [ready(behind), ready(late)]
    found = preparing.together(ready_ones, cohorts.Levers(), 5, cohorts.CENTRAL)
    assert found.years == tuple(range(2025, 2031))
    more = preparing.together(ready_ones, cohorts.Levers(more=50), 5, cohorts.CENTRAL)
    assert more.moved - found.moved == pytest.approx(np.full(5, 50.0), abs=1.5)
