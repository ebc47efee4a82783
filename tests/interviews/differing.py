"""Attacks by looking twice: through other filters, or at a world in which one answer differs."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from seutukuva.interviews.counting import Round
from seutukuva.interviews.results import results
from seutukuva.interviews.told import Group, Item, Mentions, WaveResults
from tests.interviews.worlds import World, ready

Told = dict[str, Hashable]
Pair = tuple[Round, Round]
# Secrets by which both worlds are told; and those with which a difference must stand.
FEW, MANY = 8, 300
# Of two figures together, or of all that are listed: another one beside another round or list.
_OF_MORE = {
    *("before", "before_count", "before_share", "before_mean", "change", "changes"),
    *("weights", "weighted", "weighted_reason", "development_area", "is_clear"),
}


def everything(told: WaveResults) -> Told:
    """All that is told, by where it stands: numbers, reasons, and what is listed in which order."""
    return dict(_parts(told, ""))


def _parts(value: Any, at: str) -> Iterator[tuple[str, Hashable]]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from _parts(getattr(value, one.name), f"{at}.{one.name}")
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _parts(each, f"{at}[{name}]")
    elif isinstance(value, tuple | list):
        names = [_name(each, n) for n, each in enumerate(value)]
        yield f"{at}*", tuple(names)
        for name, each in zip(names, value, strict=True):
            yield from _parts(each, f"{at}[{name}]")
    else:
        yield at, round(value, 9) if isinstance(value, float) and math.isfinite(value) else value


def _name(value: Any, place: int) -> str:
    if isinstance(value, Item):
        return value.id
    if isinstance(value, Mentions):
        return value.question
    group = getattr(value, "group", None)
    if isinstance(group, Group):
        return f"{group.dimension}={group.id}"
    return str(getattr(value, "question", place))


def through_filters(
    world: World, weights: Sequence[str], areas: Sequence[str]
) -> tuple[int, list[str]]:
    """Whether a figure is another one by weights, development areas, waves, or editions.

    An edition looks at the states that there were until then.

    Returns:
        How many ways of asking were tried, and where two of them differ.
    """
    known: dict[tuple[int, str], Hashable] = {}
    wrong: list[str] = []
    tried = 0
    whole, earlier = world.round(), ready(world.round("2025-10"))
    for last in range(1, len(whole.states) + 1):
        now = ready(replace(whole, states=whole.states[:last]))
        for before in (None, earlier):
            for weight in weights:
                for area in areas:
                    told = results(now, before=before, weights=weight, development_area=area)
                    tried += 1
                    wrong += _kept(known, len(now.gates), told)
    return tried, wrong


def _kept(known: dict[tuple[int, str], Hashable], state: int, told: WaveResults) -> list[str]:
    """Where something that was told before of a state is told otherwise now."""
    wrong = []
    for at, value in everything(replace(told, waiting=False, leaving=False)).items():
        # Which questions and answers are listed is what a development area decides.
        if "*" in at or _OF_MORE & set(re.findall(r"\.(\w+)", at)):
            continue
        if known.setdefault((state, at), value) != value:
            wrong.append(f"state {state}: {at}: {known[state, at]!r}, {value!r}")
    return wrong


def by_one_answer(one: Pair, other: Pair, weights: str = "", most: int = MANY) -> list[str]:
    """What tells for certain in which of two worlds, that differ by one answer, somebody lives.

    Both are told by many secrets. Where a figure has a few values in each of them and no value in
    both, whoever sees it knows the answer.

    Args:
        one, other: a round and the earlier one that it stands beside.
        most: secrets with which a difference must stand.
    """
    found: set[str] | None = None
    # A figure that was only by chance never the same shows it by more secrets.
    for secrets in (range(FEW), range(FEW, 4 * FEW), range(4 * FEW, MANY)):
        if secrets.stop > most:
            break
        apart = _apart(_values(one, weights, secrets), _values(other, weights, secrets))
        found = apart if found is None else found & apart
        if not found:
            break
    return sorted(found or ())


def _values(pair: Pair, weights: str, secrets: Sequence[int]) -> dict[str, set[Hashable]]:
    """What stands where, by some secrets; None among it where nothing does by one of them."""
    every = []
    for n in secrets:
        now, before = (ready(wave, b"secret %d" % n) for wave in pair)
        every.append(everything(results(now, before=before, weights=weights)))
    return {at: {one.get(at) for one in every} for at in set().union(*every)}


def _apart(one: dict[str, set[Hashable]], other: dict[str, set[Hashable]]) -> set[str]:
    """Where two worlds have no value in common, though there are few of them."""
    nothing: set[Hashable] = {None}
    return {
        at
        for at in one.keys() | other.keys()
        if not (one.get(at, nothing) & other.get(at, nothing))
        and max(len(one.get(at, nothing)), len(other.get(at, nothing))) <= FEW // 2
    }
