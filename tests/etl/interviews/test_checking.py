"""The check as a whole: problems, refused rows, what is left for acceptance."""

from __future__ import annotations

import numpy as np
import pytest

from etl.interviews.checking.problems import SHOWN, Problems, letter
from etl.interviews.reading.cells import ERROR
from seutukuva import definitions, texts
from seutukuva.records import batches
from tests.etl.interviews.leaving import leave, place, table
from tests.etl.interviews.sheets import COLUMNS, FORM, UPLOAD, checked, good, problem, told

pytestmark = pytest.mark.slow

__all__ = ["place"]


def test_unreadable_answers_are_warnings_and_the_rest_is_kept(tmp_path) -> None:
    case, summary = leave(
        tmp_path / "up",
        [good(1, **{"Henkilöstön määrä": "paljon", "Liikevaihto 12 kk": "hmm"})],
    )
    number = problem(case, "number_unreadable")
    assert (number["column"], number["value"]) == ("E", "paljon")
    label = problem(case, "answer_unknown")
    assert label["value"] == "hmm" and "“Grows”" in label["allowed"]
    assert (summary["stored"], summary["refused"], summary["warnings"]) == (1, 0, 2)
    states = [
        one["state"]
        for one in table(tmp_path / "up", "answers")
        if one["question"] == "turnover_outlook"
    ]
    assert states == ["invalid"]


def test_a_number_out_of_bounds_is_not_counted(tmp_path) -> None:
    case, _summary = leave(
        tmp_path / "up",
        [good(1, Vienti="150"), good(2, Vienti="40")],
        columns={**COLUMNS, "Vienti": "export_share"},
    )
    written = problem(case, "number_out_of_bounds")
    assert written["row"] == 2 and "100" in written["allowed"]
    export = [one for one in table(tmp_path / "up", "answers") if one["question"] == "export_share"]
    assert [(one["state"], one["number"]) for one in export] == [
        ("invalid", None),
        ("answered", 40.0),
    ]
    raw = table(tmp_path / "up", "raw")
    assert "150" in [one["text"] for one in raw if one["heading"] == "Vienti"]


def test_a_formula_that_failed_is_no_answer(tmp_path) -> None:
    case, _summary = leave(
        tmp_path / "up",
        [good(1, **{"Tärkein haaste": "#REF!", "Liikevaihto 12 kk": "#N/A"}), good(2)],
        columns={**COLUMNS, "Tärkein haaste": "challenge"},
        kinds={"Tärkein haaste": {0: ERROR}, "Liikevaihto 12 kk": {0: ERROR}},
    )
    assert case.problems.by_code("warning")["formula_error"] == 2
    answered = [
        one["response"]
        for one in table(tmp_path / "up", "answers")
        if one["question"] in ("challenge", "turnover_outlook") and one["state"] == "answered"
    ]
    assert answered == [1, 1]


def test_what_was_decided_in_reading_is_told_once(tmp_path) -> None:
    rows = [
        good(1, **{"Henkilöstön määrä": "n. 12"}),
        good(2, **{"Henkilöstön määrä": "2-4"}),
        good(3, **{"Henkilöstön määrä": "noin 250+"}),
        good(4, **{"Henkilöstön määrä": "yli 90000"}),
        good(5, **{"Henkilöstön määrä": "12 %"}),
    ]
    case, summary = leave(tmp_path / "up", rows)
    notes = {one["row"]: one for one in told(case) if one["column"] == "E"}
    assert {row: one["message"] for row, one in notes.items()} == {
        2: "“n. 12” was read as 12.",
        3: "“2-4” was read as the size class “2–4 persons”.",
        4: "“noin 250+” was read as the size class “250 persons or more”.",
        5: "“yli 90000” is out of bounds and is not counted.",
        6: "“12 %” was read as 12.",
    }
    assert [notes[row]["severity"] for row in range(2, 7)] == [
        *("note", "note", "note", "warning", "note"),
    ]
    assert (summary["warnings"], summary["notes"]) == (1, 4)
    sizes = [one["size_class"] for one in table(tmp_path / "up", "responses")]
    assert sizes[:3] == ["p10_19", "p2_4", "p250"]


def test_a_share_and_the_middle_of_a_range() -> None:
    rows = [good(1, Vienti="40 %"), good(2, Vienti="20-30 %"), good(3, Vienti="n. 150")]
    case, _found = checked(rows, columns={**COLUMNS, "Vienti": "export_share"})
    found = {one["row"]: one["message"] for one in told(case) if one["heading"] == "Vienti"}
    assert found == {
        3: "“20-30 %” was read as 25, the middle of its bounds.",
        4: "“n. 150” is out of bounds and is not counted.",
    }


def test_a_part_that_nobody_knows_is_told_and_the_rest_counts(tmp_path) -> None:
    defs = definitions.load()
    question = defs.questionnaires[FORM].questions["training_form"]
    names = [one.title["fi"] for one in question.options.values()][:2]
    rows = [
        good(1, Tuki="; ".join([names[0], "Kuulento"])),
        good(2, Tuki="; ".join(names)),
        *(good(n, Tuki="Kuulento") for n in (3, 4)),
    ]
    case, summary = leave(tmp_path / "up", rows, columns={**COLUMNS, "Tuki": question.id})
    found = [one for one in told(case) if one["heading"] == "Tuki"]
    assert [(one["row"], one["severity"], one["code"]) for one in found] == [
        (row, "warning", "answer_unknown") for row in (2, 4, 5)
    ]
    assert found[0]["message"].startswith("“Kuulento”: none of the answers")
    assert found[0]["value"].startswith(names[0][:10])
    assert question.options[next(iter(question.options))].title["en"][:10] in found[0]["allowed"]
    assert summary["by_code"]["answer_unknown"] == 3
    kept = [one for one in table(tmp_path / "up", "answers") if one["question"] == question.id]
    assert sum(one["option"] is not None for one in kept) == 3


def test_many_equal_notes_are_counted_and_the_first_are_shown() -> None:
    rows = [good(1, **{"Y-tunnus": None, "Henkilöstön määrä": f"n. {n}"}) for n in range(300)]
    case, _found = checked(rows)
    assert case.problems.by_code("note")["approximate"] == 300
    told_of_it = [one for one in told(case) if one["code"] == "approximate"]
    assert len(told_of_it) == 300 and told_of_it[-1]["message"] == "“n. 299” was read as 299."


def test_a_required_answer_that_is_missing_refuses_the_row() -> None:
    case, _found = checked([good(1, **{"Yrityksen nimi": None}), good(2)])
    written = problem(case, "required_missing")
    assert (written["severity"], written["row"], written["column"]) == ("error", 2, "B")
    assert case.problems.refused.tolist() == [True, False]


def test_a_required_question_without_a_column_needs_a_yes() -> None:
    row = {key: value for key, value in good(1).items() if key != "Haastattelupäivä"}
    case, _found = checked([row])
    assert problem(case, "required_not_asked")["severity"] == "warning"
    assert not case.problems.refused.any()


def test_a_file_of_something_else_is_refused_as_a_whole() -> None:
    case, _found = checked([{"Toimiala": "41200", "Huomio": "x"}], columns={"Toimiala": "industry"})
    assert problem(case, "other_form")["severity"] == "error"
    assert case.problems.refused.all()
    case, _found = checked([{"Huomio": "x"}], columns={})
    assert problem(case, "nothing_mapped")["severity"] == "error"
    assert case.problems.refused.all()


def test_an_interview_that_broke_off() -> None:
    blank = good(1, **{"Liikevaihto 12 kk": None, "Tärkein haaste": None})
    case, found = checked([blank, good(2)], columns={**COLUMNS, "Tärkein haaste": "challenge"})
    written = problem(case, "broken_off")
    assert written["severity"] == "warning" and "0 of 2" in written["message"]
    assert found["completeness"].to_pylist() == [0.0, 1.0]


def test_the_same_firm_twice_in_a_file() -> None:
    rows = [good(1, **{"Y-tunnus": "2077474-1"}), good(2), good(1), good(1), good(2)]
    case, _found = checked(rows)
    again = [one for one in told(case) if one["code"] == "duplicate_firm"]
    # The first row was refused for its number, so that it hides nobody.
    assert [(one["row"], "row 4" in one["message"]) for one in again] == [(5, True), (6, False)]
    assert case.problems.refused.tolist() == [True, False, False, True, True]


def test_the_same_response_twice_in_a_file() -> None:
    rows = [good(1, Vastaustunniste="r1"), good(2, Vastaustunniste="r1")]
    case, _found = checked(rows, columns={**COLUMNS, "Vastaustunniste": "response_id"})
    assert problem(case, "duplicate_response")["row"] == 3


def test_rows_alike_that_name_no_firm_are_both_counted() -> None:
    nameless = {"Y-tunnus": None, "Yrityksen nimi": "Nimetön"}
    case, found = checked([good(1, **nameless), good(1, **nameless)])
    assert problem(case, "duplicate_content")["severity"] == "warning"
    assert not case.problems.refused.any()
    assert len(set(found["response_id"].to_pylist())) == 2


def test_refused_rows_are_nowhere_and_all_are_accounted_for(tmp_path) -> None:
    rows = [good(1), good(2, Suostumus="Ei"), good(3), good(4, Kunta="Tuntematon")]
    case, summary = leave(tmp_path / "up", rows)
    assert (summary["read"], summary["stored"], summary["refused"]) == (4, 2, 2)
    responses = table(tmp_path / "up", "responses")
    assert [(one["response"], one["row"]) for one in responses] == [(0, 2), (1, 4)]
    assert {one["response"] for one in table(tmp_path / "up", "answers")} == {0, 1}
    assert {one["row"] for one in table(tmp_path / "up", "raw")} == {2, 4}


def test_a_batch_is_its_content(tmp_path) -> None:
    _case, one = leave(tmp_path / "one", [good(1)])
    _case, same = leave(tmp_path / "two", [good(1)])
    _case, other = leave(tmp_path / "three", [good(1, Kunta="Karstula")])
    _case, later = leave(tmp_path / "four", [good(1)], upload={**UPLOAD, "wave": "2027-04"})
    assert one["batch"] == same["batch"]
    assert len({one["batch"], other["batch"], later["batch"]}) == 3


def test_what_is_accepted_is_known_to_the_next_check(tmp_path) -> None:
    folder = tmp_path / "one"
    _case, first = leave(folder, [good(1), good(2)], upload={**UPLOAD, "sha256": "0" * 64})
    assert first["already"] is False and first["warnings"] == 0
    batches.accept(folder, by="local")
    _case, again = leave(tmp_path / "two", [good(1), good(2)])
    assert again["already"] is True and again["warnings"] == 0
    case, more = leave(tmp_path / "three", [good(2, Kunta="Karstula"), good(3)])
    assert problem(case, "firm_interviewed_already")["row"] == 2
    assert (more["already"], more["stored"], more["warnings"]) == (False, 2, 1)
    later = {**UPLOAD, "wave": "2027-04", "is_demonstration": False}
    case, _summary = leave(tmp_path / "four", [good(2)], upload=later)
    assert "firm_interviewed_already" not in case.problems.by_code()
    invented = {**UPLOAD, "is_demonstration": True}
    case, _summary = leave(tmp_path / "five", [good(2)], upload=invented)
    assert "firm_interviewed_already" not in case.problems.by_code()


def test_thousands_of_one_mistake_do_not_hide_another() -> None:
    n = 3 * SHOWN
    problems = Problems(n + 1)
    problems.rows("warning", "common", np.arange(n), 0, "common")
    problems.rows("warning", "rare", np.array([n]), 27, "rare: {value}")
    written = problems.written(lambda row, column: "x" * 100, np.arange(n + 1) + 2, ["h"] * 30, ())
    assert len(written) == SHOWN
    [rare] = [one for one in written if one["code"] == "rare"]
    assert rare["column"] == "AB" and rare["message"] == "rare: " + "x" * 59 + "…"
    assert problems.by_code() == {"common": n, "rare": 1}


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_messages_are_in_the_readers_language() -> None:
    texts.use("fi")
    case, _found = checked([good(1, Suostumus="Ei")])
    assert "{" not in problem(case, "consent_refused")["message"]
