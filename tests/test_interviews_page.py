"""The page of interview results: every view of invented interviews, and what is said without."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, intake, settings, texts
from seutukuva.interviews import batches, demonstration, reports
from seutukuva.interviews.told import EXACT
from seutukuva.records import salt
from seutukuva.ui.interviews import choosing
from tests.interviews.needy import Firm, accepted
from tests.pages import everything_said, open_page

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow

PAGE = "companies/interviews"
ROUND = "demo-2026-04"


@pytest.fixture(scope="module")
def invented(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The starter's figures beside the invented interviews, at this computer."""
    folder = tmp_path_factory.mktemp("invented")
    shutil.copytree(starter_folder / "build", folder / "build")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUKUVA_DATA", str(folder))
        for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC", "SEUTUKUVA_CONTACTS"):
            patch.delenv(name, raising=False)
        patch.setattr(settings, "_announced_public", None)
        patch.setattr(salt, "read", lambda: b"a secret of tests")
        demonstration.load("fi")
        yield folder


def opened(**query: str) -> AppTest:
    at = open_page(PAGE, **query)
    assert not at.exception and not at.error, [one.value for one in at.error]
    return at


VIEWS = list(itertools.product(choosing.VIEWS, ("all", "municipality", "section", "size_class")))


@pytest.mark.parametrize(
    ("view", "by"),
    [one if one[1] == "all" else pytest.param(*one, marks=pytest.mark.slow) for one in VIEWS],
)
def test_every_view_opens_and_says_that_it_is_invented(invented: Path, view: str, by: str) -> None:
    said = everything_said(opened(lang="en", view=view, by=by, round=ROUND))
    assert "Demonstration: these firms and their answers are invented." in said
    assert re.search(r"\*\*About 1\d\d firms\*\* were interviewed for the round April", said)
    assert "Esimerkkiyritys" not in said


@pytest.mark.slow
@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("area", ["A1", "A4"])
@pytest.mark.parametrize("weights", ["personnel", "stock"])
def test_every_language_area_and_weight(
    invented: Path, language: str, area: str, weights: str
) -> None:
    for view in choosing.VIEWS:
        at = opened(lang=language, view=view, development_area=area, weights=weights, round=ROUND)
        assert at.title[0].value
        if language != "en":
            assert "firms" not in everything_said(at)


def tables(at: AppTest) -> str:
    """The tables of the page as they are sent."""
    return "".join(block.proto.body for block in at.get("html"))


def test_groups_too_small_for_figures_are_named_and_have_no_column(invented: Path) -> None:
    at = opened(lang="en", view="needs", by="municipality", round=ROUND)
    drawn, said = tables(at), everything_said(at)
    assert '<th scope="col">Saarijärvi</th>' in drawn
    assert "Kyyjärvi" not in drawn
    assert re.search(r"Without figures, for fewer than 10 firms answered: [^.]*Kyyjärvi", said)
    assert '<th scope="row">Firms that answered</th>' in drawn, "the base of each group"


def test_sections_of_industry_have_their_names(invented: Path) -> None:
    drawn = tables(opened(lang="en", view="coverage", by="section", round=ROUND))
    assert '<th scope="row">C Manufacturing</th>' in drawn
    assert "Against its share" not in drawn, "how many firms there are is not known by industry"


def test_a_table_of_one_question_says_its_base_once_and_that_it_does_not_add_up(
    invented: Path,
) -> None:
    at = opened(lang="en", view="plans", round=ROUND)
    said = everything_said(at)
    assert re.search(r"Of about \d+ firms that answered. A firm gives one answer; rounded", said)
    assert tables(at).count('<span class="sk-unseen">Will the firm recruit') == 1


def test_weights_that_change_nothing_here_say_so(invented: Path) -> None:
    words = "Weights change the balances of all firms together"
    both = {"lang": "en", "round": ROUND, "weights": "stock"}
    whole = everything_said(opened(**both))
    assert words not in whole and "Weights: By the firms of each municipality." in whole
    assert words in everything_said(opened(view="needs", **both))
    assert words in everything_said(opened(by="municipality", **both))


def test_the_page_says_what_the_files_hold(invented: Path) -> None:
    now, before = batches.waves()
    assert (now.id, before.id) == ("2026-04", "2025-10")
    report = reports.of(now, before)
    answers = batches.answers(batches.of_wave(now), ["turnover_outlook"])
    options = definitions.load().questionnaires["company_interview"].questions
    scores = {one.id: one.score for one in options["turnover_outlook"].options.values()}
    chosen = answers[answers["state"].isin(["answered", "cannot_say"])]
    points = chosen["option"].map(scores).fillna(0).sum()
    (told,) = [one for one in report.results.balances if one.question == "turnover_outlook"]
    assert told.all.told == EXACT and told.all.balance
    assert abs(told.all.firms - chosen["firm_key"].nunique()) < 3
    assert told.all.balance.value == pytest.approx(100 * points / len(chosen), abs=6)
    assert told.all.balance.low < 100 * points / len(chosen) < told.all.balance.high
    at = opened(lang="en", round=ROUND)
    shown = next(table.value for table in at.table if "Balance" in table.value.columns)
    row = shown[shown.iloc[:, 0] == "Turnover"].iloc[0]
    assert row["Balance"].replace("\u2212", "-") == f"{told.all.balance.value:+.0f}"


def test_a_report_is_made_once_for_a_state_of_the_log(invented: Path) -> None:
    now, before = batches.waves()
    assert reports.of(now, before) is reports.of(now, before)


def test_too_few_firms_say_so_and_nothing_else(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(starter_folder / "build", tmp_path / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    (tmp_path / "upload").mkdir()
    accepted(tmp_path / "upload", *(Firm(f"Firm {n}", ("training",)) for n in range(4)))
    said = everything_said(opened(lang="en"))
    assert "too few firms were interviewed" in said
    assert "Figures appear when there are 5." in said and "Newer interviews wait" not in said
    assert "Training" not in said and "4 firms" not in said


def test_without_interviews_the_page_says_what_to_do(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "_announced_public", None)
    assert "No interviews are stored yet" in everything_said(opened(lang="en"))


def test_others_get_a_reason_and_no_figure(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_announced_public", True)
    said = everything_said(opened(lang="en", round=ROUND))
    assert "Some pages are confidential: those of company interviews" in said
    # The footer tells the version, whose letters and digits may hold the same figures.
    assert not re.search(r"\b110\b", said)


def test_an_upload_that_is_no_longer_kept_does_not_lock_the_page(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(starter_folder / "build", tmp_path / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.setattr(settings, "_announced_public", None)
    upload = intake.receive(
        "a.csv", b"a;b\n1;2\n", questionnaire="company_interview", wave="2026-10", organisation=""
    )
    at = open_page("companies/upload", lang="en")
    at.session_state["upload"] = {"id": upload.id, "done": []}
    intake.discard(upload.id)
    at.run()
    assert not at.exception and not at.error
    assert at.get("file_uploader"), "another file can be taken at once"


def test_words_of_the_themes_are_read_when_somebody_opens_them(
    invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    whole = reports.spoken
    monkeypatch.setattr(reports, "spoken", lambda wave: asked.append(wave) or whole(wave))
    at = opened(view="texts", round=ROUND)
    assert not asked
    at.session_state["theme_words"] = True
    at.run()
    assert not at.exception and len(asked) == 1
    assert "energia" in everything_said(at)
