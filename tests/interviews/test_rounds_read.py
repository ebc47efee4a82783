"""Which interviews of a round are counted together, and as one firm."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from seutukuva import settings
from seutukuva.interviews import batches, reading, reports
from tests.interviews.needy import Firm, accepted

SIX = [Firm(f"Firm {n}", ("training",)) for n in range(6)]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    return tmp_path


def upload(data: Path, name: str) -> Path:
    folder = data / name
    folder.mkdir()
    return folder


def test_rows_of_one_name_without_a_business_id_are_one_firm() -> None:
    rows = pd.DataFrame(
        {
            "firm_name": ["Saha Oy", "SAHA  OY", "Saha Oy", "Saha Oy", "", None],
            "municipality": ["FI-KU729", "FI-KU729", "FI-KU931", "FI-KU729", None, None],
            "y_tunnus": [None, "", None, "2077474-0", None, None],
            "firm_key": list("abcdef"),
        }
    )
    first, second, elsewhere, known, *nameless = batches._one_key_a_name(rows)["firm_key"]
    assert first == second not in "abcdef"
    assert elsewhere not in (first, *"abcdef")
    assert [known, *nameless] == ["d", "e", "f"]


def test_answers_to_another_form_are_not_counted_with_these_and_that_is_said(data: Path) -> None:
    accepted(upload(data, "one"), *SIX, questionnaire="another_form")
    accepted(upload(data, "two"), *(Firm(f"Other {n}", ("exports",)) for n in range(7)))
    (wave,) = batches.waves()
    assert {len(state) for state in reading.read(wave, {}).states} <= {0, 7}
    report = reports.of(wave)
    assert report.others == ("another_form",)
    assert report.form.id == "company_interview"


def test_figures_are_the_same_after_another_start(data: Path) -> None:
    accepted(upload(data, "one"), *SIX)
    (wave,) = batches.waves()
    once = reports.of(wave).results
    reports._of.cache_clear()
    reports._prepared.cache_clear()
    assert reports.of(wave).results == once
    assert (settings.records_folder() / "rounding.key").exists()


def test_words_are_those_of_the_state_that_is_shown(data: Path) -> None:
    accepted(upload(data, "one"), *SIX)
    (wave,) = batches.waves()
    before = reports.words(wave)
    late = accepted(upload(data, "two"), Firm("Late", ("exports",)))
    after = reports.words(wave)
    assert late.body["batch"] not in set(after["batch"])
    assert after.equals(before)
    assert reports.of(wave).results.waiting
