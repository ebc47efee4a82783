"""What files tell of firms: every part of every file, of each audience, role, place and edition.

Of the packs, the files of the interviews page and the open data. Parts are what a curious reader
finds: texts, notes, what charts keep, workbooks within slides, hidden sheets, properties.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pptx import Presentation
from pyarrow import parquet
from starlette.applications import Starlette
from starlette.testclient import TestClient

from seutukuva import access, api, export, store, texts
from seutukuva import made as made_once
from seutukuva.editions import opening
from seutukuva.editions.register import Edition
from seutukuva.interviews import reports
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import WaveResults
from seutukuva.pack import delivery, interviews, making
from seutukuva.pack.model import MUNICIPALITY, PUBLIC, STEERING_GROUP, Pack
from seutukuva.people.model import Grant, Person
from seutukuva.records import batches
from tests.interviews.needy import FORM, QUESTION
from tests.pack import filled
from tests.pack.taking_apart import Parts, cells, numbers, parts
from tests.records import tiny_batch
from tests.shell import sit_at

pytestmark = pytest.mark.slow

SUBREGION, PLACES = "FI-SK138", ("FI-KU729", "FI-KU931", "FI-KU226")
# Answers of the first edition and what the second adds: no sum or difference is a multiple of 3.
ANSWERS = ("grows", "same", "shrinks")
FIRST, ADDED = (211, 113, 149), (20, 8, 13)
WORDS = "Viskaalipelto kuulee vain kuiskauksia"
# Where the one row of a chart stands, and where its axis ends.
HEIGHTS = {0.5, 1.4}
FEW, NAME_OF_FEW = "FI-KU265", "Kivijärvi"
ALL_FORMATS = (delivery.PPTX, delivery.PDF, delivery.XLSX)


def true_numbers() -> set[int]:
    """Firms by answer, need and place, in each state and of those that were added.

    Without multiples of three, and without what is as small as the days of a month.
    """
    found = Counter[tuple[str, str, str]]()
    for state, (counts, begin) in {"first": (FIRST, 0), "added": (ADDED, sum(FIRST))}.items():
        for n, kind in enumerate(_kinds(counts)):
            for name in (state, "both"):
                for place in ("", _place(begin + n)):
                    found.update([(name, place, ""), (name, place, kind)])
                    found.update([(name, place, "need")] if _needs(begin + n) else [])
    return {n for n in found.values() if n > 31 and n % 3}


def _kinds(counts: tuple[int, ...]) -> list[str]:
    return [kind for kind, n in zip(ANSWERS, counts, strict=True) for _one in range(n)]


def _place(number: int) -> str:
    """Too few firms of the first edition are in one more place."""
    return FEW if number in range(0, 400, 100) else PLACES[number % 7 % 3]


def _needs(number: int) -> bool:
    return number % 5 == 0


def secrets() -> set[str]:
    """What names a firm, and a word that a firm wrote."""
    firms = range(sum(FIRST) + sum(ADDED))
    return {f"Firm {_id(n)}" for n in firms} | {_id(n) for n in firms} | set(WORDS.split()[:1])


def leaks(found: Parts) -> list[str]:
    """Which parts hold a name, a business ID or words of a firm."""
    known = re.compile("|".join(map(re.escape, sorted(secrets()))))
    return [f"{at}: {hit[0]}" for at, text in found.items() if (hit := known.search(text))]


def _id(number: int) -> str:
    return f"{5310000 + number}-{number % 10}"


def _accepted(folder: Path, counts: tuple[int, ...], begin: int) -> None:
    """Interviews that were checked: an answer of each firm, and words of each third one."""
    kinds = _kinds(counts)
    given = {_id(begin + n): kind for n, kind in enumerate(kinds)}
    tiny_batch.upload(folder, given, questionnaire=FORM, wave="2026-10")
    responses = parquet.read_table(folder / "responses.parquet").to_pylist()
    for n, row in enumerate(responses):
        row |= {"municipality": _place(begin + n), "quotation": n % 2 == 0}
    answers = parquet.read_table(folder / "answers.parquet").to_pylist()
    answers += [
        {"response": n, "question": "challenge", "text": WORDS, "state": "answered"}
        for n in range(0, len(kinds), 3)
    ]
    answers += [
        {"response": n, "question": QUESTION, "option": "energy", "state": "answered"}
        for n in range(len(kinds))
        if _needs(begin + n)
    ]
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    for part, columns, rows in (
        ("responses", tiny_batch.RESPONSES, responses),
        ("answers", tiny_batch.ANSWERS, answers),
    ):
        file = folder / f"{part}.parquet"
        parquet.write_table(pa.Table.from_pylist(rows, schema=pa.schema(columns.items())), file)
        summary["files"][part] = hashlib.sha256(file.read_bytes()).hexdigest()
    upload = json.loads((folder / "upload.json").read_text(encoding="utf-8"))
    summary["batch"] = batches.identity(upload, summary["files"])
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    batches.accept(folder, by="local", source="test", accepted_warnings=True)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def year(
    starter_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Edition, Edition]]:
    """A published edition; then more interviews, and another one."""
    folder = tmp_path_factory.mktemp("firms")
    shutil.copytree(starter_folder / "build", folder / "build")
    with pytest.MonkeyPatch.context() as patch:
        sit_at(folder, patch)
        texts.use("en")
        store.hold_version()
        _accepted(folder / "in", FIRST, 0)
        first = filled.edition("2026-04", published=True)
        _accepted(folder / "in", ADDED, sum(FIRST))
        yield first, filled.edition("2026-10")
        texts.use(texts.DEFAULT)


@pytest.fixture(autouse=True)
def looking(year: tuple[Edition, Edition]) -> None:
    texts.use("en")
    store.hold_version()


def _files(pack: Pack, formats: tuple[str, ...] = ALL_FORMATS) -> Parts:
    assert pack.failed == ()
    found: Parts = {}
    for one in delivery.files(pack, formats):
        found |= parts(one.content, one.name)
    return found


def _told(edition: Edition) -> WaveResults:
    with opening.opened(edition):
        known = interviews.waves()
        assert known is not None
        return reports.of(*known).results


# -- the reader of files finds what is hidden in them


def test_texts_within_files_within_files_are_read() -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(
            "xl/sheet9.xml", f"<c t='hidden'><v>{FIRST[0]}</v><t>Firm {_id(7)}</t></c>"
        )
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("ppt/embeddings/book.xlsx", inner.getvalue())
    found = parts(outer.getvalue())
    assert len(leaks(found)) == 1
    assert set().union(*map(numbers, found.values())) & true_numbers() == {FIRST[0]}


# -- packs


def test_the_public_and_municipalities_get_files_that_no_answer_went_into(
    year: tuple[Edition, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(reports, "of", lambda *wave, **_more: asked.append(wave))
    made_once.forget()
    first, second = year
    packs = [making.made(first, PUBLIC, SUBREGION, "en")]
    packs += [making.made(second, MUNICIPALITY, place, "en") for place in PLACES[:2]]
    for pack in packs:
        found = _files(pack)
        assert len(found) > 50 and leaks(found) == []
        assert "turnover_outlook" not in "".join(found.values())
    assert asked == [], "whatever was answered, these files are the same"
    made_once.forget()


@pytest.fixture(scope="module")
def steering(year: tuple[Edition, Edition]) -> list[Parts]:
    """The files of the steering group of both editions."""
    return [_files(making.made(one, STEERING_GROUP, SUBREGION, "en")) for one in year]


def test_no_file_of_a_steering_group_names_a_firm(steering: list[Parts]) -> None:
    for found in steering:
        assert any("embeddings" in at for at in found) and leaks(found) == []
        assert WORDS not in "".join(found.values())


def test_slides_of_interviews_hold_rounded_figures_of_all_firms_alone(
    year: tuple[Edition, Edition],
) -> None:
    for edition in year:
        told = _told(edition)
        assert told.firms is not None and told.firms % 3 == 0
        pack = making.made(edition, STEERING_GROUP, SUBREGION, "en")
        (deck,) = delivery.files(pack, (delivery.PPTX,))
        own = _charted(deck.content, pack.section("interviews").finding)  # type: ignore[union-attr]
        balances = [one.all.balance for one in told.balances if one.all.balance]
        may = {x for one in balances for x in (one.value, one.low, one.high)} | HEIGHTS
        assert len(own) > 3 and all(any(abs(x - y) < 1e-6 for y in may) for x in own)


def _charted(content: bytes, title: str) -> set[float]:
    """The numbers that the charts of a slide keep, in the chart and in the workbook below it."""
    found: set[float] = set()
    for slide in Presentation(io.BytesIO(content)).slides:
        if slide.shapes.title is None or slide.shapes.title.text != title:
            continue
        for shape in slide.shapes:
            if shape.has_chart:
                chart = shape.chart
                book = parts(chart.part.chart_workbook.xlsx_part.blob)
                sheets = "".join(text for at, text in book.items() if "worksheets" in at)
                for text in (chart.part.blob.decode(), re.sub(r' t="s"><v>\d+', "", sheets)):
                    found |= {float(n) for n in re.findall(r"<(?:c:)?v>(-?\d+\.\d+)</", text)}
    return found


def test_two_editions_of_a_steering_group_do_not_give_what_lies_between(
    year: tuple[Edition, Edition], steering: list[Parts]
) -> None:
    before, after = (_told(one) for one in year)
    assert before.firms is not None and after.firms is not None
    assert (after.firms - before.firms) % 3 == 0 and after.firms != before.firms
    about = [_said(found) for found in steering]
    for said, told in zip(about, (before, after), strict=True):
        assert told.firms in numbers(said), "it is said of how many firms the figures are"
        assert not numbers(said) & true_numbers()
    lies_between = {abs(a - b) for a in numbers(about[0]) for b in numbers(about[1])}
    assert not lies_between & {sum(ADDED), *ADDED}


def _said(found: Parts) -> str:
    """What slides, document and workbook say of firms that were interviewed."""
    plain = (re.sub(r"<[^>]*>", "\n", text) for text in found.values())
    spaced = re.sub(r"[^\S\n]+", " ", "\n".join(plain))
    return " ".join(re.findall(r"About [^.]*were interviewed", spaced))


def test_exact_figures_would_be_found_in_a_pack(
    year: tuple[Edition, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rounding, "told", lambda _self, counts, _near, _further: np.asarray(counts))
    _forgotten()
    said = _said(_files(making.made(year[0], STEERING_GROUP, SUBREGION, "en"), ("pdf",)))
    _forgotten()
    assert sum(FIRST) in numbers(said)


def _forgotten() -> None:
    for one in (reports._of, reports._prepared):
        one.cache_clear()
    made_once.forget()


# -- files of the page


def _taken(person: Person, monkeypatch: pytest.MonkeyPatch, **choices: str) -> dict[str, Parts]:
    """The files of every table of the page, by name."""
    from seutukuva.ui import figures, takeaway
    from tests.pages import open_page

    found: dict[str, Parts] = {}
    told_of: list[str] = []

    def take_away(make: Any, **_choices: Any) -> None:
        take = make()
        both = parts(export.xlsx(take), "xlsx") | {"csv": cells(export.csv(take))}
        if choices["view"] != "coverage":
            assert NAME_OF_FEW not in take.columns and not any(_of_few(take))
            told_of.extend(row[0].shown for row in take.rows)
        found[take.file_name] = {at: text for at, text in both.items() if "docProps" not in at}

    monkeypatch.setattr(takeaway, "take_away", take_away)
    monkeypatch.setattr(figures, "_show", lambda _drawn, _key, make: take_away(make))
    with access.acting(person):
        at = open_page("companies/interviews", lang="en", **choices)
    assert not at.exception and found
    is_told = choices["view"] == "outlook" and _is_listed(FEW)
    assert (NAME_OF_FEW in told_of) == is_told, "that they are few is told"
    return found


def _is_listed(place: str) -> bool:
    """Whether rounding did not make it one of nobody, as it does with four firms now and then."""
    rows = reports.of(*(interviews.waves() or ())).results.coverage
    return any(row.group.id == place and row.firms for row in rows)


def _of_few(take: export.TakeAway) -> list[bool]:
    """Of each cell about the place of few firms, whether it is a number."""
    own = [row for row in take.rows if row[0].shown == NAME_OF_FEW]
    return [isinstance(cell.value, int | float) for row in own for cell in row[1:]]


def test_exact_figures_would_be_found_in_files_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Rounding, "told", lambda _self, counts, _near, _further: np.asarray(counts))
    _forgotten()
    person = Person("p-0000000000000000", grants=(Grant("viewer"),), is_signed_in=True)
    taken = _taken(person, monkeypatch, view="needs", by="municipality")
    _forgotten()
    for kind in ("csv", "xlsx/xl/worksheets/sheet1.xml"):
        assert any(numbers(found[kind]) & true_numbers() for found in taken.values()), kind


@pytest.mark.parametrize("view", ["outlook", "needs", "coverage"])
def test_files_of_the_page_are_the_same_for_every_role_and_tell_nothing_of_few(
    view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = []
    for n, role in enumerate(("viewer", "coordinator")):
        person = Person(f"p-{n:016d}", grants=(Grant(role),), is_signed_in=True)
        every.append(_taken(person, monkeypatch, view=view, by="municipality"))
    assert every[0] == every[1], "two roles together know no more than one"
    for found in every[0].values():
        assert leaks(found) == []
        for at, text in found.items():
            if "styles" not in at and "theme" not in at:
                assert not numbers(re.sub(r' t="s"><v>\d+', "", text)) & true_numbers(), at


# -- open data


def test_open_data_have_nothing_of_interviews(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "of", lambda *_all: pytest.fail("open data ask for interviews"))
    client = TestClient(Starlette(routes=api.routes()), base_url="http://localhost")
    asked = [one for one in api.ADDRESSES if "{" not in one]
    asked += [f"{api.ROOT}/observations?indicator=population&format=csv"]
    for address in asked:
        answer = client.get(address)
        if answer.status_code == 200:
            assert leaks({address: answer.text}) == []
            assert "turnover_outlook" not in answer.text
    for name in ("turnover_outlook", "question:turnover_outlook", "interviews"):
        assert client.get(f"{api.ROOT}/observations?indicator={name}").status_code in (400, 404)
    assert client.get(f"{api.ROOT}/").status_code == 200
