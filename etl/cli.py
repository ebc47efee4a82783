"""The commands of ``python -m etl``.

Each prints for people or, with ``--json``, for programs. Exit status: 0 done; 1 something was
refused or failed and the last good state stands; 2 wrong use; 130 and 143 stopped by Ctrl+C or
SIGTERM, with nothing half done.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

import orjson

from etl import asking, auditing, explain, lines, options, people, privacy, steps, verify
from etl.backups import command as backups
from etl.backups import restoring
from etl.interviews import importing
from etl.inventory import inventory
from etl.projects import importing as importing_projects
from seutukuva import access, definitions, stopping, texts
from seutukuva.definitions.model import Definitions
from seutukuva.downloads import OBSERVATION_COLUMNS
from seutukuva.errors import SeutukuvaError
from seutukuva.texts import _

DONE, REFUSED, WRONG_USE = 0, 1, 2
RUN = ("fetch", "build", "check", "publish")
Answer = tuple[int, Any, Iterable[str]]


class WrongUse(SeutukuvaError):
    """The command cannot mean anything: an unknown name, or options that do not go together."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    texts.use(os.environ.get("SEUTUKUVA_LANGUAGE") or texts.DEFAULT)
    wish = options.parser().parse_args(arguments)
    # Whoever has this computer's shell can read and write its files anyway.
    with access.acting(access.in_shell()), stopping.commanded():
        try:
            return _run(wish)
        # Libraries tell of an interrupted piece of work in errors of their own.
        except BaseException:
            if not stopping.asked():
                raise
            return _stopped(wish)


def _run(wish: argparse.Namespace) -> int:
    try:
        restoring.finish()
        status, data, text = COMMANDS[wish.command](wish, definitions.load())
    except (SeutukuvaError, OSError) as error:
        if stopping.asked():
            raise
        return _refused(error if isinstance(error, SeutukuvaError) else _of_the_disk(error), wish)
    try:
        if wish.json:
            _print_json(data)
        else:
            for line in text:
                print(lines.printable(line))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough (`| head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


@contextmanager
def _wrong_use(kind: type[SeutukuvaError]) -> Iterator[None]:
    try:
        yield
    except kind as error:
        raise WrongUse(error.what, where=error.where, todo=error.todo) from error


def _refused(error: SeutukuvaError, wish: argparse.Namespace) -> int:
    if wish.json:
        _print_json({"ok": False, "error": steps.problem(error)})
    print(lines.printable(lines.error(error)), file=sys.stderr)
    return WRONG_USE if isinstance(error, WrongUse) else REFUSED


def _stopped(wish: argparse.Namespace) -> int:
    """Say that the command was stopped, as the shell counts it: 128 and the signal's number."""
    status = 128 + stopping.asked()
    error = SeutukuvaError(
        _("the command was stopped; what it had written is whole, and the rest is as it was"),
        where=wish.command,
        todo=_("Run the same command again to do the rest."),
    )
    _refused(error, wish)
    sys.stdout.flush()
    return status


def _of_the_disk(error: OSError) -> SeutukuvaError:
    """A disk that is full, cannot be written or is not there, in words."""
    return SeutukuvaError(
        _("a file cannot be read or written: {why}").format(why=error.strerror or error),
        where=str(error.filename or ""),
        todo=_("See that the folder can be written and the disk is not full."),
    )


def _print_json(data: Any) -> None:
    option = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
    sys.stdout.write(orjson.dumps(data, default=str, option=option).decode() + "\n")


def _known(name: str, names: Mapping[str, Any], what: str) -> str:
    if name in names:
        return name
    near = difflib.get_close_matches(name, names, n=5) or sorted(names)[:5]
    raise WrongUse(f"no such {what}", where=name, todo="perhaps: " + ", ".join(near))


def _known_area(code: str, defs: Definitions) -> str:
    """FI-KU729, or KU729 in the programme's own country."""
    home = f"{defs.areas[defs.programme.country].country}-{code.upper()}"
    return home if home in defs.areas else _known(code, defs.areas, "area")


def _make(wish: argparse.Namespace, defs: Definitions) -> Answer:
    for source in wish.source:
        _known(source, defs.sources, "source")
    if wish.offline and (wish.force or wish.source or wish.command == "fetch"):
        raise WrongUse(
            "--offline asks no server",
            where=wish.command,
            todo="leave out --offline, or leave out --force, --source and fetch",
        )
    chosen = RUN if wish.command == "run" else (wish.command,)
    outcome = steps.run(
        defs, chosen, steps.Wish(wish.source, wish.force, wish.offline, wish.accept)
    )
    if outcome.error:
        if stopping.asked():
            raise stopping.Stopped from outcome.error
        print(lines.error(outcome.error), file=sys.stderr)
    status = DONE if outcome.ok else REFUSED
    return status, outcome.as_dict(), lines.outcome(outcome)


def _status(wish: argparse.Namespace, defs: Definitions) -> Answer:
    found = inventory(defs)
    return DONE, found, lines.status(found)


def _list(wish: argparse.Namespace, defs: Definitions) -> Answer:
    with asking.published() as answers:
        indicators = answers.rows("extent")
        breakdowns = answers.rows("breakdowns")
        version = answers.version
    found = {
        "version": version,
        "indicators": indicators,
        "breakdowns": breakdowns,
        "sources": [
            {"source_id": source.id, "connector": source.connector, "title": dict(source.title)}
            for source in defs.sources.values()
        ],
    }
    return DONE, found, chain(lines.indicators(indicators), lines.breakdowns(breakdowns))


def _verify(wish: argparse.Namespace, defs: Definitions) -> Answer:
    found = verify.verify(defs)
    sound = all(one.ok for one in found)
    data = {
        "ok": sound,
        "findings": [
            {"kind": one.kind, "name": one.name, "ok": one.ok, "problem": one.problem}
            for one in found
        ],
    }
    return DONE if sound else REFUSED, data, lines.findings(found)


def _batches(wish: argparse.Namespace, defs: Definitions) -> Answer:
    # Brings what no other command needs.
    from etl import keeping

    if wish.action in (None, "list"):
        found = keeping.listed()
    elif not wish.id:
        raise WrongUse(
            "say which batch", where=wish.action, todo="python -m etl batches lists their ids"
        )
    elif wish.action == "withdraw":
        found = [keeping.withdraw(wish.id, wish.reason)]
    elif wish.action == "purge":
        found = [keeping.delete_files(wish.id, wish.reason)]
    else:
        found = [keeping.bring_back(wish.id)]
    return DONE, {"batches": found}, keeping.lines(found)


def _lists(wish: argparse.Namespace, defs: Definitions) -> Answer:
    from etl.projects import keeping

    if wish.action in (None, "list"):
        found = keeping.listed()
    elif not wish.id:
        raise WrongUse(
            "say which list", where=wish.action, todo="python -m etl lists names their ids"
        )
    elif wish.action == "withdraw":
        found = [keeping.withdraw(wish.id, wish.reason)]
    else:
        found = [keeping.bring_back(wish.id)]
    return DONE, {"lists": found}, keeping.lines(found)


def _contacts(wish: argparse.Namespace, defs: Definitions) -> Answer:
    from etl import keeping

    if wish.action == "list":
        listed = keeping.persons(wish.reason)
        return DONE, {"contacts": listed}, keeping.person_lines(listed)
    if wish.action == "delete" and not wish.id:
        raise WrongUse(
            "say which contact person",
            where=wish.action,
            todo="python -m etl contacts list --reason TEXT lists their ids",
        )
    found = keeping.delete_person(wish.id) if wish.action == "delete" else keeping.purge()
    status = REFUSED if wish.action == "delete" and not found["deleted"] else DONE
    return status, found, keeping.purged(found)


def _new_key(wish: argparse.Namespace, defs: Definitions) -> Answer:
    from etl import keeping

    found = keeping.renew_key(wish.reason)
    return DONE, found, keeping.renewed(found)


def _explain(wish: argparse.Namespace, defs: Definitions) -> Answer:
    indicator = defs.indicators[_known(wish.indicator, defs.indicators, "indicator")]
    area = _known_area(wish.area or defs.programme.default_area, defs)
    with asking.published() as answers:
        found = explain.explain(answers, defs, indicator, area, wish.period)
    return DONE, found, lines.explained(found, defs)


def _show(wish: argparse.Namespace, defs: Definitions) -> Answer:
    indicator = _known(wish.indicator, defs.indicators, "indicator")
    areas = [_known_area(area, defs) for area in wish.area]
    language = texts.language()
    with asking.published(wish.version) as answers:
        rows = answers.rows("show", indicator_id=indicator, area_ids=areas)
        version = answers.version
    shown = [
        {
            "area_code": row["area_code"],
            "area_name": row[f"area_name_{language}"],
            "indicator": row["indicator"],
            "period": row["period"],
            "value": row["value"],
            "status": row["status"],
            "unit": row[f"unit_{language}"],
            "source": row["source"],
            "version": version,
        }
        for row in rows
    ]
    if wish.format == "json":
        wish.json = True
    how = lines.csv if wish.format == "csv" else lines.table
    return DONE, shown, how(OBSERVATION_COLUMNS, shown)


def _import(wish: argparse.Namespace, defs: Definitions) -> Answer:
    if wish.what == "projects":
        return _import_projects(wish, defs)
    with _wrong_use(importing.Unknown):
        found = importing.run(wish, defs)
    _print_error(found["error"])
    return DONE if found["ok"] else REFUSED, found, importing.lines(found, defs)


def _import_projects(wish: argparse.Namespace, defs: Definitions) -> Answer:
    with _wrong_use(importing_projects.Unknown):
        found = importing_projects.run(wish, defs)
    for one in found["files"]:
        _print_error(one["error"])
    return DONE if found["ok"] else REFUSED, found, importing_projects.lines(found, defs)


def _back_up(wish: argparse.Namespace, defs: Definitions) -> Answer:
    is_well, found, said = backups.run(wish)
    return DONE if is_well else REFUSED, found, said


def _privacy(wish: argparse.Namespace, defs: Definitions) -> Answer:
    with _wrong_use(privacy.WrongWish):
        is_well, found, said = privacy.run(wish)
    return DONE if is_well else REFUSED, found, said


def _people(wish: argparse.Namespace, defs: Definitions) -> Answer:
    with _wrong_use(people.WrongWish):
        found, said = people.run(wish)
    return DONE, found, said


def _audit(wish: argparse.Namespace, defs: Definitions) -> Answer:
    with _wrong_use(auditing.WrongDay):
        found = auditing.found(wish)
    return DONE, {"rows": found}, auditing.told(wish, found)


def _print_error(told: Mapping[str, str] | None) -> None:
    if told:
        refused = {key: told[key] for key in ("what", "where", "todo")}
        print(lines.printable(lines.error(SeutukuvaError(**refused))), file=sys.stderr)


COMMANDS: dict[str, Callable[[argparse.Namespace, Definitions], Answer]] = {
    **dict.fromkeys(("fetch", "build", "check", "publish", "run"), _make),
    "status": _status,
    "list": _list,
    "verify": _verify,
    "batches": _batches,
    "lists": _lists,
    "contacts": _contacts,
    "new-key": _new_key,
    "explain": _explain,
    "show": _show,
    "import": _import,
    **dict.fromkeys(("backup", "restore", "backups"), _back_up),
    "audit": _audit,
    "people": _people,
    **dict.fromkeys(("privacy", "purge"), _privacy),
}
