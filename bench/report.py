"""What a benchmark hands back, and how it is printed."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from typing import Any

import duckdb


@dataclass(frozen=True, slots=True)
class Options:
    """How much to measure.

    Attributes:
        rows: observations of the larger version of `queries`.
        quick: a smaller load and fewer rounds: shows that a benchmark works, proves nothing.
        seconds: how long a benchmark goes on that could go on for ever; 0: as it sees fit.
    """

    rows: int = 20_000_000
    quick: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; with ``most`` or ``least`` it is a promise that can be missed."""

    name: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def is_promise(self) -> bool:
        """Whether it has a limit."""
        return self.most is not None or self.least is not None

    @property
    def passed(self) -> bool:
        """Whether the value keeps within its limits; NaN never does."""
        above = self.least is None or self.value >= self.least
        return above and (self.most is None or self.value <= self.most)

    def line(self) -> str:
        """One line for people."""
        text = f"  {self.name:<66} {_number(self.value):>10} {self.unit:<4}"
        if not self.is_promise:
            return text.rstrip()
        sense, limit = ("≤", self.most) if self.most is not None else ("≥", self.least)
        return f"{text} {sense} {_number(limit or 0.0)}  {'PASS' if self.passed else 'FAIL'}"

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        out: dict[str, Any] = {"name": self.name, "value": self.value, "unit": self.unit}
        for key in ("most", "least"):
            if getattr(self, key) is not None:
                out[key] = getattr(self, key)
        if self.is_promise:
            out["passed"] = self.passed
        return out


@dataclass(slots=True)
class Report:
    """Everything one benchmark measured."""

    benchmark: str
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(
        self,
        name: str,
        value: float,
        unit: str = "",
        *,
        most: float | None = None,
        least: float | None = None,
    ) -> None:
        """Adds a figure."""
        self.figures.append(Figure(name, float(value), unit, most, least))

    @property
    def passed(self) -> bool:
        """Whether every promise is kept."""
        return all(figure.passed for figure in self.figures if figure.is_promise)

    def lines(self) -> list[str]:
        """For people."""
        head = f"{self.benchmark}: {'PASS' if self.passed else 'FAIL'}"
        return [head, *(f.line() for f in self.figures), *(f"  {note}" for note in self.notes)]

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "benchmark": self.benchmark,
            "passed": self.passed,
            "figures": [figure.to_dict() for figure in self.figures],
            "notes": self.notes,
            "machine": machine(),
        }


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    load = os.getloadavg() if hasattr(os, "getloadavg") else (0.0, 0.0, 0.0)
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "duckdb": duckdb.__version__,
        "load": round(load[0], 2),
    }


def _number(value: float) -> str:
    if value != value:
        return "nothing"
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
