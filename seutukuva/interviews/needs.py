"""Firms' needs: told in interviews or entered by hand, and what is done about each.

A need told in an interview is not stored anew: it is an answer of an accepted batch, joined with
the record of what was done about it, if there is one. The record names no firm. A need is the
same need when its batch is replaced by a corrected one: it is known by firm, round and answer.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from seutukuva import access, dates, definitions, formats, settings, store
from seutukuva.definitions import Definitions, Option
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import batches
from seutukuva.interviews.batches import Batch
from seutukuva.records import salt
from seutukuva.texts import _

KIND = "need"
OPEN, IN_PROGRESS, ANSWERED, CLOSED = "open", "in_progress", "answered", "closed"
STATES = (OPEN, IN_PROGRESS, ANSWERED, CLOSED)
# Outcomes that no answer to the firm comes before.
WITHOUT_ANSWER = ("not_needed", "no_answer")
BY_HAND, STANDING, WITHDRAWN = "by_hand", "standing", "withdrawn"
_WORKED_ON = (
    *("municipality", "raised", "service_group", "organisation", "due", "state"),
    *("answered", "outcome", "follow_up", "text"),
)
# Of an answer that tells of a need.
_READ = [
    *("batch", "response", "question", "option", "firm_key", "firm_name", "municipality"),
    *("interviewed_on", "wants_contact"),
]
# Days to answer in, of a service group that the programme no longer has.
_DAYS = 14


@dataclass(frozen=True, slots=True)
class Need:
    """One need of one firm, and what is done about it; "" is not known or not yet.

    Attributes:
        seq: the newest row of its record; None while nobody has taken it to work.
        subject: in words, of one entered by hand; others have ``origin``.
        municipality, service_group, organisation: ids.
        raised, due, answered, follow_up: days as ``seutukuva.dates`` keeps them.
        source: ``by_hand``, ``standing`` (told in an interview) or ``withdrawn`` (told in one
            that no longer counts).
        origin: of one told in an interview: wave, batch, response, questionnaire, question,
            option, is_demonstration.
        asks_contact: whether the firm asked to be contacted; it may not have been asked.
    """

    id: str
    seq: int | None = None
    subject: str = ""
    firm: str = ""
    municipality: str = ""
    raised: str = ""
    service_group: str = ""
    organisation: str = ""
    due: str = ""
    state: str = OPEN
    answered: str = ""
    outcome: str = ""
    follow_up: str = ""
    text: str = ""
    source: str = BY_HAND
    origin: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    asks_contact: bool = True

    @property
    def is_waiting(self) -> bool:
        """Whether the firm has not been answered yet."""
        return self.state in (OPEN, IN_PROGRESS)

    def days_left(self, today: dt.date) -> int | None:
        """Days until the firm is to be answered, below zero when it should have been; None where
        nobody waits.
        """
        if not self.is_waiting or not self.due:
            return None
        return (dates.last_day(self.due) - today).days

    def is_overdue(self, today: dt.date) -> bool:
        """Whether the firm should have been answered before this day."""
        left = self.days_left(today)
        return left is not None and left < 0

    def to_follow_up(self, today: dt.date) -> bool:
        """Whether the day has come on which to ask whether the answer helped."""
        return bool(self.follow_up) and dates.first_day(self.follow_up) <= today

    @property
    def days_to_answer(self) -> int | None:
        """Days from telling to the answer; None without both days."""
        if not (_is_day(self.raised) and _is_day(self.answered)):
            return None
        return (dates.first_day(self.answered) - dates.first_day(self.raised)).days

    @property
    def option(self) -> Option | None:
        """What the firm chose in the interview, if the questionnaire still has it."""
        forms = definitions.load().questionnaires
        form = forms.get(self.origin.get("questionnaire", ""))
        question = form.questions.get(self.origin["question"]) if form else None
        return question.options.get(self.origin["option"]) if question else None

    def body(self) -> dict[str, Any]:
        """The record of what is done about it, as it stands or would begin."""
        own = {name: getattr(self, name) for name in _WORKED_ON}
        if self.source == BY_HAND:
            return own | {"subject": self.subject, "firm": self.firm}
        # The firm's name stays in the batch, which can be withdrawn: the log forgets nothing.
        return own | {"origin": dict(self.origin)}


@dataclass(frozen=True, slots=True)
class Told:
    """The needs, the most urgent first, and of how many nothing is shown.

    ``unwanted``: told by firms that do not want to be contacted.
    """

    needs: tuple[Need, ...] = ()
    unwanted: int = 0


def listed(*, is_demonstration: bool = False, as_of: int | None = None) -> Told:
    """Every need that counts; invented interviews and real ones never come together.

    Raises:
        AccessRefused: not here.
        RecordsError: the log cannot be read.
        MissingData: the file of a batch is missing or damaged.
    """
    access.require("needs")
    told = [one for one in batches.standing(as_of) if one.is_demonstration == is_demonstration]
    rows = store.run("records/need", programme=settings.programme_id(), as_of=as_of)
    recorded = [recorded_need(row) for row in rows.to_dict("records")]
    own = [one for one in recorded if bool(one.origin.get("is_demonstration")) == is_demonstration]
    if is_demonstration and not told:
        return Told()
    derived, unwanted = _derived(told, {one.id for one in own})
    return Told(tuple(ordered(joined(derived, own))), unwanted)


def has_demonstration(as_of: int | None = None) -> tuple[bool, bool]:
    """Whether invented interviews stand, and whether real ones do."""
    told = batches.standing(as_of)
    return any(one.is_demonstration for one in told), any(not one.is_demonstration for one in told)


def joined(derived: Iterable[Need], recorded: Iterable[Need]) -> list[Need]:
    """Needs of interviews with what was done about them, and those entered by hand."""
    own = {one.id: one for one in recorded}
    found = []
    for need in derived:
        done = own.pop(need.id, None)
        if done is None:
            found.append(need)
            continue
        # Where it came from is what the interviews say now: a corrected batch has another name.
        found.append(
            replace(
                done,
                source=STANDING,
                firm=need.firm,
                origin=need.origin,
                asks_contact=need.asks_contact,
            )
        )
    return [*found, *own.values()]


def ordered(needs: Iterable[Need]) -> list[Need]:
    """Those that wait first, by their due date; then the others, the latest told first."""
    latest = sorted(needs, key=lambda one: (one.raised, one.id), reverse=True)
    return sorted(latest, key=lambda one: (not one.is_waiting, one.due if one.is_waiting else ""))


def completed(body: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """What was typed into the form of a need, with what follows from it.

    The service group answers where nobody else is named, in the time that it has. An outcome
    closes a need, and a day of answer answers it; both days and outcomes agree with the state.

    Raises:
        InvalidRecord: they do not agree.
    """
    found = definitions.load()
    own = dict(body)
    group = found.interviewing.service_groups.get(own.get("service_group") or "")
    if group and not own.get("organisation"):
        own["organisation"] = group.organisation
    if not own.get("due"):
        own["due"] = _due(dates.read_or_empty(own.get("raised")), group.days if group else _DAYS)
    _settle(own, today)
    problems = list(_disagreements(own, found, today))
    if problems:
        raise InvalidRecord(KIND, problems)
    return own


def _settle(own: dict[str, Any], today: dt.date) -> None:
    """The state that outcome and day of answer make, and the day that a state needs."""
    waits = own.get("state") in (None, "", OPEN, IN_PROGRESS)
    if own.get("outcome"):
        own["state"] = CLOSED
    elif waits and own.get("answered"):
        own["state"] = ANSWERED
    needs_day = own.get("state") == ANSWERED or (
        own.get("state") == CLOSED and own.get("outcome") not in WITHOUT_ANSWER
    )
    if needs_day and not own.get("answered"):
        own["answered"] = today.isoformat()


def _disagreements(
    own: Mapping[str, Any], found: Definitions, today: dt.date
) -> Iterable[tuple[str, str]]:
    if own.get("state") == CLOSED and not own.get("outcome"):
        yield "outcome", _("Write what came of it, then the need is closed.")
    answered = dates.read_or_empty(own.get("answered"))
    if answered and dates.first_day(answered) > today:
        yield "answered", _("The day of the answer is still to come.")
    if not own.get("origin") and not own.get("subject"):
        yield "subject", _("Write what the firm needs.")


def recorded_need(row: Mapping[str, Any]) -> Need:
    """A row of ``records/need``."""
    own = {name: "" if formats.is_missing(value) else value for name, value in row.items()}
    origin: dict[str, Any] = {}
    if own["batch"]:
        names = ("wave", "batch", "questionnaire", "question", "option")
        origin = {name: str(own[name]) for name in names}
        origin["response"] = int(own["response"] or 0)
        origin["is_demonstration"] = bool(own["is_demonstration"])
    return Need(
        id=str(own["id"]),
        seq=int(own["seq"]),
        subject=own["subject"],
        firm=own["firm"],
        municipality=own["municipality"],
        # A body that was changed past the log's rules may hold anything.
        raised=dates.read_or_empty(own["raised"]),
        service_group=own["service_group"],
        organisation=own["organisation"],
        due=dates.read_or_empty(own["due"]),
        state=own["state"] if own["state"] in STATES else OPEN,
        answered=dates.read_or_empty(own["answered"]),
        outcome=own["outcome"],
        follow_up=dates.read_or_empty(own["follow_up"]),
        text=own["text"],
        source=WITHDRAWN if origin else BY_HAND,
        origin=MappingProxyType(origin),
    )


def need_id(
    secret: bytes, wave: str, firm_key: str, question: str, option: str, is_demonstration: bool
) -> str:
    """What a need of an interview is known by; the same in every version of its file.

    The log keeps it for good, and a firm's key can be found by trying all business ids: only with
    the secret does it lead back to the firm.
    """
    parts = (wave, firm_key, question, option, str(is_demonstration))
    return "need-" + hmac.digest(secret, "|".join(parts).encode(), "sha256").hex()[:32]


def _derived(told: Sequence[Batch], worked_on: set[str]) -> tuple[list[Need], int]:
    """The needs told in some batches; and how many of firms that want no contact."""
    found = definitions.load()
    questions = {
        one.id
        for batch in told
        if batch.questionnaire in found.questionnaires
        for one in found.questionnaires[batch.questionnaire].of_topic("need")
    }
    if not questions:
        return [], 0
    counted = batches.responses(told)
    answers = batches.answers(told, sorted(questions), counted)
    chosen = answers[(answers["state"] == "answered") & answers["option"].notna()]
    asked = set(counted.loc[counted["wants_contact"].notna(), "batch"])
    own = {one.batch: one for one in told}
    secret = salt.key(salt.NEEDS)
    needs, unwanted = {}, 0
    for row in chosen[_READ].to_dict("records"):
        is_wanted = _is_wanted(row["wants_contact"], was_asked=row["batch"] in asked)
        need = _told(row, own[row["batch"]], found, secret, asks_contact=bool(is_wanted))
        if need is None:
            continue
        # Whoever has taken it to work knows more than the form.
        if is_wanted is False and need.id not in worked_on:
            unwanted += 1
        else:
            needs[need.id] = need
    return list(needs.values()), unwanted


def _is_wanted(answer: Any, *, was_asked: bool) -> bool | None:
    """Whether a firm wants to be contacted; None where nobody asked."""
    if not was_asked:
        return None
    return not formats.is_missing(answer) and bool(answer)


def _told(
    row: Mapping[str, Any],
    batch: Batch,
    found: Definitions,
    secret: bytes,
    *,
    asks_contact: bool,
) -> Need | None:
    form = found.questionnaires.get(batch.questionnaire)
    question = form.questions.get(row["question"]) if form else None
    option = question.options.get(row["option"]) if question else None
    # "No need" and the like are taken to nobody.
    if option is None or question is None or question.topic != "need" or not option.service_group:
        return None
    group = found.interviewing.service_groups.get(option.service_group)
    day = row["interviewed_on"]
    raised = batch.accepted_at.date() if formats.is_missing(day) else pd.Timestamp(day).date()
    origin = {
        **{"wave": batch.wave, "batch": batch.batch, "response": int(row["response"])},
        **{"questionnaire": batch.questionnaire, "question": question.id, "option": option.id},
        "is_demonstration": batch.is_demonstration,
    }
    firm_key = str(row["firm_key"])
    return Need(
        id=need_id(
            *(secret, batch.wave, firm_key, question.id, option.id),
            is_demonstration=batch.is_demonstration,
        ),
        firm=_text(row["firm_name"]),
        municipality=_text(row["municipality"]),
        raised=raised.isoformat(),
        service_group=option.service_group,
        organisation=group.organisation if group else batch.organisation,
        due=_due(raised.isoformat(), group.days if group else _DAYS),
        source=STANDING,
        origin=MappingProxyType(origin),
        asks_contact=asks_contact,
    )


def _due(raised: str, days: int) -> str:
    if not raised:
        return ""
    return (dates.last_day(raised) + dt.timedelta(days=days)).isoformat()


def _is_day(text: str) -> bool:
    return len(text) == len("2026-03-14")


def _text(value: Any) -> str:
    return "" if formats.is_missing(value) else str(value)
