"""The four steps as commands run them: fetch, build, check, publish, and all of them.

Each fills its part of one outcome, which prints the same for people and for programs.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from etl import build, fetch, publish, stage, versions
from etl.build import Built
from etl.fetch import FetchOutcome
from etl.progress import Bars
from etl.publish import Published, Review
from seutukuva.definitions.model import Definitions
from seutukuva.errors import CheckFailed, SeutukuvaError


@dataclass(slots=True)
class Outcome:
    """What a run did; steps that were not part of it are None.

    Attributes:
        error: what stopped it; whatever was published before stays.
    """

    fetched: list[FetchOutcome] | None = None
    built: Built | None = None
    review: Review | None = None
    published: Published | None = None
    error: SeutukuvaError | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> list[FetchOutcome]:
        """Sources that could not be fetched."""
        return [one for one in self.fetched or [] if one.state == "failed"]

    @property
    def ok(self) -> bool:
        """Whether everything that was asked for was done."""
        stopped = self.review is not None and self.review.stopped
        return self.error is None and not self.failed and not stopped

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON: ok, the steps that were run, seconds by step."""
        found: dict[str, Any] = {"ok": self.ok, "error": problem(self.error)}
        if self.fetched is not None:
            found["fetch"] = [_fetched(one) for one in self.fetched]
        if self.built is not None:
            found["build"] = _built(self.built)
        if self.review is not None:
            found["checks"] = [one.as_dict() for one in self.review.results]
            found["changes"] = self.review.change.as_dict()
            found["report"] = str(self.review.report_file)
        pointer = self.published.pointer if self.published else versions.current()
        found["published"] = self.published is not None
        found["version"] = pointer.version if pointer else None
        found["previous"] = pointer.previous if pointer else None
        found["seconds"] = {step: round(taken, 3) for step, taken in self.seconds.items()}
        return found


def problem(error: SeutukuvaError | None) -> dict[str, Any] | None:
    """An error as plain values: code, what, where, todo; check and rows of a failed check."""
    if error is None:
        return None
    found: dict[str, Any] = {
        "code": type(error).__name__,
        "what": error.what,
        "where": error.where,
        "todo": error.todo,
    }
    if isinstance(error, CheckFailed):
        found |= {"check": error.check, "rows": error.rows}
    return found


def _fetched(one: FetchOutcome) -> dict[str, Any]:
    return {
        "source_id": one.source_id,
        "state": one.state,
        "snapshot_id": one.snapshot.snapshot_id if one.snapshot else None,
        "calls": one.calls,
        "cells": one.cells,
        "seconds": round(one.seconds, 3),
        "warnings": list(one.warnings),
        "error": problem(one.error),
    }


def _built(one: Built) -> dict[str, Any]:
    return {
        "version": one.version,
        "mode": one.mode,
        "content_hash": one.content_hash,
        "observations": one.observations,
        "indicators": one.indicators,
        "areas": one.areas,
        "unreadable": [{"snapshot_id": name, "problem": why} for name, why in one.unreadable],
    }


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for beside the command itself."""

    sources: Sequence[str] = ()
    force: bool = False
    offline: bool = False
    accept: Sequence[str] = ()


def run(defs: Definitions, steps: Sequence[str], wish: Wish) -> Outcome:
    """Run steps in their order under one lock; what fails is in the outcome, not raised.

    A source that cannot be fetched does not stop the others: the build takes its last good
    answer, or what came with the program.
    """
    outcome, bars = Outcome(), Bars()
    try:
        with versions.builder_lock():
            for step in steps:
                started = time.monotonic()
                STEPS[step](defs, wish, outcome, bars)
                bars.close()
                outcome.seconds[step] = time.monotonic() - started
    except SeutukuvaError as error:
        outcome.error = error
    finally:
        bars.close()
    return outcome


def _fetch(defs: Definitions, wish: Wish, outcome: Outcome, bars: Bars) -> None:
    if not wish.offline:
        outcome.fetched = fetch.fetch(
            defs, list(wish.sources) or None, force=wish.force, progress=bars
        )


def _build(defs: Definitions, wish: Wish, outcome: Outcome, bars: Bars) -> None:
    outcome.built = build.build(defs, stage.stage(defs, progress=bars), progress=bars)


def _check(defs: Definitions, wish: Wish, outcome: Outcome, bars: Bars) -> None:
    outcome.review = publish.review(defs, accept=wish.accept)


def _publish(defs: Definitions, wish: Wish, outcome: Outcome, bars: Bars) -> None:
    if outcome.review is None:
        outcome.review = publish.review(defs, accept=wish.accept)
    outcome.published = publish.publish_reviewed(outcome.review)


STEPS = {"fetch": _fetch, "build": _build, "check": _check, "publish": _publish}
