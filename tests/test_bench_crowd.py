"""The bench of the crowd sees memory that grows, and chooses only what a reader could."""

from __future__ import annotations

import math
import random
from types import SimpleNamespace

import pytest

from bench import crowd
from bench.crowd import Met, Size
from bench.reader import Choice
from bench.report import Report


def test_memory_that_grows_is_seen_and_the_warm_up_does_not_count() -> None:
    flat = [(float(at), 300.0 + 100 * (at < 300)) for at in range(0, 900, 5)]
    assert crowd.slope(flat, 300) == pytest.approx(0)
    grows = [(at, used + 2 * at / 60) for at, used in flat]
    assert crowd.slope(grows, 300) == pytest.approx(2)
    assert math.isnan(crowd.slope(flat[:2], 0)), "nothing measured is not nothing grown"


def test_only_another_option_is_chosen() -> None:
    lists = {
        "one": Choice("One", ("only",), "only"),
        "area": Choice("Area", ("a", "b", "c"), "b"),
    }
    reader = SimpleNamespace(choices=lists)
    drawn = {crowd._choice(reader, random.Random(seed)) for seed in range(40)}
    assert drawn == {("area", "a"), ("area", "c")}
    assert crowd._choice(SimpleNamespace(choices={}), random.Random(1)) is None


def test_errors_slowness_and_growth_fail_the_report() -> None:
    def told(**more: object) -> set[str]:
        met = Met([("area", 20.0)] * 100, [("", 30.0)] * 100)
        met.memory = [(float(at), 300.0) for at in range(0, 900, 5)]
        met.work = {"import": (0, 2.0), "publish": (0, 3.0)}
        for name, value in more.items():
            setattr(met, name, value)
        report = Report("crowd")
        crowd._tell(report, Size(), met)
        return {one.name for one in report.figures if one.is_promise and not one.passed}

    assert told() == set()
    assert told(waits=[("area", 20.0)] * 90 + [("area", 1500.0)] * 10) == {"reruns: p95"}
    assert told(work={"import": (1, 2.0)}) == {"import meanwhile: exit status"}
    grown = [(float(at), 300.0 + at) for at in range(0, 900, 5)]
    assert told(memory=grown) == {"memory after warm-up"}
    failed = Met().errors
    failed["/area: PageFailed"] += 1
    assert told(errors=failed) == {"errors"}
