"""What may be told of a round of interviews, made once for a state of the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from seutukuva import access, definitions, settings, store
from seutukuva.definitions import Questionnaire
from seutukuva.errors import MissingData, MissingQuestionnaire
from seutukuva.interviews import batches, reading, stock, theme_lists, themes
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.preparing import Prepared, prepared
from seutukuva.interviews.protection import Rule
from seutukuva.interviews.results import results
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import WaveResults
from seutukuva.records import EMPTY, Head, salt

MOST_KEPT, MOST_PREPARED = 64, 8
# Data folder, key of the rounding, newest row of the log that figures are made of (whatever else is
# entered leaves them as they are), version of the statistics, definitions, row by which interviews
# were last deleted.
Moment = tuple[str, bytes, Head, str, str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a round, and the newest form of its family, which has the words; with the
    questions that only older forms of it ask, for they are counted too.

    `others`: forms of other families used in it, whose interviews are not in the figures.
    """

    results: WaveResults
    form: Questionnaire
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What themes are found by in the state of a round that is shown.

    Attributes:
        words: of free text, as `batches.words`.
        rounding: of numbers of firms.
        waiting: themes whose newest words do not count yet.
    """

    words: pd.DataFrame
    rounding: Rounding
    waiting: frozenset[str] = frozenset()


def of(
    wave: Wave, before: Wave | None = None, weights: str = "", development_area: str = ""
) -> Report:
    """A round, beside an earlier one.

    Raises:
        AccessRefused: not here.
        MissingData: the file of a batch is missing or damaged, or its form is not known here.
        RecordsError: the log cannot be read.
    """
    access.require("interviews")
    return _of(_moment(), wave, before, weights, development_area)


def spoken(wave: Wave) -> Spoken:
    """What themes are found by in a round: single words of answers, for those who handle them.

    Raises:
        AccessRefused, MissingData, RecordsError: as `of`.
    """
    access.require("uploads", "words")
    _folder, secret, *_rest = moment = _moment()
    ready = _prepared(moment, wave)
    shown = ready.data.responses.loc[ready.shown]
    own = set(shown["batch"])
    words = batches.words([one for one in batches.every() if one.batch in own], counted=shown)
    rule = Rule.of(definitions.load().interviewing, secret)
    return Spoken(words, rule.rounding, ready.waiting)


def _moment() -> Moment:
    return (
        str(settings.data_folder()),
        # Before the log: its first use is a row there.
        salt.key(salt.ROUNDING),
        _newest(),
        _version(),
        definitions.load().fingerprint,
        # Of an edition that was frozen before, too.
        max(batches.deletions().values(), default=0),
    )


def _newest() -> Head:
    for row in store.run("records/newest_of_interviews", as_of=None).itertuples():
        return Head(int(row.seq), str(row.chain_hash))
    return EMPTY


def _version() -> str:
    try:
        return store.current_version().id
    except MissingData:
        return ""


# All that the figures hang on is part of the key: nothing ever has to be forgotten.
@lru_cache(maxsize=MOST_PREPARED)
def _prepared(moment: Moment, wave: Wave) -> Prepared:
    _folder, secret, *_rest = moment
    history = themes.history()
    given = reading.read(wave, history.every())
    ready = prepared(given, _forms(wave), definitions.load().interviewing, secret)
    return theme_lists.applied(ready, history)


@lru_cache(maxsize=MOST_KEPT)
def _of(
    moment: Moment,
    wave: Wave,
    before: Wave | None,
    weights: str,
    development_area: str,
) -> Report:
    found, ready = definitions.load(), _prepared(moment, wave)
    told = results(
        ready,
        before=_prepared(moment, before) if before else None,
        stock=stock.read(),
        weights=weights,
        development_area=development_area,
        places=[name for area in found.areas.values() for name in area.name.values()],
    )
    newest = _forms(wave)[-1]
    # The words of all that is counted, in the newest form's order; of the same question it is the
    # newest here as there.
    questions = MappingProxyType({**newest.questions, **ready.questions})
    return Report(told, replace(newest, questions=questions), _others(wave))


def _forms(wave: Wave) -> list[Questionnaire]:
    """Every form of a round's family, the newest last, whatever the round stands beside."""
    family = reading.family_of(wave)
    found = [one for one in definitions.load().questionnaires.values() if one.family == family]
    if not found:
        raise MissingQuestionnaire(
            "interviews were made with a questionnaire that the programme no longer has",
            where=family,
            todo="put its file back into the programme's folder questionnaires",
        )
    return found


def _others(wave: Wave) -> tuple[str, ...]:
    family = reading.family_of(wave)
    used = {one.questionnaire for one in batches.of_wave(wave) if one.family != family}
    return tuple(sorted(used))
