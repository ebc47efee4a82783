"""A decision on a target as it is typed: what must agree before it is kept for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from seutukuva import dates
from seutukuva.definitions import Kind
from seutukuva.development import targets
from seutukuva.errors import InvalidRecord
from seutukuva.texts import _

Body = dict[str, Any]


def completed(body: Body, kind: Kind, area: str, kpis: Collection[str], today: dt.date) -> Body:
    """What was typed as it is to be stored: years and months in one spelling.

    Args:
        area: code of the development area that it is entered for.
        kpis: those of that area.

    Raises:
        InvalidRecord: what does not agree, in sentences.
    """
    made = body | {"development_area": area}
    problems = []
    for name in ("baseline_period", "target_period"):
        text = str(body.get(name) or "").strip()
        try:
            made[name] = _period(text) if text else ""
        except ValueError:
            words = _("“{text}” is neither a year nor a month. Write 2030 or 2030-04.")
            problems.append((name, words.format(text=text[:40])))
    if not problems and made["baseline_period"] and made["target_period"]:
        begun, due = (targets.period(made[one]) for one in ("baseline_period", "target_period"))
        if targets.moment(due) <= targets.moment(begun):
            problems.append(
                ("target_period", _("The target’s year is not later than the baseline’s."))
            )
    if _is_to_come(str(body.get("decided_on") or ""), today):
        problems.append(
            ("decided_on", _("The day of the decision is yet to come. Enter it when it is made."))
        )
    if body.get("kpi") and body["kpi"] not in kpis:
        problems.append(("kpi", _("This KPI is none of the development area’s.")))
    if problems:
        raise InvalidRecord(kind.id, problems)
    return made


def _period(text: str) -> str:
    """A year or month as it is stored: "2030", "2030-04".

    Raises:
        ValueError: it is neither.
    """
    read = dates.read(text)
    targets.period(read)
    return read


def _is_to_come(text: str, today: dt.date) -> bool:
    try:
        return dates.first_day(dates.read(text)) > today
    except ValueError:
        # Whether it is a day at all is said where it is stored.
        return False
