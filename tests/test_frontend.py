"""Files of the front end are packed once, and only for those who take them packed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from seutukuva import frontend


def test_file_is_compressed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    pack = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *a, **k: calls.append(1) or pack(*a, **k))
    file = tmp_path / "a.12345678.js"
    file.write_text("x" * 1000)
    asset = frontend.Asset(file, file.name)
    for _ in range(3):
        answer = asset.response(Headers({"accept-encoding": "gzip"}))
        assert gzip.decompress(answer.body) == b"x" * 1000
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.8", True),
        ("*", True),
        ("", False),
        ("gzip;q=0", False),
        ("gzip;q=0.0", False),
        ("identity", False),
        ("br", False),
        ("x-gzip-not", False),
        ("gzip;q=nonsense", True),
    ],
)
def test_accepted_encodings(accepted: str, expected: bool) -> None:
    assert frontend.accepts_gzip(accepted) is expected
