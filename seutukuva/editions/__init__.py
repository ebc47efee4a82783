"""Editions: what a meeting has frozen, as it stood then, and what has changed between two."""

from seutukuva.editions.opening import opened, shown
from seutukuva.editions.register import Edition

__all__ = ["Edition", "opened", "shown"]
