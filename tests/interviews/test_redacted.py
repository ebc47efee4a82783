"""What reaches a person is found by its signs; other numbers are left alone."""

from __future__ import annotations

import pytest

from seutukuva.interviews import redacted
from tests.effort import grows_evenly


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Soita matti.m@yritys.fi huomenna", "email", "matti.m@yritys.fi"),
        ("matti (at) yritys.example.fi", "email", "matti (at) yritys.example.fi"),
        ("hetu 131052-308T.", "identity", "131052-308T"),
        ("131052A308T", "identity", "131052A308T"),
        ("811228-9874", "identity", "811228-9874"),
        ("19811228-9874", "identity", "19811228-9874"),
        ("fødselsnummer 01129955131", "identity", "01129955131"),
        ("p. 040 123 4567, iltaisin", "phone", "040 123 4567"),
        ("(014) 123 456", "phone", "(014) 123 456"),
        ("+358 40 1234567", "phone", "+358 40 1234567"),
        ("+46 (0)70-123 45 67", "phone", "+46 (0)70-123 45 67"),
        ("00358401234567", "phone", "00358401234567"),
        ("040-1234567", "phone", "040-1234567"),
    ],
)
def test_what_reaches_a_person_is_found(text: str, kind: str, found: str) -> None:
    (one,) = redacted.personal(text)
    assert (one.kind, one.text) == (kind, found)
    assert text[one.begin : one.end] == found
    assert redacted.without_personal(text) == text.replace(found, "[…]")


@pytest.mark.parametrize(
    "text",
    [
        "Y-tunnus 2077474-0 ja 0109862-8",
        "liikevaihto 1 200 000 e, kasvua 0,55 %",
        "vuosina 2025–2026, 14.3.2026 ja 01.02.2026, 2026-03-14",
        "henkilöstö 5-9, 10–19",
        "TOL 01110, kunta 729, postinumero 43100",
        "klo 08.00–16.00",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert redacted.personal(text) == []
    assert redacted.without_personal(text) == text


def test_several_stand_in_their_order() -> None:
    text = "a@b.fi 131052-308T 040 1234567 a@b.fi"
    assert [one.kind for one in redacted.personal(text)] == ["email", "identity", "phone", "email"]
    assert redacted.without_personal(text, "x") == "x x x x"


HOSTILE = ["a" * 200_000, "a." * 100_000, "0 " * 100_000, "a@" * 100_000]


@pytest.mark.parametrize(
    "text", [HOSTILE[0], *(pytest.param(one, marks=pytest.mark.slow) for one in HOSTILE[1:])]
)
def test_a_hostile_text_takes_no_endless_time(text: str) -> None:
    assert grows_evenly(redacted.without_personal, text)


def test_marks_are_shown_in_the_language_of_the_reader() -> None:
    words = {"[phone]": "[puhelin]", "[name]": "[nimi]"}
    text = redacted.marked("Liisa, 040 1234567 [name] [x]")
    assert text == "Liisa, [phone] [name] [x]"
    shown = redacted.shown(text, lambda mark: words.get(mark, mark))
    assert shown == "Liisa, [puhelin] [nimi] [x]"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FI21 1234 5600 0007 85", "account"),
        ("SE45 5000 0000 0583 9825 7466", "account"),
        ("matti.virtanen ät firma.fi", "email"),
        ("matti.virtanen(at)firma.fi", "email"),
        ('"matti virtanen"@firma.fi', "email"),
        ("0457 123 45 67", "phone"),
        ("08-123 456 78", "phone"),
        ("912 34 567", "phone"),
        ("tlf 22 33 44 55", "phone"),
        ("040/1234567", "phone"),
        ("040.123.4567", "phone"),
        ("131052Y308T", "identity"),
        ("131052–308T", "identity"),
        ("131052308T", "identity"),
    ],
)
def test_less_usual_forms_are_found(text: str, kind: str) -> None:
    found = redacted.personal(text)
    assert [one.kind for one in found] == [kind]
    number = "".join(sign for sign in redacted.without_personal(text, "") if sign.isdigit())
    assert number == ""


def test_the_user_of_an_address_goes_and_the_address_stays() -> None:
    assert redacted.marked("https://matti:sala@firma.fi/x") == "https://[email]@firma.fi/x"
    assert redacted.marked("www.linkedin.com/in/matti-v/") == "www.linkedin.com/in/[name]/"
    assert redacted.marked("https://firma.fi/x?y=12") == "https://firma.fi/x?y=12"


def test_numbers_beside_each_other_are_told_apart() -> None:
    text = "2024 040 123 4567 045 765 4321, 0457 123 45 67 20 kpl"
    assert redacted.marked(text) == "2024 [phone] [phone], [phone] 20 kpl"
