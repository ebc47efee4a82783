"""Which lists of words the figures of a round go by: those that differ by firms enough.

Whoever changes a list by a word, and sees a figure change, knows that somebody has said the word.
So within one state of a round a list counts only when each list that was told has found the same
firms or so many others that nobody is one of few; until then the list told last counts. When the
figures move on to another state all of them are rounded anew, and every list counts.

Whether a change waits must not tell anything either: one that finds no other firm waits just as
one that finds a few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from seutukuva.definitions.interviewing import TextTheme
from seutukuva.interviews.counting import positions
from seutukuva.interviews.preparing import Prepared


@dataclass(frozen=True, slots=True)
class Change:
    """What a row of the log makes of a theme; `theme` None: there is none any longer."""

    seq: int
    id: str
    theme: TextTheme | None


@dataclass(frozen=True, slots=True)
class History:
    """The programme's themes, and what the group has made of them since, oldest first."""

    first: Mapping[str, TextTheme]
    changes: Sequence[Change] = ()

    def every(self) -> dict[str, TextTheme]:
        """Every list of words there ever was, under a name that tells its words."""
        lists = (*self.first.values(), *(one.theme for one in self.changes))
        return {name_of(one): replace(one, id=name_of(one)) for one in lists if one is not None}


def name_of(theme: TextTheme) -> str:
    """The name of a list of words: the same words are the same list."""
    return "\n".join(sorted(set(theme.words)))


def in_effect(
    history: History, since: int | None, speakers: Mapping[str, Set[int]], least: int
) -> tuple[dict[str, TextTheme], frozenset[str]]:
    """The themes as they count in a state of a round, and those whose newest words wait.

    Args:
        since: row of the log by which the state came, when every list of then counted; None:
            nothing is shown, and no list has told anything.
        speakers: by the name of a list, the firms of the state that it finds.
        least: firms by which a list differs from each that was told.
    """
    found, waiting = dict(history.first), set[str]()
    told: dict[str, Set[int]] = {}
    for change in history.changes:
        is_before = since is None or change.seq <= since
        if not is_before and not told:
            told = _told(found, speakers)
        if change.theme is None:
            found.pop(change.id, None)
        elif is_before or _may_be_told(change.theme, told, speakers, least):
            found[change.id] = change.theme
            if not is_before:
                told |= _told({change.id: change.theme}, speakers)
        else:
            waiting.add(change.id)
            continue
        waiting.discard(change.id)
    return found, frozenset(waiting)


def _told(themes: Mapping[str, TextTheme], speakers: Mapping[str, Set[int]]) -> dict[str, Set[int]]:
    """What is told of some themes; and nobody, of whom every list could be."""
    names = map(name_of, themes.values())
    return {"": frozenset(), **{name: speakers.get(name, frozenset()) for name in names}}


def _may_be_told(
    theme: TextTheme, told: Mapping[str, Set[int]], speakers: Mapping[str, Set[int]], least: int
) -> bool:
    name = name_of(theme)
    own = speakers.get(name, frozenset())
    return name in told or all(len(own ^ one) >= least for one in told.values())


def applied(ready: Prepared, history: History) -> Prepared:
    """A round by the lists that count in its shown state.

    Args:
        ready: its mentions are of the lists of `History.every`.
    """
    mentions = ready.given.mentions
    if mentions is None:
        return ready
    themes, waiting = in_effect(
        history, ready.since, _speakers(ready, mentions), ready.interviewing.shown
    )
    names = pd.DataFrame({"list": [name_of(one) for one in themes.values()], "theme": list(themes)})
    own = mentions.rename(columns={"theme": "list"}).merge(names.astype(object), on="list")
    given = replace(ready.given, mentions=own.drop(columns="list"))
    return replace(ready, given=given, themes=themes, waiting=waiting)


def _speakers(ready: Prepared, mentions: pd.DataFrame) -> dict[str, frozenset[int]]:
    at = positions(ready.data, mentions)
    is_shown = np.append(ready.shown, False)[at]
    firms = pd.Series(ready.data.firm[at[is_shown]], mentions["theme"].to_numpy()[is_shown])
    return {str(name): frozenset(own) for name, own in firms.groupby(level=0)}
