"""Drafts: kept beside the log for a while, by their record; nothing of them reaches a person."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

import serve
from seutukuva import access, records, settings, texts
from seutukuva.errors import AccessRefused, InvalidRecord, RecordRefused, RecordsError
from seutukuva.people.model import Grant, Person
from seutukuva.records import drafts

KIND = "adviser_summary"
TYPED = {"organisation": "POKE", "round": "2027-04", "themes": ["exports"], "text": "Steady."}


@pytest.fixture(autouse=True)
def here(nothing_published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person at this computer, who reads English."""
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    texts.use("en")


def files() -> list[Path]:
    return list((settings.records_folder() / "drafts").glob("*"))


def aged(days: float) -> None:
    for file in files():
        os.utime(file, (time.time() - days * 86_400,) * 2)


def test_a_draft_comes_back_as_it_was_left_and_is_no_row_of_the_log() -> None:
    drafts.keep(KIND, "one", 7, TYPED)
    found = drafts.of(KIND, "one")
    assert found and (found.id, found.kind, found.seen, found.values) == ("one", KIND, 7, TYPED)
    assert records.latest_seq() == 0
    drafts.keep(KIND, "one", 7, TYPED | {"text": "Steadier."})
    assert [one.values["text"] for one in drafts.listed(KIND)] == ["Steadier."]


def test_the_one_typed_last_stands_first() -> None:
    drafts.keep(KIND, "early", None, TYPED)
    aged(1)
    drafts.keep(KIND, "late", None, TYPED)
    assert [one.id for one in drafts.listed(KIND)] == ["late", "early"]
    assert drafts.listed("event") == []


def test_a_discarded_draft_is_gone() -> None:
    drafts.keep(KIND, "one", None, TYPED)
    drafts.discard(KIND, "one")
    drafts.discard(KIND, "one")
    assert drafts.of(KIND, "one") is None and files() == []


@pytest.mark.parametrize("text", ["Call 040 123 4567", "a.b@firm.fi", "131052-308T"])
def test_what_reaches_a_person_is_not_kept_and_what_was_before_stays(text: str) -> None:
    drafts.keep(KIND, "one", None, TYPED)
    with pytest.raises(InvalidRecord) as caught:
        drafts.keep(KIND, "one", None, TYPED | {"text": text})
    assert [field for field, _text in caught.value.problems] == ["text"]
    (kept,) = drafts.listed(KIND)
    assert kept.values["text"] == "Steady."
    assert text not in files()[0].read_text(encoding="utf-8")


def test_a_draft_goes_by_itself() -> None:
    drafts.keep(KIND, "one", None, TYPED)
    aged(drafts.KEPT_DAYS - 1)
    drafts.forget_older()
    assert drafts.of(KIND, "one")
    aged(drafts.KEPT_DAYS + 1)
    assert drafts.of(KIND, "one") is None, "also before anybody has tidied up"
    drafts.forget_older()
    assert files() == []


def test_a_running_server_forgets_old_ones() -> None:
    drafts.keep(KIND, "one", None, TYPED)
    serve._forget()
    assert len(files()) == 1
    aged(drafts.KEPT_DAYS + 1)
    serve._forget()
    assert files() == []


def test_drafts_of_other_programmes_and_damaged_files_are_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts.keep(KIND, "one", None, TYPED)
    monkeypatch.setenv("SEUTUKUVA_PROGRAMME", "elsewhere")
    assert drafts.listed(KIND) == [] and drafts.of(KIND, "one") is None
    monkeypatch.delenv("SEUTUKUVA_PROGRAMME")
    files()[0].write_text('["not a draft"]', encoding="utf-8")
    assert drafts.listed(KIND) == []


def test_an_id_of_an_address_leads_nowhere_else() -> None:
    drafts.keep(KIND, "../../outside", None, TYPED)
    (file,) = files()
    assert file.parent == settings.records_folder() / "drafts"
    assert drafts.of(KIND, "\udce4") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_the_owner_reads_it() -> None:
    drafts.keep(KIND, "one", None, TYPED)
    assert stat.S_IMODE(files()[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(files()[0].parent.stat().st_mode) == 0o700


def test_a_disk_that_takes_nothing_is_told() -> None:
    settings.records_folder().mkdir(parents=True)
    (settings.records_folder() / "drafts").write_text("", encoding="utf-8")
    with pytest.raises(RecordsError, match="could not be kept"):
        drafts.keep(KIND, "one", None, TYPED)


def test_where_others_reach_the_pages_there_are_no_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.keep(KIND, "one", None, TYPED)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    for ask in (
        lambda: drafts.keep(KIND, "one", None, TYPED),
        lambda: drafts.of(KIND, "one"),
        lambda: drafts.listed(KIND),
        lambda: drafts.discard(KIND, "one"),
    ):
        with pytest.raises((AccessRefused, RecordRefused)):
            ask()
    drafts.forget_older()
    assert len(files()) == 1


def test_nobody_sees_what_another_is_typing() -> None:
    maija, matti = (
        Person(f"p-{16 * sign}", grants=(Grant("analyst", "witas"),), is_signed_in=True)
        for sign in "ab"
    )
    with access.acting(maija):
        drafts.keep(KIND, "one", None, TYPED)
    with access.acting(matti):
        assert drafts.of(KIND, "one") is None and drafts.listed(KIND) == []
        drafts.keep(KIND, "one", None, TYPED | {"text": "Another one."})
        drafts.discard(KIND, "two")
    with access.acting(maija):
        found = drafts.of(KIND, "one")
        assert found and found.values["text"] == "Steady."
        assert [one.values["text"] for one in drafts.listed(KIND)] == ["Steady."]
    assert drafts.of(KIND, "one") is None and len(files()) == 2
    assert (drafts.forget_of(maija.id), drafts.forget_of(maija.id)) == (1, 0)
    with access.acting(matti):
        assert [one.values["text"] for one in drafts.listed(KIND)] == ["Another one."]
