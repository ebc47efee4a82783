"""Whatever a server does, the last good data stays, and the outcome says what happened."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from etl import connectors, fetch, snapshots
from etl.fetch import FetchOutcome
from seutukuva.errors import DefinitionError, FetchFailed, ShapeChanged, SourceError
from tests.etl.conftest import QUICK, StandIn, definitions, make_indicator, make_source

pytestmark = pytest.mark.slow

Figures = dict[tuple[str, str, str], tuple[float | None, str]]


def _defs() -> Any:
    """Births and deaths of all municipalities since 2020 (a small table)."""
    return definitions(
        make_source("vital", "ssaaty/121w", time_from="2020"),
        make_indicator("births", "vital", "vm01"),
        make_indicator("deaths", "vital", "vm11"),
    )


def _fetch(defs: Any = None, **how: Any) -> FetchOutcome:
    how.setdefault("manners", QUICK)
    (outcome,) = fetch.fetch(defs or _defs(), **how)
    return outcome


def _figures(outcome: FetchOutcome, defs: Any = None) -> Figures:
    defs = defs or _defs()
    assert outcome.snapshot is not None
    source = defs.sources[outcome.source_id]
    rows = connectors.parse(source, outcome.snapshot, defs).to_pylist()
    return {(r["series"], r["area_id"], r["period"]): (r["value"], r["status"]) for r in rows}


def _good(server: StandIn) -> FetchOutcome:
    outcome = _fetch()
    assert (outcome.state, outcome.error) == ("new", None)
    server.control(clear_log=True)
    return outcome


SAARIJARVI_BIRTHS = ("contents=vm01", "FI-KU729", "2025")


# -- what a fetch must get through


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "settings"),
    [
        ("slow", {"seconds": 0.05}),
        ("503_then_ok", {}),
        ("rate_limit_burst", {"first": 1}),
        ("gzip", {}),
        ("gzip", {"force": True}),
        ("bom", {}),
        ("html_200", {"first": 1, "method": "POST"}),
        ("truncated_json", {"first": 1, "method": "POST"}),
        ("empty_answer", {"kind": "blank", "first": 1, "method": "POST"}),
        ("renamed_codes", {}),
    ],
)
def test_passing_trouble_ends_in_good_data(
    server: StandIn, fault: str, settings: dict[str, Any]
) -> None:
    server.fault(fault, **settings)
    outcome = _fetch()
    assert (outcome.state, outcome.error) == ("new", None)
    assert _figures(outcome)[SAARIJARVI_BIRTHS] == (38.0, "final")


@pytest.mark.slow
def test_retry_after_of_a_burst_is_waited_for(server: StandIn) -> None:
    server.fault("rate_limit_burst", first=1)
    started = time.monotonic()
    assert _fetch().state == "new"
    assert time.monotonic() - started >= 1.0


# -- what must be refused


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "settings", "kind", "said"),
    [
        ("slow", {"seconds": 0.4}, FetchFailed, "took too long"),
        ("503_then_ok", {"first": 99}, FetchFailed, r"not available \(503\)"),
        ("html_200", {}, SourceError, "text/html came instead of JSON: Huoltokatko"),
        ("html_200", {"method": "POST"}, SourceError, "text/html came"),
        ("truncated_json", {}, SourceError, "cut off|broken JSON"),
        ("truncated_json", {"method": "POST"}, SourceError, "cut off|broken JSON"),
        ("empty_answer", {"kind": "rows"}, ShapeChanged, "codes of dimension"),
        ("empty_answer", {"kind": "blank"}, SourceError, "empty"),
        ("shrunken_answer", {}, ShapeChanged, "309 values of alue_23_20260101"),
        ("moved_table_400", {"match": "121w"}, SourceError, "ssaaty/121w is gone"),
    ],
)
@pytest.mark.parametrize("first_time", [True, False])
def test_bad_answer_is_refused_and_the_last_good_stays(
    server: StandIn,
    first_time: bool,
    fault: str,
    settings: dict[str, Any],
    kind: type[SourceError],
    said: str,
) -> None:
    before = None if first_time else _good(server)
    state = snapshots.read_state("vital")
    server.fault(fault, **settings)
    patience = replace(QUICK, read_timeout=0.2) if fault == "slow" else QUICK
    outcome = _fetch(force=True, manners=patience)
    assert outcome.state == "failed"
    assert isinstance(outcome.error, kind)
    with pytest.raises(kind, match=said):
        raise outcome.error
    assert len(snapshots.all("vital")) == (0 if first_time else 1)
    assert outcome.snapshot == (before.snapshot if before else None)
    after = snapshots.read_state("vital")
    assert after.last_error is not None
    assert after.last_error["message"] == str(outcome.error)
    assert (after.last_ok, after.producer_updated) == (state.last_ok, state.producer_updated)
    if fault != "slow":
        server.control(fault=fault, on=False)
        assert _fetch(force=True).state == ("new" if first_time else "unchanged")
        assert snapshots.read_state("vital").last_error is None


def test_moved_table_names_what_is_similar(server: StandIn) -> None:
    defs = definitions(make_source("x", "vaerak/11re"), make_indicator("i", "x", "vaesto"))
    server.fault("moved_table_400", match="11re")
    outcome = _fetch(defs)
    assert "vaerak/11re is gone or has another name" in str(outcome.error)
    assert "similar: 11r" in str(outcome.error)


def test_codes_that_change_between_metadata_and_data(server: StandIn) -> None:
    """The table is there but refuses; the error does not call it gone."""
    defs = _defs()
    with fetch.Client(defs.sources["vital"].url, QUICK) as client:
        source = defs.sources["vital"]
        task = connectors.Task(source, connectors.wanted_of(source, defs), "", client)
        ask = client.post_json

        def rename_then_ask(*args: Any, **kwargs: Any) -> Any:
            server.fault("renamed_codes")
            return ask(*args, **kwargs)

        client.post_json = rename_then_ask  # type: ignore[method-assign]
        with pytest.raises(SourceError, match="is there, but the server refused"):
            connectors.connector(source).fetch(task)


def test_figures_gone_from_a_sound_looking_answer(server: StandIn) -> None:
    """A table that now lists fewer areas answers what is asked: the last answer shows the loss."""
    defs = _defs()
    _good(server)
    last = snapshots.latest("vital")
    assert last is not None
    table = connectors.parse(defs.sources["vital"], last, defs)
    fewer = table.filter([not a.startswith("FI-KU1") for a in table["area_id"].to_pylist()])
    with pytest.raises(ShapeChanged, match="gone are FI-KU10"):
        fetch.check_not_shrunken(table, fewer, "vital")
    known = [v is not None for v in table["value"].to_pylist()]
    only_one_gone = [a != "FI-KU102" for a in table["area_id"].to_pylist()]
    fetch.check_not_shrunken(table, table.filter(only_one_gone), "vital")  # a merger
    assert any(known)


def test_a_rolling_start_is_no_loss_but_a_hole_is(server: StandIn) -> None:
    server.control(codes="new")
    defs = definitions(
        make_source("monthly", "muutl/12w7"), make_indicator("net", "monthly", "vm43_netto")
    )
    outcome = _fetch(defs)
    assert outcome.snapshot is not None
    table = connectors.parse(defs.sources["monthly"], outcome.snapshot, defs)
    periods = table["period"].to_pylist()
    fetch.check_not_shrunken(table, table.filter([p >= "2023M01" for p in periods]), "x")
    for hole in ("2022M06", "2023M12"):
        with pytest.raises(ShapeChanged, match=f"gone are {hole}"):
            fetch.check_not_shrunken(table, table.filter([p != hole for p in periods]), "x")


# -- what is new


def test_unchanged_is_one_question_and_force_asks_again(server: StandIn) -> None:
    _good(server)
    outcome = _fetch()
    assert (outcome.state, outcome.calls, outcome.cells) == ("unchanged", 2, 0)
    assert outcome.snapshot is not None
    forced = _fetch(force=True)
    assert forced.state == "unchanged", "the same bytes again are nothing new"
    assert forced.calls == 4
    assert len(snapshots.all("vital")) == 1


def test_a_changed_plan_is_asked_although_the_table_is_unchanged(server: StandIn) -> None:
    _good(server)
    more = definitions(
        make_source("vital", "ssaaty/121w", time_from="2020"),
        make_indicator("births", "vital", "vm01"),
        make_indicator("marriages", "vital", "vm2126"),
    )
    outcome = _fetch(more)
    assert (outcome.state, outcome.error) == ("new", None)
    assert _fetch(more).state == "unchanged"


def test_new_period_is_preliminary_and_the_old_snapshot_stays(server: StandIn) -> None:
    before = _good(server)
    server.fault("new_period")
    outcome = _fetch()
    assert outcome.state == "new"
    figures = _figures(outcome)
    assert figures["contents=vm01", "FI-KU729", "2026"] == (38.0, "preliminary")
    assert figures[SAARIJARVI_BIRTHS] == (38.0, "final")
    assert snapshots.all("vital") == [before.snapshot, outcome.snapshot]


@pytest.mark.slow
def test_real_next_period_when_the_server_held_it_back(server: StandIn) -> None:
    server.control(hold_back=True)
    defs = definitions(
        make_source("jobs", "tyonv/12r5", time_from="2024M10"),
        make_indicator("share", "jobs", "TYOTOSUUS"),
    )
    assert max(p for _, _, p in _figures(_fetch(defs), defs)) == "2025M01"
    server.fault("new_period")
    figures = _figures(_fetch(defs), defs)
    assert figures["contents=TYOTOSUUS", "FI-KU729", "2026M06"] == (16.4, "final")


def test_revised_values_are_a_new_snapshot_beside_the_old(server: StandIn) -> None:
    defs = definitions(make_source("net", "muutl/12w7"), make_indicator("net", "net", "vm43_netto"))
    old = _figures(_fetch(defs), defs)
    server.fault("revised_values")
    outcome = _fetch(defs)
    new = _figures(outcome, defs)
    changed = [k for k in old if old[k] != new[k]]
    assert outcome.state == "new"
    assert 0 < len(changed) < len(old) * 0.1
    stored = snapshots.all("net")
    assert len(stored) == 2
    assert stored[0].producer_updated < stored[1].producer_updated


# -- one for all


def test_one_failed_source_never_stops_the_others(server: StandIn) -> None:
    defs = definitions(
        make_source("gone", "asas/116e"),
        make_source("vital", "ssaaty/121w", time_from="2024"),
        make_source("odd", "vaerak/11re", dimensions={"height": ("nothing",)}),
        make_source("births", "synt/12dy"),
        make_source("never", "x", "none"),
        make_source("unused", "vaerak/11ra"),
        make_indicator("a", "gone", "x"),
        make_indicator("b", "vital", "vm01"),
        make_indicator("c", "odd", "vaesto", height="9"),
        make_indicator("d", "births", "vm01"),
        make_indicator("e", "never", "x"),
    )
    outcomes = {o.source_id: o.state for o in fetch.fetch(defs, manners=QUICK)}
    assert outcomes == {"gone": "failed", "vital": "new", "odd": "failed", "births": "new"}


def test_an_answer_odder_than_any_reader_foresaw(
    server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(*_: Any, **__: Any) -> Any:
        raise KeyError("surprise")

    monkeypatch.setattr(connectors.pxweb, "variables", surprise)
    outcome = _fetch()
    assert isinstance(outcome.error, ShapeChanged)
    assert "KeyError" in str(outcome.error)


def test_a_host_that_is_down_is_not_waited_for_twice(
    data_folder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_SOURCES_BASE", "http://127.0.0.1:9")
    defs = definitions(
        make_source("a", "ssaaty/121w"),
        make_source("b", "vaerak/11re"),
        make_indicator("i", "a", "vm01"),
        make_indicator("j", "b", "vaesto"),
    )
    first, second = fetch.fetch(defs, manners=QUICK)
    assert (first.calls, second.calls) == (QUICK.tries, 1)
    assert all("could not be reached" in str(o.error) for o in (first, second))


def test_limits_are_asked_once_a_run_and_progress_is_told(server: StandIn) -> None:
    defs = definitions(
        make_source("vital", "ssaaty/121w", time_from="2024"),
        make_source("births", "synt/12dy"),
        make_indicator("b", "vital", "vm01"),
        make_indicator("d", "births", "vm01"),
    )
    told: list[tuple[str, int, int]] = []
    fetch.fetch(defs, progress=lambda *event: told.append(event), manners=QUICK)
    assert [r["kind"] for r in server.log()].count("config") == 1
    assert ("vital", 0, 1) in told
    assert told[-1] == ("births", 1, 1)


@pytest.mark.parametrize("id", ["nothing", "starter"])
def test_sources_that_cannot_be_fetched_are_named(id: str, data_folder: Any) -> None:
    defs = definitions(make_source("starter", "x", "none"))
    with pytest.raises(DefinitionError, match=id):
        fetch.fetch(defs, [id])


def test_a_full_disk_is_an_outcome_too(server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "draft", full)
    outcome = _fetch()
    assert outcome.state == "failed"
    assert "could not be stored" in str(outcome.error)
