"""Words of free text in their dictionary forms, with the parts of compounds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from etl.interviews.free_text import dictionaries, words
from seutukuva import definitions
from seutukuva.definitions.words import listed
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

HAS_VOIKKO = dictionaries.voikko() is not None
needs_voikko = pytest.mark.skipif(
    not HAS_VOIKKO, reason="Voikko (libvoikko1 and voikko-fi) is not installed"
)

# Text, its words, and what is found within them.
FINNISH = [
    ("työvoimapula", {"työvoimapula"}, {"työvoima", "pula"}),
    ("ostovoimaa", {"ostovoima"}, set()),
    ("olis hyvä", {"hyvä"}, set()),
    ("datakeskusta", {"datakeskus"}, set()),
    ("hitsaajapulaa", {"hitsaajapula"}, {"hitsaaja", "pula"}),
    ("osaajapula", {"osaajapula"}, {"osaaja", "pula"}),
    ("metsäkoneenkuljettajia", {"metsäkoneenkuljettaja"}, {"metsäkone", "kuljettaja"}),
    ("EU-rahoituksen", {"eu-rahoitus"}, {"rahoitus"}),
    ("EU:n tuki", {"eu", "tuki"}, set()),
    ("ELY-keskuksen", {"ely-keskus"}, set()),
    ("sähköasentajista", {"sähköasentaja"}, {"sähkö", "asentaja"}),
    ("ammattitaitoisia", {"ammattitaitoinen"}, {"ammatti"}),
    ("saatavuudessa", {"saatavuus"}, set()),
    ("yritysten", {"yritys"}, set()),
    ("sukupolvenvaihdoksen", {"sukupolvenvaihdos"}, set()),
    ("raaka-aineiden hinnat", {"raaka-aine", "hinta"}, set()),
    ("tuulivoimapuistojen", {"tuulivoimapuisto"}, {"tuulivoima", "puisto"}),
    ("tekoälyn", {"tekoäly"}, set()),
    ("kyberturvallisuuteen", {"kyberturvallisuus"}, set()),
    ("verkkokauppaa", {"verkkokauppa"}, {"verkko", "kauppa"}),
    ("kuljetuskustannukset", {"kuljetuskustannus"}, {"kuljetus", "kustannus"}),
    ("lupaprosessit", {"lupaprosessi"}, {"lupa", "prosessi"}),
    ("vientimarkkinoille", {"vientimarkkina"}, {"vienti", "markkina"}),
    ("osaamista", {"osaaminen"}, {"osata"}),
    ("kansainvälistymisen", {"kansainvälistyminen"}, {"kansainvälistyä"}),
    ("puurakentamiseen", {"puurakentaminen"}, {"puu", "rakentaa"}),
    ("tukea ja lainaa", {"tuki", "laina"}, set()),
    ("kunnan palvelut", {"kunta", "palvelu"}, set()),
    ("konepajateollisuus", {"konepajateollisuus"}, {"konepaja", "teollisuus"}),
    ("jatkajaa ei löydy", {"jatkaja", "löytyä"}, set()),
    ("työntekijöistä", {"työntekijä"}, set()),
    ("hirsitalotehtaan", {"hirsitalotehdas"}, {"hirsitalo", "tehdas"}),
    ("3D-tulostusta", {"3d-tulostus"}, set()),
    ("yritysneuvojia", {"yritysneuvoja"}, {"neuvoja"}),
    ("Kiinan kilpailu", {"kiina", "kilpailu"}, set()),
    ("polttoaineen", {"polttoaine"}, set()),
]
# Spoken forms and new compounds.
HARDER = [
    ("pitäs kans saada duunareita", {"duunari"}, set()),
    ("löytys tekijöitä", {"löytyä", "tekijä"}, set()),
    ("kasvais", {"kasvaa"}, set()),
    ("rekkakuskeja", {"rekkakuski"}, {"kuski"}),
    ("amiksesta", {"ammattioppilaitos"}, set()),
    ("Elyn kanssa", {"ely-keskus"}, set()),
    ("messuilla", {"messut"}, set()),
    ("somemarkkinointia", {"somemarkkinointi"}, {"some", "markkinointi"}),
    ("kuskipula", {"kuskipula"}, {"pula"}),
    ("tonttipula", {"tonttipula"}, {"tontti", "pula"}),
    ("hitsareita", {"hitsaaja"}, set()),
    ("it-osaajia", {"it-osaaja"}, {"osaaja"}),
]


def said(text: str, language: str = "fi") -> tuple[set[str], set[str]]:
    """The words of a text, and what stands only within them."""
    rows = words.lemmas([text], language).to_pylist()
    return (
        {row["word"] for row in rows if not row["is_part"]},
        {row["word"] for row in rows if row["is_part"]},
    )


@needs_voikko
@pytest.mark.parametrize(("text", "whole", "within"), FINNISH + HARDER)
def test_finnish_words(text: str, whole: set[str], within: set[str]) -> None:
    found, parts = said(text)
    assert found == whole
    assert within <= parts


@needs_voikko
def test_a_word_that_is_one_part_is_not_split() -> None:
    assert said("ostovoima ja työvoima") == ({"ostovoima", "työvoima"}, set())
    assert "voima" not in said("työvoimapula")[1]


@needs_voikko
def test_a_name_of_a_person_is_no_word() -> None:
    assert said("Virtasen Pekka on hyvä") == ({"hyvä"}, set())


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("Det är brist på arbetskraft och svetsare", {"arbetskraft", "svetsare"}),
        ("We need more workers and cheaper electricity", {"worker", "electricity"}),
        ("Vi trenger flere sveisere og ikke mer byråkrati", {"sveiser", "byråkrati"}),
    ],
)
def test_other_languages_are_seen_by_their_small_words(text: str, some: set[str]) -> None:
    assert some <= said(text)[0]


def test_a_text_without_small_words_has_the_language_asked_for() -> None:
    assert said("svetsare", "sv") == ({"svetsare"}, set())
    assert "bil" in said("bilen", "nb")[0]


def test_texts_keep_their_places_and_words_come_once() -> None:
    texts = ["pula pula", None, "", "ja on ei", "[email] [name] 040 %", "pula", "Pula! (pula)"]
    found = words.lemmas(texts)
    assert found.schema == words.SCHEMA
    assert found.to_pylist() == [
        {"text_index": at, "word": "pula", "is_part": False} for at in (0, 5, 6)
    ]
    chunks = pa.chunked_array([pa.array(texts[:3]), pa.array(texts[3:])])
    assert words.lemmas(chunks).equals(found)
    assert words.lemmas([]).num_rows == 0
    assert words.lemmas(pa.array([None], pa.string())).num_rows == 0


@needs_voikko
def test_a_word_that_also_stands_alone_is_no_mere_part() -> None:
    rows = words.lemmas(["osaajapula on pula"]).to_pylist()
    assert [row["is_part"] for row in rows if row["word"] == "pula"] == [False]


def test_answers_keep_their_response_and_question() -> None:
    found = words.of_answers([7, 9], ["challenge", "greetings"], ["pula", "hinta ja pula"])
    assert found.column_names == ["response", "question", "word", "is_part"]
    assert {tuple(row.values()) for row in found.to_pylist()} >= {
        (7, "challenge", "pula", False),
        (9, "greetings", "hinta", False),
        (9, "greetings", "pula", False),
    }


def test_words_of_a_strange_kind_break_nothing() -> None:
    strange = ["a" * 5_000, "\u0000", "-:'-", "👷‍♀️ pula", "x" * 59 + "-" + "y" * 59, "İstanbul"]
    assert "pula" in {row["word"] for row in words.lemmas(strange).to_pylist()}


def test_the_own_list_and_the_small_words_are_sound() -> None:
    rows = listed("fi")
    forms = [row["form"] for row in rows]
    assert len(forms) == len(set(forms))
    for row in rows:
        assert row["form"] == row["form"].lower() and row["lemma"] == row["lemma"].lower()
        assert row["is_whole"] in ("", "yes")
    for language in words.LANGUAGES:
        assert len(words.stop_words(language)) > 50
    assert words.stop_words("xx") == frozenset()


@needs_voikko
def test_every_finnish_word_of_a_theme_is_a_dictionary_form() -> None:
    # A word that is none would never be found. Words of other languages are left as they stand.
    foreign = {"finance", "regulation", "innovation", "some"}
    for theme in definitions.load().interviewing.themes.values():
        for word in theme.words:
            if "*" not in word and word not in foreign:
                assert word in said(word)[0], f"{theme.id}: {word}"


def test_without_voikko_the_other_dictionary_reads_finnish(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dictionaries, "voikko", lambda: None)
    assert dictionaries.analysed("hitsaajia", ()) is None
    assert said("hitsaajia olis työntekijöistä pula") == ({"hitsaaja", "työntekijä", "pula"}, set())


def test_without_memory_for_a_dictionary_words_stay_as_they_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Full:
        def lemmatize(self, token: str, lang: str) -> str:
            raise MemoryError

    monkeypatch.setattr(dictionaries, "_simplemma", lambda many: Full())
    assert said("svetsarna", "sv") == ({"svetsarna"}, set())


# Within the limits of the child: as `seutukuva.intake` sets them.
MANY = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1536 << 20, 1536 << 20))
from etl.interviews.free_text import words
starts = "työvoima saatavuus rahoitus hitsaaja markkina energia hinta kunta palvelu metsä".split()
ends = "pula tarve kulu suunnitelma yhteistyö ongelma kysymys kasvu tilanne verkosto".split()
rows = [f"{a}{b} ja {c} on {d} zxq{n % 90}" for n, (a, b, c, d) in enumerate(
    (starts[n % 10], ends[n // 10 % 10], starts[n // 7 % 10], ends[n // 3 % 10])
    for n in range(100_000))]
rows = [f"{row} {n}" for n, row in enumerate(rows)]
found = words.lemmas(rows)
# The system counts into ru_maxrss what the parent held when this process was made of it.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) >> 10)
"""


@pytest.mark.slow
@needs_voikko
def test_a_hundred_thousand_texts_stay_within_the_limits() -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell what a process has held")
    told = subprocess.run(
        [sys.executable, "-c", MANY],
        cwd=REPOSITORY,
        env={"ARROW_DEFAULT_MEMORY_POOL": "system", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert int(told.stdout) < 700
