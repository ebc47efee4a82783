"""Opening a page as a reader does: through the frame, by its address."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.conftest import REPOSITORY

SLOW_MACHINE = 60


def open_page(page: str, **query: str | list[str]) -> AppTest:
    """Run the frame with a page chosen and an address."""
    at = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=SLOW_MACHINE)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(f"pages/{page}.py")
    return at.run()


def everything_said(at: AppTest) -> str:
    """All texts on the page; who is at it stands beside it, in the side bar."""
    beside = {id(one) for kind in (at.sidebar.markdown, at.sidebar.caption) for one in kind}
    kinds = (
        at.title,
        at.header,
        at.subheader,
        at.markdown,
        at.caption,
        at.info,
        at.warning,
        at.error,
        at.metric,
    )
    parts = []
    for kind in kinds:
        for element in kind:
            if id(element) in beside:
                continue
            parts.append(str(element.value))
            parts.append(str(getattr(element, "label", "") or ""))
    return "\n".join(parts)


def opened(page: str, language: str = "en", **query: Any) -> AppTest:
    """A page that has nothing to complain of."""
    at = open_page(page, lang=language, **query)
    assert not at.exception and not at.error, [one.value for one in at.error]
    return at


def pressed(at: AppTest, key: str) -> AppTest:
    """The page after a click on a button."""
    at.button(key=key).click().run()
    assert not at.exception
    return at


def saved(at: AppTest, form: str) -> AppTest:
    """The page after a click on the button that saves a form, or withdraws what it is about."""
    return pressed(at, f"{form}_save")


def sheets(at: AppTest) -> str:
    """The HTML of the tables that are made by hand."""
    return "\n".join(one.proto.body for one in at.get("html"))


def keys(at: AppTest) -> set[str]:
    """What can be pressed, typed into or chosen from, by its name in the session."""
    return {
        one.key for one in [*at.button, *at.text_input, *at.selectbox, *at.multiselect] if one.key
    }
