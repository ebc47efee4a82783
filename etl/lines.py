"""What the commands print for people, in the language of the run."""

from __future__ import annotations

import csv as csv_format
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from etl.build import Built
from etl.fetch import FetchOutcome
from etl.publish import Published, Review
from etl.steps import Outcome
from etl.verify import Finding
from seutukuva import formats, texts
from seutukuva.definitions.model import Definitions
from seutukuva.downloads import harmless
from seutukuva.errors import SeutukuvaError
from seutukuva.texts import N_, _

Row = Mapping[str, Any]
# Controls, directions of writing, halves of letters, ends of lines that are no newline.
_UNPRINTED = ("Cc", "Cf", "Cs", "Zl", "Zp")
FETCH_STATES = {"new": N_("new data"), "unchanged": N_("unchanged"), "failed": N_("failed")}
SOURCE_STATES = {
    "fetched": N_("fetched"),
    "failed": N_("last attempt failed"),
    "never_fetched": N_("not fetched yet"),
    "starter_only": N_("comes with the program"),
}
MODES = {"starter": N_("starter data"), "fetched": N_("fetched data")}
CHANGE_KINDS = {
    "new_indicator": N_("new indicators"),
    "lost_indicator": N_("lost indicators"),
    "new_period": N_("indicators with new periods"),
    "lost_period": N_("indicators with lost periods"),
    "new_area": N_("new areas"),
    "lost_area": N_("lost areas"),
    "revision": N_("revised figures"),
    "jump": N_("unusual changes"),
}


def error(one: SeutukuvaError) -> str:
    """An error as it is printed on stderr."""
    return _("Error: {error}").format(error=one)


def outcome(one: Outcome) -> Iterator[str]:
    """The plain summary at the end of fetch, build, check, publish and run."""
    if one.fetched is not None:
        yield from _fetched(one.fetched)
    if one.built is not None:
        yield from _built(one.built)
    if one.review is not None:
        yield from _reviewed(one.review)
    yield from _published(one.published)
    taken = texts.number(sum(one.seconds.values()), 1)
    yield _("Time: {seconds} s").format(seconds=taken)


def _fetched(found: Sequence[FetchOutcome]) -> Iterator[str]:
    states = [one.state for one in found]
    yield _(
        "Sources: {new} with new data, {unchanged} unchanged, {failed} failed ({calls} requests)"
    ).format(
        new=texts.number(states.count("new")),
        unchanged=texts.number(states.count("unchanged")),
        failed=texts.number(states.count("failed")),
        calls=texts.number(sum(one.calls for one in found)),
    )
    for one in found:
        if one.state != "unchanged":
            reason = f": {one.error}" if one.error else ""
            yield f"  {one.source_id}: {_(FETCH_STATES[one.state])}{reason}"
        for warning in one.warnings:
            yield f"  {one.source_id}: {warning}"


def _built(one: Built) -> Iterator[str]:
    yield _(
        "Built: {figures} figures of {indicators} indicators for {areas} areas ({mode})"
    ).format(
        figures=texts.number(one.observations),
        indicators=texts.number(one.indicators),
        areas=texts.number(one.areas),
        mode=_(MODES[one.mode]),
    )
    for name, why in one.unreadable:
        yield "  " + _("left out, cannot be read: {name} ({why})").format(name=name, why=why)


def _reviewed(one: Review) -> Iterator[str]:
    passed = sum(result.passed for result in one.results)
    yield _("Checks: {passed} of {all} passed").format(
        passed=texts.number(passed), all=texts.number(len(one.results))
    )
    for result in one.results:
        if not result.passed:
            weight = _("stops publishing") if result.stops else _("remark")
            rows = _("{n} rows").format(n=texts.number(result.bad_rows))
            yield f"  {result.check_id} ({weight}, {rows}): {'; '.join(result.rows()[:2])}"
    counts = one.change.counts()
    found = ", ".join(
        f"{texts.number(counts[kind])} {_(name)}"
        for kind, name in CHANGE_KINDS.items()
        if counts[kind]
    )
    if not one.change.previous:
        yield _("Changes: this is the first version")
    else:
        yield _("Changes: {changes}").format(changes=found or _("none"))
    yield _("Change report: {file}").format(file=one.report_file)


def _published(one: Published | None) -> Iterator[str]:
    if one is not None:
        yield _("Published: version {version}").format(version=one.pointer.version)


def status(found: Row) -> Iterator[str]:
    """The published version and every source."""
    published = found["published"]
    if published is None:
        yield _("Nothing is published yet. Run: {command}").format(
            command="python -m etl run --offline"
        )
    else:
        yield _("Published: version {version}").format(version=published["version"])
        if "mode" in published:
            yield _("Made of: {mode}; {figures} figures of {indicators} indicators").format(
                mode=_(MODES[published["mode"]]),
                figures=texts.number(published["observations"]),
                indicators=texts.number(published["indicators"]),
            )
        else:
            yield published["problem"]
    if found["candidate"]:
        yield _("Built, not published: {version}").format(
            version=found["candidate"].get("version") or found["candidate"]["problem"]
        )
    if found["building"]:
        yield _("A build is running (pid {pid})").format(pid=found["building"])
    yield _log(found["log"])
    yield ""
    rows = [
        {
            _("Source"): one["source_id"],
            _("State"): _(SOURCE_STATES[one["state"]]),
            _("Fetched"): (one["fetched_at"] or "")[:16].replace("T", " "),
            _("Next release"): str(one["next_release"] or one["next_expected"] or ""),
            _("Last error"): (one["last_error"] or "")[:80],
        }
        for one in found["sources"]
    ]
    yield from table(list(rows[0]) if rows else [], rows)


def _log(found: Row) -> str:
    if "problem" in found:
        return str(found["problem"])
    if not found["rows"]:
        return _("Log of entries: empty ({where})").format(where=found["where"])
    return _("Log of entries: {rows} rows, newest {newest} ({where})").format(
        rows=texts.number(found["rows"]), newest=found["newest"], where=found["where"]
    )


def indicators(found: Sequence[Row]) -> Iterator[str]:
    """Every indicator with its extent."""
    language = texts.language()
    rows = [
        {
            _("Indicator"): one["indicator_id"],
            _("Title"): one[f"title_{language}"],
            _("Unit"): one[f"unit_{language}"],
            _("Source"): one["source_id"],
            _("Periods"): _extent(one),
            _("Areas"): texts.number(one["area_count"]),
            _("Figures"): texts.number(one["observation_count"]),
        }
        for one in found
    ]
    yield from table(list(rows[0]) if rows else [], rows)


def breakdowns(found: Sequence[Row]) -> Iterator[str]:
    """Every breakdown with its extent, after an empty line; nothing where there is none."""
    language = texts.language()
    rows = [
        {
            _("By age and sex"): one["breakdown_id"],
            _("Title"): one[f"title_{language}"],
            _("Source"): one["source_id"],
            _("Periods"): _extent(one),
            _("Areas"): texts.number(one["area_count"]),
            _("Figures"): texts.number(one["figure_count"]),
        }
        for one in found
    ]
    if rows:
        yield ""
        yield from table(list(rows[0]), rows)


def _extent(one: Row) -> str:
    return f"{one['first_period']}–{one['latest_period']}" if one["latest_period"] else "–"


def findings(found: Sequence[Finding]) -> Iterator[str]:
    """What ``verify`` looked at."""
    for one in found:
        if not one.ok:
            yield f"{one.kind} {one.name}: {one.problem}"
    sound = sum(one.ok for one in found)
    yield _("{sound} of {all} are as they were written").format(
        sound=texts.number(sound), all=texts.number(len(found))
    )


def _asked_for(found: Row) -> list[Row]:
    """The parts of the answer whose question names the area and the period; else all."""
    code = found["area_code"].partition("-")[2]
    words = [f'"{code}"', f'"{found["period"]}"']
    named = [part for part in found["parts"] if all(w in (part["query"] or "") for w in words)]
    return named or found["parts"]


def explained(found: Row, defs: Definitions) -> Iterator[str]:
    """A figure's way back, one step a paragraph."""
    language = texts.language()
    indicator = defs.indicators[found["indicator"]]
    shown = formats.observation(
        found["value"], found["status"], indicator.decimals, indicator.unit[language], language
    )
    area = defs.areas[found["area_code"]].name[language]
    period = formats.period(found["period"], language)
    yield f"{indicator.label(language)}, {area}, {period}: {shown}"
    word = formats.status_word(found["status"], language)
    yield _("Fact: value {value}, status {status}, {origin}, version {version}").format(
        value=found["value"],
        status=word,
        origin=_("published") if found["origin"] == "published" else _("computed"),
        version=found["version"],
    )
    snapshot = found["snapshot"]
    yield _("Answer: {snapshot}, table {table}").format(
        snapshot=snapshot["snapshot_id"], table=snapshot["table_name"] or "–"
    )
    for name, key in (
        (N_("Address"), "url"),
        (N_("Fetched"), "fetched_at"),
        (N_("Updated by the producer"), "producer_updated"),
        (N_("Licence"), "licence"),
        (N_("Trail"), "trail"),
        (N_("Kept in"), "path"),
    ):
        if snapshot[key]:
            yield f"  {_(name)}: {snapshot[key]}"
    for part in _asked_for(found):
        yield f"  {part['part']}: {part['url']}  sha256 {part['sha256']}"
        if part["query"]:
            yield f"     {part['query'][:400]}"
    yield from _cell(found["cell"])
    yield from _components(found["components"])
    for one in found["vintages"]:
        yield "  " + _("as of {day}: {value} ({status})").format(
            day=f"{one['vintage']:%Y-%m-%d}",
            value=one["value"],
            status=formats.status_word(one["status"], language),
        )


def _cell(cell: Row | None) -> Iterator[str]:
    if cell is None:
        return
    if not cell["found"]:
        yield _("The raw answer could not be read again: {problem}").format(problem=cell["problem"])
        return
    place = cell.get("series") or f"{cell['file']}:{cell['line']}"
    same = _("the same") if cell["agrees"] else _("NOT the same")
    yield _("Read again from the raw answer: {value} at {place}, {same}").format(
        value=cell["value"], place=place, same=same
    )


def _components(found: Sequence[Row]) -> Iterator[str]:
    if found:
        yield _("Computed from {n} figures:").format(n=texts.number(len(found)))
    for one in found[:30]:
        yield f"  {one['indicator_id']} {one['area_id']}: {one['value']} ({one['snapshot_id']})"


def table(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Rows in columns of equal width; an empty value stays empty."""
    cells = [[_text(row[name]) for name in names] for row in rows]
    if not names or not cells:
        yield _("nothing")
        return
    widths = [
        max(len(name), *(len(line[place]) for line in cells)) for place, name in enumerate(names)
    ]
    for line in (list(names), ["-" * width for width in widths], *cells):
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def csv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Rows as CSV lines: comma, decimal point, a header."""
    yield ",".join(names)
    for row in rows:
        line = io.StringIO()
        csv_format.writer(line, lineterminator="").writerow(_written(row[name]) for name in names)
        yield line.getvalue()


def _written(value: Any) -> str:
    # Names of areas and units come from others; numbers are left as they are.
    return harmless(value) if isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def printable(text: str) -> str:
    """The same, without what a terminal takes for commands or what turns a line round.

    Headings and cells of uploaded files are among what is printed.
    """
    return "".join(
        "\ufffd" if unicodedata.category(sign) in _UNPRINTED and sign not in "\n\t" else sign
        for sign in text
    )
