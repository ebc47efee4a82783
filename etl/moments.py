"""Times as the database holds them: UTC without zone."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(text: str) -> datetime | None:
    """A time from ISO text of a producer or a sidecar; None when it is none.

    Text without a zone counts as UTC.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def now() -> datetime:
    """This second, in UTC without zone."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
