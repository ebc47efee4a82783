"""Attacks on what protects firms: by deletions, editions, roles and files, and past the one gate.

What one table or several states tell is attacked in ``tests/interviews/test_protection.py``.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import functools
import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seutukuva import access, definitions, export, records, showing, store
from seutukuva.errors import AccessRefused, MissingData
from seutukuva.interviews import batches as listed
from seutukuva.interviews import reports
from seutukuva.interviews.batches import Wave
from seutukuva.people.model import NOBODY, Grant, Person
from seutukuva.privacy import deleting, finding
from seutukuva.published import Version
from seutukuva.records import batches
from seutukuva.showing import Shown
from tests.conftest import REPOSITORY
from tests.interviews.needy import FORM
from tests.records import tiny_batch

# Modules that see answers or rows of single firms, and why nothing of them is told as a number.
RAW = {
    "seutukuva/interviews/reading.py": "gives them to the gate",
    "seutukuva/interviews/reports.py": "words, for finding themes that the gate counts",
    "seutukuva/interviews/needs.py": "needs are answered one by one; it tells of no other answer",
    "seutukuva/meetings/inputs.py": "who interviewed, of which no answer is told",
}
READS = {"responses", "answers", "words", "quotable", "files"}
# Whoever opens files of batches themselves: accepts, checks or deletes them.
OPENS = {
    *("seutukuva/interviews/batches.py", "seutukuva/projects/lists.py", "seutukuva/listed.py"),
    *("seutukuva/records/accepting.py", "seutukuva/records/batch_files.py"),
    *("seutukuva/privacy/batch_rows.py", "etl/interviews/checking/duplicates.py"),
}
WAVE = Wave("2026-10", False)
VIEWER = Person("p-0000000000000001", grants=(Grant("viewer"),), is_signed_in=True)
# None is a multiple of three, and no other number of a page is one of them.
FIRMS, GROWS, SHRINKS = 473, 211, 149
PLACES = {"FI-KU729": 199, "FI-KU931": 161, "FI-KU226": 113}


@functools.cache
def _code() -> list[tuple[str, ast.Module]]:
    found = []
    for room in ("seutukuva", "etl", "pages"):
        for file in sorted((REPOSITORY / room).rglob("*.py")):
            name = file.relative_to(REPOSITORY).as_posix()
            found.append((name, ast.parse(file.read_text(encoding="utf-8"))))
    return found


def _reads_raw(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and (node.value.id in ("batches", "listed") and node.attr in READS)
        ):
            return True
        if isinstance(node, ast.Constant) and str(node.value).startswith("interviews/"):
            return True
    return False


def test_single_answers_are_read_in_few_places_and_told_by_one_gate() -> None:
    named = {"seutukuva/interviews/batches.py", "seutukuva/access.py"}
    found = {name for name, tree in _code() if _reads_raw(tree)} - named
    assert found == set(RAW), "new: does it tell a number? Then it goes through the gate"


def test_files_of_batches_are_opened_in_few_places() -> None:
    opening = {
        name
        for name, tree in _code()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "seutukuva.records.batch_files"
        and "file_of" in {one.name for one in node.names}
        or isinstance(node, ast.Attribute)
        and node.attr == "file_of"
        and isinstance(node.value, ast.Name)
        and node.value.id == "batch_files"
    }
    assert opening <= OPENS


def _accepted(folder: Path, outlook: list[str], places: list[str]) -> records.Entry:
    """Interviews of one round in which firm n of a place gave an answer."""
    firms = {f"{1000000 + n}-1": answer for n, answer in enumerate(outlook)}
    with pytest.MonkeyPatch.context() as patch:
        plain = tiny_batch._response

        def response(number: int, *given: Any) -> dict[str, Any]:
            return plain(number, *given) | {"municipality": places[number]}

        patch.setattr(tiny_batch, "_response", response)
        tiny_batch.upload(folder, firms, questionnaire=FORM)
    entry = batches.accept(folder, by="local", source="test", accepted_warnings=True)
    shutil.rmtree(folder)
    return entry


def _told() -> Any:
    return reports.of(WAVE).results


def _balance(results: Any) -> Any:
    return next(one for one in results.balances if one.question == "turnover_outlook")


def _delete(asked: str) -> None:
    done = deleting.delete(asked, finding.find(asked), why="A firm asked.", by="local")
    assert done and not any(one.problem for one in done)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_an_edition_from_before_a_deletion_tells_nothing_that_the_present_does_not(
    folder: Path, seed: int
) -> None:
    # Else the figures of the edition less those of now were the answer of the firm that left.
    outlook = [["grows", "same", "shrinks"][(n * 7 + seed) % 3] for n in range(24 + seed)]
    _accepted(folder / "in", outlook, ["FI-KU729"] * len(outlook))
    assert _told().balances
    edition = records.head()
    _delete(f"{1000000 + seed}-1")
    assert listed.deletions()
    assert store._interviews.cache_info().currsize == 0, "the memory holds no answer either"
    now = _told()
    showing.hold(Shown("2026-10", Version("v", "v.duckdb", ""), edition, dt.date(2026, 10, 15)))
    store._held_head.set([edition])
    try:
        then = _told()
    except MissingData:
        then = None
    # Of the edition nothing is left: never what was told then, nor another draw of it.
    assert then is None or not then.balances or then.balances == now.balances


@pytest.mark.slow
def test_one_firm_less_than_enough_and_nothing_more_is_told(folder: Path) -> None:
    shown = definitions.load().interviewing.shown
    _accepted(folder / "in", ["grows"] * shown, ["FI-KU729"] * shown)
    assert _told().firms is not None
    _delete("1000000-1")
    told = _told()
    assert told.reason == "few_firms" and told.firms is None and told.balances == ()
    assert all(not one.firms for one in told.coverage)


@pytest.mark.slow
def test_a_deletion_proves_no_answer(folder: Path) -> None:
    # Whatever the firm had said, the figures afterwards are drawn anew: all of them multiples of
    # three, so that their difference to those of before is possible with every answer.
    outlook = ["grows"] * 20 + ["shrinks"] * 13
    _accepted(folder / "in", outlook, ["FI-KU729"] * 33)
    before = _balance(_told()).all
    _delete("1000000-1")
    after = _balance(_told()).all
    assert before.firms % 3 == after.firms % 3 == 0
    # Exact, the base would be one less: rounded, it says so only by chance.
    assert (before.firms, after.firms) != (33, 32)


@pytest.fixture
def large(folder: Path, starter_folder: Path) -> Path:
    """A round whose true numbers of firms would be known anywhere."""
    shutil.copytree(starter_folder / "build", folder / "build")
    places = [place for place, n in PLACES.items() for _one in range(n)]
    rest = FIRMS - GROWS - SHRINKS
    kinds = ["grows"] * GROWS + ["shrinks"] * SHRINKS + ["same"] * rest
    _accepted(folder / "in", kinds, places)
    return folder


def _exact(text: str) -> set[str]:
    """True numbers of firms that a text tells."""
    forbidden = {str(n) for n in (FIRMS, GROWS, SHRINKS, FIRMS - GROWS - SHRINKS, *PLACES.values())}
    return set(re.findall(r"(?<![\w.,-])\d+(?![\w.,-]|\s*%)", text)) & forbidden


def _numbers(value: Any, name: str = "") -> Iterator[tuple[str, int]]:
    """Every whole number within what is told, with the field that holds it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from _numbers(getattr(value, one.name), one.name)
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _numbers(each, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name, value


@pytest.mark.slow
def test_every_number_of_firms_that_leaves_the_gate_is_rounded(large: Path) -> None:
    counted = {"firms", "count", "before_count", "base", "cannot_say", "both", "before_firms"}
    found = [(name, n) for name, n in _numbers(_told()) if name in counted]
    assert len(found) > 10 and {n % 3 for _name, n in found} == {0}
    assert not {n for name, n in _numbers(_told()) if name != "stock"} & {
        *(FIRMS, GROWS, SHRINKS, FIRMS - GROWS - SHRINKS),
        *PLACES.values(),
    }


@pytest.mark.slow
def test_no_page_or_file_of_a_viewer_tells_a_true_number(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seutukuva.ui import takeaway
    from tests.pages import everything_said, open_page, sheets

    taken: list[str] = []

    def take_away(make: Any, **_choices: Any) -> None:
        take = make()
        taken.append(export.csv(take).decode("utf-8-sig"))
        taken.append(json.dumps([[cell.shown for cell in row] for row in take.rows]))

    assert _exact("211 firms, 473") == {"211", "473"} and not _exact("2026-211 21,1 2110")
    for name in ("cards", "tables", "takeaway"):
        module = getattr(__import__("seutukuva.ui", fromlist=[name]), name)
        if hasattr(module, "take_away"):
            monkeypatch.setattr(module, "take_away", take_away)
    assert takeaway.take_away is take_away
    with access.acting(VIEWER):
        monkeypatch.setattr(access, "_acting", access._acting)
        for view in ("outlook", "needs", "coverage"):
            at = open_page("companies/interviews", lang="en", view=view, by="municipality")
            said = everything_said(at) + html.unescape(sheets(at))
            said += "".join(str(one.value) for one in at.table)
            assert not at.exception and "firms" in said
            assert _exact(re.sub(r"<style.*?</style>|<svg.*?</svg>|<img[^>]*>", "", said)) == set()
    assert all(_exact(text) == set() for text in taken)


@pytest.mark.slow
def test_nobody_and_an_administrator_are_told_nothing(large: Path) -> None:
    admin = Person("p-0000000000000002", grants=(Grant("administrator"),), is_signed_in=True)
    first = _told()
    for person in (NOBODY, admin):
        with access.acting(person), pytest.raises(AccessRefused):
            _told()
    with access.acting(VIEWER):
        # The same figures for everybody: two draws of a number would tell more than one.
        assert _told() == first
