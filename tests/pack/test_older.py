"""Packs of an edition whose statistics were revised since, or whose municipality is gone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from seutukuva import definitions
from seutukuva.editions import register
from seutukuva.editions.register import Edition
from seutukuva.pack import delivery, document, making
from seutukuva.pack.model import MUNICIPALITY, Pack
from tests.editions import older
from tests.editions.without import GONE, without_an_area

pytestmark = pytest.mark.slow


@pytest.fixture
def edition(entering: Path) -> Edition:
    """Frozen of the older version; the newer one has been published since."""
    older.make_older()
    newer = older.current()
    older.point_at(older.OLDER)
    one = register.freeze("2026-04", round="2026-04")
    older.point_at(newer)
    return one


def figure(pack: Pack, title: str) -> tuple[str, ...]:
    section = pack.section("headline")
    assert section is not None and section.listing is not None
    return next(row for row in section.listing.shown if row[0] == title)


def test_a_pack_of_an_old_edition_keeps_its_figures_and_one_of_now_says_what_is_new(
    edition: Edition,
) -> None:
    then = making.made(edition, MUNICIPALITY, older.OWN, "en")
    now = making.made(None, MUNICIPALITY, older.OWN, "en")
    # The older version ends a year earlier, and nothing of 2025 stands in its pack.
    assert figure(then, "Population")[1] == "2023" and figure(now, "Population")[1] == "2025"
    assert (figure(then, "Jobs")[2], figure(now, "Jobs")[2]) == ("2,931*", "2,931"), "preliminary"
    assert "data of 20 April 2026" in then.footer and then.failed == now.failed == ()
    changed = now.section("changed")
    assert changed is not None and changed.listing is not None
    rows = {(row[0], row[2]): row for row in changed.listing.shown}
    assert rows["Population", "new figures"][4].endswith("(2025)")
    assert ("Jobs", "revised") in rows


def test_a_municipality_that_is_gone_still_gets_its_pack(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = definitions.load().areas[GONE].name["en"]
    without_an_area(tmp_path / "later", monkeypatch)
    assert GONE not in definitions.load().areas
    own = making.made(edition, MUNICIPALITY, GONE, "en")
    assert own.place == name and own.failed == () and document.pdf(own)
    assert own.section("headline").listing is not None  # type: ignore[union-attr]
    content = delivery.of_municipalities(edition, "en", ("xlsx",))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == 8, "with the one that is gone"
