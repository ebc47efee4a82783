"""Roles by what the sign-in provider says of somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seutukuva import people
from seutukuva.sign_in import configuration
from tests import signing_in

GRANT = '\n[[grant]]\nclaim = "{claim}"\nvalue = "{value}"\nrole = "viewer"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(tmp_path / "sign-in.toml"))
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    return tmp_path


def roles(folder: Path, more: str, **told: Any) -> list[str]:
    signing_in.write(folder, more)
    found = people.of_claims(signing_in.claims(**told), configuration.load())
    return [one.role for one in found]


def test_a_claim_is_the_value_or_a_list_that_holds_it(folder: Path) -> None:
    more = GRANT.format(claim="groups", value="lead")
    assert roles(folder, more, groups="lead") == roles(folder, more, groups=["x", "lead"])
    assert roles(folder, more, groups="lead") == ["viewer"]
    assert roles(folder, more, groups="leader") == roles(folder, more) == []


@pytest.mark.parametrize("claim", ["email", "upn"])
def test_an_address_that_nobody_has_checked_gives_no_role(folder: Path, claim: str) -> None:
    """With some providers people write any address they like into their own account."""
    value = "maija@kunta.example"
    more = f'\n[claims]\nemail = "{claim}"\n' + GRANT.format(claim=claim, value=value)
    told = {"email": None, claim: value}
    assert roles(folder, more, **told) == ["viewer"]
    for unchecked in (False, None, "true"):
        assert roles(folder, more, **told, email_verified=unchecked) == []
    vouched = "vouches_for_email = true\n" + more
    assert roles(folder, vouched, **told, email_verified=None) == ["viewer"]
    # The provider's own claim of that name is an address too, whichever is taken for people's.
    usual = GRANT.format(claim="email", value=value)
    named = '\n[claims]\nemail = "upn"\n' + usual
    assert roles(folder, named, email=value, email_verified=False) == []
