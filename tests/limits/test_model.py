"""Limits are read as they are meant, or refused with words."""

from __future__ import annotations

import re

import pytest

from seutukuva import limits
from seutukuva.limits import model
from tests.conftest import REPOSITORY


def test_without_a_setting_there_are_the_usual_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(model.SETTING, raising=False)
    assert limits.current() == limits.Limits()
    # One address, or one person, can never take all places.
    usual = limits.Limits()
    assert usual.sessions_of_person < usual.sessions_of_address < usual.sessions
    assert usual.api_at_once_of_address < usual.api_at_once
    assert usual.uploads_of_session < usual.uploads_at_once
    assert usual.upload_mib_of_session < usual.upload_mib


def test_some_limits_are_set_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(model.SETTING, "sessions=400, idle_minutes=0  api_per_second=2")
    found = limits.current()
    assert (found.sessions, found.idle_minutes, found.api_per_second) == (400, 0, 2)
    assert model.told(found) == model.told(limits.Limits()) | {
        "sessions": 400,
        "idle_minutes": 0,
        "api_per_second": 2,
    }


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("session=4", "session"),
        ("sessions", "sessions"),
        ("sessions=", "sessions="),
        ("sessions=0", "sessions=0"),
        ("sessions=-1", "sessions=-1"),
        ("sessions=1e3", "1e3"),
        ("sessions=٣", "sessions"),
        ("sessions=5 sessions=6", "twice"),
        ("sessions=99999999999", "99999999999"),
    ],
)
def test_a_wrong_setting_is_named(text: str, named: str) -> None:
    with pytest.raises(limits.WrongLimits) as caught:
        model.read(text)
    assert named in caught.value.what and caught.value.where == model.SETTING
    assert caught.value.todo


def test_administrators_read_of_every_limit_and_its_usual_value() -> None:
    text = (REPOSITORY / "docs" / "administrators.md").read_text(encoding="utf-8")
    text = text.partition("## What one reader may take")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| `")]
    for name, value in model.told(limits.Limits()).items():
        (row,) = [cells for cells in rows if f"`{name}`" in cells[0]]
        at = [one.strip(" `") for one in row[0].split(",")].index(name)
        assert re.findall(r"\d+", row[1])[at] == str(value), name
