"""Who may enter: the person at this computer, and nobody where others can reach the pages."""

from __future__ import annotations

import pytest
from streamlit import config, runtime

import serve
from seutukuva import access, settings
from seutukuva.errors import RecordRefused


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
