"""What may be told of a round of interviews, made once for a state of the log."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from seutukuva import access, definitions, settings, store
from seutukuva.definitions import Questionnaire
from seutukuva.errors import MissingData, MissingQuestionnaire
from seutukuva.interviews import batches, reading, stock, themes
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.results import Prepared, prepared, results
from seutukuva.interviews.told import WaveResults
from seutukuva.records import Head

MOST_KEPT, MOST_PREPARED = 64, 8
# Data folder, newest row of the log, version of the statistics, definitions.
Moment = tuple[str, Head, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a round, and the newest form used in it, which has the words."""

    results: WaveResults
    form: Questionnaire


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
    moment = (
        str(settings.data_folder()),
        store.current_head(),
        _version(),
        definitions.load().fingerprint,
    )
    return _of(moment, wave, before, weights, development_area)


def _version() -> str:
    try:
        return store.current_version().id
    except MissingData:
        return ""


# What is prepared remembers what it has worked out, which two threads must not do at a time.
_counting = threading.Lock()


# The log's newest row and the versions are part of the key: nothing ever has to be forgotten.
@lru_cache(maxsize=MOST_PREPARED)
def _prepared(moment: Moment, wave: Wave) -> Prepared:
    return prepared(reading.read(wave, themes.listed()))


@lru_cache(maxsize=MOST_KEPT)
def _of(
    moment: Moment,
    wave: Wave,
    before: Wave | None,
    weights: str,
    development_area: str,
) -> Report:
    found = definitions.load()
    forms = _forms([one for one in (before, wave) if one])
    with _counting:
        told = results(
            _prepared(moment, wave),
            forms,
            found.interviewing,
            before=_prepared(moment, before) if before else None,
            stock=stock.read(),
            weights=weights,
            development_area=development_area,
            themes=themes.listed(),
        )
    return Report(told, forms[-1])


def _forms(waves: Sequence[Wave]) -> list[Questionnaire]:
    """The forms used in some rounds, the newest last."""
    known = definitions.load().questionnaires
    used = {one.questionnaire for wave in waves for one in batches.of_wave(wave)}
    if missing := sorted(used - set(known)):
        raise MissingQuestionnaire(
            "interviews were made with a questionnaire that the programme no longer has",
            where=", ".join(missing),
            todo="put its file back into the programme's folder questionnaires",
        )
    return [form for form in known.values() if form.id in used]
