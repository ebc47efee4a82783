"""What a server that people sign in to needs before it starts, and what it tells Streamlit."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit import config

import serve
from seutukuva.sign_in import starting
from tests import signing_in


@pytest.fixture
def unserved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a start would do after its checks, noted and not done."""
    done: list[str] = []
    monkeypatch.setattr(serve, "_publish_if_needed", lambda: done.append("published"))
    monkeypatch.setattr(serve, "_serve", lambda listener, given: listener.close())
    return done


def test_other_computers_are_served_where_people_sign_in(
    sign_in_file: Path, unserved: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve.main(["--host", "0.0.0.0", "--port", "0", "--no-browser"]) == 0
    assert unserved == ["published"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("[rights]\nall = true", "rights — unknown key"),
        ("[session]\nhours = 0", "session.hours"),
    ],
)
def test_a_wrong_file_keeps_the_server_from_starting(
    sign_in_file: Path,
    unserved: list[str],
    capsys: pytest.CaptureFixture[str],
    more: str,
    words: str,
) -> None:
    signing_in.write(sign_in_file.parent, more)
    assert serve.main(["--port", "0", "--no-browser"]) == serve.WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("Refused") and words.partition(" ")[0] in said
    assert signing_in.SECRET not in said and unserved == []


def test_sign_in_and_public_together_are_refused(
    sign_in_file: Path,
    unserved: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert serve.main(["--port", "0", "--no-browser"]) == serve.WRONG_USE
    assert "both set" in capsys.readouterr().err and unserved == []


def test_without_either_other_computers_are_refused_with_what_to_do(
    sign_in_file: Path,
    unserved: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    assert serve.main(["--host", "0.0.0.0", "--port", "0"]) == serve.WRONG_USE
    said = capsys.readouterr().err
    assert "SEUTUKUVA_SIGN_IN" in said and "SEUTUKUVA_PUBLIC=1" in said and unserved == []


def test_secrets_that_everybody_may_read_are_told(
    sign_in_file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(config, "set_option", lambda name, value: None)
    starting.secrets()
    assert "chmod" not in caplog.text
    sign_in_file.chmod(0o644)
    starting.secrets()
    assert "chmod 0640" in caplog.text and signing_in.SECRET not in caplog.text


def test_no_header_says_who_somebody_is(
    sign_in_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, object] = {}
    monkeypatch.setattr(config, "set_option", lambda name, value: said.update({name: value}))
    assert starting.secrets()["auth"]["cookie_secret"] == signing_in.SECRET
    assert said == {
        "server.cookieSecret": signing_in.SECRET,
        "server.enableXsrfProtection": True,
        "server.trustedUserHeaders": {},
    }
    said.clear()
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    assert starting.secrets() == {} and said == {}
