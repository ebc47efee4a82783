"""Whatever is killed at whatever moment: nothing was shown that had not been noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit import read_killing


@pytest.mark.slow
def test_nothing_is_shown_unnoted_when_processes_are_killed(
    sign_in: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    assert read_killing.readings(kills=6) > 0
