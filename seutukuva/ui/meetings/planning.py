"""Preparing a meeting: proposed by the yearly clock, or one of one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from seutukuva import access, definitions, formats, records, selectors, texts, yearly_clock
from seutukuva.errors import RecordConflict, RecordsError
from seutukuva.interviews import rounds
from seutukuva.meetings import agendas, register, walking
from seutukuva.meetings.register import Meeting
from seutukuva.texts import N_, _
from seutukuva.ui import entry, opening
from seutukuva.ui.meetings import names
from seutukuva.yearly_clock import LATE, Held, Occurrence, reading

CHOSEN, _LAST, _PROPOSED = "meeting", "meeting_looked_at", "meeting_proposed"
_PASSED = ":passed"
PREPARED = N_("The meeting has been prepared. Look at its day, agenda and pages.")


def choose(meetings: Sequence[Meeting], today: dt.date) -> Meeting | None:
    """The meeting looked at: ``?meeting=…``; at first the one that comes next."""
    known = {one.id: one for one in meetings}
    asked = st.query_params.get(CHOSEN, "")
    if asked and asked not in known:
        selectors.note_unknown(CHOSEN, _("Meeting"), [asked])
    if not meetings:
        return None
    if asked not in known:
        # It always stands in the address: a meeting that somebody prepares meanwhile must not
        # take the place of the one that is being written on.
        last = st.session_state.get(_LAST)
        st.query_params[CHOSEN] = last if last in known else _default(meetings, today).id
    chosen = opening.opened(CHOSEN, _("Meeting"), _told_apart(meetings), _("Choose a meeting"))
    st.session_state[_LAST] = chosen
    return known[chosen]


def _told_apart(meetings: Sequence[Meeting]) -> dict[str, str]:
    """Names with days; of equal ones the round beside."""
    plain = {one.id: names.dated(one) for one in meetings}
    every = list(plain.values())
    return {
        one.id: plain[one.id]
        if every.count(plain[one.id]) == 1
        else f"{plain[one.id]} ({one.round}, {one.id[-4:]})"
        for one in meetings
    }


def _default(meetings: Sequence[Meeting], today: dt.date) -> Meeting:
    """The next to come, this month's too; else the one held last."""
    month = today.replace(day=1)
    coming = [one for one in meetings if one.held_on >= month and one.state == register.PLANNED]
    return coming[-1] if coming else meetings[0]


def proposed(meetings: Sequence[Meeting], today: dt.date) -> list[Occurrence]:
    """What the clock names and nobody has prepared: of each type what is due now or comes next,
    in time, and after all of these what is late and can still be held.

    As in the calendar, nothing is late from before the program was in use.
    """
    clock = definitions.load().calendar
    in_use = reading.in_use(clock, reading.known(clock, today))
    held = [
        Held(event.id, one.held_on, one.id, one.round)
        for one in meetings
        if not one.is_cancelled and (event := clock.of_meeting(one.type))
    ]
    found = [
        one
        for name in clock.meeting_types()
        for one in yearly_clock.awaited(in_use, name, today, held)
        # One whose day is agreed has been prepared.
        if not one.meeting
    ]
    return sorted(found, key=lambda one: (one.state == LATE, one.last_day))


def _choices(found: Sequence[Occurrence]) -> dict[str, Occurrence]:
    """What is proposed, by what the session keeps of the choice: of one type two may be."""
    return {f"{one.event.id}{_PASSED if one.state == LATE else ''}": one for one in found}


def _proposal(one: Occurrence) -> str:
    told = f"{one.event.title[texts.language()]}, {_when(one)}"
    if one.state == LATE:
        return _("{meeting} (its time has passed)").format(meeting=told)
    return told


def planning(meetings: Sequence[Meeting], today: dt.date) -> None:
    """What the clock proposes next, to be prepared by a click, and the form of any other."""
    if found := _choices(proposed(meetings, today)):
        titles = {own: _proposal(one) for own, one in found.items()}
        # Of what is no longer proposed nothing is chosen.
        if st.session_state.get(_PROPOSED) not in found:
            st.session_state[_PROPOSED] = next(iter(found))
        st.selectbox(
            _("Next by the yearly clock"),
            list(titles),
            format_func=titles.__getitem__,
            key=_PROPOSED,
            placeholder=_("Choose"),
        )
        st.button(
            _("Prepare this meeting"),
            key="prepare",
            icon=":material/event_upcoming:",
            help=_("It is made with its usual agenda and pages; everything can be changed."),
            on_click=_prepare,
            args=(found, texts.language()),
        )
    with st.expander(_("Another meeting"), icon=":material/add:"):
        entry.form(names.kind(register.KIND), None, names.SOURCE, shape(today))


def _when(one: Occurrence) -> str:
    """The day, or the month where any of its days will do."""
    speak = texts.language()
    if one.first_day == one.last_day:
        return formats.date(one.first_day, speak)
    return rounds.name(f"{one.last_day:%Y-%m}", speak)


def _prepare(found: dict[str, Occurrence], language: str) -> None:
    texts.use(language)
    # As the list stands at the click: the page may not have been drawn since it was chosen.
    one = found[st.session_state[_PROPOSED]]
    own_id = f"meeting-{one.event.id}-{one.key}"[: records.LONGEST_ID]
    try:
        # Prepared by somebody else, changed, or withdrawn: then theirs is shown.
        if not records.history(own_id):
            records.append(
                register.KIND, body(one), id=own_id, by=access.LOCAL, source=names.SOURCE
            )
    except RecordConflict:
        pass
    except RecordsError as error:
        entry.tell(register.KIND, problems=(str(error),))
        return
    st.query_params[CHOSEN] = own_id
    entry.tell(register.KIND, PREPARED)


def body(one: Occurrence) -> dict[str, object]:
    """A meeting as the clock proposes it."""
    months = definitions.load().interviewing.rounds
    items = agendas.fresh([each[texts.language()] for each in one.event.agenda])
    is_day = one.first_day == one.last_day
    return {
        "type": one.event.meeting_type,
        "round": round_of(one.last_day, months),
        "held_on": one.last_day.isoformat() if is_day else f"{one.last_day:%Y-%m}",
        "convener": one.owner,
        "state": register.PLANNED,
        "agenda": "\n".join(each.title for each in items),
        "items": agendas.stored(items),
        "pages": [each for each in one.event.pages if each in walking.pages()],
    }


def round_of(day: dt.date, months: Sequence[int]) -> str:
    """The round that a meeting speaks of: that of its month, else the one before.

    The steering group meets in the month after the round.
    """
    around = rounds.around(day, months, before=1, after=1)
    own = f"{day:%Y-%m}"
    return own if own in around else around[-1]


def shape(today: dt.date) -> entry.Shape:
    """The form of a meeting."""
    months = definitions.load().interviewing.rounds
    known = rounds.around(today, months, before=4, after=3)
    return entry.Shape(
        asked=("type", "round", "held_on", "title", "convener", "state", "agenda", "pages"),
        begins_with={"round": rounds.following(today, months), "type": "coordination"},
        lists={
            "round": {one: names.round_name(one) for one in known},
            "pages": {one: _(page.title) for one, page in walking.pages().items()},
        },
        complete=register.completed,
        is_high=True,
    )
