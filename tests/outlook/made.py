"""Marks as tests need them."""

from __future__ import annotations

from typing import Any

from seutukuva.outlook.register import Given, Mark

SEUTU = "FI-SK138"
REASON = "Orders of sawmills have grown since spring, and two firms invest."


def mark(score: int, **more: Any) -> Mark:
    """A mark of the coordination group a year ahead, of October 2025."""
    own = {
        "id": "m",
        "row": 1,
        "round": "2025-10",
        "area": SEUTU,
        "theme": "business",
        "horizon": "12",
        "score": score,
        "reason": REASON,
        "group": "EKR",
    }
    return Mark(**{**own, **more})


def given(**more: Any) -> Given:
    """A mark that can be stored."""
    own: dict[str, Any] = {
        "round": "2026-10",
        "area": SEUTU,
        "theme": "business",
        "horizon": "12",
        "group": "EKR",
        "score": 1,
        "reason": REASON,
    }
    return Given(**{**own, **more})
