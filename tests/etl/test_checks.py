"""The checks: each finds what it protects from, and a failed one stops publishing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl import build, checks, publish, stage, versions
from etl.publish import Published, Review
from seutukuva import settings
from seutukuva.errors import CheckFailed, SeutukuvaError
from tests.conftest import REPOSITORY
from tests.etl.sample import Country, Figure, country, settled

pytestmark = pytest.mark.slow

__all__ = ["country"]

A, B, C, SUBREGION = "FI-KU001", "FI-KU002", "FI-KU003", "FI-SK138"
SOUND: list[Figure] = [
    ("population", A, "2025", 100, "final"),
    ("population", B, "2025", 50, "final"),
    ("population", SUBREGION, "2025", 150, "final"),
]
FILES = sorted((REPOSITORY / "queries" / "checks").glob("*.sql"))


def reviewed(place: Country, *, accept: tuple[str, ...] = ()) -> Review:
    build.build(place.defs(), stage.stage(place.defs()))
    return publish.review(place.defs(), accept=accept)


def published(place: Country) -> Published:
    build.build(place.defs(), stage.stage(place.defs()))
    return publish.publish(place.defs())


def failed(review: Review) -> dict[str, int]:
    return {one.check_id: one.bad_rows for one in review.results if not one.passed}


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A candidate of sound figures, ready to be checked."""
    with pytest.MonkeyPatch.context() as patch:
        place = settled(tmp_path_factory.mktemp("candidate"), patch)
        place.starter("first", SOUND)
        reviewed(place)
        with build.opened(build.candidate_file()) as con:
            checks.attach_previous(con, None)
            yield con


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_check_keeps_its_contract(candidate: duckdb.DuckDBPyConnection, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith("-- What: ")
    (statement,) = duckdb.extract_statements(text)
    assert statement.type == duckdb.StatementType.SELECT and not statement.named_parameters
    returns = re.search(r"^-- Returns: +(.+)$", text, re.MULTILINE)
    assert returns
    columns = [row[0] for row in candidate.execute("describe " + statement.query).fetchall()]
    assert columns == returns[1].split(", ")


def test_sound_figures_pass_every_check(country: Country) -> None:
    country.starter("first", SOUND)
    review = reviewed(country)
    assert failed(review) == {} and not review.stopped
    with build.opened(review.built.file) as con:
        rows = con.execute("select check_id, passed, sample from chk_result").fetchall()
    assert {(one.stem, True, "[]") for one in FILES} == set(rows)


@pytest.mark.parametrize(
    ("check", "figures"),
    [
        ("statuses_are_known", [("population", A, "2024", 1, "guessed")]),
        ("missing_is_never_a_number", [("population", A, "2024", None, "final")]),
        ("missing_is_never_a_number", [("population", A, "2024", 0, "missing")]),
        ("missing_is_never_a_number", [("population", A, "2024", "nan", "final")]),
        ("periods_fit_their_indicator", [("population", A, "2024M01", 1, "final")]),
        ("periods_fit_their_indicator", [("population", A, "2024M13", 1, "final")]),
        ("names_are_known", [("nonsense", A, "2024", 1, "final")]),
        ("answers_name_a_cell_once", [SOUND[0]]),
        ("shares_are_within_bounds", [("jobs_share", A, "2024", 100.1, "final")]),
    ],
)
def test_a_wrong_figure_stops_publishing(
    country: Country, check: str, figures: list[Figure]
) -> None:
    country.starter("first", [*SOUND, *figures])
    review = reviewed(country)
    assert check in failed(review) and review.stopped
    with pytest.raises(CheckFailed):
        publish.publish_reviewed(review)
    assert versions.current() is None


def test_a_population_that_does_not_add_up_stops_publishing(country: Country) -> None:
    country.starter("first", [*SOUND[:2], ("population", SUBREGION, "2025", 151, "final")])
    review = reviewed(country)
    assert failed(review) == {"population_adds_up": 1, "population_history_adds_up": 1}
    with pytest.raises(CheckFailed, match="published=151.0, summed=150.0") as caught:
        checks.stop_if_failed(review.results)
    assert caught.value.check == "population_adds_up"
    assert "explain" in caught.value.todo and "last version stays" in caught.value.todo


def test_orders_that_differ_and_doubled_rows_are_found(country: Country) -> None:
    country.starter("first", SOUND)
    built = build.build(country.defs(), stage.stage(country.defs()))
    with build.opened(built.file, writable=True) as con:
        con.execute("update fct_observation_by_area set value = value + 1")
        con.execute("insert into fct_observation from fct_observation limit 1")
    assert failed(publish.review(country.defs())).keys() == {
        "both_orders_hold_the_same",
        "facts_have_no_duplicate_keys",
    }


def test_history_that_does_not_add_up_is_a_remark(country: Country) -> None:
    old = [(one[0], one[1], "2010", one[3], one[4]) for one in SOUND[:2]]
    country.starter("first", [*SOUND, *old, ("population", SUBREGION, "2010", 160, "final")])
    review = reviewed(country)
    assert failed(review) == {"population_history_adds_up": 1} and not review.stopped


def test_a_headline_without_figures_is_a_remark(country: Country) -> None:
    country.starter("first", [SOUND[0]])
    assert failed(reviewed(country)) == {"headlines_have_figures": 1}


def test_an_unknown_area_is_a_remark(country: Country) -> None:
    country.starter("first", [*SOUND, ("population", "FI-KU999", "2025", 1, "final")])
    assert failed(reviewed(country)) == {"areas_are_known": 1}


def test_a_fetched_table_that_stopped_is_a_remark(country: Country) -> None:
    country.answer(SOUND)
    assert failed(reviewed(country)) == {}
    country.answer([("unemployment", A, "2020M01", 5, "final")])
    assert failed(reviewed(country)) == {"figures_are_recent": 1}


def test_a_lost_indicator_stops_publishing_and_the_last_version_stays(country: Country) -> None:
    country.starter("first", [*SOUND, ("jobs", A, "2025", 5, "final")])
    before = published(country).pointer
    (country.folder / "starter" / "starter_sources.csv").write_text(
        "file,source_id,vintage,origin,trail,licence\n"
    )
    country.starter("second", SOUND)
    review = reviewed(country)
    # The share that can no longer be computed goes with the jobs.
    assert failed(review) == {"no_indicator_is_lost": 2, "figures_do_not_shrink": 2}
    with pytest.raises(CheckFailed, match="indicator_id=jobs"):
        publish.publish_reviewed(review)
    assert versions.current() == before


def test_a_meant_loss_can_be_accepted_by_name(country: Country) -> None:
    test_a_lost_indicator_stops_publishing_and_the_last_version_stays(country)
    accept = ("no_indicator_is_lost", "figures_do_not_shrink")
    done = publish.publish(country.defs(), accept=accept)
    assert versions.current() == done.pointer
    with pytest.raises(SeutukuvaError, match="cannot be accepted"):
        reviewed(country, accept=("population_adds_up",))


def test_an_indicator_whose_definition_went_may_go(country: Country) -> None:
    country.starter("first", SOUND)
    country.starter("jobs", [("jobs", A, "2025", 5, "final")])
    published(country)
    country.define(["population", "unemployment"])
    country.starter("first", SOUND)
    assert failed(reviewed(country)) == {}


def test_a_header_that_says_too_little_is_refused(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = country.folder / "queries"
    (queries / "checks").mkdir(parents=True)
    (queries / "checks" / "odd.sql").write_text("-- What: odd\n-- Severity: maybe\nselect 1")
    monkeypatch.setattr(settings, "queries_folder", lambda: queries)
    with pytest.raises(SeutukuvaError, match="odd.sql"):
        checks.all_checks()
