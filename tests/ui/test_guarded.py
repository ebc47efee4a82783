"""A section that fails: one calm sentence of what is missing, and the rest of the page lives."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from seutukuva import texts, ui
    from seutukuva.errors import MissingData, MissingStructures

    def fail(error: Exception) -> None:
        raise error

    texts.use("en")
    ui.guarded(fail, MissingStructures("an older version"))
    ui.guarded(fail, MissingData("nothing yet"))
    st.write("still here")


def test_an_older_version_without_industries_is_not_called_an_empty_one() -> None:
    page = AppTest.from_function(_page).run()
    older, empty = [one.value for one in page.info]
    assert "before it held industries" in older and "etl run --offline" in older
    assert "No figures have been published yet" in empty
    assert [one.value for one in page.markdown] == ["still here"] and not page.exception


def _page_of_an_edition() -> None:
    import datetime as dt

    from seutukuva import showing, texts, ui
    from seutukuva.errors import DeletedBatch, QueryError, RecordRefused
    from seutukuva.published import Version
    from seutukuva.records import EMPTY

    def fail(error: Exception) -> None:
        raise error

    texts.use("en")
    ui.guarded(fail, RecordRefused("an edition is shown", todo="Go back."))
    ui.guarded(fail, QueryError("no such column"))
    version = Version("v", "v.duckdb", "")
    showing.hold(showing.Shown("2026-04", version, EMPTY, dt.date(2026, 4, 15)))
    ui.guarded(fail, QueryError("no such column"))
    ui.guarded(fail, DeletedBatch("deleted"))
    showing.hold(None)


def test_what_an_edition_cannot_show_is_said_in_words() -> None:
    page = AppTest.from_function(_page_of_an_edition).run()
    refused, older, deleted = [one.value.replace("\\", "") for one in page.info]
    assert "**An edition is shown.**" in refused and "Go back." in refused
    assert "made by an older program" in older
    assert "deleted for good since" in deleted
    # Now the same question is a fault.
    (fault,) = [one.value for one in page.error]
    assert "could not be shown" in fault and not page.exception
