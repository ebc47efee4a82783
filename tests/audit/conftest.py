"""The audit of a server where people sign in, in both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import audit
from seutukuva.audit import ledger
from seutukuva.people.model import LOCAL_PERSON, Grant, Person
from tests.records.conftest import Home, home, in_english, postgresql

__all__ = ["Home", "home", "in_english", "postgresql"]

ANALYST = Person("p-00000000000000aa", grants=(Grant("analyst", "ssyp"),), is_signed_in=True)
VIEWER = Person("p-00000000000000bb", grants=(Grant("viewer"),), is_signed_in=True)


class Whoever:
    """Stands for whoever asks; a test says who it is."""

    def __init__(self) -> None:
        self.person = ANALYST

    def __call__(self) -> Person:
        return self.person


@pytest.fixture(autouse=True)
def testified_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest row is kept outside the database with each row."""
    monkeypatch.setattr(ledger, "SECONDS_BETWEEN_TESTIMONIES", 0.0)


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This process serves people who sign in."""
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(tmp_path / "sign-in.toml"))


@pytest.fixture
def asks(sign_in: None, monkeypatch: pytest.MonkeyPatch) -> Whoever:
    """Who asks, by default an analyst who has signed in."""
    whoever = Whoever()
    monkeypatch.setattr(audit, "_person", whoever)
    return whoever


@pytest.fixture
def local() -> Person:
    """Whoever works on the computer itself."""
    return LOCAL_PERSON
