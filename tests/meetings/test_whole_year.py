"""A whole year is played: data that come late or are revised, marks, editions, a look back.

Real figures of the starter, cut to what was known at each round; real builds, the real log. Only
the days are set.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from etl import build, publish, stage, versions
from seutukuva import definitions, pack, records, settings, showing, store, texts
from seutukuva.editions import comparing, opened, register
from seutukuva.errors import InvalidRecord, RecordRefused
from seutukuva.meetings import register as meetings
from seutukuva.outlook import figures as outlook_figures
from seutukuva.outlook import hindsight
from seutukuva.outlook import register as outlook
from seutukuva.pack import delivery
from tests.pages import everything_said, open_page, sheets

pytestmark = pytest.mark.slow

TOWN, THEME, INDICATOR = "FI-KU729", "unemployment", "unemployment_share"
GROUP = "EKR"
SPRING, AUTUMN, NEXT = "2024-04", "2024-10", "2025-04"
# What the town's share for January 2024 was, and what it is revised to in the autumn.
PERIOD, FIRST, REVISED = "2024M01", 15.9, 15.2
A_YEAR_LATER = 16.2
# Files of monthly employment statistics, and the yearly means made of them.
MONTHLY = ("statfin_12r5_2019.csv", "statfin_12r5_2025.csv", "statfin_12r5_2026.csv")
PAGES = ("situation/overview", "situation/area", "situation/outlook", "meetings/meeting")


@dataclass
class Year:
    """What was seen on the way."""

    patch: pytest.MonkeyPatch
    starter: Path
    seen: dict[str, Any] = field(default_factory=dict)
    versions: list[str] = field(default_factory=list)

    def day(self, year: int, month: int, day: int) -> None:
        """It is that day, for whoever asks."""

        class Day(dt.date):
            @classmethod
            def today(cls) -> dt.date:  # type: ignore[override]
                return dt.date(year, month, day)

        names = {name: getattr(dt, name) for name in dir(dt) if not name.startswith("__")}
        fake = SimpleNamespace(**{**names, "date": Day})
        for module in (showing, register):
            self.patch.setattr(module, "dt", fake)

    def published(self, until: str, revised: float | None = None) -> None:
        """The statistics as they are known when months up to one are out."""
        for name in MONTHLY:
            _cut(settings.REPOSITORY / "data" / "starter" / name, self.starter, until, revised)
        found = definitions.load()
        build.build(found, stage.stage(found))
        self.versions.append(publish.publish(found).pointer.version)
        versions.prune()
        store.hold_version()


def _cut(file: Path, folder: Path, until: str, revised: float | None) -> None:
    with file.open(encoding="utf-8", newline="") as handle:
        head, *rows = list(csv.reader(handle))
    kept = [row for row in rows if row[2] <= until]
    for row in kept:
        if revised is not None and row[:3] == [TOWN, INDICATOR, PERIOD]:
            row[3] = str(revised)
    if not kept:
        # A table of which nothing is out yet: one old row keeps the file what it is.
        kept = rows[:1]
        kept[0][2] = "2006M01"
    with (folder / file.name).open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([head, *kept])


def _given(round_id: str, scores: dict[tuple[str, str], int]) -> list[outlook.Given]:
    reason = "Advisers of three companies say the same, and the figures agree"
    return [
        outlook.Given(round_id, TOWN, theme, horizon, GROUP, score, reason)
        for (theme, horizon), score in scores.items()
    ]


def _marked(round_id: str, scores: dict[tuple[str, str], int]) -> None:
    outlook.save(_given(round_id, scores), {})


def _entered(kind: str, id: str, **body: Any) -> None:
    history = records.history(id)
    expect = history[-1].seq if history else None
    records.append(kind, body, id=id, by="local", expect=expect)


def _meeting(id: str, round_id: str, held: str, title: str) -> None:
    _entered(
        meetings.KIND,
        id,
        **{"type": "coordination", "round": round_id, "title": title, "held_on": held},
        **{"convener": "SSYP", "state": "held"},
    )


def _action(state: str, **own: str) -> None:
    text = "Ask the recruiting firms of all eight municipalities"
    body = {"meeting": "m1", "round": SPRING, "text": text, "owner": "KS", "due": "2024-09-30"}
    _entered(meetings.ACTION, "a1", **body, state=state, **own)


def _stepped(edition: register.Edition, state: str, on: dt.date) -> register.Edition:
    return register.advance(edition, state, on=on, organisation="SJR")


def _figures(edition: register.Edition) -> str:
    """Every figure of every indicator of the programme's areas, as an edition shows them."""
    found = definitions.load()
    with opened(edition):
        rows = store.run(
            "pages/situation/courses",
            indicator_ids=sorted(found.indicators),
            area_ids=[*found.programme.areas, found.programme.subregion],
        )
    assert len(rows) > 1000
    return rows.to_csv(index=False)


def _workbook(edition: register.Edition) -> dict[str, list[tuple[Any, ...]]]:
    """The sheets of the steering group's workbook, without those that tell of the file itself."""
    made = pack_of(edition)
    (file,) = delivery.files(made, ["xlsx"])
    book = load_workbook(io.BytesIO(file.content))
    return {
        sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book if sheet.max_row > 1
    }


def pack_of(edition: register.Edition) -> pack.Pack:
    from seutukuva.pack import making

    return making.made(edition, pack.STEERING_GROUP, definitions.load().programme.subregion, "en")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """Two rounds and the one a year later, from the first figures to the last look back."""
    folder = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as patch:
        starter = folder / "starter"
        shutil.copytree(settings.REPOSITORY / "data" / "starter", starter)
        patch.setenv("SEUTUKUVA_DATA", str(folder / "data"))
        for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC"):
            patch.delenv(name, raising=False)
        patch.setattr(settings, "_announced_public", None)
        patch.setattr(settings, "starter_folder", lambda: starter)
        texts.use("en")
        one = Year(patch, starter)
        _spring(one)
        _autumn(one)
        _a_year_later(one)
        yield one
    store.hold_version()


def _spring(one: Year) -> None:
    one.day(2024, 4, 16)
    one.published("2023M12")
    _meeting("m1", SPRING, "2024-04-16", "Spring meeting")
    _marked(SPRING, {("business", "12"): 0, (THEME, "12"): 1, ("labour", "12"): -1})
    _entered(
        meetings.CONCLUSION,
        "c1",
        meeting="m1",
        round=SPRING,
        text="Firms recruit again, and cannot find people",
    )
    _action("open")
    with pytest.raises(InvalidRecord) as refused:
        register.freeze(SPRING, round=SPRING, meeting="m1", missing=["KS's summary"])
    one.seen["refused"] = str(refused.value)
    early = register.freeze(
        SPRING, round=SPRING, meeting="m1", missing=["KS's summary"], confirmed=True
    )
    one.seen["early"] = early
    # January comes late, and the draft is frozen anew with it.
    one.published(PERIOD)
    draft = register.freeze(SPRING, round=SPRING, meeting="m1", expect=early.row)
    one.seen["draft"] = draft
    one.day(2024, 5, 14)
    presented = _stepped(draft, "presented", dt.date(2024, 5, 14))
    approved = _stepped(presented, "approved", dt.date(2024, 5, 14))
    with pytest.raises(RecordRefused) as locked:
        _marked(SPRING, {("business", "now"): 1})
    one.seen["locked"] = str(locked.value)
    one.day(2024, 5, 20)
    published = _stepped(approved, "published", dt.date(2024, 5, 20))
    one.seen[SPRING] = published
    one.seen["figures"] = _figures(published)
    one.seen["workbook"] = _workbook(published)
    one.seen["pages"] = _pages()


def _autumn(one: Year) -> None:
    one.day(2024, 10, 15)
    one.published("2024M08", REVISED)
    _meeting("m2", AUTUMN, "2024-10-15", "Autumn meeting")
    _marked(AUTUMN, {("business", "now"): 1, (THEME, "12"): -1})
    one.seen["late"] = [each.days_late(showing.today()) for each in meetings.actions()]
    _action("done", outcome="All 41 firms were asked", done_on="2024-10-15")
    draft = register.freeze(AUTUMN, round=AUTUMN, meeting="m2")
    one.day(2024, 11, 12)
    presented = _stepped(draft, "presented", dt.date(2024, 11, 12))
    one.seen[AUTUMN] = _stepped(presented, "approved", dt.date(2024, 11, 12))


def _a_year_later(one: Year) -> None:
    one.day(2025, 4, 15)
    one.published("2025M01", REVISED)
    _marked(NEXT, {("business", "now"): 1, (THEME, "now"): 0, ("labour", "now"): -1})
    one.seen[NEXT] = register.freeze(NEXT, round=NEXT)


def _pages() -> dict[str, list[str]]:
    """The tables of some pages, as of the spring's edition."""
    found = {}
    for page in PAGES:
        at = open_page(page, lang="en", edition=SPRING, area=TOWN, meeting="m1")
        assert not at.exception and not at.error, [each.value for each in at.error]
        assert SPRING in everything_said(at)
        found[page] = [sheets(at), *(str(each.value) for each in at.metric)]
        assert len(found[page][0]) > 500, f"{page} shows no table"
    return found


def test_an_incomplete_freeze_needs_a_yes_and_keeps_what_was_missing(year: Year) -> None:
    assert "KS's summary" in year.seen["refused"]
    early, draft = year.seen["early"], year.seen["draft"]
    assert early.missing == ("KS's summary",) and draft.missing == ()
    assert [each.missing for each in register.history(early)][:2] == [early.missing, ()]
    assert (early.version, draft.version) == (year.versions[0], year.versions[1])


def test_every_figure_of_the_old_edition_stays_what_it_was(year: Year) -> None:
    assert _figures(year.seen[SPRING]) == year.seen["figures"]
    assert f"{FIRST}" in year.seen["figures"]


def test_the_old_pages_stay_what_they_were(year: Year) -> None:
    texts.use("en")
    assert _pages() == year.seen["pages"]


def test_the_old_pack_stays_what_it_was(year: Year) -> None:
    texts.use("en")
    assert _workbook(year.seen[SPRING]) == year.seen["workbook"]


def test_versions_that_an_edition_ever_named_are_kept_and_others_go(year: Year) -> None:
    assert len(set(year.versions)) == 4
    unnamed = versions.file_of("20200101T000000Z-00000000")
    shutil.copy(versions.file_of(year.versions[0]), unnamed)
    assert versions.prune() == ["20200101T000000Z-00000000"] and not unnamed.exists()
    # The first was named only by a draft that was frozen anew since.
    assert set(versions.kept()) == set(year.versions)


def test_an_approved_round_is_locked_until_somebody_says_why(year: Year) -> None:
    assert SPRING in year.seen["locked"]
    with pytest.raises(RecordRefused):
        _entered(
            meetings.CONCLUSION, "c1", meeting="m1", round=SPRING, text="Something else was meant"
        )
    with pytest.raises(InvalidRecord):
        register.unlock(year.seen[SPRING], "  ")


def test_what_was_done_since_is_open_in_the_old_edition(year: Year) -> None:
    assert year.seen["late"] == [15]
    with opened(year.seen[SPRING]):
        (then,) = meetings.actions()
        assert then.state == "open" and not then.days_late(showing.today())
    with opened(year.seen[AUTUMN]):
        (since,) = meetings.actions()
        assert (since.state, since.outcome) == ("done", "All 41 firms were asked")


def test_two_editions_differ_by_what_came_and_what_was_revised(year: Year) -> None:
    texts.use("en")
    spring, autumn = year.seen[SPRING], year.seen[AUTUMN]
    with opened(spring) as before:
        pass
    with opened(autumn) as after:
        pass
    found = comparing.compare(before, after, TOWN)
    own = [one for one in found.figures.revised if one.indicator_id == INDICATOR]
    assert [(one.area_id, one.period, one.before, one.after) for one in own] == [
        (TOWN, PERIOD, FIRST, REVISED)
    ]
    (new,) = [one for one in found.figures.new if one.indicator_id == INDICATOR]
    assert (new.first, new.last, new.values) == ("2024M02", "2024M08", 7)
    assert {(one.after.theme, one.after.horizon) for one in found.marks if one.after} == {
        ("business", "now"),
        (THEME, "12"),
    }
    (moved,) = found.actions.moved
    assert (moved.before.state, moved.after.state) == ("open", "done")


def test_a_mark_is_scored_a_year_later_against_the_mark(year: Year) -> None:
    with opened(year.seen[NEXT]):
        every = outlook.marks()
        found = {
            one.mark.theme: one.verdict
            for one in hindsight.by_marks(every, showing.today())
            if one.mark.round == SPRING
        }
    assert found == {"business": "under", THEME: "over", "labour": "hit"}


def test_a_mark_is_scored_against_the_figures_as_each_round_knew_them(year: Year) -> None:
    themes = definitions.load().outlook.themes
    with opened(year.seen[NEXT]):
        every = [one for one in outlook.marks() if one.theme == THEME]
        outcomes = hindsight.by_figures(
            every, themes, outlook_figures.at_rounds(every, themes), showing.today()
        )
    (own,) = [
        one for one in outcomes if one.mark.round == SPRING and one.figure.indicator == INDICATOR
    ]
    assert own.before is not None and own.after is not None
    assert (own.before.period, own.before.value) == (PERIOD, FIRST), "as the spring knew it"
    assert (own.after.period, own.after.value) == ("2025M01", A_YEAR_LATER)
    # 0.3 points are within what counts as the same: better was foreseen.
    assert own.change == pytest.approx(0.3) and own.way == 0 and own.verdict == "over"
    # Of the figure as it was revised the share rose by a whole point.
    assert own.is_revised


def test_marks_that_look_ahead_too_far_are_not_judged_yet(year: Year) -> None:
    with opened(year.seen[NEXT]):
        (one,) = [
            each
            for each in hindsight.by_marks(outlook.marks(), showing.today())
            if each.mark.round == AUTUMN
        ]
    assert (one.verdict, one.reason) == ("", hindsight.NOT_DUE)
