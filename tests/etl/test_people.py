"""``python -m etl people``: the first administrator, and everybody after, from the shell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.cli import main
from seutukuva import access, settings, texts
from seutukuva.people import grants
from seutukuva.people.model import LOCAL_PERSON
from tests import signing_in

REASON = ["--reason", "Began in the post"]


@pytest.fixture(autouse=True)
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The shell of a computer on which people sign in."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(signing_in.write(tmp_path)))
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    yield
    texts.use(texts.DEFAULT)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main(["people", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_first_administrator_is_made_in_the_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people"]) == 0
    assert "first administrator" in capsys.readouterr().out
    asked = ("grant", "Anna@Example.org", "--role", "administrator", *REASON)
    (given,) = told(capsys, *asked)["grants"]
    assert given["role"] == "administrator" and given["state"] == "stands"
    (anna,) = told(capsys)["people"]
    assert anna["id"] == given["person"] and anna["email"] == "anna@example.org"
    assert anna["roles"] == "Administrator"
    assert [one.role for one in grants.of(anna["id"])] == ["administrator"]
    told(capsys, "revoke", given["grant"], "--reason", "Left the post")
    assert grants.of(anna["id"]) == ()
    (told_of,) = told(capsys, "grants")["grants"]
    assert (told_of["state"], told_of["reason"]) == ("revoked", "Left the post")


def test_sign_ins_are_ended_from_the_shell(capsys: pytest.CaptureFixture[str]) -> None:
    (anna,) = told(capsys, "add", "anna@example.org")["people"]
    assert told(capsys, "end-sessions", anna["id"]) == {"person": anna["id"], "ended": 0}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["grant", "anna@example.org", *REASON], 2, "say which role"),
        (["grant", "--role", "viewer", *REASON], 2, "say whom"),
        (["grant", "p-00000000000000aa", "--role", "viewer", *REASON], 2, "no such person"),
        (["grant", "a@b.example", "--role", "viewer", "--until", "soon", *REASON], 2, "no day"),
        (["grant", "a@b.example", "--role", "analyst", *REASON], 1, "Choose the organisation"),
        (["grant", "nobody", "--role", "viewer", *REASON], 1, "no e-mail address"),
        (["revoke", "x", *REASON], 1, "no such grant"),
        (["revoke"], 2, "say the id of a grant"),
    ],
)
def test_what_cannot_be_meant_is_said(
    arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["people", *arguments]) == status
    assert said in capsys.readouterr().err
    with access.acting(LOCAL_PERSON):
        assert grants.listed() == []


def test_where_all_is_public_the_shell_grants_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert main(["people", "grant", "a@b.example", "--role", "viewer", *REASON]) == 1
    assert "SEUTUKUVA_PUBLIC" in capsys.readouterr().err
