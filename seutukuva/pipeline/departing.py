"""Whether a decision is another than the appraisal and the ranking would give.

Whoever decides may depart from both; then the decision says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from seutukuva.definitions.criteria import CHOICE, FUNDING, PipelineRules
from seutukuva.pipeline.appraisal import CHOOSABLE, NEEDS_CONDITIONS, Placed
from seutukuva.pipeline.model import APPROVED, POSITIVE, Decision

# Why a decision departs.
UNAPPRAISED, NOT_PASSED, NO_CONDITIONS, PASSED_OVER, TURNED_DOWN = (
    *("unappraised", "not_passed", "no_conditions"),
    *("passed_over", "turned_down"),
)


def departures(
    idea: str,
    stage: str,
    outcome: str,
    placed: Iterable[Placed],
    decisions: Iterable[Decision],
    rules: PipelineRules,
) -> tuple[str, ...]:
    """In what a decision departs; empty where it does not, or none is foreseen at the stage.

    Args:
        placed: the ranking of the idea's round.
        decisions: every decision, the latest first.
    """
    # Where a programme has no criteria, there is nothing to depart from.
    if not rules.criteria or stage not in [one.id for one in rules.of_role(CHOICE, FUNDING)]:
        return ()
    ranked = {one.idea: one for one in placed}
    own = ranked.get(idea)
    if outcome not in POSITIVE:
        return (TURNED_DOWN,) if own and own.appraisal.verdict in CHOOSABLE else ()
    if own is None:
        return (UNAPPRAISED,)
    found = []
    if own.appraisal.verdict not in CHOOSABLE:
        found.append(NOT_PASSED)
    if own.appraisal.verdict == NEEDS_CONDITIONS and outcome == APPROVED:
        found.append(NO_CONDITIONS)
    if _passed_over(own, ranked.values(), decisions, stage):
        found.append(PASSED_OVER)
    return tuple(found)


def _passed_over(
    own: Placed, placed: Iterable[Placed], decisions: Iterable[Decision], stage: str
) -> list[str]:
    """Ideas with a better rank that were turned down or postponed at the same stage."""
    newest: dict[str, Decision] = {}
    for one in decisions:
        if one.stage == stage:
            newest.setdefault(one.idea, one)
    return [
        one.idea
        for one in placed
        if one.rank is not None
        and (own.rank is None or one.rank < own.rank)
        and one.idea in newest
        and not newest[one.idea].is_positive
    ]


def remembered(placed: Placed | None, of: int) -> dict[str, Any]:
    """What is kept with a decision of the appraisal that it rested on.

    Args:
        of: how many ideas had a rank.
    """
    if placed is None:
        return {}
    one = placed.appraisal
    return {
        "round": one.round,
        "version": one.criteria.id,
        "verdict": one.verdict,
        "rank": placed.rank,
        "shared": placed.shared,
        "of": of,
        "total": _rounded(one.total),
        "most": one.criteria.most,
    }


def _rounded(points: Fraction) -> float:
    return round(float(points), 2)
