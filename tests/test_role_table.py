"""The table of roles in the administrators' guide says what access enforces, word for word."""

from __future__ import annotations

import re

import pytest

from seutukuva import definitions
from tests.conftest import REPOSITORY

ROLES = definitions.load().roles.roles
SUBJECTS = frozenset(definitions.load().roles.subjects)
GUIDE = (REPOSITORY / "docs" / "administrators.md").read_text(encoding="utf-8")
SEES = {
    "results of interviews": "interviews",
    "editions not yet published": "editions",
    "early signals": "signals",
    "contact persons": "contacts",
    "uploads": "uploads",
    "people": "people",
    "audit": "audit",
    "privacy": "privacy",
}
# What the guide calls the kinds of records; each kind stands under one word.
ENTERS = {
    "interviews": "interview_batch interview_map answer_synonym theme_words",
    "lists of projects": "project_batch",
    "signals": "signal signal_review",
    "events": "event",
    "notes": "meeting_note",
    "statements of impact": "impact_statement",
    "needs": "need",
    "summaries": "adviser_summary",
    "projects": "project project_plan project_report project_goal project_deviation "
    "project_milestone",
    "ideas": "idea",
    "scores": "idea_score",
    "marks": "outlook_mark",
    "actions": "action",
    "targets": "kpi_target",
    "baskets": "basket basket_member",
    "decisions": "idea_decision",
    "meetings": "meeting",
    "conclusions": "conclusion",
    "approvals": "approval",
    "editions": "edition",
    "evaluations": "evaluation evaluation_grade",
    "appraisal rounds": "criteria_lock",
    "roles": "grant",
    "deletions": "erasure",
    "nothing": "",
}
# Noted by looking at a contact person, not entered in a form.
NOT_ENTERED = {"contact_view"}
_SPLIT = re.compile(r", | and ")


def _table() -> dict[str, list[str]]:
    """The cells of each role by its id."""
    part = GUIDE.partition("\n## Roles\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return {cells[0].replace(" ", "_"): cells[1:] for cells in rows[1:]}


def _seen() -> dict[str, frozenset[str]]:
    """The subjects of each role; "the same" is the row above."""
    found: dict[str, frozenset[str]] = {}
    above: frozenset[str] = frozenset()
    for role, (_for, sees, _enters) in _table().items():
        words, _but, without = sees.partition(" but ")
        named: set[str] = set()
        for one in _SPLIT.split(words):
            named |= {"all": SUBJECTS, "the same": above}.get(one, {SEES.get(one, one)})
        named -= {SEES[one] for one in _SPLIT.split(without) if one}
        found[role] = above = frozenset(named)
    return found


def _kinds(words: str) -> set[str]:
    return {kind for one in _SPLIT.split(words) if one for kind in ENTERS[one].split()}


def test_every_role_has_its_row_in_order() -> None:
    assert list(_table()) == list(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_sees_is_told(role: str) -> None:
    assert _seen()[role] == ROLES[role].sees


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_enters_is_told(role: str) -> None:
    told = _table()[role][2].partition(". ")[0]
    anybodys, _own, own = told.partition("of the own organisation ")
    assert _kinds(anybodys.removeprefix("of any organisation ").strip("; ")) == (
        ROLES[role].enters - NOT_ENTERED
    )
    assert _kinds(own) == ROLES[role].enters_own - NOT_ENTERED
    assert ("own organisation" in told) == bool(ROLES[role].enters_own)


def test_each_kind_stands_under_one_word() -> None:
    kinds = [kind for words in ENTERS.values() for kind in words.split()]
    assert len(kinds) == len(set(kinds))
    entered = set().union(*(one.enters | one.enters_own for one in ROLES.values()))
    assert set(kinds) == entered - NOT_ENTERED
