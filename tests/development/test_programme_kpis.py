"""What a programme may name as a development area's KPIs, refused by file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.errors import DefinitionError


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The definitions, and a copy of the programmes to break."""
    shutil.copytree(settings.programmes_folder(), tmp_path / "programmes")
    return settings.definitions_folder(), tmp_path / "programmes"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ('leading = ["jobs"]', "'jobs' is a headline KPI already.*leading"),
        ('leading = ["happiness"]', "'happiness' is not defined.*A2: headline or leading"),
        ('leading = ["question:happiness"]', "question:happiness.*A2: headline or leading"),
        # Only a balance has a course.
        ('leading = ["question:challenge"]', "question:challenge.*A2: headline or leading"),
        ('kpis = ["jobs"]', "unknown key.*kpis"),
    ],
)
def test_a_wrong_kpi_is_refused(folders: tuple[Path, Path], new: str, said: str) -> None:
    (file,) = folders[1].glob("*/programme.toml")
    text = file.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if "question:turnover_outlook" in line)
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError, match=said):
        definitions.read(*folders)


def test_leading_kpis_may_be_left_out(folders: tuple[Path, Path]) -> None:
    (file,) = folders[1].glob("*/programme.toml")
    text = file.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if "question:turnover_outlook" in line)
    file.write_text(text.replace(old, ""), encoding="utf-8")
    area = definitions.read(*folders).programme.development_areas[1]
    assert area.leading == () and area.kpis == area.headline
