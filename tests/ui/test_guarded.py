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
