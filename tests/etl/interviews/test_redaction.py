"""What reaches a person is taken out of free text, whatever stands around it; numbers stay."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.interviews.free_text import names, redaction
from seutukuva.interviews import redacted
from tests.effort import grows_evenly

pytestmark = pytest.mark.slow

PERSONS = [
    *("Matti Virtanen", "Koski, Liisa", "toimitusjohtaja Pekka Mäki", "Anna-Liisa Öhman"),
    *("Heikki Lahti", "Aki Aho", "Tuomas Kangas", "Markus Laine", "John Smith", "Kai Niemi"),
]


def redact(given: list[str | None], names: Collection[str]) -> list[str | None]:
    return redaction.counted(given, names).texts.to_pylist()


def told(text: str) -> str:
    """A text as it may be stored."""
    (one,) = redact([text], PERSONS)
    assert one is not None
    return one


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Kysy Virtaselta", "Kysy [name]"),
        ("Virtasen Matti tietää", "[name] tietää"),
        ("VIRTANEN SANOI", "[name] SANOI"),
        ("matti virtanen", "[name]"),
        ("virtasen matille", "[name]"),
        ("kysy virtaselta asiasta", "kysy [name] asiasta"),
        ("Pekan kanssa sovittu", "[name] kanssa sovittu"),
        ("Mäen Pekka ja Mäkeä", "[name] ja [name]"),
        ("Koskella on", "[name] on"),
        ("Liisan idea", "[name] idea"),
        ("Anna-Liisalta ja Öhmanin", "[name] ja [name]"),
        ("Heikille", "[name]"),
        ("Lahdesta", "[name]"),
        ("Aholle", "[name]"),
        ("Akin idea", "[name] idea"),
        ("Tuomaan", "[name]"),
        ("Markukselta", "[name]"),
        ("Markuksenkin", "[name]"),
        ("Laineen", "[name]"),
        ("Niemen Kaita", "[name]"),
        ("ask Smith's wife", "ask [name]'s wife"),
        ("M. Virtanen sanoi", "[name] sanoi"),
        ("Matti V. sanoi", "[name] sanoi"),
        ("Virtasen Konepaja Oy", "[name] Konepaja Oy"),
        ("Matti Virtanen ja Liisa Koski", "[name] ja [name]"),
        # The same words when they name nobody.
        ("koski on kaunis ja mäki jyrkkä", "koski on kaunis ja mäki jyrkkä"),
        ("Aina on vaikeaa", "Aina on vaikeaa"),
        ("matti on poissa", "matti on poissa"),
        ("Markku Mattila", "Markku Mattila"),
        ("yrittäjä ja toimitusjohtaja", "yrittäjä ja toimitusjohtaja"),
    ],
)
def test_names_go_in_every_form(text: str, clean: str) -> None:
    assert told(text) == clean


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("virtanen", "virtase"),
        ("heikki", "heiki"),
        ("matti", "mati"),
        ("lahti", "lahde"),
        ("mäki", "mäe"),
        ("koski", "koske"),
        ("ranta", "ranna"),
        ("lampi", "lamme"),
        ("markus", "markukse"),
        ("tuomas", "tuomaa"),
        ("mikael", "mikaeli"),
        ("laine", "lainee"),
    ],
)
def test_stems_of_names(name: str, stem: str) -> None:
    assert {name, stem} <= names.stems(name)


def test_a_title_is_no_name() -> None:
    assert redact(["Toimitusjohtaja Mäki"], PERSONS) == ["Toimitusjohtaja [name]"]
    assert not names.Names(["toimitusjohtaja", "", "-"])


def test_texts_keep_their_order_and_are_counted() -> None:
    texts = pa.array(["soita 040 123 4567", None, "", "hyvä", "soita 040 123 4567", "a@b.fi, Aho"])
    found = redaction.counted(texts, ["Aki Aho"])
    assert found.texts.to_pylist() == [
        *("soita [phone]", None, "", "hyvä", "soita [phone]", "[email], [name]"),
    ]
    assert found.counts == {"phone": 2, "email": 1, "name": 1}
    assert redact([], ["Aki Aho"]) == []
    assert redaction.counted(pa.chunked_array([texts, texts]), []).counts["phone"] == 4


def test_signs_that_are_not_seen_hide_nothing() -> None:
    assert told("soita 040\u00ad 123\u200b4567") == "soita [phone]"
    assert told("Virta\u00adselta") == "[name]"


def test_what_is_redacted_stays_as_it_is() -> None:
    texts = ["Matti a@b.fi 040 1234567 131052-308T FI2112345600000785 Virtanen"]
    once = redact(texts, PERSONS)
    assert redact(once, [*PERSONS, "Name Phone Email"]) == once
    assert redaction.counted(once, PERSONS).counts.keys() == set(redacted.KINDS)


# Letters and signs, but no digit, nor what an address or a number could go on with.
AROUND = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Nd", "Nl", "No", "Cc", "Cs", "Zl", "Zp", "Mn", "Mc", "Me"),
    ),
    max_size=20,
)
MOBILE = st.from_regex(r"0(?:4[0-9]|50)[ -]?[1-9][0-9]{2}[ -]?[0-9]{4}", fullmatch=True)
ABROAD = st.from_regex(r"(?:\+|00)(?:358|46|47) ?[1-9][0-9] ?[0-9]{3} ?[0-9]{3}", fullmatch=True)
LANDLINE = st.from_regex(r"\(?01[3-9]\)? ?[1-9][0-9]{2} ?[0-9]{3,4}", fullmatch=True)
EMAIL = st.from_regex(r"[a-z]{1,12}\.[a-zåäö]{1,12}@[a-z]{2,12}\.(?:fi|se|no|com)", fullmatch=True)


@st.composite
def identities(draw: st.DrawFn) -> str:
    """A Finnish identity code of the old or new kind."""
    day, month = draw(st.integers(1, 31)), draw(st.integers(1, 12))
    year, own = draw(st.integers(0, 99)), draw(st.integers(2, 999))
    sign = draw(st.sampled_from("+-UVWXYABCDEF"))
    number = f"{day:02}{month:02}{year:02}{own:03}"
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(number) % 31]
    return f"{number[:6]}{sign}{number[6:]}{check}"


@settings(max_examples=60)
@given(AROUND, st.one_of(MOBILE, ABROAD, LANDLINE), AROUND)
@example("=@A", "+35810 000000", "")
@example("a@b.fi", "+358 40 123 456", "")
@example("", "040 123 4567", "a@b.fi")
@example("puh", "(014) 123 456", "")
def test_a_telephone_number_goes(before: str, number: str, after: str) -> None:
    digits = "".join(sign for sign in number if sign.isdigit())
    clean = told(before + number + after)
    assert digits[-6:] not in "".join(sign for sign in clean if sign.isdigit())
    assert any(mark in clean for mark in redacted.MARKS.values())


@settings(max_examples=60)
@given(AROUND, EMAIL, AROUND)
def test_an_email_address_goes(before: str, email: str, after: str) -> None:
    user, _at, host = email.partition("@")
    clean = told(f"{before}{email}{after}")
    assert f"{user}@" not in clean
    assert f"@{host}" not in clean
    assert "[email]" in clean


@settings(max_examples=60)
@given(AROUND, identities(), AROUND)
@example("İE", "131052-308T", "")
@example("fı", "131052A308T", "ſ")
@example("@b", "131052-308T", "")
def test_an_identity_code_goes(before: str, code: str, after: str) -> None:
    clean = told(before + code + after)
    assert code not in clean
    assert code[:6] not in clean
    assert code[7:] not in clean


# Letters that change their length or their alphabet when they become small or capital.
ODD = st.text(st.sampled_from("İıſKßŉΐﬁ𝐀ÅÄ@+-.:/()0123456789FISEfise Mattipuh"), max_size=40)


@settings(max_examples=60)
@given(ODD)
@example("Fİ21 1234 5600 0007 85")
@example("İE00 0000")
@example("131052 308ſ")
def test_odd_letters_are_read_as_any_other(text: str) -> None:
    once = told(text)
    found = [text[one.begin : one.end] == one.text for one in redacted.personal(text)]
    assert all(found)
    assert len(found) <= sum(once.count(mark) for mark in redacted.MARKS.values())


@pytest.mark.parametrize(
    "text",
    [
        "TOL 62.010 ja 01.110, 02.400",
        "2077474-0, FI20774740, 0109862-8 ja 01098628",
        "vuosina 2024-2025 ja 2020–2030",
        "1.1.2020-31.12.2025, 01.02.2024, 01-02-2024, 2024-01-15",
        "06-2024 - 08-2025 tai 05/2024-06/2025",
        "klo 08.00-16.00",
        "liikevaihto 1 200 000 €, kasvua +1 200 000 €, +12 000 000",
        "12 345 678,50 e tai 4695,70",
        "2000-3400, 7500+, 10-19, 250+",
        "0,5 milj., 0-500 000, 0.75 %",
        "10 20 30 40",
        "00100 Helsinki, 43100 Saarijärvi",
        "556016-0680",
        "3 kpl @ 5 €",
        "https://www.firma.fi/tuotteet?id=12345",
        "we looked at firma.fi",
        "tilaus 1234567890123",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert told(text) == text


@settings(max_examples=40)
@given(st.integers(1, 999_999_999), st.sampled_from([" €", " e", " euroa", " %", " kpl", ""]))
def test_a_sum_stays(amount: int, unit: str) -> None:
    text = f"maksoi {amount:,}".replace(",", " ") + unit
    assert told(text) == text


@settings(max_examples=40)
@given(st.dates())
def test_a_day_stays(day: object) -> None:
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"):
        text = f"sovittu {day:{form}} alkaen"
        assert told(text) == text


HOSTILE = [
    *("a" * 300_000, "a." * 150_000, "a@" * 150_000, "0 " * 150_000, "01 " * 100_000),
    *("+358 " * 60_000, "FI21 " * 60_000, "FI21" + " 1" * 150_000, "131052-" * 40_000),
    *('"' * 300_000, "a.a at " * 40_000, "(" * 300_000, "puh " * 80_000, "://" * 100_000),
    *("Virtasen " * 30_000, "Virta" * 60_000, "M. " * 100_000, "[name]" * 20_000, "1" * 300_000),
]


@pytest.mark.parametrize(
    "text",
    [HOSTILE[0], *(pytest.param(one, marks=pytest.mark.slow) for one in HOSTILE[1:])],
    ids=lambda text: f"{text[:9]}…",
)
def test_a_hostile_text_takes_no_endless_time(text: str) -> None:
    assert grows_evenly(told, text[: len(text) // 2])


@pytest.mark.slow
def test_many_texts_are_counted() -> None:
    texts = [f"Meillä on pulaa osaajista, rivi {row} ja hinta {row} e" for row in range(100_000)]
    texts[::100] = ["Virtaselta saa numeron 040 123 4567"] * 1_000
    many = [f"{given} {family}" for given in ("Matti", "Liisa") for family in PERSONS]
    found = redaction.counted(texts, many)
    assert found.counts == {"phone": 1_000, "name": 1_000}
