"""Attacks on what is told of interviews, in generated worlds: what follows of few firms.

The attackers are those of the tests, with more worlds and more time. One subtracts: he solves for
every number of fewer firms than are told, from all states that were shown. One looks again through
other filters, weights, earlier rounds and editions, for a figure that is drawn anew. One compares
worlds that differ by one answer, for a figure that tells them apart.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from bench.report import Options, Report
from seutukuva import definitions
from tests.interviews import disclosing, worlds
from tests.interviews.differing import by_one_answer, through_filters
from tests.interviews.worlds import World

SECONDS, QUICK_SECONDS = 180.0, 10.0
SEED = 20_261
COMPARED = 2  # questions of a world, of which one answer is another
ANSWERED_ONCE = ("turnover_outlook", "growth_aim")


@dataclass
class Tally:
    """What was tried, and what came of it."""

    worlds: int = 0
    cells: int = 0
    disclosed: int = 0
    # The same by an attacker who leaves the rare further steps of rounding out of account.
    held: int = 0
    wrongly: int = 0
    systems: int = 0
    contradictory: int = 0
    combinations: int = 0
    drawn_anew: int = 0
    compared: int = 0
    apart: int = 0
    said: list[str] = field(default_factory=list)


def run(options: Options) -> Report:
    """Attacks worlds until the time is over."""
    seconds = options.seconds or (QUICK_SECONDS if options.quick else SECONDS)
    report, tally = Report("disclosure"), Tally()
    chance = np.random.default_rng(SEED)
    began = time.perf_counter()
    while not tally.worlds or time.perf_counter() - began < seconds:
        world = _world(chance)
        _subtract(world, tally)
        _look_again(world, tally)
        _compare(world, tally, chance)
        tally.worlds += 1
    _tell(report, tally)
    report.add("time", time.perf_counter() - began, "s")
    return report


def _world(chance: np.random.Generator) -> World:
    return World(
        seed=int(chance.integers(10**6)),
        firms=int(chance.integers(12, 120)),
        batches=int(chance.integers(1, 5)),
        blank=float(chance.choice((0.0, 0.1, 0.4))),
        withdraws=bool(chance.integers(2)),
    )


def _subtract(world: World, tally: Tally) -> None:
    now = worlds.ready(world.round(), b"secret %d" % world.seed)
    for question in ANSWERED_ONCE if now.gates else ():
        found = disclosing.attacked(now, question)
        tally.cells += found.cells
        tally.disclosed += len(found.disclosed) + found.is_contradictory
        tally.said += [f"{world}: {question}: {one}" for one in found.disclosed]
        held = disclosing.attacked(now, question, disclosing.nearly)
        tally.systems += 1
        tally.contradictory += held.is_contradictory
        tally.held += len(held.disclosed)
        tally.wrongly += len(held.disclosed) - held.right


def _look_again(world: World, tally: Tally) -> None:
    areas = ("", *(one.code for one in definitions.load().programme.development_areas))
    tried, wrong = through_filters(world, ("", "personnel"), areas)
    tally.combinations += tried
    tally.drawn_anew += len(wrong)
    tally.said += [f"{world}: {one}" for one in wrong]


def _compare(world: World, tally: Tally, chance: np.random.Generator) -> None:
    """The answer of one firm to some questions, in the round or in the one before it."""
    now, before = world.round(), world.round("2025-10")
    every = (*worlds.QUESTIONS, *worlds.NUMBERS)
    for question in chance.choice(every, COMPARED, replace=False).tolist():
        is_earlier = bool(chance.integers(2))
        changed = before if is_earlier else now
        own = int((changed.answers["question"] == question).sum())
        if not own:
            continue
        other = worlds.otherwise(changed, question, int(chance.integers(own)))
        apart = by_one_answer((now, before), (now, other) if is_earlier else (other, before))
        tally.compared += 1
        tally.apart += bool(apart)
        tally.said += [f"{world}: {question}: {one}" for one in apart[:3]]


def _tell(report: Report, tally: Tally) -> None:
    report.add("worlds", tally.worlds, least=1)
    report.add("numbers of few firms that were solved for", tally.cells, least=1)
    report.add("of these calculated for certain", tally.disclosed, most=0)
    report.add("questions solved without further steps of rounding", tally.systems)
    report.add("of these nothing fits what was told", tally.contradictory)
    report.add("numbers held for certain then", tally.held)
    report.add("of these another one is true", tally.wrongly)
    report.add("editions × earlier rounds × weights × areas asked", tally.combinations, least=1)
    report.add("figures drawn anew by one of them", tally.drawn_anew, most=0)
    report.add("worlds compared that differ by one answer", tally.compared, least=1)
    report.add("of these told apart for certain", tally.apart, most=0)
    report.notes.extend(tally.said[:10])
