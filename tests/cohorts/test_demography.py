"""Births and infants of a country, written down with their source."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions
from seutukuva.definitions.demography import demographies
from seutukuva.errors import DefinitionError
from tests.conftest import REPOSITORY

FILE = REPOSITORY / "data" / "definitions" / "demography" / "FI.toml"


def test_what_is_told_of_finland_names_its_sources() -> None:
    found = definitions.load().demography["FI"]
    assert sum(share for _low, _high, share in found.children) == pytest.approx(100, abs=0.1)
    assert found.children[0][:2] == (15, 19)
    assert found.infants["men"] > found.infants["total"] > found.infants["women"] > 0
    for told in (found.fertility, found.mortality):
        assert told.url.startswith("https://") and told.licence and told.years
        assert set(told.source) == {"fi", "sv", "en", "nb"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("20-24 = 13.413", "21-24 = 13.413", "does not follow"),
        ("20-24 = 13.413", "20-24 = 33.413", "hundred per cent"),
        ("20-24 = 13.413", "20-24 = -1.0", "no share"),
        ("15-19 = 1.658", "young = 1.658", "does not follow"),
        ("total = 1.8", "total = 1800.0", "of a thousand"),
        ("total = 1.8", "", "missing"),
        ("[infants]", "[infants]\nboys = 1", "unknown key"),
    ],
)
def test_a_mistake_names_its_key(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = FILE.read_text("utf-8")
    assert before in text
    (tmp_path / "FI.toml").write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(DefinitionError, match=said):
        demographies(tmp_path)
