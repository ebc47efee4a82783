"""Lists with something wrong in them: kept and told of, or refused; never silently gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva.errors import UploadRefused
from tests.etl.projects.making import DAY, GOOD, HEADINGS, changed, quoted, taken

# What a row says, the code of the problem, its severity, and the flag that the register shows.
KEPT = [
    ({"paid": "200000"}, "realised_above_planned", "warning", "realised_above_planned"),
    ({"granted": "0", "paid": "0"}, "planned_zero", "note", "planned_zero"),
    ({"granted": "0"}, "unplanned", "warning", "unplanned"),
    ({"end": "1.4.2009"}, "end_before_start", "warning", "end_before_start"),
    ({"start": "31.2.2009"}, "start_unreadable", "warning", "date_unreadable"),
    ({"start": "", "end": ""}, "no_dates", "note", "no_dates"),
    ({"paid": "168 275"}, "money_as_text", "note", ""),
    ({"paid": "noin sata"}, "number_unreadable", "warning", "number_unreadable"),
    ({"paid": "100-200"}, "number_unreadable", "warning", "number_unreadable"),
    ({"paid": "-744"}, "negative", "warning", "negative"),
    ({"paid": ""}, "figure_missing", "note", ""),
    ({"implementer": " "}, "unknown_implementer", "warning", "unknown_implementer"),
    ({"name": ""}, "name_missing", "warning", "name_missing"),
    ({"state": "Jokin muu"}, "state_unknown", "note", ""),
    ({"planned": "100000"}, "public_below_eu_state", "note", "public_below_eu_state"),
]


@pytest.mark.parametrize(
    ("cells", "code", "severity", "flag"), KEPT, ids=[f"{row[1]}-{n}" for n, row in enumerate(KEPT)]
)
def test_what_is_odd_is_kept_told_of_and_flagged(
    cells: dict[str, str], code: str, severity: str, flag: str, tmp_path: Path
) -> None:
    left = taken(tmp_path, quoted([changed("S19009"), changed(**cells)]))
    told = left.problem(code)
    assert (told["severity"], told["row"]) == (severity, 3)
    assert told["message"].endswith(told["repair"])
    assert left.summary["severity"][code] == severity
    assert set(left.projects) == {"S19009", "S19001"}
    assert left.projects["S19009"]["flags"] == []
    assert (flag in left.projects["S19001"]["flags"]) == bool(flag)


def test_a_project_that_ends_before_it_starts_is_kept_without_its_end(tmp_path: Path) -> None:
    left = taken(tmp_path, quoted([changed(end="1.4.2009")]))
    project = left.projects["S19001"]
    assert (str(project["start"]), project["end"]) == ("2009-05-01", None)
    assert "1.4.2009" in {one["text"] for one in left.rows("raw")}


def test_what_cannot_be_read_is_no_figure_and_no_zero(tmp_path: Path) -> None:
    left = taken(tmp_path, quoted([changed(paid="noin sata", realised="")]))
    assert left.values("S19001") == {"eu_state.planned.all": 194225, "public.planned.all": 228500}
    assert left.summary["figures"] == 2


def test_a_project_that_stands_twice_is_stored_once_or_not_at_all(tmp_path: Path) -> None:
    rows = [
        *(GOOD, changed("s19001 ", paid="168 275"), changed("S19002")),
        *(changed("S19003"), changed("S19003", paid="1"), changed("S19003")),
    ]
    left = taken(tmp_path, quoted(rows))
    assert set(left.projects) == {"S19001", "S19002"}
    assert left.projects["S19001"]["flags"] == ["twice"]
    assert (left.problem("twice")["severity"], left.problem("twice")["row"]) == ("warning", 3)
    differing = [one for one in left.problems if one["code"] == "twice_differing"]
    assert [one["row"] for one in differing] == [5, 6, 7]
    assert "rows 5, 6, 7" in differing[0]["message"]
    summary = left.summary
    counts = [summary[name] for name in ("read", "stored", "repeated", "refused")]
    assert counts == [6, 2, 1, 3]
    assert summary["totals"]["ESR"]["eu_state_realised"] == 2 * 168275


def test_a_row_without_a_code_is_refused_and_the_others_are_not(tmp_path: Path) -> None:
    left = taken(tmp_path, quoted([changed(""), changed("S19002")]))
    assert (left.problem("code_missing")["severity"], left.problem("code_missing")["row"]) == (
        *("error", 2),
    )
    assert set(left.projects) == {"S19002"}


def test_a_code_of_another_list_is_told_of(tmp_path: Path) -> None:
    left = taken(tmp_path, quoted([GOOD, changed("S20001")]))
    assert left.problem("other_programme")["row"] == 3
    assert left.projects["S20001"]["flags"] == ["other_programme"]


def test_a_row_that_cannot_be_put_together_is_refused(tmp_path: Path) -> None:
    content = (
        quoted([changed(f"S1900{n}") for n in range(8)])
        + b"S19009,ESR,a,b,c,d,e,f,g,h,i,j,k,l,m,n\n"
    )
    left = taken(tmp_path, content)
    assert (left.problem("cells_uneven")["row"], left.summary["refused"]) == (10, 1)
    assert "S19009" not in left.projects


def test_persons_are_masked_in_all_that_is_kept(tmp_path: Path) -> None:
    rows = [
        changed("S19002", implementer="T:MI Meikäläinen Matti"),
        changed("S19003", implementer="FIRMA OYMATTI MEIKÄLÄINEN"),
        *(changed(f"S1901{n}") for n in range(4)),
    ]
    left = taken(tmp_path, quoted(rows))
    sole, firm = left.projects["S19002"], left.projects["S19003"]
    assert (sole["implementer"], sole["implementer_key"], sole["flags"]) == (None, None, ["person"])
    assert (firm["implementer"], firm["flags"]) == ("FIRMA OY", [])
    for part in ("projects", "figures", "raw"):
        assert "meikäläinen" not in str(left.rows(part)).casefold(), part
    assert "meikäläinen" not in str(left.problems).casefold()


def test_without_a_day_nothing_is_stored_until_somebody_tells_it(tmp_path: Path) -> None:
    left = taken(tmp_path / "none", quoted([GOOD]), day="")
    assert left.json("mapping")["needs"] == ["list_date"]
    assert left.problem("list_date_missing")["severity"] == "error"
    assert (left.summary["stored"], left.summary["refused"]) == (0, 1)
    later = taken(tmp_path / "later", quoted([GOOD]), day="2999-01-01")
    assert later.problem("list_date_future")["severity"] == "error"
    assert taken(tmp_path / "told", quoted([GOOD]), day=DAY).summary["stored"] == 1
    for day in ("eilen", "0001-01-01"):
        with pytest.raises(UploadRefused, match="is no day"):
            taken(tmp_path / day, quoted([GOOD]), day=day)


def test_a_list_without_projects_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match="no project"):
        taken(tmp_path, quoted([], HEADINGS))
