"""A server starts with its limits, or says what is wrong with them."""

from __future__ import annotations

import pytest

import serve
from seutukuva import limits
from seutukuva.limits import model
from seutukuva.limits.middleware import LimitsMiddleware


def test_a_server_with_wrong_limits_does_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_told: object) -> None:
        raise AssertionError("it was about to listen")

    monkeypatch.setenv(model.SETTING, "sesions=4")
    monkeypatch.setattr(serve, "_listener", never)
    assert serve.main(["--no-browser"]) == serve.WRONG_USE
    told = capsys.readouterr().err
    assert "SEUTUKUVA_LIMITS" in told and "sesions" in told and "idle_minutes" in told


def test_the_application_has_the_limits_that_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(model.SETTING, "sessions=7")
    app = serve.application()
    (found,) = [one for one in app._user_middleware if one.cls is LimitsMiddleware]
    assert found.kwargs["limits"] == limits.Limits(sessions=7)
    assert found.kwargs["ends_idle"] is False, "this computer serves itself only"
