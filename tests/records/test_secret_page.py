"""Where the secret of the rounding is lost, pages say so and what to restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import settings
from seutukuva.records import salt
from tests.interviews.needy import Firm, accepted
from tests.pages import open_page


@pytest.mark.parametrize("page", ["companies/interviews", "companies/needs"])
def test_without_the_secret_of_the_rounding_the_page_says_what_to_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    (tmp_path / "upload").mkdir()
    accepted(tmp_path / "upload", *(Firm(f"Firm {n}", ("training",)) for n in range(6)))
    salt.read()
    salt.file().unlink()
    (said,) = [one.value for one in open_page(page, lang="en").warning]
    assert "The secret of the rounding is missing" in said and "Restore it" in said
