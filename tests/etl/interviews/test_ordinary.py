"""Only texts of ordinary words may be quoted: what no dictionary knows may be a name."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from etl.interviews.checking import outcome
from etl.interviews.free_text import dictionaries, ordinary
from seutukuva.interviews import redacted
from tests.etl.interviews.sheets import COLUMNS, checked, good

pytestmark = pytest.mark.slow

NAMES = [
    "Virtanen lopettaa ensi vuonna.",
    "Pekka jää eläkkeelle",
    "Nokia ostaa meiltä kaiken.",
    "pekka virtanen jää eläkkeelle",
    "kiitos pekalle avusta",
    "abb:n alihankkija",
    "Aina lopettaa ensi vuonna",
    "Lars slutar nästa år och vi söker en ny",
    "vi behöver lars i vårt arbete",
    "We thank John for the work",
    "Hansen slutter neste år og vi søker en ny",
]
PLAIN = [
    "Kysyntä on hiljentynyt, tilauskanta riittää vain kuukaudeksi.",
    "Jatkajaa ei ole ja eläkeikä lähestyy.",
    "Meillä kaikki on hyvin. Aika ei riitä!",
    "Vi behöver mera arbetskraft och det är svårt att hitta svetsare.",
    "We need more skilled workers and the work is hard.",
    "Vi trenger flere sveisere og det er vanskelig.",
]


@pytest.fixture(params=["voikko", "simplemma"])
def dictionary(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """With Voikko, where it is installed, and without."""
    ordinary._is_plain.cache_clear()
    if request.param == "simplemma":
        monkeypatch.setattr(dictionaries, "voikko", lambda: None)
    elif dictionaries.voikko() is None:
        pytest.skip("Voikko is not installed")
    yield request.param
    ordinary._is_plain.cache_clear()


def test_a_text_that_may_name_somebody_is_none(dictionary: str) -> None:
    found = ordinary.are_ordinary(pa.array(NAMES))
    assert [text for text, is_plain in zip(NAMES, found, strict=True) if is_plain] == []


def test_ordinary_words_are(dictionary: str) -> None:
    texts = [*PLAIN, None, "", "…", PLAIN[0]]
    assert ordinary.are_ordinary(pa.array(texts)).tolist() == [True] * 6 + [False] * 3 + [True]


def test_a_word_that_no_dictionary_knows_may_be_a_name(dictionary: str) -> None:
    texts = ["tilaukset menevät ponsselle", "tilaukset menevät qwxyz", "halli on liian pieni m²"]
    assert not ordinary.are_ordinary(pa.array(texts)).any()


def test_where_nobody_wrote_anything_nothing_is_ordinary() -> None:
    assert ordinary.are_ordinary(pa.array([None, None], pa.string())).tolist() == [False, False]
    assert ordinary.are_ordinary(pa.array([], pa.string())).tolist() == []


def test_without_memory_for_a_dictionary_nothing_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory() -> None:
        raise MemoryError

    monkeypatch.setattr(dictionaries, "voikko", lambda: None)
    monkeypatch.setattr(dictionaries, "_lookup", no_memory)
    assert dictionaries.kinds("hitsaaja", "fi") == set()


def test_the_check_marks_the_texts_that_may_be_quoted() -> None:
    texts = ["Pekka jää eläkkeelle", "Kysyntä on hiljentynyt.", "kaikki menee ponsselle"]
    rows = [good(number, Terveiset=text) for number, text in enumerate(texts, 1)]
    case, _found = checked(rows, columns={**COLUMNS, "Terveiset": "greetings"})
    found = outcome.words(case, case.given).to_pylist()
    marked = [one for one in found if one["word"] == redacted.QUOTABLE]
    assert [one["response"] for one in marked if one["question"] == "greetings"] == [1]
