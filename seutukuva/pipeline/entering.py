"""What is typed of ideas, scores and decisions, checked and completed before it is stored."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from seutukuva import dates, definitions, texts
from seutukuva.definitions.criteria import DROPPED, Criteria, PipelineRules
from seutukuva.errors import InvalidRecord
from seutukuva.pipeline.model import DECISION, IDEA, SCORE, WITH_CONDITIONS, Idea, Lock, Mark
from seutukuva.records.bodies import Unfit, impersonal, plain
from seutukuva.texts import _

Body = dict[str, Any]
Problems = list[tuple[str, str]]
LONGEST_REASON = 1500
# Shorter reasons tell nothing that the points do not.
LEAST_REASON = 10


def idea(
    body: Mapping[str, Any], before: Idea | None, rules: PipelineRules, today: dt.date
) -> Body:
    """An idea as it is to be stored.

    Args:
        before: as it stood; None for a new one.

    Raises:
        InvalidRecord: something needed is not there, or does not agree; so do the others here.
    """
    found = dict(body)
    problems: Problems = []
    if not found.get("origin"):
        problems.append(("origin", _("Choose whether it came from firms or from strategy.")))
    problems += _of_node(found)
    problems += _of_money(found)
    problems += _of_stage(found, before, rules, today)
    if problems:
        raise InvalidRecord(IDEA, problems)
    return found


def _of_node(body: Body) -> Problems:
    node = definitions.load().projects.nodes.get(str(body.get("node") or ""))
    area = body.get("development_area")
    if node is None or not area or node.development_area in ("", area):
        return []
    return [("node", _("The sub-theme belongs to another development area. Choose one of it."))]


def _of_money(body: Body) -> Problems:
    total, part = body.get("money_total"), body.get("money_eu_state")
    problems: Problems = []
    for name in ("money_total", "money_eu_state", "jobs", "firms"):
        value = body.get(name)
        if isinstance(value, int | float) and value < 0:
            problems.append((name, _("Figures here are zero or more.")))
    numbers = [one for one in (total, part) if isinstance(one, int | float)]
    if len(numbers) == 2 and numbers[1] > numbers[0]:
        problems.append(
            ("money_eu_state", _("The money of the EU and the state is more than all the costs."))
        )
    return problems


def _of_stage(body: Body, before: Idea | None, rules: PipelineRules, today: dt.date) -> Problems:
    stage = str(body.get("stage") or "")
    if stage not in rules.stages:
        return [("stage", _("Choose a stage of the pipeline."))]
    problems: Problems = []
    stay = before.stays[-1] if before and before.stays else None
    has_moved = stay is not None and stay.stage != stage
    since = dates.read_or_empty(body.get("stage_on"))
    if has_moved and stay is not None:
        # The day of the stage before stands in the form still: it is not this one's.
        if since and dates.first_day(since) == stay.since:
            body["stage_on"] = since = ""
        if since and dates.first_day(since) < stay.since:
            words = _("The stage before began on {day}; this one cannot have begun earlier.")
            problems.append(("stage_on", words.format(day=stay.since.isoformat())))
        problems += _of_reason(body, stay.stage, stage, rules)
    if since and dates.first_day(since) > today:
        problems.append(("stage_on", _("The day since which it is at this stage is to come.")))
    return problems


def _of_reason(body: Body, before: str, after: str, rules: PipelineRules) -> Problems:
    is_back = rules.place(after) < rules.place(before)
    is_dropped = after in {one.id for one in rules.of_role(DROPPED)}
    if not (is_back or is_dropped) or str(body.get("stage_reason") or "").strip():
        return []
    words = _("Write why it is dropped.") if is_dropped else _("Write why it goes back.")
    return [("stage_reason", words)]


def score_id(round_id: str, idea_id: str, assessor: str) -> str:
    """The id of an organisation's scores: two of it who write at once meet each other."""
    text = f"{round_id}|{idea_id}|{assessor}"
    return f"score-{hashlib.sha256(text.encode()).hexdigest()[:40]}"


def score(
    idea_id: str,
    assessor: str,
    lock: Lock,
    typed: Mapping[str, tuple[int | None, str]],
    newest_round: str,
) -> Body:
    """An organisation's scores as they are to be stored; what is left empty is not scored yet.

    Args:
        typed: points and reason by criterion.
        newest_round: only in it scores are given; those of earlier rounds stay.
    """
    criteria = lock.criteria
    if criteria is None:
        raise InvalidRecord(SCORE, [("round", _("The criteria of this round cannot be read."))])
    if lock.round != newest_round:
        words = _("A newer round has been opened; the scores of this one stay as they are.")
        raise InvalidRecord(SCORE, [("round", words)])
    problems: Problems = []
    marks: dict[str, Mark] = {}
    for criterion in criteria.of(assessor):
        value, reason = typed.get(criterion.id, (None, ""))
        said = _mark(criteria, criterion.id, value, reason)
        if isinstance(said, Mark):
            marks[criterion.id] = said
        elif said:
            problems.append((criterion.id, said))
    if not marks and not problems:
        problems.append(("scores", _("Nothing has been scored yet. Choose points and say why.")))
    if problems:
        raise InvalidRecord(SCORE, problems)
    return {
        "round": lock.round,
        "idea": idea_id,
        "assessor": assessor,
        "version": lock.version,
        "scores": {name: {"value": one.value, "reason": one.reason} for name, one in marks.items()},
    }


def _mark(criteria: Criteria, criterion_id: str, value: int | None, reason: str) -> Mark | str:
    """A mark; or what is wrong with it, "" where neither points nor reason were given."""
    criterion = next(one for one in criteria.criteria if one.id == criterion_id)
    title = criterion.title[texts.language()]
    try:
        clean = impersonal(plain(reason))
    except Unfit as error:
        return f"{title}: {error}"
    if value is None:
        if not clean:
            return ""
        return _("{criterion}: choose the points, too.").format(criterion=title)
    if value not in [step.value for step in criterion.scale]:
        return _("{criterion}: the scale has no such points.").format(criterion=title)
    if sum(sign.isalpha() for sign in clean) < LEAST_REASON:
        return _("{criterion}: write the reason in words.").format(criterion=title)
    if len(clean) > LONGEST_REASON:
        words = _("{criterion}: the reason has {n} characters, at most {most} fit.")
        return words.format(criterion=title, n=len(clean), most=LONGEST_REASON)
    return Mark(value, clean)


def decision(
    body: Mapping[str, Any],
    departs: Sequence[str],
    appraised: Mapping[str, Any],
    today: dt.date,
) -> Body:
    """A decision as it is to be stored.

    Args:
        departs: in what it departs from the appraisal, in words; then it must say why.
        appraised: what is kept with it of the appraisal.
    """
    problems: Problems = []
    if not body.get("outcome"):
        problems.append(("outcome", _("Choose what was decided.")))
    conditions = str(body.get("conditions") or "").strip()
    if body.get("outcome") == WITH_CONDITIONS and not conditions:
        problems.append(("conditions", _("Write the conditions on which it was approved.")))
    if departs and not str(body.get("departs_because") or "").strip():
        words = _("The decision departs from the appraisal: {how} Write why.")
        problems.append(("departs_because", words.format(how=" ".join(departs))))
    day = dates.read_or_empty(body.get("decided_on"))
    if day and dates.first_day(day) > today:
        problems.append(("decided_on", _("The day of the decision is still to come.")))
    amount = body.get("amount")
    if isinstance(amount, int | float) and amount < 0:
        problems.append(("amount", _("Figures here are zero or more.")))
    if problems:
        raise InvalidRecord(DECISION, problems)
    return {**body, "appraised": dict(appraised)}
