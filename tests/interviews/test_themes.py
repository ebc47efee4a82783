"""Themes of free text: whose words they are, what matches them, how the group changes them."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from seutukuva import access, definitions, records, store, texts
from seutukuva.definitions.interviewing import TextTheme
from seutukuva.errors import AccessRefused, InvalidRecord, RecordConflict
from seutukuva.interviews import themes
from seutukuva.interviews.rounding import Rounding

TITLE = MappingProxyType({"fi": "Pula", "sv": "Brist", "en": "Shortage", "nb": "Mangel"})


def theme(own: str, *words: str) -> TextTheme:
    return TextTheme(own, TITLE, words, ("A4",))


def spoken(*rows: tuple[int, str, str]) -> pd.DataFrame:
    """Words of answers: response, question, word; each response is of a firm of its own."""
    return pd.DataFrame(
        [
            {"batch": "b", "response": at, "question": question, "word": word, "firm_key": f"f{at}"}
            for at, question, word in rows
        ],
        columns=["batch", "response", "question", "word", "firm_key"],
    )


@pytest.fixture
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, and English."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    texts.use("en")
    return tmp_path


# -- matching


def test_words_match_whole_or_by_a_star() -> None:
    words = ["pula", "osaajapula", "työvoima", "pulassa", "x.y"]
    assert themes.matching(words, ["pula"]) == {"pula"}
    assert themes.matching(words, ["*pula"]) == {"pula", "osaajapula"}
    assert themes.matching(words, ["pula*", "työvoima"]) == {"pula", "pulassa", "työvoima"}
    assert themes.matching(words, ["*.*y"]) == {"x.y"}
    assert themes.matching(words, []) == set() == themes.matching([], ["pula"])


@given(st.text("ab*", min_size=1, max_size=12), st.text("ab", max_size=40))
def test_a_star_stands_for_any_letters(wanted: str, word: str) -> None:
    pieces = wanted.split("*")

    def fits(rest: str, left: list[str]) -> bool:
        if len(left) == 1:
            return rest.endswith(left[0]) if "*" in wanted else rest == left[0]
        at = rest.find(left[0])
        return at >= 0 and fits(rest[at + len(left[0]) :], left[1:])

    expected = word.startswith(pieces[0]) and fits(word, pieces)
    assert (themes.matching([word], [wanted]) == {word}) == expected


def test_a_response_is_told_once_for_a_theme_and_question() -> None:
    found = themes.mentions(
        spoken(
            *((1, "challenge", "pula"), (1, "challenge", "osaaja"), (1, "greetings", "pula")),
            *((2, "challenge", "hinta"), (3, "challenge", "osaaja")),
        ),
        {"skill": theme("skill", "pula", "osaaja"), "cost": theme("cost", "hinta")},
    )
    assert found.to_records(index=False).tolist() == [
        ("b", 1, "challenge", "skill"),
        ("b", 1, "greetings", "skill"),
        ("b", 2, "challenge", "cost"),
        ("b", 3, "challenge", "skill"),
    ]


def test_no_words_or_no_themes_give_no_mentions() -> None:
    for words, those in ((spoken(), {"a": theme("a", "pula")}), (spoken((1, "q", "pula")), {})):
        found = themes.mentions(words, those)
        assert list(found.columns) == themes.MENTION_COLUMNS and found.empty


def test_firms_are_counted_once_a_word() -> None:
    words = spoken((1, "q", "pula"), (1, "r", "pula"), (2, "q", "osaajapula"))
    wanted = ["pula", "*pula", "hinta"]
    exact = themes.told_by_word(words, wanted, Rounding(b"x", base=1, tail=1e-12))
    assert exact == {"pula": 1, "*pula": 2, "hinta": 0}


def test_words_are_told_by_rounded_numbers_and_patterns_of_the_same_firms_alike() -> None:
    words = spoken(*((at, "q", "osaajapula") for at in range(7)))
    wanted = ["osaajapula", "*pula", "osaaja*", "*aja*"]
    told = [themes.told_by_word(words, wanted, Rounding(b"secret %d" % n)) for n in range(60)]
    assert {len(set(one.values())) for one in told} == {1}
    assert {6, 9} <= {one["*pula"] for one in told} <= {0, 3, 6, 9, 12, 15}


def test_only_what_several_firms_say_is_proposed() -> None:
    words = spoken(
        *((at, "q", "hitsaaja") for at in range(6)),
        *((at, "q", "hitsaus") for at in range(5)),
        *((at, "q", "hitsata") for at in range(4)),
        *((at, "q", "hinta") for at in range(9)),
    )
    found = themes.proposals(["hitsaajia", "hinta*", "zzz", "hitsaaja"], words, least=5)
    assert found == {"hitsaajia": ["hitsaaja", "hitsaus"], "hitsaaja": ["hitsaus"]}


def test_words_in_two_themes_are_told() -> None:
    those = {"a": theme("a", "pula", "osaajapula"), "b": theme("b", "*pula"), "c": theme("c", "x1")}
    assert themes.shared_words(those, "a") == {"pula": ["b"], "osaajapula": ["b"]}
    assert themes.shared_words(those, "c") == {} == themes.shared_words(those, "none")


# -- what people write


def test_a_list_is_read_by_lines_and_commas() -> None:
    assert themes.words_of(" Osaaja\n\npula, PULA ;  kova  kilpailu\n") == [
        *("osaaja", "pula", "kova kilpailu"),
    ]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("kova kilpailu", "single words"),
        ("*", "not a word"),
        ("*pu", "at least 3 letters"),
        ("a", "not a word"),
        ("a!b", "not a word"),
        ("x" * 61, "not a word"),
    ],
)
def test_words_that_match_nothing_or_everything_are_refused(word: str, said: str) -> None:
    texts.use("en")
    (told,) = themes.problems([word, "linja-auto", "3d-tulostus", "*pula*", "sote"])
    assert said in told


def test_a_list_has_an_end() -> None:
    texts.use("en")
    assert themes.problems([f"sana{at}" for at in range(themes.MOST + 1)]) == [
        "A theme has at most 300 words."
    ]


def test_what_is_stored_is_clean() -> None:
    those = {"pula": theme("pula", "pula")}
    body = {"title": " Hoito  ja hoiva ", "words": "Hoitaja, hoitaja\nlähihoitaja", "theme": None}
    assert themes.completed(body, those) == {
        "title": "Hoito ja hoiva",
        "words": "hoitaja\nlähihoitaja",
        "theme": "own_hoito_ja_hoiva",
    }
    kept = themes.completed({"title": "Pula", "words": "vaje", "theme": "pula"}, those)
    assert kept["theme"] == "pula"
    with pytest.raises(InvalidRecord) as caught:
        themes.completed({"title": "brist", "words": "kova pula", "theme": ""}, those)
    assert [field for field, _text in caught.value.problems] == ["words", "title"]


# -- what the group makes of them


def test_the_group_changes_a_theme_adds_one_and_takes_it_back(own_log: Path) -> None:
    programme = definitions.load().interviewing.themes
    assert themes.listed() == dict(programme)
    body = {"theme": "energy", "title": "Energy", "words": "sähkö\nsähkönsiirto"}
    entry = records.append(
        themes.KIND, body, id=themes.record_id("energy"), by="local", source="test"
    )
    records.append(
        themes.KIND, {"theme": "own_care", "title": "Hoiva", "words": "hoiva"}, by="local"
    )
    found = themes.listed()
    assert found["energy"].words == ("sähkö", "sähkönsiirto")
    assert found["energy"].title == programme["energy"].title
    assert found["energy"].development_areas == programme["energy"].development_areas
    assert list(found)[-1] == "own_care"
    assert found["own_care"].title == dict.fromkeys(definitions.LANGUAGES, "Hoiva")
    assert themes.listed(as_of=entry.seq - 1) == dict(programme)
    assert themes.records_of()["energy"] == themes.record_id("energy")
    records.withdraw(entry.id, "local", "no longer needed", entry.seq)
    assert themes.listed()["energy"] == programme["energy"]


def test_themes_are_read_once_until_somebody_enters_something(
    own_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    whole = store.run
    monkeypatch.setattr(store, "run", lambda name, **how: asked.append(name) or whole(name, **how))
    for _time in range(3):
        themes.listed().clear()
    assert asked == ["records/theme_words"]
    body = {"theme": "energy", "title": "Energy", "words": "sähkö"}
    records.append(themes.KIND, body, id=themes.record_id("energy"), by="local")
    assert themes.listed()["energy"].words == ("sähkö",)
    monkeypatch.setattr(access, "_is_own", lambda: False)
    monkeypatch.setattr(access, "is_confidential", lambda kind: kind == themes.KIND)
    with pytest.raises(AccessRefused):
        themes.listed()


def test_two_who_change_a_theme_at_once_are_told(own_log: Path) -> None:
    own = themes.record_id("energy")
    body = {"theme": "energy", "title": "Energy", "words": "sähkö"}
    records.append(themes.KIND, body, id=own, by="local")
    with pytest.raises(RecordConflict):
        records.append(themes.KIND, {**body, "words": "kaasu"}, id=own, by="local")


# -- the form


def page() -> None:
    import pandas as pd
    import streamlit as st

    from seutukuva import store, texts
    from seutukuva.interviews import reports
    from seutukuva.interviews.rounding import Rounding
    from seutukuva.ui import themes

    store.hold_version()
    texts.use("en")
    words = [("sähkö", 7), ("energi", 2), ("energia", 12), ("hinta", 3)]
    rows = [{"word": word, "firm_key": f"f{at}"} for word, n in words for at in range(n)]
    exact = Rounding(b"x", base=1, tail=1e-12)
    waiting = frozenset(st.session_state.get("waiting", ()))
    themes.editor(reports.Spoken(pd.DataFrame(rows), exact, waiting), "test")


def opened(chosen: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    app.selectbox[0].set_value(chosen).run()
    assert not app.exception
    return app


def test_the_form_tells_of_words_without_telling_of_firms(own_log: Path) -> None:
    table = opened("energy").table[0].value
    told = dict(zip(table["Word"], table["Firms that say it"], strict=True))
    assert told["sähkö"] == "5–9"
    assert told["energia"] == "10–19"
    assert told["energi"] == told["kiertotalous"] == "fewer than 5"
    notes = dict(zip(table["Word"], table["Note"], strict=True))
    assert notes["energi"] == "Answers hold: energia."


def test_the_form_says_that_words_do_not_count_yet(own_log: Path) -> None:
    app = opened("energy")
    assert not app.info
    app.session_state["waiting"] = ["energy"]
    app.run()
    assert "do not count" in app.info[0].value and "fewer than 5 firms" in app.info[0].value


def test_words_are_changed_in_the_form_and_taken_back(own_log: Path) -> None:
    app = opened("energy")
    before = definitions.load().interviewing.themes["energy"].words
    assert app.text_area[0].value.split("\n") == list(before)
    app.text_area[0].set_value("sähkö\nhinta")
    app.button[0].click().run()
    assert not app.exception
    assert themes.listed()["energy"].words == ("sähkö", "hinta")
    notes = dict(zip(app.table[0].value["Word"], app.table[0].value["Note"], strict=True))
    assert "Also in: Costs and profitability" in notes["hinta"]
    app.text_input[0].set_value("a mistake")
    app.button[1].click().run()
    assert not app.exception
    assert themes.listed()["energy"].words == before
    assert app.text_area[0].value.split("\n") == list(before)


@pytest.mark.slow
def test_a_new_theme_is_begun_and_a_wrong_word_is_told(own_log: Path) -> None:
    app = opened("")
    app.text_input[0].set_value("Care")
    app.text_area[0].set_value("hoitaja, kova työ")
    app.button[0].click().run()
    assert "single words" in app.error[0].value
    assert app.text_area[0].value == "hoitaja, kova työ"
    app.text_area[0].set_value("hoitaja")
    app.button[0].click().run()
    assert not app.exception and not app.error
    assert themes.listed()["own_care"].words == ("hoitaja",)
    app.selectbox[0].set_value("own_care").run()
    assert app.text_input[0].value == "Care"
