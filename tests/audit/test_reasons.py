"""Why somebody was refused is told to whoever reads the audit, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seutukuva import access, audit, reasons, records, texts
from seutukuva.audit import ledger, model, telling
from seutukuva.audit.telling import Event
from seutukuva.errors import RecordRefused
from seutukuva.people.model import Grant, Person
from seutukuva.ui.audit import names
from tests.audit.conftest import VIEWER, Home, Whoever

EVENT = {"title": "Fair", "kind": "event", "date_from": "2026-10-01", "areas": ["FI-KU729"]}
MUNICIPALITY = Person(
    "p-00000000000000cc", grants=(Grant("municipality", "FI-KU729"),), is_signed_in=True
)


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    yield
    texts.use(texts.DEFAULT)


def _shown(detail: str, language: str) -> str:
    texts.use(language)
    event = Event(
        *(telling.IN_AUDIT, 1, "2026-11-23T22:44:21+00:00", VIEWER.id, "viewer"),
        *(model.REFUSED, "event", "enter", "", "refused", detail, ""),
    )
    return names.detail(event)


def _refused_as(asks: Whoever, monkeypatch: pytest.MonkeyPatch, person: Person) -> str:
    """What the audit keeps of somebody's attempt to enter an event."""
    asks.person = person
    monkeypatch.setattr(access, "person", asks)
    with pytest.raises(RecordRefused):
        records.append("event", EVENT | {"areas": ["FI-KU992"]}, by="local")
    texts_of = ledger.read(most=1)[0].texts
    assert texts_of is not None
    return texts_of.detail


def test_the_row_is_in_no_language_and_read_in_any(
    home: Home, asks: Whoever, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []
    for language in ("fi", "sv"):
        audit.forget()
        texts.use(language)
        kept.append(_refused_as(asks, monkeypatch, VIEWER))
    assert kept == ["reason:roles", "reason:roles"]
    assert _shown(kept[0], "en") == "no role of theirs lets them enter this"
    said = {_shown(kept[0], language) for language in texts.LANGUAGES}
    assert len(said) == 4 and not [one for one in said if "reason" in one]


def test_what_a_reason_names_is_told_in_the_readers_words() -> None:
    texts.use("fi")
    found = reasons.refused(reasons.ROUND_LOCKED, edition="2026-10", state="approved")
    assert "2026-10" in found.what and "approved" not in found.what
    assert found.reason == 'reason:round-locked {"edition": "2026-10", "state": "approved"}'
    english = _shown(found.reason, "en")
    assert english.startswith("the edition 2026-10 is ") and "its round" in english
    assert _shown(found.reason, "sv") not in (english, found.what)


def test_rows_of_before_are_told_too() -> None:
    texts.use("fi")
    before = texts.translator("fi")(reasons.TEXTS[reasons.NOT_SIGNED_IN])
    assert _shown(before, "en") == "nothing can be entered without having signed in"
    for odd in ("no right", "reason:", "reason:nothing", "reason:round-locked", 'reason:roles {"'):
        assert _shown(odd, "en") == odd
    for odd in ('reason:round-locked {"edition": {}}', "reason:roles [1]", 'reason:roles "x"'):
        assert _shown(odd, "en"), odd


def test_every_refusal_of_the_program_has_its_reason_in_every_language() -> None:
    values = {"edition": "2026-10", "state": "published"}
    for reason in reasons.TEXTS:
        kept = reasons.written(reason, **values)
        assert len(kept) < audit.LONGEST and audit.plain(kept) == kept
        assert len({_shown(kept, language) for language in texts.LANGUAGES}) == 4, reason


@pytest.mark.parametrize("written", ["ended", "foreign", "incomplete", "future", "on request"])
def test_what_the_program_writes_itself_is_told_in_words(written: str) -> None:
    assert _shown(written, "fi") != written
