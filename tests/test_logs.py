"""The log: one form, a reference for every failure, and nothing that a person is recognised by."""

from __future__ import annotations

import io
import json
import logging
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from seutukuva import access, failures, logs, settings, texts
from seutukuva.errors import MissingData


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a writer of the log writes, apart from the other loggers of the tests."""
    return io.StringIO()


def written(lines: io.StringIO, form: str, error: Exception | None = None, **extra) -> str:
    writer = logs.Writer(form)
    writer.setStream(lines)
    log = logging.Logger("seutukuva.test")
    log.addHandler(writer)
    log.error(extra.pop("message", "reference 3f9a1c20"), exc_info=error, extra=extra)
    return lines.getvalue()


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def test_a_json_line_says_what_where_and_under_which_reference(lines) -> None:
    error = raised(MissingData("no version"), raised(ValueError("Matti Meikäläinen")))
    text = written(lines, "json", error, reference="3f9a1c20", place="/area")
    assert text.count("\n") == 1
    line = json.loads(text)
    assert line["level"] == "error" and line["logger"] == "seutukuva.test"
    assert line["reference"] == "3f9a1c20" and line["where"] == "/area"
    assert line["time"].endswith("Z") and len(line["time"]) == len("2026-11-23T05:31:00.000Z")
    first, second = line["error"]
    assert first["type"].endswith("MissingData") and first["message"] == "no version"
    assert first["at"][-1].startswith("tests/test_logs.py:")
    # What an error that is not ours says may be what somebody typed.
    assert second == {"type": "ValueError", "at": second["at"]}
    assert "Matti" not in text


def test_an_error_of_the_system_tells_its_reason_and_not_its_file(lines) -> None:
    text = written(lines, "json", raised(OSError(28, "No space left on device", "/x/matti.xlsx")))
    assert "No space left on device" in text and "matti" not in text


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("write to matti.virtanen@firma.fi now", "virtanen"),
        ("call +358 40 123 4567", "123"),
        ("opened http://a.example/area?area=FI-KU729&note=layoffs", "layoffs"),
        ("/needs?q=Sahayhti%C3%B6 failed", "Sahayhti"),
        ("postgresql://seutu:hunter2@db/seutu does not answer", "hunter2"),
        ("Authorization: Bearer abc.def-123", "abc.def"),
        ("id_token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJzdWIi"),
        ("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJzdWIi"),
        ("client_secret='s3cr3t-value'", "s3cr3t"),
        ('{"cookie_secret": "s3cr3t-value"}', "s3cr3t"),
        ("/oauth2callback?code=4f2a&state=77", "4f2a"),
    ],
)
def test_no_line_holds_what_it_must_not(lines, said: str, hidden: str) -> None:
    text = written(lines, "json", message=said)
    assert hidden not in text
    assert len(json.loads(text)["message"]) > 3


@pytest.mark.parametrize(
    "said",
    [
        "the version 20261122T061236Z-df8918c4 is missing — build/seutukuva-20261122.duckdb",
        "statistics: 1 234,5 of 2 000 rows; table 12bd, code 04, what? nothing",
        "expected 4 columns, got 5: sheet 2",
    ],
)
def test_what_an_administrator_needs_is_left(said: str) -> None:
    assert logs.discreet(said) == said


def test_a_long_message_ends() -> None:
    assert len(logs.discreet("a b " * 10_000)) == logs.LONGEST


@pytest.mark.parametrize(("public", "told"), [("", True), ("1", False)])
def test_plain_lines_tell_everything_on_ones_own_computer_only(
    lines, monkeypatch: pytest.MonkeyPatch, public: str, told: bool
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", public)
    monkeypatch.delenv("SEUTUKUVA_LOG", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    text = written(lines, "plain", raised(ValueError("Matti Meikäläinen")), reference="1")
    assert ("Matti" in text) is told
    assert "ValueError" in text and "test_logs.py" in text


@pytest.mark.parametrize(
    ("told", "expected"), [("json", "json"), (" JSON ", "json"), ("", "plain"), ("xml", "plain")]
)
def test_the_form_is_chosen_by_the_environment(monkeypatch, told: str, expected: str) -> None:
    monkeypatch.setenv("SEUTUKUVA_LOG", told)
    assert logs.chosen() == expected


def test_finding_out_who_it_is_never_costs_a_line(monkeypatch) -> None:
    monkeypatch.setattr(logs, "_page", lambda: "/area")

    def fails() -> str:
        # A failure on the way writes a line of its own, which asks again.
        assert logs.circumstances() == {}
        raise RuntimeError

    monkeypatch.setattr(logs, "_person", fails)
    assert logs.circumstances() == {"page": "/area"}


@pytest.mark.parametrize(("mode", "expected"), [("sign_in", "p-0123456789abcdef"), ("own", "")])
def test_a_line_names_the_pseudonym_and_the_page(monkeypatch, lines, mode, expected) -> None:
    monkeypatch.setattr(settings, "mode", lambda: mode)
    monkeypatch.setattr(access, "author", lambda: "p-0123456789abcdef")
    monkeypatch.setattr(logs, "_page", lambda: "needs")
    line = json.loads(written(lines, "json"))
    assert line["page"] == "needs" and line.get("person", "") == expected


def test_streamlits_loggers_write_once_and_as_ours(monkeypatch) -> None:
    from streamlit import logger as theirs

    monkeypatch.setattr(theirs, "_loggers", dict(theirs._loggers))
    monkeypatch.setattr(theirs, "setup_formatter", theirs.setup_formatter)
    root = logging.getLogger()
    before = list(root.handlers), root.level
    try:
        logs.use()
        logs.use()
        assert len([one for one in root.handlers if isinstance(one, logs.Writer)]) == 1
        later = theirs.get_logger("streamlit.made_after_ours")
        writers = [one for one in later.handlers if isinstance(one, logs.Writer)]
        assert len(writers) + later.propagate == 1
    finally:
        root.handlers[:], root.level = before


# Failures


FRAME = """
import streamlit as st
from seutukuva.errors import RecordRefused

def broken():
    raise ValueError("what somebody typed")

def refused():
    raise RecordRefused("nothing can be entered", todo="Ask for a role.")

st.button("broken", on_click=broken, key="broken")
st.button("refused", on_click=refused, key="refused")
"""


@pytest.fixture
def page(monkeypatch) -> AppTest:
    """A page whose callbacks fail, as the application shows it."""
    # What st.App does with on_script_error; AppTest has no application around it.
    from streamlit import error_util

    plain = error_util.handle_user_script_exception
    for module in ("scriptrunner.exec_code", "fragment"):
        name = f"streamlit.runtime.{module}.handle_user_script_exception"
        monkeypatch.setattr(name, lambda error, _ours: plain(error, failures.script_failed))
    return AppTest.from_string(FRAME).run()


def test_a_callback_that_breaks_gives_a_reference(page: AppTest, caplog) -> None:
    page.button(key="broken").click().run()
    assert not page.exception
    (shown,) = page.error
    (record,) = [one for one in caplog.records if hasattr(one, "reference")]
    assert record.reference in shown.value and "typed" not in shown.value
    assert page.markdown[-1].value == texts.translator(texts.DEFAULT)("Reload the page to go on.")


def test_a_callback_that_is_refused_says_why_and_is_no_fault(page: AppTest, caplog) -> None:
    page.button(key="refused").click().run()
    assert not page.exception and not page.error
    assert "nothing can be entered" in page.info[0].value.lower()
    assert not [one for one in caplog.records if hasattr(one, "reference")]


def test_the_application_hands_errors_of_scripts_to_us(monkeypatch) -> None:
    import serve

    given = {}
    monkeypatch.setattr(st, "App", lambda script, **rest: given.update(rest))
    monkeypatch.setattr(settings, "_announced_public", None)
    serve.application()
    assert given["on_script_error"] is failures.script_failed
    assert failures.handles_script_errors()


def test_streamlit_does_not_tell_the_same_error_once_more(monkeypatch) -> None:
    record = SimpleNamespace(name="streamlit.error_util")
    monkeypatch.setattr(failures, "_handling", True)
    assert not logs._is_told_once(record)
    monkeypatch.setattr(failures, "_handling", False)
    assert logs._is_told_once(record)
