"""Random rounding of counts, drawn from a secret and from who is counted.

A count c is told as a multiple of a base b: with r = c mod b it goes up to the next one with the
probability r ÷ b and down else (Statistics New Zealand, Microdata output guide: unbiased random
rounding to base 3), which alone would keep it within b − 1 of c. Then, rarely, it moves by k more
steps of b, up as often as down, P(k) ∝ q^|k|. So each told number is possible for each true one:
no figure, however known the others are, excludes an answer. Both steps are unbiased, and the
variance is (b² − 1) ÷ 6 of the first, over remainders that are equally frequent, and
2q b² ÷ (1 − q)² of the second. Bases move by further steps as other counts do, so that nobody is
for certain in one.

The counts of one group and question share the draw of the first step. Each is rounded as if by
itself, but where one goes up another is more likely to: their errors have a correlation of ½, so
half of them goes out of the difference of better and worse. The further steps are drawn apart, so
that still no table excludes an answer.

The draw is made from the set of the firms counted and a secret of the installation, as the cell
keys of the Australian Bureau of Statistics (G. Thompson, S. Broadfoot and D. Elazar (2013),
Methodology for the automatic confidentialisation of statistical outputs from remote servers): the
same firms are the same figure in each view, after each start, and asking again tells nothing new.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

# q: one count in 50 moves by another step or more.
TAIL = 0.01
_NUMBERS = 8  # of 64 bits in a digest
_DIGEST = struct.Struct(f"<{_NUMBERS}Q")
_FINEST = 2.0**-53


@dataclass(frozen=True, slots=True)
class Rounding:
    """Rounding to multiples of a base.

    Attributes:
        secret: of the installation, at most 64 bytes.
        base: to whose multiples counts are rounded.
        tail: q above.
    """

    secret: bytes
    base: int = 3
    tail: float = TAIL

    @property
    def near_variance(self) -> float:
        """Variance of the nearest step of a count."""
        return (self.base**2 - 1) / 6

    @property
    def tail_variance(self) -> float:
        """Variance of the further steps of a count."""
        return 2 * self.tail * self.base**2 / (1 - self.tail) ** 2

    @property
    def variance(self) -> float:
        """Variance of a rounded count."""
        return self.near_variance + self.tail_variance

    def variance_of(self, factors: Iterable[float]) -> float:
        """Variance of a sum of the counts of one group and question, each times a factor."""
        given = list(factors)
        squares, square = sum(one**2 for one in given), sum(given) ** 2
        return self.near_variance * (squares + square) / 2 + self.tail_variance * squares

    def marks(self, keys: Iterable[object]) -> np.ndarray:
        """A secret number of 64 bits for each key of a firm."""
        made = (hashlib.blake2b(str(key).encode(), digest_size=8, key=self.secret) for key in keys)
        return np.frombuffer(b"".join(one.digest() for one in made), dtype="<u8").astype(np.uint64)

    def draws(self, n: int, *about: object) -> np.ndarray:
        """`n` numbers in [0, 1), always the same for the same things."""
        text = "\n".join(map(str, about))
        found: list[int] = []
        for block in range(-(-n // _NUMBERS)):
            content = f"{block}\n{text}".encode()
            digest = hashlib.blake2b(content, digest_size=64, key=self.secret).digest()
            found += _DIGEST.unpack(digest)
        return (np.array(found[:n], dtype=np.uint64) >> np.uint64(11)) * _FINEST

    def near(self, counts: np.ndarray | Sequence[int], draws: float | np.ndarray) -> np.ndarray:
        """Counts at one of the two multiples beside them, by one draw or one of each."""
        whole = np.asarray(counts, dtype=np.int64)
        rest = whole % self.base
        return whole - rest + self.base * (draws < rest / self.base)

    def told(
        self, counts: np.ndarray | Sequence[int], near: float | np.ndarray, further: np.ndarray
    ) -> np.ndarray:
        """Counts as they are told, never below zero.

        Args:
            near: the draw of the nearest step, which they share.
            further: of each, the draw of its further steps.
        """
        found = self.near(counts, near) + self.base * self.steps(further)
        return np.maximum(found, 0)

    def sum(self, value: float, unit: float, near: float, further: float) -> float:
        """A sum at one of the two multiples of a unit beside it, or further: unbiased.

        Args:
            near, further: its draws, as of a count. A sum above zero is told as zero at the least.
        """
        down = math.floor(value / unit)
        told = (down + (near < value / unit - down) + int(self.steps(np.array(further)))) * unit
        return max(told, 0.0) if value >= 0 else told

    def steps(self, draws: np.ndarray) -> np.ndarray:
        """k by the inverse of its distribution: 0 with (1 − q) ÷ (1 + q), then each q times."""
        at_zero = (1 - self.tail) / (1 + self.tail)
        beyond = np.maximum(draws - at_zero, 0) / (1 - at_zero)
        size = np.mod(2 * beyond, 1.0)
        steps = 1 + np.floor(np.log1p(-size) / np.log(self.tail)).astype(np.int64)
        return np.where(draws < at_zero, 0, np.where(beyond < 0.5, -steps, steps))
