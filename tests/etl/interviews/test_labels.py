"""What a label means, and what is never taken for what it only looks like."""

from __future__ import annotations

import pytest

from etl.interviews.matching.labels import BLANK, CANNOT_SAY, REFUSED, Meanings
from etl.interviews.matching.mapping import propose
from seutukuva import definitions
from seutukuva.definitions.interviewing import AGREEMENTS
from seutukuva.interviews.keys import digits, fingerprint, key, undated, unnumbered
from tests.etl.interviews.forms import asking, option, question, read, table

OUTLOOK = question(
    "outlook",
    "choice",
    option("better", "Paranee selvästi", "parempi", "++"),
    option("same", "Pysyy ennallaan", "0"),
    option("worse", "Heikkenee selvästi", "--"),
    option("stops", "Ei kasva enää"),
    option("grows", "Kasvaa nopeasti"),
)
SIZE = question(
    "size_class",
    "choice",
    option("s0", "0–4 henkilöä", low=0, high=4),
    option("s5", "5–9 henkilöä", low=5, high=9),
    option("s10", "10–49 henkilöä", low=10, high=49),
    option("s250", "250 henkilöä tai enemmän", low=250),
    role="size_class",
)
PLAN = question(
    "plan",
    "choice",
    option("yes", "Kyllä", meaning="yes"),
    option("maybe", "Ehkä", meaning="maybe"),
    option("no", "Ei", meaning="no"),
)
WHY = question("why", "choice", option("price", "Hinta"), option("other", "Muu", "Muu, mikä?"))
FORM = asking(OUTLOOK, SIZE, PLAN, WHY)


def means(asked: str, label: str) -> str | None:
    """What a label means in a question of the form."""
    [found] = Meanings(FORM, FORM.questions[asked]).read_all([label])
    return found.means


@pytest.mark.parametrize(
    "label",
    ["Paranee selvästi", "paranee  SELVÄSTI ", "Paranee selvasti", "paranee, selvästi!", "better",
     "Parempi", "++", "Paranee\nselvästi"],
)  # fmt: skip
def test_case_space_punctuation_and_dots_do_not_matter(label: str) -> None:
    assert means("outlook", label) == "better"


def test_signs_that_tell_answers_apart_matter() -> None:
    assert means("outlook", "--") == "worse"
    assert means("outlook", "−−") == "worse"
    assert means("outlook", "-") == BLANK
    assert means("outlook", "+") is None
    assert key("C") != key("C#") != key("C++")
    assert key("< 15v") == key("<15 v") != key("> 15 v")
    assert key("-2") != key("2")
    assert key("31-35 v") == key("31–35v") == key("31 35 V")


@pytest.mark.parametrize(
    ("label", "state"),
    [
        ("En osaa sanoa", CANNOT_SAY),
        ("en osaa sanoa.", CANNOT_SAY),
        ("EOS", CANNOT_SAY),
        ("Ehkä?", CANNOT_SAY),
        ("En tiedä, riippuu kaupasta", CANNOT_SAY),
        ("En halua vastata", REFUSED),
        ("", BLANK),
        ("  ", BLANK),
        ("-", BLANK),
        ("null", BLANK),
        ("N/A", BLANK),
        ("#N/A", BLANK),
    ],
)
def test_cannot_say_refused_and_blank_are_three_things(label: str, state: str) -> None:
    assert means("outlook", label) == state


def test_what_can_be_chosen_is_no_cannot_say() -> None:
    assert means("plan", "Ehkä") == "maybe"
    assert means("plan", "Ehkä myöhemmin") is None


@pytest.mark.parametrize("label", ["TRUE", "1", "x", "kyllä", "Yes"])
def test_a_question_of_yes_and_no_knows_its_spreadsheet(label: str) -> None:
    assert means("plan", label) == "yes"
    assert means("outlook", label) is None


@pytest.mark.parametrize(
    ("label", "option_id"),
    [
        ("Paranee selvasri", "better"),
        ("Heikkenee selvätsi", "worse"),
        # A negation or another number is another answer, however alike.
        ("Kasvaa enää", None),
        ("Ei kasvaa nopeasti", None),
        # Most of the letters are the same, and a word is another.
        ("Paranee pysyvästi", None),
        # Two options that are as near as each other.
        ("selvästi", None),
        ("Täysin toinen vastaus", None),
    ],
)
def test_likeness_is_believed_only_when_nothing_speaks_against_it(
    label: str, option_id: str | None
) -> None:
    assert means("outlook", label) == option_id


def test_what_is_less_alike_is_proposed_and_not_taken() -> None:
    [found] = Meanings(FORM, OUTLOOK).read_all(["Paranee hieman selvästi"])
    assert (found.means, found.proposed, found.how) == (None, "better", "none")
    [found] = Meanings(FORM, OUTLOOK).read_all(["Paranee selvasri"])
    assert (found.means, found.how) == ("better", "fuzzy")


@pytest.mark.parametrize(
    ("label", "option_id"),
    [
        ("5-9", "s5"),
        ("5 – 9 hlö", "s5"),
        ("7", "s5"),
        ("12 hlö", "s10"),
        ("alle 5", "s0"),
        ("250+", "s250"),
        ("1000", "s250"),
        # What Excel makes of "5-9".
        ("2026-09-05", "s5"),
        ("2026-09-05 00:00:00", "s5"),
        # Between the classes, and across them.
        ("100", None),
        ("5-49", None),
        ("15-19", None),
    ],
)
def test_a_class_is_found_by_its_bounds_or_by_a_number_in_it(
    label: str, option_id: str | None
) -> None:
    assert means("size_class", label) == option_id


def test_what_is_said_beside_an_option_is_kept() -> None:
    made = table(["Why"], ["Muu, mikä? sijainti"], ["Muu: sijainti"], ["Hinta"], ["Hinta: liian"])
    assert read(made, propose(made, FORM), FORM)["why"] == [
        {"response": 0, "option": "other", "number": None, "text": "Muu, mikä? sijainti",
         "state": "answered"},
        {"response": 1, "option": "other", "number": None, "text": "Muu: sijainti",
         "state": "answered"},
        {"response": 2, "option": "price", "number": None, "text": None, "state": "answered"},
        {"response": 3, "option": "price", "number": None, "text": "Hinta: liian",
         "state": "answered"},
    ]  # fmt: skip


def test_nothing_is_lost_and_blank_is_no_answer() -> None:
    made = table(["Outlook"], ["Hyvä fiilis"], ["EOS"], ["-"], [None], ["En halua vastata"])
    assert read(made, propose(made, FORM), FORM)["outlook"] == [
        {"response": 0, "option": None, "number": None, "text": "Hyvä fiilis", "state": "invalid"},
        {"response": 1, "option": None, "number": None, "text": None, "state": "cannot_say"},
        {"response": 4, "option": None, "number": None, "text": None, "state": "refused"},
    ]


def test_what_an_analyst_says_goes_before_everything() -> None:
    made = table(["Outlook"], ["Hyvä fiilis"], ["Paranee selvästi"], ["EOS"], ["Huono"])
    told = {"labels": {"outlook": {"hyvä FIILIS": "better", "EOS": "same", "Huono": "blank"}}}
    remembered = {"outlook": {"Hyvä fiilis": "worse", "Huono": "worse", "Parempi": "same"}}
    found = propose(made, FORM, synonyms=remembered, corrections=told)
    assert {one.label: (one.means, one.how) for one in found.labels} == {
        "Hyvä fiilis": ("better", "analyst"),
        "Paranee selvästi": ("better", "option"),
        "EOS": ("same", "analyst"),
        "Huono": ("blank", "analyst"),
    }
    options = [one["option"] for one in read(made, found, FORM)["outlook"]]
    assert options == ["better", "better", "same"]
    only_remembered = propose(made, FORM, synonyms=remembered)
    assert [one["option"] for one in read(made, only_remembered, FORM)["outlook"]] == [
        "worse", "better", None, "worse",
    ]  # fmt: skip


def test_a_label_that_is_none_of_the_options_is_not_proposed_again() -> None:
    made = table(["Outlook"], ["Paranee selvasri"])
    told = {"labels": {"outlook": {"Paranee selvasri": ""}}}
    [label] = propose(made, FORM, corrections=told).labels
    assert (label.means, label.how, label.proposed) == (None, "analyst", None)


def test_two_options_with_one_key_are_told_apart_by_their_letters_alone() -> None:
    asked = question("tool", "choice", option("a", "Näkymä"), option("b", "Nakyma"))
    meanings = Meanings(asking(asked), asked)
    assert [meanings.read(one).means for one in ("Näkymä", "Nakyma", "näkymä")] == ["a", "b", None]


def test_keys_of_headings() -> None:
    assert unnumbered("12. Liikevaihto") == unnumbered("K3: Liikevaihto") == "Liikevaihto"
    assert unnumbered("3 suurinta asiakasta") == "3 suurinta asiakasta"
    assert undated("Siirtynyt 1.10.2022 jälkeen?") == undated("Siirtynyt 1.10.2021 jälkeen")
    assert digits("12 kk, 3 v") == ("12", "3")
    assert fingerprint(["A b", "C"]) == fingerprint(["a  B:", "c"]) != fingerprint(["C", "A b"])


THREE = asking(
    question(
        "sales",
        "choice",
        option("better", "Paranee", "improves"),
        option("same", "Pysyy ennallaan"),
        option("worse", "Heikkenee"),
    ),
    PLAN,
)


def _of_three(label: str) -> tuple[str | None, bool]:
    [found] = Meanings(THREE, THREE.questions["sales"]).read_all([label])
    return found.means, found.is_longer


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("selvästi paranee", "better"),
        ("Paranee jonkin verran", "better"),
        ("heikkenee hieman", "worse"),
        ("improves significantly", "better"),
        # Not a degree, and nothing but a degree.
        ("tuskin paranee", None),
        ("selvästi", None),
        ("selvästi paranee tai heikkenee", None),
    ],
)
def test_how_much_is_left_out_where_no_option_says_it(label: str, expected: str | None) -> None:
    assert _of_three(label) == (expected, expected is not None)


def test_where_options_say_how_much_it_stays() -> None:
    assert means("outlook", "Selvästi paranee") == "better"
    assert means("outlook", "Heikkenee hieman") is None
    assert means("outlook", "Kasvaa selvästi") is None


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("kyllä, 2 hitsaajaa", "yes"),
        ("Ei (kiitos)", "no"),
        ("Ehkä – riippuu hinnasta", "maybe"),
        # Terms, another option, another beginning.
        ("Kyllä, mutta vasta vuonna 2028", None),
        ("Kyllä, jos löytyy", None),
        ("kyllä, ehkä", None),
        ("hitsaajia, kyllä", None),
        # A range of numbers.
        ("1 - 4", None),
    ],
)
def test_a_remark_behind_an_answer_changes_nothing_but_is_to_be_looked_at(
    label: str, expected: str | None
) -> None:
    [found] = Meanings(FORM, FORM.questions["plan"]).read_all([label])
    assert found.means == expected
    assert (found.how == "fuzzy" and found.is_longer) is (expected is not None)


@pytest.mark.parametrize(
    "label",
    ["Kyllä, peruttu 3.5.2026", "Kyllä (peruttu)", "Kyllä, en lupaa", "Kyllä, vain tilastoon"],
)
@pytest.mark.parametrize("question", AGREEMENTS)
def test_a_remark_leaves_open_what_a_firm_agrees_to(question: str, label: str) -> None:
    form = definitions.load().questionnaires["company_interview"]
    asked = form.of_role(question)
    assert asked is not None
    [found, plain] = Meanings(form, asked).read_all([label, "Kyllä"])
    assert (found.means, plain.means) == (None, "yes")


@pytest.mark.parametrize("label", ["1 - 4", "1 – 9", "1, ehkä 2"])
def test_a_range_is_no_number_with_a_remark(label: str) -> None:
    form = definitions.load().questionnaires["company_interview"]
    [found] = Meanings(form, form.questions["size_class"]).read_all([label])
    assert found.means != "p0_1"
