"""The table of responses: who answered, where, in which industry, when, and with what consent."""

from __future__ import annotations

import datetime as dt

import pytest

from etl.interviews.reading.cells import DATE
from seutukuva import texts
from tests.etl.interviews.sheets import COLUMNS, GOOD, IDS, UPLOAD, checked, good, problem, told

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def english():
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def values(found, name: str) -> list:
    return found[name].to_pylist()


def codes(case) -> set[str]:
    return set(case.problems.by_code())


def test_a_good_row_has_no_problem() -> None:
    case, found = checked([good()])
    assert told(case) == []
    row = {name: values(found, name)[0] for name in found}
    assert row["y_tunnus"] == "2077474-0"
    assert row["firm_name"] == "Esimerkki Oy"
    assert row["municipality"] == "FI-KU729"
    assert (row["industry"], row["industry_version"], row["section"]) == ("41200", "2025", "F")
    assert (row["personnel"], row["size_class"]) == (12.0, "p10_19")
    assert row["interviewed_on"] == dt.date(2026, 10, 5)
    assert (row["organisation"], row["consent"]) == ("SSYP", "yes")
    assert row["completeness"] == 1.0
    assert row["row"] == 2


def test_a_wrong_business_id_refuses_its_row_alone() -> None:
    case, found = checked([good(1, **{"Y-tunnus": "2077474-1"}), good(2)])
    written = problem(case, "business_id_digit")
    assert (written["severity"], written["row"], written["column"]) == ("error", 2, "A")
    assert written["value"] == "2077474-1"
    assert "2077474-0" in written["allowed"]
    assert case.problems.refused.tolist() == [True, False]
    assert values(found, "y_tunnus") == [None, "1074350-2"]


def test_a_business_id_that_became_a_date() -> None:
    case, _found = checked([good(1, **{"Y-tunnus": "2077-04-01"})], kinds={"Y-tunnus": {0: DATE}})
    assert problem(case, "business_id_date")["row"] == 2


def test_a_missing_business_id_is_no_error_and_is_told_once() -> None:
    rows = [good(1, **{"Y-tunnus": None, "Yrityksen nimi": f"Yritys {n}"}) for n in range(3)]
    case, found = checked(rows)
    written = problem(case, "business_id_missing")
    assert written["severity"] == "note" and written["message"].startswith("3 rows")
    assert not case.problems.refused.any()
    keys = found["firm_key"].to_pylist()
    assert len(set(keys)) == 3


def test_a_firm_has_the_same_key_in_every_round_and_file() -> None:
    _first, found = checked([good(1)])
    _other, again = checked(
        [good(2), good(1, **{"Tärkein haaste": "Muu"})], upload={**UPLOAD, "wave": "2027-04"}
    )
    one = found["firm_key"].to_pylist()
    two = again["firm_key"].to_pylist()
    assert one[0] == two[1] != two[0]
    assert IDS[0] not in one[0]


def test_without_a_business_id_name_and_municipality_are_the_firm() -> None:
    def row(name: str | None, place: str, challenge: str) -> dict[str, str | None]:
        told = {"Y-tunnus": None, "Yrityksen nimi": name, "Kunta": place}
        return good(1, **told, **{"Tärkein haaste": challenge})

    rows = [row("Saha Oy", "Saarijärvi", "a"), row("SAHA oy ", "Saarijärvi", "b")]
    rows += [row("Saha Oy", "Viitasaari", "c"), row(None, "Viitasaari", "d")]
    rows += [row(None, "Saarijärvi", "e")]
    case, found = checked(rows)
    one, same, elsewhere, nobody, another = found["firm_key"].to_pylist()
    assert one == same and nobody == another and len({one, elsewhere, nobody}) == 3
    repeated = problem(case, "firm_name_repeated")
    assert (repeated["severity"], repeated["row"]) == ("warning", 3)
    assert "row 2" in repeated["message"]
    columns = {name: asked for name, asked in COLUMNS.items() if asked != "firm_name"}
    bare = [{name: one[name] for name in one if name != "Yrityksen nimi"} for one in rows]
    unnamed, found = checked(bare, columns=columns)
    assert len(set(found["firm_key"].to_pylist())) == 1
    assert problem(unnamed, "firms_unnamed")["message"].startswith("5 rows")


def test_municipalities_unknown_former_and_outside() -> None:
    case, found = checked(
        [good(1, Kunta="Sarijärvi"), good(2, Kunta="Pylkönmäki"), good(3, Kunta="Jyväskylä")]
    )
    unknown = problem(case, "municipality_unknown")
    assert unknown["severity"] == "error" and "“Saarijärvi”" in unknown["message"]
    assert "“Karstula”" in unknown["allowed"]
    assert problem(case, "municipality_former")["severity"] == "note"
    assert problem(case, "municipality_outside")["severity"] == "warning"
    assert values(found, "municipality") == [None, "FI-KU729", "FI-KU179"]
    assert case.problems.refused.tolist() == [True, False, False]


def test_the_version_of_an_industry_follows_the_day_of_the_interview() -> None:
    older = good(1, Haastattelupäivä="2025-11-20", Toimiala="62010")
    newer = good(2, Haastattelupäivä="2026-10-05", Toimiala="62010")
    _case, found = checked([older, newer])
    assert values(found, "industry_version") == ["2008", "2025"]
    assert values(found, "section") == ["J", "K"]


def test_a_stated_version_wins() -> None:
    rows = [good(1, Toimiala="Q", Luokitus="TOL 2008"), good(2, Toimiala="Q", Luokitus="TOL 2025")]
    case, found = checked(rows, columns={**COLUMNS, "Luokitus": "industry_version"})
    assert values(found, "industry_version") == ["2008", "2025"]
    assert values(found, "section") == ["Q", "Q"]
    assert not codes(case)


def test_an_industry_nobody_knows_is_kept_as_text_with_a_warning() -> None:
    case, found = checked([good(1, Toimiala="konepaja"), good(2, Toimiala="Q")])
    assert values(found, "industry") == ["konepaja", "Q"]
    assert values(found, "section") == [None, None]
    assert problem(case, "industry_unknown")["severity"] == "warning"
    assert problem(case, "industry_version_missing")["row"] == 3
    assert not case.problems.refused.any()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("3.11.2026", "date_future"),
        ("5.10.1999", "date_too_old"),
        ("31.3.2026", "date_outside_round"),
        ("5.10.2024", "date_outside_round"),
    ],
)
def test_days_that_somebody_should_look_at(day: str, code: str) -> None:
    case, _found = checked([good(1, Haastattelupäivä=day), good(2)])
    written = problem(case, code)
    assert (written["severity"], written["value"]) == ("warning", day)


def test_a_day_within_half_a_year_of_the_round_is_fine() -> None:
    case, found = checked([good(1, Haastattelupäivä="1.4.2026")])
    assert not codes(case)
    assert values(found, "interviewed_on") == [dt.date(2026, 4, 1)]


def test_where_most_days_are_far_from_the_round_the_round_is_asked_for() -> None:
    days = ("5.3.2026", "6.3.2026", "5.10.2026")
    case, _found = checked([good(n, Haastattelupäivä=day) for n, day in enumerate(days, 1)])
    written = problem(case, "wrong_round")
    assert (written["severity"], written["row"]) == ("warning", None)
    assert "October 2026" in written["message"]
    assert "date_outside_round" not in codes(case)


def test_consent_that_is_refused_or_missing_keeps_the_row_out() -> None:
    case, found = checked(
        [good(1, Suostumus="Ei"), good(2, Suostumus=None), good(3, Suostumus="hmm"), good(4)]
    )
    assert case.problems.by_code("error") == {"consent_missing": 2, "consent_refused": 1}
    assert case.problems.refused.tolist() == [True, True, True, False]
    assert values(found, "consent") == ["no", "unknown", "unknown", "yes"]


def test_a_file_without_consent_needs_one_yes_for_all() -> None:
    row = {key: value for key, value in GOOD.items() if key != "Suostumus"}
    case, found = checked([row])
    written = problem(case, "consent_not_asked")
    assert (written["severity"], written["row"]) == ("warning", None)
    assert values(found, "consent") == ["unknown"]
    assert not case.problems.refused.any()


def test_quoting_needs_a_clear_yes() -> None:
    rows = [good(n + 1, Lainaus=said) for n, said in enumerate(("Kyllä", "Ei", None))]
    _case, found = checked(rows, columns={**COLUMNS, "Lainaus": "quotation"})
    assert values(found, "quotation") == [True, False, False]


def test_an_organisation_by_its_short_name() -> None:
    rows = [good(1, Haastatteli="witas"), good(2, Haastatteli="Muu"), good(3, Haastatteli=None)]
    case, found = checked(rows, columns={**COLUMNS, "Haastatteli": "organisation"})
    assert values(found, "organisation") == ["WITAS", "SSYP", "SSYP"]
    assert problem(case, "organisation_unknown")["row"] == 3


def test_a_row_of_another_round() -> None:
    rows = [good(1, Kierros="2026-10"), good(2, Kierros="2025-10")]
    case, _found = checked(rows, columns={**COLUMNS, "Kierros": "wave"})
    assert problem(case, "other_round")["row"] == 3


def test_a_response_is_named_by_its_content_without_persons() -> None:
    columns = {**COLUMNS, "Yhteyshenkilö": "contact_name"}
    _case, one = checked([good(1, Yhteyshenkilö="Maija Meri")], columns=columns)
    _case, two = checked([good(1, Yhteyshenkilö="Tauno Tuuli")], columns=columns)
    _case, other = checked([good(1, Yhteyshenkilö="Maija Meri", Kunta="Karstula")], columns=columns)
    assert values(one, "response_id") == values(two, "response_id")
    assert values(one, "response_id") != values(other, "response_id")


def test_the_file_names_its_responses() -> None:
    rows = [good(1, Vastaustunniste="r1"), good(2, Vastaustunniste="r2")]
    _case, found = checked(rows, columns={**COLUMNS, "Vastaustunniste": "response_id"})
    assert values(found, "response_id") == ["r1", "r2"]
