"""Direct labels: where to break a long name, and how to keep labels from covering each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONG_WORD = re.compile(r"[^\W\d_]{11,}")
# Nothing is parted from a word that is shorter than three letters.
_SYLLABLE = re.compile(
    r"(?<=\w{3})(?:(?<![bdfgkpt])(?=[lr][aeiouyåäöæø]\w)|(?=[bdfgkpt][lr][aeiouyåäöæø])"
    r"|(?=[bcdfghjkmnpqstvwxz][aeiouyåäöæø]\w))",
    re.IGNORECASE,
)


def wrap(text: str, width: int) -> str:
    """`text` broken with line feeds at spaces and after dashes; a long word stays whole.

    A no-break space is never broken at.
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip(" ")) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip(" ") for line in lines)


def hyphenated(text: str) -> str:
    """`text` with soft hyphens between the syllables of its long words; not for English.

    A syllable begins before a consonant that a vowel follows, in Swedish and Norwegian also before
    one with l or r between them. Browsers know no Finnish hyphens and seldom those of the others.
    """
    return _LONG_WORD.sub(lambda word: _SYLLABLE.sub("\u00ad", word[0]), text)


def shortened(text: str, length: int) -> str:
    """`text` in at most `length` signs, cut between words where one ends late enough."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at >= length // 2 else cut).rstrip(" ,.;:–-") + "…"


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for at, sign in enumerate(text):
        if sign in " -–":
            pieces.append(text[start : at + 1])
            start = at + 1
    return [*pieces, text[start:]]


@dataclass(slots=True)
class _Block:
    """Labels that touch: `wish` is the mean of where each would like the pile to begin."""

    wish: float
    count: int


def spread(
    wishes: Sequence[float], extents: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles of labels of the given extents, as near their wishes as they can be (least squares).

    None overlaps and all stay within low … high; where they do not fit at all they keep their
    distances and run over the high end. The order is that of the wishes.
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index])
    before, total = [], 0.0  # extent of the labels below each one
    for index in order:
        before.append(total)
        total += extents[index]
    starts = _isotonic(
        [wishes[i] - extents[i] / 2 - below for i, below in zip(order, before, strict=True)]
    )
    last_start = max(low, high - total)
    middles = [0.0] * len(wishes)
    for index, below, start in zip(order, before, starts, strict=True):
        middles[index] = min(max(start, low), last_start) + below + extents[index] / 2
    return middles


def _isotonic(wishes: Sequence[float]) -> list[float]:
    """The non-decreasing sequence nearest to `wishes` (pool adjacent violators)."""
    blocks: list[_Block] = []
    for wish in wishes:
        blocks.append(_Block(wish, 1))
        while len(blocks) > 1 and blocks[-2].wish > blocks[-1].wish:
            last = blocks.pop()
            both = blocks[-1].count + last.count
            blocks[-1].wish = (blocks[-1].wish * blocks[-1].count + last.wish * last.count) / both
            blocks[-1].count = both
    return [block.wish for block in blocks for _ in range(block.count)]


@dataclass(frozen=True, slots=True)
class Flag:
    """A label on a pole: it reaches `length` to the right of the pole or, `is_leftward`, left."""

    pole: float
    length: float
    is_leftward: bool

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the label reaches."""
        if self.is_leftward:
            return self.pole - self.length, self.pole
        return self.pole, self.pole + self.length


def flag_levels(flags: Sequence[Flag]) -> list[int]:
    """Rows, from 0, in which flags overlap none in their row and their poles cross few below.

    Of flags that reach the same way no pole crosses a label: those farther that way are lower.
    Which of the two ways is lower is tried.
    """
    right = sorted(
        (at for at, flag in enumerate(flags) if not flag.is_leftward),
        key=lambda at: -flags[at].pole,
    )
    left = sorted(
        (at for at, flag in enumerate(flags) if flag.is_leftward), key=lambda at: flags[at].pole
    )
    tried = []
    for order in ([*right, *left], [*left, *right]):
        rows = _raised([flags[at] for at in order])
        tried.append([row for _at, row in sorted(zip(order, rows, strict=True))])
    return min(tried, key=lambda rows: (crossings(flags, rows), max(rows, default=0)))


def _raised(flags: Sequence[Flag]) -> list[int]:
    """The lowest free row of each flag above those before it whose poles it would cover."""
    rows: list[int] = []
    for at, flag in enumerate(flags):
        start, end = flag.span
        before = list(zip(flags[:at], rows, strict=True))
        taken = {row for one, row in before if start < one.span[1] and one.span[0] < end}
        lowest = max((row + 1 for one, row in before if start < one.pole < end), default=0)
        rows.append(next(row for row in range(lowest, at + 1) if row not in taken))
    return rows


def crossings(flags: Sequence[Flag], rows: Sequence[int]) -> int:
    """How often a pole goes through the label of another flag on its way up to its row."""
    return sum(
        other.span[0] < flag.pole < other.span[1] and below < row
        for flag, row in zip(flags, rows, strict=True)
        for other, below in zip(flags, rows, strict=True)
    )
