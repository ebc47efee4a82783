"""A form of nine questions, what a map asks of it, and a log of a test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.interviews.matching.filemap import FileMap
from tests.etl.interviews.forms import asking, option, question, said

BETTER = (option("better", "Paranee"), option("same", "Ennallaan"), option("worse", "Heikkenee"))
CLASSES = (option("s0", "0–4", low=0, high=4), option("s5", "5+", low=5))
FORM = asking(
    question("id", "text", role="y_tunnus", title=said("Y-tunnus")),
    question("place", "text", role="municipality", title=said("Kotikunta")),
    question("day", "date", role="interviewed_on", title=said("Haastattelupäivä")),
    question("staff", "number", role="personnel", title=said("Henkilöstön määrä (hlö)")),
    question("size", "choice", *CLASSES, role="size_class", title=said("Kokoluokka")),
    question(
        "turnover", "choice", *BETTER, title=said("Miten liikevaihto kehittyy vuonna 2026?"),
        synonyms=("Liikevaihdon näkymä",),
    ),
    question("profit", "choice", *BETTER, title=said("Miten kannattavuus kehittyy vuonna 2026?")),
    question("challenge", "text", title=said("Suurin haaste")),
    question("email", "text", role="contact_email", title=said("Sähköpostiosoite")),
)  # fmt: skip


def asked(found: FileMap) -> list[tuple[str | None, str]]:
    """Question of each column, and how it was found."""
    return [(one.question, one.how) for one in found.columns]


@pytest.fixture
def empty_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log of this test's own."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
