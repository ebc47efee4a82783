"""The change report: what a person should look at after a run, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from etl.changes import Change, ChangeReport
from etl.checks import CheckResult
from seutukuva import formats, settings, texts
from seutukuva.definitions.model import Definitions
from seutukuva.texts import N_, _

MOST = 25
SECTIONS = (
    (
        "lost_indicator",
        N_("Lost indicators"),
        N_("see whether the producer closed the table, then correct the source's definition."),
    ),
    (
        "lost_period",
        N_("Lost periods"),
        N_("see the source's page; figures that were published once should stay."),
    ),
    (
        "lost_area",
        N_("Lost areas"),
        N_("see whether the division changed, then add the change to area_history.csv."),
    ),
    (
        "new_indicator",
        N_("New indicators"),
        N_("read the title, unit and latest figure once on the indicator's page."),
    ),
    ("new_area", N_("New areas"), N_("nothing, when the division or the source was widened.")),
    ("new_period", N_("New periods"), N_("tell the users of these indicators.")),
    (
        "revision",
        N_("Biggest revisions"),
        N_("see the producer's release; texts that quote the old figure need the new one."),
    ),
    (
        "jump",
        N_("Biggest jumps"),
        N_("find the reason (a merger, one employer, a new method) before it is presented."),
    ),
)


def reports_folder() -> Path:
    """Where change reports are kept, one a version."""
    return settings.build_folder() / "reports"


def write(report: ChangeReport, results: Sequence[CheckResult], defs: Definitions) -> Path:
    """Write the Markdown report of a version; returns its file."""
    file = reports_folder() / f"{report.version}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_text(markdown(report, results, defs), encoding="utf-8")
    fresh.replace(file)
    return file


def markdown(report: ChangeReport, results: Sequence[CheckResult], defs: Definitions) -> str:
    """The report in the language of this run."""
    language = texts.language()
    lines = ["# " + _("Change report {version}").format(version=report.version), ""]
    lines += [_opening(report, language), ""]
    for kind, title, action in SECTIONS:
        found = report.of(kind)
        if not found:
            continue
        lines += [f"## {_(title)} ({len(found)})", ""]
        lines += [f"- {describe(one, defs, language)}" for one in found[:MOST]]
        if len(found) > MOST:
            more = formats.number(len(found) - MOST, 0, language)
            lines.append("- " + _("… and {n} more").format(n=more))
        lines += ["", _("Action:") + " " + _(action), ""]
    lines += _check_lines(results)
    return "\n".join(lines).rstrip() + "\n"


def _opening(report: ChangeReport, language: str) -> str:
    now = formats.number(report.figures_now, 0, language)
    if not report.previous:
        return _("This is the first version: {now} figures, nothing to compare with.").format(
            now=now
        )
    if report.same:
        return _("Nothing changed since version {previous}: {now} figures.").format(
            previous=report.previous, now=now
        )
    return _("Compared with version {previous}: {before} figures before, {now} now.").format(
        previous=report.previous, before=formats.number(report.figures_before, 0, language), now=now
    )


def _check_lines(results: Sequence[CheckResult]) -> list[str]:
    failed = [one for one in results if not one.passed]
    lines = [f"## {_('Checks')}", ""]
    if not failed:
        return [*lines, _("All {n} checks passed.").format(n=len(results))]
    for one in failed:
        weight = _("stops publishing") if one.stops else _("remark")
        rows = _("{n} rows").format(n=one.bad_rows)
        lines += [f"### {one.check_id} ({weight}, {rows})", "", _(one.title) + ".", ""]
        lines += [f"- {row}" for row in one.rows()]
        lines += ["", _("Action:") + " " + one.action + ".", ""]
    return lines


def describe(one: Change, defs: Definitions, language: str) -> str:
    """One change in words."""
    name = _indicator_name(one, defs, language)
    if one.kind.endswith(("_indicator", "_period")):
        figures = formats.number(
            one.after if one.kind.startswith("new") else one.before, 0, language
        )
        place = f"{name}, {_periods(one, language)}" if one.period else name
        return f"{place}: " + _("{n} figures").format(n=figures)
    if one.kind in ("new_area", "lost_area"):
        if one.area_id is None:
            areas = formats.number(one.change, 0, language)
            return f"{name}: " + _("{n} areas").format(n=areas)
        return f"{name}: {_area_name(one, defs, language)}"
    return _moved(one, name, defs, language)


def _moved(one: Change, name: str, defs: Definitions, language: str) -> str:
    indicator = defs.indicators.get(one.indicator_id or "")
    decimals = indicator.decimals if indicator else 1
    before = formats.number(one.before, decimals, language)
    if one.after is None:
        after = _("no longer published")
    else:
        after = formats.number(one.after, decimals, language)
    period = formats.period(one.period or "", language)
    sentence = f"{name}, {_area_name(one, defs, language)}, {period}: {before} → {after}"
    if one.note:
        times = formats.number(float(one.note.rstrip("×")), 1, language)
        sentence += " (" + _("{times} × the usual change of a year").format(times=times) + ")"
    return sentence


def _periods(one: Change, language: str) -> str:
    if one.note:
        return "–".join(formats.period(period, language) for period in one.note.split("–"))
    return formats.period(one.period or "", language)


def _indicator_name(one: Change, defs: Definitions, language: str) -> str:
    indicator = defs.indicators.get(one.indicator_id or "")
    return indicator.label(language) if indicator else str(one.indicator_id)


def _area_name(one: Change, defs: Definitions, language: str) -> str:
    area = defs.areas.get(one.area_id or "")
    return area.name[language] if area else str(one.area_id)
