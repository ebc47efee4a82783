"""What may be told of a round of interviews, made once for a state of the log."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from seutukuva import access, definitions, settings, store
from seutukuva.definitions import Questionnaire
from seutukuva.errors import MissingData, MissingQuestionnaire
from seutukuva.interviews import batches, reading, stock, themes
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.results import Prepared, prepared, results
from seutukuva.interviews.told import WaveResults
from seutukuva.records import Head, salt

MOST_KEPT, MOST_PREPARED = 64, 8
# Data folder, newest row of the log, version of the statistics, definitions.
Moment = tuple[str, Head, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a round, and the newest form of its family, which has the words.

    `others`: forms of other families used in it, whose interviews are not in the figures.
    """

    results: WaveResults
    form: Questionnaire
    others: tuple[str, ...] = ()


def of(
    wave: Wave, before: Wave | None = None, weights: str = "", development_area: str = ""
) -> Report:
    """A round, beside an earlier one.

    Raises:
        AccessRefused: not here.
        MissingData: the file of a batch is missing or damaged, or its form is not known here.
        RecordsError: the log cannot be read.
    """
    access.require_confidential()
    return _of(_moment(), wave, before, weights, development_area)


def words(wave: Wave) -> pd.DataFrame:
    """Words of free text in the state of a round that is shown: as `batches.words`.

    Raises:
        AccessRefused, MissingData, RecordsError: as `of`.
    """
    access.require_confidential()
    ready = _prepared(_moment(), wave)
    shown = ready.data.responses.loc[ready.shown]
    own = set(shown["batch"])
    return batches.words([one for one in batches.every() if one.batch in own], counted=shown)


def _moment() -> Moment:
    return (
        str(settings.data_folder()),
        store.current_head(),
        _version(),
        definitions.load().fingerprint,
    )


def _version() -> str:
    try:
        return store.current_version().id
    except MissingData:
        return ""


# The log's newest row and the versions are part of the key: nothing ever has to be forgotten.
@lru_cache(maxsize=MOST_PREPARED)
def _prepared(moment: Moment, wave: Wave) -> Prepared:
    found = definitions.load()
    given = reading.read(wave, themes.listed())
    return prepared(given, _forms(wave), found.interviewing, salt.read())


@lru_cache(maxsize=MOST_KEPT)
def _of(
    moment: Moment,
    wave: Wave,
    before: Wave | None,
    weights: str,
    development_area: str,
) -> Report:
    found = definitions.load()
    told = results(
        _prepared(moment, wave),
        before=_prepared(moment, before) if before else None,
        stock=stock.read(),
        weights=weights,
        development_area=development_area,
        themes=themes.listed(),
        places=[name for area in found.areas.values() for name in area.name.values()],
    )
    return Report(told, _forms(wave)[-1], _others(wave))


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
