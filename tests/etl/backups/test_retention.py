"""Which backups stay when a folder of them is thinned out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from etl import cli
from etl.backups import keeping
from etl.backups.archive import Manifest, Writer
from seutukuva.errors import SeutukuvaError

pytestmark = pytest.mark.usefixtures("in_english")


def put(folder: Path, moment: dt.datetime, *problems: str) -> Path:
    file = folder / f"seutukuva-{moment:%Y%m%dT%H%M%SZ}.zip"
    with file.open("wb") as target, Writer(target) as writer:
        writer.finish(Manifest("", "", "", 0, "", False, False, "", problems))
    return file


def nights(year: int, month: int, day: int, n: int) -> list[dt.datetime]:
    last = dt.datetime(year, month, day, 2, 0, tzinfo=dt.UTC)
    return [last - dt.timedelta(days=back) for back in range(n)]


def test_so_many_days_weeks_and_months() -> None:
    # Wednesday 2026-03-04 and the 399 nights before it.
    moments = nights(2026, 3, 4, 400)
    days = sorted(f"{one:%Y-%m-%d}" for one in keeping.chosen(moments, 3, 3, 4))
    assert days == [
        "2025-12-31",  # the newest of December
        "2026-01-31",
        # The newest of each week: Sundays 22 February and 1 March; of February, the 28th.
        *("2026-02-22", "2026-02-28", "2026-03-01"),
        *("2026-03-02", "2026-03-03", "2026-03-04"),
    ]


def test_a_week_over_the_turn_of_the_year_is_one_week() -> None:
    # Sunday 2027-01-03 ends the week that began on Monday 2026-12-28.
    moments = nights(2027, 1, 3, 14)
    kept = {f"{one:%m-%d}" for one in keeping.chosen(moments, 0, 2, 0)}
    assert kept == {"01-03", "12-27"}


def test_the_newest_stays_whatever_is_asked() -> None:
    moments = nights(2026, 3, 4, 9)
    assert keeping.chosen(moments, 0, 0, 0) == {moments[0]}
    assert keeping.chosen([], 7, 5, 12) == set()


def test_a_day_without_a_backup_does_not_cost_one(tmp_path: Path) -> None:
    # The computer was off for a year: what is there is not old because of it.
    moments = [dt.datetime(2025, 1, day, tzinfo=dt.UTC) for day in (1, 2, 3)]
    assert len(keeping.chosen(moments, 2, 0, 0)) == 2


def test_files_go_only_by_name_and_only_sound_ones_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = (put(tmp_path, one) for one in reversed(nights(2026, 3, 4, 3)))
    # The two newest are of no use, so they must not push out the last good one.
    odd = put(tmp_path, dt.datetime(2026, 3, 5, tzinfo=dt.UTC), "row 2: its body has been changed")
    torn = tmp_path / "seutukuva-20260306T020000Z.zip"
    torn.write_bytes(third.read_bytes()[:-40])
    others = [tmp_path / "all.zip", tmp_path / "seutukuva-99999999T020000Z.zip"]
    for one in others:
        one.write_bytes(b"mine")
    options = ["--daily", "2", "--weekly", "0", "--monthly", "0"]
    assert cli.main(["backups", "keep", str(tmp_path), *options, "--dry-run"]) == 1
    assert len(list(tmp_path.iterdir())) == 7
    assert f"to be deleted: {first.name}" in capsys.readouterr().out
    assert cli.main(["backups", "keep", str(tmp_path), *options]) == 1
    said = capsys.readouterr().out
    assert set(tmp_path.iterdir()) == {second, third, odd, torn, *others}
    assert "2 backups are kept." in said and said.count("left alone") == 2


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SeutukuvaError, match="no such folder"):
        keeping.keep(tmp_path / "none", daily=1, weekly=1, monthly=1)
