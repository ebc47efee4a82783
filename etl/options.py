"""What can be said after ``python -m etl``."""

from __future__ import annotations

import argparse
from typing import Any

from etl import auditing, people, privacy
from etl.backups import command as backups
from etl.interviews import importing
from etl.projects import importing as importing_projects


class _AnyOrder(argparse.ArgumentParser):
    """Takes options before, between and after what has no name.

    Argparse's own way gives such a place away as empty at the first option, and then knows nothing
    of what comes for it after the option.
    """

    _is_within = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse's own, in any order."""
        has_commands = any(one.nargs == argparse.PARSER for one in self._actions)
        if has_commands or self._is_within:
            return super().parse_known_args(args, namespace)
        self._is_within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_within = False


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    made = argparse.ArgumentParser(
        prog="python -m etl",
        description=(
            "Fetch, build, check and publish official statistics; import interviews and lists of "
            "projects."
        ),
    )
    commands = made.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=_AnyOrder
    )
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument("--json", action="store_true", help="print for a program")
    _add_making(commands, output)
    _add_asking(commands, output)
    _add_interviews(commands, output)
    backups.add_options(commands, output)
    auditing.add_options(commands, output)
    people.add_options(commands, output)
    privacy.add_options(commands, output)
    return made


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
