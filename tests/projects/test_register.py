"""The register: what is recorded goes before lists, lists before what came with the program."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seutukuva import instances, records
from seutukuva.errors import MissingList, QueryError
from seutukuva.projects import register
from seutukuva.projects.figures import in_force
from seutukuva.projects.model import LISTED, RECORDED, STARTER
from seutukuva.projects.register import Filter
from seutukuva.records import log, project_batches
from seutukuva.records.batch_files import file_of
from tests.projects.listing import accept

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)
EXAMPLE = "S11010"
LISTED_ONE = {
    **{"code": "A 99001", "name": "Uusi hanke", "fund": "EAKR", "state": "running"},
    **{"start": date(2015, 1, 1), "end": date(2015, 12, 31), "implementer": "Yhtiö Oy"},
    "implementer_key": "yhtiö",
}


@pytest.fixture
def own(entering: Path) -> Iterator[Path]:
    """The starter's figures beside a log that is closed afterwards."""
    yield entering
    for one in log._logs.values():
        one._engine.dispose()
    log._logs.clear()


def enter(kind: str, **body: Any) -> records.Entry:
    return records.append(kind, body, by="local", source="test")


def entered(code: str, **more: Any) -> records.Entry:
    days = {"start": "2020-01-01", "end": "2021-12-31", "state": "running"}
    return enter("project", **({"code": code, "name": "Kirjattu hanke"} | days | more))


def found(wanted: Filter | None = None, **more: Any) -> list[str]:
    return [one.code for one in register.portfolio(wanted or Filter(), on=TODAY, **more).rows]


def test_what_came_with_the_program_is_there_but_the_example_is_not_the_regions_own(
    starter: Path,
) -> None:
    every = register.projects(None, TODAY)
    assert len(every) == 36 and register.count() == 37
    assert {one.origin for one in every} == {STARTER}
    assert EXAMPLE not in {one.code for one in every}
    example = register.project(" s11010 ", TODAY)
    assert example and example.code == EXAMPLE and example.areas[0] == "FI-KU081"
    assert register.titles()["s11010"] == "S11010 · Heinolan seudun kumppanuushanke"
    regional = register.portfolio(Filter(own_only=True), on=TODAY)
    everything = register.portfolio(Filter(), on=TODAY)
    assert everything.sums["eu_state", "planned"] - regional.sums["eu_state", "planned"] == 194_225
    assert ("jobs", "planned") not in regional.sums and everything.planning["jobs"] == 1


def test_an_implementers_organisation_owns_its_projects_and_no_area_is_guessed(
    starter: Path,
) -> None:
    by_code = {one.code: one for one in register.projects(None, TODAY)}
    assert by_code["A32824"].owner == "WITAS" and by_code["A536496"].owner == "WITAS"
    assert by_code["S11678"].owner == by_code["S11046"].owner == "SSYP"
    assert by_code["A32205"].owner == "" and by_code["A32205"].areas == ("FI-KU265",)
    assert {one.development_area for one in by_code.values()} == {""}


def test_a_list_tells_what_the_program_does_not_and_the_newer_one_goes_before_the_older(
    own: Path,
) -> None:
    newer = [{"code": "a99001", "name": "Uusi nimi", "end": date(2016, 6, 30)}]
    accept(newer, day="2017-01-01")
    # Accepted later, and yet older.
    accept([LISTED_ONE], day="2016-01-04")
    one = register.project("A99001", TODAY)
    assert one and (one.name, one.code, one.origin) == ("Uusi nimi", "a99001", LISTED)
    assert (one.implementer, one.fund, one.state) == ("Yhtiö Oy", "EAKR", "running")
    assert (one.start, one.end) == (date(2015, 1, 1), date(2016, 6, 30))
    assert one.first_end == date(2015, 12, 31) and len(one.sources) == 2
    assert register.count() == 38 and "A99001" not in found(Filter(own_only=True))


def test_what_people_enter_goes_before_every_list_field_by_field(own: Path) -> None:
    accept([LISTED_ONE], [("A99001", "jobs", "planned", 5)])
    entry = entered("A99001", development_area="A1", areas=["FI-KU312"], implementer="")
    one = register.project("A99001", TODAY)
    assert one and (one.name, one.origin) == ("Kirjattu hanke", RECORDED)
    assert (one.implementer, one.fund) == ("Yhtiö Oy", "EAKR"), "nobody has entered another"
    assert (one.start, one.first_end) == (date(2020, 1, 1), date(2021, 12, 31))
    assert (one.development_area, one.owner, one.areas) == ("A1", "KS", ("FI-KU312",))
    assert (one.record, one.record_seq) == (entry.id, entry.seq)
    assert "A99001" in found(Filter(own_only=True, development_areas=("A1",), owners=("KS",)))
    records.withdraw(entry.id, "local", "mistake", entry.seq)
    back = register.project("A99001", TODAY)
    assert back and (back.name, back.development_area) == ("Uusi hanke", "")


def test_a_code_is_found_with_and_without_its_spaces(own: Path) -> None:
    entered("X 1")
    assert found(Filter(text="x1")) == found(Filter(text="X 1")) == ["X 1"]


def test_a_place_in_the_tree_tells_the_development_area_and_finds_what_is_below(own: Path) -> None:
    entered("X1", node="skills_2")
    one = register.project("X1", TODAY)
    assert one and (one.node, one.development_area, one.owner) == ("skills_2", "A4", "POKE")
    assert found(Filter(nodes=("skills",))) == ["X1"]
    assert found(Filter(nodes=("skills_1",))) == []


def test_an_amended_end_counts_from_its_decision_on(own: Path) -> None:
    entered("X1")
    enter("project_plan", project="x 1", decided_on="2020-01-01", end="2021-12-31")
    enter("project_plan", project="X1", decided_on="2021-06-01", end="2022-06-30")
    ends = [
        (one.end, one.first_end)
        for day in (date(2021, 5, 31), date(2021, 6, 1))
        if (one := register.project("X1", day))
    ]
    first = date(2021, 12, 31)
    assert ends == [(first, first), (date(2022, 6, 30), first)]
    running = Filter(running_on=date(2022, 3, 1))
    assert [one.end for one in register.portfolio(running, on=TODAY).rows] == [date(2022, 6, 30)]
    assert register.portfolio(running, on=date(2021, 5, 31)).count == 0


def test_figures_of_every_origin_are_kept_and_one_counts(own: Path) -> None:
    accept([{"code": EXAMPLE}], [(EXAMPLE, "eu_state", "realised", 168_275)])
    enter("project_report", project=EXAMPLE, type="final", until="2012-06-30",
          realised={"jobs": {"all": 4.0, "women": 1.0}})  # fmt: skip
    told = register.figures([EXAMPLE, "unknown"])
    assert list(told) == ["s11010"]
    assert {one.origin for one in told["s11010"]} == {STARTER, LISTED, RECORDED}
    listed = next(one for one in told["s11010"] if one.origin == LISTED)
    assert listed.by == "local" and listed.seq == 1 and listed.recorded_at
    counted = in_force(told["s11010"], date(2020, 1, 1))
    assert counted["jobs", "realised", "all"].value == 4
    assert counted["eu_state", "realised", "all"].value == 168_275
    rows = register.portfolio(Filter(text=EXAMPLE), on=date(2020, 1, 1)).rows
    assert rows[0].realised == {
        **{"jobs": 4, "eu_state": 168_275, "public": 202_550},
        **{"participants": 86, "firms": 0, "degrees": 0},
    }
    before = register.portfolio(Filter(text=EXAMPLE), on=date(2012, 5, 1)).rows
    assert before[0].realised["jobs"] == 0, "what came later changes no earlier day"
    assert not rows[0].is_own, "a report about it does not make the example the region's own"


def test_the_portfolio_counts_what_the_pictures_count(own: Path) -> None:
    accept([LISTED_ONE], [("A99001", "jobs", "planned", 5), ("A99001", "jobs", "realised", 2)])
    enter("project_plan", project="A99001", decided_on="2015-05-01",
          planned={"jobs": {"all": 8.0}, "public": {"all": 10.0}})  # fmt: skip
    for day in (date(2015, 6, 1), date(2016, 1, 4), TODAY):
        for one in register.portfolio(Filter(), limit=100, on=day).rows:
            counted = in_force(register.figures([one.key])[one.key], day)
            for side, told in (("planned", one.planned), ("realised", one.realised)):
                assert told == {m: f.value for (m, s, part), f in counted.items()
                                if s == side and part == "all"}  # fmt: skip


def test_projects_of_a_basket_are_found_while_they_are_in_it(own: Path) -> None:
    basket = enter("basket", name="Kori", owner_group="KS").id
    enter("basket_member", basket=basket, project=EXAMPLE, since="2010-01-01", until="2010-12-31")
    wanted = Filter(baskets=(basket,), own_only=True)
    assert [one.code for one in register.portfolio(wanted, on=date(2010, 6, 1)).rows] == [EXAMPLE]
    assert register.portfolio(wanted, on=TODAY).count == 0


def test_a_withdrawn_list_no_longer_counts_and_counts_again_when_brought_back(own: Path) -> None:
    entry = accept([LISTED_ONE], [("A99001", "jobs", "planned", 5)])
    assert register.project("A99001", TODAY) and register.figures(["A99001"])
    project_batches.withdraw(entry.id, by="local", reason="wrong file")
    assert register.project("A99001", TODAY) is None and register.figures(["A99001"]) == {}
    records.append(*("project_batch", entry.body), id=entry.id, by="local", source="test", expect=2)
    assert register.project("A99001", TODAY)


def test_a_list_whose_file_is_gone_is_named(own: Path) -> None:
    entry = accept([LISTED_ONE])
    file_of(entry.body["batch"], "figures").unlink()
    with pytest.raises(MissingList, match=entry.body["batch"]):
        register.count()
    with pytest.raises(MissingList, match=entry.body["batch"]):
        register.figures(["A99001"])


def test_lists_of_the_programmes_organisations_and_municipalities_are_the_regions_own(
    own: Path,
) -> None:
    accept(
        [
            {"code": "B1", "organisation": "WITAS"},
            {"code": "B2", "municipality": "FI-KU931"},
            {"code": "B3", "municipalities": ["FI-KU091", "FI-KU729"]},
            {"code": "B4", "municipalities": ["FI-KU091"], "flags": ["no_dates", "person"]},
        ]
    )
    assert set(found(Filter(own_only=True, text="b"))) >= {"B1", "B2", "B3"}
    assert "B4" not in found(Filter(own_only=True), limit=100)
    assert found(Filter(flags=("person",))) == ["B4"] and register.choices().flags["person"] == 1
    assert found(Filter(areas=("FI-KU091",))) == ["B3", "B4"]


def test_an_organisation_has_one_name_however_lists_write_it(own: Path) -> None:
    accept(
        [
            {"code": "B1", "implementer": "KONE OY", "implementer_key": "kone"},
            {"code": "B2", "implementer": "Kone Oy", "implementer_key": "kone"},
            {"code": "B3", "implementer": "WITAS OY", "implementer_key": "witas"},
            {"code": "B4", "implementer": None, "implementer_key": None, "flags": ["person"]},
        ]
    )
    names = {one.code: one.implementer for one in register.projects(["b1", "b2", "b3", "b4"])}
    assert names == {"B1": "Kone Oy", "B2": "Kone Oy", "B3": "Kehittämisyhtiö Witas Oy", "B4": ""}
    # Known to be the programme's since the list was accepted.
    witas = register.project("B3")
    assert witas and witas.owner == "WITAS" and "B3" in found(Filter(own_only=True, text="b3"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("viitasaaren RAKENNEMUUTOS", ["A32824"]),
        ("a32564", ["A32564"]),
        ("saarijarven seudun koneet", ["A30335"]),
        ("kehittämisyhtiö teho2", ["S10755"]),
        ("nothing of this", []),
        ("%", []),
        ("a 32 564", ["A32564"]),
    ],
)
def test_words_are_found_in_code_name_and_implementer(
    starter: Path, text: str, codes: list[str]
) -> None:
    assert found(Filter(text=text)) == codes


@pytest.mark.parametrize("sort", [*register.SORTS, *register.DAYS, *register.AMOUNTS])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_follow_each_other_in_every_order(starter: Path, sort: str, descending: bool) -> None:
    whole = found(sort=sort, descending=descending, limit=100)
    assert len(whole) == len(set(whole)) == 37
    pages = [found(sort=sort, descending=descending, offset=n, limit=10) for n in range(0, 50, 10)]
    assert [code for page in pages for code in page] == whole
    assert register.portfolio(Filter(), sort, descending, 1000).count == 37


def test_an_order_goes_by_what_it_says_and_what_has_no_value_comes_last(starter: Path) -> None:
    rows = register.portfolio(Filter(), "planned_public", True, limit=100, on=TODAY).rows
    amounts = [one.planned["public"] for one in rows]
    assert amounts == sorted(amounts, reverse=True)
    for descending in (True, False):
        assert found(sort="planned_jobs", descending=descending)[0] == EXAMPLE
        owners = [one.owner for one in register.portfolio(Filter(), "owner", descending).rows]
        assert owners[0] and not owners[-1]
    names = [one.name for one in register.portfolio(Filter(), "name", False, limit=100).rows]
    assert names[-1].startswith("Öijänniemen")
    for wrong in ("", "planned_people", "name; drop table x", "code_jobs"):
        with pytest.raises(QueryError):
            register.portfolio(Filter(), wrong)


def test_choices_count_what_there_is(starter: Path) -> None:
    choices = register.choices()
    assert choices.funds == {"EAKR": 32, "ESR": 5} and choices.states == {"ended": 37}
    assert choices.owners == {"SSYP": 7, "WITAS": 5} and choices.development_areas == {}
    assert (choices.total, choices.own) == (37, 36) and sum(choices.authorities.values()) == 37
    assert register.names(["a 32824", "nothing"]) == {"a32824": "Viitasaaren Rakennemuutos 2014+"}
    assert len(register.titles(5)) == 5


def test_an_entry_about_something_else_does_not_make_the_register_anew(own: Path) -> None:
    entered("X1")
    register.count()
    made = instances.instance(str(own / "build")).tables
    before = list(made._made)
    event = {"title": "Tapahtuma", "kind": "event", "date_from": "2026-01-01"}
    records.append("event", event, by="local", source="test")
    assert register.count() == 38 and list(made._made) == before
    entered("X2")
    # What is known of projects, and how they stand today.
    assert register.count() == 39 and len(made._made) == len(before) + 2


@pytest.mark.parametrize("seed", range(3))
def test_sums_of_the_parts_of_any_split_are_the_sum_of_the_whole(own: Path, seed: int) -> None:
    dice = random.Random(seed)
    codes = [f"B{n}" for n in range(60)]
    accept(
        [
            {
                "code": code,
                "fund": dice.choice(("EAKR", "ESR", "JTF")),
                "state": dice.choice(("ended", "running")),
                "organisation": dice.choice(("WITAS", "SSYP", "")),
                "municipalities": [dice.choice(("FI-KU729", "FI-KU091"))],
            }
            for code in codes
        ],
        [
            (code, measure, side, dice.randint(0, 10**6))
            for code in codes
            for measure in ("eu_state", "jobs")
            for side in ("planned", "realised")
            if dice.random() < 0.7
        ],
    )
    text = Filter(text="b")
    whole = register.portfolio(text, on=TODAY)
    choices = register.choices()
    splits = {
        "funds": [*choices.funds],
        "states": [*choices.states],
        "owners": [*choices.owners, ""],
    }
    for name, values in splits.items():
        parts = [register.portfolio(replace(text, **{name: (v,)}), on=TODAY) for v in values]
        assert sum(one.count for one in parts) == whole.count >= 60
        for key, value in whole.sums.items():
            assert sum(one.sums.get(key, 0) for one in parts) == pytest.approx(value), (name, key)
        for measure, n in whole.reported.items():
            assert sum(one.reported.get(measure, 0) for one in parts) == n


def test_readers_elsewhere_see_the_register_too(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entered("X1", development_area="A1")
    accept([LISTED_ONE])
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert register.count() == 39 and register.figures([EXAMPLE])
    assert found(Filter(development_areas=("A1",))) == ["X1"]


def test_a_project_of_several_lists_is_counted_once(own: Path) -> None:
    for day, euros in (("2016-01-04", 100), ("2017-01-04", 80), ("2016-06-01", 90)):
        accept([LISTED_ONE], [("A99001", "public", "realised", euros)], day=day)
    wanted = Filter(text="a99001")
    sums = {
        day: register.portfolio(wanted, on=date.fromisoformat(day)).sums.get(("public", "realised"))
        for day in ("2015-12-31", "2016-01-04", "2016-12-31", "2017-01-04")
    }
    assert list(sums.values()) == [None, 100, 90, 80]
    assert register.portfolio(wanted, on=TODAY).count == 1
    assert len(register.figures(["A99001"])["a99001"]) == 3
