"""The words by which a person or a firm is found, and what stays of a text without them."""

from __future__ import annotations

import pytest

from seutukuva.errors import RecordsError
from seutukuva.privacy.matching import MARK, masked, wanted


@pytest.mark.parametrize(
    ("asked", "text", "left"),
    [
        ("Katajisto", "Kerroimme Katajistolle asiasta.", f"Kerroimme {MARK} asiasta."),
        ("katajisto", "KATAJISTO", MARK),
        ("Hilla Katajisto", "Hilla \n Katajisto soitti", f"{MARK} soitti"),
        ("Öinen", "Åke ja öinen", f"Åke ja {MARK}"),
        # Letters that are written in two ways.
        ("Ämmälä", "A\u0308mma\u0308la\u0308", MARK),
        ("hilla@example.fi", "(hilla@example.fi)", f"({MARK})"),
        ("1234567-1", "Y-tunnus 1234567-1.", f"Y-tunnus {MARK}."),
        ("040 123 4567", "puh. 0401234567", f"puh. {MARK}"),
        ("0401234567", "040-123 4567 ja 040 123 45678", f"{MARK} ja 040 123 45678"),
        ("Aho; Oy Saha Ab", "Aho, Oy Saha Ab", f"{MARK}, {MARK}"),
        # Not in the middle of another word, nor of a number.
        ("aho", "raaho", None),
        ("123456", "9123456", None),
        ("hilla@example.fi", "hilla@example.fii", None),
        # Dashes and apostrophes as word processors write them.
        ("1234567-1", "1234567\u20131 ja 1234567\u20111", f"{MARK} ja {MARK}"),
        ("1234567\u20131", "1234567-1", MARK),
        ("Huurteinen-Aho", "Huurteinen\u2011Aho", MARK),
        ("d'Arc", "d\u2019Arc", MARK),
        # A business ID in an invoice, one that begins with 0, and that of another firm.
        ("FI12345671", "1234567-1", MARK),
        ("0234567-1", "234567-1 ja 0234567-1", f"234567-1 ja {MARK}"),
        ("0123456-7", "1234567-1", None),
        # A telephone number with its country and without, and as a spreadsheet keeps it.
        ("040 123 4567", "+358 40 1234567, 00358 (0)40 123 4567", f"{MARK}, {MARK}"),
        ("+358 40 123 4567", "040-1234567 ja 401234567", f"{MARK} ja {MARK}"),
        ("(040) 1234567", "0401234567", MARK),
        ("040 123 4567", "+46 40 123 4567", None),
        ("+47 22 12 34 56", "22123456", MARK),
        # An address within another one's.
        ("hilla@example.fi", "anna.hilla@example.fi", None),
        ("hilla@example.fi", "hilla@example.fi.example.com", None),
        ("hilla@example.fi", "Hilla@Example.FI. Terv.", f"{MARK}. Terv."),
        # In the name of a file.
        ("Katajisto", "muistio_Katajisto_2.docx", f"muistio_{MARK}_2.docx"),
        # What means something to a pattern is only a sign here.
        ("A.*B (x)", "A.*B (x)", MARK),
        ("A.*B (x)", "AxxB x", None),
    ],
)
def test_words_are_found_and_taken_out(asked: str, text: str, left: str | None) -> None:
    words = wanted(asked)
    assert words.is_in(text) == (left is not None)
    assert words.without(text) == (left if left is not None else words.without(text))
    if left is not None:
        assert not words.is_in(words.without(text))


@pytest.mark.parametrize(
    "asked", ["", " ; ", "ab", "a b", "--- ;", ";".join(f"abc{n}" for n in range(30))]
)
def test_too_little_and_too_much_is_refused(asked: str) -> None:
    with pytest.raises(RecordsError):
        wanted(asked)


def test_a_body_is_masked_all_through_but_for_hashes() -> None:
    words = wanted("Katajisto; cafe")
    body = {
        "title": "Katajisto lähti",
        "roles": {"lead": "Katajisto"},
        "list": ["x", {"y": "Katajiston"}],
        "n": 3,
        "batch": "cafe0123",
        "url": "https://example.fi/Katajisto",
    }
    assert masked(body, words) == {
        "title": f"{MARK} lähti",
        "roles": {"lead": MARK},
        "list": ["x", {"y": MARK}],
        "n": 3,
        "batch": "cafe0123",
    }
