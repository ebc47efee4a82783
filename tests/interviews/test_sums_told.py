"""Sums on the page: less than a unit is no zero, and what is left out is said."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

SUMS = {
    "recruitment_number": (0.0, None, 50.0),
    "personnel_next_year": (600.0, 10.0, 100.0),
    "export_share": (None, None, 100.0),
    "free_capacity": (None, 25.0, 100.0),
}


def page(sums: dict) -> None:
    from seutukuva import definitions, store, texts
    from seutukuva.interviews import told
    from seutukuva.interviews.told import Numbers, WaveResults
    from seutukuva.ui.interviews import grades

    store.hold_version()
    texts.use("en")
    form = definitions.load().questionnaires["company_interview"]
    asked = [one.id for one in form.questions.values() if one.type == "number" and any(one.unit)]
    numbers = [Numbers(name, told.EXACT, "", 60, *sums[name]) for name in asked if name in sums]
    hidden = next(name for name in asked if name not in sums)
    results = WaveResults(
        "2026-10", numbers=(*numbers, Numbers(hidden, told.HIDDEN, told.DOMINATED))
    )
    grades.numbers(results, form)


@pytest.fixture
def said(home) -> str:
    app = AppTest.from_function(page, args=(SUMS,), default_timeout=30).run()
    assert not app.exception
    every = " ".join(str(one.value) for kind in ("html", "caption") for one in app.get(kind))
    return every.replace("\xa0", " ")


def test_less_than_a_unit_is_told_as_that(said: str) -> None:
    assert "&lt;50 persons" in said and "&lt;0.8 persons" in said
    assert "&lt;1.7 per cent" in said
    assert "600 persons" in said and "25.0 per cent" in said
    assert ">0 persons" not in said
    assert "one or two firms may make up most of it" in said
