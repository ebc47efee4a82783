"""How long a sign-in counts by its own dates, and what is none of ours."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from seutukuva.sign_in import configuration, lifetimes
from seutukuva.sign_in.lifetimes import Refused
from tests import signing_in

HOUR = 3600


def told(**others: Any) -> lifetimes.Told:
    found = lifetimes.told(signing_in.claims(**others), configuration.load())
    assert found is not None
    return found


def reason(began: int, last_used: int, now: int) -> str:
    try:
        lifetimes.require_current(told(iat=began, exp=began + 60), last_used, now, _how())
    except Refused as refused:
        return refused.reason
    return ""


def _how() -> configuration.SignIn:
    return configuration.load()


NOON = 1_800_000_000


@pytest.mark.parametrize(
    ("last_used", "now", "why"),
    [
        (NOON, NOON, ""),
        (NOON, NOON - 60, ""),
        (NOON, NOON - 61, "future"),
        (NOON, NOON + 2 * HOUR - 1, ""),
        (NOON, NOON + 2 * HOUR, "idle"),
        (NOON + 9 * HOUR, NOON + 10 * HOUR - 1, ""),
        (NOON + 9 * HOUR, NOON + 10 * HOUR, "expired"),
        # A use that nobody knows of any more does not shorten what has just begun.
        (0, NOON + HOUR, ""),
    ],
)
def test_ten_hours_and_two_without_use(
    sign_in_file: Path, last_used: int, now: int, why: str
) -> None:
    assert reason(NOON, last_used, now) == why


@pytest.mark.parametrize("logged_in", [None, False, "true", "True", 1])
def test_nobody_has_signed_in(sign_in_file: Path, logged_in: Any) -> None:
    """Only Streamlit's own cookie says True; a header could say a text."""
    info = signing_in.claims(is_logged_in=logged_in)
    assert lifetimes.told(info, configuration.load()) is None


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"aud": "another program"}, "foreign"),
        ({"aud": ["another"]}, "foreign"),
        ({"aud": None}, "foreign"),
        ({"sub": None}, "incomplete"),
        ({"sub": ""}, "incomplete"),
        ({"sub": 7}, "incomplete"),
        ({"sub": "a\nb"}, "incomplete"),
        ({"iss": None}, "incomplete"),
        ({"iat": None}, "incomplete"),
        ({"iat": "1800000000"}, "incomplete"),
        ({"iat": True}, "incomplete"),
        ({"iat": float("nan")}, "incomplete"),
        ({"iat": 10**30, "exp": 10**31}, "incomplete"),
        ({"exp": None}, "incomplete"),
        ({"iat": NOON, "exp": NOON}, "incomplete"),
    ],
)
def test_what_is_no_sign_in_of_ours(sign_in_file: Path, wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused) as caught:
        told(**wrong)
    assert caught.value.reason == why


def test_each_sign_in_is_another_one(sign_in_file: Path) -> None:
    info = signing_in.claims()
    how = configuration.load()
    first, again = lifetimes.told(info, how), lifetimes.told(dict(info, tokens={"id": "x"}), how)
    assert first and again and first.id == again.id
    assert told().id != first.id
    assert told(aud=["another", "seutukuva"]).subject == "maija"


def test_an_address_counts_when_the_provider_vouches_for_it(sign_in_file: Path) -> None:
    assert told(email="Maija@Kunta.Example").email == "maija@kunta.example"
    assert told(email_verified=False).email == ""
    assert told(email_verified=None).email == ""
    assert told(email_verified="true").email == ""
    assert told(email="no address").email == ""
    signing_in.write(sign_in_file.parent, "vouches_for_email = true")
    assert told(email_verified=None).email == "maija@kunta.example"


def test_names_are_one_line_and_short(sign_in_file: Path) -> None:
    assert told(name="x" * 1000).name == "x" * 200
    assert told(name="a\u202eb").name == ""
    assert told(name=["a"]).name == ""
    assert told(iat=int(time.time())).began_at > NOON - 10**9
