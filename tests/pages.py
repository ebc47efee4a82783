"""Opening a page as a reader does: through the frame, by its address."""

from __future__ import annotations

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
    """All texts on the page."""
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
            parts.append(str(element.value))
            parts.append(str(getattr(element, "label", "") or ""))
    return "\n".join(parts)
