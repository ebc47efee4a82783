"""The commands of ``python -m etl``.

Each prints for people or, with ``--json``, for programs. Exit status: 0 done; 1 something was
refused or failed and the last good state stands; 2 wrong use.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import orjson

from etl import asking, explain, lines, steps, verify
from etl.interviews import importing
from etl.inventory import inventory
from etl.projects import importing as importing_projects
from seutukuva import definitions, texts
from seutukuva.definitions.model import Definitions
from seutukuva.downloads import OBSERVATION_COLUMNS
from seutukuva.errors import SeutukuvaError

DONE, REFUSED, WRONG_USE = 0, 1, 2
RUN = ("fetch", "build", "check", "publish")
Answer = tuple[int, Any, Iterable[str]]


class WrongUse(SeutukuvaError):
    """The command cannot mean anything: an unknown name, or options that do not go together."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    texts.use(os.environ.get("SEUTUKUVA_LANGUAGE") or texts.DEFAULT)
    wish = _parser().parse_args(arguments)
    try:
        status, data, text = COMMANDS[wish.command](wish, definitions.load())
    except SeutukuvaError as error:
        status = WRONG_USE if isinstance(error, WrongUse) else REFUSED
        if wish.json:
            _print_json({"ok": False, "error": steps.problem(error)})
        print(lines.printable(lines.error(error)), file=sys.stderr)
        return status
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return REFUSED
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


def _print_json(data: Any) -> None:
    option = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
    sys.stdout.write(orjson.dumps(data, default=str, option=option).decode() + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl",
        description=(
            "Fetch, build, check and publish official statistics; import interviews and lists of "
            "projects."
        ),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument("--json", action="store_true", help="print for a program")
    _add_making(commands, output)
    _add_asking(commands, output)
    _add_interviews(commands, output)
    return parser


def _add_making(commands: Any, output: argparse.ArgumentParser) -> None:
    """The commands that make a version of the statistics."""
    making = argparse.ArgumentParser(add_help=False, parents=[output])
    making.add_argument("--source", action="append", default=[], help="only this source; repeat")
    making.add_argument("--force", action="store_true", help="fetch what is unchanged, too")
    making.add_argument("--offline", action="store_true", help="ask no server")
    making.add_argument(
        "--accept", action="append", default=[], metavar="CHECK", help="this loss is meant; repeat"
    )
    for name, what in (
        ("fetch", "ask the producers for what is new"),
        ("build", "build a new file from what was fetched and came with the program"),
        ("check", "check the built file and compare it with the published one"),
        ("publish", "publish the built file when its checks pass"),
        ("run", "fetch, build, check and publish"),
    ):
        commands.add_parser(name, parents=[making], help=what)


def _add_asking(commands: Any, output: argparse.ArgumentParser) -> None:
    """The commands that tell what there is."""
    commands.add_parser("status", parents=[output], help="what is published, and every source")
    commands.add_parser("list", parents=[output], help="every indicator, breakdown and source")
    commands.add_parser("verify", parents=[output], help="see that nothing is damaged")
    figure = commands.add_parser("explain", parents=[output], help="walk a figure back")
    figure.add_argument("indicator")
    figure.add_argument("--area", metavar="CODE", help="e.g. FI-KU729")
    figure.add_argument("--period", metavar="P", help="e.g. 2025, 2024Q1, 2026M06")
    show = commands.add_parser("show", parents=[output], help="print the figures of an indicator")
    show.add_argument("indicator")
    show.add_argument("--area", action="append", default=[], metavar="CODE", help="repeat for more")
    show.add_argument("--version", default="", help="a kept version; the current one otherwise")
    show.add_argument("--format", choices=("table", "csv", "json"), default="table")


def _add_interviews(commands: Any, output: argparse.ArgumentParser) -> None:
    """The commands on what firms have told."""
    kept = commands.add_parser("batches", parents=[output], help="accepted company interviews")
    kept.add_argument("action", nargs="?", choices=("list", "withdraw", "bring-back", "purge"))
    kept.add_argument("id", nargs="?", default="", help="of a batch, as the list says")
    kept.add_argument("--reason", default="", help="why it is withdrawn, or purged")
    stored = commands.add_parser("lists", parents=[output], help="accepted lists of projects")
    stored.add_argument("action", nargs="?", choices=("list", "withdraw", "bring-back"))
    stored.add_argument("id", nargs="?", default="", help="of a list, as they are listed")
    stored.add_argument("--reason", default="", help="why it is withdrawn")
    persons = commands.add_parser("contacts", parents=[output], help="contact persons of firms")
    persons.add_argument("action", choices=("list", "delete", "purge"), help="see the guide")
    persons.add_argument("id", nargs="?", default="", help="of a contact person, as the list says")
    persons.add_argument("--reason", default="", help="why they are looked at; names nobody")
    renewing = commands.add_parser(
        "new-key", parents=[output], help="another secret of the rounding, where it is lost"
    )
    renewing.add_argument("--reason", required=True, help="why; names nobody")
    taking = commands.add_parser("import", help="check a spreadsheet and store it")
    kinds = taking.add_subparsers(dest="what", required=True, metavar="WHAT")
    importing.add_options(
        kinds.add_parser("interviews", parents=[output], help="company interviews")
    )
    importing_projects.add_options(
        kinds.add_parser("projects", parents=[output], help="lists of projects")
    )


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
    try:
        found = importing.run(wish, defs)
    except importing.Unknown as error:
        raise WrongUse(error.what, where=error.where, todo=error.todo) from error
    _print_error(found["error"])
    return DONE if found["ok"] else REFUSED, found, importing.lines(found, defs)


def _import_projects(wish: argparse.Namespace, defs: Definitions) -> Answer:
    try:
        found = importing_projects.run(wish, defs)
    except importing_projects.Unknown as error:
        raise WrongUse(error.what, where=error.where, todo=error.todo) from error
    for one in found["files"]:
        _print_error(one["error"])
    return DONE if found["ok"] else REFUSED, found, importing_projects.lines(found, defs)


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
}
