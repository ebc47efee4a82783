"""Which packages the program stands on, under which licences: ``docs/licences.md``.

    python -m seutukuva.licences

Reads the lock and what the installed packages say of themselves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from importlib import metadata
from pathlib import Path

from seutukuva import settings

LOCK = settings.REPOSITORY / "requirements.lock"
FILE = settings.REPOSITORY / "docs" / "licences.md"
# Installed on some systems only, or silent about their licence: what their own sources say.
SAID_ELSEWHERE = {
    "colorama": "BSD-3-Clause",
    "libvoikko": "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later",
    "resvg-py": "MIT",
}
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_HEAD = """# Licences

Seutukuva is under the [MIT licence](../LICENSE). It is used with these packages, which the package
index gives and which are not part of it; made by `python -m seutukuva.licences` from
`requirements.lock`. Packages of the tests are not listed: nobody gets them with the program. The
typefaces in `seutukuva/fonts/` have their licence beside them.

| Package | Version | Licence |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A locked package and its licence, ``""`` where it says none."""

    name: str
    version: str
    licence: str


def pins(lock: str) -> list[tuple[str, str]]:
    """Names, as the index writes them, and versions that a lock or a list of pins holds."""
    return sorted({(canonical(name), version) for name, version in _PIN.findall(lock)})


def canonical(name: str) -> str:
    """A name in small letters with single hyphens: how the index compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def packages(lock: str) -> list[Package]:
    """Every package of a lock with its licence."""
    return [Package(name, version, licence(name)) for name, version in pins(lock)]


def licence(name: str) -> str:
    """What an installed package says of its licence; ``""``: nothing, or it is not installed."""
    if name in SAID_ELSEWHERE:
        return SAID_ELSEWHERE[name]
    try:
        about: Message = metadata.metadata(name)  # type: ignore[assignment]
    except metadata.PackageNotFoundError:
        return ""
    if told := about.get("License-Expression"):
        return str(told)
    classified = [
        str(one).rpartition(" :: ")[2]
        for one in about.get_all("Classifier") or ()
        if str(one).startswith("License :: OSI Approved ::")
    ]
    if classified:
        return " / ".join(sorted(classified))
    return str(about.get("License") or "").strip().partition("\n")[0][:60]


def page(found: Iterable[Package]) -> str:
    """The page as Markdown."""
    rows = [f"| {one.name} | {one.version} | {one.licence} |" for one in found]
    return _HEAD + "\n".join(rows) + "\n"


def main(file: Path = FILE) -> int:
    """Write the page; returns the exit status: 1 when a package does not say its licence."""
    found = packages(LOCK.read_text(encoding="utf-8"))
    file.write_text(page(found), encoding="utf-8")
    silent = [one.name for one in found if not one.licence]
    if silent:
        print(f"no licence known of: {', '.join(silent)}", file=sys.stderr)
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
