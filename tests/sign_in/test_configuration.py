"""The file that says how people sign in: what it may say, and that no error tells a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.errors import DefinitionError
from seutukuva.sign_in import configuration, starting
from tests import signing_in


def test_a_short_file_is_enough(sign_in_file: Path) -> None:
    how = configuration.load()
    assert how.address == configuration.address() == "https://seutukuva.test"
    assert (how.host, how.is_secure) == ("seutukuva.test", True)
    assert (how.session.hours, how.session.idle_minutes) == (10, 120)
    assert dict(how.claims) == {"name": "name", "email": "email"}
    assert how.grants == () and not how.provider.vouches_for_email
    assert how.secrets() == {
        "redirect_uri": "https://seutukuva.test/oauth2callback",
        "cookie_secret": signing_in.SECRET,
        "client_id": "seutukuva",
        "client_secret": "of the client",
        "server_metadata_url": "https://login.test/.well-known/openid-configuration",
    }


def test_everything_that_can_be_said(sign_in_file: Path) -> None:
    more = """name = "Kuntien tunnus"
vouches_for_email = true
[session]
hours = 8
idle_minutes = 30
[claims]
name = "display_name"
email = "upn"
[[grant]]
claim = "groups"
value = "seutukuva-analysts"
role = "analyst"
organisation = "WITAS"
"""
    signing_in.write(sign_in_file.parent, more)
    how = configuration.load()
    assert how.provider.name == "Kuntien tunnus" and how.provider.vouches_for_email
    assert (how.session.hours, how.session.idle_minutes) == (8, 30)
    assert dict(how.claims) == {"name": "display_name", "email": "upn"}
    (grant,) = how.grants
    assert (grant.claim, grant.value) == ("groups", "seutukuva-analysts")
    assert (grant.role, grant.organisation) == ("analyst", "WITAS")


def test_the_roles_are_those_of_the_definitions() -> None:
    assert set(configuration.ROLES) == set(definitions.load().roles.roles)


WRONG = [
    ('adress = "https://x.test"', "provider.adress"),
    ("[session]\nhours = 0", "session.hours"),
    ("[session]\nhours = true", "session.hours"),
    ("[session]\nhours = 1000", "session.hours"),
    ("[session]\nidle_minutes = -1", "session.idle_minutes"),
    ("[session]\nidle = 5", "session.idle"),
    ('[claims]\nphone = "x"', "claims.phone"),
    ('[claims]\nname = ""', "claims.name"),
    ('[[grant]]\nclaim = "g"\nvalue = "x"\nrole = "boss"', "grant 1: role"),
    ('[[grant]]\nclaim = "g"\nrole = "viewer"', "grant 1: value"),
    ('[grant]\nclaim = "g"', "grant"),
    ("vouches_for_email = 1", "provider.vouches_for_email"),
    ("[rights]\nall = true", "rights"),
]


@pytest.mark.parametrize(("more", "key"), WRONG)
def test_what_is_wrong_is_named_with_its_key(sign_in_file: Path, more: str, key: str) -> None:
    signing_in.write(sign_in_file.parent, more)
    with pytest.raises(DefinitionError) as caught:
        configuration.load()
    assert caught.value.key == key
    assert str(sign_in_file) in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        *("http://seutukuva.test", "seutukuva.test", "https://", "ftp://x.test", ""),
        *("https://seutukuva.test/pages", "https://a:b@seutukuva.test", "https://x.test?a=1"),
        *("https://x.test:port", "http://[::1"),
    ],
)
def test_an_address_is_a_host_reached_by_tls(sign_in_file: Path, address: str) -> None:
    signing_in.write(sign_in_file.parent, address=address)
    with pytest.raises(DefinitionError, match="address"):
        configuration.load()


def test_on_this_computer_it_may_be_without(sign_in_file: Path) -> None:
    signing_in.write(sign_in_file.parent, address="http://localhost:8650/")
    assert configuration.load().address == "http://localhost:8650"
    assert not configuration.load().is_secure


def test_the_provider_too_is_asked_by_tls(sign_in_file: Path) -> None:
    signing_in.write(sign_in_file.parent, metadata="http://login.test/metadata")
    with pytest.raises(DefinitionError, match=r"provider\.server_metadata_url"):
        configuration.load()


@pytest.mark.parametrize(
    "secret", ["", "short", "a" * 64, "change-this-to-something-random-0123456789"]
)
def test_a_secret_that_can_be_guessed_is_refused_and_not_told(
    sign_in_file: Path, secret: str
) -> None:
    signing_in.write(sign_in_file.parent, secret=secret)
    with pytest.raises(DefinitionError, match="cookie_secret") as caught:
        configuration.load()
    assert not secret or secret not in str(caught.value)


def test_no_error_and_no_representation_tells_a_secret(sign_in_file: Path) -> None:
    told = repr(configuration.load())
    assert signing_in.SECRET not in told and "of the client" not in told
    sign_in_file.write_text(f'cookie_secret = "{signing_in.SECRET}', encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        configuration.load()
    assert signing_in.SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_missing_file_is_told(sign_in_file: Path) -> None:
    sign_in_file.unlink()
    with pytest.raises(DefinitionError, match="cannot be read"):
        configuration.load()


def test_a_changed_file_counts_at_once(sign_in_file: Path) -> None:
    assert configuration.load().session.hours == 10
    signing_in.write(sign_in_file.parent, "[session]\nhours = 2.5")
    assert configuration.load().session.hours == 2.5


def test_a_role_by_claim_is_for_an_organisation_that_there_is(sign_in_file: Path) -> None:
    grant = '[[grant]]\nclaim = "g"\nvalue = "x"\nrole = "analyst"\n'
    for organisation, right in (("WITAS", True), ("WITTAS", False), ("", False)):
        signing_in.write(sign_in_file.parent, f'{grant}organisation = "{organisation}"')
        assert (starting.problem() == "") is right, organisation
    assert "grant 1: organisation" in starting.problem() and "WITAS" in starting.problem()


def test_what_a_server_starts_with(sign_in_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.mode() == "sign_in" and starting.problem() == ""
    sign_in_file.write_text("adress = 1", encoding="utf-8")
    assert "adress" in starting.problem() and "Refused" in starting.problem()
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert "both set" in starting.problem()
    # What runs all the same has the lesser rights.
    assert settings.mode() == "public"
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    assert starting.problem() == "" and settings.mode() == "public"
    monkeypatch.delenv("SEUTUKUVA_PUBLIC")
    assert settings.mode() == "own"
