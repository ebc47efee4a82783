"""The structure of an area's economy: what it lives from, and what its growth came from.

Calculations on jobs by industry are pure, and each gives a figure or the reason why there is none,
never NaN or infinity; only `reading` asks for data.
"""

from seutukuva.economy.summaries import Summary, heading, summary

__all__ = ["Summary", "heading", "summary"]
