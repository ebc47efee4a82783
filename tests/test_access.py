"""Who may enter and see what is confidential: the person at this computer, and nobody else.

``tests/records/test_confidential.py`` tries the rule where it stands, at the data.
"""

from __future__ import annotations

import pytest
from streamlit import config, runtime

import serve
from seutukuva import access, navigation, settings, texts
from seutukuva.errors import AccessRefused, RecordRefused


@pytest.fixture(autouse=True)
def unannounced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)


def test_the_person_at_this_computer_may() -> None:
    assert access.may_enter()
    access.require_entry()


def test_nobody_may_where_the_environment_says_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert not access.may_enter()
    with pytest.raises(RecordRefused, match="SEUTUKUVA_PUBLIC"):
        access.require_entry()


@pytest.mark.parametrize("public", [True, False])
def test_the_server_says_whom_it_serves(monkeypatch: pytest.MonkeyPatch, public: bool) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "0" if public else "1")
    serve.application(public=public)
    assert access.may_enter() is not public
    serve.application()
    assert access.may_enter() is public


@pytest.mark.parametrize(
    ("address", "may"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), (None, False)],
)
def test_streamlit_on_an_address_for_others_is_public(
    monkeypatch: pytest.MonkeyPatch, address: str | None, may: bool
) -> None:
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(config, "get_option", lambda name: address)
    assert access.may_enter() is may


def test_reasons_are_said_where_there_are_any(monkeypatch: pytest.MonkeyPatch) -> None:
    texts.use("en")
    assert access.may_see("interviews") and access.why_not() == ""
    access.require("interviews")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert not access.may_see("interviews")
    reason = access.why_not()
    assert "no sign-in" in reason
    # It stands on every confidential page, so it has to be true of each.
    pages = [one.name for one in navigation.found() if one.is_confidential]
    assert sorted(pages) == ["audit", "interviews", "meeting", "needs", "summaries", "upload"]
    for what in ("company interviews", "advisers", "meetings", "notes", "decisions", "actions"):
        assert what in reason
    with pytest.raises(AccessRefused, match="SEUTUKUVA_PUBLIC") as caught:
        access.require("interviews")
    assert caught.value.what and caught.value.todo
    texts.use(texts.DEFAULT)


@pytest.mark.parametrize(
    ("sql", "kinds"),
    [
        ("select 1 from memory.rec_log where kind = 'event'", {"event"}),
        ("select 1 from memory.rec_log where kind in ('event', 'need')", {"event", "need"}),
        ("select 1 from memory.rec_log where KIND='event' -- kind = 'need'", {"event"}),
        ("select 1 from memory.rec_log where kind <> 'event'", set()),
        ("select 1 from memory.rec_log where kind = $kind", set()),
        ("select 1 from memory.rec_log where event_kind = 'event'", set()),
    ],
)
def test_the_kinds_of_a_query_are_read_from_it(
    sql: str, kinds: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert access.kinds_of(sql) == kinds
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    if kinds == {"event"}:
        access.require_query("records/x", sql)
    else:
        with pytest.raises(AccessRefused):
            access.require_query("records/x", sql)


def test_a_query_of_any_room_that_reads_the_log_is_judged_by_the_kinds_it_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    access.require_query("projects/x", "select 1 from dim_project")
    access.require_query("projects/x", "select 1 from memory.rec_log where kind = 'project'")
    for sql in ("where kind = 'need'", "where kind in ('project', 'need')", ""):
        with pytest.raises(AccessRefused):
            access.require_query("projects/x", f"select 1 from memory.rec_log {sql}")
    with pytest.raises(AccessRefused):
        access.require_query("interviews/x", "select 1 from memory.rec_log where kind = 'project'")
