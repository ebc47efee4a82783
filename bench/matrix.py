"""Every page × role × language of a running server that people sign in to, and forged messages.

Each confidential subject has a word in the log that stands nowhere else. Of every page all that the
server sends is searched for these words, as bytes: whoever may not see a subject must be sent none
of its words, and whoever may must find it somewhere, or the search itself would prove nothing.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from bench import forged, marked, signed, versions
from bench.reader import PageFailed, Reader
from bench.report import Options, Report
from bench.signed import Group, Site
from seutukuva import definitions, navigation, records, texts
from seutukuva.editions import register as editions
from seutukuva.meetings import register as meetings
from seutukuva.navigation import PageEntry
from seutukuva.people import persons
from seutukuva.texts import _

# Words of letters alone, which nothing turns into markup: found as they are.
WORDS = {
    one: f"kanarialintu{one}"
    for one in (
        *("needs", "summaries", "signals", "notes", "editions", "drafts", "people"),
        *("interviews", "uploads", "scores"),
    )
}
# Other words: no text is quoted that holds the beginning of a firm's or a person's name.
WORDS |= {"contacts": "hippiainencontacts", "firms": "peipponenfirms"}
# Contact persons are shown at a click for which a reason is given, names of firms to nobody.
UNSHOWN = ("contacts", "firms")
SETTINGS = {"SEUTUKUVA_CONTACTS": "1"}
# What each role is granted for, where it asks for an organisation.
FOR = {"municipality": "FI-KU729", "analyst": "SSYP", "area_owner": "SSYP"}
NOBODY, NO_ROLE, UNKNOWN_ROLE = "nobody", "no role", "unknown role"
ROUND = "2026-10"
FIRST_PAGE = "overview"
# What is opened on a page, where its confidential part belongs to one thing.
OPENED = {"pipeline": f"&idea={marked.IDEA}", "interviews": "&view=texts"}
# Who opens which page in which language.
Cell = tuple[str, PageEntry, str]


@dataclass(slots=True)
class Seen:
    """What became of the pages of a matrix; everything in ``wrong`` should not have been."""

    cells: int = 0
    open: int = 0
    kept_away: int = 0
    wrong: list[str] = field(default_factory=list)
    found: dict[str, set[str]] = field(default_factory=dict)

    def missed(self, who: Iterable[str]) -> list[str]:
        """The words that somebody may see and was shown on none of the pages."""
        return [
            f"{one}: {subject}"
            for one in who
            for subject in sorted(sees(one) & WORDS.keys() - set(UNSHOWN))
            if one not in self.found.get(subject, set())
        ]


def run(options: Options) -> Report:
    """Opens every page as everybody in every language, then sends what nobody may."""
    logging.disable(logging.CRITICAL)
    report = Report("matrix")
    with (
        tempfile.TemporaryDirectory() as folder,
        versions.looking_at(Path(folder) / "data"),
        mock.patch.dict(os.environ, SETTINGS),
    ):
        place = Path(folder)
        versions.starter(place / "data")
        fill()
        with signed.served(place / "data", place, groups()) as site:
            began = time.perf_counter()
            cells = every_cell(1 if options.quick else 4)
            seen = asyncio.run(walk(site, cells))
            report.add("pages × roles × languages opened", seen.cells, least=1)
            report.add("shown", seen.open)
            report.add("kept away, with the roles that may", seen.kept_away)
            report.add("cells with something wrong", len(seen.wrong), most=0)
            missed = seen.missed(everybody()) if not options.quick else []
            report.add("words that should be seen and were not", len(missed), most=0)
            report.add("time", time.perf_counter() - began, "s")
            report.notes.extend([*seen.wrong[:10], *missed[:10]])
            tries = asyncio.run(forged.attempts(site))
        refused = [one for one in tries if not one.harm]
        report.add("forged sign-ins, messages and files tried", len(tries), least=1)
        report.add("forged ones that came to nothing", len(refused), least=len(tries))
        report.notes.extend(f"{one.what}: {one.harm}" for one in tries if one.harm)
    return report


# ── who, where, in which language ────────────────────────────────────────────────────────────


def roles() -> list[str]:
    """Every role there is."""
    return list(definitions.load().roles.roles)


def everybody() -> list[str]:
    """Everybody who opens pages: nobody, those without a role, and one of each role."""
    return [NOBODY, NO_ROLE, UNKNOWN_ROLE, *roles()]


def groups() -> tuple[Group, ...]:
    """One group of people for each role, and one for a role that does not exist."""
    return tuple(Group(one, one, FOR.get(one, "")) for one in roles())


def sees(who: str) -> frozenset[str]:
    """The subjects that somebody may see."""
    role = definitions.load().roles.roles.get(who)
    return frozenset(role.sees) if role else frozenset()


def cookie_of(site: Site, who: str) -> str:
    """The cookie of one of everybody."""
    if who == NOBODY:
        return ""
    own = {NO_ROLE: (), UNKNOWN_ROLE: ("superuser", "Administrator", "*")}.get(who, (who,))
    return signed.cookie(site, signed.claims(who.replace(" ", "-"), own))


def every_cell(languages: int = 4, turn: int = 0) -> list[Cell]:
    """Who opens which page in which language.

    Everybody opens a page in turn, those who may see most first: what is kept of them in memory is
    what the next ones must not be shown.

    Args:
        languages: in how many each page is opened; with fewer than all of them neighbours take
            different ones, so that each language is there.
        turn: another one begins with another language.
    """
    spoken, people = list(texts.LANGUAGES), sorted(everybody(), key=lambda one: -len(sees(one)))
    return [
        (who, page, spoken[(place + more + turn) % len(spoken)])
        for place, page in enumerate(navigation.found())
        for more in range(languages)
        for who in people
    ]


# ── what there is to see ─────────────────────────────────────────────────────────────────────


def fill() -> None:
    """A log with a word of each subject, written at this computer."""
    texts.use("en")
    day = dt.date.today().isoformat()
    _enter("need", subject=WORDS["needs"], text=WORDS["needs"], raised=day, state="open",
           service_group=next(iter(definitions.load().interviewing.service_groups)),
           organisation="SSYP")  # fmt: skip
    _enter("adviser_summary", organisation="SSYP", round=ROUND, text=WORDS["summaries"])
    _enter("signal", title=WORDS["signals"], observation=WORDS["signals"], source="other",
           theme=next(iter(definitions.load().themes)), likelihood="3", likelihood_reason="x",
           impact="3", impact_reason="x", seen_on=day, state="watching")  # fmt: skip
    _enter("event", title="Public event", kind="event", date_from=day, areas=["FI-KU729"])
    _meeting(day)
    persons.add(f"{WORDS['people']}@seutu.example")
    marked.scores(ROUND, WORDS["scores"])
    with tempfile.TemporaryDirectory() as folder:
        marked.interviews(
            Path(folder),
            quoted=WORDS["interviews"],
            file=WORDS["uploads"],
            firm=WORDS["firms"],
            person=WORDS["contacts"],
        )
    for name, steps in (("drafts", ()), ("editions", ("presented",))):
        own = editions.freeze(f"{ROUND}-{WORDS[name]}", round=ROUND)
        for state in steps:
            own = editions.advance(own, state, on=dt.date.today(), organisation="EKR")


def _meeting(day: str) -> None:
    items = [{"id": "a1", "title": "First item"}]
    own = _enter("meeting", type="coordination", round=ROUND, held_on=day, title="Autumn",
                 state="planned", agenda="First item", items=items)  # fmt: skip
    told = {"meeting": own.id, "round": ROUND, "item": "a1", "subject": "First item"}
    records.append(
        "meeting_note",
        {**told, "text": WORDS["notes"]},
        id=meetings.note_id(own.id, "a1"),
        by="local",
        source="bench",
    )


def _enter(kind: str, /, **body: Any) -> records.Entry:
    return records.append(kind, body, by="local", source="bench")


# ── opening ──────────────────────────────────────────────────────────────────────────────────


async def walk(site: Site, cells: Sequence[Cell]) -> Seen:
    """Open every cell, each of everybody in one session of their own."""
    seen = Seen()
    readers: dict[str, Reader] = {}
    for who, page, language in cells:
        if who not in readers:
            readers[who] = await signed.arrive_as(site, cookie_of(site, who))
        reader = readers[who]
        seen.cells += 1
        # The first page has the bare address.
        name = "" if page.name == FIRST_PAGE else page.name
        try:
            await reader.visit(name, f"lang={language}{OPENED.get(page.name, '')}")
        except PageFailed as error:
            why = reader.complaints() or str(error)[:200]
            seen.wrong.append(f"{page.name} as {who} in {language}: {why}")
            del readers[who]
            continue
        seen.wrong.extend(_judged(seen, reader, who, page, language))
    for reader in readers.values():
        await reader.leave()
    return seen


def _judged(seen: Seen, reader: Reader, who: str, page: PageEntry, language: str) -> list[str]:
    """What is wrong with a page as somebody was sent it."""
    cell = f"{page.name} as {who} in {language}"
    wrong = []
    sent = b"".join(one.SerializeToString() for one in reader.messages())
    for subject, word in WORDS.items():
        if word.encode() in sent:
            seen.found.setdefault(subject, set()).add(who)
            if subject not in sees(who):
                wrong.append(f"{cell}: holds a word of {subject}")
    texts.use(language)
    is_away = _("This page is confidential.") in reader.said()
    texts.use("en")
    should = bool(page.subject) and page.subject not in sees(who)
    if is_away != should:
        wrong.append(f"{cell}: {'kept away' if is_away else 'shown'}")
    seen.kept_away += is_away
    seen.open += not is_away
    return wrong
