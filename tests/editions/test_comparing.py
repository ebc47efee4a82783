"""Comparing two states: figures of two versions, and what people entered between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from seutukuva import made, records, showing, store, texts
from seutukuva.editions import comparing, figure_lines, moves, record_lines, told
from seutukuva.editions.comparing import ALL_AREAS, Comparison
from seutukuva.errors import MissingVersion
from seutukuva.outlook import register as outlook
from seutukuva.outlook.register import Given
from seutukuva.showing import Shown
from tests.editions.older import OLDER, OTHER, OWN, WHOLE, current, enter, file_of, make_older
from tests.signals.made import SIGNAL

pytestmark = pytest.mark.slow

TODAY = dt.date.today()
THEN_DAY = TODAY - dt.timedelta(days=30)
# Every difference of a value between two versions, by one question over both files.
_INDEPENDENT = """
select
    count(*) filter (a.value is null and b.value is not null) as new,
    count(*) filter (a.value is not null and b.value is null) as lost,
    count(*) filter (abs(a.value - b.value) > 1e-9 * greatest(abs(a.value), abs(b.value)))
        as revised,
    count(*) filter (a.status = 'preliminary' and b.status = 'final') as final
from older.fct_observation as a
full join newer.fct_observation as b using (indicator_id, area_id, period)
where indicator_id not in ('degree_holders', 'gone_indicator')
    and indicator_id not like 'population_projection%'
    and ($area is null or area_id = $area)
"""


@pytest.fixture
def both(entering: Path) -> Iterator[tuple[Shown, Shown]]:
    """The older version with an empty log, and now."""
    make_older()
    store.hold_version()
    yield Shown("2026-04", OLDER, records.head(), THEN_DAY), comparing.now()


def counted(area: str | None) -> tuple[int, ...]:
    with duckdb.connect() as own:
        for name, version in (("older", OLDER), ("newer", current())):
            own.execute(f"attach '{file_of(version)}' as {name} (read_only)")
        row = own.execute(_INDEPENDENT, {"area": area}).fetchone()
    assert row
    return tuple(row)


@pytest.mark.parametrize("area_id", [OWN, OTHER, WHOLE, ALL_AREAS])
def test_figures_are_those_that_one_question_over_both_files_finds(
    both: tuple[Shown, Shown], area_id: str
) -> None:
    new, lost, revised, final = counted(area_id or None)
    found = comparing.compare(*both, area_id).figures
    assert sum(one.values for one in found.new) == new > 0
    assert sum(one.values for one in found.lost) == lost
    assert len(found.revised) == revised
    assert found.became_final == final
    if area_id == OWN:
        assert (lost, revised, final) == (1, 2, 2) and found.gone == ("gone_indicator",)
    assert found.added == ("degree_holders",)


def test_each_difference_of_an_area_is_told_with_what_it_was_and_is(
    both: tuple[Shown, Shown],
) -> None:
    found = comparing.compare(*both, OWN)
    assert [(one.indicator_id, one.last) for one in found.figures.new] == [("population", "2025")]
    jobs, share = found.figures.revised
    assert share.after == pytest.approx(share.before - 0.4) and share.became_final
    assert jobs.after == jobs.before + 100 and not jobs.became_final
    (projection,) = found.figures.projections
    assert projection.changed == 22 and projection.new == 0
    lines = {one.indicator_id: one for one in figure_lines.revised(found.figures)}
    assert lines["unemployment_share"].change.endswith("pp")
    assert lines["unemployment_share"].change.startswith("−0.4")
    assert lines["unemployment_share"].before.endswith("*"), "preliminary"
    assert lines["jobs"].change.startswith("+100 (+") and lines["jobs"].change.endswith("%)")
    assert "2016" in lines["jobs"].note and "Saarijärvi" in lines["jobs"].note
    sentences = told.sentences(found)
    assert "1 indicator has new figures." in sentences and "2 values were revised." in sentences
    assert "1 figure is gone." in sentences
    since = "Since then 1 indicator has new figures and 2 values were revised."
    assert told.since(found) == since


def test_a_revision_too_small_for_the_decimals_is_printed_with_enough(
    both: tuple[Shown, Shown],
) -> None:
    found = comparing.compare(*both, OWN)
    share = found.figures.revised[1]
    small = replace(found.figures, revised=(replace(share, before=8.3, after=8.304),))
    (line,) = figure_lines.revised(small)
    assert line.before != line.after and line.after.startswith("8.304"), line


def test_what_came_first_is_compared_with_what_came_later_and_the_other_way_round(
    both: tuple[Shown, Shown],
) -> None:
    there, back = (comparing.compare(*pair, OWN).figures for pair in (both, both[::-1]))
    assert {one.indicator_id for one in back.lost} == {"population"}
    assert [one.indicator_id for one in back.new] == ["jobs"] and back.added == ("gone_indicator",)
    assert [(one.before, one.after) for one in back.revised] == [
        (one.after, one.before) for one in back_order(there.revised, back.revised)
    ]


def back_order(there: tuple, back: tuple) -> list:
    """The same revisions in the order of the other list."""
    own = {(one.indicator_id, one.period): one for one in there}
    return [own[one.indicator_id, one.period] for one in back]


def test_the_same_state_differs_in_nothing(both: tuple[Shown, Shown]) -> None:
    found = comparing.compare(both[1], both[1], WHOLE)
    assert found.is_same and not found.figures and told.sentences(found) == ()
    assert told.since(found) == "Since then no figure has changed."


def test_figures_that_are_gone_are_a_change(both: tuple[Shown, Shown]) -> None:
    lost = replace(comparing.compare(*both, OWN).figures, new=(), revised=(), confirmed=())
    found = replace(comparing.compare(*both, OWN), figures=replace(lost, gone=(), added=()))
    assert told.since(found) == "Since then 1 figure is gone and 1 projection was made anew."


def test_what_is_held_is_held_again_after_a_comparison(both: tuple[Shown, Shown]) -> None:
    with store.at(both[0].version, both[0].head):
        showing.hold(both[0])
        assert comparing.now().version == current(), "now is the newest, whatever is shown"
        comparing.compare(*both, OWN)
        assert store.current_version() == OLDER and showing.shown() == both[0]
    showing.hold(None)
    assert store.current_version() == current()


def test_statistics_that_are_gone_are_named(both: tuple[Shown, Shown]) -> None:
    lost = replace(both[0], version=replace(OLDER, id="x", file="seutukuva-x.duckdb"))
    with pytest.raises(MissingVersion):
        comparing.compare(lost, both[1], OWN)


def test_a_comparison_is_made_once(
    both: tuple[Shown, Shown], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = comparing.compare(*both, OWN)
    monkeypatch.setattr(comparing, "_compared", lambda *_: pytest.fail("made again"))
    assert comparing.compare(*both, OWN) is first
    made.forget()


def mark(round_id: str, score: int, horizon: str = "now") -> Given:
    return Given(
        round_id, WHOLE, next(iter(_themes())), horizon, "EKR", score, "Orders have grown."
    )


def _themes() -> list[str]:
    from seutukuva import definitions

    return list(definitions.load().outlook.themes)


def late(days: int) -> str:
    return (TODAY - dt.timedelta(days=days)).isoformat()


@pytest.fixture
def year(entering: Path) -> Comparison:
    """What people entered before and after a state of the log."""
    outlook.save([mark("2026-04", -1), mark("2026-04", 0, "12")], {})
    signal = enter("signal", **SIGNAL)
    action = {"text": "Call the firms.", "owner": "KS", "state": "open"}
    done = enter("action", **action, due=late(40))
    enter("action", **action | {"text": "Write the plan."}, due=late(10))
    running = {"start": "2026-01-01", "end": "2027-12-31", "state": "running", "owner": "KS"}
    project = enter("project", code="K1", name="Sawmills", **running)
    plan = {"project": "K1", "decided_on": "2026-01-02"}
    enter("project_plan", **plan, planned={"eu_state": {"all": 100_000}})
    idea = enter(
        "idea",
        **{"title": "Wood", "description": "Wooden houses.", "origin": "top_down"},
        **{"development_area": "A1", "stage": "idea", "stage_on": "2026-02-01"},
    )
    store.hold_version()
    then = Shown("2026-04", store.current_version(), records.head(), THEN_DAY)

    outlook.save([mark("2026-10", 1), mark("2026-10", 0, "12"), mark("2026-10", 2, "6")], {})
    enter("signal", signal.id, likelihood="5", state="rising")
    enter("action", done.id, state="done", outcome="Called.", done_on=late(5))
    enter("action", **action | {"text": "Meet again."}, due=late(-30))
    enter("project", project.id, state="interrupted")
    report = {"project": "K1", "type": "interim", "until": late(60), "received": late(50)}
    enter("project_report", **report, realised={"eu_state": {"all": 30_000}})
    enter("project", code="K2", name="Mines", **running)
    enter("idea", idea.id, stage="screening", stage_on="2026-03-01")
    body = {"meeting": "m1", "round": "2026-10", "text": "Firms need people."}
    enter("conclusion", **body)
    store.hold_version()
    return comparing.compare(then, comparing.now(), WHOLE)


def test_everything_that_people_entered_between_two_states_is_found(year: Comparison) -> None:
    assert not year.figures and not year.is_same, "the statistics are the same"
    texts_of = _of_marks(year), _of_signals(year), _of_projects(year), _of_ideas(year)
    assert all(texts_of)
    assert [one.newest.text for one in year.conclusions] == ["Firms need people."]
    actions = year.actions
    assert [one.text for one in actions.done] == ["Call the firms."]
    assert [one.text for one in actions.new] == ["Meet again."] and not actions.dropped
    assert [one.text for one in actions.late] == ["Write the plan."]
    assert [one.text for one in actions.late_before] == ["Call the firms."], "by the state's day"
    assert actions.open == (2, 2)
    sentences = told.sentences(year)
    for one in (
        *("1 project is new.", "1 project has another state.", "1 outlook mark rose."),
        *("1 outlook mark is new.", "1 early signal has changed.", "1 idea is at another stage."),
        *("1 conclusion was drawn.", "1 action was done.", "1 action is late."),
    ):
        assert one in sentences, sentences


def _of_marks(year: Comparison) -> bool:
    kinds = {(one.kind, one.newest.horizon): one for one in year.marks}
    assert set(kinds) == {(moves.CHANGED, "now"), (moves.NEW, "6")}, "one was given again as it was"
    lines = {one.change: one for one in record_lines.marks(year.marks)}
    assert lines["rose"].before.startswith("− ") and lines["rose"].after.startswith("+ ")
    return "EKR" in lines["new"].note and not lines["new"].before


def _of_signals(year: Comparison) -> bool:
    assert year.signals is not None
    (one,) = year.signals
    assert one.fields == ("state", "likelihood")
    first, second = record_lines.signals(year.signals)
    return (first.before, first.note) == ("Watching", "State") and second.subject == first.subject


def _of_projects(year: Comparison) -> bool:
    moved = {one.newest.code: one for one in year.projects.moved}
    assert moved["K2"].kind == moves.NEW
    assert moved["K1"].fields == ("state", "realised")
    before, after = year.projects.counts
    assert after == before + 1
    assert year.projects.planned[0] == year.projects.planned[1]
    then, now = year.projects.realised
    assert then is not None and now == then + 30_000
    lines = [one for one in record_lines.projects(year.projects) if "Sawmills" in one.subject]
    sums = next(one for one in lines if "realised" in one.note)
    return (sums.before, sums.after.replace("\u00a0", " ")) == ("–", "30,000 €")


def _of_ideas(year: Comparison) -> bool:
    (one,) = year.ideas
    assert one.fields == ("stage",)
    (line,) = record_lines.ideas(year.ideas)
    return bool(line.before) and line.before != line.after and "Stage" in line.note


def test_what_has_no_sentence_of_its_own_is_counted(year: Comparison) -> None:
    """Else somebody would read that nothing differs, above a table of what does."""
    mark = year.marks[0].newest
    reasoned = moves.Move(mark.id, mark, replace(mark, reason="Other words than before."), ("x",))
    gone = moves.Move(mark.id, mark, None)
    idea = year.ideas[0].newest
    cheaper = moves.Move(idea.idea.id, idea, idea, ("money_total",))
    still = replace(year.actions, moved=(), late=(), late_before=())
    found = replace(year, marks=(reasoned, gone), signals=None, ideas=(cheaper,), conclusions=())
    same = replace(year.projects, moved=(), realised=(None, None))
    found = replace(found, projects=same, actions=still)
    assert told.sentences(found) == ("2 other changes.", "1 other change.")
    shorter = replace(year.projects, moved=year.projects.moved[:0], realised=(1.0, 1.0))
    assert not told.sentences(replace(found, marks=(), ideas=(), projects=shorter))


def test_where_others_reach_the_pages_nothing_of_signals_is_told(
    year: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    found = comparing.compare(year.before, year.after, WHOLE)
    assert found.signals is None
    assert not [one for one in told.sentences(found) if "signal" in one]
    assert found.marks == year.marks, "marks are no secret"


def test_a_municipality_is_told_of_its_own_projects_and_marks(year: Comparison) -> None:
    found = comparing.compare(year.before, year.after, OWN)
    assert found.projects.moved == year.projects.moved, "those without areas concern everybody"
    assert found.projects.counts[1] < year.projects.counts[1], "what names others does not"
    assert not found.marks, "they are of the whole sub-region"
    assert len(found.conclusions) == 1, "without areas it is of the whole programme"
    assert texts.language() == "en"
