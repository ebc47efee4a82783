"""Sentences about where an area stands, how sure that is, and what was not counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.charts.wording import sentences
from seutukuva.peering import listed
from seutukuva.texts import _, ngettext
from seutukuva.ui.vitality.view import View
from seutukuva.vitality.assessing import REASONS
from seutukuva.vitality.composites import ENOUGH
from seutukuva.vitality.ranks import APART, DRAWS
from seutukuva.vitality.scores import LIMIT

# Of a larger area so many of its towns are told one by one.
MOST_TOLD = 6


def standings(view: View) -> list[str]:
    """One paragraph for each of the reader's own areas; who leads where there is none."""
    told = [_standing(view, at) for at in view.own[:MOST_TOLD]]
    return told or [_leaders(view)]


def _standing(view: View, at: int) -> str:
    if not view.has_rank(at):
        return f"**{view.name(at)}**: {why_none(view, at)}."
    if len(view.indicators) == 1:
        return _alone(view, at)
    return sentences(_rank(view, at), _alike(view, at), _without(view, at), _strongest(view, at))


def _alone(view: View, at: int) -> str:
    """One indicator is an order, and no composite whose weights could be other ones."""
    ranking = view.assessed.ranking
    words = _(
        "**{area}** has rank {rank} of {of} by one indicator, “{indicator}” ({score}). That is no "
        "composite, and no weights can move it."
    )
    return words.format(
        area=view.name(at),
        rank=texts.number(ranking.rank[at]),
        of=texts.number(ranking.of),
        indicator=_short(view, 0),
        score=texts.number(view.assessed.scores[at, 0], 1, signed=True),
    )


def _rank(view: View, at: int) -> str:
    ranking = view.assessed.ranking
    words = (
        _("**{area}** has rank {rank} of {of}, and the same with other sensible weights.")
        if ranking.low[at] == ranking.high[at]
        else _(
            "**{area}** has rank {rank} of {of}; with other sensible weights between {low} and "
            "{high}."
        )
    )
    return words.format(
        area=view.name(at),
        rank=texts.number(ranking.rank[at]),
        of=texts.number(ranking.of),
        low=texts.number(ranking.low[at]),
        high=texts.number(ranking.high[at]),
    )


def _alike(view: View, at: int) -> str:
    count = int(view.assessed.ranking.alike[at].sum())
    if not count:
        return _("Its order beside each other area holds with nearly all sensible weights.")
    return ngettext(
        "{n} other area cannot be told apart from it: which is ahead depends on the weights.",
        "{n} other areas cannot be told apart from it: which is ahead depends on the weights.",
        count,
    ).format(n=texts.number(count))


def without(view: View, at: int) -> tuple[int, int] | None:
    """The best and the worst rank without any one indicator; None where there is but one."""
    ranks = view.assessed.ranking.without[at]
    known = ranks[np.isfinite(ranks)]
    return (int(known.min()), int(known.max())) if len(known) else None


def _without(view: View, at: int) -> str:
    ends = without(view, at)
    if ends is None:
        return ""
    ranks = view.assessed.ranking.without[at]
    rank = view.assessed.ranking.rank[at]
    if ends == (rank, rank):
        return _("It keeps its rank whichever one indicator is left out.")
    words = _(
        "With one indicator left out its rank is between {low} (without “{best}”) and {high} "
        "(without “{worst}”)."
    )
    return words.format(
        low=texts.number(ends[0]),
        high=texts.number(ends[1]),
        best=_short(view, int(np.nanargmin(ranks))),
        worst=_short(view, int(np.nanargmax(ranks))),
    )


def _strongest(view: View, at: int) -> str:
    """Its best and its weakest part: never one number without its parts."""
    scores = view.assessed.scores[at]
    if np.isfinite(scores).sum() < 2:
        return ""
    best, worst = int(np.nanargmax(scores)), int(np.nanargmin(scores))
    words = _(
        "Beside the country it is best in “{best}” ({high}) and weakest in “{worst}” ({low})."
    )
    return words.format(
        best=_short(view, best),
        worst=_short(view, worst),
        high=texts.number(scores[best], 1, signed=True),
        low=texts.number(scores[worst], 1, signed=True),
    )


def _short(view: View, column: int) -> str:
    return view.indicators[column].short_title[texts.language()]


def _leaders(view: View) -> str:
    ranking = view.assessed.ranking
    best = [
        f"{view.name(at)} ({formats.span(ranking.low[at], ranking.high[at], 0, texts.language())})"
        for at in view.order
        if view.has_rank(at)
    ]
    words = _("Best, with the range of their ranks with other sensible weights: {areas}.")
    leaders = words.format(areas=listed(best[:3]))
    found, area_id = definitions.load(), view.choice.area_id
    if found.areas[area_id].kind == "country":
        return leaders
    words = _("{area} is not among these areas, nor is any part of it.")
    name = selectors.area_name(found, area_id, texts.language())
    return f"{leaders} {words.format(area=name)}"


def why_none(view: View, at: int) -> str:
    """Why an area has no composite, after a colon."""
    missing = [
        one.short_title[texts.language()]
        for one, score in zip(view.indicators, view.assessed.scores[at], strict=True)
        if not np.isfinite(score)
    ]
    return _("no composite, since it lacks {indicators}").format(indicators=listed(missing))


def method(view: View) -> list[str]:
    """How the composite is made, and what of it has to be known."""
    words = _(
        "A composite is the weighted mean of standard scores: how many standard deviations better "
        "than the mean of all areas of the same kind in the country that are known here ({n}) a "
        "figure is. Sensible weights: each between half and twice the chosen one, drawn {draws} "
        "times; the range holds nine draws of ten. Two areas are told apart where their order is "
        "the same in {apart} of the draws or more: what other indicators or newer figures would "
        "do, neither says."
    )
    told = words.format(
        n=texts.number(len(view.field.every)),
        draws=texts.number(DRAWS),
        apart=formats.percent(100 * APART, 0, texts.language()),
    )
    return [*what(view), told, *(one for one in (_times(view), _cut(view), *_lacking(view)) if one)]


def what(view: View) -> list[str]:
    """Which areas these are, and whose choice the indicators and weights are."""
    choice, speak = view.choice, texts.language()
    if choice.is_proposed:
        return [one for one in (choice.about, choice.composite.description[speak]) if one]
    words = _(
        "The indicators or weights are the reader’s choice, or what these areas have figures of: "
        "not all that the definition of “{composite}” proposes."
    )
    own = words.format(composite=choice.composite.title[speak])
    return [one for one in (choice.about, own) if one]


def _times(view: View) -> str:
    """That figures are of different years; each year stands beside the indicator's name."""
    years = {one.period[:4] for one in view.assessed.figures.values()}
    if len(years) < 2:
        return ""
    words = _("The figures are of different years, {first}–{last}: each stands beside its name.")
    return words.format(first=min(years), last=max(years))


def _cut(view: View) -> str:
    cut = [
        f"{view.name(int(at))} ({_short(view, int(column))})"
        for at, column in np.argwhere(view.assessed.is_cut)
    ]
    if not cut:
        return ""
    words = _("Scores beyond ±{limit} are cut to it, so that none decides alone: {areas}.")
    return words.format(limit=texts.number(LIMIT), areas=listed(cut))


def _lacking(view: View) -> list[str]:
    ranking = view.assessed.ranking
    complete = ranking.known >= 1 - 1e-9
    partial = [view.name(at) for at in view.order if view.has_rank(at) and not complete[at]]
    told = []
    if partial:
        words = _("A figure is missing, and the composite is of the others: {areas}.")
        told.append(words.format(areas=listed(partial)))
    none = [view.name(at) for at in view.order if not view.has_rank(at)]
    if none:
        words = _(
            "No composite, since figures with more than {share} of the weights are missing: "
            "{areas}."
        )
        share = formats.percent(100 * (1 - ENOUGH), 0, texts.language())
        told.append(words.format(share=share, areas=listed(none)))
    return told


def unused(view: View) -> list[str]:
    """Indicators that were chosen or proposed and do not count, a sentence for each reason."""
    found, speak = definitions.load(), texts.language()
    by_reason: dict[str, list[str]] = {}
    for one, reason in {**view.choice.unused, **view.assessed.unused}.items():
        by_reason.setdefault(reason, []).append(found.indicators[one].short_title[speak])
    words = _("Not used, because {reason}: {indicators}.")
    return [
        words.format(indicators="; ".join(titles), reason=_(REASONS[reason]))
        for reason, titles in by_reason.items()
    ]


def beside(view: View) -> list[str]:
    """Who stands in the group without being of it, and who does not."""
    choice, found = view.choice, definitions.load()
    speak = texts.language()
    name = selectors.area_name(found, choice.area_id, speak)
    told = []
    if choice.group.is_added:
        told.append(_("{area} is not of this group and is set beside it.").format(area=name))
    elif choice.area_id not in choice.group.area_ids and choice.group.own:
        words = _("The towns of {area} in this group: {areas}.")
        told.append(words.format(area=name, areas=listed([view.name(at) for at in view.own])))
    if choice.group.left_out:
        names = [selectors.area_name(found, one, speak) for one in choice.group.left_out]
        words = _("Left out, of another kind or country than the others: {areas}.")
        told.append(words.format(areas=listed(names)))
    return told


def years(chosen: Iterable[str]) -> str:
    """Years in few words: 2008–2011, 2013."""
    stretches: list[list[int]] = []
    for year in sorted(int(one) for one in chosen):
        if stretches and year == stretches[-1][-1] + 1:
            stretches[-1].append(year)
        else:
            stretches.append([year])
    return ", ".join(_stretch(one) for one in stretches)


def _stretch(one: Sequence[int]) -> str:
    return str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}"


def cannot_say() -> None:
    """What no composite tells."""
    st.header(_("What this cannot say"), anchor=False)
    st.markdown(
        _(
            "The composite adds up what happens to be counted in every municipality, weighed by "
            "whoever sets the weights: of what people, firms and associations in a town are about "
            "to do it knows nothing. It does not say why a town stands where it stands, and a "
            "rank may rise because others fall. A range is no margin of error: it tells what other "
            "weights would do, and nothing of errors in the figures."
        )
    )
