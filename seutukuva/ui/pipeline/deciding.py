"""Decisions on an idea: what was decided, on which conditions, why, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from seutukuva import access, definitions, records, texts
from seutukuva.definitions.criteria import CHOICE, DECIDING, DROPPED, FUNDING, PROJECT
from seutukuva.pipeline import departing, entering
from seutukuva.pipeline.appraisal import Placed
from seutukuva.pipeline.model import DECISION, IDEA, REJECTED, Decision, Idea
from seutukuva.texts import _
from seutukuva.ui import entry, sheets
from seutukuva.ui.pipeline import changing, names, tables
from seutukuva.ui.versions import of_entries, version_table

_ASKED = (
    *("stage", "decided_on", "decided_by", "outcome", "amount", "conditions"),
    *("reason", "departs_because"),
)


def decided(own: Sequence[Decision], ideas: Mapping[str, Idea], *, of_one: bool = False) -> None:
    """Decisions, the latest first, with their reasons, conditions and why they depart.

    Args:
        of_one: whether they are those of the idea that is opened.
    """
    rows = [one for one in own if one.idea in ideas]
    if not rows:
        st.caption(_("Nothing has been decided yet."))
        return
    columns = (
        *(_("Decision"), _("Idea"), names.heading("stage"), names.heading("amount", DECISION)),
        *(_("Reason"), names.heading("conditions", DECISION)),
        names.heading("departs_because", DECISION),
    )
    lines = [
        tables.line(
            columns,
            sheets.text(names.outcome(one.outcome), _by(one)),
            ideas[one.idea].title,
            names.stage(one.stage),
            names.money(one.amount),
            (one.reason, _appraised(one)),
            one.conditions or names.NOTHING,
            one.departs_because or names.NOTHING,
        )
        for one in rows
    ]
    tables.shown(
        _("Decisions on ideas"),
        _("Decisions on this idea with day, amount, reason, conditions and departures.")
        if of_one
        else _("Decisions with day, decider, amount, reason, conditions and departures."),
        columns,
        lines,
        _taken(rows, ideas),
        "idea_decisions" if of_one else "pipeline_decisions",
    )


def _by(one: Decision) -> str:
    return f"{names.day(one.decided_on)}, {names.short(one.decided_by)}"


def _appraised(one: Decision) -> str:
    """What its appraisal was when it was decided."""
    kept = one.appraised
    if not access.may_see("scores") or not kept.get("verdict"):
        return ""
    words = _("then {points} of {most} points, {verdict}")
    return words.format(
        points=names.points(kept.get("total")),
        most=names.points(kept.get("most")),
        verdict=names.verdict(str(kept["verdict"])),
    )


def _taken(rows: Sequence[Decision], ideas: Mapping[str, Idea]) -> dict[str, list[Any]]:
    def own(field_id: str) -> str:
        return names.heading(field_id, DECISION)

    return {
        _("Idea"): [ideas[one.idea].title for one in rows],
        own("outcome"): [names.outcome(one.outcome) for one in rows],
        own("stage"): [names.stage(one.stage) for one in rows],
        own("decided_on"): [one.decided_on for one in rows],
        own("decided_by"): [names.of("organisation", one.decided_by) for one in rows],
        own("amount"): [one.amount for one in rows],
        own("conditions"): [one.conditions for one in rows],
        own("reason"): [one.reason for one in rows],
        own("departs_because"): [one.departs_because for one in rows],
    }


def deciding(
    idea: Idea,
    decisions: Sequence[Decision],
    placed: Sequence[Placed],
    today: dt.date,
) -> None:
    """The form for a new decision, and one that there is to be changed."""
    entry.notice(DECISION)
    if not access.may_enter(DECISION, {"idea": idea.id}):
        return
    own = [one for one in decisions if one.idea == idea.id]
    rules = definitions.load().pipeline
    stages = {one.id: one.title[texts.language()] for one in rules.of_role(*DECIDING)}
    if not stages:
        return
    with st.expander(_("Enter a decision"), icon=":material/gavel:"):
        entry.form(
            names.kind(DECISION),
            None,
            names.SOURCE,
            _shape(idea, decisions, placed, today, stages),
        )
    if own:
        with st.expander(_("Change the newest decision"), icon=":material/edit:"):
            versions = records.history(own[0].id)
            shape = _shape(idea, [one for one in decisions if one != own[0]], placed, today, stages)
            entry.form(names.kind(DECISION), versions[-1], names.SOURCE, shape)
            entry.withdrawal(versions[-1], names.SOURCE)
            version_table(
                names.kind(DECISION),
                of_entries(versions),
                lambda one: {**one, "idea": None, "appraised": None},
                told=_("Versions of the decision, the newest first."),
                key="decision_history",
            )


def _shape(
    idea: Idea,
    decisions: Sequence[Decision],
    placed: Sequence[Placed],
    today: dt.date,
    stages: Mapping[str, str],
) -> entry.Shape:
    rules = definitions.load().pipeline
    ranked = sum(one.rank is not None for one in placed)
    own = next((one for one in placed if one.idea == idea.id), None)

    def complete(body: entry.Body) -> entry.Body:
        said = str(body.get("stage") or ""), str(body.get("outcome") or "")
        found = departing.departures(idea.id, *said, placed, decisions, rules) if said[1] else ()
        appraised = departing.remembered(own, ranked)
        return entering.decision(
            {**body, "idea": idea.id}, names.departures(found), appraised, today
        )

    begins: dict[str, Any] = {"idea": idea.id, "decided_on": today.isoformat()}
    if idea.stage in stages:
        begins["stage"] = idea.stage
    return entry.Shape(
        asked=_ASKED, begins_with=begins, lists={"stage": stages}, complete=complete, is_high=True
    )


def follows(idea: Idea, decisions: Sequence[Decision]) -> None:
    """One click to the stage that the newest decision leads to, while the idea is not there."""
    own = [one for one in decisions if one.idea == idea.id]
    if not own or own[0].stage != idea.stage or not access.may_enter(IDEA, {"owner": idea.owner}):
        return
    if target := leads_to(own[0]):
        words = _("The decision is: {outcome}. The idea still stands where it was decided.")
        st.info(words.format(outcome=names.outcome(own[0].outcome)), icon=":material/alt_route:")
        changing.move_button(
            _("Move to “{stage}”").format(stage=names.stage(target)),
            idea,
            target,
            own[0].decided_on,
            own[0].reason,
        )


def leads_to(decision: Decision) -> str:
    """The stage that a decision leads to; "" where the idea stays."""
    rules = definitions.load().pipeline
    if decision.outcome == REJECTED:
        return rules.of_role(DROPPED)[0].id
    if not decision.is_positive:
        return ""
    stage = rules.stages.get(decision.stage)
    if stage is None:
        return ""
    if stage.role == FUNDING or (stage.role == CHOICE and not rules.of_role(FUNDING)):
        return rules.of_role(PROJECT)[0].id
    order = list(rules.stages)
    return order[order.index(stage.id) + 1]
