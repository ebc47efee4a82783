"""The page of early signals: findings, the register with its forms, and what became of it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, texts
from seutukuva.errors import RecordsError
from seutukuva.interviews import rounds, summaries
from seutukuva.signals import register
from seutukuva.signals.watch import Watch, watch
from seutukuva.ui.entry import SAVED, WITHDRAWN
from tests.interviews.needy import Firm, accepted
from tests.pages import everything_said, keys, open_page, opened, pressed, saved, sheets
from tests.signals.made import SIGNAL, monthly, quiet

# Whole ways through the page: the quick check has their parts.
pytestmark = pytest.mark.slow

PAGE = "situation/signals"
NEW = "entry_signal_new"
FINDING = "watch:laid_off:FI-KU729"
TODAY = dt.date.today()
COMING = summaries.known_rounds(TODAY)[0]
EARLIER = rounds.begins(COMING, definitions.load().interviewing.rounds) - dt.timedelta(days=40)
REASON = "Three sources *tell* the same."


def stored(**more: Any) -> records.Entry:
    body = SIGNAL | {"seen_on": EARLIER.isoformat()} | more
    return records.append("signal", body, by="local")


def matrix_of(at: AppTest) -> str:
    """The matrix as it is sent."""
    return next(part for part in sheets(at).split("<table") if "sk-placing" in part)


def jump() -> Watch:
    """A series of Saarijärvi that has just jumped, one of Viitasaari that has not."""
    values = [
        value if value is None else value + 300 * (n > 117) for n, value in enumerate(quiet())
    ]
    series = {"FI-KU729": monthly(values), "FI-KU931": monthly(quiet())}
    indicator = definitions.load().indicators["laid_off"]
    return watch([indicator], list(series), lambda area, _indicator: series[area])


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The page with a finding, which the starter's figures have too many gaps for."""
    seen = jump()
    monkeypatch.setattr("seutukuva.ui.signals.watch", lambda: seen)
    return seen


def rated(at: AppTest, form: str, **more: str) -> None:
    """Fill in what nobody else can."""
    chosen = {"direction": "threat", "horizon": "1_3", "likelihood": "4", "impact": "3", **more}
    for name, value in chosen.items():
        at.selectbox(key=f"{form}_{name}").set_value(value)
    for name in ("likelihood_reason", "impact_reason"):
        at.text_area(key=f"{form}_{name}").set_value(REASON)


def test_an_empty_register_says_what_it_is_for_and_series_why_they_are_not_watched(
    entering: Path,
) -> None:
    at = opened(PAGE)
    told = [one.value for one in at.info]
    assert any("No signal has been entered yet" in one for one in told) and not at.metric
    assert any("never drawn over a gap" in one for one in told), "the starter's figures have gaps"
    assert "no limits are drawn over a gap" in sheets(at)
    assert "There is one month only, June" in sheets(at).replace("\u00a0", " ")
    assert f"{NEW}_title" in keys(at)


def test_from_a_finding_to_what_became_of_it(entering: Path, found: Watch) -> None:
    at = opened(PAGE)
    assert "Outside their usual changes now: 1" in at.info[0].value
    assert "begin a signal" in sheets(at) and "for the worse" in sheets(at)
    assert any("about 0.006 of the newest" in one.value for one in at.caption)
    assert "newest figures are of June" in at.info[0].value
    # One click, and what is known stands in the form.
    at = opened(PAGE, watch=FINDING.removeprefix("watch:"))
    assert any("Laid off full-time, Saarijärvi" in one.value for one in at.subheader)
    pressed(at, "signal_begin_watched")
    assert at.query_params["begin"] in (FINDING, [FINDING])
    title = at.text_input(key=f"{NEW}_title").value
    assert title.startswith("Laid off full-time, Saarijärvi: +3") and title.endswith("in a year")
    seen = at.text_area(key=f"{NEW}_observation").value.replace("\u00a0", " ")
    assert "June 2026" in seen and "usual changes are" in seen and "(2 months)" in seen
    assert at.selectbox(key=f"{NEW}_theme").value == "employment"
    assert at.selectbox(key=f"{NEW}_likelihood").value is None, "a rating is nobody's yet"
    saved(at, NEW)
    assert records.latest_seq() == 0 and "Choose how likely it is" in at.error[0].value
    drawn = [getattr(one, "key", "") or one.type for one in at.main]
    assert drawn.index("error") > drawn.index(f"{NEW}_save"), "said where it was pressed"
    rated(at, NEW)
    at.text_input(key=f"{NEW}_seen_on").set_value(EARLIER.isoformat())
    saved(at, NEW)
    assert [one.value for one in at.success] == [SAVED], [one.value for one in at.error]
    (entry,) = records.since(0)
    assert entry.body["begun_from"]["indicator"] == "laid_off" and entry.source == PAGE
    assert entry.body["areas"] == ["FI-KU729"] and entry.body["source"] == "statistics"
    assert at.text_input(key=f"{NEW}_title").value == "", "the next one begins empty"
    assert "begin" not in at.query_params
    listed = sheets(at)
    assert "begin a signal" not in listed and "1 signal" in listed and "in 1–3 years" in listed
    assert [one.value for one in at.metric] == ["1", "0", "1", "1"]
    assert "1 signal of earlier rounds waits" in everything_said(at)
    again = opened(PAGE, begin=FINDING)
    assert any("in the register already: Laid off" in one.value for one in again.info)
    # The round says what became of it, and the signal's own history how it is rated now.
    at = opened(PAGE, signal=entry.id)
    assert REASON.replace("*", "\\*").replace(".", "\\.") in everything_said(at)
    review = f"entry_signal_review_{register.review_id(entry.id, COMING)}"
    at.selectbox(key=f"{review}_outcome").set_value("stronger")
    at.text_area(key=f"{review}_text").set_value("More were laid off.")
    saved(at, review)
    assert SAVED in [one.value for one in at.success]
    assert [one.outcome for one in register.reviews()] == ["stronger"]
    form = f"entry_signal_{entry.id}"
    at.selectbox(key=f"{form}_likelihood").set_value("5")
    saved(at, form)
    said = everything_said(at)
    assert "More were laid off" in said and "1 of 1 signals seen before" in said
    assert "Every signal of earlier rounds has been reviewed" in at.success[0].value
    assert "Grew stronger" in sheets(at) and "likelihood 4 → 5" in sheets(at)
    history = next(one.value for one in at.table if "5 nearly certain" in one.value.to_csv())
    assert history["Version"].tolist() == ["2", "1"]
    at.text_input(key=f"withdraw_{entry.id}_reason").set_value("Entered twice")
    saved(at, f"withdraw_{entry.id}")
    assert WITHDRAWN in [one.value for one in at.success] and register.listed() == []
    assert any("has been withdrawn" in one.value for one in at.info)


def test_filters_matrix_and_list_by_address(entering: Path) -> None:
    one = stored(title="<b>Orders</b>", organisation="KS", areas=["FI-KU729"])
    stored(
        title="Battery plant", likelihood="1", impact="5", theme="housing", url="https://a.example"
    )
    stored(title="Passed by", state="passed")
    at = opened(PAGE)
    assert "&lt;b&gt;Orders" in sheets(at) and "<b>Orders" not in sheets(at)
    assert "Passed by" not in sheets(at) and "5 very large" in sheets(at)
    at = opened(PAGE, signal_state="all", signal_theme="enterprises", signal_owner="none")
    assert "Passed by" in sheets(at).partition("What became")[0]
    placed = matrix_of(at) if "sk-placing" in sheets(at) else ""
    assert "Battery" not in placed and "Orders" not in placed
    assert (
        "Signals shown: 1 of 3 (State: all; Theme: Enterprises; Owner: No owner"
        in everything_said(at)
    )
    at = opened(PAGE, signal_area="FI-KU931")
    assert "Orders" not in matrix_of(at) and "Battery" in matrix_of(at), "of the whole programme"
    assert "Orders" in matrix_of(opened(PAGE, signal_area="FI-KU729"))
    stored(title="Of an area", development_area="A2")
    placed = matrix_of(opened(PAGE, signal_development_area="A2"))
    assert "Of an area" in placed and "Orders" not in placed
    at = opened(PAGE, signal_horizon="over_10", signal=one.id)
    assert any("No signal is in this state" in each.value for each in at.info)
    assert f"entry_signal_{one.id}_title" in keys(at), "opened by its address all the same"
    at = open_page(
        PAGE,
        lang="en",
        signal="<script>",
        signal_state="x",
        watch="y",
        begin="z",
        signal_round="1999-01",
    )
    assert not at.exception and not at.error and "<script>" not in sheets(at)
    assert len([each for each in at.warning if "not known here" in each.value]) == 4


def test_what_was_changed_past_the_rules_is_told_and_takes_no_other_with_it(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, other = stored(), stored(title="Another")
    told = {"signal": entry.id, "round": COMING, "outcome": "weaker", "text": "Seen."}
    records.append("signal_review", told, id=register.review_id(entry.id, COMING), by="local")
    signals, reviews = register.listed(), register.reviews()
    bent = {"title": "[x](https://a.example)", "impact": None, "seen_on": "yesterday"}
    changed = [replace(one, **bent) if one.id == other.id else one for one in signals]
    monkeypatch.setattr(register, "listed", lambda: changed)
    monkeypatch.setattr(register, "reviews", lambda: [replace(reviews[0], outcome="eaten")])
    at = opened(PAGE)
    assert any("“\\[x\\]" in one.value for one in at.caption), "no link in what is not rated"
    assert "seen yesterday" in sheets(at) and "words that are not known here" in sheets(at)


def test_what_somebody_came_for_stands_first_and_stays_there(entering: Path, found: Watch) -> None:
    entry = stored()

    def order(at: AppTest) -> list[str]:
        return [one.value for one in at.header]

    assert order(opened(PAGE))[0] == "What the figures show"
    at = opened(PAGE, signal=entry.id)
    assert order(at)[0] == "Register of signals"
    at = opened(PAGE, watch=FINDING.removeprefix("watch:"))
    pressed(at, "signal_begin_watched")
    assert order(at)[0] == "What the figures show", "nothing moves under the hand"
    at.selectbox(key="widget_signal").set_value(entry.id).run()
    assert order(at)[0] == "What the figures show" and at.query_params["signal"]


def test_two_who_change_the_same_lose_nothing(entering: Path) -> None:
    entry = stored()
    at = opened(PAGE, signal=entry.id)
    form = f"entry_signal_{entry.id}"
    at.text_area(key=f"{form}_impact_reason").set_value("Mine")
    theirs = entry.body | {"impact_reason": "Theirs", "begun_from": {"kind": "watch"}}
    records.append("signal", theirs, id=entry.id, by="other", expect=entry.seq)
    review_id = register.review_id(entry.id, COMING)
    saved(at, form)
    beside = next(one.value for one in at.table if "Yours" in one.value)
    row = beside[beside["Field"] == "Why such an impact"].iloc[0]
    assert (row["Yours"], row["Saved meanwhile"]) == ("Mine", "Theirs")
    # Two who tell what became of it by one round meet each other, too.
    own = f"entry_signal_review_{review_id}"
    at.selectbox(key=f"{own}_outcome").set_value("weaker")
    at.text_area(key=f"{own}_text").set_value("Mine")
    told = {"signal": entry.id, "round": COMING, "outcome": "stronger", "text": "Theirs"}
    records.append("signal_review", told, id=review_id, by="other")
    saved(at, own)
    assert at.text_area(key=f"{own}_text").value == "Mine" and len(register.reviews()) == 1
    assert register.reviews()[0].text == "Theirs"


def test_one_begins_with_an_advisers_summary_or_a_theme_of_interviews(entering: Path) -> None:
    accepted(entering / "upload", Firm("Saha Oy", ("training",), day=dt.date(2026, 1, 7)))
    text = "Fewer orders. " * 200
    told = {"organisation": "KS", "round": COMING, "text": text, "development_area": "A2"}
    entry = records.append("adviser_summary", told, by="local")
    (link,) = opened("companies/summaries").get("page_link")
    assert link.proto.query_string.endswith(entry.id) or entry.id in str(link.proto)
    at = opened(PAGE, begin=f"summary:{entry.id}")
    seen = at.text_area(key=f"{NEW}_observation").value
    assert seen.startswith("Fewer orders.") and seen.endswith(" …") and len(seen) <= 2000
    assert at.selectbox(key=f"{NEW}_source").value == "adviser"
    assert any("Take out what lets a firm" in one.value for one in at.warning)
    assert at.selectbox(key=f"{NEW}_development_area").value == "A2"
    options = at.selectbox(key="widget_begin").options
    (theme,) = [one for one in options if "kill" in one and one.startswith("Interviews of")][:1]
    at.selectbox(key="widget_begin").set_value(theme).run()
    assert at.selectbox(key=f"{NEW}_source").value == "interviews"
    assert at.text_area(key=f"{NEW}_observation").value == "", "of so few firms nothing is told"
    assert theme in at.text_input(key=f"{NEW}_origin").value


def test_the_public_sees_figures_and_nothing_of_the_register(
    entering: Path, monkeypatch: pytest.MonkeyPatch, found: Watch
) -> None:
    entry = stored()
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = open_page(PAGE, lang="en", signal=entry.id, begin=FINDING)
    assert not at.exception and not at.error
    said = everything_said(at) + sheets(at)
    assert "Outside their usual changes now: 1" in said and "told in confidence" in said
    assert SIGNAL["title"] not in said and "begin a signal" not in said
    assert not {key for key in keys(at) if key.startswith(("entry_", "withdraw_", "signal_"))}


def test_figures_are_shown_where_the_register_cannot_be_read(
    entering: Path, monkeypatch: pytest.MonkeyPatch, found: Watch
) -> None:
    def unread() -> list[register.Signal]:
        raise RecordsError("the log cannot be read")

    monkeypatch.setattr(register, "listed", unread)
    at = opened(PAGE)
    assert "Outside their usual changes now: 1" in everything_said(at)
    assert any("cannot be read just now" in one.value for one in at.warning)


def test_the_register_needs_no_statistics(entering: Path) -> None:
    shutil.rmtree(entering / "build")
    entry = stored()
    at = opened(PAGE, signal=entry.id)
    assert SIGNAL["title"] in sheets(at) and f"{NEW}_title" in keys(at)
    assert [one.value for one in at.metric] == ["1", "0", "1", "–"]


@pytest.mark.parametrize("language", [one for one in texts.LANGUAGES if one != "en"])
def test_page_in_each_language(entering: Path, language: str, found: Callable[[], Watch]) -> None:
    entry = stored()
    texts.use(language)
    at = opened(PAGE, language, signal=entry.id)
    kind = definitions.load().kinds["signal"]
    labels = [one.label for one in [*at.text_input, *at.selectbox, *at.text_area]]
    for field in kind.fields:
        if field.type not in ("data", "areas"):
            assert any(label.startswith(field.title[language]) for label in labels), field.id
    state = next(one for one in kind.fields if one.id == "state")
    assert state.choices["watching"][language] in sheets(at)
