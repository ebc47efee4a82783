"""Real surveys load with few corrections, and their totals are those of a count by hand.

The count goes from the raw cells with openpyxl and plain Python, by rules written here and
nowhere else.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import openpyxl
import pytest

from etl.interviews.checking import answers
from etl.interviews.matching.filemap import FileMap
from etl.interviews.matching.mapping import propose
from seutukuva.definitions.interviewing import Questionnaire
from tests.conftest import SHARED
from tests.etl.interviews.forms import form, table

SHEETS = SHARED / "data" / "sheets"
FILES = {
    "2021": "fi_survey_2021_blank_first_row.xlsx",
    "2023": "fi_survey_2023_fi.xlsx",
    "2025": "fi_survey_2025_multiselect.xlsx",
}
pytestmark = pytest.mark.skipif(
    not SHEETS.is_dir(), reason="no surveys on this machine (../shared)"
)


@lru_cache(maxsize=3)
def cells(wave: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Headings and rows of a survey; rows in which nothing stands are left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(SHEETS / FILES[wave])
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    return list(rows[0]), [row for row in rows[1:] if any(cell not in (None, "") for cell in row)]


@dataclass(frozen=True)
class Survey:
    """A survey, the form it is read with, and what an analyst corrects."""

    wave: str
    form: str
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def corrections(self) -> int:
        """What the analyst has to say: columns and labels."""
        return len(self.columns) + sum(map(len, self.labels.values()))

    def read(self) -> tuple[Questionnaire, FileMap, list[dict[str, Any]]]:
        """The form, the map, and the answers."""
        asked = form(self.form)
        made = table(*((cells(self.wave)[0]), *cells(self.wave)[1]))
        told = {
            "headings": {one: {"question": name} for one, name in self.columns.items()},
            "labels": self.labels,
        }
        means = propose(made, asked, corrections=told)
        return asked, means, answers.read(made, means, asked).long.to_pylist()


MEN = {"M": "man", "Miäs": "man", "Uros": "man"}
SURVEYS = {
    "2021": Survey("2021", "pay_2021", {}, {"gender": MEN, "age": {"30-35 v": "a31"}}),
    "2023": Survey("2023", "pay_2023", {}, {"gender": MEN}),
    "2025": Survey("2025", "pay_2025", {}, {"frameworks": {"All GenAI": ""}}),
    # The form of two years before: six of its headings have changed, and its labels as well.
    "2023 by the form of 2021": Survey(
        "2023",
        "pay_2021",
        {
            "Oletko palkansaaja vai laskuttaja?": "employment",
            "Työkokemus alalta (vuosina)": "experience",
            "Rooli / titteli": "job",
            "Vuositulot (sis. bonukset, osingot yms, euroina)": "income",
        },
        {"employment": {"Palkansaaja": "employee", "Laskuttaja": "entrepreneur"}, "gender": MEN},
    ),
}

NOTHING = {"", "-", ".", "null"}
STATES = {
    "en osaa sanoa": "cannot_say", "en osaa sanoa.": "cannot_say", "en tiedä": "cannot_say",
    "eos": "cannot_say", "ehkä": "cannot_say", "not sure": "cannot_say",
    "prefer not to say": "refused", "don't want to tell": "refused",
}  # fmt: skip
GENDERS = {
    "mies": "man", "m": "man", "miäs": "man", "uros": "man", "nainen": "woman", "muu": "other",
    # "Muu", and a word about it.
    "muu/ei": "other",
}  # fmt: skip
GENDERS_IN_ENGLISH = {"male": "man", "female": "woman", "non-binary": "nonbinary"}


def plain(cell: Any) -> str:
    """A cell in small letters, without spaces around."""
    return str(cell).strip().lower()


def age(cell: Any, asked: str) -> str | None:
    """The class of an age by its first number."""
    text = plain(cell).replace(" ", "").rstrip("vyrs")
    if text == "<15":
        return "a0" if asked == "pay_2023" else None
    if text == ">55":
        return "a56"
    first, last = map(int, text.split("-"))
    if (first, last) == (30, 35):
        return "a31"
    return f"a{first}" if last == first + 4 + (first == 15) else None


SIZES = [
    "1",
    "2",
    "3-5",
    "6-10",
    "11-50",
    "51-100",
    "101-500",
    "501-1000",
    "1001-5000",
    "5001-10000",
    "10000+",
]


def size(cell: Any, _asked: str) -> str | None:
    """The class of a firm's size as it is written, by its place in the list of classes."""
    text = str(int(cell)) if isinstance(cell, float | int) else plain(cell)
    if isinstance(cell, dt.datetime):
        text = f"{cell.month}-{cell.day}"
    return f"s{re.split('[-+]', text)[0]}".replace("s10000", "s10001") if text in SIZES else None


BY_HAND: dict[str, Callable[[Any, str], str | None]] = {
    "age": age,
    "gender": lambda cell, asked: (GENDERS_IN_ENGLISH if asked == "pay_2025" else GENDERS).get(
        plain(cell)
    ),
    "size": size,
}
EMPLOYED = {"palkansaaja": "employee", "laskuttaja": "entrepreneur"}


def counted_choice(asked: Questionnaire, name: str, column: list[Any]) -> Counter[str]:
    """Options and states of a question's cells, counted by hand."""
    titles = {plain(one.title["fi"]): one.id for one in asked.questions[name].options.values()}
    if name == "employment":
        titles |= EMPLOYED
    found: Counter[str] = Counter()
    for cell in column:
        if cell is None or plain(cell) in NOTHING or (name == "gender" and plain(cell) == "?"):
            continue
        starts_so = plain(cell).startswith(("en ole varma, ",))
        state = "cannot_say" if starts_so else STATES.get(plain(cell))
        by_hand = BY_HAND.get(name, lambda cell, _asked: titles.get(plain(cell)))
        means = by_hand(cell, asked.id)
        found[means or state or "invalid"] += 1
    return found


def counted_multi(asked: Questionnaire, name: str, column: list[Any]) -> Counter[str]:
    """Options of a question's cells: each taken out of the text, the longest first."""
    texts = {one.title["fi"]: one.id for one in asked.questions[name].options.values()}
    found: Counter[str] = Counter()
    for cell in column:
        left = f", {cell}, " if cell is not None else ""
        for text in sorted(texts, key=len, reverse=True):
            shorter = re.sub(rf"(?i)(?<=, ){re.escape(text)}(?=\s*,)", "", left)
            found[texts[text]] += shorter != left
            left = shorter
    return +found


# What the cells of a column of numbers say that are not numbers themselves.
TYPED = {
    "5500 (tai 6900 jos osuu on-call -viikko kuukaudelle)": 5500, "2000-3400": 2700,
    "7500+": 7500, "4695,70": 4695.7, "44\xa0375": 44375,
    "~78 000 (on-call -lisät n. joka toinen kuukausi)": 78000, "52 000": 52000, "~62k": 62000,
    "60\xa0750": 60750, "2600*12,5": None, "~80000": 80000, "\xa0": "blank",
    "160000 (sis ALV 24%)": 160000, "186000 ALV24%": None, "80 500": 80500, "38 400": 38400,
    "130 000€": 130000, "100 000": 100000, "54 000": 54000, "78000 + optiot": 78000,
    "40 000": 40000, "99 000": 99000, "57 000": 57000, "37\xa0500": 37500, "Optiot": None,
    "93\xa0750": 93750, "58696,25": 58696.25, "27 000": 27000, "-": "blank", "+20": 20,
    "100%, mutta 1 ylimääräinen palkallinen vapaapäivä per kk": None,
    "+5": 5, "+2": 2, "+25": 25, "+4": 4, "+13": 13, "+8": 8, "+26": 26, "+9": 9, "+12": 12,
    "+9.4": 9.4, "72 000": 72000,
    "135500€/vuosi sisältäen lomarahat + optioita + veroton liikunta/kulttuurietuus": 135500,
}  # fmt: skip


def counted_number(column: list[Any]) -> tuple[int, float, int]:
    """How many numbers a column holds, their sum, and how many cells nobody can read."""
    values = [TYPED[cell] if isinstance(cell, str) else cell for cell in column if cell is not None]
    numbers = [one for one in values if one is not None and one != "blank"]
    return len(numbers), sum(numbers), sum(one is None for one in values)


QUICK = [one if one == "2023" else pytest.param(one, marks=pytest.mark.slow) for one in SURVEYS]


@pytest.mark.parametrize("name", QUICK)
def test_a_real_survey_needs_fewer_than_ten_corrections(name: str) -> None:
    survey = SURVEYS[name]
    assert survey.corrections < 10
    asked, means, _answers = survey.read()
    if name.endswith("2021") and survey.wave == "2023":
        assert means.unasked == ("remote",)
    else:
        assert means.unasked == ()
        assert all(one.question for one in means.columns)
    right = {one.question: one.heading for one in means.columns if one.question}
    assert right["competitive"].startswith(("Onko palkkasi", "Competitive"))
    assert [note for note in means.notes if note["code"] != "content_differs"] == []


@pytest.mark.parametrize("name", QUICK)
def test_totals_are_those_of_a_count_by_hand(name: str) -> None:
    survey = SURVEYS[name]
    asked, means, found = survey.read()
    headings, rows = cells(survey.wave)
    counted = 0
    for column in means.columns:
        if column.question is None:
            continue
        question = asked.questions[column.question]
        own = [row[headings.index(column.heading)] for row in rows]
        read = [one for one in found if one["question"] == question.id]
        if question.type == "choice":
            totals = Counter(one["option"] or one["state"] for one in read)
            assert totals == counted_choice(asked, question.id, own), question.id
        elif question.type == "multi":
            totals = Counter(one["option"] for one in read if one["option"])
            assert totals == counted_multi(asked, question.id, own), question.id
        elif question.type == "number":
            answered = [one["number"] for one in read if one["state"] == "answered"]
            unread = sum(one["state"] == "invalid" for one in read)
            n, total, odd = counted_number(own)
            assert (len(answered), unread) == (n, odd), question.id
            assert sum(answered) == pytest.approx(total), question.id
        elif question.type == "date":
            days = Counter(cell.date().isoformat() for cell in own if cell)
            assert Counter(one["text"] for one in read) == days
        else:
            texts = Counter(str(cell) for cell in own if cell is not None)
            for one in read:
                if one["state"] == "answered":
                    texts[_as_written(one["text"], texts)] -= 1
            assert {plain(text) for text in +texts} <= {*NOTHING, *STATES, "?"}, question.id
        counted += 1
    assert counted >= 13


def _as_written(text: str, texts: Mapping[str, int]) -> str:
    """A text as openpyxl gives it: numbers among the texts are 0 and not 0.0 there."""
    return text if text in texts else str(float(text))


def test_what_no_option_explains_is_kept_in_the_cells_own_words() -> None:
    _asked, _means, found = SURVEYS["2025"].read()
    headings, rows = cells("2025")
    at = headings.index("Language")
    left = [one for one in found if one["question"] == "languages" and one["option"] is None]
    assert len(left) > 20
    for one in left:
        assert one["text"] in rows[one["response"]][at]
