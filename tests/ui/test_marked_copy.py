"""The marked-up copy of an upload, when it cannot be made."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from seutukuva import texts
from seutukuva.ui.uploads.problems import marked


def test_a_copy_that_cannot_be_made_opens_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    try:
        content = marked("0" * 32, "en")
    finally:
        texts.use(texts.DEFAULT)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert "no longer here" in str(sheet["A1"].value)
