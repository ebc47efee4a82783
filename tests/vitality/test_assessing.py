"""Areas assessed: what counts, what does not and why, now and over the years."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from seutukuva.vitality.assessing import Field, assess, known_years, over_years
from seutukuva.vitality.reading import Figures

EVERY = tuple(f"K{at:02}" for at in range(20))
GROUP = ("K03", "K07", "K01")
FIELD = Field(GROUP, EVERY, {"work": 1, "idle": -1}, {"work": 1.0, "idle": 1.0})


def figures(name: str, values: dict[str, float], period: str = "2025") -> Figures:
    return Figures(name, period, "", "level", values, dict.fromkeys(values, "final"))


def line(name: str, slope: float = 1.0, period: str = "2025") -> Figures:
    return figures(name, {area: slope * at for at, area in enumerate(EVERY)}, period)


def test_the_group_is_scored_beside_all_areas_of_the_country() -> None:
    found = assess(FIELD, {"work": line("work"), "idle": line("idle", -2)})
    assert found.area_ids == GROUP and not found.unused
    mean, spread = np.mean(range(20)), np.std(range(20))
    expected = [(at - mean) / spread for at in (3, 7, 1)]
    assert found.scores[:, 0] == pytest.approx(expected)
    # Less of it is better, and there is less of it: the same scores.
    assert found.scores[:, 1] == pytest.approx(expected)
    assert found.ranking.rank.tolist() == [2, 1, 3]


@pytest.mark.parametrize(
    ("idle", "reason"),
    [
        (None, "few_areas"),
        (figures("idle", dict.fromkeys(EVERY[:9], 1.0)), "few_areas"),
        (figures("idle", dict.fromkeys(EVERY, 0.1)), "all_equal"),
    ],
)
def test_an_indicator_that_cannot_be_scored_does_not_count(
    idle: Figures | None, reason: str
) -> None:
    given = {"work": line("work")} | ({"idle": idle} if idle else {})
    found = assess(FIELD, given)
    assert found.indicators == ("work",) and found.unused == {"idle": reason}
    assert found.ranking.of == 3


def test_an_indicator_without_weight_does_not_count() -> None:
    weightless = replace(FIELD, weights={"work": 1.0, "idle": 0.0})
    found = assess(weightless, {"work": line("work"), "idle": line("idle")})
    assert found.unused == {"idle": "no_weight"} and found.weights.tolist() == [1.0]
    nothing = assess(replace(FIELD, weights={}), {})
    assert nothing.ranking.of == 0 and nothing.indicators == ()


def yearly() -> dict[tuple[str, str], Figures]:
    rising = {area: float(at) for at, area in enumerate(EVERY)}
    found = {("work", year): line("work", period=year) for year in ("2011", "2012", "2013")}
    found["idle", "2011"] = figures("idle", {a: -v for a, v in rising.items()}, "2011")
    # In 2013 the first of the group is the least idle of all.
    found["idle", "2013"] = figures("idle", {a: -v for a, v in rising.items()} | {"K03": -90.0})
    found["idle", "2012"] = figures("idle", {a: v for a, v in rising.items() if a != "K07"})
    return found


def test_a_year_is_known_where_nearly_all_the_group_has_a_figure() -> None:
    known = known_years(FIELD, yearly())
    assert known == {"work": {"2011", "2012", "2013"}, "idle": {"2011", "2013"}}


def test_ranks_over_years_follow_the_figures_of_each_year() -> None:
    found = over_years(FIELD, yearly(), ("2011", "2013"))
    assert found.years == ("2011", "2013") and found.area_ids == GROUP and not found.left_out
    assert found.rank.tolist() == [[2, 1], [1, 2], [3, 3]]
    assert (found.low <= found.rank).all() and (found.rank <= found.high).all()
    # Nobody is ahead of all by all weights in 2013, but who was last stays last with any.
    assert found.risen[0] > 0.5 and found.fallen[1] == found.risen[0]
    assert found.risen[2] == found.fallen[2] == 0


def test_who_lacks_one_figure_of_a_year_is_not_ranked_by_others_than_the_year_before() -> None:
    few = replace(FIELD, weights={"work": 9.0, "idle": 1.0})
    now = assess(few, {name: one for (name, year), one in yearly().items() if year == "2012"})
    # Beside each other it has a composite of what there is …
    assert np.isfinite(now.ranking.rank).all() and now.ranking.known[1] == pytest.approx(0.9)
    # … which over the years would be compared with one of other indicators.
    assert over_years(few, yearly(), ("2011", "2012")).left_out == ("K07",)


def test_areas_without_a_composite_in_a_year_are_named_and_rank_in_none() -> None:
    found = over_years(FIELD, yearly(), ("2011", "2012"))
    assert found.area_ids == ("K03", "K01") and found.left_out == ("K07",)
    assert found.rank[:, 0].tolist() == [1, 2]
    nobody = over_years(replace(FIELD, area_ids=("K07",)), yearly(), ("2012", "2013"))
    assert nobody.area_ids == () and nobody.rank.shape == (0, 2)
    assert nobody.risen.shape == nobody.fallen.shape == (0,)
