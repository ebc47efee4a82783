"""Whom a server answers to, by its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import reached, settings
from seutukuva.errors import DefinitionError
from tests import signing_in

MIB = 2**20


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SEUTUKUVA_PUBLIC", "SEUTUKUVA_SIGN_IN", "SEUTUKUVA_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)


def test_on_ones_own_computer_nobody_else_is_answered(monkeypatch) -> None:
    # A name that somebody set for a public server opens nothing here.
    monkeypatch.setenv("SEUTUKUVA_HOSTS", "seutu.example")
    found = reached.reach()
    assert not found.public and not found.hosts and not found.secure
    assert found.upload_bytes == 26 * MIB


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("", set()),
        ("seutu.example", {"seutu.example"}),
        (" Seutu.example:443 , www.seutu.example,", {"seutu.example", "www.seutu.example"}),
    ],
)
def test_a_public_server_answers_to_the_names_it_was_given(monkeypatch, told, names) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    monkeypatch.setenv("SEUTUKUVA_HOSTS", told)
    found = reached.reach()
    assert found.public and found.hosts == names and not found.session_seconds


def test_where_people_sign_in_there_is_one_name_and_one_length(tmp_path: Path, monkeypatch) -> None:
    file = signing_in.write(tmp_path, "\n[session]\nhours = 2")
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(file))
    monkeypatch.setenv("SEUTUKUVA_HOSTS", "other.example")
    found = reached.reach()
    assert (found.public, found.hosts, found.secure) == (True, {"seutukuva.test"}, True)
    assert found.session_seconds == 7200


def test_with_a_wrong_file_there_is_no_server(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(tmp_path / "no.toml"))
    with pytest.raises(DefinitionError):
        reached.reach()
