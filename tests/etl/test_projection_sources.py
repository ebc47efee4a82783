"""The sources of official projections: tables as their producers describe them can be asked."""

from __future__ import annotations

import pytest

from etl.connectors.breakdowns import plans
from etl.connectors.table import Plan, Variable
from etl.connectors.wanted import area_id, wanted_of
from seutukuva import definitions

FOUND = definitions.load()
AGES = ("SSS", "000", "001", "017", "099", "100-")
STATFIN_AREAS = ("SSS", "KU588", "KU729", "MK13", "SK138")


def _variable(code: str, *values: str, eliminable: bool = False, role: str = "") -> Variable:
    return Variable(code, code, values, values, eliminable, "", role)


def _asked(source_id: str, *variables: Variable) -> list[Plan]:
    source = FOUND.sources[source_id]
    found, missing = plans(variables, source, wanted_of(source, FOUND), where=source_id)
    assert not missing
    return list(found)


def _codes(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {one.variable: one.codes for one in plan.selected}


def test_the_projection_of_2024_is_asked_in_all_and_by_age_and_sex() -> None:
    whole, parts = _asked(
        "statfin_14wx",
        _variable("alue_23_20240101", *STATFIN_AREAS),
        _variable("timeperiod_y", "2024", "2045", role="time"),
        _variable("sukupuoli_9_20180101", "SSS", "1", "2"),
        _variable("ikaryhma_10_20180101", *AGES),
        _variable("contentscode", "vaesto_e24", role="metric"),
    )
    assert _codes(whole) == {
        "alue_23_20240101": ("SSS", "KU588", "KU729"),
        "timeperiod_y": ("2024", "2045"),
        "sukupuoli_9_20180101": ("SSS",),
        "ikaryhma_10_20180101": ("SSS",),
        "contentscode": ("vaesto_e24",),
    }
    assert _codes(parts)["sukupuoli_9_20180101"] == ("1", "2")
    assert _codes(parts)["ikaryhma_10_20180101"] == AGES[1:]


def test_the_projection_of_2021_is_asked_by_the_names_of_the_archive() -> None:
    (whole,) = _asked(
        "statfin_139f",
        _variable("Alue", *STATFIN_AREAS),
        _variable("Vuosi", "2021", "2040", role="time"),
        _variable("Sukupuoli", "SSS", "1", "2"),
        _variable("Ikä", *AGES),
        _variable("Tiedot", "vaesto_e21", role="metric"),
    )
    assert _codes(whole)["Ikä"] == ("SSS",) and _codes(whole)["Tiedot"] == ("vaesto_e21",)


@pytest.mark.parametrize(
    ("source_id", "codes"),
    [
        ("ssb_12882", ("3817", "3818")),
        ("ssb_14288", ("4020", "4026")),
        ("ssb_14746", ("4020", "4026")),
    ],
)
def test_norwegian_ones_are_asked_for_their_main_alternative(
    source_id: str, codes: tuple[str, ...]
) -> None:
    (whole,) = _asked(
        source_id,
        _variable("Region", "0301", "0821", *codes, "40", role="geo"),
        _variable("Kjonn", "1", "2", eliminable=True),
        _variable("Alder", "000", "001", "100", eliminable=True),
        _variable("ContentsCode", "Personer", "Personer1", "Personer2", role="metric"),
        _variable("Tid", "2026", "2050", role="time"),
    )
    assert _codes(whole)["ContentsCode"] == ("Personer",)
    assert whole.left_out == ("Kjonn", "Alder")
    source = FOUND.sources[source_id]
    assert _codes(whole)["Region"] == codes
    # Midt-Telemark and Tinn, whatever their codes were.
    assert [area_id(code, source) for code in codes] == ["NO-KU4020", "NO-KU4026"]


def test_all_municipalities_of_telemark_are_asked_for_in_every_vintage() -> None:
    known = {
        one.id
        for one in FOUND.areas.values()
        if one.kind == "municipality" and one.country == "NO" and one.code >= "KU4000"
    }
    for source_id in ("ssb_12882", "ssb_14288", "ssb_14746"):
        source = FOUND.sources[source_id]
        codes = [*source.areas.map, *source.areas.only]
        assert {area_id(code, source) for code in codes} == known and len(known) == 17
