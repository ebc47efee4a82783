"""What is typed of ideas, scores and decisions: what is refused, and in which words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from seutukuva import access, dates, definitions, records, settings, store, texts
from seutukuva.errors import AccessRefused, InvalidRecord, RecordConflict
from seutukuva.pipeline import entering, locking, register
from tests.pipeline.made import DAY, TODAY, idea, lock

DEFS = definitions.load()
RULES = DEFS.pipeline
OWN = next(iter(RULES.criteria.values()))
BODY: dict[str, Any] = {
    "title": "Wood-building network",
    "description": "Small firms bid together.",
    "origin": "bottom_up",
    "development_area": "A3",
    "stage": "idea",
}
REASON = "Twelve firms have asked for it in the interviews."


@pytest.fixture(autouse=True)
def english() -> None:
    texts.use("en")


def refused(call: Any, *given: Any) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as error:
        call(*given)
    return dict(error.value.problems)


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"origin": None}, "origin", "from firms or from strategy"),
        ({"stage": "nowhere"}, "stage", "Choose a stage"),
        ({"node": "skills"}, "node", "another development area"),
        ({"money_total": 10, "money_eu_state": 11}, "money_eu_state", "more than all the costs"),
        ({"jobs": -1}, "jobs", "zero or more"),
        ({"stage_on": "2026-10-15"}, "stage_on", "is to come"),
    ],
)
def test_an_idea_is_whole_and_agrees_with_itself(
    change: dict[str, Any], field: str, told: str
) -> None:
    found = refused(entering.idea, BODY | change, None, RULES, TODAY)
    assert list(found) == [field] and told in found[field]
    assert entering.idea(BODY, None, RULES, TODAY) == BODY


def test_an_idea_moves_with_a_day_of_its_own_and_says_why_it_goes_back_or_ends() -> None:
    before = idea("a", ("idea", "2026-05-02"), ("screening", "2026-06-01"))
    on = {"stage_on": "2026-06-01"}
    forward = entering.idea(BODY | on | {"stage": "chosen"}, before, RULES, TODAY)
    assert forward["stage_on"] == "", "the day of the stage before is not this one's"
    stays = entering.idea(BODY | on | {"stage": "screening"}, before, RULES, TODAY)
    assert stays["stage_on"] == "2026-06-01"
    early = BODY | {"stage": "chosen", "stage_on": "2026-05-31"}
    assert "began on 2026-06-01" in refused(entering.idea, early, before, RULES, TODAY)["stage_on"]
    for stage, told in (("idea", "why it goes back"), ("dropped", "why it is dropped")):
        body = BODY | {"stage": stage}
        assert told in refused(entering.idea, body, before, RULES, TODAY)["stage_reason"]
        assert entering.idea(body | {"stage_reason": "No owner."}, before, RULES, TODAY)


def test_a_score_has_a_reason_in_words_and_only_the_assessors_own_criteria() -> None:
    round_ = lock(OWN)
    typed: dict[str, tuple[int | None, str]] = {
        "need": (3, REASON),
        "goals": (None, ""),
        "innovativeness": (3, REASON),
    }
    body = entering.score("a", "KS", round_, typed, "2026-09")
    assert body["scores"] == {"need": {"value": 3, "reason": REASON}}, "bold is Peloton's to say"
    assert (body["version"], body["round"], body["assessor"]) == ("2026-1", "2026-09", "KS")
    for given, told in (
        ((3, " "), "write the reason in words"),
        ((3, "+++ --- 123 456"), "write the reason in words"),
        ((None, REASON), "choose the points"),
        ((4, REASON), "no such points"),
        ((2, "x" * 1501), "1500 fit"),
        ((2, "Call 040 123 4567 for the reasons"), "reaches a person"),
    ):
        found = refused(entering.score, "a", "KS", round_, {"need": given}, "2026-09")
        assert told in found["need"] and found["need"].startswith("Need shown"), given
    nothing = refused(entering.score, "a", "KS", round_, {}, "2026-09")
    assert "Nothing has been scored" in nothing["scores"]
    older = refused(entering.score, "a", "KS", round_, typed, "2026-10")
    assert "newer round" in older["round"]
    lost = refused(entering.score, "a", "KS", replace(round_, criteria=None), typed, "2026-09")
    assert "cannot be read" in lost["round"]


def test_a_decision_says_what_on_which_conditions_and_why_it_departs() -> None:
    body = {"outcome": "approved", "decided_on": "2026-10-01", "reason": "Best."}
    kept = entering.decision(body, (), {"rank": 1}, TODAY)
    assert kept["appraised"] == {"rank": 1}
    for change, field, told in (
        ({"outcome": None}, "outcome", "what was decided"),
        ({"outcome": "with_conditions"}, "conditions", "Write the conditions"),
        ({"decided_on": "2026-10-15"}, "decided_on", "still to come"),
        ({"amount": -5}, "amount", "zero or more"),
    ):
        assert told in refused(entering.decision, body | change, (), {}, TODAY)[field]
    found = refused(entering.decision, body, ("it has no appraisal.",), {}, TODAY)
    assert "departs from the appraisal: it has no appraisal. Write why" in found["departs_because"]
    because = body | {"departs_because": "The strategy asks for it."}
    assert entering.decision(because, ("it has no appraisal.",), {}, TODAY)


def added(body: dict[str, Any], before: records.Entry | None = None) -> records.Entry:
    if before is None:
        return records.append("idea", body, by="local")
    return records.append("idea", body, id=before.id, by="local", expect=before.seq)


@pytest.mark.slow
@pytest.mark.usefixtures("entering")
def test_stages_and_their_days_are_read_from_the_log() -> None:
    first = added(BODY | {"stage_on": "2026-03-01", "needs": ["n1", "n2"], "jobs": 4})
    same = added(BODY | {"stage_on": "2026-03-05", "title": "Renamed"}, first)
    moved = added(BODY | {"stage": "screening", "stage_on": "2026-04"}, same)
    now = added(BODY | {"stage": "chosen", "owner": "KS"}, moved)
    (found,) = register.ideas()
    days = [(stay.stage, stay.since.isoformat()) for stay in found.stays[:2]]
    assert days == [("idea", "2026-03-05"), ("screening", "2026-04-01")], "corrected, not new"
    assert found.stays[1].until == found.since and found.stays[2].until is None
    saved = dates.day_of(dt.datetime.fromisoformat(now.recorded_at))
    assert found.since == saved, "without a day, that of the log"
    assert (found.owner, found.needs, found.jobs) == ("KS", (), None)
    (before,) = register.ideas(as_of=first.seq)
    assert before.owner == "WITAS", "the development area's"
    assert (before.needs, before.promised) == (("n1", "n2"), {"jobs": 4.0})
    records.withdraw(now.id, "local", "Entered twice.", now.seq)
    assert register.ideas() == [] and len(register.ideas(as_of=now.seq)) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("entering")
def test_two_of_one_organisation_who_score_at_once_meet_each_other() -> None:
    body = locking.opened(OWN.id, DAY, "2026-09", [], RULES)
    records.append("criteria_lock", body, id=locking.lock_id("2026-09"), by="local")
    (round_,) = register.locks()
    assert round_.criteria == OWN and round_.opened_on == DAY
    assert locking.state(round_, RULES) == ""
    own_id = entering.score_id("2026-09", "a", "KS")
    assert own_id == entering.score_id("2026-09", "a", "KS") and len(own_id) <= 64
    assert own_id != entering.score_id("2026-09", "a", "POKE")
    mine, theirs = (
        entering.score("a", "KS", round_, {"need": (value, REASON)}, "2026-09") for value in (3, 1)
    )
    records.append("idea_score", theirs, id=own_id, by="other")
    with pytest.raises(RecordConflict):
        records.append("idea_score", mine, id=own_id, by="local")
    (kept,) = register.scores()
    assert kept.marks["need"].value == 1 and kept.marks["need"].reason == REASON


@pytest.mark.slow
@pytest.mark.usefixtures("entering")
def test_scores_are_confidential_and_the_rest_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    added(BODY)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert not access.sight()
    with pytest.raises(AccessRefused):
        register.scores()
    with pytest.raises(AccessRefused):
        store.run("records/idea_score", programme=DEFS.programme.id, as_of=None)
    assert len(register.ideas()) == 1 and register.decisions() == [] and register.locks() == []


def test_every_field_is_read_by_its_query() -> None:
    for kind in ("idea", "idea_score", "idea_decision", "criteria_lock"):
        query = (settings.queries_folder() / "records" / f"{kind}.sql").read_text("utf-8")
        for field in DEFS.kinds[kind].fields:
            assert f"'$.{field.id}" in query, (kind, field.id)
    assert DEFS.kinds["idea_score"].is_confidential
