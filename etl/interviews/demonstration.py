"""Demonstration interviews: answers of invented firms to a questionnaire of the programme.

Drawn from the questionnaire itself and from what ``demonstration.toml`` says of the firms, always
the same for the same round. Their business ids start with 99: numbers are given in turn and have
not passed four millions, so that no such number belongs to anybody. They are needed, as the same
firm is known by its id from one round to the next.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from stdnum.fi import ytunnus

from etl.interviews import folder as kept
from seutukuva import definitions, inbox
from seutukuva.definitions import Definitions, Option, Question, Questionnaire
from seutukuva.definitions.demonstration import Demonstration
from seutukuva.errors import UploadRefused
from seutukuva.export.questionnaires import MARK, template
from seutukuva.texts import _

SEED = "demonstration"
FIRST_ID = 9_900_001
_UNSURE, _SILENT, _TEXTS = 0.06, 0.04, 0.45
# How widely answers are spread about a firm's mood, by the number of steps of the scale.
_SPREAD = {3: 0.95, 5: 0.65}
Cell = str | float | date
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented firm; ``mood``: how it looks ahead, about 0, steady over the rounds."""

    number: int
    business_id: str
    municipality: str
    division: str
    personnel: int
    founded: int
    organisation: str
    mood: float


def run(folder: Path, progress: Progress) -> dict[str, Any]:
    """The step ``demonstration``: write the file of an upload, and that it is invented.

    Args:
        folder: of the upload, whose ``upload.json`` names questionnaire and round.
        progress: takes the share done, 0 … 1, and a word for what is being done.

    Returns:
        ``firms``: how many answers the file holds.

    Raises:
        UploadRefused: the programme has no such questionnaire.
    """
    progress(0.0, "writing")
    found = definitions.load()
    upload = kept.read(folder / "upload.json")
    form = found.questionnaires.get(upload["questionnaire"])
    if form is None:
        raise UploadRefused(
            _("there is no such form"),
            where=str(upload["questionnaire"]),
            todo=_("Choose one of: {names}.").format(names=", ".join(found.questionnaires)),
        )
    rows = answers(form, found, upload["wave"])
    # Whoever loads them: invented sentences are in one language, and content is identity.
    content = template(form, found.demonstration.language, found, rows)
    inbox.put(folder / "file", content)
    upload |= {
        "name": f"{form.id}-{upload['wave']}.xlsx",
        "bytes": len(content),
        "is_demonstration": True,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    kept.write(folder / "upload.json", upload)
    progress(1.0, "writing")
    return {"firms": len(rows)}


def answers(
    form: Questionnaire, found: Definitions, wave: str
) -> list[dict[tuple[str, str], Cell]]:
    """A row for each firm that answers in a round, as the template takes them."""
    invented = found.demonstration
    return [_Interview(form, wave, firm, invented).answers() for firm in _answering(found, wave)]


def firms(found: Definitions) -> list[Firm]:
    """The invented firms of the programme: many small ones, most in its first municipalities."""
    invented = found.demonstration
    draw = random.Random(f"{SEED}|firms")
    areas = list(found.programme.areas)
    weights = [1 / (1 + 0.6 * place) for place in range(len(areas))]
    asking = found.interviewing.summaries_from or tuple(found.programme.organisations)
    ids = _business_ids(invented.firms)
    sizes, weights_of_sizes = zip(*invented.sizes, strict=True)
    made = []
    for number in range(1, invented.firms + 1):
        area = draw.choices(areas, weights)[0]
        division = draw.choice(invented.divisions)
        about = draw.choices(sizes, weights_of_sizes)[0]
        made.append(
            Firm(
                number=number,
                business_id=ids[number - 1],
                municipality=found.areas[area].name[invented.language],
                division=division,
                personnel=max(1, round(about * draw.uniform(0.7, 1.5))),
                founded=draw.choice((draw.randint(1955, 1999), draw.randint(1985, 2024))),
                # A firm is interviewed by those who work in its municipality.
                organisation=found.programme.organisations[
                    asking[areas.index(area) % len(asking)]
                ].name[invented.language],
                mood=draw.gauss(0, 0.6) + invented.moods[division],
            )
        )
    return made


def _business_ids(many: int) -> list[str]:
    """Valid numbers of a range that nobody has been given; one in eleven has no check digit."""
    found: list[str] = []
    number = FIRST_ID
    while len(found) < many:
        digit = next((one for one in range(10) if ytunnus.is_valid(f"{number}{one}")), None)
        if digit is not None:
            found.append(f"{number}-{digit}")
        number += 1
    return found


def _answering(found: Definitions, wave: str) -> list[Firm]:
    """The firms of a round: whoever answered once is the likelier to answer again."""
    rounds, firms_of_all = found.demonstration.rounds, firms(found)
    share = rounds[max((one for one in rounds if one <= wave), default=min(rounds))]
    # Firms keep their place in the order, so that the few of one round are among the many.
    places = list(range(len(firms_of_all)))
    random.Random(f"{SEED}|order").shuffle(places)
    draw = random.Random(f"{SEED}|{wave}")
    keen = {place: at / len(places) + draw.uniform(0, 1.1) for at, place in enumerate(places)}
    chosen = set(sorted(places, key=lambda place: keen[place])[: round(len(places) * share)])
    return [firm for at, firm in enumerate(firms_of_all) if at in chosen]


class _Interview:
    """One firm's answers in one round."""

    def __init__(self, form: Questionnaire, wave: str, firm: Firm, invented: Demonstration) -> None:
        self._form, self._wave, self._firm, self._invented = form, wave, firm, invented
        self._draw = random.Random(f"{SEED}|{wave}|{firm.number}")
        self._year, self._month = (int(part) for part in wave.split("-"))
        # Moods change slowly, and a little for the better from round to round.
        rounds = _half_years(wave) - _half_years(min(invented.rounds)) + 1
        self._mood = firm.mood + 0.25 * rounds - 0.3 + self._draw.gauss(0, 0.3)
        self._meanings: dict[str, str] = {}

    def answers(self) -> dict[tuple[str, str], Cell]:
        """Answers by question and option."""
        given: dict[tuple[str, str], Cell] = {}
        for question in sorted(self._form.questions.values(), key=self._is_asked_late):
            for option, cell in self._answer(question).items():
                given[question.id, option] = cell
        return given

    def _answer(self, question: Question) -> Mapping[str, Cell]:
        if question.role:
            cell = self._of_role(question)
            return {} if cell is None else {"": cell}
        told = self._invented.of(question.id)
        if told.after in self._meanings and self._meanings[told.after] not in told.meanings:
            return {}
        if not told.after and self._draw.random() < _SILENT:
            return {}
        if question.type == "choice":
            return {"": self._choice(question)}
        if question.type == "multi":
            return dict.fromkeys(self._several(question), MARK)
        if question.type == "number":
            return {"": self._number(question)}
        asked = told.after or self._draw.random() < _TEXTS
        return {"": self._draw.choice(told.sentences)} if told.sentences and asked else {}

    def _is_asked_late(self, question: Question) -> bool:
        """What hangs on another answer is drawn after it, wherever it stands in the form."""
        return bool(self._invented.of(question.id).after)

    def _share_of_yes(self, question: Question, otherwise: float) -> float:
        yes = self._invented.of(question.id).yes
        return otherwise if yes is None else yes

    def _of_role(self, question: Question) -> Cell | None:
        firm, draw = self._firm, self._draw
        told: dict[str, Cell] = {
            "y_tunnus": firm.business_id,
            "firm_name": self._invented.name_of(firm.number),
            "municipality": firm.municipality,
            "industry": firm.division,
            "personnel": float(self._personnel()),
            "interviewed_on": self._day(),
            "organisation": firm.organisation,
        }
        if question.type != "choice":
            return told.get(question.role)
        if question.role == "size_class":
            return self._title(_class_of(question, self._personnel()))
        if question.role == "industry_version":
            return self._title(next(iter(question.options.values())))
        # Without consent nothing would be stored.
        chance = {"consent": 1.0, "quotation": 0.55}.get(
            question.role, self._share_of_yes(question, 0.5)
        )
        meaning = "yes" if draw.random() < chance else "no"
        return self._title(_of_meaning(question, meaning))

    def _personnel(self) -> int:
        later = self._firm.mood > 0.6 and self._wave > min(self._invented.rounds)
        return self._firm.personnel + (1 if later else 0)

    def _day(self) -> date:
        """A working day of the two months before the round, or of its first week."""
        day = date(self._year, self._month, 7) - timedelta(days=self._draw.randint(0, 55))
        return day - timedelta(days=max(0, day.weekday() - 4))

    def _title(self, option: Option) -> str:
        return option.title[self._invented.language]

    def _choice(self, question: Question) -> str:
        options = list(question.options.values())
        unsure = self._form.cannot_say_title.get(self._invented.language, "")
        judged = any(one.score is not None or one.meaning for one in options)
        if judged and unsure and self._draw.random() < _UNSURE:
            return unsure
        if any(one.score is not None for one in options):
            chosen = self._by_score(options)
        elif question.topic == "growth":
            place = (len(options) - 1) / 2 - 0.6 * self._mood + self._draw.gauss(0, 0.8)
            chosen = options[min(len(options) - 1, max(0, round(place)))]
        elif any(one.meaning for one in options):
            chosen = self._by_meaning(question, options)
        elif options[0].high is not None and options[-1].high is None:
            # Classes of money grow with the firm.
            place = math.log2(self._firm.personnel + 1) * 0.7 + self._draw.gauss(0, 0.6)
            chosen = options[min(len(options) - 1, max(0, round(place)))]
        else:
            chosen = self._own(question).choices(options, _falling(len(options)))[0]
        self._meanings[question.id] = chosen.meaning
        return self._title(chosen)

    def _by_score(self, options: Sequence[Option]) -> Option:
        feels = (0.7 * self._mood + self._draw.gauss(0, 0.5)) * _SPREAD.get(len(options), 0.8)
        return min(options, key=lambda one: abs((one.score or 0.0) - feels))

    def _by_meaning(self, question: Question, options: Sequence[Option]) -> Option:
        yes = self._share_of_yes(question, 0.32 + 0.1 * self._mood)
        weights = [
            {"yes": max(0.03, yes), "maybe": 0.18, "no": 1 - yes, "": 0.05}[one.meaning]
            / sum(one.meaning == other.meaning for other in options)
            for one in options
        ]
        is_steady = self._invented.of(question.id).yes is not None
        draw = self._own(question) if is_steady else self._draw
        return draw.choices(options, weights)[0]

    def _own(self, question: Question) -> random.Random:
        """What belongs to the firm, such as its legal form, comes back in the next round."""
        return random.Random(f"{SEED}|{question.id}|{self._firm.number}")

    def _several(self, question: Question) -> list[str]:
        """One to four options, the first ones rather; or the one that says that there is none."""
        options = [one for one in question.options if one != "none"]
        if "none" in question.options and self._draw.random() < 0.2:
            return ["none"]
        wanted = min(len(options), self._draw.choice((1, 1, 2, 2, 3, 4)))
        own, popular = self._own(question), random.Random(f"{SEED}|{question.id}")
        keen = {
            one: own.random() + 0.35 * self._draw.random() + 0.25 * popular.random()
            for one in options
        }
        return sorted(options, key=lambda one: -keen[one])[:wanted]

    def _number(self, question: Question) -> float:
        if question.topic == "grade":
            low, high = question.low or 4.0, question.high or 10.0
            grade = low + (high - low) * (0.62 + 0.08 * self._mood + self._draw.gauss(0, 0.12))
            return float(min(high, max(low, round(grade))))
        if question.id == "founded":
            return float(self._firm.founded)
        if question.id == "personnel_next_year":
            return float(max(0, self._personnel() + round(self._mood + self._draw.gauss(0, 0.6))))
        if question.high == 100:
            return float(self._draw.choice((5, 10, 10, 20, 25, 30, 40, 50, 75)))
        most = max(1, round(self._firm.personnel * 0.25))
        return float(min(question.high or most, self._draw.randint(1, most)))


def _half_years(wave: str) -> int:
    """Half-years of the calendar up to a round."""
    year, month = (int(part) for part in wave.split("-"))
    return year * 2 + (month > 6)


def _class_of(question: Question, number: float) -> Option:
    return next(
        one
        for one in question.options.values()
        if (one.low or 0) <= number and (one.high is None or number <= one.high)
    )


def _of_meaning(question: Question, meaning: str) -> Option:
    options = list(question.options.values())
    return next((one for one in options if one.meaning == meaning), options[0])


def _falling(n: int) -> list[float]:
    return [1 / (1 + place) ** 2 for place in range(n)]
