"""An edit that was said to be stored is, whoever is killed at whatever moment."""

from __future__ import annotations

import pytest

from tests.records import edit_killing
from tests.records.conftest import Home

KILLS = 9


@pytest.mark.slow
def test_no_acknowledged_edit_is_lost(home: Home) -> None:
    if home.url:
        pytest.skip("the writers of this test use the file")
    told = edit_killing.edits(KILLS)
    assert told.killed >= KILLS and told.at_work and told.rows
