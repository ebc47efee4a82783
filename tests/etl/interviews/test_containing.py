"""Long headings find the question whose key words they hold, and no other one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from etl.interviews.matching.filemap import Column
from etl.interviews.matching.mapping import propose
from seutukuva import definitions
from tests.etl.interviews.forms import asking, option, question, said, table

pytestmark = pytest.mark.slow

YES_NO = ["Kyllä", "Ei", "Kyllä", "Ei"]
GROWS = ["Kasvaa", "Ennallaan", "Supistuu", "Kasvaa"]
BETTER = ["Paranee", "Ennallaan", "Heikkenee", "Paranee"]
COUNTS = ["1", "5", "12", "3"]
GRADES = ["7", "8", "9", "6"]
WORDS = ["Työvoiman saatavuus", "Kustannukset nousevat", "Osaajapula vaivaa", "Rahoitus"]


@lru_cache(maxsize=64)
def _found(heading: str, *cells: str | None) -> Column:
    form = definitions.load().questionnaires["company_interview"]
    return propose(table([heading], *[[cell] for cell in cells]), form).columns[0]


ASKED: list[tuple[str, str, list[str]]] = [
    ("Mikä on yrityksenne nimi?", "firm_name", ["Saha Oy", "Laine Ky", "Mylly Tmi", "Vaaja Oy"]),
    ("Mikä on yrityksenne päätoimiala?", "industry", ["Teollisuus", "25", "Kauppa", "C"]),
    ("Kuinka monta henkilöä yrityksenne työllistää tällä hetkellä?", "personnel", COUNTS),
    (
        "Millaiseksi arvioitte yrityksenne suhdannenäkymät seuraavien 12 kuukauden aikana "
        "verrattuna nykytilanteeseen?",
        "business_outlook",
        BETTER,
    ),
    ("Miten henkilöstömäärä muuttuu seuraavan 12 kk aikana?", "personnel_outlook", GROWS),
    ("Miten kannattavuus muuttuu seuraavan 12 kk aikana?", "profitability_outlook", BETTER),
    (
        "Mikä on yrityksenne tärkein haaste tällä hetkellä? Kerro omin sanoin.",
        "challenge",
        WORDS,
    ),
    (
        "How do you expect your firm's turnover to develop in the next year?",
        "turnover_outlook",
        ["Grows", "Shrinks", "Same", "Grows"],
    ),
    (
        "Hur tror ni att omsättningen utvecklas under de kommande 12 månaderna?",
        "turnover_outlook",
        ["Ökar", "Minskar", "Oförändrat", "Ökar"],
    ),
    (
        "Hvordan tror dere at lønnsomheten utvikler seg?",
        "profitability_outlook",
        ["Blir bedre", "Uendret", "Blir dårligere", "Uendret"],
    ),
    (
        "Minkä arvosanan (4–10) antaisitte kunnan yritysystävällisyydelle?",
        "grade_municipality",
        GRADES,
    ),
    ("Miten arvioitte liikevaihdon kehittyvän (ei pakollinen)", "turnover_outlook", GROWS),
    ("Näkymät 12 kk – Vienti", "export_outlook", GROWS),
    ("Näkymät seuraavien 12 kuukauden aikana: Henkilöstö", "personnel_outlook", GROWS),
]


@pytest.mark.parametrize(("heading", "asked", "cells"), ASKED)
def test_a_long_heading_finds_its_question(heading: str, asked: str, cells: list[str]) -> None:
    found = _found(heading, *cells)
    assert (found.question, found.how) == (asked, "contained")
    assert found.score < 0.8, "it is less sure than any likeness of whole headings"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        # Last year is not next year, and why not is not whether.
        ("Miten liikevaihto kehittyi viime vuonna?", GROWS),
        ("Miksi ette ole investoineet?", WORDS),
        # One word of a question is not the question.
        ("Tärkeimmät asiakkaat", WORDS),
        ("Mistä asiakkaat ovat?", WORDS),
        ("Oletko tyytyväinen kunnan palveluihin?", YES_NO),
        ("Onko yrityksellänne vientiä Venäjälle?", YES_NO),
        ("Onko henkilöstöä koulutettu?", YES_NO),
        ("Kuinka tärkeänä pidätte koulutusta?", COUNTS),
        ("Palautetta kyselystä ja ideoita ensi vuoden kyselyyn", WORDS),
        ("Yrityksen verkkosivut", WORDS),
        ("Suositteletko kehitysyhtiötä muille yrityksille?", COUNTS),
        # What is said aside is not what is asked, and a part of a word is another word.
        ("Kuukausipalkka (jos työntekijä) (brutto)", COUNTS),
        ("Years at current employer", COUNTS),
        # Lists of projects.
        ("Hankkeen nimi", WORDS),
        ("Projektin tavoitteet", WORDS),
        ("Myönnetty EU- ja valtion rahoitus", COUNTS),
        ("Hakijan nimi", WORDS),
        ("Kunnan asukasluku", COUNTS),
        # Other cells than the question has answers.
        ("Miten kannattavuus muuttuu seuraavan 12 kk aikana?", WORDS),
        ("Mikä on yrityksenne tärkein haaste tällä hetkellä?", COUNTS),
        ("Minkä arvosanan antaisitte kunnan yritysystävällisyydelle?", ["25", "70", "100", "90"]),
    ],
)
def test_a_heading_with_words_in_common_is_no_question(heading: str, cells: list[str]) -> None:
    assert _found(heading, *cells).question is None


def test_the_group_of_the_form_tells_questions_of_one_word_apart() -> None:
    # By itself "Vienti" asks whether there is any.
    assert _found("Vienti", *YES_NO).question == "exports_now"
    found = _found("Näkymät 12 kk – Vienti", "1", "2", "3")
    assert (found.question, found.is_doubtful) == ("export_outlook", True)


def test_a_column_of_one_option_says_so_itself() -> None:
    heading = "Täsmäkoulutus"
    found = _found(heading, heading, None, heading, None)
    assert (found.question, found.option) == ("training_form", "tailored")
    # Marks alone may be of another question's "Täsmäkoulutus".
    assert _found(heading, "x", None, "x", None).question is None


def _asked(*cells: Any, **corrections: Any) -> Column:
    form = asking(
        question(
            *("turnover", "choice", option("grows", "Kasvaa"), option("shrinks", "Supistuu")),
            title=said("Liikevaihdon kehitys"),
        )
    )
    made = table(["Liikevaihdon kehitys"], *[[cell] for cell in cells])
    return propose(made, form, corrections=corrections).columns[0]


def test_a_column_of_which_few_answers_fit_is_to_be_looked_at() -> None:
    assert _asked("Kasvaa", "Supistuu", "jotain").is_doubtful is False
    assert _asked("Kasvaa", "jotain", "muuta", "ihan muuta").is_doubtful is True
    told = {"0": {"question": "turnover", "option": None}}
    assert _asked("jotain", "muuta", columns=told).is_doubtful is False
