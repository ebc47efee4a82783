"""The page of the audit: its choices, its list, its chain."""

from seutukuva.ui.audit.choosing import chosen
from seutukuva.ui.audit.listing import chain, listing

__all__ = ["chain", "chosen", "listing"]
