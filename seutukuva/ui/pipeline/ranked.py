"""The ranking of a round, and what each idea's scores come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions.criteria import CONDITIONS, Criteria
from seutukuva.pipeline import appraisal, locking
from seutukuva.pipeline.appraisal import Appraisal, Placed, Result
from seutukuva.pipeline.model import Idea, Lock, Score
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry, linked, sheets
from seutukuva.ui.pipeline import names, tables


def kept_away() -> None:
    """Why scores are not shown where others can reach the pages."""
    linked.kept_away(
        "scores",
        _("Scores and their reasons are working material of the assessors."),
        _(
            "Scores and their reasons are working material of the assessors. They are shown on the "
            "computer that serves the pages, when it serves nobody else."
        ),
    )


def round_told(lock: Lock, *, is_newest: bool) -> None:
    """Which criteria the round has, since when they are locked, and what changed in the file."""
    st.markdown(
        _(
            "Round of {round}: criteria of version {version}, locked on {day} (content {hash})."
        ).format(
            round=names.round_name(lock.round),
            version=entry.plain(lock.version),
            day=names.day(lock.opened_on),
            hash=lock.hash[: locking.SHORT],
        )
    )
    if not is_newest:
        st.caption(_("A newer round has been opened; the scores of this one stay as they are."))
    state = locking.state(lock, definitions.load().pipeline)
    if state == locking.CHANGED:
        st.warning(
            _(
                "The criteria of this version have been changed in the file since they were "
                "locked. The change does not count: the round goes on by the locked ones. Give "
                "the changed criteria a new id in criteria.toml, and write the old ones back."
            ),
            icon=":material/lock:",
        )
    elif state == locking.GONE:
        st.caption(_("The file no longer has this version; the locked criteria are still known."))
    if lock.criteria is None:
        st.warning(_("The criteria of this round cannot be read."), icon=":material/error:")


def ranking(placed: Sequence[Placed], ideas: Mapping[str, Idea], criteria: Criteria) -> None:
    """Ideas by their points, with what each verdict rests on."""
    if not placed:
        st.info(
            _(
                "No idea has been scored in this round. Ideas are scored when they are opened: "
                "choose one above."
            ),
            icon=":material/checklist:",
        )
        return
    st.caption(_how_ranked(criteria))
    columns = (
        *(_("Idea"), _("Rank"), _("Points"), _("Strategic")),
        *(_("Appraisal"), _("Assessors")),
    )
    ranked = sum(one.rank is not None for one in placed)
    rows = [one for one in placed if one.idea in ideas]
    lines = [
        tables.line(
            columns,
            sheets.Cell(names.link(ideas[one.idea])),
            names.rank(one, ranked),
            _points(one.appraisal),
            names.points(one.appraisal.strategic),
            (names.verdict(one.appraisal.verdict), names.why(one.appraisal)),
            _assessors(one.appraisal),
        )
        for one in rows
    ]
    tables.shown(
        _("Ranking of ideas"),
        _("Ideas by points, with strategic points, verdict and assessors; ties share a rank."),
        columns,
        lines,
        {
            columns[0]: [ideas[one.idea].title for one in rows],
            columns[1]: [one.rank for one in rows],
            columns[2]: [float(one.appraisal.total) for one in rows],
            _("Most points"): [criteria.most for _one in rows],
            columns[3]: [float(one.appraisal.strategic) for one in rows],
            columns[4]: [names.verdict(one.appraisal.verdict) for one in rows],
            _("Why"): [names.why(one.appraisal) for one in rows],
        },
        "idea_ranking",
        notes=(_how_ranked(criteria),),
    )


def _how_ranked(criteria: Criteria) -> str:
    words = _(
        "Points are weight times the mean of the assessors’ scores, at most {most}. Equal points "
        "share a rank, and as many ranks are left out after them; no tie is broken by anything "
        "else."
    ).format(most=names.points(criteria.most))
    parts = [words]
    if criteria.threshold is not None:
        parts.append(
            _("An idea needs at least {n} points.").format(n=names.points(criteria.threshold))
        )
    if criteria.strategic_threshold is not None:
        parts.append(
            _("Of them at least {n} strategic ones.").format(
                n=names.points(criteria.strategic_threshold)
            )
        )
    return " ".join(parts)


def _points(one: Appraisal) -> str:
    return _("{points} of {most}").format(
        points=names.points(one.total), most=names.points(one.criteria.most)
    )


def _assessors(one: Appraisal) -> tuple[str, str]:
    """Who has scored, each with their own points, and on how many criteria they are far apart."""
    who = dict.fromkeys(name for result in one.results for name in result.marks)
    totals = one.totals()
    told = ", ".join(
        f"{names.short(name)} {names.points(totals[name])}" if name in totals else names.short(name)
        for name in who
    )
    split = len(one.split)
    note = _("↔ far apart on {n} criteria").format(n=texts.number(split)) if split else ""
    return told or names.NOTHING, note


def appraised(
    idea: Idea, every: Sequence[Idea], locks: Sequence[Lock], scores: Sequence[Score]
) -> list[Placed]:
    """What an idea's scores came to in the newest round in which it has any.

    Returns:
        The ranking of that round; nothing where it has no scores.
    """
    rounds = {one.round for one in scores if one.idea == idea.id}
    lock = next((one for one in locks if one.round in rounds), None)
    if lock is None:
        return []
    placed = list(appraisal.ranking(appraisal.of_rounds([lock], every, scores)))
    own = next((one for one in placed if one.idea == idea.id), None)
    if own:
        st.caption(
            _("Appraised in the round of {round}.").format(round=names.round_name(lock.round))
        )
        ranked = sum(one.rank is not None for one in placed)
        results(own.appraisal, names.rank(own, ranked) if own.rank else "")
    return placed


def results(one: Appraisal, rank: str) -> None:
    """Each criterion with its points, spread and every assessor's score and reason."""
    words = _("{points} of {most} points")
    most = names.points(one.criteria.most)
    told = [
        names.verdict(one.verdict),
        words.format(points=names.points(one.total), most=most),
    ]
    if rank:
        told.append(_("rank {rank}").format(rank=rank))
    st.markdown(f"**{'; '.join(told)}**")
    if why := names.why(one):
        st.markdown(entry.plain(why))
    if one.split:
        words = _("Assessors are far apart, to be talked over: {names}.")
        apart = ", ".join(names.title(result) for result in one.split)
        st.markdown("↔ " + words.format(names=entry.plain(apart)))
    columns = (_("Criterion"), _("Points"), _("Spread"), _("Scores and reasons"))
    lines = [
        tables.line(
            columns,
            sheets.text(names.title(result), _kind_of(result)),
            _result_points(result),
            names.spread(result),
            _reasons(result, columns[3]),
        )
        for result in one.results
    ]
    tables.shown(
        _("Appraisal of the idea"),
        _("Criteria with points, the spread of assessors, and each score with its reason."),
        columns,
        lines,
        _taken(one),
        "idea_appraisal",
        notes=(_("Working material of the assessors; not for the public."),),
    )


def _kind_of(result: Result) -> str:
    criterion = result.criterion
    parts = [_(names.BLOCKS[criterion.block])]
    if criterion.is_mandatory:
        parts.append(_("mandatory"))
    elif criterion.minimum is not None:
        words = (
            _("at least {n}, else conditions")
            if criterion.below == CONDITIONS
            else _("at least {n}")
        )
        parts.append(words.format(n=texts.number(criterion.minimum)))
    if criterion.weight and criterion.weight != 1:
        parts.append(_("weight {n}").format(n=names.points(criterion.weight)))
    return " · ".join(parts)


def _result_points(result: Result) -> tuple[str, str]:
    if result.mean is None:
        return names.NOTHING, _("not scored")
    note = _("mean {n}").format(n=names.points(result.mean)) if len(result.marks) > 1 else ""
    if result.is_below:
        note = "; ".join(part for part in (note, "✕ " + _("below the minimum")) if part)
    if not result.criterion.weight:
        alike = result.lowest if result.lowest == result.highest else None
        return (
            _("assessors disagree") if alike is None else names.step(result, alike),
            "✕ " + _("below the minimum") if result.is_below else "",
        )
    most = result.criterion.weight * result.criterion.highest
    words = _("{points} of {most}")
    return words.format(points=names.points(result.points), most=names.points(most)), note


def _reasons(result: Result, label: str) -> sheets.Cell:
    """Each assessor's score and reason, one a line."""
    told = [
        f"<b>{escape(names.short(who))}: {escape(names.step(result, mark.value))}</b>. "
        + escape(mark.reason)
        for who, mark in result.marks.items()
    ]
    if result.missing:
        words = ngettext("{n} assessor is missing", "{n} assessors are missing", result.missing)
        told.append(escape(words.format(n=texts.number(result.missing))))
    return sheets.Cell("<br>".join(told), label=label)


def _taken(one: Appraisal) -> dict[str, list[Any]]:
    """A row a score, so that nothing of what was written is lost."""
    rows = [(result, who, mark) for result in one.results for who, mark in result.marks.items()]
    return {
        _("Criterion"): [names.title(result) for result, _who, _mark in rows],
        _("Block"): [_(names.BLOCKS[result.criterion.block]) for result, _who, _mark in rows],
        _("Weight"): [result.criterion.weight for result, _who, _mark in rows],
        _("Assessor"): [names.of("organisation", who) for _result, who, _mark in rows],
        _("Score"): [mark.value for _result, _who, mark in rows],
        _("Score in words"): [names.step(result, mark.value) for result, _who, mark in rows],
        _("Reason"): [mark.reason for _result, _who, mark in rows],
    }
