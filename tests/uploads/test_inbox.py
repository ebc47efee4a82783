"""Uploads are kept for their owner alone, reached by their own names, and forgotten."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from seutukuva import access, intake, settings
from seutukuva.errors import AccessRefused, UploadRefused
from tests.uploads.sending import GOOD, received


def test_a_file_is_kept_as_it_came_for_its_owner_alone() -> None:
    upload = received()
    place = intake.folder(upload.id)
    assert (place / "file").read_bytes() == GOOD
    assert {file.name for file in place.iterdir()} == {"file", "upload.json"}
    assert place.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in place.iterdir()} == {0o600}
    told = intake.read(upload.id, "upload")
    assert told["name"] == "vastaukset.xlsx"
    assert told["wave"] == "2026-10"
    assert told["bytes"] == len(GOOD)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\b.xlsx", "b.xlsx"),
        ("b.xlsx:secret", "b.xlsx"),
        ("\u202eb\n.xlsx", "b.xlsx"),
        ("", "file"),
        ("a" * 300 + ".xlsx", "a" * 195 + ".xlsx"),
    ],
)
def test_names_lose_what_could_mislead(name: str, kept: str) -> None:
    assert received(b"x", name).name == kept


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 1 << 20)
    with pytest.raises(UploadRefused, match=r"has 1\.5 MB; 1 MB are taken at most"):
        received(b"x" * (3 << 19))
    with pytest.raises(UploadRefused, match=r"has 1\.1 MB; 1 MB are taken at most"):
        received(b"x" * ((1 << 20) + 1))
    assert not settings.inbox_folder().exists() or not list(settings.inbox_folder().iterdir())


@pytest.mark.parametrize(
    "upload_id", ["", "..", "../records", "a" * 31, "A" * 32, "g" * 32, "0" * 32, "0" * 32 + "\n"]
)
def test_ids_lead_nowhere_else(upload_id: str) -> None:
    received()
    secret = settings.data_folder() / "records"
    secret.mkdir()
    (secret / "upload.json").write_text("{}", encoding="utf-8")
    for ask in (
        lambda: intake.folder(upload_id),
        lambda: intake.read(upload_id, "upload"),
        lambda: intake.write(upload_id, "choices", {}),
        lambda: intake.step(upload_id, "inspect"),
        lambda: intake.file(upload_id, "upload.json"),
    ):
        with pytest.raises(UploadRefused, match="no longer here"):
            ask()
    intake.discard(upload_id)
    assert secret.exists()


@pytest.mark.parametrize("name", ["../upload.json", "/etc/passwd", "upload", "x.py", "a/b.json"])
def test_files_are_reached_by_their_own_names_only(name: str) -> None:
    upload = received()
    with pytest.raises(UploadRefused):
        intake.file(upload.id, name)
    assert intake.file(upload.id, "upload.json").exists()


def test_only_an_analysts_decisions_are_written() -> None:
    upload = received()
    intake.write(upload.id, "corrections", {"columns": {"3": {"question": "turnover"}}})
    assert intake.read(upload.id, "corrections")["columns"]["3"]["question"] == "turnover"
    assert intake.read(upload.id, "mapping") == {}
    for name in ("upload", "summary", "../x"):
        with pytest.raises(ValueError, match="not an analyst's"):
            intake.write(upload.id, name, {})
    with pytest.raises(ValueError, match="no such part"):
        intake.read(upload.id, "../records/head")


def test_nothing_is_given_where_other_computers_reach_the_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = received()
    monkeypatch.setattr(access, "_is_own", lambda: False)
    for ask in (
        received,
        lambda: intake.folder(upload.id),
        lambda: intake.read(upload.id, "upload"),
        lambda: intake.write(upload.id, "choices", {}),
        lambda: intake.file(upload.id, "upload.json"),
        lambda: intake.step(upload.id, "inspect"),
        lambda: intake.discard(upload.id),
        intake.clean,
    ):
        with pytest.raises(AccessRefused):
            ask()
    assert (settings.inbox_folder() / upload.id / "file").exists()


def test_old_uploads_go_and_young_ones_stay() -> None:
    old, young = received(), received()
    week_ago = time.time() - (intake.KEPT_DAYS + 1) * 86_400
    os.utime(intake.folder(old.id), (week_ago, week_ago))
    (settings.inbox_folder() / "something-else").mkdir()
    assert intake.clean() == 1
    assert not (settings.inbox_folder() / old.id).exists()
    assert intake.folder(young.id).exists()
    assert (settings.inbox_folder() / "something-else").exists()


def test_what_others_take_away_meanwhile_does_not_stop_the_tidying(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second, third = received(), received(), received()
    inbox_folder, long_ago = settings.inbox_folder(), time.time() - 2 * 86_400
    for one in (first, second, third):
        os.utime(inbox_folder / one.id, (long_ago, long_ago))
    cut_short = inbox_folder / f"{'a' * 32}.gone"
    cut_short.mkdir()
    whole = Path.rename

    def meanwhile(place: Path, target: Path) -> Path:
        if place.name == first.id:  # another process was quicker
            shutil.rmtree(place)
        moved = whole(place, target)
        if place.name == second.id:  # another process has begun to work at it
            os.utime(target)
        return moved

    monkeypatch.setattr(Path, "rename", meanwhile)
    assert intake.clean() == 1
    assert {one.name for one in inbox_folder.iterdir()} == {second.id}
    assert intake.read(second.id, "upload")["id"] == second.id


def test_what_is_worked_at_is_not_old(child_does: Callable[[str], None]) -> None:
    child_does("import json; print(json.dumps({'progress': 0.5})); print('{\"done\": {}}')")
    upload = received()
    long_ago = time.time() - 2 * 86_400
    os.utime(intake.folder(upload.id), (long_ago, long_ago))
    gone: list[int] = []

    def tell(share: float, doing: str) -> None:
        os.utime(intake.folder(upload.id), (long_ago, long_ago))
        gone.append(intake.clean())

    intake.step(upload.id, "inspect", tell)
    assert gone[0] == 0
    assert intake.clean() == 1


def test_abandoned_uploads_go_by_themselves_and_only_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "_tidied", {})

    def abandoned() -> Path:
        place = settings.inbox_folder() / secrets.token_hex(16)
        place.mkdir(parents=True)
        os.utime(place, (time.time() - 90_000, time.time() - 90_000))
        return place

    first = abandoned()
    received()
    assert not first.exists(), "whoever sends a file clears away those before it"
    second = abandoned()
    monkeypatch.setattr(access, "_is_own", lambda: False)
    intake.tidy()
    assert second.exists(), "an hour has not gone"
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 3_601)
    intake.tidy()
    assert not second.exists()


def test_a_discarded_upload_is_gone() -> None:
    upload = received()
    intake.discard(upload.id)
    assert list(settings.inbox_folder().iterdir()) == []
    intake.discard(upload.id)
