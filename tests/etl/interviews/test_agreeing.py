"""What firms agree to is found by its words, and asked for where the words do not tell."""

from __future__ import annotations

from typing import Any

import pytest

from etl.interviews.matching.filemap import FileMap
from etl.interviews.matching.mapping import propose
from seutukuva import definitions
from tests.etl.interviews.forms import table
from tests.etl.interviews.sheets import COLUMNS, checked, good, problem

pytestmark = pytest.mark.slow

ANSWERS = ["Kyllä", "Ei", "Kyllä"]


def _proposed(heading: str, cells: list[str], **told: Any) -> FileMap:
    form = definitions.load().questionnaires["company_interview"]
    return propose(table([heading], *[[cell] for cell in cells]), form, corrections=told)


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Suostun vastausteni tallentamiseen", "consent"),
        ("Annan luvan käsitellä vastauksiani", "consent"),
        ("I agree to my answers being stored", "consent"),
        ("Jag samtycker till att mina svar sparas", "consent"),
        ("Jeg samtykker til at svarene lagres", "consent"),
        ("Suostun siihen, että vastauksiani lainataan nimettömästi", "quotation"),
        ("Jag godkänner att mina svar citeras", "quotation"),
        ("I agree to be contacted", "wants_contact"),
        ("Saako antamianne vastauksia säilyttää?", "consent"),
        ("Suostun vastausteni tallentamiseen (kyllä/ei)", "consent"),
    ],
)
def test_words_tell_what_is_agreed_to(heading: str, asked: str) -> None:
    [found] = _proposed(heading, ANSWERS).columns
    assert (found.question, found.how, found.is_undecided) == (asked, "contained", False)


@pytest.mark.parametrize(
    ("heading", "cells", "is_undecided"),
    [
        ("Suostun", ANSWERS, True),
        ("Hyväksyn käyttöehdot", ANSWERS, True),
        ("Suostun markkinointiin", ["Suostun", "Suostun", "x"], True),
        ("I agree to the terms", ["yes", "no", "yes"], True),
        # Two things at once.
        ("Suostun yhteydenottoon ja tietojeni tallentamiseen", ANSWERS, True),
        ("Jag samtycker", ["Ja", "Nej", "Ja"], True),
        ("Jeg samtykker", ["Ja", "Nei", "Ja"], True),
        # A "yes" to a negation agrees to nothing.
        ("En suostu vastausten tallentamiseen", ANSWERS, True),
        ("I do not agree to my answers being stored", ANSWERS, True),
        # Words of the firm's own, other permits, other questions of yes and no.
        ("Hyväksyn osittain, miksi?", ["Hinta nousee", "Aika ei riitä", "Muu syy"], False),
        ("Onko lupa-asioissa ollut vaikeuksia?", ANSWERS, False),
        ("Oletko tyytyväinen?", ANSWERS, False),
        ("Saako yritys tukea kunnalta?", ANSWERS, False),
    ],
)
def test_what_is_agreed_to_without_saying_so_is_asked_for(
    heading: str, cells: list[str], is_undecided: bool
) -> None:
    [found] = _proposed(heading, cells).columns
    assert found.question is None
    assert found.is_undecided is is_undecided
    left_out = {"0": {"question": None, "option": None, "keep": False}}
    [told] = _proposed(heading, cells, columns=left_out).columns
    assert told.is_undecided is False, "the analyst has decided"


def test_a_consent_that_nobody_looked_at_refuses_the_file() -> None:
    columns = {one: asked for one, asked in COLUMNS.items() if one != "Suostumus"}
    rows = [good(n, **{"Suostumus": None, "Suostun ehtoihin": "Kyllä"}) for n in (1, 2)]
    case, _found = checked(rows, columns=columns)
    assert case.problems.refused.all()
    written = problem(case, "consent_undecided")
    assert "Suostun ehtoihin" in written["message"] and written["severity"] == "error"
    assert "consent_not_asked" not in case.problems.by_code()
    decided, _found = checked(rows, columns=columns | {"Suostun ehtoihin": "consent"})
    assert not decided.problems.refused.any()
