"""Any table: roles by metadata, values and totals, and a plan in parts within limits."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.connectors.table import (
    Plan,
    Selected,
    Variable,
    find_total,
    find_value,
    find_variable,
    plan,
    roles,
    split,
    stem,
)
from etl.connectors.wanted import area_id, period
from seutukuva.definitions.model import SourceAreas
from seutukuva.errors import ShapeChanged
from tests.etl.conftest import make_source
from tests.etl.population import (
    POPULATION,
    TWO_MORE,
    make_variable,
    make_wanted,
    population_variables,
)

# -- roles, values and totals


@pytest.mark.parametrize(
    ("role", "names", "found"),
    [
        ("area", ("alue",), "alue_23_20260101"),
        ("area", ("alue_23_20250101",), "alue_23_20260101"),
        ("area", ("Alue",), "alue_23_20260101"),
        ("time", ("Vuosi",), "timeperiod_y"),
        ("time", (), "timeperiod_y"),
        ("contents", (), "contentscode"),
        ("age", ("Ikä",), "ikaryhma_10_20180101"),
        ("age", ("Age", "ikaryhma"), "ikaryhma_10_20180101"),
        ("region", ("Alueluokka",), None),
    ],
)
def test_variable_by_code_stem_text_or_flag(
    role: str, names: tuple[str, ...], found: str | None
) -> None:
    variables = [
        make_variable("alue_23_20260101", "SSS", text="Alue 2026"),
        make_variable("ikaryhma_10_20180101", "SSS", text="Ikä"),
        make_variable("timeperiod_y", "2025", text="Vuosi", role="time"),
        make_variable("contentscode", "vaerak-vaesto", text="Tiedot"),
    ]
    variable = find_variable(variables, role, names, where="x")
    assert (variable.code if variable else None) == found


def test_two_that_fit_are_not_guessed_between() -> None:
    two = [make_variable("alue_1_20250101", "SSS"), make_variable("alue_2_20260101", "SSS")]
    with pytest.raises(ShapeChanged, match="one variable for area"):
        find_variable(two, "area", ("alue",), where="x")


def test_exact_code_wins_over_stem() -> None:
    two = [make_variable("Alue", "SSS"), make_variable("alue_2_20260101", "SSS")]
    found = find_variable(two, "area", ("Alue",), where="x")
    assert found is two[0]


def test_one_variable_cannot_play_two_roles() -> None:
    source = make_source("x", "x", dimensions={**TWO_MORE, "sex": ("ikaryhma",)})
    with pytest.raises(ShapeChanged, match="one role a variable"):
        roles([make_variable("ikaryhma_10_20180101", "SSS")], source, where="x")


def test_stem() -> None:
    assert stem("alue_23_20260101") == stem("Alue") == "alue"
    assert stem("timeperiod_y") == "timeperiod_y"


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ("vaesto", "vaerak-vaesto"),
        ("vaerak-vaesto", "vaerak-vaesto"),
        ("vm01", "vm01"),
        ("muutl-vm01", "vm01"),
        ("Kuolleet", "vm11"),
        ("VM11", "vm11"),
        ("vaesto_alle15_p", None),
        ("esto", None),
    ],
)
def test_contents_by_suffix_after_the_dash(declared: str, found: str | None) -> None:
    codes, texts = ("vaerak-vaesto", "vm01", "vm11"), ("Väestö", "Elävänä syntyneet", "Kuolleet")
    assert find_value(codes, texts, declared, suffix=True) == found


def test_suffix_is_for_contents_only_and_must_be_the_only_one() -> None:
    assert find_value(("15-19", "0-19"), ("a", "b"), "19", suffix=False) is None
    assert find_value(("a-x", "b-x"), ("a", "b"), "x", suffix=True) is None


def test_total_by_metadata_code_label_or_only_value() -> None:
    assert find_total(make_variable("a", "1", "2", total="2")) == "2"
    assert find_total(make_variable("a", "1", "SSS")) == "SSS"
    assert find_total(Variable("Kon", "kön", ("1", "4"), ("män", "totalt"))) == "4"
    assert find_total(make_variable("a", "1")) == "1"
    assert find_total(make_variable("a", "1", "2")) == ""


@pytest.mark.parametrize(
    ("code", "label", "found"),
    [
        ("2025", "", "2025"),
        ("2026M6", "", "2026M06"),
        ("2024Q1*", "", "2024Q1"),
        ("2024K2", "", "2024Q2"),
        ("0", "1990", "1990"),
        ("2024M13", "", None),
        ("2024U05", "", None),
        ("SSS", "Total", None),
    ],
)
def test_periods(code: str, label: str, found: str | None) -> None:
    assert period(code, label) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("SSS", "FI-SSS"),
        ("KU091", "FI-KU091"),
        ("SK138", "FI-SK138"),
        ("MK13", "FI-MK13"),
        ("091", "FI-KU091"),
        ("KUJOU", None),
        ("MK91", None),
        ("SK902", None),
        ("ELY09", None),
        ("HVA15", None),
        ("MA1", None),
        ("KU91", None),
    ],
)
def test_finnish_area_codes(code: str, found: str | None) -> None:
    assert area_id(code, POPULATION) == found


def test_foreign_area_codes_and_the_source_s_rules() -> None:
    norway = make_source("n", "07459", country="NO", areas=SourceAreas(strip="K-"))
    assert [area_id(c, norway) for c in ("K-4005", "K.4005", "K_4005", "4005", "40")] == [
        "NO-KU4005"
    ] * 4 + [None]
    sweden = make_source(
        "s", "x", country="SE", areas=SourceAreas(prefix="KU", only=("2583",), map={"00": "SE-SSS"})
    )
    assert [area_id(c, sweden) for c in ("2583", "0114", "00", "25")] == [
        "SE-KU2583",
        None,
        "SE-SSS",
        None,
    ]
    regions = make_source("r", "x", areas=SourceAreas(kinds=("region",)))
    assert [area_id(c, regions) for c in ("MK13", "KU729", "SSS")] == ["FI-MK13", None, None]


# -- the plan


def test_plan_is_the_union_of_what_indicators_want() -> None:
    wanted = make_wanted(("vaesto", {"age": "SSS", "sex": "1"}), ("vaesto", {"age": "001"}))
    whole = plan(population_variables(), POPULATION, wanted, where="x")
    assert {s.variable: s.codes for s in whole.selected} == {
        "alue_23_20260101": ("SSS", "KU729", "KU931"),
        "ikaryhma_10_20180101": ("SSS", "001"),
        "sukupuoli_9_20180101": ("SSS", "1"),
        "timeperiod_y": ("1972", "2024", "2025"),
        "contentscode": ("vaerak-vaesto",),
    }
    assert (whole.cells, whole.left_out, whole.warnings) == (36, (), ())


def test_first_period_of_the_source() -> None:
    source = make_source("population", "vaerak/11re", dimensions=TWO_MORE, time_from="2000")
    whole = plan(population_variables(), source, make_wanted(("vaesto", {})), where="x")
    assert whole.selected[3].codes == ("2024", "2025")


def test_what_has_no_total_is_left_out_only_where_that_is_allowed() -> None:
    variables = [*population_variables(), make_variable("kieli", "fi", "sv", eliminable=True)]
    whole = plan(variables, POPULATION, make_wanted(("vaesto", {})), where="x")
    assert whole.left_out == ("kieli",)
    variables[-1] = make_variable("kieli", "fi", "sv")
    with pytest.raises(ShapeChanged, match="a total of kieli, got fi, sv"):
        plan(variables, POPULATION, make_wanted(("vaesto", {})), where="x")


def test_a_lost_value_is_a_warning_and_all_lost_an_error() -> None:
    wanted = make_wanted(("vaesto", {}), ("kuolleet", {}))
    whole = plan(population_variables(), POPULATION, wanted, where="x")
    assert whole.warnings == ("contentscode: no value 'kuolleet' in the table",)
    with pytest.raises(ShapeChanged, match="contentscode with kuolleet"):
        plan(population_variables(), POPULATION, make_wanted(("kuolleet", {})), where="x")


@pytest.mark.parametrize(
    "lost", ["timeperiod_y", "contentscode", "alue_23_20260101", "sukupuoli_9_20180101"]
)
def test_a_table_without_a_role_is_refused(lost: str) -> None:
    variables = [v for v in population_variables() if v.code != lost]
    with pytest.raises(ShapeChanged, match="a variable for"):
        plan(variables, POPULATION, make_wanted(("vaesto", {"sex": "1"})), where="x")


@given(
    sizes=st.lists(st.integers(1, 12), min_size=2, max_size=4),
    most=st.integers(1, 200),
    most_values=st.sampled_from([0, 0, 20, 60]),
)
def test_parts_hold_every_cell_once_and_keep_to_the_limit(
    sizes: list[int], most: int, most_values: int
) -> None:
    whole = Plan(
        tuple(
            Selected(f"v{n}", tuple(f"{n}.{i}" for i in range(size)), is_time=n == 0)
            for n, size in enumerate(sizes)
        )
    )
    cells: list[tuple[str, ...]] = []
    for part in split(whole, most, most_values):
        assert part.cells <= most
        cells += itertools.product(*(s.codes for s in part.selected))
    assert len(cells) == len(set(cells)) == math.prod(sizes)


def test_time_is_cut_last() -> None:
    time = Selected("time", tuple(str(y) for y in range(1000)), is_time=True)
    area = Selected("area", ("a", "b", "c", "d"))
    parts = list(split(Plan((time, area)), 2000))
    assert [p.selected[1].codes for p in parts] == [("a", "b"), ("c", "d")]
    assert all(len(p.selected[0].codes) == 1000 for p in parts)
    parts = list(split(Plan((time, area)), 500))
    assert len(parts) == 8
    assert all(p.cells == 500 for p in parts)
