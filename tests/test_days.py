"""Which day it is, pages and figures ask in one place: an edition's day is not this one."""

from __future__ import annotations

import re

from tests.conftest import REPOSITORY

# Where this very day is meant, whatever edition is shown, and why.
THIS_DAY = {
    "seutukuva/showing.py": "the one place that everything else asks",
    "seutukuva/editions/register.py": "an edition is frozen, and goes on, on this day",
    "seutukuva/ui/takeaway.py": "a file tells the day on which it was taken",
    "seutukuva/impact/document.py": "a document tells the day on which it was made",
    "seutukuva/selectors.py": "an example of how a day is written",
    "seutukuva/records/batches.py": "personal data are deleted by the calendar",
    "seutukuva/records/contacts.py": "personal data are deleted by the calendar",
    "seutukuva/ui/uploads/starting.py": "files are taken in on this day",
    "seutukuva/ui/project_lists/telling.py": "files are taken in on this day",
    "seutukuva/interviews/demonstration.py": "invented interviews are loaded on this day",
    "seutukuva/people/rights.py": "a role has to hold on this day",
    "seutukuva/audit/__init__.py": "the audit tells the roles that hold on this day",
    "seutukuva/clocks.py": "the clock itself is asked whether it can be right",
    "seutukuva/ui/audit/choosing.py": "the audit is asked back from this day",
    "seutukuva/privacy/retention.py": "personal data are deleted by the calendar",
}
_ASKED = re.compile(r"\b(?:date\.today|datetime\.(?:now|today|utcnow))\(")
# A moment, not a day: when a row was stored, or a file received.
MOMENTS = {
    "seutukuva/records/__init__.py",
    "seutukuva/intake.py",
    "seutukuva/records/emptying.py",
    "seutukuva/audit/ledger.py",
    # In UTC, as the rows of persons are.
    "seutukuva/people/persons.py",
}


def test_the_day_is_asked_in_one_place() -> None:
    found = {
        file.relative_to(REPOSITORY).as_posix(): match.group()
        for folder in ("seutukuva", "pages")
        for file in (REPOSITORY / folder).rglob("*.py")
        if (match := _ASKED.search(file.read_text(encoding="utf-8")))
    }
    told = THIS_DAY.keys() | MOMENTS
    strange = {name: asked for name, asked in found.items() if name not in told}
    assert not strange, f"ask showing.today(), or say here why this very day is meant: {strange}"
    # A reason for what is no longer asked would hide the next one.
    assert found.keys() >= THIS_DAY.keys()
