"""Interviews are stored whole or not at all, whenever the power goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl import import_killing

# Many more of each: python -m bench kill.
KILLS = 10  # of whole imports
KILLS_OF_ACCEPTANCE = 12  # of its last part alone, where files and a row are written


@pytest.fixture
def data_folder(at_own_computer: Path) -> Path:
    return at_own_computer


@pytest.mark.slow
def test_an_acceptance_that_is_killed_is_whole_or_was_not(data_folder: Path) -> None:
    assert import_killing.acceptances(data_folder, KILLS_OF_ACCEPTANCE) > 0


@pytest.mark.slow
def test_an_import_that_is_killed_is_whole_or_was_not(data_folder: Path) -> None:
    assert import_killing.imports(data_folder, KILLS) > 0
