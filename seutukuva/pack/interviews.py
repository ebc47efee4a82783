"""What firms told: balances of all of them together, and no more than the page tells."""

from __future__ import annotations

from seutukuva import definitions, texts
from seutukuva.interviews import batches, reports, rounds
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.told import WaveResults
from seutukuva.pack.model import Section
from seutukuva.pack.scope import Scope
from seutukuva.texts import _
from seutukuva.ui.interviews import heading, names
from seutukuva.ui.interviews.outlook import of_all


def sections(scope: Scope) -> tuple[Section, ...]:
    """One section, for the steering group only; nothing at all for anybody else."""
    if not scope.may_tell_firms:
        return ()
    subject = _("What firms expect")
    found = waves()
    if found is None:
        why = _("No interviews of firms are stored.")
        return (Section("interviews", subject, missing=why, chapter=subject),)
    report = reports.of(*found)
    results = report.results
    name = rounds.name(results.wave, texts.language())
    if results.reason:
        few = _("{round}: too few firms were interviewed. Figures appear when there are {n}.")
        least = texts.number(definitions.load().interviewing.shown)
        return (Section("interviews", subject, missing=few.format(round=name, n=least)),)
    chart = of_all(results, report.form)
    lines = [one.replace("**", "") for one in heading.found(results, report.form)]
    return (
        Section(
            "interviews",
            subject,
            title=_finding(lines, results, name),
            sentences=(_counted(results, name), *lines),
            chart=chart,
            sources=(names.source(results),),
            notes=_notes(results),
            missing="" if chart else _("Nobody, or too few firms, told here what they expect."),
            priority=8,
        ),
    )


def waves() -> tuple[Wave, Wave | None] | None:
    """The newest round and the one before it of its kind; real ones before invented."""
    every = batches.waves()
    real = [one for one in every if not one.is_demonstration]
    known = real or every
    if not known:
        return None
    return known[0], known[1] if len(known) > 1 else None


def _finding(lines: list[str], results: WaveResults, name: str) -> str:
    whose = _("Interviews, {round}").format(round=name)
    if results.is_demonstration:
        whose = _("{round} (invented)").format(round=whose)
    told = lines[0].rstrip(".") if lines else ""
    return f"{whose}: {told[:1].lower()}{told[1:]}" if told else whose


def _counted(results: WaveResults, name: str) -> str:
    words = _("About {firms} were interviewed for the round {round}.").format(
        firms=names.firms(results.firms), round=name
    )
    if results.is_demonstration:
        words += " " + _("Demonstration: these firms and their answers are invented.")
    return words


def _notes(results: WaveResults) -> tuple[str, ...]:
    kept = _("Confidential: only balances of all firms together may be told, and no firm is named.")
    return (kept, names.rounding())
