"""An edition opened: figures, entries, areas and the day are those of its moment."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pytest

import serve
from seutukuva import (
    definitions,
    events,
    instances,
    records,
    selectors,
    settings,
    showing,
    store,
)
from seutukuva.definitions import overlay
from seutukuva.editions import citing, opened, opening, register, shown
from seutukuva.editions.register import Edition
from seutukuva.errors import MissingVersion
from tests.editions import older
from tests.editions.without import GONE, without_an_area
from tests.records.conftest import SAWMILL

pytestmark = pytest.mark.slow
JOBS = {"indicator_ids": ["jobs"], "area_ids": [older.OWN]}


@pytest.fixture
def edition(entering: Path) -> Edition:
    """Frozen of the older version, with one event; since then another version and event."""
    older.make_older()
    newer = older.current()
    older.point_at(older.OLDER)
    events_entered("before")
    one = register.freeze("2026-04", round="2026-04")
    older.point_at(newer)
    events_entered("after")
    return one


def events_entered(title: str) -> records.Entry:
    return records.append("event", {**SAWMILL, "title": title}, by="local")


def jobs(period: str) -> float:
    rows = store.run("pages/situation/courses", **JOBS)
    return float(rows.loc[rows["period"] == period, "value"].iloc[0])


def titles() -> list[str]:
    return sorted(row["title"] for row in events.listed())


def test_its_figures_and_entries_stay_what_they_were(edition: Edition) -> None:
    now = jobs("2016")
    with opened(edition) as found:
        assert (found.edition, found.version.id, found.head) == (
            *("2026-04", older.OLDER.id),
            edition.head,
        )
        assert jobs("2016") == now - 100
        assert titles() == ["before"]
        assert showing.shown() == found and showing.today() == edition.day
        assert citing.cited("v").startswith("v, edition 2026-04 of ")
    assert jobs("2016") == now and titles() == ["after", "before"]
    assert showing.shown() is None and citing.cited("v") == "v"


def test_a_history_ends_where_the_edition_does(edition: Edition) -> None:
    one = records.newest_of("event")[0]
    newer = records.append("event", {**one.body, "title": "x"}, id=one.id, by="l", expect=one.seq)
    assert [row.seq for row in store.history(one.id)] == [one.seq, newer.seq]
    with opened(edition):
        assert [row.seq for row in store.history(one.id)] == [one.seq]
        last = records.newest_of("event")[-1]
        assert store.history(records.history(last.id)[0].id)[-1].seq <= edition.seq


def test_one_within_another_gives_back_the_one_around(edition: Edition) -> None:
    now = register.freeze("2026-10", round="2026-10")
    with opened(edition):
        with opened(now) as inner:
            assert titles() == ["after", "before"] and inner.edition == "2026-10"
        assert titles() == ["before"] and showing.today() == edition.day
        found = showing.shown()
        assert found and found.edition == "2026-04"
        with pytest.raises(ZeroDivisionError), opened(now):
            raise ZeroDivisionError
        assert showing.shown() == found


def test_two_readers_see_each_their_own(edition: Edition) -> None:
    seen: dict[str, tuple[float, list[str]]] = {}
    both = threading.Barrier(2)

    def read(name: str, one: Edition | None) -> None:
        store.hold_version()
        if one:
            opening.hold(one)
        both.wait(20)
        seen[name] = (jobs("2016"), titles())
        both.wait(20)

    threads = [
        threading.Thread(target=read, args=one) for one in (("then", edition), ("now", None))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert seen["now"][0] - seen["then"][0] == 100
    assert (seen["then"][1], seen["now"][1]) == (["before"], ["after", "before"])
    assert showing.shown() is None


def test_without_the_file_of_its_version_it_is_not_opened(edition: Edition) -> None:
    older.file_of(older.OLDER).unlink()
    with pytest.raises(MissingVersion, match=older.OLDER.id):
        shown(edition)
    with pytest.raises(MissingVersion), opened(edition):
        pass
    assert showing.shown() is None and titles() == ["after", "before"]


@pytest.mark.parametrize("left", [0, 5_000, 50_000])
def test_a_damaged_file_of_its_version_is_named_and_stops_nothing_else(
    edition: Edition, left: int
) -> None:
    instances._instances.pop(str(settings.build_folder())).connection.close()
    file = older.file_of(older.OLDER)
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(MissingVersion, match=older.OLDER.id), opened(edition):
        store.run("shared/sources")
    assert showing.shown() is None and jobs("2016") > 0
    with pytest.raises(KeyError):
        serve._published_borders("other.geojson")


def test_a_version_of_an_older_program_opens(edition: Edition) -> None:
    # As another process, which has not opened it yet.
    instances._instances.pop(str(settings.build_folder())).connection.close()
    with duckdb.connect(str(older.file_of(older.OLDER))) as own:
        own.execute("drop table geo_layer")
        own.execute("drop table fct_industry")
        own.execute("alter table dim_source drop column table_name")
        own.execute("alter table build_info drop column content_hash")
    with opened(edition):
        assert store.run("shared/geo_layers").empty
        assert store.run("shared/sources")["table_name"].isna().all()
        assert jobs("2016") > 0
    # Its hash can still be told, though the version does not say it.
    assert len(register.content_hash(older.OLDER, edition.head)) == 64


def test_borders_of_its_version_are_given_out(edition: Edition) -> None:
    instances._instances.pop(str(settings.build_folder())).connection.close()
    with duckdb.connect(str(older.file_of(older.OLDER))) as own:
        own.execute(
            "insert into geo_layer (layer_id, division_year, file)"
            " values ('municipalities', 2025, 'geo/then-12345678.geojson')"
        )
    assert serve._published_borders("then-12345678.geojson") == "geo/then-12345678.geojson"
    with pytest.raises(KeyError):
        serve._published_borders("other.geojson")


def test_where_nothing_has_changed_no_area_is_laid_over(edition: Edition) -> None:
    own = definitions.load()
    with opened(edition):
        assert overlay.held() is None and definitions.load() is own


def test_an_area_that_is_gone_since_is_there_in_the_edition(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = definitions.load()
    without_an_area(tmp_path / "later", monkeypatch)
    now = definitions.load()
    assert GONE not in now.areas and GONE not in now.programme.areas
    with opened(edition):
        then = definitions.load()
        assert then.programme.areas == before.programme.areas
        assert then.areas[GONE].name == before.areas[GONE].name
        assert then.areas[GONE].subregion_id == before.areas[GONE].subregion_id
        assert selectors.known_area(then, GONE) == GONE
        assert then.area_forms[GONE].inside["fi"] == "alueella Kivijärvi"
        # Nothing that is kept for today's definitions is taken for it.
        assert then.fingerprint != now.fingerprint
        assert definitions.fingerprint() == now.fingerprint
        # The others are where they lie.
        assert then.areas[older.OWN] == now.areas[older.OWN]
    assert definitions.load() is now and selectors.known_area(now, GONE) is None
