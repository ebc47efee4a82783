"""Blocks of quotations: texts come together and go together, so that none tells its writer.

Everybody knows who was interviewed last, who was asked again and who took something back. A text
that comes or goes by itself is theirs. So the texts of enough firms make a block when they are
released, and what a block is made of never changes; it is shown while all of it stands, and else
not at all. What is left of a block makes no other one: the text that is missing in that one would
be known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence, Set

# What was written, and the number of the firm that wrote it.
Writer = tuple[str, int]
Block = tuple[Writer, ...]


def blocks(
    released: Sequence[Set[Writer]], is_quotable: Callable[[int, str], bool], least: int
) -> list[Block]:
    """The blocks that were ever made, oldest first.

    A block has the texts of at least `least` firms, and of fewer than twice as many: the fewer
    they are, the less goes when one of them goes.

    Args:
        released: of each state that was shown, oldest first, who had written what.
        is_quotable: whether a text tells of nobody, by what was known in a state.
    """
    found: list[Block] = []
    placed: set[str] = set()
    for state, written in enumerate(released):
        # Of several firms with the same text one, and one text of a firm.
        able: dict[int, str] = {}
        said: set[str] = set(placed)
        for text, firm in sorted(written, key=lambda one: (of_text(one[0]), one[1])):
            if text not in said and firm not in able and is_quotable(state, text):
                able[firm] = text
                said.add(text)
        made = _parts([(text, firm) for firm, text in able.items()], len(able) // least)
        found += made
        placed.update(text for block in made for text, _firm in block)
    return found


def _parts(able: Sequence[Writer], n: int) -> list[Block]:
    bounds = [len(able) * part // n for part in range(n + 1)] if n else []
    return [tuple(able[low:high]) for low, high in zip(bounds, bounds[1:], strict=False)]


def shown(made: Iterable[Block], now: Set[Writer], most: int) -> list[str]:
    """The texts of the blocks of which every writer stands, in an order that tells nothing.

    Args:
        now: what stands, was allowed, and tells of nobody.
        most: texts; a block that would make it more is left out.
    """
    texts: list[str] = []
    for block in made:
        if set(block) <= now and len(texts) + len(block) <= most:
            texts += [text for text, _firm in block]
    return sorted(texts, key=of_text)


def of_text(text: str) -> str:
    """What texts are ordered by."""
    return hashlib.sha256(text.encode()).hexdigest()
