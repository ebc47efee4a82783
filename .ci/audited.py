"""Read what pip-audit answers, from standard input, and say it: 0 nothing known, 1 a finding.

What is known and does not concern this program stands in IGNORED with the reason.
"""

from __future__ import annotations

import json
import sys
from typing import Any

# Id of an advisory and why it does not reach this program.
IGNORED: dict[str, str] = {}
UNASKED = "audit: {lock}: NOT AUDITED: the advisory service could not be asked ({why})."


def main(lock: str, answer: str) -> int:
    """Print the state of one lock; returns the exit status."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        print(UNASKED.format(lock=lock, why="no answer"))
        return 0
    asked = [one for one in packages if "skip_reason" not in one]
    if not asked:
        print(UNASKED.format(lock=lock, why=f"{len(packages)} packages skipped"))
        return 0
    found = [line for package in asked for line in _findings(package)]
    for line in found:
        print(f"audit: {lock}: {line}")
    skipped = len(packages) - len(asked)
    print(f"audit: {lock}: {len(asked)} packages, {len(found)} findings, {skipped} not asked")
    return 1 if found else 0


def _findings(package: dict[str, Any]) -> list[str]:
    lines = []
    for one in package.get("vulns", []):
        ids = {one["id"], *one.get("aliases", [])}
        if not ids & set(IGNORED):
            mended = ", ".join(one.get("fix_versions", [])) or "no release yet"
            lines.append(f"{package['name']} {package['version']}: {one['id']}, mended in {mended}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read()))
