"""What the files of all municipalities are called in their archive."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest

from seutukuva import export
from seutukuva.pack import delivery, making, workbook

CODES = (
    *("KU729", "../../etc/passwd", "/KU1", "Äänekoski", "Äänekoski/Ä", "C:\\evil", "😀", ""),
    *("x" * 300, "x" * 300 + "y", "..", "KU729"),
)


def test_no_code_of_an_area_leads_elsewhere_or_takes_anothers_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Codes of areas are a programme's own words: whatever stands there, each has its file."""

    def made(_edition: object, audience: str, code: str, language: str) -> Any:
        name = export.file_name("pack", "2026-10", code, audience, language)
        stamp = SimpleNamespace(day=dt.date(2026, 10, 14))
        return SimpleNamespace(file_name=name, stamp=stamp, code=code)

    monkeypatch.setattr(making, "made", made)
    monkeypatch.setattr(workbook, "xlsx", lambda pack: repr(pack.code).encode())
    edition: Any = SimpleNamespace(areas=CODES)
    content = delivery.of_municipalities(edition, "fi", ("xlsx",))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        held = [archive.read(one).decode() for one in names]
    assert held == [repr(one) for one in CODES], "nothing is lost behind another of the same name"
    assert len({one.lower() for one in names}) == len(CODES)
    assert all(re.fullmatch(r"[a-z0-9-]{1,70}\.xlsx", one) for one in names), names
