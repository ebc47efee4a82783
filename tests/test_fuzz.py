"""Bad input of every kind, a little of each: taken, or refused with words, and never a crash.

The long runs are `python -m bench fuzz`; what was found there has a test of its own beside the part
that was mended.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import orjson
import pytest

from bench import fuzzing
from bench.fuzzing import CRASH, REFUSED, TAKEN, Tally, addresses, days, files, typed, uploads
from etl import jsonstat, pxjson
from etl.connectors import sotkanet, wfs
from seutukuva import definitions, records, settings, texts
from seutukuva.definitions import reading
from seutukuva.errors import DefinitionError, InvalidRecord, ShapeChanged, SourceError
from tests.pages import everything_said, open_page

SEED = 8
# Pages that show what people have entered, or read more of their address than others.
LIKELY = ("meetings/meeting", "projects/project", "situation/signals", "about/data_quality")


def chance() -> random.Random:
    return random.Random(SEED)


def harm(tally: Tally, *ends: str) -> list[str]:
    """What has crashed, and of these ends those in which no try ended."""
    crashed = [f"{n} crashed", *tally.said] if (n := tally.ends[CRASH]) else []
    return crashed + [f"none was {one}" for one in ends if not tally.ends[one]]


# ---------------------------------------------------------------- what a try comes to


def test_a_crash_is_told_with_its_place_and_what_was_tried() -> None:
    tally = Tally()
    try:
        reading.rows(Path("x"), ()).__next__()
    except DefinitionError as error:
        tally.crash(error, "tried this")
    assert tally.ends == Counter({CRASH: 1})
    (said,) = tally.said
    assert said.startswith("reading.py:") and "DefinitionError" in said and "tried this" in said


def test_crashes_and_ends_that_never_came_are_harm() -> None:
    assert harm(Tally(), TAKEN) == [f"none was {TAKEN}"]
    tally = Tally()
    tally.crash(ValueError("broken"), "tried this")
    crashed, said = harm(tally)
    assert crashed == "1 crashed" and "broken" in said


def test_the_same_chance_tries_the_same() -> None:
    one, other = ([fuzzing.value(dice) for _n in range(200)] for dice in (chance(), chance()))
    assert repr(one) == repr(other) and len({repr(each) for each in one}) > 60


# ---------------------------------------------------------------- definitions


def test_damaged_definitions_are_refused_by_name_or_read(tmp_path: Path) -> None:
    assert harm(files.of_definitions(30, chance(), tmp_path), TAKEN, REFUSED) == []


def test_a_table_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "areas.csv"
    file.write_bytes(b"a,b\n1,\xce\n")
    with pytest.raises(DefinitionError, match=r"UTF-8.*areas\.csv"):
        list(reading.rows(file, ("a", "b")))


# ---------------------------------------------------------------- answers of statistics servers


def test_damaged_answers_are_refused_or_read() -> None:
    assert harm(files.of_answers(600, chance()), TAKEN, REFUSED) == []


@pytest.mark.parametrize(
    "change",
    [
        {"columns": [["code", "A"]]},
        {"columns": [{"type": "c"}, {"code": "A", "type": "d"}]},
        {"data": [{"key": ["1"], "values": ["1"]}, {"key": ["1", "2"], "values": ["1"]}]},
        {"data": [{"key": [["1"]], "values": ["1"]}]},
        {"data": [{"key": [1], "values": ["1"]}]},
    ],
)
def test_px_json_of_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ShapeChanged):
        pxjson.read(orjson.dumps(_px() | change), where="x")


@pytest.mark.parametrize("comments", [7, "x", ["x"], [{"variable": {}, "comment": "*"}], None])
@pytest.mark.parametrize("metadata", [7, "x", ["x"], [], None])
def test_px_json_is_read_whatever_is_said_beside_its_figures(
    comments: object, metadata: object
) -> None:
    cube = pxjson.read(orjson.dumps(_px() | {"comments": comments, "metadata": metadata}))
    assert cube.values.tolist() == [1.5] and (cube.label, cube.updated) == ("", "")


def _px() -> dict[str, object]:
    columns = [{"code": "A", "text": "A", "type": "d"}, {"code": "v", "text": "v", "type": "c"}]
    return {"columns": columns, "data": [{"key": ["1"], "values": ["1.5"]}]}


def test_a_dimension_without_a_name_is_refused() -> None:
    data = {"class": "dataset", "id": [["A"]], "size": [1], "dimension": {"A": {}}, "value": [1]}
    with pytest.raises(SourceError):
        jsonstat.read(orjson.dumps(data), where="x")


@pytest.mark.parametrize("value", [[[1, 2]], [[1]], [10**400], {"0": [1]}, {"0": 10**400}, [{}]])
def test_figures_that_are_no_numbers_are_refused(value: object) -> None:
    category = {"category": {"index": ["a"]}}
    data = {"class": "dataset", "id": ["A"], "size": [1], "dimension": {"A": category}}
    with pytest.raises(ShapeChanged):
        jsonstat.read_all(data | {"value": value}, where="x")


@pytest.mark.parametrize("properties", ["x", [1], 7, None, {}, {"kunta": 5}])
def test_borders_without_codes_are_refused(properties: object) -> None:
    features = [{"type": "Feature", "properties": properties}]
    with pytest.raises(ShapeChanged):
        wfs.check({"type": "FeatureCollection", "features": features}, 1, where="x")


@pytest.mark.parametrize("value", [10**400, [], {}, "x"])
def test_a_row_whose_figure_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ShapeChanged):
        sotkanet._rows([{"value": value, "region": 1, "year": 1, "indicator": 1}], where="x")


# ---------------------------------------------------------------- what people type


def test_what_is_typed_is_read_or_refused() -> None:
    assert harm(typed.of_figures(3_000, chance()), TAKEN, REFUSED) == []


def test_forms_are_stored_or_refused_and_every_question_is_answered(own_log: None) -> None:
    tally = typed.of_forms(250, chance())
    assert harm(tally, TAKEN, REFUSED) == []
    assert records.latest_seq() >= tally.ends[TAKEN] > 40
    asked = typed.of_questions(tally)
    assert harm(tally) == []
    assert asked == len(list((settings.queries_folder() / "records").glob("*.sql")))
    assert records.verify() == []


@pytest.mark.parametrize("name", ["", " ", " jobs ", "nothing", "Jobs"])
def test_figures_are_kept_by_the_names_of_measures_alone(own_log: None, name: str) -> None:
    body = {"project": "S1", "type": "interim", "realised": {name: {"all": 1}}}
    with pytest.raises(InvalidRecord) as refused:
        records.fitting("project_report", body)
    assert [field for field, _words in refused.value.problems] == ["realised"]


# ---------------------------------------------------------------- uploads


@pytest.mark.slow
def test_hostile_cells_go_the_whole_way_of_an_upload(own_log: None) -> None:
    assert harm(uploads.of_cells(6, chance()), TAKEN) == []


# ---------------------------------------------------------------- addresses


@pytest.mark.slow
def test_addresses_of_the_open_data_never_break_the_server(starter: Path) -> None:
    assert harm(addresses.of_data(150, chance()), TAKEN, REFUSED) == []


@pytest.mark.slow
def test_pages_show_hostile_entries_under_hostile_addresses(entering: Path) -> None:
    assert harm(typed.of_forms(250, chance()), TAKEN) == []
    texts.use("en")
    dice = chance()
    for page in LIKELY:
        names = addresses.names_of(page)
        assert "lang" in names or "area" in names or "edition" in names
        asked = {name: fuzzing.text(dice)[:200] for name in names if name != "lang"}
        asked = {name: text.encode("utf-8", "replace").decode() for name, text in asked.items()}
        at = open_page(page, lang="en", **asked)
        assert not at.exception and not at.error, (page, asked, [one.value for one in at.error])
        assert "<script>" not in everything_said(at)


@pytest.mark.slow
def test_pages_are_told_on_rare_days(entering: Path) -> None:
    found = addresses.pages()
    # Another few each day that it is asked would hide what is broken: the same ones each time.
    own = [one for one in found if one.startswith(("meetings/calendar", "projects/reminders"))]
    assert harm(days.of_days(own, days.DAYS[:4]), TAKEN) == []
    assert definitions.load().calendar.events
