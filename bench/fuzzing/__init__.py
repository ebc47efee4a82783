"""Bad input by kind: what is tried, how each try ended, and what did not end as it should.

A try ends in one of three ways: it was taken, or refused with words, or it is a crash. A crash is
everything that nobody has written on purpose: an exception of another kind, a page that could not
be shown, an answer of the server that it is at fault.
"""

from __future__ import annotations

import copy
import random
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

TAKEN, REFUSED, CRASH = "taken", "refused", "crash"
MOST_SAID = 20  # crashes that are told one by one


@dataclass(slots=True)
class Tally:
    """How the tries of one kind ended; ``said``: the first crashes, each with what was tried."""

    ends: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def note(self, end: str, what: str = "") -> None:
        """One more try, and what a crash was."""
        self.ends[end] += 1
        if end == CRASH and len(self.said) < MOST_SAID:
            self.said.append(what[:600])

    def crash(self, error: BaseException, tried: object) -> None:
        """A try that ended in an error nobody has written on purpose."""
        frames = traceback.extract_tb(error.__traceback__)
        own = [one for one in frames if "/seutukuva/" in one.filename or "/etl/" in one.filename]
        at = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""
        self.note(CRASH, f"{at} {type(error).__name__}: {str(error)[:120]} — {tried!r}")

    @property
    def tries(self) -> int:
        """How many there were."""
        return sum(self.ends.values())


# What people, programs and attackers type: empty, long, of other scripts, turning the direction,
# markup, formulas, questions to databases, paths, halves of characters, numbers that are none.
TEXTS = (
    *("", " ", "0", "-1", "1", "null", "None", "NaN", "nan", "Infinity", "true", "[]", "{}", "\\"),
    *("x" * 5_000, "ä" * 300, "🌲" * 60, "\u202eabc", "e\u0301\u0301\u0301", "\ufeff", "\u200b"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "**b** [x](javascript:y)"),
    *(":material/home:", ":red[x]", "$\\frac{1}{0}$", "![x](https://example.org/x.png)", "`a`"),
    *('=HYPERLINK("x")', "+1+1", "@SUM(A1)", "-2+3", "\t=1", "'; drop table rec_log; --"),
    *("' or 1=1 --", "%", "%s%s%n", "{0.__class__}", "{name}", "${jndi:x}", "../../etc/passwd"),
    *("..\\..\\x", "/", "//", "C:\\x", "file:///etc/passwd", "http://[::1", "a\x00b", "\x1b[31m"),
    *("\r\nX: y", "\n", "\t", "\x85", "\ud800", "\udfff\ud800", "٢٠٢٦", "１２３", "²", "½", "Ⅳ"),
    *("2026-02-30", "0000-01-01", "9999-12-31", "2026-13", "29.2.2025", "31.12.9999", "1e999"),
    *("1.000", "1,000", "1 000 000,5", "--5", "−5", "5-", "0x10", "1_000", ".5", "5.", "1e-400"),
    *("9" * 400, "-" * 400, "FI-KU729", "2026-10", "population", "A1", "EKR", "S11010"),
)
# Of other types than texts, as they come of JSON, TOML and forms.
VALUES: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1, 2**63, -(2**63), 10**400, 0.0, -0.0, 0.1, 1e308, 1e999),
    *(float("nan"), [], {}, [[]], [None], {"a": None}, {"": ""}, [1, "a"], {"all": 1e999}, b"x"),
)


def text(chance: random.Random) -> str:
    """One of the texts, or two of them, or a part of one."""
    one = chance.choice(TEXTS)
    turn = chance.random()
    if turn < 0.15:
        return one + chance.choice(TEXTS)
    if turn < 0.3 and one:
        return one[: chance.randrange(len(one))]
    if turn < 0.4:
        return "".join(chr(chance.choice((32, 65, 228, 8364, 65533, 127792))) for _sign in range(9))
    return one


def value(chance: random.Random, depth: int = 2) -> object:
    """Anything: a text, a value of another type, a list or a table of such."""
    turn = chance.random()
    if turn < 0.5 or not depth:
        return text(chance)
    if turn < 0.8:
        # A list or table of its own each time: what is tried may change it.
        return copy.deepcopy(chance.choice(VALUES))
    if turn < 0.9:
        return [value(chance, depth - 1) for _one in range(chance.randrange(4))]
    return {text(chance)[:40]: value(chance, depth - 1) for _one in range(chance.randrange(3))}
