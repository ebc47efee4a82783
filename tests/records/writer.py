"""Writes to the log in a process of its own: ``python -m tests.records.writer NAME COUNT``.

Prints the number of each row once it is stored.
"""

from __future__ import annotations

import sys

from seutukuva import records


def main(name: str, count: int) -> None:
    """Store ``count`` events, each under its own id."""
    for number in range(count):
        body = {"title": f"{name} {number}", "kind": "event", "date_from": "2026"}
        entry = records.append("event", body, id=f"{name}-{number}", by=name)
        print(entry.seq, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
