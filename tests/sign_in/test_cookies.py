"""The browser keeps of a sign-in what is needed, and no more, however much the provider tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from streamlit.web.server.starlette import starlette_auth_routes as theirs
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from seutukuva import people
from seutukuva.sign_in import addresses, configuration, cookies, lifetimes
from tests import signing_in
from tests.loops import in_a_loop

GRANTS = """
[[grant]]
claim = "groups"
value = "analysts"
role = "analyst"
organisation = "WITAS"
[[grant]]
claim = "department"
value = "Development"
role = "viewer"
"""


@pytest.fixture
def by(sign_in_file: Path) -> configuration.SignIn:
    """Roles by groups and by department."""
    signing_in.write(sign_in_file.parent, GRANTS)
    return configuration.load()


def test_roles_stay_and_the_rest_goes(by: configuration.SignIn) -> None:
    groups = [f"group-{n}" for n in range(300)] + ["analysts"]
    told = signing_in.claims(
        groups=groups, department="Development", birthdate="1970-01-01", picture="x" * 4000
    )
    found = cookies.kept(told, by)
    assert found["groups"] == ["analysts"] and found["department"] == "Development"
    assert "birthdate" not in found and "picture" not in found
    assert len(json.dumps(found)) < 600
    # The same roles and the same person follow from it.
    assert people.of_claims(found, by) == people.of_claims(told, by)
    assert len(people.of_claims(found, by)) == 2
    before, after = lifetimes.told(told, by), lifetimes.told(found, by)
    assert before and after
    for part in ("issuer", "subject", "began_at", "name", "email"):
        assert getattr(after, part) == getattr(before, part)


def test_without_a_role_nothing_is_said_of_groups(by: configuration.SignIn) -> None:
    found = cookies.kept(signing_in.claims(groups=["others"], department="Schools"), by)
    assert found["groups"] == [] and "department" not in found
    assert "groups" not in cookies.kept(signing_in.claims(), by)


@pytest.mark.parametrize(
    ("tokens", "kept"),
    [
        ({"id_token": "abc", "access_token": "key to the mail"}, {"id_token": "abc"}),
        ({"id_token": "x" * 5000}, {}),
        ({"id_token": 7}, {}),
        ({}, {}),
    ],
)
def test_no_key_to_other_services(tokens: dict[str, Any], kept: dict[str, str]) -> None:
    assert cookies.kept_tokens(tokens) == kept


def test_streamlit_writes_no_more(
    by: configuration.SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theirs, "_set_auth_cookie", theirs._set_auth_cookie)
    monkeypatch.setattr(theirs, "get_cookie_secret", lambda: signing_in.SECRET)
    addresses.routes()
    addresses.routes()
    told = signing_in.claims(groups=["analysts"] + ["x" * 50] * 100, origin="https://a.test")
    response = Response()
    tokens = {"id_token": "abc", "access_token": "y" * 3000}
    # Under this name Streamlit's own address for the way back asks for it.
    in_a_loop(theirs._set_auth_cookie(response, told, tokens))
    written = [value.decode() for name, value in response.raw_headers if name == b"set-cookie"]
    assert len(written) == 2 and sum(map(len, written)) < 1500
    value = written[0].partition("=")[2].partition(";")[0]
    said = decode_signed_value(signing_in.SECRET, "_streamlit_user", value)
    assert said and json.loads(said)["groups"] == ["analysts"]
    assert theirs._auth_callback.__globals__["_set_auth_cookie"] is theirs._set_auth_cookie
