"""What the page says of rows: repeated looks are one, ids are words, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from seutukuva import access, texts
from seutukuva.audit import model, telling
from seutukuva.audit.telling import Event
from seutukuva.people.model import LOCAL_PERSON
from seutukuva.ui.audit import names
from seutukuva.ui.audit.listing import _line, joined

MAIJA, MATTI = "p-00000000000000aa", "p-00000000000000bb"
LOOK = Event(
    origin=telling.IN_AUDIT,
    seq=5,
    at="2026-11-23T22:44:21.821317+00:00",
    person=MAIJA,
    roles="analyst:SSYP, viewer",
    action=model.READ,
    subject="needs",
    what="records/need",
    place="needs",
    outcome="done",
    detail="",
    chain_hash="",
)


@pytest.fixture(autouse=True)
def in_english(own_log: None) -> Iterator[None]:
    with access.acting(LOCAL_PERSON):
        yield
    texts.use(texts.DEFAULT)


def test_what_one_page_asked_in_a_minute_is_one_look() -> None:
    later = replace(LOOK, seq=6, at="2026-11-23T22:44:59.000000+00:00", what="need")
    rows = [
        replace(LOOK, seq=9, at="2026-11-23T22:45:00.000000+00:00"),
        later,
        LOOK,
        replace(LOOK, seq=4, person=MATTI),
        replace(LOOK, seq=3, action=model.REFUSED),
        replace(LOOK, seq=2, action=model.REFUSED),
        replace(LOOK, seq=1, place="pack"),
    ]
    shown = joined(rows)
    assert [[one.seq for one in own] for own in shown] == [[9], [6, 5], [4], [3], [2], [1]]
    assert [one for own in shown for one in own] == rows


def test_a_look_stays_one_when_others_stand_between_its_rows() -> None:
    between = replace(LOOK, seq=6, subject="interviews")
    rows = [replace(LOOK, seq=7, what="need"), between, LOOK]
    assert joined(rows) == [[rows[0], LOOK], [between]]


def test_a_form_of_many_records_is_one_line_with_their_number() -> None:
    change = replace(LOOK, origin=telling.IN_LOG, action=model.CHANGE, what=telling.ENTERED)
    rows = [
        *(replace(change, seq=seq) for seq in (9, 8, 7)),
        replace(change, seq=6, subject="need"),
        replace(change, seq=5, what="changed", subject="need"),
    ]
    shown = joined(rows)
    assert [[one.seq for one in own] for own in shown] == [[9, 8, 7], [6], [5]]
    done = [_line(own, ("When", "Who", "Done", "What", "Where")).cells[1].html for own in shown]
    assert "× 3" in done[0] and "×" not in done[1] + done[2]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (LOOK, ("Looked at", "Firms' service needs", "", "Needs of firms")),
        (replace(LOOK, what="need"), ("Looked at", "Firms' service needs", "", "Needs of firms")),
        (
            replace(LOOK, action=model.REFUSED, subject="grant", what="enter", detail="no right"),
            ("Refused", "Granted role", "no right", "Needs of firms"),
        ),
        (
            replace(LOOK, action=model.REFUSED, what="read", detail="records/need"),
            ("Refused", "Firms' service needs", "", "Needs of firms"),
        ),
        (
            replace(
                LOOK, origin=telling.IN_LOG, action=model.CHANGE, subject="need", what="changed"
            ),
            ("Changed", "A firm's need", "", "Needs of firms"),
        ),
        (
            replace(
                LOOK,
                origin=telling.IN_LOG,
                action=model.GRANTED,
                subject="grant",
                what="withdrawn",
                detail=f"{MATTI} analyst SSYP",
                place="shell",
            ),
            (
                "Role taken away",
                "Granted role",
                "a person …00bb · Analyst (SSYP)",
                "on the server itself",
            ),
        ),
    ],
)
def test_rows_in_words(event: Event, said: tuple[str, str, str, str]) -> None:
    told = (names.action(event), names.thing(event), names.detail(event), names.place(event))
    assert told == said


def test_an_emptied_row_says_that_it_is() -> None:
    emptied = replace(LOOK, is_emptied=True, person="", roles="", what="", place="")
    assert names.detail(emptied).startswith("emptied") and names.place(emptied) == ""


def test_roles_and_things_have_names() -> None:
    assert names.roles(LOOK.roles) == "Analyst (SSYP), Viewer"
    assert names.roles("municipality:FI-KU729") == "Municipality (Saarijärvi)"
    assert names.roles("unheard_of") == "unheard_of"
    assert names.person("") == "nobody signed in"
    ended = replace(LOOK, subject="people", what=f"sign-ins of {MATTI} ended")
    assert names.what(ended) == "sign-ins of a person …00bb ended"
    assert names.is_technical(LOOK) and not names.is_technical(ended)


def test_the_size_of_a_file_is_told_in_the_readers_language() -> None:
    taken = replace(LOOK, action=model.EXPORTED, subject="audit", what="audit", detail="1200 rows")
    assert names.detail(taken) == "1,200 rows."
    texts.use("fi")
    assert names.detail(taken) == "1\N{NO-BREAK SPACE}200 riviä."


def test_every_action_has_a_word_and_a_sign() -> None:
    assert set(names.ACTIONS) == set(names.SIGNS) == set(model.ACTIONS)
    assert len(set(names.SIGNS.values())) == len(names.SIGNS)
