"""What becomes of the grid: kept as a draft while one writes, saved in one turn, or told why not.

Each mark has a form of three fields in the session: score, reason and evidence. Marks of a grid
are stored together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from seutukuva import definitions, records, texts
from seutukuva.errors import InvalidRecord, MissingData, RecordConflict, RecordsError
from seutukuva.outlook import figures, register
from seutukuva.outlook.register import Given, Mark
from seutukuva.records import drafts
from seutukuva.texts import _
from seutukuva.ui.outlook import names

NOTICE = "outlook_notice"
FIELDS = ("score", "reason", "evidence")


@dataclass(frozen=True, slots=True)
class Slot:
    """One mark of a grid, given or not."""

    round: str
    area: str
    theme: str
    horizon: str
    group: str

    @property
    def id(self) -> str:
        """The mark's id."""
        return register.mark_id(self.round, self.area, self.theme, self.horizon, self.group)

    @property
    def prefix(self) -> str:
        """What its fields are called in the session."""
        return f"{self.id}_"

    @property
    def title(self) -> str:
        """Theme and horizon, as problems name it."""
        return names.both(self.theme, self.horizon)

    @property
    def short_title(self) -> str:
        """Theme and horizon, as its fields name it."""
        return f"{names.short_theme(self.theme)}, {names.short_horizon(self.horizon)}"


def slots(round_id: str, area: str, group: str, themes: Iterable[str] = ()) -> list[Slot]:
    """The marks of a grid, or of some of its themes, in its order."""
    wanted = set(themes)
    return [
        Slot(round_id, area, theme, horizon, group)
        for theme, horizon in definitions.load().outlook.cells
        if not wanted or theme in wanted
    ]


def opened(slot: Slot, mark: Mark | None) -> None:
    """Fill the fields of a mark that was not on the page a moment ago: a draft, or what stands."""
    state = st.session_state
    if f"{slot.prefix}score" in state:
        return
    began = _of_mark(mark)
    draft = drafts.of(register.KIND, slot.id)
    values = began | _known(draft.values, slot.theme) if draft else began
    for name in FIELDS:
        state[f"{slot.prefix}{name}"] = values[name]
    state[f"{slot.prefix}began"] = began
    state[f"{slot.prefix}seen"] = draft.seen if draft else mark.row if mark else None


def _of_mark(mark: Mark | None) -> dict[str, Any]:
    if mark is None:
        return {"score": None, "reason": "", "evidence": []}
    return {"score": mark.score, "reason": mark.reason, "evidence": list(mark.evidence)}


def _known(values: Mapping[str, Any], theme: str) -> dict[str, Any]:
    """What a draft says, as far as it can be chosen."""
    rules = definitions.load().outlook
    offered = rules.themes[theme].evidence if theme in rules.themes else ()
    score, evidence = values.get("score"), values.get("evidence") or []
    return {
        "score": score if score in names.SIGNS else None,
        "reason": str(values.get("reason") or ""),
        "evidence": [one for one in evidence if one in offered],
    }


def typed(slot: Slot) -> dict[str, Any]:
    """What stands in a mark's fields."""
    state = st.session_state
    return {
        "score": state.get(f"{slot.prefix}score"),
        "reason": str(state.get(f"{slot.prefix}reason") or "").strip(),
        "evidence": list(state.get(f"{slot.prefix}evidence") or []),
    }


def is_changed(slot: Slot) -> bool:
    """Whether something else stands in a mark's fields than what they were opened with."""
    began = st.session_state.get(f"{slot.prefix}began")
    return began is not None and typed(slot) != began


def keep(slot: Slot, language: str) -> None:
    """Keep a mark's fields as a draft; those that are as they began are forgotten."""
    texts.use(language)
    state = st.session_state
    state.pop(f"{slot.prefix}unkept", None)
    try:
        if not is_changed(slot):
            drafts.discard(register.KIND, slot.id)
            return
        drafts.keep(register.KIND, slot.id, state[f"{slot.prefix}seen"], typed(slot))
    except InvalidRecord as error:
        state[f"{slot.prefix}unkept"] = [words for _field, words in error.problems]
    except RecordsError as error:
        state[f"{slot.prefix}unkept"] = [str(error)]


def discard(every: Sequence[Slot]) -> None:
    """Forget what is not saved: the fields open anew with what stands in the log."""
    for slot in every:
        drafts.discard(register.KIND, slot.id)
        _forget(slot)


def _forget(slot: Slot) -> None:
    for name in (*FIELDS, "began", "seen", "unkept"):
        st.session_state.pop(f"{slot.prefix}{name}", None)


def save(every: Sequence[Slot], form: str, language: str) -> None:
    """Store the marks that have been changed: all of them, or none; leave what came of it.

    Args:
        form: where it is told.
    """
    # A callback runs before the page has said which language it speaks.
    texts.use(language)
    changed = [one for one in every if is_changed(one)]
    told: dict[str, Any] = {"form": form}
    st.session_state[NOTICE] = told
    try:
        if not changed:
            told["nothing"] = True
            return
        _require_whole(changed)
        if conflicts := _meanwhile(changed):
            told["conflicts"] = conflicts
            return
        given = _given(changed)
        seen = {one.id: st.session_state[f"{one.prefix}seen"] for one in changed}
        register.save(given, seen)
    except InvalidRecord as error:
        told["problems"] = [_placed(name, words) for name, words in error.problems]
    except RecordConflict:
        # Saved by somebody between the look and the turn.
        told["conflicts"] = _meanwhile(changed)
    except RecordsError as error:
        told["problems"] = [str(error)]
    else:
        told["done"] = len(changed)
        told["repeated"] = sorted(register.repeated(_given(slots_of(every))).items())
        discard(changed)


def slots_of(every: Sequence[Slot]) -> list[Slot]:
    """Those with a score and a reason."""
    return [one for one in every if typed(one)["reason"] and typed(one)["score"] is not None]


def _require_whole(changed: Sequence[Slot]) -> None:
    """A mark that was given can be taken back only with a reason, in its own form.

    Raises:
        InvalidRecord: one has been emptied.
    """
    problems = [
        (f"{one.theme}/{one.horizon}/score", _("It was saved before: take it back with a reason."))
        for one in changed
        if st.session_state[f"{one.prefix}began"]["score"] is not None
        and typed(one)["score"] is None
        and not typed(one)["reason"]
    ]
    if problems:
        raise InvalidRecord(register.KIND, problems)


def _placed(name: str, words: str) -> str:
    parts = name.split("/")
    if len(parts) != 3:
        return words
    return f"{names.both(parts[0], parts[1])}: {words}"


def _given(changed: Sequence[Slot]) -> list[Given]:
    known = _figures({(one.theme, one.area) for one in changed})
    found = []
    for one in changed:
        own = typed(one)
        kept = [known[one.theme, one.area].get(each) for each in own["evidence"]]
        found.append(
            Given(
                one.round,
                one.area,
                one.theme,
                one.horizon,
                one.group,
                own["score"],
                own["reason"],
                tuple(own["evidence"]),
                tuple(each.stood for each in kept if each and not each.reason),
            )
        )
    return found


def _figures(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, figures.Known]]:
    themes = definitions.load().outlook.themes
    found: dict[tuple[str, str], dict[str, figures.Known]] = {}
    for theme, area in asked:
        try:
            every = figures.known(themes[theme], area)
        except MissingData:
            every = []
        found[theme, area] = {one.evidence: one for one in every}
    return found


def _meanwhile(changed: Sequence[Slot]) -> list[tuple[Slot, dict[str, Any], dict[str, Any]]]:
    """Marks that somebody else has saved otherwise meanwhile, with both versions.

    Whoever saves again has been shown theirs: it counts as looked at from now on.
    """
    found = []
    state = st.session_state
    for one in changed:
        newest = records.history(one.id)[-1:]
        if not newest or newest[0].seq == state[f"{one.prefix}seen"]:
            continue
        state[f"{one.prefix}seen"] = newest[0].seq
        body, own = newest[0].body, typed(one)
        same = (body.get("score"), body.get("reason")) == (str(own["score"]), own["reason"])
        if not same:
            theirs = {"reason": newest[0].reason} if newest[0].is_withdrawn else body
            found.append((one, own, dict(theirs) | {"withdrawn": newest[0].is_withdrawn}))
    return found


def on_change(slot: Slot) -> tuple[Callable[..., None], tuple[Slot, str]]:
    """The callback of a mark's fields, with its arguments."""
    return keep, (slot, texts.language())
