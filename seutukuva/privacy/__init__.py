"""Personal data: what is kept, found on request, handed over, deleted, and purged by date.

``data/definitions/privacy.toml`` is the register. Where people sign in all of it is the
administrator's; at one's own computer that of who sits there.
"""

from __future__ import annotations


def again() -> int:
    """Delete anew what a restored backup has brought back; see ``retention``."""
    from seutukuva.privacy import retention

    return retention.again()
