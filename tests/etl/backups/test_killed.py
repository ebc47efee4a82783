"""A backup that is killed is none, and a restore that is killed has happened or has not."""

from __future__ import annotations

import pytest

from tests.etl.backups import killing
from tests.etl.backups.conftest import in_a_file
from tests.records.conftest import Home

KILLS = 6


@pytest.mark.slow
@pytest.mark.parametrize("what", ["backups", "restores"])
@in_a_file
def test_killed_at_any_moment_nothing_is_torn(
    whole: Home, tmp_path_factory: pytest.TempPathFactory, what: str
) -> None:
    found = getattr(killing, what)(tmp_path_factory.mktemp(what), KILLS)
    assert found.killed >= KILLS and found.halfway
